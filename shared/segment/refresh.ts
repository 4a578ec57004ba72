/** What the tab Segments shows: how many orders fit now, and how that differs from the last run that used the segment. */
import { type Campaign, campaignOf } from '../order/campaign.ts';
import type { Book } from '../plan/book.ts';
import { BASE_READS, mergeReads } from '../plan/load.ts';
import { type Cell, type Table, type Tables, text } from '../tabs/table.ts';
import { SEGMENTS, TABS, type TabName } from '../tabs/tabs.ts';
import { columnsOf, runsOf } from './columns.ts';
import { compileRule } from './compile.ts';
import { changeSince, unpackMembers } from './members.ts';
import type { Rule } from './rule.ts';
import { ordersOfRuns } from './runs.ts';
import { readSegments, type Segment } from './saved.ts';
import { readStore } from './store.ts';

/** One row of the tab, as it stands there. */
export interface SegmentView {
  readonly name: string;
  readonly filter: string;
  /** Orders that fit, when it was last counted; null before that, and while the filter cannot be used. */
  readonly matches: number | null;
  /** How many fitted when a run last used it; null for never. */
  readonly members: number | null;
  /** `+12/-3` since that run; "" for never. */
  readonly change: string;
  readonly refreshedAt: string;
  /** Why the filter could not be used when it was counted; null when it could. */
  readonly problem: string | null;
}

/** Set while there are segments: without it a run's end reads nothing for them. */
const PROPERTY = 'segments';

/** Whether any segment is there, without reading the tab. */
export function hasSegments(book: Pick<Book, 'property'>): boolean {
  return book.property(PROPERTY) !== null;
}

function noteSegments(book: Pick<Book, 'property' | 'setProperty'>, there: boolean): void {
  if (hasSegments(book) !== there) book.setProperty(PROPERTY, there ? '1' : null);
}

const COLUMNS = SEGMENTS.columns.map((column) => column.name);

/** The segments as the tab shows them; nothing is counted. */
export function listSegments(book: Pick<Book, 'read' | 'property' | 'setProperty'>): SegmentView[] {
  const table = book.read('Segments', COLUMNS);
  const views = readSegments(table).map((segment) => viewOf(table, segment));
  noteSegments(book, views.length > 0);
  return views;
}

function viewOf(table: Table, { name, filter, row }: Segment): SegmentView {
  const cell = (column: string): string => text(table.columns.get(column)?.[row]);
  const count = (column: string): number | null => (cell(column) === '' ? null : Number(cell(column)));
  return {
    name,
    filter,
    matches: count('Matches now'),
    members: count('Members at last run'),
    change: cell('Change since'),
    refreshedAt: cell('Refreshed at'),
    problem: null,
  };
}

/** The campaign with all that the rules look at, and more columns of Orders; what is not there stays blank. */
export function campaignFor(
  book: Pick<Book, 'read'>,
  rules: readonly Rule[],
  columns: readonly string[] = [],
): Campaign {
  const reads = mergeReads(BASE_READS, { Orders: columns }, ...rules.map(columnsOf));
  const tables: { [T in TabName]?: Table } = {};
  for (const { name } of TABS) {
    const wanted = reads[name];
    if (wanted !== undefined) tables[name] = book.read(name, wanted);
  }
  const made: Tables = tables;
  return campaignOf(made);
}

/** The Order IDs of the rows that fit, each once. */
export function idsOf(campaign: Campaign, test: (i: number) => boolean): string[] {
  const ids = new Set<string>();
  campaign.facts.id.forEach((id, i) => {
    if (id !== '' && test(i)) ids.add(id);
  });
  return [...ids];
}

/** Counts every segment again, by the rules that are kept of them, and writes the tab's views. */
export function refreshSegments(book: Book): SegmentView[] {
  const table = book.read('Segments', COLUMNS);
  const segments = readSegments(table);
  noteSegments(book, segments.length > 0);
  if (segments.length === 0) return [];
  const now = book.now();
  const store = readStore(book);
  const kept = segments.map(({ name, filter }) => store.get(name.toLowerCase())?.ruleOf(filter) ?? null);
  const rules = kept.flatMap((rule) => rule ?? []);
  const campaign = campaignFor(book, rules);
  const runs = ordersOfRuns(book, rules.flatMap(runsOf));
  const views = segments.map((segment, at): SegmentView => {
    const rule = kept[at] ?? null;
    const compiled = rule === null ? null : compileRule(rule, { campaign, now, runs });
    const old = viewOf(table, segment);
    if (compiled?.ok !== true) {
      const problem = compiled?.message ?? 'This filter was not read yet: open Set Up, Segments.';
      return { ...old, matches: null, change: '', refreshedAt: now, problem };
    }
    const ids = idsOf(campaign, compiled.test);
    const then = unpackMembers(store.get(segment.name.toLowerCase())?.members ?? []);
    const change = then === null ? '' : changeSince(then, ids);
    return { ...old, matches: ids.length, members: then?.size ?? null, change, refreshedAt: now };
  });
  const column = (cell: (view: SegmentView) => Cell): Cell[] => views.map(cell);
  book.write(
    'Segments',
    segments.map((segment) => segment.row),
    new Map([
      ['Matches now', column((view) => view.matches ?? '')],
      ['Members at last run', column((view) => view.members ?? '')],
      ['Change since', column((view) => view.problem ?? view.change)],
      ['Refreshed at', column((view) => view.refreshedAt)],
    ]),
  );
  return views;
}
