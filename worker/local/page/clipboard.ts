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

export interface Clipboard {
  /** From a menu, where the browser asks the person whether the page may read the clipboard. */
  paste(): void;
}

/** The cells of the first table of a page, for what is copied without plain text beside it. */
function tableText(html: string): string {
  if (!html.includes('<t')) return '';
  const rows = [...new DOMParser().parseFromString(html, 'text/html').querySelectorAll('table tr')];
  for (const line of rows) for (const end of line.querySelectorAll('br')) end.replaceWith('\n');
  return toTsv(rows.map((row) => [...row.querySelectorAll('td, th')].map((cell) => cell.textContent ?? '')));
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

export function attachClipboard(view: GridView, actions: ClipboardActions): Clipboard {
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
    const data = event.clipboardData;
    const text = data?.getData('text/plain') || tableText(data?.getData('text/html') ?? '');
    if (!active() || text === '') return;
    event.preventDefault();
    put(text);
  });

  function put(text: string): void {
    const range = view.selection().ranges.at(-1);
    if (!range) return;
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
  }

  return {
    paste() {
      navigator.clipboard.readText().then(put, () => toast('Press Ctrl+V to paste.'));
    },
  };
}
