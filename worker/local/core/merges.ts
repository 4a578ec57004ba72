/** Merged cells as pure geometry: which blocks there are, and what may be done across them. */
import type { Axis } from './operation.ts';
import type { Sheet } from './state.ts';
import { type GridRange, type MergeKind, WorkbookError } from './types.ts';

export function intersects(a: GridRange, b: GridRange): boolean {
  return (
    a.row < b.row + b.rows &&
    b.row < a.row + a.rows &&
    a.column < b.column + b.columns &&
    b.column < a.column + a.columns
  );
}

function within(inner: GridRange, outer: GridRange): boolean {
  return (
    inner.row >= outer.row &&
    inner.column >= outer.column &&
    inner.row + inner.rows <= outer.row + outer.rows &&
    inner.column + inner.columns <= outer.column + outer.columns
  );
}

const refused = (message: string): WorkbookError => new WorkbookError('merge.refused', message);
const isBlock = ({ rows, columns }: GridRange): boolean => rows > 1 || columns > 1;

/** The blocks that a merge of a range makes; single cells make none. */
export function blocksOf(range: GridRange, kind: MergeKind): GridRange[] {
  const { row, column, rows, columns } = range;
  const blocks =
    kind === 'all'
      ? [range]
      : kind === 'rows'
        ? Array.from({ length: rows }, (_, i) => ({ row: row + i, column, rows: 1, columns }))
        : Array.from({ length: columns }, (_, i) => ({ row, column: column + i, rows, columns: 1 }));
  return blocks.filter(isBlock);
}

/** Merged blocks are taken whole or not at all (Google's own words). */
export function checkWhole(sheet: Sheet, range: GridRange): void {
  if (sheet.merges.every((merge) => !intersects(merge, range) || within(merge, range))) return;
  throw refused('You must select all cells in a merged range to merge or unmerge them.');
}

const crosses = (start: number, count: number, line: number): boolean => start < line && start + count > line;

/** A block that lies half in the frozen part could not be shown. */
export function checkFrozenMerges(
  merges: readonly GridRange[],
  frozenRows: number,
  frozenColumns: number,
): void {
  if (merges.some(({ row, rows }) => crosses(row, rows, frozenRows))) {
    throw refused("You can't merge frozen and non-frozen rows.");
  }
  if (merges.some(({ column, columns }) => crosses(column, columns, frozenColumns))) {
    throw refused("You can't merge frozen and non-frozen columns.");
  }
}

/** Rows move one by one in a sort, and go one by one in a filter: a block over several has no place then. */
export function checkNoTall(merges: readonly GridRange[], range: GridRange, what: 'sort' | 'filter'): void {
  const found = merges.filter((merge) => intersects(merge, range));
  if (found.some(({ rows }) => rows > 1)) {
    throw refused(
      what === 'sort'
        ? "You can't sort a range with cells that are merged over several rows. Unmerge them first."
        : "You can't filter a range with cells that are merged over several rows. Unmerge them first.",
    );
  }
  if (what === 'sort' && !found.every((merge) => within(merge, range))) {
    throw refused("You can't sort a range that holds only part of a merged cell.");
  }
}

/** Rows and columns move with all of a block, and never into the middle of one. */
export function checkMovable(sheet: Sheet, axis: Axis, at: number, count: number, to: number): void {
  for (const merge of sheet.merges) {
    const [first, size] = axis === 'rows' ? [merge.row, merge.rows] : [merge.column, merge.columns];
    const inside = first >= at && first + size <= at + count;
    const apart = first + size <= at || first >= at + count;
    if (!inside && !apart) throw refused(`You can't move ${axis} that hold only part of a merged cell.`);
    if (apart && crosses(first, size, to)) {
      throw refused(`You can't move ${axis} into the middle of a merged cell.`);
    }
  }
}

/** true for a cell that lies under a merged block and is not its first. */
export function coveredBy(merges: readonly GridRange[], row: number, column: number): boolean {
  return merges.some(
    (merge) =>
      (row !== merge.row || column !== merge.column) &&
      row >= merge.row &&
      row < merge.row + merge.rows &&
      column >= merge.column &&
      column < merge.column + merge.columns,
  );
}

/** The blocks after rows or columns have moved; `move` says where a half-open span goes. */
export function movedMerges(
  merges: readonly GridRange[],
  axis: Axis,
  move: (start: number, end: number) => { start: number; end: number } | undefined,
): GridRange[] {
  return merges.flatMap((merge) => {
    const span =
      axis === 'rows'
        ? move(merge.row, merge.row + merge.rows)
        : move(merge.column, merge.column + merge.columns);
    if (span === undefined) return [];
    const count = span.end - span.start;
    const now =
      axis === 'rows'
        ? { ...merge, row: span.start, rows: count }
        : { ...merge, column: span.start, columns: count };
    return isBlock(now) ? [now] : [];
  });
}
