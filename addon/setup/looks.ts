/** What Repair Sheets gives back of the looks: number formats and drop-downs, for text must stay text. Colours are a person's. */
import { type Column, TABS } from '../../shared/tabs/tabs.ts';
import { numberFormat } from '../book/dress.ts';
import { columnsOf } from '../book/grid.ts';
import { findSheet } from '../book/sheets.ts';

type Sheet = GoogleAppsScript.Spreadsheet.Sheet;

/** Formats and drop-downs that the first row under the header has lost; answers what it restored, as sentences. */
export function restoreLooks(spreadsheet: GoogleAppsScript.Spreadsheet.Spreadsheet): string[] {
  const restored: string[] = [];
  for (const tab of TABS) {
    const sheet = findSheet(spreadsheet, tab.name);
    if (sheet === null || tab.columns.length === 0 || sheet.getMaxRows() < 2) continue;
    const width = Math.max(1, sheet.getLastColumn());
    const positions = columnsOf(sheet, tab.name, sheet.getRange(1, 1, 1, width).getValues()[0] ?? []);
    const first = sheet.getRange(2, 1, 1, width);
    const formats = first.getNumberFormats()[0] ?? [];
    const rules = first.getDataValidations()[0] ?? [];
    for (const column of tab.columns) {
      const at = positions.get(column.name);
      if (at === undefined) continue;
      const body = sheet.getRange(2, at + 1, sheet.getMaxRows() - 1, 1);
      if (formats[at] !== numberFormat(column)) {
        body.setNumberFormat(numberFormat(column));
        restored.push(`Gave ${column.name} in ${tab.name} its number format again.`);
      }
      if (column.values !== undefined && rules[at] === null) {
        offer(sheet, column, at + 1);
        restored.push(`Gave ${column.name} in ${tab.name} its drop-down again.`);
      }
    }
  }
  return restored;
}

/** Puts the drop-down of a column (from 1) on all its rows. */
export function offer(sheet: Sheet, column: Column, at: number): void {
  if (column.values === undefined) return;
  const rule = SpreadsheetApp.newDataValidation()
    .requireValueInList([...column.values], true)
    // Other values are parsed or refused by the model, which can say why; Google's own refusal cannot.
    .setAllowInvalid(true)
    .build();
  sheet.getRange(2, at, Math.max(1, sheet.getMaxRows() - 1), 1).setDataValidation(rule);
}
