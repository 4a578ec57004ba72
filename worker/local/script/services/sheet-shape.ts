import type { Context } from './context.ts';
import { exception, integer } from './only.ts';

/** Rows, columns and how the sheet stands: all that is not cells. Positions count from 1. */
export function sheetShape(context: Context, sheetId: number, self: () => object) {
  const { backend } = context;
  const info = () => backend.sheet(sheetId);
  const at = (name: string, position: unknown): number =>
    integer(position, `SpreadsheetApp.Sheet.${name}`) - 1;
  const many = (name: string, count: unknown): number => {
    const number = integer(count, `SpreadsheetApp.Sheet.${name}`);
    if (number < 1) throw exception('The number of rows or columns must be at least 1.');
    return number;
  };
  const inside = (position: number, count: number, size: number): void => {
    if (position < 0 || position + count > size) throw exception('Those rows or columns are out of bounds.');
  };
  const insert =
    (what: 'Rows' | 'Columns', name: string, shift: 0 | 1) => (position: unknown, count: unknown) => {
      const where = at(name, position) + shift;
      const size = what === 'Rows' ? info().rowCount : info().columnCount;
      inside(where, 0, size);
      backend[`insert${what}`](sheetId, where, many(name, count), shift === 1 ? 'before' : 'after');
      return self();
    };
  const remove = (what: 'Rows' | 'Columns', name: string) => (position: unknown, count: unknown) => {
    const where = at(name, position);
    const size = what === 'Rows' ? info().rowCount : info().columnCount;
    const number = many(name, count);
    inside(where, number, size);
    if (number === size) {
      throw exception(`You can't delete all the ${what === 'Rows' ? 'rows' : 'columns'} on the sheet.`);
    }
    backend[`delete${what}`](sheetId, where, number);
  };
  const hide = (what: 'Rows' | 'Columns', name: string, hidden: boolean) => {
    return (position: unknown, count: unknown = 1): void => {
      const where = at(name, position);
      const number = many(name, count);
      inside(where, number, what === 'Rows' ? info().rowCount : info().columnCount);
      backend[`set${what}Hidden`](sheetId, where, number, hidden);
    };
  };
  const hideRange = (what: 'Rows' | 'Columns', name: string, hidden: boolean) => (range: unknown) => {
    const { area } = context.placeOf(range, `SpreadsheetApp.Sheet.${name}`);
    if (what === 'Rows') backend.setRowsHidden(sheetId, area.row, area.rows, hidden);
    else backend.setColumnsHidden(sheetId, area.column, area.columns, hidden);
  };
  const chained =
    <A extends unknown[]>(act: (...args: A) => void) =>
    (...args: A): object => {
      act(...args);
      return self();
    };
  const insertRowsAfter = insert('Rows', 'insertRowsAfter', 1);
  const insertRowsBefore = insert('Rows', 'insertRowsBefore', 0);
  const insertColumnsAfter = insert('Columns', 'insertColumnsAfter', 1);
  const insertColumnsBefore = insert('Columns', 'insertColumnsBefore', 0);
  const deleteRows = remove('Rows', 'deleteRows');
  const deleteColumns = remove('Columns', 'deleteColumns');
  return {
    getMaxRows: () => info().rowCount,
    getMaxColumns: () => info().columnCount,
    getFrozenRows: () => info().frozenRows,
    getFrozenColumns: () => info().frozenColumns,
    setFrozenRows: (rows: unknown) =>
      backend.updateSheet(sheetId, { frozenRows: integer(rows, 'SpreadsheetApp.Sheet.setFrozenRows') }),
    setFrozenColumns: (columns: unknown) =>
      backend.updateSheet(sheetId, {
        frozenColumns: integer(columns, 'SpreadsheetApp.Sheet.setFrozenColumns'),
      }),
    isSheetHidden: () => info().hidden,
    hideSheet: chained(() => backend.updateSheet(sheetId, { hidden: true })),
    showSheet: chained(() => backend.updateSheet(sheetId, { hidden: false })),
    getTabColor: () => info().tabColor || null,
    setTabColor: chained((color: unknown) => {
      backend.updateSheet(sheetId, { tabColor: color === null ? '' : String(color) });
    }),

    insertRowsAfter,
    insertRowsBefore,
    insertColumnsAfter,
    insertColumnsBefore,
    insertRowAfter: (position: unknown) => insertRowsAfter(position, 1),
    insertRowBefore: (position: unknown) => insertRowsBefore(position, 1),
    insertColumnAfter: (position: unknown) => insertColumnsAfter(position, 1),
    insertColumnBefore: (position: unknown) => insertColumnsBefore(position, 1),
    insertRows(position: unknown, count: unknown = 1): void {
      insertRowsBefore(position, count);
    },
    insertColumns(position: unknown, count: unknown = 1): void {
      insertColumnsBefore(position, count);
    },
    deleteRows,
    deleteColumns,
    deleteRow: chained((position: unknown) => deleteRows(position, 1)),
    deleteColumn: chained((position: unknown) => deleteColumns(position, 1)),
    /** Takes a Range of columns and the position, before the move, that they go in front of. */
    moveColumns(columns: unknown, to: unknown): void {
      const { area } = context.placeOf(columns, 'SpreadsheetApp.Sheet.moveColumns');
      backend.moveColumns(sheetId, area.column, area.columns, at('moveColumns', to));
    },

    getColumnWidth: (position: unknown) => backend.columnWidth(sheetId, at('getColumnWidth', position)),
    setColumnWidth: chained((position: unknown, pixels: unknown) => {
      const width = integer(pixels, 'SpreadsheetApp.Sheet.setColumnWidth');
      backend.setColumnWidth(sheetId, at('setColumnWidth', position), 1, width);
    }),
    setColumnWidths: chained((position: unknown, count: unknown, pixels: unknown) => {
      const width = integer(pixels, 'SpreadsheetApp.Sheet.setColumnWidths');
      backend.setColumnWidth(sheetId, at('setColumnWidths', position), many('setColumnWidths', count), width);
    }),
    hideColumns: hide('Columns', 'hideColumns', true),
    showColumns: hide('Columns', 'showColumns', false),
    hideRows: hide('Rows', 'hideRows', true),
    showRows: hide('Rows', 'showRows', false),
    hideColumn: hideRange('Columns', 'hideColumn', true),
    unhideColumn: hideRange('Columns', 'unhideColumn', false),
    hideRow: hideRange('Rows', 'hideRow', true),
    unhideRow: hideRange('Rows', 'unhideRow', false),
    isColumnHiddenByUser: (position: unknown) =>
      backend.columnHidden(sheetId, at('isColumnHiddenByUser', position)),
    isRowHiddenByUser: (position: unknown) =>
      backend.rowHidden(sheetId, at('isRowHiddenByUser', position)).byUser,
    isRowHiddenByFilter: (position: unknown) =>
      backend.rowHidden(sheetId, at('isRowHiddenByFilter', position)).byFilter,
  };
}
