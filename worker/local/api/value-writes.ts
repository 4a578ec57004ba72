import { z } from 'zod';
import type { Workbook } from '../core/types.ts';
import { type Area, formatA1, parseA1 } from './a1.ts';
import { findTable } from './append.ts';
import { areasBy, dataFilter } from './data-filter.ts';
import { invalid, within } from './error.ts';
import { type Method, method } from './method.ts';
import {
  block,
  dimension,
  flag,
  inputOption,
  type Report,
  rendering,
  renderOptions,
  totalsOf,
  updateAnswer,
  type Written,
  writeValues,
} from './values.ts';

const majorDimension = dimension.optional();
const valueInputOption = inputOption.optional();
const rangeBody = z.strictObject({
  range: z.string().optional(),
  majorDimension,
  values: block.optional(),
});
const updateOptions = {
  responseValueRenderOption: renderOptions.valueRenderOption,
  responseDateTimeRenderOption: renderOptions.dateTimeRenderOption,
};

function needed<T>(value: T | undefined, name: string): T {
  if (value !== undefined) return value;
  const description = `'${name}' is required but not specified`;
  throw invalid(description, [{ field: name, description }]);
}

function reportOf(
  include: boolean,
  given: {
    responseValueRenderOption?: Report['how']['value'] | undefined;
    responseDateTimeRenderOption?: Report['how']['date'] | undefined;
  },
  major: Report['major'] = 'ROWS',
): Report {
  const how = rendering({
    valueRenderOption: given.responseValueRenderOption,
    dateTimeRenderOption: given.responseDateTimeRenderOption,
  });
  return { include, how, major };
}

/** The range may be said twice, but not two ways. */
function checkSame(workbook: Workbook, area: Area, said: string | undefined): void {
  if (said === undefined || said === '') return;
  const other = parseA1(workbook, said);
  const [a, b] = [area, other].map(({ sheet, range }) => formatA1(sheet.name, range));
  if (a !== b) throw invalid(`The range in the address (${a}) is not the range in the body (${b}).`);
}

const update = method({
  query: z.strictObject({ ...updateOptions, valueInputOption, includeValuesInResponse: flag }),
  body: rangeBody,
  run({ workbook, query, body, argument }) {
    const input = needed(query.valueInputOption, 'valueInputOption');
    const area = parseA1(workbook, argument);
    checkSame(workbook, area, body.range);
    const major = body.majorDimension ?? 'ROWS';
    const written = writeValues(workbook, area, body.values ?? [], major, input);
    const report = reportOf(query.includeValuesInResponse === 'true', query, major);
    return updateAnswer(workbook, written, report);
  },
});

const batchUpdate = method({
  query: z.strictObject({}),
  body: z.strictObject({
    ...updateOptions,
    valueInputOption,
    includeValuesInResponse: z.boolean().optional(),
    data: z.array(rangeBody).optional(),
  }),
  run({ workbook, body }) {
    const input = needed(body.valueInputOption, 'valueInputOption');
    const data = body.data ?? [];
    const done: Written[] = workbook.batch(() =>
      data.map(({ range, values = [], majorDimension: major = 'ROWS' }, i) =>
        within(`data[${i}]`, () =>
          writeValues(workbook, parseA1(workbook, needed(range, 'range')), values, major, input),
        ),
      ),
    );
    const responses = done.map((written, i) => {
      const report = reportOf(body.includeValuesInResponse === true, body, data[i]?.majorDimension);
      return updateAnswer(workbook, written, report);
    });
    return { spreadsheetId: workbook.id, ...totalsOf(done), responses };
  },
});

const batchUpdateByDataFilter = method({
  query: z.strictObject({}),
  body: z.strictObject({
    ...updateOptions,
    valueInputOption,
    includeValuesInResponse: z.boolean().optional(),
    data: z.array(z.strictObject({ dataFilter, majorDimension, values: block.optional() })).optional(),
  }),
  run({ workbook, body }) {
    const input = needed(body.valueInputOption, 'valueInputOption');
    const done = workbook.batch(() =>
      (body.data ?? []).flatMap(({ dataFilter: filter, values = [], majorDimension: major = 'ROWS' }, i) =>
        within(`data[${i}]`, () =>
          areasBy(workbook, filter).map((area) => ({
            filter,
            major,
            written: writeValues(workbook, area, values, major, input),
          })),
        ),
      ),
    );
    const responses = done.map(({ filter, major, written }) => {
      const report = reportOf(body.includeValuesInResponse === true, body, major);
      const { spreadsheetId: _, ...answer } = updateAnswer(workbook, written, report);
      return { ...answer, dataFilter: filter };
    });
    return { spreadsheetId: workbook.id, ...totalsOf(done.map(({ written }) => written)), responses };
  },
});

const append = method({
  query: z.strictObject({
    ...updateOptions,
    valueInputOption,
    includeValuesInResponse: flag,
    insertDataOption: z.enum(['OVERWRITE', 'INSERT_ROWS']).optional(),
  }),
  body: rangeBody,
  run({ workbook, query, body, argument }) {
    const input = needed(query.valueInputOption, 'valueInputOption');
    const area = parseA1(workbook, argument);
    checkSame(workbook, area, body.range);
    const major = body.majorDimension ?? 'ROWS';
    const values = body.values ?? [];
    const table = findTable(workbook, area);
    const row = table === undefined ? area.range.row : table.row + table.rows;
    const column = table === undefined ? area.range.column : table.column;
    const width = values.reduce((most, line) => Math.max(most, line.length), 0);
    const height = major === 'ROWS' ? values.length : width;
    const { sheet } = area;
    const written = workbook.batch(() => {
      const inserts = query.insertDataOption === 'INSERT_ROWS' && height > 0 && row < sheet.rowCount;
      if (inserts) workbook.insertRows(sheet.id, row, height, row > 0 ? 'before' : 'after');
      const more = row + height - workbook.sheet(sheet.id).rowCount;
      if (more > 0) workbook.insertRows(sheet.id, workbook.sheet(sheet.id).rowCount, more);
      const place = { row, column, rows: Math.max(height, 1), columns: 1 };
      return writeValues(
        workbook,
        { sheet: workbook.sheet(sheet.id), range: place, anchor: true },
        values,
        major,
        input,
      );
    });
    return {
      spreadsheetId: workbook.id,
      ...(table && { tableRange: formatA1(sheet.name, table) }),
      updates: updateAnswer(
        workbook,
        written,
        reportOf(query.includeValuesInResponse === 'true', query, major),
      ),
    };
  },
});

export const VALUE_WRITES: readonly Method[] = [
  { http: 'POST', path: /^\/values:batchUpdate$/, ...batchUpdate },
  { http: 'POST', path: /^\/values:batchUpdateByDataFilter$/, ...batchUpdateByDataFilter },
  { http: 'POST', path: /^\/values\/([^/]+):append$/, ...append },
  { http: 'PUT', path: /^\/values\/([^/]+)$/, ...update },
];
