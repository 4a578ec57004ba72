/** Names of cells and ranges as people write them: `B4`, `A1:C3`, `D:D`, `7:7`. Numbers inside count from 0. */

import type { RangeWire } from '../../http/wire.ts';

/** 0 is A, 25 Z, 26 AA. */
export function columnName(column: number): string {
  let name = '';
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  }
  return name;
}

export function cellName(row: number, column: number): string {
  return `${columnName(column)}${row + 1}`;
}

/** A whole column reads `D:D`, a whole row `7:7`. */
export function rangeName(range: RangeWire, sheetRows: number, sheetColumns: number): string {
  const lastColumn = columnName(range.column + range.columns - 1);
  if (range.row === 0 && range.rows >= sheetRows) return `${columnName(range.column)}:${lastColumn}`;
  if (range.column === 0 && range.columns >= sheetColumns)
    return `${range.row + 1}:${range.row + range.rows}`;
  const first = cellName(range.row, range.column);
  return range.rows === 1 && range.columns === 1 ? first : `${first}:${lastColumn}${range.row + range.rows}`;
}

function columnOf(letters: string): number {
  let column = 0;
  for (const letter of letters.toUpperCase()) column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}

/** What a person typed into the name box; undefined where it names nothing on a sheet of this size. */
export function parseRange(text: string, sheetRows: number, sheetColumns: number): RangeWire | undefined {
  const match = /^\s*([a-z]{0,3})(\d{0,8})(?::([a-z]{0,3})(\d{0,8}))?\s*$/i.exec(text);
  if (!match) return undefined;
  const [, c1 = '', r1 = '', c2 = c1, r2 = r1] = match;
  if (c1 === '' && r1 === '') return undefined;
  if (
    match[0].includes(':')
      ? (c1 === '') !== (c2 === '') || (r1 === '') !== (r2 === '')
      : c1 === '' || r1 === ''
  ) {
    return undefined;
  }
  const columns = c1 === '' ? [0, sheetColumns - 1] : [columnOf(c1), columnOf(c2)];
  const rows = r1 === '' ? [0, sheetRows - 1] : [Number(r1) - 1, Number(r2) - 1];
  const [top, bottom] = [Math.min(...rows), Math.max(...rows)];
  const [left, right] = [Math.min(...columns), Math.max(...columns)];
  if (top < 0 || bottom >= sheetRows || right >= sheetColumns) return undefined;
  return { row: top, column: left, rows: bottom - top + 1, columns: right - left + 1 };
}
