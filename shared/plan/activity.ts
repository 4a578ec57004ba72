/** Activity: one row a run, each chained to the one before by its hash, so that an edited or removed row shows. */
import { type Cell, type Table, text } from '../tabs/table.ts';
import type { Book } from './book.ts';
import { hash53 } from './hash.ts';
import type { Outcome } from './types.ts';

const COLUMNS = [
  'Run ID',
  'When',
  'Who',
  'Action',
  'Which',
  'Changed',
  'Already done',
  'Left alone',
  'Needs decision',
] as const;

export interface ActivityEntry {
  readonly runId: string;
  readonly when: string;
  readonly who: string;
  readonly action: string;
  readonly which: string;
  readonly counts: Readonly<Record<Outcome, number>>;
}

/** The hash of an entry after the hash of the row before it ("" for the first). */
function chained(before: string, cells: readonly Cell[]): string {
  return hash53(`${before}\u0001${cells.map(text).join('\u0001')}`).toString(36);
}

/** Adds the entry below the last one. */
export function recordActivity(book: Book, entry: ActivityEntry): void {
  const last = book.property('activity-hash') ?? '';
  const cells: Cell[] = [
    entry.runId,
    entry.when,
    entry.who,
    entry.action,
    entry.which,
    entry.counts.change,
    entry.counts.already,
    entry.counts.left,
    entry.counts.decide,
  ];
  const hash = chained(last, cells);
  book.append(
    'Activity',
    new Map([...COLUMNS.map((name, at): [string, Cell[]] => [name, [cells[at] ?? '']]), ['Hash', [hash]]]),
  );
  book.setProperty('activity-hash', hash);
}

/** The first row (counted from 0) whose hash does not follow from the rows above, or -1. `last` is the hash that was written last. */
export function brokenLink(activity: Table, last: string): number {
  let before = '';
  for (let i = 0; i < activity.n; i++) {
    const cells = COLUMNS.map((name) => activity.columns.get(name)?.[i] ?? '');
    const hash = text(activity.columns.get('Hash')?.[i]);
    if (hash === '' && cells.every((cell) => text(cell) === '')) continue;
    if (chained(before, cells) !== hash) return i;
    before = hash;
  }
  return before === last ? -1 : activity.n;
}
