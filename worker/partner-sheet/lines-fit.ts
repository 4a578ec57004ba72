/** A line of a partner's sheet as its cells can hold it. Pure. */
import type { WantedLine } from './contract.ts';

/** Characters of a cell, of Google's and ours: for a longer one nothing at all would be written. */
const MOST_IN_CELL = 50_000;
/** The same cells, cut where they are too long. */
export const fitting = (cells: WantedLine['cells']): WantedLine['cells'] =>
  Object.values(cells).every((text) => text.length <= MOST_IN_CELL)
    ? cells
    : Object.fromEntries(Object.entries(cells).map(([column, text]) => [column, cutToCell(text)]));
const cutToCell = (text: string): string =>
  text.length <= MOST_IN_CELL
    ? text
    : `${text
        .slice(0, MOST_IN_CELL - 1)
        .replace(/[\ud800-\udbff]$/, '')
        .trimEnd()}…`;
