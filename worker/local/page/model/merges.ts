/** Merged cells of a sheet, as the grid and the selection look them up. Pure. */

import type { RangeWire } from '../../http/wire.ts';
import type { Place, Selection } from './selection.ts';

export interface Merges {
  /** The block that a cell is part of. */
  at(row: number, column: number): RangeWire | undefined;
  /** The cell that stands for it: the first of its block, or itself. */
  top(place: Place): Place;
  /** The range with all of each block that it touches. */
  cover(range: RangeWire): RangeWire;
}

const touches = (a: RangeWire, b: RangeWire): boolean =>
  a.row < b.row + b.rows &&
  b.row < a.row + a.rows &&
  a.column < b.column + b.columns &&
  b.column < a.column + a.columns;

function union(a: RangeWire, b: RangeWire): RangeWire {
  const row = Math.min(a.row, b.row);
  const column = Math.min(a.column, b.column);
  return {
    row,
    column,
    rows: Math.max(a.row + a.rows, b.row + b.rows) - row,
    columns: Math.max(a.column + a.columns, b.column + b.columns) - column,
  };
}

export function mergesOf(list: readonly RangeWire[]): Merges {
  const byRow = new Map<number, RangeWire[]>();
  for (const merge of list) {
    for (let row = merge.row; row < merge.row + merge.rows; row++) {
      const line = byRow.get(row);
      if (line) line.push(merge);
      else byRow.set(row, [merge]);
    }
  }
  const at = (row: number, column: number): RangeWire | undefined =>
    byRow.get(row)?.find((merge) => column >= merge.column && column < merge.column + merge.columns);
  return {
    at,
    top(place) {
      const merge = at(place.row, place.column);
      return merge ? { row: merge.row, column: merge.column } : place;
    },
    cover(range) {
      let now = range;
      for (;;) {
        const wider = list.reduce((sum, merge) => (touches(merge, sum) ? union(sum, merge) : sum), now);
        if (wider.rows === now.rows && wider.columns === now.columns) return now;
        now = wider;
      }
    },
  };
}

/** A selection takes blocks whole; whole rows and columns stay what they are. */
export function coverSelection(
  selection: Selection,
  merges: Merges,
  size: { readonly rowCount: number; readonly columnCount: number },
): Selection {
  const ranges = selection.ranges.map((range) =>
    range.rows >= size.rowCount || range.columns >= size.columnCount ? range : merges.cover(range),
  );
  return { ...selection, ranges, active: merges.top(selection.active) };
}
