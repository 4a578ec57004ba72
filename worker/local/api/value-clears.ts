import { z } from 'zod';
import type { Workbook } from '../core/types.ts';
import { type Area, formatA1, parseA1 } from './a1.ts';
import { areasBy, dataFilter } from './data-filter.ts';
import { type Method, method } from './method.ts';
import { noBody } from './values.ts';

const dataFilters = z.array(dataFilter).min(1);

function clearArea(workbook: Workbook, { sheet, range }: Area): string {
  workbook.clear(sheet.id, range, { values: true });
  return formatA1(sheet.name, range);
}

const clear = method({
  query: z.strictObject({}),
  body: noBody,
  run: ({ workbook, argument }) => ({
    spreadsheetId: workbook.id,
    clearedRange: clearArea(workbook, parseA1(workbook, argument)),
  }),
});

const batchClear = method({
  query: z.strictObject({}),
  body: z.strictObject({ ranges: z.array(z.string()).optional() }),
  run: ({ workbook, body }) => ({
    spreadsheetId: workbook.id,
    clearedRanges: workbook.batch(() =>
      (body.ranges ?? []).map((range) => clearArea(workbook, parseA1(workbook, range))),
    ),
  }),
});

const batchClearByDataFilter = method({
  query: z.strictObject({}),
  body: z.strictObject({ dataFilters }),
  run: ({ workbook, body }) => ({
    spreadsheetId: workbook.id,
    clearedRanges: workbook.batch(() =>
      body.dataFilters.flatMap((filter) =>
        areasBy(workbook, filter).map((area) => clearArea(workbook, area)),
      ),
    ),
  }),
});

export const VALUE_CLEARS: readonly Method[] = [
  { http: 'POST', path: /^\/values:batchClear$/, ...batchClear },
  { http: 'POST', path: /^\/values:batchClearByDataFilter$/, ...batchClearByDataFilter },
  { http: 'POST', path: /^\/values\/([^/]+):clear$/, ...clear },
];
