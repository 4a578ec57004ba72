/** Overview, the channels' counts and Needs attention by the shared code, over tables that were read; writes are kept. */
import type { Campaign } from '../../shared/order/campaign.ts';
import type { Book, RowStyle } from '../../shared/plan/book.ts';
import { refreshSummary } from '../../shared/plan/summary.ts';
import { type Cell, type Table, text } from '../../shared/tabs/table.ts';
import type { TabName } from '../../shared/tabs/tabs.ts';

/** Cells by column name, by the key of the row. */
export type Rows = Map<string, Record<string, string>>;

export interface Summary {
  readonly overview: {
    readonly rows: readonly (readonly Cell[])[];
    readonly styles: readonly RowStyle[];
  } | null;
  /** What is to stand in rows that are there, and in new ones. */
  readonly changed: ReadonlyMap<TabName, Rows>;
  readonly added: ReadonlyMap<TabName, Rows>;
}

/** Days until a missing number is worth a look are a setting that only the add-on can read: it alone judges these. */
const ADD_ONS = 'shipment.no-number/';

const bug = (what: string): never => {
  throw new Error(`The summary does not ${what}`);
};

/** Computes the summary of a campaign that was read whole; `tables` are its small tabs. `now` as it stands in cells. */
export function summaryOf(campaign: Campaign, tables: ReadonlyMap<TabName, Table>, now: string): Summary {
  let overview: Summary['overview'] = null;
  const changed = new Map<TabName, Rows>();
  const added = new Map<TabName, Rows>();
  const rowsIn = (all: Map<TabName, Rows>, tab: TabName): Rows => {
    const found = all.get(tab) ?? new Map();
    all.set(tab, found);
    return found;
  };
  const read: Book['read'] = (tab, columns) => {
    const table = tables.get(tab);
    if (table === undefined) return { tab, n: 0, columns: new Map(), missing: [...columns], rows: null };
    const missing = columns.filter((name) => !table.columns.has(name));
    return { ...table, missing };
  };
  const book: Book = {
    read,
    renew: () => {},
    readKeys: () => bug('read rows by key'),
    write(tab, rows, columns) {
      const keys = keyColumn(tables.get(tab));
      for (const [at, row] of rows.entries()) {
        const key = text(keys[row]);
        if (key === '' || key.startsWith(ADD_ONS)) continue;
        const cells = rowsIn(changed, tab).get(key) ?? {};
        for (const [name, values] of columns) {
          const value = values[at];
          if (value !== undefined) cells[name] = text(value);
        }
        rowsIn(changed, tab).set(key, cells);
      }
    },
    append(tab, columns) {
      const [keys = []] = columns.values();
      for (const [at, cell] of keys.entries()) {
        const key = text(cell);
        if (key === '' || key.startsWith(ADD_ONS)) continue;
        const cells = Object.fromEntries([...columns].map(([name, values]) => [name, text(values[at])]));
        rowsIn(added, tab).set(key, cells);
      }
    },
    layOut(_, rows, styles) {
      overview = { rows, styles };
    },
    makeRoom: () => bug('make room'),
    remove: () => bug('remove rows'),
    flush: () => {},
    selectedRows: () => null,
    visibleRows: () => null,
    now: () => now,
    clock: () => 0,
    user: () => '',
    property: () => null,
    setProperty: () => bug('set properties'),
    exclusive: (work) => work(),
  };
  refreshSummary(book, campaign);
  return { overview, changed, added };
}

/** The key is a tab's first column. */
function keyColumn(table: Table | undefined): readonly Cell[] {
  const [cells = []] = table?.columns.values() ?? [];
  return cells;
}
