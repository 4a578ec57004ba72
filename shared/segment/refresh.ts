/** What the tab Segments shows: how many orders fit now, and how that differs from the last run that used the segment. */
import { type Campaign, campaignOf } from '../order/campaign.ts';
import type { Book } from '../plan/book.ts';
import { BASE_READS, mergeReads } from '../plan/load.ts';
import { type Cell, type Table, type Tables, text } from '../tabs/table.ts';
import { SEGMENTS, TABS, type TabName } from '../tabs/tabs.ts';
import { columnsOf, runsOf } from './columns.ts';
import { compileFilter } from './compile.ts';
import type { Filter } from './filter.ts';
import { changeSince, packMembers, unpackMembers } from './members.ts';
import { parseFilter } from './parse.ts';
import { ordersOfRuns } from './runs.ts';
import { readSegments, type Segment } from './saved.ts';

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
  /** Why the filter cannot be used; null when it can. */
  readonly problem: string | null;
}

/** Set while there are segments: without it a run's end reads nothing for them. */
const PROPERTY = 'segments';

/** Whether any segment is there, without reading the tab. */
export function hasSegments(book: Pick<Book, 'property'>): boolean {
  return book.property(PROPERTY) !== null;
}

/** Remembers whether any segment is there; called wherever the tab was read or written. */
export function noteSegments(book: Pick<Book, 'property' | 'setProperty'>, there: boolean): void {
  if (hasSegments(book) !== there) book.setProperty(PROPERTY, there ? '1' : null);
}

const COLUMNS = SEGMENTS.columns.map((column) => column.name);

/** The segments as the tab shows them; nothing is counted. */
export function listSegments(book: Pick<Book, 'read' | 'property' | 'setProperty'>): SegmentView[] {
  const table = book.read('Segments', COLUMNS);
  const views = readSegments(table).map((segment) => {
    const parsed = parseFilter(segment.filter);
    return viewOf(table, segment, parsed.ok ? null : parsed.error.message);
  });
  noteSegments(book, views.length > 0);
  return views;
}

function viewOf(table: Table, { name, filter, row }: Segment, problem: string | null): SegmentView {
  const cell = (column: string): string => text(table.columns.get(column)?.[row]);
  const count = (column: string): number | null => (cell(column) === '' ? null : Number(cell(column)));
  return {
    name,
    filter,
    matches: count('Matches now'),
    members: count('Members at last run'),
    change: problem === null ? cell('Change since') : '',
    refreshedAt: cell('Refreshed at'),
    problem,
  };
}

/** The campaign with all that the filters look at, and more columns of Orders; what is not there stays blank. */
export function campaignFor(
  book: Pick<Book, 'read'>,
  filters: readonly Filter[],
  columns: readonly string[] = [],
): Campaign {
  const reads = mergeReads(BASE_READS, { Orders: columns }, ...filters.map(columnsOf));
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

/** Counts every segment again and writes the tab's views. */
export function refreshSegments(book: Book): SegmentView[] {
  const table = book.read('Segments', COLUMNS);
  const segments = readSegments(table);
  noteSegments(book, segments.length > 0);
  if (segments.length === 0) return [];
  const now = book.now();
  const parsed = segments.map((segment) => parseFilter(segment.filter));
  const filters = parsed.flatMap((one) => (one.ok ? [one.filter] : []));
  const campaign = campaignFor(book, filters);
  const runs = ordersOfRuns(book, filters.flatMap(runsOf));
  const before = readMembers(book);
  const views = segments.map((segment, at): SegmentView => {
    const one = parsed[at];
    const compiled = one?.ok === true ? compileFilter(one.filter, { campaign, now, runs }) : null;
    const old = viewOf(table, segment, null);
    if (compiled?.ok !== true) {
      const problem = one?.ok === false ? one.error.message : (compiled?.message ?? '');
      return { ...old, matches: null, change: '', refreshedAt: now, problem };
    }
    const ids = idsOf(campaign, compiled.test);
    const then = before.get(segment.name.toLowerCase());
    const change = then === undefined ? '' : changeSince(then, ids);
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

const MEMBERS = ['Segment', 'Part', 'Data'] as const;

/** Who was in each segment when a run last used it, by its name in lower case. Damaged parts are passed over. */
function readMembers(book: Pick<Book, 'read'>): Map<string, ReadonlySet<string>> {
  const table = book.read('Segment members', MEMBERS);
  const parts = new Map<string, string[]>();
  for (let i = 0; i < table.n; i++) {
    const name = text(table.columns.get('Segment')?.[i]).toLowerCase();
    const list = parts.get(name) ?? [];
    list[Number(text(table.columns.get('Part')?.[i]))] = text(table.columns.get('Data')?.[i]);
    parts.set(name, list);
  }
  const members = new Map<string, ReadonlySet<string>>();
  for (const [name, list] of parts) {
    const ids = unpackMembers(list);
    if (ids !== null) members.set(name, ids);
  }
  return members;
}

/** Writes down who is in a segment while a run uses it, in place of who was; null forgets it. */
export function writeMembers(book: Book, name: string, ids: readonly string[] | null): void {
  const table = book.read('Segment members', ['Segment']);
  // An older layout has no such tab until Repair Sheets makes it; the run that asks has written its orders already.
  if (table.missing.length > 0) return;
  const low = name.toLowerCase();
  const old: number[] = [];
  table.columns.get('Segment')?.forEach((cell, row) => {
    if (text(cell).toLowerCase() === low) old.push(row);
  });
  if (old.length > 0) book.remove('Segment members', old);
  if (ids === null) return;
  const parts = packMembers(ids);
  book.append(
    'Segment members',
    new Map<string, Cell[]>([
      ['Segment', parts.map(() => name)],
      ['Part', parts.map((_, part) => String(part))],
      ['Data', parts],
    ]),
  );
}

/** A segment got another name: who was in it stays known. */
export function renameMembers(book: Book, from: string, to: string): void {
  const table = book.read('Segment members', ['Segment']);
  const rows: number[] = [];
  table.columns.get('Segment')?.forEach((cell, row) => {
    if (text(cell).toLowerCase() === from.toLowerCase()) rows.push(row);
  });
  if (rows.length > 0) book.write('Segment members', rows, new Map([['Segment', rows.map(() => to)]]));
}
