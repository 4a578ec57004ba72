import { intersects } from './merges.ts';
import type { Operation, Put } from './operation.ts';
import type { Cell, Sheet, State } from './state.ts';

/** The old content of a block of columns as an operation that puts it back; cut below the last row that held anything. */
function contentAs(sheet: Sheet, row: number, rows: number, column: number, columns: number): Operation[] {
  const part = sheet.columns.slice(column, column + columns);
  const end = Math.min(row + rows, Math.max(0, ...part.map(({ values }) => values.length)));
  if (end <= row) return [];
  const old = part.map(({ values }): Cell[] => {
    const cells = values.slice(row, end);
    while (cells.length < end - row) cells.push(null);
    return cells;
  });
  return [{ do: 'cells', sheet: sheet.id, row, column, columns: old, patterns: old.map(() => []) }];
}

/** What puts a block of cells back whatever is written into it, blanks below the content included. */
function cellsBefore(sheet: Sheet, op: Extract<Operation, { do: 'cells' }>): Operation {
  const columns = op.columns.map((puts, i): readonly Put[] => {
    const values = sheet.columns[op.column + i]?.values ?? [];
    return puts.map((_, r) => values[op.row + r] ?? null);
  });
  return { ...op, columns, patterns: columns.map(() => []) };
}

/**
 * What takes back an operation that is about to be done on `state`: rows, columns, sheets and content. Looks, layout and
 * metadata are put back once a batch, by `frame` and `all-metadata`. In the order in which they are to be done.
 */
export function inverseOf(state: State, op: Operation): Operation[] {
  if (op.do === 'title') return [{ do: 'title', title: state.title }];
  if (op.do === 'add-sheet') return [{ do: 'delete-sheet', sheet: op.sheet.id }];
  if (!('sheet' in op)) return [];
  const index = state.sheets.findIndex(({ id }) => id === op.sheet);
  const sheet = state.sheets[index];
  if (sheet === undefined) return [];
  switch (op.do) {
    case 'delete-sheet':
      return [{ do: 'add-sheet', index, sheet }];
    case 'move-sheet':
      return [{ do: 'move-sheet', sheet: sheet.id, index }];
    case 'cells':
      return [cellsBefore(sheet, op)];
    case 'clear': {
      const { row, rows, column, columns } = op.range;
      return op.values ? contentAs(sheet, row, rows, column, columns) : [];
    }
    case 'insert':
      return [{ do: 'delete', sheet: sheet.id, axis: op.axis, at: op.at, count: op.count }];
    case 'delete': {
      const { axis, at, count } = op;
      const content =
        axis === 'rows'
          ? contentAs(sheet, at, count, 0, sheet.columns.length)
          : contentAs(sheet, 0, sheet.rows, at, count);
      return [{ do: 'insert', sheet: sheet.id, axis, at, count, inherit: 'after' }, ...content];
    }
    case 'move-columns':
    case 'move-rows': {
      const { at, count, to } = op;
      const back = to > at ? { at: to - count, to: at } : { at: to, to: at + count };
      return [{ do: op.do, sheet: sheet.id, count, ...back }];
    }
    case 'merges':
      return [{ ...op, merges: sheet.merges.filter((merge) => intersects(merge, op.range)) }];
    case 'reorder': {
      const order = new Array<number>(op.order.length);
      for (const [to, from] of op.order.entries()) order[from] = to;
      return [{ ...op, order }];
    }
    default:
      return [];
  }
}

/** true for what changes nothing on a sheet but the content of cells. */
export function isContentOnly(op: Operation): boolean {
  if (op.do === 'cells') return op.patterns.every((runs) => runs.length === 0);
  return op.do === 'clear' && !op.formats && !op.notes && !op.validations;
}

/** Everything on a sheet but its cells and its size. */
function frameOf({ columns, id, rows: _, ...frame }: Sheet): Operation {
  const looks = columns.map(({ values: __, ...look }) => look);
  return { do: 'frame', sheet: id, frame, columns: looks };
}

/** The looks and layouts that a batch changed, as they were in `before`. */
export function framesOf(before: State, operations: readonly Operation[]): Operation[] {
  const touched = new Set<number>();
  for (const op of operations)
    if ('sheet' in op && typeof op.sheet === 'number' && !isContentOnly(op)) touched.add(op.sheet);
  return before.sheets.filter(({ id }) => touched.has(id)).map(frameOf);
}
