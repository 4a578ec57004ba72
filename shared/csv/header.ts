/** Finds the row that holds the column names, under titles and blank lines. */
import { headerKey } from './table.ts';

/** Rows searched for a header. Partners put a logo, an address and a date above it, not more. */
export const HEADER_WITHIN = 40;

const LABEL = /\p{L}/u;
/** Holds a long run of digits or an @: an id, a date, an address; not what a column is called. */
const VALUE = /\d{4,}|@|^\d/;

export interface HeaderGuess {
  /** Index in the rows given, -1 when there is none. */
  readonly index: number;
  /** Larger is surer; comparable between two readings of the same text. */
  readonly score: number;
}

/**
 * The row with the most known names; of equal ones the first. One known name is enough only when every filled cell
 * of that row looks like a label, so that a data row is never taken for a header. Without `knows` the first row of
 * two or more labels.
 */
export function findHeader(
  rows: readonly (readonly string[])[],
  knows?: (key: string) => boolean,
): HeaderGuess {
  let index = -1;
  let score = 0;
  const most = Math.min(rows.length, HEADER_WITHIN);
  for (let i = 0; i < most; i++) {
    const s = scoreOf(rows[i] ?? [], knows);
    if (s > score) {
      score = s;
      index = i;
      if (!knows) break;
    }
  }
  return { index, score };
}

function scoreOf(cells: readonly string[], knows?: (key: string) => boolean): number {
  const keys = new Set<string>();
  let filled = 0;
  let known = 0;
  let labels = true;
  for (const cell of cells) {
    const key = headerKey(cell);
    if (key === '') continue;
    filled++;
    if (!LABEL.test(key) || VALUE.test(key)) labels = false;
    if (knows && !keys.has(key) && knows(key)) known++;
    keys.add(key);
  }
  if (filled === 0) return 0;
  if (!knows) return labels && (filled > 1 || cells.length === 1) ? filled : 0;
  if (known >= 2 || (known === 1 && labels)) return known * 1000 + Math.min(filled, 999);
  return 0;
}
