/** What is selected on a sheet: one or more ranges, and the active cell inside the last of them. Pure. */

import type { RangeWire } from '../../http/wire.ts';

export interface Place {
  readonly row: number;
  readonly column: number;
}

export interface Selection {
  readonly ranges: readonly RangeWire[];
  /** Takes what is typed. */
  readonly active: Place;
  /** Where the last range began: stays while it is stretched. */
  readonly anchor: Place;
  /** The corner that is being moved. */
  readonly head: Place;
}

export function rangeBetween(a: Place, b: Place): RangeWire {
  const row = Math.min(a.row, b.row);
  const column = Math.min(a.column, b.column);
  return { row, column, rows: Math.abs(a.row - b.row) + 1, columns: Math.abs(a.column - b.column) + 1 };
}

export function selectCell(at: Place): Selection {
  return { ranges: [rangeBetween(at, at)], active: at, anchor: at, head: at };
}

/** A further range; the others stay. */
export function addCell(selection: Selection, at: Place): Selection {
  return { ranges: [...selection.ranges, rangeBetween(at, at)], active: at, anchor: at, head: at };
}

/** Stretches the last range to a place. */
export function stretch(selection: Selection, to: Place): Selection {
  const range = rangeBetween(selection.anchor, to);
  return { ...selection, ranges: [...selection.ranges.slice(0, -1), range], head: to };
}

/** Selects a range; `keep` leaves the others selected. */
export function selectRange(range: RangeWire, selection?: Selection): Selection {
  const anchor = { row: range.row, column: range.column };
  const head = { row: range.row + range.rows - 1, column: range.column + range.columns - 1 };
  return { ranges: [...(selection?.ranges ?? []), range], active: anchor, anchor, head };
}

export function selectRanges(ranges: readonly RangeWire[]): Selection | undefined {
  const last = ranges.at(-1);
  return last && { ...selectRange(last), ranges };
}

export function contains(range: RangeWire, row: number, column: number): boolean {
  return (
    row >= range.row &&
    row < range.row + range.rows &&
    column >= range.column &&
    column < range.column + range.columns
  );
}

/** The same selection on a smaller grid. */
export function clamp(selection: Selection, rows: number, columns: number): Selection {
  const inside = (at: Place): Place => ({
    row: Math.max(0, Math.min(at.row, rows - 1)),
    column: Math.max(0, Math.min(at.column, columns - 1)),
  });
  const ranges = selection.ranges.flatMap((range) => {
    if (range.row >= rows || range.column >= columns) return [];
    return [
      {
        ...range,
        rows: Math.min(range.rows, rows - range.row),
        columns: Math.min(range.columns, columns - range.column),
      },
    ];
  });
  if (ranges.length === 0) return selectCell(inside(selection.active));
  return {
    ranges,
    active: inside(selection.active),
    anchor: inside(selection.anchor),
    head: inside(selection.head),
  };
}

/** More than one cell. */
export function isBlock(selection: Selection): boolean {
  const [only, ...more] = selection.ranges;
  return more.length > 0 || (only !== undefined && (only.rows > 1 || only.columns > 1));
}
