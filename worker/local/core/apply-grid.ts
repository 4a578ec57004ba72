import { replaceSheet, trim } from './apply-cells.ts';
import { movedMerges } from './merges.ts';
import type { Applied, Axis, Operation } from './operation.ts';
import { insertAt, removeAt, runAt } from './runs.ts';
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

export function applyMoveColumns(state: State, sheet: Sheet, op: Of<'move-columns'>): Applied {
  const { at, count, to } = op;
  const from = sheet.columns.map((_, i) => i);
  const block = from.splice(at, count);
  from.splice(to > at ? to - count : to, 0, ...block);
  const placed = new Map(from.map((old, now) => [old, now]));
  const move: Move = (start, end) => {
    const span = (keep: (old: number) => boolean) => {
      const places: number[] = [];
      for (let old = start; old < end; old++) {
        const now = placed.get(old);
        if (now !== undefined && keep(old)) places.push(now);
      }
      return { start: Math.min(...places), end: Math.max(...places) + 1, count: places.length };
    };
    const whole = span(() => true);
    if (whole.end - whole.start === whole.count) return whole;
    // Torn apart: what did not move stays a range of its own.
    return span((old) => old < at || old >= at + count);
  };
  const columns = from.flatMap((old) => sheet.columns[old] ?? []);
  return { state: moved(state, { ...sheet, columns }, 'columns', move), touched: { sheet: sheet.id } };
}
