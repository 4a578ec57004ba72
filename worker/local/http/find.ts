/** Find: the next cell that shows a text, without regard to case. */

import type { Workbook } from '../core/types.ts';
import { inputsOf } from './block.ts';
import type { RangeWire } from './wire.ts';

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

export interface Replacement {
  readonly text: string;
  readonly by: string;
  readonly matchCase: boolean;
  readonly wholeCell: boolean;
}

/** The text with each occurrence replaced; what is found is text, never a pattern. */
function replacedIn(cell: string, { text, by, matchCase, wholeCell }: Replacement): string {
  const fold = (said: string): string => (matchCase ? said : said.toLowerCase());
  const wanted = fold(text);
  const within = fold(cell);
  if (wholeCell) return within === wanted ? by : cell;
  // Folding may change the length of a text: then positions in it say nothing about the cell.
  if (within.length !== cell.length) return cell.replaceAll(text, () => by);
  let out = '';
  let from = 0;
  for (let at = within.indexOf(wanted); at >= 0; at = within.indexOf(wanted, from)) {
    out += cell.slice(from, at) + by;
    from = at + wanted.length;
  }
  return out + cell.slice(from);
}

/** Replaces text in cells, as typing would; formulas and hidden cells too, as in Sheets. Answers how many cells changed. */
export function replaceText(
  workbook: Workbook,
  sheetId: number,
  wanted: Replacement,
  within?: readonly RangeWire[],
): { cells: number } {
  const size = workbook.contentSize(sheetId);
  const areas = within ?? [{ row: 0, column: 0, ...size }];
  const done = new Set<string>();
  for (const area of areas) {
    const end = Math.min(area.row + area.rows, size.rows);
    const columns = Math.min(area.columns, size.columns - area.column);
    for (let row = area.row; row < end && columns > 0; row += ROWS_AT_A_TIME) {
      const rows = Math.min(ROWS_AT_A_TIME, end - row);
      const inputs = inputsOf(workbook, sheetId, { ...area, row, rows, columns });
      for (const [down, line] of inputs.entries()) {
        const changed = line.map((cell) => {
          const next = cell === '' ? cell : replacedIn(cell, wanted);
          return next === cell ? undefined : next || null;
        });
        if (changed.every((cell) => cell === undefined)) continue;
        changed.forEach((cell, right) => {
          if (cell !== undefined) done.add(`${row + down} ${area.column + right}`);
        });
        workbook.write(sheetId, row + down, area.column, [changed], 'USER');
      }
    }
  }
  return { cells: done.size };
}
