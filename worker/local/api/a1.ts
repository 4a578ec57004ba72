import type { GridRange, SheetInfo, Workbook } from '../core/types.ts';
import { invalid } from './error.ts';

/** A range on a sheet; the grid of the sheet bounds it. */
export interface Area {
  readonly sheet: SheetInfo;
  readonly range: GridRange;
  /** Written as one cell: a write may go on to the right and below. */
  readonly anchor: boolean;
}

export function columnName(column: number): string {
  let name = '';
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  }
  return name;
}

function columnNumber(letters: string): number {
  let number = 0;
  for (const letter of letters.toUpperCase()) number = number * 26 + letter.charCodeAt(0) - 64;
  return number - 1;
}

function sheetName(name: string): string {
  const plain = /^[A-Za-z_]\w*$/.test(name) && !/^[A-Za-z]{1,3}\d+$/.test(name);
  return plain ? name : `'${name.replaceAll("'", "''")}'`;
}

/** `Sheet1!A1:C3`; one cell is `Sheet1!A1`. */
export function formatA1(name: string, range: GridRange): string {
  const first = `${columnName(range.column)}${range.row + 1}`;
  const last = `${columnName(range.column + range.columns - 1)}${range.row + range.rows}`;
  return `${sheetName(name)}!${first === last ? first : `${first}:${last}`}`;
}

interface Corner {
  readonly column?: number;
  readonly row?: number;
}

function corner(text: string): Corner | undefined {
  const match = /^\$?([A-Za-z]{1,3})?\$?(\d{1,9})?$/.exec(text);
  if (!match || text === '') return undefined;
  const [, letters, digits] = match;
  if (digits !== undefined && Number(digits) < 1) return undefined;
  return {
    ...(letters === undefined ? {} : { column: columnNumber(letters) }),
    ...(digits === undefined ? {} : { row: Number(digits) - 1 }),
  };
}

interface Cells {
  readonly rows: readonly [first: number, last: number];
  readonly columns: readonly [first: number, last: number];
  readonly anchor: boolean;
}

/** An end left open (`A2:A`, `A:C`, `1:3`) is Infinity; corners in any order. */
function cellsOf(text: string): Cells | undefined {
  const [left = '', right, ...more] = text.split(':');
  const a = corner(left);
  const b = right === undefined ? a : corner(right);
  if (a === undefined || b === undefined || more.length > 0) return undefined;
  const alone = right === undefined;
  if (alone && (a.row === undefined || a.column === undefined)) return undefined;
  const span = (from: number | undefined, to: number | undefined): readonly [number, number] => {
    if (from === undefined && to === undefined) return [0, Number.POSITIVE_INFINITY];
    if (from === undefined || to === undefined) return [from ?? to ?? 0, Number.POSITIVE_INFINITY];
    return [Math.min(from, to), Math.max(from, to)];
  };
  const rows = span(a.row, b.row);
  const columns = span(a.column, b.column);
  // `A:1` names neither a row nor a column on either side.
  if ((a.row === undefined && b.column === undefined) || (a.column === undefined && b.row === undefined)) {
    return undefined;
  }
  return { rows, columns, anchor: alone };
}

function unquote(text: string): string | undefined {
  if (!text.startsWith("'")) return text;
  if (text.length < 3 || !text.endsWith("'")) return undefined;
  const inner = text.slice(1, -1);
  return /(?<!')(?:'')*'(?!')/.test(inner) ? undefined : inner.replaceAll("''", "'");
}

/** Bounds a span of cells by the grid; one that begins outside is refused, an end beyond is cut, as Google does. */
function areaOn(sheet: SheetInfo, cells: Cells, text: string): Area {
  const [top, bottom] = cells.rows;
  const [left, right] = cells.columns;
  if (top >= sheet.rowCount || left >= sheet.columnCount) {
    throw invalid(
      `Range (${text}) exceeds grid limits. Max rows: ${sheet.rowCount}, max columns: ${sheet.columnCount}`,
    );
  }
  const rows = Math.min(bottom + 1, sheet.rowCount) - top;
  const columns = Math.min(right + 1, sheet.columnCount) - left;
  return { sheet, range: { row: top, column: left, rows, columns }, anchor: cells.anchor };
}

export function wholeSheet(sheet: SheetInfo): Area {
  const range = { row: 0, column: 0, rows: sheet.rowCount, columns: sheet.columnCount };
  return { sheet, range, anchor: false };
}

/**
 * `Sheet1!A1:B2`, `'My sheet'!A:A`, `1:2`, `A1`, `Sheet1`. Without a sheet's name it is the first visible one. A sheet
 * called like a cell must be quoted.
 */
export function parseA1(workbook: Workbook, text: string): Area {
  const refuse = () => invalid(`Unable to parse range: ${text}`);
  const mark = text.lastIndexOf('!');
  const named = (name: string) => {
    const plain = unquote(name);
    const sheet = plain === undefined ? undefined : findSheet(workbook, plain);
    if (sheet === undefined) throw refuse();
    return sheet;
  };
  if (mark >= 0 && !(text.startsWith("'") && text.endsWith("'"))) {
    const sheet = named(text.slice(0, mark));
    const cells = cellsOf(text.slice(mark + 1));
    if (cells === undefined) throw refuse();
    return areaOn(sheet, cells, text);
  }
  const cells = cellsOf(text);
  if (cells !== undefined) {
    const sheet = workbook.sheets().find(({ hidden }) => !hidden);
    if (sheet === undefined) throw refuse();
    return areaOn(sheet, cells, `${sheetName(sheet.name)}!${text}`);
  }
  return wholeSheet(named(text));
}

/** Names count without regard to case. */
function findSheet(workbook: Workbook, name: string): SheetInfo | undefined {
  const exact = workbook.sheetByName(name);
  return exact ?? workbook.sheets().find((sheet) => sheet.name.toLowerCase() === name.toLowerCase());
}
