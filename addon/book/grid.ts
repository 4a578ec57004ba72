/** One tab as a book holds it for an execution: its size and where its columns are. */
import { COLUMN_MARK, mapHeaders, tabOf } from '../../shared/tabs/headers.ts';
import { text } from '../../shared/tabs/table.ts';
import type { TabName } from '../../shared/tabs/tabs.ts';
import { cellOf } from './cells.ts';
import { findSheet } from './sheets.ts';

type Sheet = GoogleAppsScript.Spreadsheet.Sheet;

/** Tabs up to this many cells are read whole, header included, in one call. */
const SMALL = 10_000;

export interface Grid {
  readonly sheet: Sheet;
  readonly rows: number;
  readonly columns: number;
  readonly positions: Map<string, number>;
  /** Where any header stands, in lower case, a creator's own ones too; of two equal ones the left one counts. */
  readonly headers: ReadonlyMap<string, number>;
  /** All values of a small tab, header included. */
  readonly values: readonly (readonly unknown[])[] | null;
}

/** Opens a tab; null when it is not there. */
export function openGrid(spreadsheet: GoogleAppsScript.Spreadsheet.Spreadsheet, tab: TabName): Grid | null {
  const sheet = findSheet(spreadsheet, tab);
  if (sheet === null) return null;
  const rows = Math.max(1, sheet.getLastRow());
  const columns = Math.max(1, sheet.getLastColumn());
  // The journal has few cells, but up to 20 MB in them.
  const small = rows * columns <= SMALL && tab !== 'Journal';
  const values = small ? sheet.getRange(1, 1, rows, columns).getValues() : null;
  const header = (values ?? sheet.getRange(1, 1, 1, columns).getValues())[0] ?? [];
  return {
    sheet,
    rows,
    columns,
    positions: columnsOf(sheet, tab, header),
    headers: headersOf(header),
    values,
  };
}

function headersOf(header: readonly unknown[]): Map<string, number> {
  const headers = new Map<string, number>();
  for (const [at, value] of header.entries()) {
    const name = text(cellOf(value)).toLowerCase();
    if (name !== '' && !headers.has(name)) headers.set(name, at);
  }
  return headers;
}

/** Where a column is: one of ours however it is called now, or any other by its header; undefined when it is not there. */
export function placeOf(grid: Pick<Grid, 'positions' | 'headers'>, name: string): number | undefined {
  return grid.positions.get(name) ?? grid.headers.get(name.toLowerCase());
}

/** Where the columns of a tab are: by header, and those that were renamed by their mark. */
export function columnsOf(sheet: Sheet, tab: TabName, header: readonly unknown[]): Map<string, number> {
  const positions = mapHeaders(tabOf(tab), header.map(cellOf));
  findRenamed(sheet, tab, positions);
  return positions;
}

/** Columns that were renamed are known by their mark; asked only when a header is missing. */
function findRenamed(sheet: Sheet, tab: TabName, positions: Map<string, number>): void {
  const missing = tabOf(tab).columns.filter(
    (column) => !positions.has(column.name) && column.optional !== true,
  );
  if (missing.length === 0) return;
  const taken = new Set(positions.values());
  for (const mark of sheet.createDeveloperMetadataFinder().withKey(COLUMN_MARK).find()) {
    const name = mark.getValue();
    const column = mark.getLocation().getColumn()?.getColumn();
    if (name === null || column === undefined || taken.has(column - 1)) continue;
    if (missing.some((wanted) => wanted.name === name)) positions.set(name, column - 1);
  }
}
