import { z } from 'zod';
import type { Workbook } from '../core/types.ts';
import { type Area, parseA1 } from './a1.ts';
import { areasBy, dataFilter, metadataAnswer, metadataBy } from './data-filter.ts';
import { invalid, notFound, parse, unsupported } from './error.ts';
import { sheetById } from './grid-range.ts';
import { type Mask, maskAt } from './mask.ts';
import { type Method, method } from './method.ts';
import { runRequests } from './requests/index.ts';
import { matched } from './requests/metadata.ts';
import { addSheetBy, properties } from './requests/sheets.ts';
import { sheetProperties, spreadsheetAnswer } from './spreadsheet.ts';
import { flag, list, noBody } from './values.ts';

/** A mask says itself whether cells are wanted; includeGridData counts only without one. */
function wantsData(mask: Mask | undefined, asked: boolean): boolean {
  return mask === undefined ? asked : maskAt(mask, 'sheets', 'data') !== undefined;
}

const get = method({
  query: z.strictObject({
    ranges: list.optional(),
    includeGridData: flag,
    excludeTablesInBandedRanges: flag,
  }),
  body: noBody,
  run: ({ workbook, query, mask }) => {
    const areas = query.ranges?.map((range) => parseA1(workbook, range));
    return spreadsheetAnswer(workbook, areas, wantsData(mask, query.includeGridData === 'true'));
  },
});

const getByDataFilter = method({
  query: z.strictObject({}),
  body: z.strictObject({
    dataFilters: z.array(dataFilter).optional(),
    includeGridData: z.boolean().optional(),
    excludeTablesInBandedRanges: z.boolean().optional(),
  }),
  run: ({ workbook, body, mask }) => {
    const areas = body.dataFilters?.flatMap((filter): Area[] => areasBy(workbook, filter));
    return spreadsheetAnswer(workbook, areas, wantsData(mask, body.includeGridData === true));
  },
});

const batchUpdate = method({
  query: z.strictObject({}),
  body: z.strictObject({
    requests: z.array(z.unknown()).optional(),
    includeSpreadsheetInResponse: z.boolean().optional(),
    responseRanges: z.array(z.string()).optional(),
    responseIncludeGridData: z.boolean().optional(),
  }),
  run: ({ workbook, body }) => {
    const replies = runRequests(workbook, body.requests ?? []);
    const areas = body.responseRanges?.map((range) => parseA1(workbook, range));
    return {
      spreadsheetId: workbook.id,
      replies,
      ...(body.includeSpreadsheetInResponse === true && {
        updatedSpreadsheet: spreadsheetAnswer(workbook, areas, body.responseIncludeGridData === true),
      }),
    };
  },
});

const metadataGet = method({
  query: z.strictObject({}),
  body: noBody,
  run: ({ workbook, argument }) => {
    const found = workbook.metadata().find(({ id }) => String(id) === argument);
    if (found === undefined) throw notFound(`No developer metadata with id: ${argument}`);
    return metadataAnswer(found);
  },
});

const metadataSearch = method({
  query: z.strictObject({}),
  body: z.strictObject({ dataFilters: z.array(dataFilter).min(1) }),
  run: ({ workbook, body }) => ({
    matchedDeveloperMetadata: matched(workbook, body.dataFilters).map((entry) => ({
      developerMetadata: metadataAnswer(entry),
      dataFilters: body.dataFilters.filter((filter) =>
        metadataBy(workbook, filter).some(({ id }) => id === entry.id),
      ),
    })),
  }),
});

const copyTo = method({
  query: z.strictObject({}),
  body: z.strictObject({ destinationSpreadsheetId: z.string() }),
  run: ({ workbook, workbooks, body, argument }) => {
    const to = workbooks(body.destinationSpreadsheetId);
    if (to === undefined) throw notFound();
    return sheetProperties(workbook.copySheet(sheetById(workbook, Number(argument)).id, to));
  },
});

export const SPREADSHEET_METHODS: readonly Method[] = [
  { http: 'GET', path: /^$/, ...get },
  { http: 'POST', path: /^:getByDataFilter$/, ...getByDataFilter },
  { http: 'POST', path: /^:batchUpdate$/, ...batchUpdate },
  { http: 'POST', path: /^\/developerMetadata:search$/, ...metadataSearch },
  { http: 'GET', path: /^\/developerMetadata\/(\d+)$/, ...metadataGet },
  { http: 'POST', path: /^\/sheets\/(\d+):copyTo$/, ...copyTo },
];

const newSpreadsheet = z.strictObject({
  properties: z
    .strictObject({
      title: z.string().optional(),
      locale: z.literal('en_US').optional(),
      timeZone: z.string().optional(),
    })
    .optional(),
  sheets: z.array(z.strictObject({ properties: properties.optional() })).optional(),
});

/** Makes a spreadsheet; sheets given take the place of the one that a new workbook has. */
export function createSpreadsheet(make: (title: string) => Workbook, query: unknown, body: unknown): object {
  parse(z.strictObject({}), query, '');
  const { properties: given = {}, sheets = [] } = parse(newSpreadsheet, body ?? {}, 'data');
  const names = sheets.flatMap(({ properties: sheet }) => sheet?.title?.toLowerCase() ?? []);
  if (new Set(names).size < names.length) throw invalid('Two of the sheets have the same title.');
  const workbook = make(given.title ?? 'Untitled spreadsheet');
  if (given.timeZone !== undefined && given.timeZone !== workbook.timeZone) {
    throw unsupported(`A time zone other than ${workbook.timeZone}`);
  }
  const wanted = sheets.map(({ properties: sheet = {} }, i) => ({
    ...sheet,
    title: sheet.title ?? `Sheet${i + 1}`,
  }));
  if (wanted.length > 0) workbook.batch(() => replaceSheets(workbook, wanted));
  return spreadsheetAnswer(workbook, undefined, false);
}

/** A workbook is never without a sheet: a spare one stands in between. */
function replaceSheets(workbook: Workbook, wanted: readonly z.infer<typeof properties>[]): void {
  const ids = new Set([0, ...wanted.map(({ sheetId }) => sheetId)]);
  const titles = new Set(wanted.map(({ title }) => title));
  let id = 1;
  while (ids.has(id) || titles.has(`Spare ${id}`)) id++;
  const spare = workbook.addSheet({ name: `Spare ${id}`, rows: 1, columns: 1, id });
  for (const sheet of workbook.sheets()) if (sheet.id !== spare.id) workbook.deleteSheet(sheet.id);
  wanted.forEach((sheet, index) => {
    addSheetBy(workbook, { ...sheet, index });
  });
  workbook.deleteSheet(spare.id);
}
