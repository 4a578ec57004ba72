/** Looks at the rows of a chunk once more, the moment before they are written: people sort and type meanwhile. */
import { rowOf, type Table, type Tables } from '../tabs/table.ts';
import { TABS, type TabName } from '../tabs/tabs.ts';
import type { Book } from './book.ts';
import { factColumns } from './row-hash.ts';
import type { CellChanges, Plan } from './types.ts';

/** The column that tells which row of a tab is which. */
export const KEY_COLUMN: Readonly<Partial<Record<TabName, string>>> = {
  Orders: 'Order ID',
  Shipments: 'Shipment ID',
  Rewards: 'Platform ID',
  Products: 'SKU',
  Channels: 'Channel',
};

export interface Unmoved {
  /** The subjects of the chunk whose rows all stand as they were read. */
  readonly chunk: readonly number[];
  /** Tabs in which some row between the first and the last is another: nothing of them may be taken from memory. */
  readonly unsettled: ReadonlySet<TabName>;
}

/**
 * Reads the rows that a chunk stands on or writes again. `first`: the plan was made just now, so their keys tell enough.
 * Later all that was read is compared: a plan is a function of it, so equal cells in the same rows mean an equal plan.
 * An order of which one row moved is left alone with all its rows.
 */
export function unmovedSince(
  book: Book,
  tables: Tables,
  plan: Plan,
  views: readonly CellChanges[],
  chunk: readonly number[],
  first: boolean,
): Unmoved {
  const inChunk = new Set(chunk);
  const gone = new Set<number>();
  const unsettled = new Set<TabName>();
  for (const { name } of TABS) {
    const table = tables[name];
    if (table === undefined) continue;
    const touched = rowsTouched(name, plan, views, inChunk, first);
    if (touched.length === 0) continue;
    const columns = first ? keyOf(table) : [...table.columns.keys()];
    if (columns.length === 0) continue;
    if (first) book.renew(name);
    let from = Number.POSITIVE_INFINITY;
    let to = -1;
    for (const { index } of touched) {
      from = Math.min(from, rowOf(table, index));
      to = Math.max(to, rowOf(table, index));
    }
    const again = book.read(name, columns, { from, count: to - from + 1 });
    const now = new Map(factColumns(again));
    const before = factColumns({
      ...table,
      columns: new Map([...table.columns].filter(([column]) => columns.includes(column))),
    });
    const differs = (index: number): boolean =>
      before.some(([column, cells]) => now.get(column)?.[rowOf(table, index) - from] !== cells[index]);
    for (const { subject, index } of touched) if (differs(index)) gone.add(subject);
    if (table.rows !== null) continue;
    for (let row = from; row <= to && !unsettled.has(name); row++) if (differs(row)) unsettled.add(name);
  }
  if (gone.size === 0) return { chunk, unsettled };
  const goneOrders = new Set([...gone].map((subject) => plan.order[subject] ?? -1));
  goneOrders.delete(-1);
  const stays = (subject: number): boolean =>
    !gone.has(subject) && !goneOrders.has(plan.order[subject] ?? -1);
  return { chunk: chunk.filter(stays), unsettled };
}

function keyOf(table: Table): string[] {
  const key = KEY_COLUMN[table.tab];
  return key !== undefined && table.columns.has(key) ? [key] : [];
}

/** The rows of a tab that a chunk writes, as indexes in the table; and, when all is compared, those that it stands on. */
function rowsTouched(
  tab: TabName,
  plan: Plan,
  views: readonly CellChanges[],
  inChunk: ReadonlySet<number>,
  first: boolean,
): { readonly subject: number; readonly index: number }[] {
  const rows: { subject: number; index: number }[] = [];
  const take = (made: { readonly subject: readonly number[]; readonly row: readonly number[] }): void => {
    for (let k = 0; k < made.subject.length; k++) {
      const subject = made.subject[k] ?? 0;
      const index = made.row[k] ?? -1;
      if (index >= 0 && inChunk.has(subject)) rows.push({ subject, index });
    }
  };
  for (const set of [plan.changes, views, plan.removed])
    for (const made of set) if (made.tab === tab) take(made);
  if (tab === 'Orders' && !first)
    for (const subject of inChunk) {
      const index = plan.order[subject] ?? -1;
      if (index >= 0) rows.push({ subject, index });
    }
  return rows;
}
