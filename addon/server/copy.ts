/** What the file itself says: it is a copy of another one (case J20), or nearly full (case J23). */
import type { Book } from '../../shared/plan/book.ts';
import { text } from '../../shared/tabs/table.ts';
import { cellCount } from '../book/grow.ts';
import { isCopy, markFile } from '../setup/file-mark.ts';
import { isSetUp, wasSetUp } from '../setup/set-up.ts';

type Spreadsheet = GoogleAppsScript.Spreadsheet.Spreadsheet;

/** Of Google's 10 million cells; new rows are refused at 9.8 million. */
const MANY_CELLS = 7_000_000;

export function noticeOf(spreadsheet: Spreadsheet): { notice?: string } {
  if (isCopy(spreadsheet)) {
    return {
      notice:
        'This is a copy of another spreadsheet: what is pushed or recorded there is not known here. To work in this one, check Set Up, Settings and save them.',
    };
  }
  if (wasSetUp(spreadsheet) && !isSetUp(spreadsheet)) {
    return {
      notice:
        'The tab Orders or Shipments is missing. Get it back under File, Version history; or make it new by Tools, Repair Sheets.',
    };
  }
  const cells = cellCount(spreadsheet);
  if (cells < MANY_CELLS) return {};
  const millions = (Math.floor(cells / 100_000) / 10).toFixed(1);
  return {
    notice: `This file holds ${millions} of the 10 million cells that Google Sheets allows. Delete unused tabs, rows or columns.`,
  };
}

/** From now on the campaign lives in this file. Properties are not copied, so the chain of Activity begins where it stands. */
export function adopt(book: Book, spreadsheet: Spreadsheet): void {
  const hashes = book.read('Activity', ['Hash']).columns.get('Hash') ?? [];
  const last = hashes
    .map(text)
    .filter((hash) => hash !== '')
    .at(-1);
  if (last !== undefined) book.setProperty('activity-hash', last);
  markFile(spreadsheet);
}
