/** A segment opened as a sheet: a copy of the moment, for looking, sorting and passing on. Nothing is read from it. */
import type { Campaign } from '../../shared/order/campaign.ts';
import { Refused } from '../../shared/plan/book.ts';
import { columnsOf } from '../../shared/segment/columns.ts';
import { idsOf } from '../../shared/segment/refresh.ts';
import type { Rule } from '../../shared/segment/rule.ts';
import { ORDERS } from '../../shared/tabs/tabs.ts';
import { cellCount } from '../book/grow.ts';
import { setTexts } from '../book/set-texts.ts';

type Spreadsheet = GoogleAppsScript.Spreadsheet.Spreadsheet;
type Sheet = GoogleAppsScript.Spreadsheet.Sheet;

/** Key of the developer metadata by which the sheet is told from a person's own of the same name. */
const MARK = 'shipsheet.segment';
const MOST_CELLS = 9_800_000;
/** Cells of one setValues call. */
const MOST_WRITTEN = 600_000;
/** Rows above the orders: what the sheet is, and the header. */
const HEAD = 2;
const COLUMNS = ['Order ID', 'Stage', 'Next step', 'Name', 'Items', 'Country', 'Payment', 'Packages'];

/** The columns that the sheet of a rule shows: the main ones, and those that it asks about. */
export function shownColumns(rule: Rule): string[] {
  return [...new Set([...COLUMNS, ...(columnsOf(rule).Orders ?? [])])];
}

/** Google takes names of 100 characters. */
const titleOf = (name: string): string => `Segment: ${name}`.slice(0, 100);

/** The sheet of a segment; null when there is none. A person's own sheet of that name is never one. */
export function findSegmentSheet(spreadsheet: Spreadsheet, name: string): Sheet | null {
  const sheet = spreadsheet.getSheetByName(titleOf(name));
  return sheet?.getDeveloperMetadata().some((mark) => mark.getKey() === MARK) === true ? sheet : null;
}

export function removeSegmentSheet(spreadsheet: Spreadsheet, name: string): void {
  const sheet = findSegmentSheet(spreadsheet, name);
  if (sheet !== null) spreadsheet.deleteSheet(sheet);
}

/** Writes the orders that fit into the sheet, made when it is not there, and brings it to the front. */
export function writeSegmentSheet(
  spreadsheet: Spreadsheet,
  segment: { readonly name: string; readonly filter: string },
  columns: readonly string[],
  campaign: Campaign,
  test: (i: number) => boolean,
  now: string,
): void {
  const rows = idsOf(campaign, test).map((id) => campaign.index.get(id) ?? 0);
  const old = findSegmentSheet(spreadsheet, segment.name);
  const title = titleOf(segment.name);
  if (old === null && spreadsheet.getSheetByName(title) !== null) {
    const message = `There is a sheet “${title}” already that Shipsheet did not make. Rename it, then try again.`;
    throw new Refused('segment.sheet-taken', message);
  }
  const height = HEAD + Math.max(1, rows.length);
  const before = old === null ? 0 : old.getMaxRows() * old.getMaxColumns();
  if (cellCount(spreadsheet) - before + height * columns.length > MOST_CELLS) {
    const message =
      'Google Sheets holds 10 million cells, and this sheet needs more. Delete unused tabs first.';
    throw new Refused('limit.cells', message);
  }
  const sheet = old ?? spreadsheet.insertSheet(title, spreadsheet.getSheets().length);
  if (old === null) sheet.addDeveloperMetadata(MARK, segment.name);
  resize(sheet, height, columns.length);
  sheet.clear();
  sheet.getRange(1, 1, height, columns.length).setNumberFormat('@');
  const said = `${rows.length === 1 ? '1 order fits' : `${rows.length} orders fit`} ${segment.filter} at ${now.slice(0, 16)}Z. A copy of that moment: what is changed here changes nothing. Write it again under Set Up, Segments.`;
  setTexts(sheet.getRange(1, 1, 1, 1), [[said]]);
  setTexts(sheet.getRange(2, 1, 1, columns.length), [[...columns]]);
  const cells = columns.map((name) => campaign.col(name));
  const step = Math.floor(MOST_WRITTEN / columns.length);
  for (let from = 0; from < rows.length; from += step) {
    const block = rows.slice(from, from + step).map((row) => cells.map((column) => column[row] ?? ''));
    setTexts(sheet.getRange(HEAD + 1 + from, 1, block.length, columns.length), block);
  }
  sheet.getRange(1, 1).setFontColor('#5f6368');
  sheet.getRange(2, 1, 1, columns.length).setFontWeight('bold').setBackground('#e8eaed');
  for (const [at, name] of columns.entries()) {
    const width = ORDERS.columns.find((column) => column.name === name)?.width;
    if (width !== undefined) sheet.setColumnWidth(at + 1, width);
  }
  sheet.setFrozenRows(HEAD);
  sheet.setTabColor('#9aa0a6');
  spreadsheet.setActiveSheet(sheet);
}

function resize(sheet: Sheet, rows: number, columns: number): void {
  const more = rows - sheet.getMaxRows();
  if (more > 0) sheet.insertRowsAfter(sheet.getMaxRows(), more);
  if (more < 0) sheet.deleteRows(rows + 1, -more);
  const wider = columns - sheet.getMaxColumns();
  if (wider > 0) sheet.insertColumnsAfter(sheet.getMaxColumns(), wider);
  if (wider < 0) sheet.deleteColumns(columns + 1, -wider);
}
