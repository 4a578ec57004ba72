import { z } from 'zod';
import { kindOfPattern } from '../core/display.ts';
import type { GridRange, Value, Workbook } from '../core/types.ts';
import { type Area, columnName, formatA1 } from './a1.ts';
import { invalid } from './error.ts';

/** `null` leaves a cell as it is, '' clears it. */
const cell = z.union([z.string(), z.number(), z.boolean(), z.null()], {
  error: 'a cell is text, a number, true, false or null',
});
export const block = z.array(z.array(cell, { error: 'a row is a list' }), {
  error: 'values are rows of cells',
});
export const dimension = z.enum(['ROWS', 'COLUMNS']);
/** In an address: a switch, a parameter that may come several times; and the body of a method that takes none. */
export const flag = z.enum(['true', 'false']).optional();
export const list = z.union([z.string(), z.array(z.string())]).transform((given) => [given].flat());
export const noBody = z.union([z.undefined(), z.strictObject({})]);

export const renderOptions = {
  valueRenderOption: z.enum(['FORMATTED_VALUE', 'UNFORMATTED_VALUE', 'FORMULA']).optional(),
  dateTimeRenderOption: z.enum(['SERIAL_NUMBER', 'FORMATTED_STRING']).optional(),
};

export interface Rendering {
  readonly value: 'FORMATTED_VALUE' | 'UNFORMATTED_VALUE' | 'FORMULA';
  readonly date: 'SERIAL_NUMBER' | 'FORMATTED_STRING';
}

export function rendering(given: {
  valueRenderOption?: Rendering['value'] | undefined;
  dateTimeRenderOption?: Rendering['date'] | undefined;
}): Rendering {
  return {
    value: given.valueRenderOption ?? 'FORMATTED_VALUE',
    date: given.dateTimeRenderOption ?? 'SERIAL_NUMBER',
  };
}

export const inputOption = z.enum(['RAW', 'USER_ENTERED'], {
  error: 'valueInputOption must be RAW or USER_ENTERED',
});

function isDate(pattern: string | undefined): boolean {
  const kind = kindOfPattern(pattern);
  return kind === 'DATE' || kind === 'TIME' || kind === 'DATE_TIME';
}

function render(workbook: Workbook, area: Area, how: Rendering): (string | number | boolean)[][] {
  const { sheet, range } = area;
  const shown = () => workbook.displayValues(sheet.id, range);
  if (how.value === 'FORMATTED_VALUE') return shown();
  const values = workbook.values(sheet.id, range).map((row) => row.map((value) => value ?? ''));
  if (how.date === 'SERIAL_NUMBER') return values;
  const formats = workbook.formats(sheet.id, range);
  const texts = shown();
  return values.map((row, r) =>
    row.map((value, c) => {
      const dated = typeof value === 'number' && isDate(formats[r]?.[c]?.numberFormat);
      return dated ? (texts[r]?.[c] ?? '') : value;
    }),
  );
}

function transpose<T>(rows: readonly (readonly T[])[], blank: T): T[][] {
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
  return Array.from({ length: width }, (_, c) => rows.map((row) => row[c] ?? blank));
}

/** Empty cells at the end of a row and empty rows at the end go. */
function trimmed<T>(rows: T[][]): T[][] {
  const kept = rows.map((row) => {
    let end = row.length;
    while (end > 0 && row[end - 1] === '') end--;
    return row.slice(0, end);
  });
  while (kept[kept.length - 1]?.length === 0) kept.pop();
  return kept;
}

