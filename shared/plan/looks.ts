/** How the rows of a laid-out tab (Overview) look, whoever lays it out: the add-on or the worker. */
import type { Cell } from '../tabs/table.ts';
import type { RowStyle } from './book.ts';

/** Colours as `#rrggbb`, size in points. */
export const LOOKS: Readonly<
  Record<RowStyle['look'], { background: string; color: string; weight: 'bold' | 'normal'; size: number }>
> = {
  title: { background: '#ffffff', color: '#202124', weight: 'bold', size: 16 },
  heading: { background: '#ffffff', color: '#1a73e8', weight: 'bold', size: 12 },
  header: { background: '#e8eaed', color: '#202124', weight: 'bold', size: 10 },
  bad: { background: '#fce8e6', color: '#a50e0e', weight: 'bold', size: 10 },
  good: { background: '#e6f4ea', color: '#137333', weight: 'normal', size: 10 },
  plain: { background: '#ffffff', color: '#202124', weight: 'normal', size: 10 },
};

const COUNT = /^[\d,]+$/;

/** A count, or what stands right above one: the head of its column. */
export function alignsRight(rows: readonly (readonly Cell[])[], row: number, column: number): boolean {
  const here = String(rows[row]?.[column] ?? '');
  // The first column holds names, and a SKU may be all digits.
  if (column === 0) return false;
  return COUNT.test(here) || (here !== '' && COUNT.test(String(rows[row + 1]?.[column] ?? '')));
}
