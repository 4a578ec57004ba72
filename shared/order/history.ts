/**
 * The story of one order: what runs did to it, as Activity and the journal have it, and beyond the journal's reach what
 * its own facts tell.
 */
import type { JournalRow } from '../plan/journal.ts';

export interface Run {
  readonly runId: string;
  readonly when: string;
  readonly who: string;
  readonly action: string;
}

/** Something that happened, stored as a time in a cell. */
export interface Fact {
  /** `2026-03-01 10:22:31Z`; "" when it has not happened. */
  readonly when: string;
  readonly what: string;
}

export interface Event {
  readonly when: string;
  readonly what: string;
}

/** Hidden bookkeeping, and views that follow from the rest. */
const UNTOLD: ReadonlySet<string> = new Set([
  'Row check',
  'Locked items',
  'Stage',
  'Next step',
  'Packages',
  'Status',
]);

/**
 * Newest first. `changes` are the journal's rows of this order by run; `runs` are those of Activity. A fact that a
 * journalled run wrote is told by that run alone; a fact of the same time as a run that the journal no longer holds is
 * told with the run's action and person.
 */
export function historyOf(
  runs: readonly Run[],
  changes: ReadonlyMap<string, readonly JournalRow[]>,
  facts: readonly Fact[],
): Event[] {
  const events: Event[] = [];
  const told = new Set<string>();
  for (const run of runs) {
    const rows = changes.get(run.runId);
    if (rows === undefined) continue;
    const what = rows.map(sentenceOf).filter((one) => one !== '');
    if (what.length === 0) continue;
    for (const row of rows) for (const cell of row.columns.values()) told.add(String(cell.after));
    events.push({ when: run.when, what: `${named(run)}: ${what.join('; ')}` });
  }
  const byTime = new Map(runs.map((run) => [run.when, run]));
  for (const { when, what } of facts) {
    if (when === '' || told.has(when)) continue;
    const run = byTime.get(when);
    events.push({ when, what: run === undefined ? what : `${named(run)}: ${what}` });
  }
  // The later line first where two have the same time: runs are given oldest first.
  return events.reverse().sort((a, b) => (a.when < b.when ? 1 : a.when > b.when ? -1 : 0));
}

const named = ({ action, who }: Run): string => `${action} by ${who || 'somebody'}`;

function sentenceOf(row: JournalRow): string {
  if (row.kind === 'add') return `added ${row.key}`;
  if (row.kind === 'remove') return `removed ${row.key}`;
  return [...row.columns]
    .filter(([name]) => !UNTOLD.has(name))
    .map(([name, { before, after }]) => {
      const was = before === '' ? '' : `${before} → `;
      return `${name}: ${was}${after === '' ? '(cleared)' : after}`;
    })
    .join('; ');
}
