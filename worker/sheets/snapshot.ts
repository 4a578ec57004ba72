/** Rows of a tab as they stood at one moment, known by their keys: where a row is, and what each cell held. */
import { runsOf } from '../../shared/tabs/blocks.ts';
import { text } from '../../shared/tabs/table.ts';
import { a1, type Grid, headerRange, headerTexts } from './columns.ts';
import type { Render, Sheets, Value } from './port.ts';
import { SheetsProblem } from './problem.ts';

export interface Snapshot<P extends Grid = Grid> {
  readonly place: P;
  /** First row under the header, from 0, and how many. */
  readonly from: number;
  readonly n: number;
  readonly keys: readonly string[];
  /** By the id of the column (`Place.ids`), for each row. */
  readonly cells: ReadonlyMap<string, readonly Value[]>;
  /** Rows (offsets) by key; blank keys too. */
  readonly at: ReadonlyMap<string, number | readonly number[]>;
  /** Requests that it took: one is a single moment. */
  readonly calls: number;
}

/** Cells of one answer: about 15 MB of JSON, which Google gives within its 180 seconds many times over. */
export const MOST_READ = 1_200_000;
/** Columns this far apart are still read together. */
const COLUMN_GAP = 3;

/**
 * Reads columns (ids), all rows or some; the key column always. A header that is not as it was when the file was opened,
 * or keys that moved while the parts were read, throw `sheet.moved`. `guards`: columns that tell of it beside the keys.
 */
export async function takeSnapshot<P extends Grid>(
  sheets: Sheets,
  spreadsheetId: string,
  place: P,
  keyColumn: string,
  ids: readonly string[],
  rows?: { readonly from: number; readonly n: number },
  render: Render = 'FORMULA',
  guards: readonly string[] = [],
): Promise<Snapshot<P>> {
  const keyAt = place.ids.indexOf(keyColumn);
  if (keyAt < 0) throw new SheetsProblem('sheet.column-missing');
  const wanted = new Set([keyColumn, ...ids]);
  const positions = place.ids.flatMap((id, at) => (wanted.has(id) ? [at] : []));
  const runs = runsOf(positions, COLUMN_GAP);
  const width = runs.reduce((sum, run) => sum + run.to - run.from, 0);
  const first = rows?.from ?? 0;
  const grid = Math.max(0, place.rows - place.top);
  const end = rows === undefined ? grid : Math.min(grid, rows.from + rows.n);
  const step = Math.max(1, Math.floor(MOST_READ / width));
  const cells = new Map<string, Value[]>();
  for (const at of positions) cells.set(place.ids[at] ?? '', []);
  const guarded = [keyAt, ...guards.flatMap((id) => place.positions.get(id) ?? [])].map((at) =>
    a1(place.title, { row: first + place.top, column: at, toColumn: at + 1 }),
  );
  let keysBefore: string | null = null;
  let calls = 0;
  const parts = Math.max(1, Math.ceil((end - first) / step));
  for (let part = 0; part < parts; part++) {
    const from = first + part * step;
    const to = Math.min(end, from + step);
    const open = rows === undefined && part === parts - 1;
    const ranges = [headerRange(place.title, place.top)];
    const some = to > from || open;
    if (grid > 0 && some)
      for (const run of runs)
        ranges.push(
          a1(place.title, {
            row: from + place.top,
            column: run.from,
            toColumn: run.to,
            ...(!open && { toRow: to + place.top }),
          }),
        );
    // The keys of all rows with the first part and with the last: in between nobody may have moved a row.
    const edge = parts > 1 && (part === 0 || part === parts - 1);
    if (edge) ranges.push(...guarded);
    const answer = await sheets.read(spreadsheetId, ranges, render);
    calls++;
    const header = headerTexts(answer[0]);
    if (header.join('\u0001') !== place.header.join('\u0001')) throw new SheetsProblem('sheet.moved');
    if (edge) {
      const keys = answer
        .slice(-guarded.length)
        .map((lines) => lines.map((line) => text(line[0]).trim()).join('\u0001'))
        .join('\u0002');
      if (keysBefore === null) keysBefore = keys;
      else if (keys !== keysBefore) throw new SheetsProblem('sheet.moved');
    }
    const blocks = runs.map((run, r) => ({ run, lines: answer[r + 1] ?? [] }));
    const height = open
      ? blocks.reduce((most, { lines }) => Math.max(most, lines.length), 0)
      : Math.max(0, to - from);
    for (const { run, lines } of blocks) {
      for (let at = run.from; at < run.to; at++) {
        const column = cells.get(place.ids[at] ?? '');
        if (column === undefined) continue;
        const offset = at - run.from;
        for (let i = 0; i < height; i++) column.push(lines[i]?.[offset] ?? '');
      }
    }
  }
  const keys = (cells.get(keyColumn) ?? []).map((cell) => text(cell).trim());
  return { place, from: first, n: keys.length, keys, cells, at: indexOf(keys), calls };
}

/** The same rows under other keys, one for each: where the key column alone does not tell whose a row is. */
export const keyedBy = <P extends Grid>(snapshot: Snapshot<P>, keys: readonly string[]): Snapshot<P> => ({
  ...snapshot,
  keys,
  at: indexOf(keys),
});

function indexOf(keys: readonly string[]): Map<string, number | number[]> {
  const at = new Map<string, number | number[]>();
  for (const [i, key] of keys.entries()) {
    const known = at.get(key);
    if (known === undefined) at.set(key, i);
    else if (typeof known === 'number') at.set(key, [known, i]);
    else known.push(i);
  }
  return at;
}

/** Offsets of the rows with this key. */
export function rowsWith(snapshot: Snapshot, key: string): readonly number[] {
  const found = snapshot.at.get(key);
  if (found === undefined) return [];
  return typeof found === 'number' ? [found] : found;
}

/** A cell by offset; undefined when the column was not read. */
export const cellAt = (snapshot: Snapshot, id: string, offset: number): Value | undefined =>
  snapshot.cells.get(id)?.[offset];
