import { sheetOf } from './apply.ts';
import { checkRange } from './check.ts';
import { blocksOf, checkFrozenMerges, checkNoTall, checkWhole, intersects } from './merges.ts';
import { runAt } from './runs.ts';
import type { Cell, Sheet } from './state.ts';
import type { Transactions } from './transaction.ts';
import type { GridRange, Workbook } from './types.ts';

/** Of a block, row by row: its first value, and whether any cell but the first holds one. */
function firstValue(sheet: Sheet, block: GridRange): { first: Cell; others: boolean } {
  const columns = sheet.columns.slice(block.column, block.column + block.columns);
  const end = Math.min(block.row + block.rows, Math.max(...columns.map(({ values }) => values.length)));
  const corner = columns[0]?.values[block.row] ?? null;
  let first = corner;
  let others = false;
  for (let row = block.row; row < end; row++) {
    for (const [i, { values }] of columns.entries()) {
      const cell = values[row] ?? null;
      if (cell === null || (row === block.row && i === 0)) continue;
      others = true;
      first ??= cell;
      if (first !== null) return { first, others };
    }
  }
  return { first, others };
}

/** Makes a block one cell: one value, one note, one look. */
function joinBlock(store: Transactions, sheet: Sheet, range: GridRange): void {
  const corner = sheet.columns[range.column];
  if (corner === undefined) return;
  const { row, column } = range;
  const { first, others } = firstValue(sheet, range);
  const note = runAt(corner.notes, row);
  const format = runAt(corner.formats, row);
  const on = { sheet: sheet.id };
  store.run({ do: 'clear', ...on, range, values: others, formats: true, notes: true, validations: false });
  if (others) store.run({ do: 'cells', ...on, row, column, columns: [[first]], patterns: [[]] });
  if (note !== undefined) {
    store.run({ do: 'note', ...on, range: { row, column, rows: 1, columns: 1 }, note });
  }
  if (format !== undefined) store.run({ do: 'format', ...on, range, format });
}

export function mergeMethods(store: Transactions): Pick<Workbook, 'mergeCells' | 'unmergeCells'> {
  const find = (id: number) => sheetOf(store.state(), id);
  return {
    mergeCells(id, range, kind) {
      const sheet = find(id);
      checkRange(sheet, range);
      checkWhole(sheet, range);
      const merges = blocksOf(range, kind);
      checkFrozenMerges(merges, sheet.frozenRows, sheet.frozenColumns);
      if (sheet.filter !== null) checkNoTall(merges, sheet.filter.range, 'filter');
      if (merges.length === 0 && !sheet.merges.some((merge) => intersects(merge, range))) return;
      store.batch(() => {
        for (const merge of merges) joinBlock(store, find(id), merge);
        store.run({ do: 'merges', sheet: id, range, merges });
      });
    },
    unmergeCells(id, range) {
      const sheet = find(id);
      checkRange(sheet, range);
      checkWhole(sheet, range);
      if (!sheet.merges.some((merge) => intersects(merge, range))) return;
      store.run({ do: 'merges', sheet: id, range, merges: [] });
    },
  };
}
