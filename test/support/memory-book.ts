/** A workbook in memory that is a `Book`: columns by header, appended rows, properties, a clock that tests turn. */
import { type Book, Refused } from '../../shared/plan/book.ts';
import type { Cell, Table } from '../../shared/tabs/table.ts';
import { TABS, type TabName } from '../../shared/tabs/tabs.ts';

interface Sheet {
  readonly header: string[];
  /** Rows under the header, each as long as the header. */
  readonly rows: Cell[][];
}

/** Google keeps at most 9 KB in one property. */
const MOST_IN_PROPERTY = 9 * 1024;

export interface MemoryBook extends Book {
  /** Rows of a tab as objects by header: what a person sees. */
  show(tab: TabName): Record<string, Cell>[];
  header(tab: TabName): readonly string[];
  /** A person types into a cell; `row` counts from 0 under the header. */
  type(tab: TabName, row: number, column: string, value: Cell): void;
  /** A person sorts or shuffles the rows of a tab: the new order as old row numbers. */
  reorder(tab: TabName, order: readonly number[]): void;
  select(rows: readonly number[] | null): void;
  hide(rows: readonly number[]): void;
  person(name: string): void;
  /** Lets time go by. */
  wait(ms: number): void;
  /** How often the book was read and written. */
  readonly calls: { reads: number; writes: number };
  readonly laidOut: Map<TabName, readonly (readonly Cell[])[]>;
}

