/** How a column of ours looks, and the mark by which it is found after it was renamed. */
import { COLUMN_MARK } from '../../shared/tabs/headers.ts';
import type { Column } from '../../shared/tabs/tabs.ts';

type Sheet = GoogleAppsScript.Spreadsheet.Sheet;

export function numberFormat(column: Column): string {
  return column.format === 'number' ? '0.##' : '@';
}

/** Header, number format, width and mark of one column (from 1). */
export function dressColumn(sheet: Sheet, column: Column, at: number): void {
  sheet.getRange(1, at).setValue(column.name).setFontWeight('bold').setBackground('#e8eaed');
  const body = sheet.getRange(2, at, Math.max(1, sheet.getMaxRows() - 1), 1);
  body.setNumberFormat(numberFormat(column));
  if (column.width !== undefined) sheet.setColumnWidth(at, column.width);
  markColumn(sheet, column.name, at);
}

/** Leaves the mark that finds the column again after it was renamed. */
function markColumn(sheet: Sheet, name: string, at: number): void {
  const letter = columnLetter(at);
  sheet.getRange(`${letter}:${letter}`).addDeveloperMetadata(COLUMN_MARK, name);
}

/** 1 is A, 27 is AA. */
function columnLetter(at: number): string {
  let letters = '';
  for (let rest = at; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}
