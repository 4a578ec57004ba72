/** Blocks of cells as Apps Script takes them, without anything becoming a formula. */
import { runsOf } from '../../shared/tabs/blocks.ts';
import type { Cell } from '../../shared/tabs/table.ts';
import { needsRichText } from './cells.ts';

/** A cell of ours, or a person's as getValues gave it. */
export type RawCell = Cell | Date;

/** A value of getValues, unchanged; anything else it cannot give. */
export function rawCell(value: unknown): RawCell {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  return value instanceof Date ? value : '';
}

/**
 * Writes a block so that text stays text: what begins with = or an apostrophe goes as rich text. `formulas` names cells
 * (`row column`, from 0) that are a person's own formulas.
 */
export function setTexts(
  range: GoogleAppsScript.Spreadsheet.Range,
  block: RawCell[][],
  formulas: ReadonlySet<string> = new Set(),
): void {
  const special = new Map<number, Map<number, string>>();
  for (const [row, line] of block.entries()) {
    for (let column = 0; column < line.length; column++) {
      const value = line[column] ?? '';
      if (typeof value !== 'string' || !needsRichText(value) || formulas.has(`${row} ${column}`)) continue;
      const cells = special.get(column) ?? new Map<number, string>();
      special.set(column, cells.set(row, value));
      line[column] = '';
    }
  }
  range.setValues(block);
  for (const [column, cells] of special) {
    for (const run of runsOf([...cells.keys()])) {
      const texts: GoogleAppsScript.Spreadsheet.RichTextValue[][] = [];
      for (let row = run.from; row < run.to; row++) {
        texts.push([
          SpreadsheetApp.newRichTextValue()
            .setText(cells.get(row) ?? '')
            .build(),
        ]);
      }
      range.offset(run.from, column, run.to - run.from, 1).setRichTextValues(texts);
    }
  }
}
