/**
 * Drift: what the runs of the journal left in the cells that only actions write, against what stands there now. It shows
 * what was taken back with Ctrl+Z, pasted over, deleted, or lost when an earlier version of the file was restored.
 */
import { type Cell, type Tables, text, textColumn } from '../tabs/table.ts';
import { TABS, type TabName } from '../tabs/tabs.ts';
import type { JournalRow } from './journal.ts';
import { KEY_COLUMN } from './unmoved.ts';

/** The tabs whose rows are looked at. */
const WATCHED = ['Orders', 'Shipments'] as const satisfies readonly TabName[];
/** Changes with each run and with what people type: it says nothing of its own. */
const ROW_CHECK = 'Row check';

export interface Drift {
  readonly tab: (typeof WATCHED)[number];
  readonly key: string;
  /** Row index in the table; null when the row is gone. */
  readonly row: number | null;
  /**
   * The cells that differ, as the last run left them. Of a row that is gone: all that is known of it, or nothing when the
   * journal does not hold its content.
   */
  readonly cells: ReadonlyMap<string, Cell>;
}

interface Known {
  readonly tab: Drift['tab'];
  readonly key: string;
  /** The journal saw the row being added, with its cells. */
  readonly whole: boolean;
  readonly cells: Map<string, Cell>;
}

/** The columns of a tab that nobody but an action writes, its key aside. */
const ownColumns = (tab: TabName): string[] =>
  (TABS.find(({ name }) => name === tab)?.columns ?? [])
    .filter(({ name, owner }) => owner === 'a' && name !== ROW_CHECK && name !== KEY_COLUMN[tab])
    .map(({ name }) => name);

/** Of a shipment at a connected partner the worker writes these, outside the journal, and puts them right by itself. */
const WORKERS: ReadonlySet<string> = new Set([
  'Contents',
  'Tracking number',
  'Carrier',
  'Tracking URL',
  'Pushed at',
  'Shipped at',
  'Cancelled at',
]);

/** What must be read to see drift. */
export const DRIFT_READS = {
  Orders: ownColumns('Orders'),
  Shipments: [...ownColumns('Shipments'), 'Warehouse says'],
  Journal: ['Run ID', 'Part', 'Data'],
  Channels: ['Channel', 'SKUs', 'Method', 'Countries', 'Priority'],
};

function lastKnown(rows: readonly JournalRow[]): Known[] {
  const known = new Map<string, Known>();
  for (const { tab, kind, key, columns } of rows) {
    const watched = WATCHED.find((name) => name === tab);
    if (watched === undefined) continue;
    const place = `${tab} ${key}`;
    if (kind === 'remove') {
      known.delete(place);
      continue;
    }
    const whole = kind === 'add' && columns.size > 0;
    const found = known.get(place) ?? { tab: watched, key, whole, cells: new Map<string, Cell>() };
    for (const [name, { after }] of columns) found.cells.set(name, after);
    known.set(place, found);
  }
  return [...known.values()];
}

/** All rows that are not as the runs left them, in the order of the journal. Keys that stand twice are left out. */
export function driftOf(tables: Tables, journal: readonly JournalRow[]): Drift[] {
  const drifts: Drift[] = [];
  const places = new Map<TabName, Map<string, number>>();
  for (const tab of WATCHED) {
    const at = new Map<string, number>();
    for (const [i, key] of textColumn(tables[tab], KEY_COLUMN[tab] ?? '').entries())
      at.set(key, at.has(key) ? -1 : i);
    places.set(tab, at);
  }
  const channels = new Set(textColumn(tables.Channels, 'Channel'));
  for (const { tab, key, whole, cells } of lastKnown(journal)) {
    const row = places.get(tab)?.get(key);
    if (row === -1) continue;
    if (row === undefined) {
      drifts.push({ tab, key, row: null, cells: whole ? cells : new Map() });
      continue;
    }
    const table = tables[tab];
    const connected = tab === 'Shipments' && text(table?.columns.get('Warehouse says')?.[row]) !== '';
    const differs = ownColumns(tab).filter((name) => {
      if (connected && WORKERS.has(name)) return false;
      const after = cells.get(name);
      const now = table?.columns.get(name)?.[row];
      // A channel may have got another name since, which no run writes: any that there is may be right.
      if (name === 'Channel' && channels.has(text(now))) return false;
      return after !== undefined && now !== undefined && text(after) !== text(now);
    });
    if (differs.length > 0)
      drifts.push({ tab, key, row, cells: new Map(differs.map((name) => [name, cells.get(name) ?? ''])) });
  }
  return drifts;
}
