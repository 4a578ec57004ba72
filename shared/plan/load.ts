/** Reads the tables that a plan needs, and refuses where a column is gone: nothing is written on a guess. */
import { STAGE_COLUMNS, STATUS_COLUMNS } from '../order/campaign.ts';
import { isPlaceholder } from '../order/catalog.ts';
import { TITLE_COLUMNS } from '../order/reward-titles.ts';
import { type Reads, type Table, type Tables, textColumn } from '../tabs/table.ts';
import { PRODUCTS, TABS, type TabName } from '../tabs/tabs.ts';
import { type Book, Refused } from './book.ts';

/** Merges lists of columns by tab. */
export function mergeReads(...all: readonly Reads[]): Reads {
  const merged: { [T in TabName]?: string[] } = {};
  for (const reads of all) {
    for (const { name } of TABS) {
      const columns = reads[name];
      if (columns !== undefined) merged[name] = [...new Set([...(merged[name] ?? []), ...columns])];
    }
  }
  return merged;
}

/** What every plan reads: the columns that decide stage, status and accounts. */
export const BASE_READS: Reads = {
  Orders: STAGE_COLUMNS,
  Shipments: STATUS_COLUMNS,
  Products: PRODUCTS.columns.slice(0, 6).map((column) => column.name),
};

/** Reads the tables of a plan. Missing columns that the model needs stop everything: nothing is written on a guess. */
export function load(book: Book, reads: Reads): Tables {
  const tables: { [T in TabName]?: Table } = {};
  for (const { name, columns } of TABS) {
    const wanted = reads[name];
    if (wanted === undefined) continue;
    const table = book.read(name, wanted);
    // A column of the creator's own that a filter asks for is missed by the filter, which can say more.
    const needed = columns.filter((column) => !column.optional && !column.spare).map((column) => column.name);
    refuseMissing(
      table,
      wanted.filter((column) => !needed.includes(column)),
    );
    tables[name] = table;
  }
  return withTitles(book, tables);
}

/** Beside orders that hold placeholders: what people call those. One more read, only where there is something to call. */
export function withTitles(book: Pick<Book, 'read'>, tables: Tables): Tables {
  if (tables.Rewards !== undefined || !textColumn(tables.Orders, 'Items').some(holdsPlaceholder))
    return tables;
  return { ...tables, Rewards: book.read('Rewards', TITLE_COLUMNS) };
}

/** Placeholders stand at the beginning or after another item. */
const holdsPlaceholder = (items: string): boolean =>
  items.includes(':') && items.split('; ').some((item) => isPlaceholder(item));

function refuseMissing(table: Table, optional: readonly string[]): void {
  const needed = table.missing.filter((name) => !optional.includes(name));
  if (needed.length === 0) return;
  if (needed.length > 1 && table.columns.size === 0) {
    throw new Refused(
      'sheet.tab-missing',
      `The tab ${table.tab} is missing. Rename it back, get it back under File, Version history, or run Tools, Repair Sheets. Nothing was written.`,
    );
  }
  throw new Refused(
    'sheet.column-missing',
    `${table.tab} lacks the column ${needed.join(', ')}. Rename it back, or run Tools, Repair Sheets. Nothing was written.`,
  );
}

/** Reads whole small tabs, and of Orders only the rows that are named. */
export function loadFor(book: Book, reads: Reads, keys: ReadonlySet<string>): Tables {
  const { Orders: columns = [], ...rest } = reads;
  const orders = book.readKeys('Orders', 'Order ID', keys, columns);
  const optional =
    TABS.find((tab) => tab.name === 'Orders')?.columns.filter((column) => column.optional) ?? [];
  refuseMissing(
    orders,
    optional.map((column) => column.name),
  );
  return withTitles(book, { ...load(book, rest), Orders: orders });
}

/** A run that could not be recorded must not begin. */
export function needRecords(book: Book): void {
  for (const tab of TABS) {
    if (tab.name !== 'Journal' && tab.name !== 'Activity') continue;
    const names = tab.columns.map((column) => column.name);
    refuseMissing(book.read(tab.name, names, { from: 0, count: 0 }), []);
  }
}