/** A book with the tabs of a campaign, each with its columns that are not optional, and the given columns of cells. */
export function memoryBook(
  given: Partial<Record<TabName, Record<string, readonly Cell[]>>> = {},
  start = Date.UTC(2026, 2, 1, 10, 0, 0),
): MemoryBook {
  const sheets = new Map<TabName, Sheet>();
  for (const tab of TABS) {
    const cells = given[tab.name] ?? {};
    const header = tab.columns.filter((column) => !column.optional).map((column) => column.name);
    for (const name of Object.keys(cells)) if (!header.includes(name)) header.push(name);
    const n = Math.max(0, ...Object.values(cells).map((column) => column.length));
    const rows = Array.from({ length: n }, (_, i) => header.map((name) => cells[name]?.[i] ?? ''));
    sheets.set(tab.name, { header, rows });
  }
  const properties = new Map<string, string>();
  const calls = { reads: 0, writes: 0 };
  const laidOut = new Map<TabName, readonly (readonly Cell[])[]>();
  let clock = start;
  let user = 'ana@example.com';
  let selected: number[] | null = null;
  let hidden = new Set<number>();

  const sheetOf = (tab: TabName): Sheet => {
    const sheet = sheets.get(tab);
    if (sheet === undefined) throw new Error(`No tab ${tab}`);
    return sheet;
  };
  const columnOf = (tab: TabName, name: string): number => {
    const { header } = sheetOf(tab);
    const exact = header.indexOf(name);
    if (exact >= 0) return exact;
    const aliases = TABS.find((t) => t.name === tab)?.columns.find((c) => c.name === name)?.aliases ?? [];
    const same = name.toLowerCase();
    return header.findIndex((h) => h.toLowerCase() === same || aliases.includes(h.toLowerCase()));
  };
  const clean = (cell: Cell | undefined): Cell => (typeof cell === 'string' ? cell.trim() : (cell ?? ''));
  const tableOf = (tab: TabName, names: readonly string[], rows: readonly number[], all: boolean): Table => {
    calls.reads++;
    const columns = new Map<string, Cell[]>();
    const missing: string[] = [];
    for (const name of new Set(names)) {
      const at = columnOf(tab, name);
      if (at < 0) missing.push(name);
      else
        columns.set(
          name,
          rows.map((row) => clean(sheetOf(tab).rows[row]?.[at])),
        );
    }
    return { tab, n: rows.length, columns, missing, rows: all ? null : rows };
  };
  /** As the add-on does: a missing optional column is made when something is written to it. */
  const makeOptional = (tab: TabName, names: Iterable<string>): void => {
    const sheet = sheetOf(tab);
    const optional = TABS.find((t) => t.name === tab)?.columns.filter((c) => c.optional) ?? [];
    for (const name of names) {
      if (columnOf(tab, name) >= 0 || !optional.some((c) => c.name === name)) continue;
      sheet.header.push(name);
      for (const row of sheet.rows) row.push('');
    }
  };
  const writable = (tab: TabName, name: string): number => {
    const at = columnOf(tab, name);
    if (at < 0) throw new Error(`${tab} has no column ${name}`);
    return at;
  };

  return {
    calls,
    laidOut,
    read(tab, columns, range) {
      const n = sheetOf(tab).rows.length;
      const from = range?.from ?? 0;
      const to = range === undefined ? n : Math.min(n, from + range.count);
      const rows = Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i);
      return tableOf(tab, columns, rows, from === 0);
    },
    renew: () => {},
    readKeys(tab, keyColumn, keys, columns) {
      const at = columnOf(tab, keyColumn);
      const rows: number[] = [];
      for (const [row, cells] of sheetOf(tab).rows.entries()) {
        if (keys.has(String(clean(cells[at])))) rows.push(row);
      }
      return tableOf(tab, columns, rows, false);
    },
    write(tab, rows, columns) {
      calls.writes++;
      const sheet = sheetOf(tab);
      for (let i = 1; i < rows.length; i++) {
        if ((rows[i] ?? 0) <= (rows[i - 1] ?? 0)) throw new Error('Rows to write must ascend');
      }
      makeOptional(tab, columns.keys());
      for (const [name, cells] of columns) {
        const at = writable(tab, name);
        for (const [i, row] of rows.entries()) {
          const cell = cells[i];
          const target = sheet.rows[row];
          if (target === undefined) throw new Error(`${tab} has no row ${row}`);
          if (cell !== undefined) target[at] = cell;
        }
      }
    },
    makeRoom: () => {},
    append(tab, columns) {
      calls.writes++;
      const sheet = sheetOf(tab);
      makeOptional(tab, columns.keys());
      const n = Math.max(0, ...[...columns.values()].map((cells) => cells.length));
      const places = [...columns].map(([name, cells]) => ({ at: writable(tab, name), cells }));
      for (let i = 0; i < n; i++) {
        const row = sheet.header.map((): Cell => '');
        for (const { at, cells } of places) row[at] = cells[i] ?? '';
        sheet.rows.push(row);
      }
    },
    remove(tab, rows) {
      calls.writes++;
      const sheet = sheetOf(tab);
      for (const row of [...rows].sort((a, b) => b - a)) sheet.rows.splice(row, 1);
    },
    layOut(tab, rows) {
      calls.writes++;
      laidOut.set(tab, rows);
    },
    flush: () => {},
    selectedRows: () => (selected === null ? null : selected.filter((row) => !hidden.has(row))),
    visibleRows(limit) {
      const n = sheetOf('Orders').rows.length;
      if (n > limit) return null;
      return Array.from({ length: n }, (_, i) => i).filter((row) => !hidden.has(row));
    },
    now: () => `${new Date(clock).toISOString().slice(0, 19).replace('T', ' ')}Z`,
    clock: () => clock,
    user: () => user,
    property: (name) => properties.get(name) ?? null,
    setProperty(name, value) {
      if (value === null) properties.delete(name);
      else if (name.length + value.length > MOST_IN_PROPERTY) {
        throw new Refused('property.too-long', `The property ${name} holds more than 9 KB.`);
      } else properties.set(name, value);
    },
    exclusive: (work) => work(),
    show(tab) {
      const { header, rows } = sheetOf(tab);
      return rows.map((cells) => Object.fromEntries(header.map((name, at) => [name, cells[at] ?? ''])));
    },
    header: (tab) => sheetOf(tab).header,
    type(tab, row, column, value) {
      const cells = sheetOf(tab).rows[row];
      if (cells === undefined) throw new Error(`${tab} has no row ${row}`);
      cells[writable(tab, column)] = value;
    },
    reorder(tab, order) {
      const { rows } = sheetOf(tab);
      rows.splice(0, rows.length, ...order.map((from) => rows[from] ?? []));
    },
    select: (rows) => {
      selected = rows === null ? null : [...rows];
    },
    hide: (rows) => {
      hidden = new Set(rows);
    },
    person: (name) => {
      user = name;
    },
    wait: (ms) => {
      clock += ms;
    },
  };
}
