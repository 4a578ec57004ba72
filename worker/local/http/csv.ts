/** A sheet as a CSV file: what is shown, as Download does in Sheets. */

import type { Workbook } from '../core/types.ts';

const ROWS_AT_A_TIME = 2000;

/** RFC 4180: quoted where it holds a comma, a quote or a line break. */
function csvField(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The file in parts of whole lines, each ended by CRLF. */
export function* csvLines(workbook: Workbook, sheetId: number): Generator<string> {
  const { rows, columns } = workbook.contentSize(sheetId);
  for (let row = 0; row < rows; row += ROWS_AT_A_TIME) {
    const part = workbook.displayValues(sheetId, {
      row,
      column: 0,
      rows: Math.min(ROWS_AT_A_TIME, rows - row),
      columns,
    });
    yield part.map((line) => `${line.map(csvField).join(',')}\r\n`).join('');
  }
}
