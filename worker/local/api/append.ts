import type { GridRange, Workbook } from '../core/types.ts';
import type { Area } from './a1.ts';

/** Which cells of a sheet hold something, asked many times. */
function filledCells(workbook: Workbook, sheetId: number): (row: number, column: number) => boolean {
  const size = workbook.contentSize(sheetId);
  if (size.rows === 0) return () => false;
  const values = workbook.values(sheetId, { row: 0, column: 0, ...size });
  return (row, column) => (values[row]?.[column] ?? null) !== null;
}

type Filled = (row: number, column: number) => boolean;

/** Grows a cell to its table: on each side as long as the line beside it, corners included, holds something. */
function grow(filled: Filled, row: number, column: number): GridRange {
  let top = row;
  let bottom = row;
  let left = column;
  let right = column;
  const inRow = (at: number) => {
    for (let c = left - 1; c <= right + 1; c++) if (filled(at, c)) return true;
    return false;
  };
  const inColumn = (at: number) => {
    for (let r = top - 1; r <= bottom + 1; r++) if (filled(r, at)) return true;
    return false;
  };
  for (let more = true; more; ) {
    more = false;
    for (; top > 0 && inRow(top - 1); more = true) top--;
    for (; inRow(bottom + 1); more = true) bottom++;
    for (; left > 0 && inColumn(left - 1); more = true) left--;
    for (; inColumn(right + 1); more = true) right++;
  }
  return { row: top, column: left, rows: bottom - top + 1, columns: right - left + 1 };
}

function overlaps(a: GridRange, b: GridRange): boolean {
  const rows = a.row < b.row + b.rows && b.row < a.row + a.rows;
  return rows && a.column < b.column + b.columns && b.column < a.column + a.columns;
}

/**
 * The last table that the range touches, as values.append looks for it: a block of cells with no empty row or column
 * through it. undefined: the range touches none (https://developers.google.com/workspace/sheets/api/guides/values, the
 * examples under "Append values", are its tests).
 */
export function findTable(workbook: Workbook, area: Area): GridRange | undefined {
  const filled = filledCells(workbook, area.sheet.id);
  const size = workbook.contentSize(area.sheet.id);
  const { range } = area;
  const lastRow = Math.min(range.row + range.rows, size.rows) - 1;
  const lastColumn = Math.min(range.column + range.columns, size.columns) - 1;
  for (let row = lastRow; row >= range.row; row--) {
    for (let column = lastColumn; column >= range.column; column--) {
      if (filled(row, column)) return grow(filled, row, column);
    }
  }
  // A blank place may still lie inside a table: then a neighbour of the range belongs to it.
  for (let row = Math.min(range.row + range.rows, size.rows); row >= range.row - 1; row--) {
    for (
      let column = Math.min(range.column + range.columns, size.columns);
      column >= range.column - 1;
      column--
    ) {
      if (!filled(row, column)) continue;
      const table = grow(filled, row, column);
      if (overlaps(table, range)) return table;
    }
  }
  return undefined;
}
