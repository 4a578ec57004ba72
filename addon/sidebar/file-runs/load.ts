/** Reads the tables that a plan needs through the add-on, in blocks. */
import type { Cell, Reads, Table, Tables } from '../../../shared/tabs/table.ts';
import { TABS, type TabName } from '../../../shared/tabs/tabs.ts';
import { type Call, CallError } from '../call.ts';

/** Rows of one call: some hundred kilobytes, well within the time of one execution. */
const ROWS_A_CALL = 20_000;

/** Reads whole columns. A column that the model needs and the sheet lacks stops everything, as on the server. */
export async function loadTables(
  call: Call,
  reads: Reads,
  onRows: (tab: TabName, rows: number) => void = () => {},
): Promise<Tables> {
  const tables: { [T in TabName]?: Table } = {};
  for (const tab of TABS) {
    const wanted = reads[tab.name];
    if (wanted === undefined) continue;
    const table = await loadTable(call, tab.name, [...new Set(wanted)], (rows) => onRows(tab.name, rows));
    const optional = tab.columns.filter(({ optional: made, spare }) => made || spare).map(({ name }) => name);
    const lacking = table.missing.filter((name) => !optional.includes(name));
    if (lacking.length > 0) {
      throw new CallError(
        'sheet.column-missing',
        `${tab.name} lacks the column ${lacking.join(', ')}. Rename it back, or run Tools, Repair Sheets. Nothing was written.`,
      );
    }
    tables[tab.name] = table;
  }
  return tables;
}

async function loadTable(
  call: Call,
  tab: TabName,
  names: string[],
  onRows: (rows: number) => void,
): Promise<Table> {
  const cells: Cell[][] = names.map(() => []);
  let n = 0;
  for (;;) {
    const block = await call('readColumns', { tab, columns: names, from: n, count: ROWS_A_CALL });
    block.columns.forEach((column, at) => {
      const all = cells[at];
      if (all !== undefined) for (const cell of column) all.push(cell);
    });
    n += block.n;
    onRows(n);
    if (block.n < ROWS_A_CALL) return tableOf(tab, names, cells, block.missing, n);
  }
}

function tableOf(
  tab: TabName,
  names: readonly string[],
  cells: readonly Cell[][],
  missing: readonly string[],
  n: number,
): Table {
  const columns = new Map<string, readonly Cell[]>();
  names.forEach((name, at) => {
    if (!missing.includes(name)) columns.set(name, cells[at] ?? []);
  });
  return { tab, n, columns, missing: [...missing], rows: null };
}

/** Only the columns that an action reads: its plan and its hashes must see what the server will see. */
export function only(tables: Tables, reads: Reads): Tables {
  const out: { [T in TabName]?: Table } = {};
  for (const { name } of TABS) {
    const table = tables[name];
    const wanted = reads[name];
    if (table === undefined || wanted === undefined) continue;
    out[name] = {
      ...table,
      columns: new Map([...table.columns].filter(([column]) => wanted.includes(column))),
      missing: table.missing.filter((column) => wanted.includes(column)),
    };
  }
  return out;
}

/** The tables once optional columns were made by rows that were added: blank for every row that was there. */
export function withMade(tables: Tables, made: ReadonlyMap<TabName, Iterable<string>>): Tables {
  const out: { [T in TabName]?: Table } = { ...tables };
  for (const [tab, names] of made) {
    const table = out[tab];
    if (table === undefined) continue;
    const fresh = [...names].filter((name) => table.missing.includes(name));
    if (fresh.length === 0) continue;
    const columns = new Map(table.columns);
    for (const name of fresh) columns.set(name, new Array<Cell>(table.n).fill(''));
    out[tab] = { ...table, columns, missing: table.missing.filter((name) => !fresh.includes(name)) };
  }
  return out;
}
