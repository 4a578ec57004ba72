/** Where rows and columns stand on the screen: hidden ones have no place, frozen ones are pinned. */

import type { ShapeWire } from '../../http/wire.ts';

export interface Layout {
  readonly rowCount: number;
  readonly columnCount: number;
  readonly frozenRows: number;
  readonly frozenColumns: number;
  /** Shown rows below the frozen ones, in order. */
  readonly bodyRows: Int32Array;
  readonly frozen: readonly number[];
  readonly columns: readonly number[];
  isRowHidden(row: number): boolean;
  isColumnHidden(column: number): boolean;
  /** The shown row `step` places away, held at the ends. */
  moveRow(row: number, step: number): number;
  moveColumn(column: number, step: number): number;
  /** Place of a row among the body rows; -1 for frozen and hidden ones. */
  bodyIndex(row: number): number;
  /** Rows taller than a line, by their place among the frozen or the body rows. */
  readonly tall: readonly { readonly frozen: boolean; readonly index: number; readonly size: number }[];
  /** Pixels from the top of the body to the row at a place, and its height. */
  bodyTop(index: number): number;
  heightAt(index: number): number;
  /** Pixels of the shown rows of the sheet from one to before another. */
  heightOf(from: number, to: number): number;
}

export const ROW_HEIGHT = 21;

/** Index of the last entry that is at most `value`, -1 where none is. */
function lastAtMost(sorted: ArrayLike<number>, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function moveIn(sorted: ArrayLike<number>, from: number, step: number): number {
  if (sorted.length === 0) return from;
  const at = lastAtMost(sorted, from);
  // A hidden place counts from the shown one before it, so that a step down lands behind it.
  const start = at >= 0 && sorted[at] === from ? at : step > 0 ? at : at + 1;
  const to = Math.max(0, Math.min(sorted.length - 1, start + step));
  return sorted[to] ?? from;
}

export function layoutOf(shape: ShapeWire): Layout {
  const { rowCount, columnCount, frozenRows, frozenColumns } = shape.sheet;
  const hiddenColumns = new Set(shape.hiddenColumns);
  const hiddenCount = shape.hiddenRows.reduce((sum, [, count]) => sum + count, 0);
  const shown = new Int32Array(Math.max(0, rowCount - hiddenCount));
  let at = 0;
  let next = 0;
  const fill = (end: number): void => {
    while (next < end && at < shown.length) shown[at++] = next++;
  };
  for (const [first, count] of shape.hiddenRows) {
    fill(first);
    next = first + count;
  }
  fill(rowCount);
  const frozenShown = lastAtMost(shown, frozenRows - 1) + 1;
  const columns: number[] = [];
  for (let column = 0; column < columnCount; column++) if (!hiddenColumns.has(column)) columns.push(column);
  const bodyRows = shown.subarray(frozenShown);
  const isRowHidden = (row: number): boolean => shown[lastAtMost(shown, row)] !== row;
  const bodyIndex = (row: number): number => {
    const place = lastAtMost(bodyRows, row);
    return bodyRows[place] === row ? place : -1;
  };
  const frozen = [...shown.subarray(0, frozenShown)];
  const tall = shape.heights.flatMap(([row, size]) => {
    const pinned = frozen.indexOf(row);
    const index = pinned === -1 ? bodyIndex(row) : pinned;
    return index === -1 ? [] : [{ frozen: pinned !== -1, index, size }];
  });
  const sizes = new Map(shape.heights);
  const tallBody = tall.filter((row) => !row.frozen);
  return {
    rowCount,
    columnCount,
    tall,
    bodyTop: (index) =>
      tallBody.reduce(
        (top, row) => (row.index < index ? top + row.size - ROW_HEIGHT : top),
        index * ROW_HEIGHT,
      ),
    heightAt: (index) => tallBody.find((row) => row.index === index)?.size ?? ROW_HEIGHT,
    heightOf(from, to) {
      let pixels = 0;
      for (let row = from; row < to; row++) if (!isRowHidden(row)) pixels += sizes.get(row) ?? ROW_HEIGHT;
      return pixels;
    },
    frozenRows,
    frozenColumns,
    bodyRows,
    frozen,
    columns,
    isRowHidden,
    isColumnHidden: (column) => hiddenColumns.has(column),
    moveRow: (row, step) => moveIn(shown, row, step),
    moveColumn: (column, step) => moveIn(columns, column, step),
    bodyIndex,
  };
}
