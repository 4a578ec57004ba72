/** Fill down and to the right: the first row or column of a selection into the others. */

import type { RangeWire } from '../http/wire.ts';
import type { Editing } from './editing.ts';
import type { GridView } from './grid/grid.ts';
import type { Row } from './model/cache.ts';
import { toast } from './ui/toast.ts';

/** Cells that are filled at once. */
const LIMIT = 200_000;

const inputOf = (row: Row | undefined, column: number): string =>
  row?.inputs.get(column) ?? row?.values[column] ?? '';

/** A single cell takes what stands before it, as in Sheets. */
function widened(range: RangeWire, along: 'down' | 'right'): RangeWire | undefined {
  if (along === 'down') {
    if (range.rows > 1) return range;
    return range.row > 0 ? { ...range, row: range.row - 1, rows: 2 } : undefined;
  }
  if (range.columns > 1) return range;
  return range.column > 0 ? { ...range, column: range.column - 1, columns: 2 } : undefined;
}

/** Hidden rows and columns are left as they are; a whole column ends with the content of the sheet. */
export async function fill(view: GridView, editing: Editing, along: 'down' | 'right'): Promise<void> {
  const selected = view.selection().ranges.at(-1);
  const wide = selected && widened(selected, along);
  if (!wide) return;
  const { content, sheet } = view.shape();
  const rows = wide.rows < sheet.rowCount ? wide.rows : Math.max(content.rows - wide.row, 1);
  const columns =
    wide.columns < sheet.columnCount ? wide.columns : Math.max(content.columns - wide.column, 1);
  if (rows * columns > LIMIT) {
    toast(`That is more than ${LIMIT.toLocaleString('en')} cells. Select less.`);
    return;
  }
  const layout = view.layout();
  const found = await view.cache().range(wide.row, along === 'down' ? 1 : rows);
  const values = Array.from({ length: rows }, (_, r) =>
    Array.from({ length: columns }, (__, c) => {
      const isSource = along === 'down' ? r === 0 : c === 0;
      const isHidden = layout.isRowHidden(wide.row + r) || layout.isColumnHidden(wide.column + c);
      if (isSource || isHidden) return null;
      return along === 'down' ? inputOf(found[0], wide.column + c) : inputOf(found[r], wide.column);
    }),
  );
  if (values.every((line) => line.every((cell) => cell === null))) return;
  await editing.write(wide.row, wide.column, values);
}
