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
  const said = [hash, entry.runId, entry.when, entry.counts.change, entry.action].join('\t');
  book.setProperty(RUNS, [...remembered(book), said].slice(-MOST_REMEMBERED).join('\n'));
}

/** The last rows of Activity once more, where neither Ctrl+Z nor the version history reaches them. */
const RUNS = 'activity-runs';
const MOST_REMEMBERED = 30;

const remembered = (book: Book): string[] =>
  (book.property(RUNS) ?? '').split('\n').filter((said) => said !== '');

/** Rows that Activity lost, oldest first, as "Lock Down: 3 changed, 2026-05-03 09:00:00Z, R-1". */
export function lostRuns(book: Book, activity: Table): string[] {
  const there = new Set((activity.columns.get('Hash') ?? []).map(text));
  return remembered(book)
    .map((said) => said.split('\t'))
    .filter(([hash = '']) => !there.has(hash))
    .map(([, runId = '', when = '', changed = '', action = '']) =>
      [`${action}: ${changed} changed`, when, runId].filter((part) => part !== '').join(', '),
    );
}

/** From now on Activity begins where it stands: somebody has decided to go on without the runs that it lost. */
export function settleActivity(book: Book): void {
  const activity = book.read('Activity', ['Hash']);
  const lost = lostRuns(book, activity);
  const last =
    (activity.columns.get('Hash') ?? [])
      .map(text)
      .filter((hash) => hash !== '')
      .at(-1) ?? '';
  book.setProperty('activity-hash', last === '' ? null : last);
  book.setProperty(RUNS, null);
  recordActivity(book, {
    runId: '',
    when: book.now(),
    who: book.user(),
    action: 'Repair Sheets',
    which: `Goes on without what was taken back by hand: ${lost.join('; ')}`,
    counts: { change: 0, already: 0, left: 0, decide: 0 },
  });
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
