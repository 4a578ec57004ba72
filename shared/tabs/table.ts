/** Columns of a tab in memory, found by header. All models and plans read these; nobody reads cells by letter. */
import type { TabName } from './tabs.ts';

/** A cell as it is read: "" is blank, text is trimmed, a date is text `2026-03-01 10:22:31Z`. */
export type Cell = string | number | boolean;

export interface Table {
  readonly tab: TabName;
  readonly n: number;
  /** Only the columns that were asked for and exist; each has n cells. */
  readonly columns: ReadonlyMap<string, readonly Cell[]>;
  /** Columns that were asked for and are not on the sheet. */
  readonly missing: readonly string[];
  /** For each entry its row under the header (0 is the first); null when entry i is row i. */
  readonly rows: readonly number[] | null;
}

export type Tables = { readonly [T in TabName]?: Table };

/** Which columns to read, by tab. */
export type Reads = { readonly [T in TabName]?: readonly string[] };

/** Builds a table by hand (tests, new tabs). Each column must have the same length; else it throws, for it is a bug. */
export function tableOf(tab: TabName, columns: Record<string, readonly Cell[]>): Table {
  const entries = Object.entries(columns);
  const n = entries[0]?.[1].length ?? 0;
  for (const [name, cells] of entries) {
    if (cells.length !== n) throw new Error(`Column ${name} of ${tab} has ${cells.length} cells, not ${n}`);
  }
  return { tab, n, columns: new Map(entries), missing: [], rows: null };
}

/** The text of a cell. Numbers lose nothing below 1e15. */
export function text(cell: Cell | undefined): string {
  if (typeof cell === 'string') return cell;
  return cell === undefined ? '' : String(cell);
}

/** A column as texts; blanks where the column is missing. Costs nothing when all cells are text already. */
export function textColumn(table: Table | undefined, name: string): readonly string[] {
  const cells = table?.columns.get(name);
  if (cells === undefined) return new Array<string>(table?.n ?? 0).fill('');
  return isText(cells) ? cells : cells.map(text);
}

function isText(cells: readonly Cell[]): cells is readonly string[] {
  for (let i = 0; i < cells.length; i++) if (typeof cells[i] !== 'string') return false;
  return true;
}

/** The row under the header of entry i. */
export function rowOf(table: Table, i: number): number {
  return table.rows === null ? i : (table.rows[i] ?? i);
}

/**
 * A table with the columns that it lacks taken from rows that were read by their keys; blank in all other rows.
 * `found` holds its keys in its first column, `index` says which entry of the table each key is.
 */
export function withColumns(table: Table, found: Table, index: ReadonlyMap<string, number>): Table {
  const [keys = []] = found.columns.values();
  const rows = keys.map((key) => index.get(text(key)) ?? -1);
  const columns = new Map(table.columns);
  for (const [name, cells] of found.columns) {
    if (columns.has(name)) continue;
    const column = new Array<Cell>(table.n).fill('');
    rows.forEach((i, at) => {
      if (i >= 0) column[i] = cells[at] ?? '';
    });
    columns.set(name, column);
  }
  return { ...table, columns };
}
