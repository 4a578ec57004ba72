import { z } from 'zod';
import { type Area, formatA1, parseA1 } from './a1.ts';
import { areasBy, dataFilter } from './data-filter.ts';
import { within } from './error.ts';
import { type Method, method } from './method.ts';
import { dimension, list, noBody, rendering, renderOptions, valueRange } from './values.ts';

const majorDimension = dimension.optional();
const dataFilters = z.array(dataFilter).min(1);

const get = method({
  query: z.strictObject({ ...renderOptions, majorDimension }),
  body: noBody,
  run: ({ workbook, query, argument }) =>
    valueRange(workbook, parseA1(workbook, argument), query.majorDimension ?? 'ROWS', rendering(query)),
});

const batchGet = method({
  query: z.strictObject({ ...renderOptions, majorDimension, ranges: list.optional() }),
  body: noBody,
  run: ({ workbook, query }) => ({
    spreadsheetId: workbook.id,
    valueRanges: (query.ranges ?? []).map((range) =>
      valueRange(workbook, parseA1(workbook, range), query.majorDimension ?? 'ROWS', rendering(query)),
    ),
  }),
});

const batchGetByDataFilter = method({
  query: z.strictObject({}),
  body: z.strictObject({ ...renderOptions, majorDimension, dataFilters }),
  run({ workbook, body }) {
    // A range that several filters match comes once, with all of them.
    const found = new Map<string, { area: Area; filters: z.infer<typeof dataFilters> }>();
    body.dataFilters.forEach((filter, i) => {
      for (const area of within(`dataFilters[${i}]`, () => areasBy(workbook, filter))) {
        const key = `${area.sheet.id} ${formatA1(area.sheet.name, area.range)}`;
        const known = found.get(key);
        if (known === undefined) found.set(key, { area, filters: [filter] });
        else known.filters.push(filter);
      }
    });
    return {
      spreadsheetId: workbook.id,
      valueRanges: [...found.values()].map(({ area, filters }) => ({
        valueRange: valueRange(workbook, area, body.majorDimension ?? 'ROWS', rendering(body)),
        dataFilters: filters,
      })),
    };
  },
});

export const VALUE_READS: readonly Method[] = [
  { http: 'GET', path: /^\/values:batchGet$/, ...batchGet },
  { http: 'POST', path: /^\/values:batchGetByDataFilter$/, ...batchGetByDataFilter },
  { http: 'GET', path: /^\/values\/([^/]+)$/, ...get },
];
