/** Any tab of the spreadsheet as rows of text: for imports from a tab. */
import { Refused } from '../../shared/plan/book.ts';
import { timeText } from '../book/cells.ts';

type Spreadsheet = GoogleAppsScript.Spreadsheet.Spreadsheet;

export function listTabs(spreadsheet: Spreadsheet): { name: string; rows: number }[] {
  return spreadsheet.getSheets().map((sheet) => ({ name: sheet.getName(), rows: sheet.getLastRow() }));
}

/**
 * Rows of a tab as they are displayed, hidden ones included; how many are hidden is told with the first block. Whole
 * numbers and dates come as they are in the cell: what is displayed of them depends on format and locale.
 */
export function readTab(
  spreadsheet: Spreadsheet,
  name: string,
  from: number,
  count: number,
): { rows: string[][]; more: boolean; hiddenRows: number } {
  const sheet = spreadsheet.getSheetByName(name);
  if (sheet === null)
    throw new Refused('sheet.tab-missing', `There is no tab ${name} any more. Choose another one.`);
  const last = sheet.getLastRow();
  const n = Math.max(0, Math.min(count, last - from));
  if (n === 0) return { rows: [], more: false, hiddenRows: 0 };
  const range = sheet.getRange(from + 1, 1, n, Math.max(1, sheet.getLastColumn()));
  const shown = range.getDisplayValues();
  // A number that is displayed as 9.25E+11 is still whole in the cell (cases G2, G3).
  const values = range.getValues();
  const zone = spreadsheet.getSpreadsheetTimeZone();
  const rows = shown.map((line, i) =>
    line.map((cell, j) => wholeNumber(values[i]?.[j]) ?? dateText(values[i]?.[j], cell, zone) ?? cell),
  );
  return { rows, more: from + n < last, hiddenRows: from === 0 ? hiddenIn(sheet, last) : 0 };
}

/** `2026-03-01 10:22:31Z`, or the day alone where no time is displayed: midnight there is another day elsewhere. */
function dateText(value: unknown, shown: string, zone: string): string | null {
  if (!(value instanceof Date) || Number.isNaN(value.getTime())) return null;
  return shown.includes(':') ? timeText(value) : Utilities.formatDate(value, zone, 'yyyy-MM-dd');
}

function wholeNumber(value: unknown): string | null {
  return typeof value === 'number' && Number.isInteger(value) && Math.abs(value) < 1e15
    ? String(value)
    : null;
}

/** Asking is one call a row, so long tabs are not asked. */
function hiddenIn(sheet: GoogleAppsScript.Spreadsheet.Sheet, last: number): number {
  if (last > 2000 || sheet.getFilter() === null) return 0;
  let hidden = 0;
  for (let row = 1; row <= last; row++) if (sheet.isRowHiddenByFilter(row)) hidden++;
  return hidden;
}
