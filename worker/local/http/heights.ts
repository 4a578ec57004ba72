/** Rows that need more than one line's height: larger type, or wrapped text. */

import type { Format, Workbook } from '../core/types.ts';

/** Of the 220,000 rows of a large campaign none wraps; a list that somebody works through row by row is shorter. */
const ROWS_LOOKED_AT = 10_000;
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

const canBeTall = ({ wrap, fontSize }: Format): boolean =>
  wrap === 'WRAP' || (fontSize ?? 0) * POINT > PLAIN_TYPE * POINT;

/** [row, pixels] of the rows that are taller than a plain one, among the first ten thousand. */
export function tallRows(workbook: Workbook, sheetId: number): [number, number][] {
  const last = Math.min(ROWS_LOOKED_AT, workbook.contentSize(sheetId).rows);
  const widths = workbook.columnWidths(sheetId);
  const heights = new Map<number, number>();
  for (const { range, format } of workbook.formatRuns(sheetId)) {
    const rows = Math.min(range.rows, last - range.row);
    if (rows <= 0 || !canBeTall(format)) continue;
    workbook.displayValues(sheetId, { ...range, rows }).forEach(([text = ''], i) => {
      if (text === '') return;
      const height = heightOf(format, text, widths[range.column] ?? 100);
      const row = range.row + i;
      if (height > (heights.get(row) ?? PLAIN)) heights.set(row, height);
    });
  }
  return [...heights].sort(([a], [b]) => a - b);
}
