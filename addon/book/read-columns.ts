/** Reads columns of a tab in few calls. */
import { runsOf } from '../../shared/tabs/blocks.ts';
import type { Cell } from '../../shared/tabs/table.ts';
import { cellOf } from './cells.ts';
import { type Grid, placeOf } from './grid.ts';

/** Cells of one getValues call: larger ones time out on Google's side. */
const MOST_READ = 4_500_000;
/** Columns this far apart are still read together: a call costs more than some cells. */
const COLUMN_GAP = 3;
/** Those further apart too, while the cells between are no more than this: as many as a chunk has in three columns. */
const GAP_CELLS = 150_000;

/** What reading needs of a tab. */
type Readable = Pick<Grid, 'positions' | 'headers' | 'values'> & {
  readonly sheet: {
    getRange(row: number, column: number, rows: number, columns: number): { getValues(): unknown[][] };
  };
};

/** Reads columns of rows [from, from + n) under the header; near columns share a call. */
export function readColumns(
  grid: Readable,
  names: readonly string[],
  from: number,
  n: number,
): Map<string, Cell[]> {
  const made = new Map<string, Cell[]>();
  const wanted = names.flatMap((name) => {
    const at = placeOf(grid, name);
    return at === undefined ? [] : [{ name, at }];
  });
  for (const { name } of wanted) made.set(name, new Array<Cell>(n).fill(''));
  if (n === 0 || wanted.length === 0) return made;
  const positions = [...new Set(wanted.map(({ at }) => at))].sort((a, b) => a - b);
  const gap = Math.max(COLUMN_GAP, Math.floor(GAP_CELLS / n) + 1);
  for (const run of runsOf(positions, gap)) {
    const width = run.to - run.from;
    const inside = wanted.filter(({ at }) => at >= run.from && at < run.to);
    const step = Math.max(1, Math.floor(MOST_READ / width));
    for (let start = 0; start < n; start += step) {
      const count = Math.min(step, n - start);
      const top = from + start;
      const block =
        grid.values?.slice(top + 1, top + 1 + count).map((row) => row.slice(run.from, run.to)) ??
        grid.sheet.getRange(top + 2, run.from + 1, count, width).getValues();
      for (const { name, at } of inside) {
        const column = made.get(name);
        const offset = at - run.from;
        if (column !== undefined)
          for (let i = 0; i < count; i++) column[start + i] = cellOf(block[i]?.[offset]);
      }
    }
  }
  return made;
}
