/** Puts the demo campaign into a workbook whose tabs the add-on's set-up has made. */
import type { Cell, Table, Tables } from '../../../shared/tabs/table.ts';
import type { Value, Workbook } from '../core/types.ts';

/** Rows a write: big enough to be quick, small enough that the page and the storage keep up. */
const BLOCK = 5_000;

/**
 * Replaces what stands under the headers of Orders, Shipments, Products, Rewards and Channels. Text is written RAW, so
 * that a name that begins with `=` stays text. Columns that set-up did not make (the optional ones) are added at the
 * right. Throws when a tab is missing.
 */
export function fillDemo(workbook: Workbook, tables: Tables): void {
  for (const table of Object.values(tables)) fillTab(workbook, table);
}

function fillTab(workbook: Workbook, table: Table): void {
  const sheet = workbook.sheetByName(table.tab);
  if (sheet === undefined) throw new Error(`The workbook has no tab ${table.tab}: run the set-up first`);
  const width = workbook.contentSize(sheet.id).columns;
  const header =
    width === 0
      ? []
      : firstRow(workbook.displayValues(sheet.id, { row: 0, column: 0, rows: 1, columns: width }));
  const added = [...table.columns.keys()].filter((name) => !header.includes(name));
  const names = [...header, ...added];
  workbook.updateSheet(sheet.id, {
    columnCount: Math.max(sheet.columnCount, names.length),
    rowCount: Math.max(sheet.rowCount, table.n + 1),
  });
  const rows = workbook.sheet(sheet.id).rowCount;
  workbook.clear(sheet.id, { row: 1, column: 0, rows: rows - 1, columns: names.length }, { values: true });
  addHeaders(workbook, sheet.id, header.length, added);
  spreadLooks(workbook, sheet.id, rows, names.length, header.length);
  const columns = names.map((name) => table.columns.get(name));
  for (let from = 0; from < table.n; from += BLOCK) {
    const to = Math.min(table.n, from + BLOCK);
    const block: (Value | undefined)[][] = [];
    for (let i = from; i < to; i++) block.push(columns.map((cells) => value(cells?.[i])));
    workbook.write(sheet.id, from + 1, 0, block, 'RAW');
  }
}

function value(cell: Cell | undefined): Value | undefined {
  return cell === '' ? null : cell;
}

function firstRow<T>(rows: readonly (readonly T[])[]): readonly T[] {
  return rows[0] ?? [];
}

function addHeaders(workbook: Workbook, sheetId: number, at: number, names: readonly string[]): void {
  if (names.length === 0) return;
  workbook.write(sheetId, 0, at, [names], 'RAW');
  if (at === 0) return;
  const look = firstRow(workbook.formats(sheetId, { row: 0, column: at - 1, rows: 1, columns: 1 }))[0];
  if (look !== undefined)
    workbook.setFormat(sheetId, { row: 0, column: at, rows: 1, columns: names.length }, look);
}

/** Carries the formats and drop-downs of the first row under the header down to the last; new columns are text. */
function spreadLooks(
  workbook: Workbook,
  sheetId: number,
  rows: number,
  columns: number,
  known: number,
): void {
  const line = { row: 1, column: 0, rows: 1, columns };
  const formats = firstRow(workbook.formats(sheetId, line));
  const validations = firstRow(workbook.validations(sheetId, line));
  for (let column = 0; column < columns; column++) {
    const range = { row: 1, column, rows: rows - 1, columns: 1 };
    const format = column < known ? formats[column] : { numberFormat: '@' };
    if (format !== undefined) workbook.setFormat(sheetId, range, format);
    const validation = validations[column];
    if (validation) workbook.setValidation(sheetId, range, validation);
  }
}
