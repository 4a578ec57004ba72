/** Makes the tabs of a campaign, or what is missing of them. A person's own tabs, columns and looks are not touched. */
import { TABS, type Tab } from '../../shared/tabs/tabs.ts';
import { dressColumn } from '../book/dress.ts';
import { columnsOf } from '../book/grid.ts';
import { findSheet, markTab } from '../book/sheets.ts';
import { fileMark, markFile } from './file-mark.ts';
import { offer } from './looks.ts';

type Spreadsheet = GoogleAppsScript.Spreadsheet.Spreadsheet;
type Sheet = GoogleAppsScript.Spreadsheet.Sheet;

const TAB_COLORS: Readonly<Partial<Record<Tab['name'], string>>> = {
  Overview: '#1a73e8',
  Orders: '#188038',
  Shipments: '#188038',
  'Needs attention': '#f29900',
};

/** Tabs whose rows nothing can compute again. */
const HOLDS_DATA: readonly Tab['name'][] = ['Orders', 'Shipments', 'Channels', 'Products', 'Rewards'];
const ROWS_GONE =
  ' It is empty: get its rows back under File, Version history, or copy them from the tab that was renamed.';

/** Whether the spreadsheet holds the tabs that every action needs. */
export function isSetUp(spreadsheet: Spreadsheet): boolean {
  return findSheet(spreadsheet, 'Orders') !== null && findSheet(spreadsheet, 'Shipments') !== null;
}

/** Whether set-up ever ran here: then a tab that is missing was deleted, and must not quietly come back empty. */
export function wasSetUp(spreadsheet: Spreadsheet): boolean {
  return fileMark(spreadsheet) !== null;
}

/** Makes every missing tab and column; answers what it made, as sentences. Safe to run again. */
export function setUp(spreadsheet: Spreadsheet): string[] {
  const made: string[] = [];
  const blank = loneBlankSheet(spreadsheet);
  const again = wasSetUp(spreadsheet);
  const front = spreadsheet.getActiveSheet();
  for (const tab of TABS)
    for (const said of completeTab(spreadsheet, tab))
      made.push(said + (said === madeTab(tab) && again && HOLDS_DATA.includes(tab.name) ? ROWS_GONE : ''));
  // A sheet that is inserted comes to the front, the hidden Journal last: people see their orders instead.
  const orders = findSheet(spreadsheet, 'Orders');
  if (made.length > 0) spreadsheet.setActiveSheet(blank === null || orders === null ? front : orders);
  if (blank !== null) spreadsheet.deleteSheet(blank);
  if (!again) markFile(spreadsheet);
  return made;
}

const madeTab = (tab: Tab): string => `Made the tab ${tab.name}.`;

/** Makes a tab, or what it lacks; answers what it made, as sentences. */
export function completeTab(spreadsheet: Spreadsheet, tab: Tab): string[] {
  const found = findSheet(spreadsheet, tab.name);
  if (found !== null) {
    markTab(found, tab.name);
    return completeColumns(found, tab);
  }
  const sheet = spreadsheet.insertSheet(
    tab.name,
    Math.min(TABS.indexOf(tab), spreadsheet.getSheets().length),
  );
  trim(sheet, tab);
  const color = TAB_COLORS[tab.name];
  if (color !== undefined) sheet.setTabColor(color);
  markTab(sheet, tab.name);
  completeColumns(sheet, tab);
  dressTab(sheet, tab);
  return [madeTab(tab)];
}

/** The empty sheet that a new spreadsheet begins with. */
function loneBlankSheet(spreadsheet: Spreadsheet): Sheet | null {
  const [first, ...others] = spreadsheet.getSheets();
  if (first === undefined || others.length > 0) return null;
  return first.getLastRow() === 0 && TABS.every((tab) => tab.name !== first.getName()) ? first : null;
}

/** Grids are as large as needed: blank cells count against Google's 10 million too. */
function trim(sheet: Sheet, tab: Tab): void {
  const columns = Math.max(1, tab.columns.filter((column) => column.optional !== true).length);
  const width = tab.columns.length === 0 ? 10 : columns;
  const rows = tab.rows + 1;
  if (sheet.getMaxRows() > rows) sheet.deleteRows(rows + 1, sheet.getMaxRows() - rows);
  if (sheet.getMaxColumns() > width) sheet.deleteColumns(width + 1, sheet.getMaxColumns() - width);
  if (sheet.getMaxColumns() < width)
    sheet.insertColumnsAfter(sheet.getMaxColumns(), width - sheet.getMaxColumns());
}

/** Adds the columns that are missing at the right end of what is there. */
function completeColumns(sheet: Sheet, tab: Tab): string[] {
  if (tab.columns.length === 0) return [];
  const width = sheet.getLastColumn();
  const header = width === 0 ? [] : (sheet.getRange(1, 1, 1, width).getValues()[0] ?? []);
  const there = columnsOf(sheet, tab.name, header);
  const missing = tab.columns.filter((column) => column.optional !== true && !there.has(column.name));
  for (const [offset, column] of missing.entries()) {
    const at = width + 1 + offset;
    if (at > sheet.getMaxColumns())
      sheet.insertColumnsAfter(sheet.getMaxColumns(), at - sheet.getMaxColumns());
    dressColumn(sheet, column, at);
    offer(sheet, column, at);
    if (column.hidden === true) sheet.hideColumns(at);
  }
  // A tab that was just made has all its columns missing, which is no news.
  return width === 0 ? [] : missing.map((column) => `Made the column ${column.name} in ${tab.name}.`);
}

/** Frozen header, protection with a warning on what only actions write, and the hidden tabs. */
function dressTab(sheet: Sheet, tab: Tab): void {
  if (tab.hidden === true) sheet.hideSheet();
  if (tab.columns.length === 0) {
    for (const [at, width] of [190, 100, 100, 90, 90, 130, 90, 90, 90, 180].entries())
      sheet.setColumnWidth(at + 1, width);
    sheet.protect().setDescription('Overview is written by Shipsheet').setWarningOnly(true);
    return;
  }
  sheet.setFrozenRows(1);
  for (const [at, column] of tab.columns.filter((each) => each.optional !== true).entries()) {
    if (column.owner === 'c') continue;
    const letterRange = sheet.getRange(1, at + 1, sheet.getMaxRows(), 1);
    letterRange.protect().setDescription(`${column.name} is written by Shipsheet`).setWarningOnly(true);
    if (column.owner === 'v') letterRange.setFontColor('#5f6368');
  }
}
