/** Merges the selected cells, after a question where values would be lost. */

import type { GridView } from './grid/grid.ts';
import type { Api, MergeKind } from './lib/api.ts';
import { confirm } from './ui/dialog.ts';

/** Rows that are looked at for values; above it the question is asked in any case. */
const LOOKED_AT = 1000;

async function losesValues(view: GridView, kind: MergeKind): Promise<boolean> {
  const range = view.selection().ranges.at(-1);
  if (!range) return false;
  if (range.rows > LOOKED_AT) return true;
  const rows = await view.cache().range(range.row, range.rows);
  const filled = rows.map((row) =>
    Array.from({ length: range.columns }, (_, c) => (row.values[range.column + c] ?? '') !== ''),
  );
  const count = (cells: readonly (boolean | undefined)[]): number => cells.filter((cell) => cell).length;
  if (kind === 'rows') return filled.some((line) => count(line) > 1);
  if (kind === 'all') return count(filled.flat()) > 1;
  return Array.from({ length: range.columns }, (_, c) => count(filled.map((line) => line[c]))).some(
    (values) => values > 1,
  );
}

export async function mergeSelection(view: GridView, api: Api, kind: MergeKind): Promise<void> {
  const range = view.selection().ranges.at(-1);
  if (!range) return;
  if (await losesValues(view, kind)) {
    const yes = await confirm(
      'Merge these cells?',
      'Only the value at the top left is kept; the others are removed.',
      'Merge anyway',
    );
    view.focus();
    if (!yes) return;
  }
  await api.merge(view.shape().sheet.id, range, kind);
}
