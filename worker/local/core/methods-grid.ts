import { sheetOf } from './apply.ts';
import { checkColumns, checkGrowth, checkRange, checkRemaining, checkRows } from './check.ts';
import { checkMovable, checkNoTall } from './merges.ts';
import type { Axis } from './operation.ts';
import { sortedOrder } from './order.ts';
import { contentOf, readDisplay } from './read.ts';
import { runsOfRows } from './runs.ts';
import type { Filter, Sheet } from './state.ts';
import type { Transactions } from './transaction.ts';
import { type Workbook, WorkbookError } from './types.ts';

type Grid = Pick<
  Workbook,
  | 'insertRows'
  | 'deleteRows'
  | 'insertColumns'
  | 'deleteColumns'
  | 'moveColumns'
  | 'moveRows'
  | 'sort'
  | 'setFilter'
>;

/** Rows under the header in which a column shows a hidden value. */
function* hiddenBy(sheet: Sheet, filter: Filter): Generator<number> {
  const { range } = filter;
  const first = range.row + 1;
  const rows = range.rows - 1;
  if (rows < 1) return;
  const columns = filter.hidden
    .filter(([, values]) => values.length > 0)
    .map(([column, values]) => ({
      hidden: new Set(values),
      shown: readDisplay(sheet, { row: first, column, rows, columns: 1 }),
    }));
  for (let row = 0; row < rows; row++) {
    if (columns.some(({ hidden, shown }) => hidden.has(shown[row]?.[0] ?? ''))) yield first + row;
  }
}

export function gridMethods(store: Transactions): Grid {
  const find = (id: number) => sheetOf(store.state(), id);

  const insert = (id: number, axis: Axis, at: number, count: number, inherit: 'before' | 'after') => {
    const sheet = find(id);
    const [size, other] =
      axis === 'rows' ? [sheet.rows, sheet.columns.length] : [sheet.columns.length, sheet.rows];
    if (!Number.isInteger(at) || at < 0 || at > size || !Number.isInteger(count) || count < 1) {
      throw new WorkbookError('range.outside', `Cannot insert ${count} ${axis} at ${at} of ${size}.`);
    }
    checkGrowth(store.state(), count * other, sheet.columns.length + (axis === 'columns' ? count : 0));
    store.run({ do: 'insert', sheet: id, axis, at, count, inherit });
  };

  const remove = (id: number, axis: Axis, at: number, count: number) => {
    const sheet = find(id);
    (axis === 'rows' ? checkRows : checkColumns)(sheet, at, count);
    checkRemaining(sheet, axis, at, count);
    store.run({ do: 'delete', sheet: id, axis, at, count });
  };

  const move = (id: number, axis: Axis, at: number, count: number, to: number) => {
    const sheet = find(id);
    (axis === 'rows' ? checkRows : checkColumns)(sheet, at, count);
    const size = axis === 'rows' ? sheet.rows : sheet.columns.length;
    if (!Number.isInteger(to) || to < 0 || to > size) {
      throw new WorkbookError('range.outside', `There is no place ${to} in the ${axis} of "${sheet.name}".`);
    }
    // Onto itself: nothing moves.
    if (to >= at && to <= at + count) return;
    checkMovable(sheet, axis, at, count, to);
    store.run({ do: `move-${axis}`, sheet: id, at, count, to });
  };

  const filterRows = (id: number, filter: Filter | null) => {
    const rows = filter === null ? [] : runsOfRows(hiddenBy(find(id), filter));
    store.run({ do: 'filter', sheet: id, filter, rows });
  };

  return {
    insertRows: (id, row, rows, inherit = 'after') => insert(id, 'rows', row, rows, inherit),
    deleteRows: (id, row, rows) => remove(id, 'rows', row, rows),
    insertColumns: (id, column, columns, inherit = 'after') =>
      insert(id, 'columns', column, columns, inherit),
    deleteColumns: (id, column, columns) => remove(id, 'columns', column, columns),
    moveColumns: (id, column, columns, to) => move(id, 'columns', column, columns, to),
    moveRows: (id, row, rows, to) => move(id, 'rows', row, rows, to),
    sort(id, range, keys) {
      const sheet = find(id);
      checkRange(sheet, range);
      for (const { column } of keys) {
        if (column < range.column || column >= range.column + range.columns) {
          throw new WorkbookError('range.outside', `Cannot sort by column ${column}, outside the range.`);
        }
      }
      checkNoTall(sheet.merges, range, 'sort');
      const order = sortedOrder(range.rows, keys, (column) =>
        (sheet.columns[column]?.values ?? []).slice(range.row, range.row + range.rows),
      );
      if (order.every((from, to) => from === to)) return;
      const metadata = range.column === 0 && range.columns >= contentOf(sheet).columns;
      store.batch(() => {
        store.run({ do: 'reorder', sheet: id, range, order, metadata });
        if (sheet.filter !== null) filterRows(id, sheet.filter);
      });
    },
    setFilter(id, filter) {
      const sheet = find(id);
      if (filter === null) {
        if (sheet.filter !== null) filterRows(id, null);
        return;
      }
      const { range } = filter;
      checkRange(sheet, range);
      checkNoTall(sheet.merges, range, 'filter');
      const hidden = [...filter.hiddenValues].map(([column, values]) => [column, [...values]] as const);
      for (const [column] of hidden) {
        checkRange(sheet, { ...range, column, columns: 1 });
        if (column < range.column || column >= range.column + range.columns) {
          throw new WorkbookError('range.outside', `Column ${column} is outside the filter.`);
        }
      }
      filterRows(id, { range: { ...range }, hidden });
    },
  };
}
