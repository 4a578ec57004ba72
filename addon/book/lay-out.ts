/** Lays out a tab that is a page rather than a table (Overview). */
import type { RowStyle } from '../../shared/plan/book.ts';
import type { Cell } from '../../shared/tabs/table.ts';
import { setTexts } from './set-texts.ts';

const LOOKS: Readonly<
  Record<RowStyle['look'], { background: string; color: string; weight: 'bold' | 'normal'; size: number }>
> = {
  title: { background: '#ffffff', color: '#202124', weight: 'bold', size: 16 },
  heading: { background: '#ffffff', color: '#1a73e8', weight: 'bold', size: 12 },
  header: { background: '#e8eaed', color: '#202124', weight: 'bold', size: 10 },
  bad: { background: '#fce8e6', color: '#a50e0e', weight: 'bold', size: 10 },
  good: { background: '#e6f4ea', color: '#137333', weight: 'normal', size: 10 },
  plain: { background: '#ffffff', color: '#202124', weight: 'normal', size: 10 },
};

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
    block.map((line, at) => line.map((_, column) => (isNumber(rows, at, column) ? 'right' : 'left'))),
  );
}

const COUNT = /^[\d,]+$/;

/** A count, or what stands right above one: the head of its column. */
function isNumber(rows: readonly (readonly Cell[])[], row: number, column: number): boolean {
  const here = String(rows[row]?.[column] ?? '');
  // The first column holds names, and a SKU may be all digits.
  if (column === 0) return false;
  return COUNT.test(here) || (here !== '' && COUNT.test(String(rows[row + 1]?.[column] ?? '')));
}
