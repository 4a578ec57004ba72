/** Lays out a tab that is a page rather than a table (Overview). */
import type { RowStyle } from '../../shared/plan/book.ts';
import { alignsRight, LOOKS } from '../../shared/plan/looks.ts';
import type { Cell } from '../../shared/tabs/table.ts';
import { setTexts } from './set-texts.ts';

/** Writes the rows from the top in one block and gives each its look; what stood below is cleared. */
export function layOutRows(
  sheet: GoogleAppsScript.Spreadsheet.Sheet,
  rows: readonly (readonly Cell[])[],
  styles: readonly RowStyle[],
): void {
  const width = Math.max(1, ...rows.map((row) => row.length));
  const max = sheet.getMaxRows();
  if (sheet.getMaxColumns() < width)
    sheet.insertColumnsAfter(sheet.getMaxColumns(), width - sheet.getMaxColumns());
  const block: Cell[][] = Array.from({ length: max }, (_, at) =>
    Array.from({ length: width }, (__, column) => rows[at]?.[column] ?? ''),
  );
  const looks = new Map(styles.map((style) => [style.row, LOOKS[style.look]]));
  const each = <T>(pick: (look: (typeof LOOKS)['plain']) => T): T[][] =>
    block.map((_, at) => new Array<T>(width).fill(pick(looks.get(at) ?? LOOKS.plain)));
  const range = sheet.getRange(1, 1, max, width);
  range.setNumberFormat('@');
  setTexts(range, block);
  range.setBackgrounds(each((look) => look.background));
  range.setFontColors(each((look) => look.color));
  range.setFontWeights(each((look) => look.weight));
  range.setFontSizes(each((look) => look.size));
  range.setHorizontalAlignments(
    block.map((line, at) => line.map((_, column) => (alignsRight(rows, at, column) ? 'right' : 'left'))),
  );
}
