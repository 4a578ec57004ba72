/** What the file itself says: it is a copy of another one (case J20), or nearly full (case J23). */
import { lostRuns } from '../../shared/plan/activity.ts';
import type { Book } from '../../shared/plan/book.ts';
import { askedAgain, CANCEL_ASKED, UPDATE_ASKED, WAITING } from '../../shared/shipment/at-partner.ts';
import { type Cell, text, textColumn } from '../../shared/tabs/table.ts';
import { cellCount } from '../book/grow.ts';
import { isCopy, markFile } from '../setup/file-mark.ts';
import { isSetUp, wasSetUp } from '../setup/set-up.ts';

type Spreadsheet = GoogleAppsScript.Spreadsheet.Spreadsheet;

/** Of Google's 10 million cells; new rows are refused at 9.8 million. */
const MANY_CELLS = 7_000_000;

export function noticeOf(spreadsheet: Spreadsheet, book: Book): { notice?: string } {
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
  const [lost] = lostRuns(book, book.read('Activity', ['Hash']));
  const gone = withoutRow(book);
  const said: string[] = [];
  if (lost !== undefined)
    said.push(
      `A run is missing from this file: ${lost}. It was taken back with Ctrl+Z, or an earlier version of the file was restored. Look at Tools, Repair Sheets before you go on.`,
    );
  // Beside a run that is missing for days, a deleted order must not go unsaid.
  if (gone !== '')
    said.push(`${gone} has parcels and no row in Orders any more. Run Tools, Repair Sheets to get it back.`);
  if (said.length > 0) return { notice: said.join(' ') };
  const cells = cellCount(spreadsheet);
  if (cells < MANY_CELLS) return {};
  const millions = (Math.floor(cells / 100_000) / 10).toFixed(1);
  return {
    notice: `This file holds ${millions} of the 10 million cells that Google Sheets allows. Delete unused tabs, rows or columns.`,
  };
}

/** The first order that live shipments name and Orders lacks (case J5); "" for none. */
function withoutRow(book: Book): string {
  const orders = new Set(textColumn(book.read('Orders', ['Order ID']), 'Order ID'));
  const shipments = book.read('Shipments', ['Order ID', 'Cancelled at']);
  const cancelled = textColumn(shipments, 'Cancelled at');
  const owners = textColumn(shipments, 'Order ID');
  return owners.find((id, i) => id !== '' && cancelled[i] === '' && !orders.has(id)) ?? '';
}

/**
 * What waited for a worker when the file was copied may have been sent from the original since: it counts as sent, so that
 * nothing goes twice. Recall Parcels takes back what was not.
 */
function leaveToOriginal(book: Book): void {
  const tab = book.read('Shipments', ['Warehouse says', 'Pushed at', 'Cancelled at']);
  const pushed = textColumn(tab, 'Pushed at');
  const cancelled = textColumn(tab, 'Cancelled at');
  const rows = textColumn(tab, 'Warehouse says').flatMap((says, i) =>
    [WAITING, CANCEL_ASKED, UPDATE_ASKED].includes(askedAgain(says)) && cancelled[i] === '' ? [i] : [],
  );
  if (rows.length === 0) return;
  const columns = new Map<string, Cell[]>([
    ['Warehouse says', rows.map(() => 'unknown')],
    ['Pushed at', rows.map((i) => pushed[i] || book.now())],
    ['Status', rows.map(() => 'sent')],
  ]);
  book.write('Shipments', rows, columns);
}

/** From now on the campaign lives in this file. Properties are not copied, so the chain of Activity begins where it stands. */
export function adopt(book: Book, spreadsheet: Spreadsheet): void {
  const hashes = book.read('Activity', ['Hash']).columns.get('Hash') ?? [];
  const last = hashes
    .map(text)
    .filter((hash) => hash !== '')
    .at(-1);
  if (last !== undefined) book.setProperty('activity-hash', last);
  leaveToOriginal(book);
  markFile(spreadsheet);
}
