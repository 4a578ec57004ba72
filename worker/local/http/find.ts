/** Find: the next cell that shows a text, without regard to case. */

import type { Workbook } from '../core/types.ts';

const ROWS_AT_A_TIME = 2000;

export interface Found {
  readonly found: { readonly row: number; readonly column: number } | null;
  /** Cells that match in the whole sheet. */
  readonly total: number;
}

/** The first match after `from` (before it with `back`), going round at the end; hidden rows are left out. */
export function findText(
  workbook: Workbook,
  sheetId: number,
  text: string,
  from: { readonly row: number; readonly column: number },
  back: boolean,
): Found {
  const size = workbook.contentSize(sheetId);
  const wanted = text.toLowerCase();
  const hidden = workbook.hiddenRows(sheetId);
  const skipped = new Set([...hidden.byUser, ...hidden.byFilter]);
  const hiddenColumns = new Set(workbook.hiddenColumns(sheetId));
  let total = 0;
  let first: Found['found'] = null;
  let last: Found['found'] = null;
  let before: Found['found'] = null;
  let after: Found['found'] = null;
  for (let row = 0; row < size.rows; row += ROWS_AT_A_TIME) {
    const rows = Math.min(ROWS_AT_A_TIME, size.rows - row);
    const shown = workbook.displayValues(sheetId, { row, column: 0, rows, columns: size.columns });
    shown.forEach((line, offset) => {
      if (skipped.has(row + offset)) return;
      line.forEach((cell, column) => {
        if (hiddenColumns.has(column) || cell === '' || !cell.toLowerCase().includes(wanted)) return;
        const at = { row: row + offset, column };
        const order = at.row - from.row || at.column - from.column;
        total++;
        first ??= at;
        last = at;
        if (order < 0) before = at;
        if (order > 0) after ??= at;
      });
    });
  }
  return { found: back ? (before ?? last) : (after ?? first), total };
}
