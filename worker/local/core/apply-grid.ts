import { replaceSheet, trim } from './apply-cells.ts';
import { movedMerges } from './merges.ts';
import type { Applied, Axis, Operation } from './operation.ts';
import { insertAt, removeAt, reorderRuns, runAt } from './runs.ts';
import { blankColumn, type Cell, type Column, type Filter, type Sheet, type State } from './state.ts';
import type { GridRange, Metadata, Protection } from './types.ts';

type Of<K extends Operation['do']> = Extract<Operation, { do: K }>;

/** Where the half-open span goes; undefined when nothing of it is left. */
type Move = (start: number, end: number) => { start: number; end: number } | undefined;

function moveRange(range: GridRange, axis: Axis, move: Move): GridRange | undefined {
  if (axis === 'rows') {
    const span = move(range.row, range.row + range.rows);
    return span && { ...range, row: span.start, rows: span.end - span.start };
  }
  const span = move(range.column, range.column + range.columns);
  return span && { ...range, column: span.start, columns: span.end - span.start };
}

function moveFilter(filter: Filter | null, axis: Axis, move: Move): Filter | null {
  if (filter === null) return null;
  const range = moveRange(filter.range, axis, move);
  if (range === undefined) return null;
  if (axis === 'rows') return { ...filter, range };
  const hidden = filter.hidden.flatMap(([column, values]) => {
    const span = move(column, column + 1);
    const inside = span && span.start >= range.column && span.start < range.column + range.columns;
    return inside ? [[span.start, values] as const] : [];
  });
  return { range, hidden };
}

/** A protection of the whole sheet stays; one whose range is gone goes. */
function moveProtections(protections: readonly Protection[], axis: Axis, move: Move): Protection[] {
  return protections.flatMap((protection) => {
    if (protection.range === undefined) return [protection];
    const range = moveRange(protection.range, axis, move);
    return range === undefined ? [] : [{ ...protection, range }];
  });
}

function moveMetadata(metadata: readonly Metadata[], sheetId: number, axis: Axis, move: Move): Metadata[] {
  const type = axis === 'rows' ? 'row' : 'column';
  return metadata.flatMap((entry) => {
    const at = entry.location;
    if (at.type !== type || at.sheetId !== sheetId) return [entry];
    const span = move(at.index, at.index + 1);
    return span === undefined ? [] : [{ ...entry, location: { ...at, index: span.start } }];
  });
}

/** Everything on a sheet that names rows or columns by number, moved. */
function moved(state: State, sheet: Sheet, axis: Axis, move: Move): State {
  const now = replaceSheet(state, {
    ...sheet,
    filter: moveFilter(sheet.filter, axis, move),
    protections: moveProtections(sheet.protections, axis, move),
    merges: movedMerges(sheet.merges, axis, move),
    // Without a filter nothing is hidden by one.
    ...(moveFilter(sheet.filter, axis, move) === null ? { filteredRows: [] } : {}),
  });
  return { ...now, metadata: moveMetadata(now.metadata, sheet.id, axis, move) };
}

function insertInto(column: Column, at: number, count: number, like: number): Column {
  const { values } = column;
  return {
    ...column,
    values:
      at < values.length
        ? values.slice(0, at).concat(new Array<Cell>(count).fill(null), values.slice(at))
        : values,
    formats: insertAt(column.formats, at, count, runAt(column.formats, like)),
    notes: insertAt(column.notes, at, count, undefined),
    validations: insertAt(column.validations, at, count, runAt(column.validations, like)),
  };
}

export function applyInsert(state: State, sheet: Sheet, op: Of<'insert'>): Applied {
  const { at, count, axis } = op;
  const size = axis === 'rows' ? sheet.rows : sheet.columns.length;
  const like = (op.inherit === 'before' && at > 0) || at >= size ? at - 1 : at;
  const wider =
    axis === 'rows'
      ? {
          ...sheet,
          rows: sheet.rows + count,
          frozenRows: sheet.frozenRows + (at < sheet.frozenRows ? count : 0),
          columns: sheet.columns.map((column) => insertInto(column, at, count, like)),
          hiddenRows: insertAt(sheet.hiddenRows, at, count, undefined),
          filteredRows: insertAt(sheet.filteredRows, at, count, undefined),
        }
      : {
          ...sheet,
          frozenColumns: sheet.frozenColumns + (at < sheet.frozenColumns ? count : 0),
          columns: [
            ...sheet.columns.slice(0, at),
            ...Array.from({ length: count }, (): Column => {
              const { formats, validations, width } = sheet.columns[like] ?? blankColumn();
              return { ...blankColumn(), formats, validations, width };
            }),
            ...sheet.columns.slice(at),
          ],
        };
  const move: Move = (start, end) => {
    if (at <= start) return { start: start + count, end: end + count };
    return { start, end: at < end ? end + count : end };
  };
  return { state: moved(state, wider, axis, move), touched: { sheet: sheet.id } };
}

