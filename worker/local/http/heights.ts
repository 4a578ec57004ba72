/** Rows that need more than one line's height: larger type, or wrapped text. Looked for at the top of a sheet only. */

import type { Format, Workbook } from '../core/types.ts';

/** Headings and wrapped headers stand at the top; reading the looks of 220,000 rows would take seconds. */
const ROWS_LOOKED_AT = 200;
const PLAIN = 21;
/** Pixels of a point of type, of a line, and of an average letter, each for one pixel of type. */
const POINT = 4 / 3;
const LINE = 1.25;
const LETTER = 0.52;
const PLAIN_TYPE = 13;
const LINES_SHOWN = 6;

function heightOf(format: Format, text: string, width: number): number {
  const type = format.fontSize ? format.fontSize * POINT : PLAIN_TYPE;
  const letters = Math.max(1, Math.floor((width - 8) / (type * LETTER)));
  const lines =
    format.wrap === 'WRAP'
      ? text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / letters)), 0)
      : 1;
  if (lines === 1 && type <= PLAIN_TYPE * POINT) return PLAIN;
  return Math.round(Math.min(lines, LINES_SHOWN) * type * LINE + 5);
}

/** [row, pixels] of the rows that are taller than a plain one. */
export function tallRows(workbook: Workbook, sheetId: number): [number, number][] {
  const sheet = workbook.sheet(sheetId);
  const content = workbook.contentSize(sheetId);
  const rows = Math.min(ROWS_LOOKED_AT, content.rows, sheet.rowCount);
  const columns = Math.min(content.columns, sheet.columnCount);
  if (rows === 0 || columns === 0) return [];
  const range = { row: 0, column: 0, rows, columns };
  const shown = workbook.displayValues(sheetId, range);
  const widths = workbook.columnWidths(sheetId);
  return workbook.formats(sheetId, range).flatMap((line, row): [number, number][] => {
    const height = Math.max(
      ...line.map((format, column) => {
        const text = shown[row]?.[column] ?? '';
        return text === '' ? PLAIN : heightOf(format, text, widths[column] ?? 100);
      }),
    );
    return height > PLAIN ? [[row, height]] : [];
  });
}