/** A ValueRange: `values` is absent when nothing is there, the range is the grid's part of what was asked. */
export function valueRange(
  workbook: Workbook,
  area: Area,
  major: 'ROWS' | 'COLUMNS',
  how: Rendering,
): { range: string; majorDimension: 'ROWS' | 'COLUMNS'; values?: unknown[][] } {
  // Only what has content is read: an open range over a large grid is mostly blank.
  const { rows, columns } = workbook.contentSize(area.sheet.id);
  const { range } = area;
  const part: GridRange = {
    ...range,
    rows: Math.min(range.rows, Math.max(0, rows - range.row)),
    columns: Math.min(range.columns, Math.max(0, columns - range.column)),
  };
  const empty = part.rows === 0 || part.columns === 0;
  const read = empty ? [] : render(workbook, { ...area, range: part }, how);
  const values = trimmed(major === 'ROWS' ? read : transpose(read, ''));
  return {
    range: formatA1(area.sheet.name, range),
    majorDimension: major,
    ...(values.length > 0 && { values }),
  };
}

export interface Written {
  readonly sheetId: number;
  readonly range: GridRange;
  readonly updatedRange: string;
  readonly rows: number;
  readonly columns: number;
  readonly cells: number;
}

/** What a write is to be reported with. */
export interface Report {
  readonly include: boolean;
  readonly how: Rendering;
  readonly major: 'ROWS' | 'COLUMNS';
}

/** Writes rows from the area's first cell; more than the area holds is refused, unless it was written as one cell. */
export function writeValues(
  workbook: Workbook,
  area: Area,
  values: readonly (readonly Value[])[],
  major: 'ROWS' | 'COLUMNS',
  input: z.infer<typeof inputOption>,
): Written {
  const rows = major === 'ROWS' ? values : transpose(values, null);
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
  const { sheet, range } = area;
  const room = area.anchor
    ? { rows: sheet.rowCount - range.row, columns: sheet.columnCount - range.column }
    : range;
  const asked = formatA1(sheet.name, range);
  const tried = `Requested writing within range [${asked}], but tried writing to`;
  if (rows.length > room.rows) throw invalid(`${tried} row [${range.row + room.rows + 1}]`);
  if (width > room.columns) throw invalid(`${tried} column [${columnName(range.column + room.columns)}]`);
  if (width === 0) return { sheetId: sheet.id, range, updatedRange: asked, rows: 0, columns: 0, cells: 0 };
  const written = { row: range.row, column: range.column, rows: rows.length, columns: width };
  const block = rows.map((row) => row.map((value) => (value === null ? undefined : value)));
  workbook.write(sheet.id, range.row, range.column, block, input === 'RAW' ? 'RAW' : 'USER');
  const cells = block.reduce((sum, row) => sum + row.filter((value) => value !== undefined).length, 0);
  return {
    sheetId: sheet.id,
    range: written,
    updatedRange: formatA1(sheet.name, written),
    rows: rows.length,
    columns: width,
    cells,
  };
}

export function updateAnswer(workbook: Workbook, written: Written, report: Report) {
  const area = { sheet: workbook.sheet(written.sheetId), range: written.range, anchor: false };
  return {
    spreadsheetId: workbook.id,
    updatedRange: written.updatedRange,
    updatedRows: written.rows,
    updatedColumns: written.columns,
    updatedCells: written.cells,
    ...(report.include && { updatedData: valueRange(workbook, area, report.major, report.how) }),
  };
}

/** Totals of a batch: rows and columns count once for each sheet, however often they were written. */
export function totalsOf(written: readonly Written[]) {
  const rows = new Set<string>();
  const columns = new Set<string>();
  const sheets = new Set<number>();
  let cells = 0;
  for (const one of written) {
    cells += one.cells;
    if (one.cells > 0) sheets.add(one.sheetId);
    for (let i = 0; i < one.rows; i++) rows.add(`${one.sheetId}/${one.range.row + i}`);
    for (let i = 0; i < one.columns; i++) columns.add(`${one.sheetId}/${one.range.column + i}`);
  }
  return {
    totalUpdatedRows: rows.size,
    totalUpdatedColumns: columns.size,
    totalUpdatedCells: cells,
    totalUpdatedSheets: sheets.size,
  };
}
