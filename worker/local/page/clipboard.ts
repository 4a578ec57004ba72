/** Copy, cut and paste of blocks, as tab-separated text that other spreadsheets understand. */

import type { RangeWire } from '../http/wire.ts';
import type { GridView } from './grid/grid.ts';
import type { Row } from './model/cache.ts';
import { fromTsv, toTsv } from './model/tsv.ts';
import { toast } from './ui/toast.ts';

/** Cells that are copied or filled at once. */
const LIMIT = 200_000;

export interface ClipboardActions {
  write(row: number, column: number, values: string[][]): void;
  clear(): void;
}

/** The shown rows and columns of a range, cut at the content: a whole column is not a million blanks. */
function placesOf(view: GridView, range: RangeWire): { rows: number[]; columns: number[] } {
  const layout = view.layout();
  const { content } = view.shape();
  const rows: number[] = [];
  const endRow = Math.min(range.row + range.rows, Math.max(content.rows, range.row + 1));
  for (let row = range.row; row < endRow; row++) if (!layout.isRowHidden(row)) rows.push(row);
  const endColumn = Math.min(range.column + range.columns, Math.max(content.columns, range.column + 1));
  const columns: number[] = [];
  for (let column = range.column; column < endColumn; column++) {
    if (!layout.isColumnHidden(column)) columns.push(column);
  }
  return { rows, columns };
}

export function attachClipboard(view: GridView, actions: ClipboardActions): void {
  const active = (): boolean => document.activeElement === view.host;

  const copy = (event: ClipboardEvent): boolean => {
    const range = view.selection().ranges.at(-1);
    if (!active() || !range) return false;
    event.preventDefault();
    const { rows, columns } = placesOf(view, range);
    if (rows.length * columns.length > LIMIT) {
      toast(
        `That is more than ${LIMIT.toLocaleString('en')} cells. Select less, or download the sheet as CSV.`,
      );
      return false;
    }
    const textOf = (found: readonly (Row | undefined)[]): string =>
      toTsv(found.map((row) => columns.map((column) => row?.values[column] ?? '')));
    const here = rows.map((row) => view.cache().row(row));
    if (here.every((row) => row !== undefined)) {
      event.clipboardData?.setData('text/plain', textOf(here));
      return true;
    }
    // Rows that were never on the screen are fetched first.
    const first = rows[0] ?? 0;
    const cache = view.cache();
    const work = cache
      .range(first, (rows.at(-1) ?? first) - first + 1)
      .then((all) => navigator.clipboard.writeText(textOf(rows.map((row) => all[row - first]))));
    work.then(
      () => toast(`${rows.length.toLocaleString('en')} rows copied.`),
      () => toast('These rows could not be copied.', { loud: true }),
    );
    return false;
  };

  document.addEventListener('copy', (event) => {
    copy(event);
  });
  document.addEventListener('cut', (event) => {
    if (copy(event)) actions.clear();
  });
  document.addEventListener('paste', (event) => {
    const range = view.selection().ranges.at(-1);
    const text = event.clipboardData?.getData('text/plain') ?? '';
    if (!active() || !range || text === '') return;
    event.preventDefault();
    const block = fromTsv(text);
    const only = block.length === 1 && block[0]?.length === 1 ? block[0][0] : undefined;
    const cells = range.rows * range.columns;
    if (only !== undefined && cells > 1 && cells <= LIMIT) {
      const line = Array<string>(range.columns).fill(only);
      actions.write(
        range.row,
        range.column,
        Array.from({ length: range.rows }, () => line),
      );
    } else actions.write(range.row, range.column, block);
  });
}
