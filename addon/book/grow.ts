/** Makes room: columns, rows, and takes rows out. */

import { Refused } from '../../shared/plan/book.ts';
import { runsOf } from '../../shared/tabs/blocks.ts';
import { tabOf } from '../../shared/tabs/headers.ts';
import type { TabName } from '../../shared/tabs/tabs.ts';
import { dressColumn, numberFormat } from './dress.ts';
import type { Grid } from './grid.ts';

type Spreadsheet = GoogleAppsScript.Spreadsheet.Spreadsheet;
type Sheet = GoogleAppsScript.Spreadsheet.Sheet;

/** Google's limit for a file is 10 million cells, blank ones included. */
const MOST_CELLS = 9_800_000;
/** What tells about a run may still grow then: a run that was let in must be recorded. */
const MOST_WITH_RECORDS = 9_950_000;
const RECORDS: readonly TabName[] = ['Overview', 'Needs attention', 'Activity'];

/** Cells of all grids, blank ones included. */
export function cellCount(spreadsheet: Spreadsheet): number {
  return spreadsheet.getSheets().reduce((sum, each) => sum + each.getMaxRows() * each.getMaxColumns(), 0);
}

function needRoom(spreadsheet: Spreadsheet, tab: TabName, more: number): void {
  const most = RECORDS.includes(tab) ? MOST_WITH_RECORDS : MOST_CELLS;
  if (cellCount(spreadsheet) + more <= most) return;
  throw new Refused(
    'limit.cells',
    `Google Sheets holds 10 million cells, and ${tab} needs more. Delete unused tabs, rows or columns, then try again.`,
  );
}

/** Refuses rows and columns that several tabs need together, when the file does not hold them. */
export function needRoomFor(
  spreadsheet: Spreadsheet,
  adds: readonly {
    readonly tab: TabName;
    readonly sheet: Sheet;
    readonly rows: number;
    readonly columns: number;
  }[],
): void {
  const wanted = adds.map(({ tab, sheet, rows, columns }) => {
    const [have, wide] = [sheet.getMaxRows(), sheet.getMaxColumns()];
    const last = Math.max(have, sheet.getLastRow() + rows);
    const width = Math.max(wide, sheet.getLastColumn() + columns);
    return { tab, more: last * width - have * wide };
  });
  const more = wanted.reduce((sum, one) => sum + one.more, 0);
  const largest = [...wanted].sort((a, b) => b.more - a.more)[0];
  if (more > 0 && largest !== undefined) needRoom(spreadsheet, largest.tab, more);
}

/** Makes optional columns at the right end, with header, format and mark. */
export function addColumns(
  spreadsheet: Spreadsheet,
  sheet: Sheet,
  tab: TabName,
  names: readonly string[],
): void {
  const known = tabOf(tab).columns;
  for (const name of names) {
    const column = known.find((candidate) => candidate.name === name);
    if (column === undefined) throw new Error(`${tab} has no column ${name}`);
    if (column.optional !== true) {
      throw new Refused(
        'sheet.column-missing',
        `${tab} lacks the column ${name}. Rename it back, or run Tools, Repair Sheets. Nothing was written.`,
      );
    }
    const at = sheet.getLastColumn() + 1;
    if (at > sheet.getMaxColumns()) {
      needRoom(spreadsheet, tab, sheet.getMaxRows());
      sheet.insertColumnsAfter(sheet.getMaxColumns(), 1);
    }
    dressColumn(sheet, column, at);
  }
}

/** Makes room for rows; refuses what Google Sheets would refuse half way. */
export function growRows(
  spreadsheet: Spreadsheet,
  { sheet }: Pick<Grid, 'sheet'>,
  tab: TabName,
  rows: number,
): void {
  const have = sheet.getMaxRows();
  if (rows <= have) return;
  needRoom(spreadsheet, tab, (rows - have) * sheet.getMaxColumns());
  sheet.insertRowsAfter(have, rows - have);
}

/**
 * Gives rows (from 1) the formats of their columns before they are filled, whoever cleared them meanwhile: in a cell
 * that is not text, `02108` becomes 2108.
 */
export function formatRows(
  { sheet, positions }: Pick<Grid, 'sheet' | 'positions'>,
  tab: TabName,
  from: number,
  rows: number,
): void {
  const formats = new Map<number, string>();
  for (const column of tabOf(tab).columns) {
    const at = positions.get(column.name);
    if (at !== undefined) formats.set(at, numberFormat(column));
  }
  for (const format of new Set(formats.values())) {
    const places = [...formats].filter(([, own]) => own === format).map(([at]) => at);
    for (const run of runsOf(places.sort((a, b) => a - b))) {
      sheet.getRange(from, run.from + 1, rows, run.to - run.from).setNumberFormat(format);
    }
  }
}

/** Deletes rows (from 1). A sheet must keep one row under the frozen header. */
export function deleteRun(sheet: Sheet, from: number, count: number): void {
  if (from <= 2 && count >= sheet.getMaxRows() - 1) sheet.insertRowsAfter(sheet.getMaxRows(), 1);
  sheet.deleteRows(from, count);
}
