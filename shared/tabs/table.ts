/** Columns of a tab in memory, found by header. All models and plans read these; nobody reads cells by letter. */
import type { TabName } from './tabs.ts';

/** A cell as it is read: "" is blank; dates arrive as text `2026-03-01 10:22:31Z`. */
export type Cell = string | number | boolean;

export interface Table {
  readonly tab: TabName;
  /** Rows under the header, blank ones included, so that index + 2 is the row on the sheet. */
  readonly n: number;
  /** Only the columns that were asked for and exist; each has n cells. */
  readonly columns: ReadonlyMap<string, readonly Cell[]>;
  /** Columns that were asked for and are not on the sheet. */
  readonly missing: readonly string[];
}

export type Tables = Partial<Record<TabName, Table>>;

/** Builds a table by hand (tests, new tabs). Each column must have the same length; else it throws, for it is a bug. */
export function tableOf(tab: TabName, columns: Record<string, readonly Cell[]>): Table {
  const entries = Object.entries(columns);
  const n = entries[0]?.[1].length ?? 0;
  for (const [name, cells] of entries) {
    if (cells.length !== n) throw new Error(`Column ${name} of ${tab} has ${cells.length} cells, not ${n}`);
  }
  return { tab, n, columns: new Map(entries), missing: [] };
}

/** The text of a cell without surrounding blanks. Numbers lose nothing below 1e15. */
export function text(cell: Cell | undefined): string {
  if (typeof cell === 'string') return cell.trim();
  return cell === undefined ? '' : String(cell);
}

/** A column as trimmed texts; blank where the column is missing. */
export function textColumn(table: Table | undefined, name: string): string[] {
  const cells = table?.columns.get(name);
  const n = table?.n ?? 0;
  const out = new Array<string>(n);
  for (let i = 0; i < n; i++) out[i] = cells === undefined ? '' : text(cells[i]);
  return out;
}
