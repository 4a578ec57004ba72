import { type Cell, isFormula } from './state.ts';
import type { SortKey } from './types.ts';

const collator = new Intl.Collator('en', { sensitivity: 'accent' });

function rank(cell: Cell): number {
  if (cell === null) return 3;
  if (typeof cell === 'number') return 0;
  return typeof cell === 'boolean' ? 2 : 1;
}

function compare(a: Cell, b: Cell): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'boolean' && typeof b === 'boolean') return Number(a) - Number(b);
  const left = a !== null && isFormula(a) ? a.formula : a;
  const right = b !== null && isFormula(b) ? b.formula : b;
  if (typeof left === 'string' && typeof right === 'string') return collator.compare(left, right);
  return rank(a) - rank(b);
}

/**
 * The order that a sort gives, as row offsets: numbers, then text without regard to case, then FALSE, TRUE; backwards
 * when descending; blanks last either way; equal rows stay as they stood. `read(column)` is the column's part.
 */
export function sortedOrder(
  rows: number,
  keys: readonly SortKey[],
  read: (column: number) => readonly Cell[],
): number[] {
  const columns = keys.map(({ column, ascending }) => ({ cells: read(column), sign: ascending ? 1 : -1 }));
  return Array.from({ length: rows }, (_, row) => row).sort((a, b) => {
    for (const { cells, sign } of columns) {
      const left = cells[a] ?? null;
      const right = cells[b] ?? null;
      if (left === right) continue;
      if (left === null) return 1;
      if (right === null) return -1;
      const result = compare(left, right);
      if (result !== 0) return sign * result;
    }
    return a - b;
  });
}
