import type { GridRange } from '../../core/types.ts';
import { exception } from './only.ts';

/** `AB` for 27: columns count from 0. */
function columnLetters(column: number): string {
  let left = column + 1;
  let letters = '';
  while (left > 0) {
    letters = String.fromCharCode(65 + ((left - 1) % 26)) + letters;
    left = Math.floor((left - 1) / 26);
  }
  return letters;
}

function columnIndex(letters: string): number {
  let index = 0;
  for (const letter of letters.toUpperCase()) index = index * 26 + letter.charCodeAt(0) - 64;
  return index - 1;
}

/** A1 text of a range: one cell as `B2`, whole rows and columns as cells too, as getA1Notation does. */
export function toA1(range: GridRange): string {
  const first = `${columnLetters(range.column)}${range.row + 1}`;
  if (range.rows === 1 && range.columns === 1) return first;
  return `${first}:${columnLetters(range.column + range.columns - 1)}${range.row + range.rows}`;
}

/**
 * Reads `B2`, `A1:C3`, `A:C`, `2:5`, `A2:C`, each with an optional sheet name before `!` (quoted or not). Open ends go to
 * the edge of the grid, which size gives for the sheet. Throws Google's "Range not found" for anything else.
 */
export function parseA1(
  text: string,
  size: (sheetName: string | undefined) => { sheetId: number; rows: number; columns: number } | undefined,
): { sheetId: number; range: GridRange } {
  const parts = /^(?:(?:'((?:[^']|'')+)'|([^'!]+))!)?(.+)$/s.exec(text.trim());
  const name = parts?.[1]?.replaceAll("''", "'") ?? parts?.[2];
  const cells = /^\$?([A-Za-z]{0,3})\$?(\d*)(?::\$?([A-Za-z]{0,3})\$?(\d*))?$/.exec(parts?.[3] ?? '');
  const sheet = size(name);
  if (cells === null || sheet === undefined) throw exception('Range not found');
  const [, column1 = '', row1 = '', column2, row2] = cells;
  const single = column2 === undefined && row2 === undefined;
  if ((single && (column1 === '' || row1 === '')) || (column1 === '' && row1 === ''))
    throw exception('Range not found');
  const lastColumn = single ? column1 : (column2 ?? '');
  const lastRow = single ? row1 : (row2 ?? '');
  if (!single && lastColumn === '' && lastRow === '') throw exception('Range not found');
  const left = column1 === '' ? 0 : columnIndex(column1);
  const right = lastColumn === '' ? sheet.columns - 1 : columnIndex(lastColumn);
  const top = row1 === '' ? 0 : Number(row1) - 1;
  const bottom = lastRow === '' ? sheet.rows - 1 : Number(lastRow) - 1;
  return {
    sheetId: sheet.sheetId,
    range: {
      row: Math.min(top, bottom),
      column: Math.min(left, right),
      rows: Math.abs(bottom - top) + 1,
      columns: Math.abs(right - left) + 1,
    },
  };
}
