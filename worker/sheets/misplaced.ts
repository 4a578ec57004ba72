/**
 * Cells that a write of ours hit because rows or columns moved in the moment before it. The Sheets API has no way to say
 * "only if this row is still the one that I mean", so we look afterwards: where a text of ours stands in a cell that we did
 * not mean, while the cell that we meant lacks it, what stood there before goes back.
 */
import { text } from '../../shared/tabs/table.ts';
import type { RowWrite } from './encode.ts';
import type { Value } from './port.ts';
import { cellAt, rowsWith, type Snapshot } from './snapshot.ts';

/** Rows that were sent, with the ids of their columns at that time. */
export interface Sent {
  readonly rows: readonly RowWrite[];
  readonly ids: readonly string[];
  /** A second attempt, after an answer that was lost: the first may have hit other cells. */
  readonly again: boolean;
}
/** A wrong cell that is not yet seen to be right again. */
export interface Wrong {
  readonly key: string;
  /** Among the rows of the same key, and of no key: rows keep their order unless they are sorted. */
  readonly nth: number;
  readonly id: string;
  readonly text: string;
  readonly base: Value;
}

const asText = (value: Value | undefined): string => text(value).trim();

/** Texts that may stand where they were not meant to: sent twice, or sent and not there. */
function suspectsIn(snapshot: Snapshot, sent: readonly Sent[]): Set<string> {
  const suspects = new Set<string>();
  for (const { rows, ids, again } of sent) {
    for (const { key, positions, values } of rows) {
      const [row] = rowsWith(snapshot, key);
      positions.forEach((position, at) => {
        const meant = asText(values[at]);
        const there = row === undefined ? undefined : cellAt(snapshot, ids[position] ?? '', row);
        if (again || there === undefined || asText(there) !== meant) suspects.add(meant);
      });
    }
  }
  return suspects;
}

/**
 * What a cell held before: from the first of the snapshots that holds it, for later ones may hold what we hit; undefined
 * when none read that column. In a snapshot of some rows only a key that stands there once tells its row.
 */
function baseOf(before: readonly Snapshot[], key: string, nth: number, id: string): Value | undefined {
  let known = false;
  for (const [s, snapshot] of before.entries()) {
    if (!snapshot.cells.has(id)) {
      // A column that somebody put in meanwhile, as this snapshot of all columns tells, has nothing of ours either.
      known ||= snapshot.place.ids.every((column) => column !== id && snapshot.cells.has(column));
      continue;
    }
    known = true;
    const rows = rowsWith(snapshot, key);
    if (s > 0 && (key === '' || rows.length !== 1)) continue;
    // A row that was duplicated meanwhile began as the one that was there.
    const row = rows[nth] ?? (key === '' ? undefined : rows[rows.length - 1]);
    if (row !== undefined) return cellAt(snapshot, id, row);
  }
  // A row that somebody made meanwhile has nothing of ours.
  return known ? '' : undefined;
}

/** Whether this very text was meant for this very cell. */
function meantIn(sent: readonly Sent[]): (key: string, id: string, there: string) => boolean {
  const byKey = new Map<string, { row: RowWrite; ids: readonly string[] }[]>();
  for (const { rows, ids } of sent) {
    for (const row of rows) {
      const list = byKey.get(row.key);
      if (list === undefined) byKey.set(row.key, [{ row, ids }]);
      else list.push({ row, ids });
    }
  }
  return (key, id, there) =>
    (byKey.get(key) ?? []).some(({ row, ids }) =>
      row.positions.some((position, at) => ids[position] === id && asText(row.values[at]) === there),
    );
}

/**
 * The wrong cells of a snapshot. `before`: the snapshots of the round in which `sent` was sent, the one of all rows first.
 * `open`: wrong cells of earlier rounds.
 */
export function misplacedIn(
  snapshot: Snapshot,
  sent: readonly Sent[],
  before: readonly Snapshot[],
  open: readonly Wrong[],
): Wrong[] {
  const wrong: Wrong[] = [];
  const seen = new Set<string>();
  // Hit twice before it was put right, a cell's own content is what it was before the first time.
  const first = new Map<string, Value>();
  for (const one of open) {
    first.set(`${one.key}\u0001${one.nth}\u0001${one.id}`, one.base);
    for (const [nth, row] of rowsWith(snapshot, one.key).entries()) {
      // A row that was duplicated while it was wrong is wrong twice.
      if (one.key === '' && nth !== one.nth) continue;
      if (asText(cellAt(snapshot, one.id, row)) !== one.text || seen.has(`${row} ${one.id}`)) continue;
      seen.add(`${row} ${one.id}`);
      wrong.push({ ...one, nth });
    }
  }
  const suspects = suspectsIn(snapshot, sent);
  if (suspects.size === 0) return wrong;
  const meant = meantIn(sent);
  for (const [key, place] of snapshot.at) {
    const rows = typeof place === 'number' ? [place] : place;
    for (const [nth, row] of rows.entries()) {
      for (const [id, column] of snapshot.cells) {
        const there = asText(column[row]);
        if (!suspects.has(there) || seen.has(`${row} ${id}`)) continue;
        const base = first.get(`${key}\u0001${nth}\u0001${id}`) ?? baseOf(before, key, nth, id);
        if (base === undefined || asText(base) === there || meant(key, id, there)) continue;
        wrong.push({ key, nth, id, text: there, base });
      }
    }
  }
  return wrong;
}