export function applyDelete(state: State, sheet: Sheet, op: Of<'delete'>): Applied {
  const { at, count, axis } = op;
  const end = at + count;
  const gone = (frozen: number) => Math.max(0, Math.min(frozen, end) - at);
  const narrower =
    axis === 'rows'
      ? {
          ...sheet,
          rows: sheet.rows - count,
          frozenRows: sheet.frozenRows - gone(sheet.frozenRows),
          columns: sheet.columns.map((column) => ({
            ...column,
            values: trim(column.values.slice(0, at).concat(column.values.slice(end))),
            formats: removeAt(column.formats, at, count),
            notes: removeAt(column.notes, at, count),
            validations: removeAt(column.validations, at, count),
          })),
          hiddenRows: removeAt(sheet.hiddenRows, at, count),
          filteredRows: removeAt(sheet.filteredRows, at, count),
        }
      : {
          ...sheet,
          frozenColumns: sheet.frozenColumns - gone(sheet.frozenColumns),
          columns: [...sheet.columns.slice(0, at), ...sheet.columns.slice(end)],
        };
  const place = (index: number) => (index <= at ? index : Math.max(at, index - count));
  const move: Move = (start, stop) => {
    const span = { start: place(start), end: place(stop) };
    return span.start < span.end ? span : undefined;
  };
  return { state: moved(state, narrower, axis, move), touched: { sheet: sheet.id } };
}

/** Where an index goes when `count` from `at` on move before the one that is at `to`. */
function placeAfter({ at, count, to }: { at: number; count: number; to: number }): (old: number) => number {
  return (old) => {
    if (old >= at && old < at + count) return to > at ? old + to - count - at : old + to - at;
    if (old >= at + count && old < to) return old - count;
    return old >= to && old < at ? old + count : old;
  };
}

/** Columns or rows that change places, with all that is on them. */
export function applyMove(state: State, sheet: Sheet, op: Of<'move-columns' | 'move-rows'>): Applied {
  const { at, count } = op;
  const place = placeAfter(op);
  const move: Move = (start, end) => {
    const span = (keep: (old: number) => boolean) => {
      const found = { start: Number.POSITIVE_INFINITY, end: 0, count: 0 };
      for (let old = start; old < end; old++) {
        if (!keep(old)) continue;
        const now = place(old);
        found.start = Math.min(found.start, now);
        found.end = Math.max(found.end, now + 1);
        found.count++;
      }
      return found;
    };
    const whole = span(() => true);
    if (whole.end - whole.start === whole.count) return whole;
    // Torn apart: what did not move stays a range of its own.
    return span((old) => old < at || old >= at + count);
  };
  const axis = op.do === 'move-rows' ? 'rows' : 'columns';
  const now = axis === 'rows' ? withMovedRows(sheet, op) : withMovedColumns(sheet, op);
  return { state: moved(state, now, axis, move), touched: { sheet: sheet.id } };
}

function withMovedColumns(sheet: Sheet, op: { at: number; count: number; to: number }): Sheet {
  const place = placeAfter(op);
  const columns = sheet.columns.slice();
  for (const [old, column] of sheet.columns.entries()) columns[place(old)] = column;
  return { ...sheet, columns };
}

function withMovedRows(sheet: Sheet, op: { at: number; count: number; to: number }): Sheet {
  const { at, count, to } = op;
  const place = placeAfter(op);
  const first = Math.min(at, to);
  /** As of a sort: which row of the part comes to each place. */
  const order = new Array<number>(Math.max(at + count, to) - first);
  for (let i = 0; i < order.length; i++) order[place(first + i) - first] = i;
  const columns = sheet.columns.map((column): Column => {
    const values = column.values.slice();
    while (values.length < first + order.length) values.push(null);
    for (const [i, from] of order.entries()) values[first + i] = column.values[first + from] ?? null;
    return {
      ...column,
      values: trim(values),
      formats: reorderRuns(column.formats, first, order),
      notes: reorderRuns(column.notes, first, order),
      validations: reorderRuns(column.validations, first, order),
    };
  });
  return {
    ...sheet,
    columns,
    hiddenRows: reorderRuns(sheet.hiddenRows, first, order),
    filteredRows: reorderRuns(sheet.filteredRows, first, order),
  };
}
