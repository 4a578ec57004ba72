/** Our notes on cells, beside those of the person. */
import { parseRowCheck } from '../../shared/order/row-check.ts';
import type { Book } from '../../shared/plan/book.ts';
import { text, textColumn } from '../../shared/tabs/table.ts';
import { columnsOf } from '../book/grid.ts';
import { findSheet } from '../book/sheets.ts';

/** What our notes begin with; what stands before it is the person's own note and stays. */
const OURS = 'Shipsheet: ';
/** What the note of a typed Stage says as long as nobody has answered the request. */
export const REQUESTED = 'Requested.';

/** A note with ours in it, in place of the one before; '' takes ours away. */
export function withOurs(note: string, why: string): string {
  const at = note.indexOf(OURS);
  const own = (at < 0 ? note : note.slice(0, at)).trim();
  return [own, why === '' ? '' : OURS + why].filter((part) => part !== '').join('\n');
}

export function clearOurs(range: GoogleAppsScript.Spreadsheet.Range): void {
  const note = range.getNote();
  if (note.includes(OURS)) range.setNote(withOurs(note, ''));
}

/** After a run: takes the note from each Stage cell whose request is answered. */
export function clearAnswered(spreadsheet: GoogleAppsScript.Spreadsheet.Spreadsheet, book: Book): void {
  const sheet = findSheet(spreadsheet, 'Orders');
  const rows = (sheet?.getLastRow() ?? 0) - 1;
  if (sheet === null || rows < 1) return;
  const header = sheet.getRange(1, 1, 1, sheet.getLastColumn()).getValues()[0] ?? [];
  const at = columnsOf(sheet, 'Orders', header).get('Stage');
  if (at === undefined) return;
  const range = sheet.getRange(2, at + 1, rows, 1);
  const notes = range.getNotes();
  const waiting = notes.some((line) => (line[0] ?? '').includes(OURS + REQUESTED));
  if (!waiting) return;
  const orders = book.read('Orders', ['Stage', 'Row check']);
  const stage = textColumn(orders, 'Stage');
  const check = textColumn(orders, 'Row check');
  range.setNotes(
    notes.map(([note = ''], i) => {
      const answered = parseRowCheck(text(check[i]))?.stage === stage[i];
      return [answered && note.includes(OURS + REQUESTED) ? withOurs(note, '') : note];
    }),
  );
}
