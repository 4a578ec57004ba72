/**
 * Takes rows away. Sheets deletes by number only, so right after it the rows are looked at again, and those that were hit
 * because they moved in that moment come back as they were.
 */
import { runsOf } from '../../../shared/tabs/blocks.ts';
import { addRows } from '../../sheets/add-rows.ts';
import type { RowWrite } from '../../sheets/encode.ts';
import type { Sheets, Value } from '../../sheets/port.ts';
import { isPassing, SheetsProblem } from '../../sheets/problem.ts';
import { rowsWith, type Snapshot } from '../../sheets/snapshot.ts';
import type { Counts } from '../../sheets/write-rows.ts';
import { rowWrite } from './plan.ts';

/**
 * `rows` of `before`, which was read in this moment. `look` gives all rows as they stand then, wherever the columns are.
 * Throws SheetsProblem.
 */
export async function removeRows(
  sheets: Sheets,
  spreadsheetId: string,
  before: Snapshot,
  rows: readonly number[],
  look: () => Promise<Snapshot>,
  counts: Counts,
): Promise<void> {
  const { place } = before;
  const { sheetId, top } = place;
  const requests = runsOf([...rows].sort((a, b) => a - b))
    .reverse()
    .map(({ from, to }) => ({
      deleteDimension: {
        range: { sheetId, dimension: 'ROWS', startIndex: top + from, endIndex: top + to },
      },
    }));
  // Below frozen rows one more must stand.
  const all = rows.length >= Math.max(place.rows - top, before.n);
  const spare = all ? [{ appendDimension: { sheetId, dimension: 'ROWS', length: 1 } }] : [];
  try {
    await sheets.change(spreadsheetId, [...spare, ...requests]);
  } catch (problem) {
    // It may have been done, or the rows were gone by then: what stands there tells.
    const moved = problem instanceof SheetsProblem && problem.code === 'sheet.moved';
    if (!isPassing(problem) && !moved) throw problem;
  }
  const after = await look();
  const lost = lostRows(before, after, new Set(rows));
  if (lost.length === 0) return;
  const writing = { sheets, clock: Date.now, spreadsheetId, place: after.place, look };
  await addRows(writing, lost, [], counts);
}

/** Rows that were not to go and are not there: by their shipment, and by what stands in them where they are nobody's. */
function lostRows(before: Snapshot, after: Snapshot, meant: ReadonlySet<number>): RowWrite[] {
  // Columns may have moved as well: each is known by its id.
  const positions = new Map(after.place.ids.map((id, position) => [id, position]));
  const shared = before.place.ids.filter((id) => positions.has(id));
  const cellsOf = (row: number): Map<number, Value> =>
    new Map(
      shared.flatMap((id) => {
        const value = before.cells.get(id)?.[row] ?? '';
        return value === '' ? [] : [[positions.get(id) ?? 0, value] as const];
      }),
    );
  const signOf = (snapshot: Snapshot, row: number): string =>
    shared.map((id) => String(snapshot.cells.get(id)?.[row] ?? '')).join('\u0001');
  const others = new Set(rowsWith(after, '').map((row) => signOf(after, row)));
  const lost: RowWrite[] = [];
  for (let row = 0; row < before.n; row++) {
    if (meant.has(row)) continue;
    const key = before.keys[row] ?? '';
    const line = cellsOf(row);
    if (line.size === 0) continue;
    const stands = key === '' ? others.has(signOf(before, row)) : rowsWith(after, key).length > 0;
    if (!stands) lost.push(rowWrite(-1, key, line));
  }
  return lost;
}
