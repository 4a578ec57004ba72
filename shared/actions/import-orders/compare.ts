/** The three-way comparison of one order: the last import, the sheet, the file. */
import type { Campaign } from '../../order/campaign.ts';
import { sameUnits } from '../../order/guards.ts';
import { parseItems } from '../../order/items.ts';
import { isPaid, readAmount, readPayment } from '../../order/payment.ts';
import { parseRowCheck } from '../../order/row-check.ts';
import {
  AT,
  isImported,
  SOURCE_FIELDS,
  type SourceField,
  sourceHash,
  storedHash,
  wasSent,
} from '../../order/source-check.ts';
import type { IncomingOrder } from './incoming.ts';
import { SENT_BIT, says } from './said.ts';

/** How an order differs from its row in the file. Fields are places in SOURCE_FIELDS. */
export interface Difference {
  /** Changed only in the file. */
  readonly take: readonly number[];
  /** Changed in the file and in the sheet. */
  readonly both: readonly number[];
  /** Facts that the last import knew and this file does not: the file may be an older one. */
  readonly back: readonly number[];
  /** The file calls it sent, and the last import did not. */
  readonly nowSent: boolean;
  /** The last import called it sent, and this file does not. */
  readonly unsent: boolean;
}

/** What the survey brings: a file without an address for a backer says nothing about these. */
const WITH_ADDRESS: ReadonlySet<number> = new Set(
  (
    [
      'Name',
      'Address 1',
      'Address 2',
      'City',
      'State/Province',
      'Postal code',
      'Country',
      'Phone',
    ] satisfies SourceField[]
  ).map((name) => AT[name]),
);

/** The columns of Orders that a file may change, by place; null for an optional one that is not on the sheet. */
export function sheetColumns(campaign: Campaign): readonly (readonly string[] | null)[] {
  const there = campaign.orders?.columns;
  return SOURCE_FIELDS.map((name) => (there?.has(name) === true ? campaign.col(name) : null));
}

/** Whether the file says anything about a field of this order. */
export function isSaid(order: IncomingOrder, at: number): boolean {
  return says(order.said, at) && (!WITH_ADDRESS.has(at) || !order.flags.includes('no-address'));
}

/** Compares row i with the file; null when the file changes nothing. Equal cells cost one comparison each. */
export function compare(
  columns: readonly (readonly string[] | null)[],
  rowCheck: string,
  i: number,
  order: IncomingOrder,
): Difference | null {
  const sentBefore = wasSent(rowCheck);
  const sent = says(order.said, SENT_BIT) ? order.flags.includes('sent') : sentBefore;
  let found: { take: number[]; both: number[]; back: number[]; nowSent: boolean; unsent: boolean } | null =
    sent === sentBefore ? null : { take: [], both: [], back: [], nowSent: sent, unsent: sentBefore };
  let part: string | null = null;
  for (let at = 0; at < columns.length; at++) {
    const column = columns[at];
    const value = order.values[at] ?? '';
    if (column === null || column === undefined || column[i] === value || !isSaid(order, at)) continue;
    // An order that is complete as it stands: what somebody has answered since is not older than that.
    if (at === AT['Survey at'] && column[i] !== '' && order.flags.includes('complete')) continue;
    part ??= parseRowCheck(rowCheck)?.source ?? '';
    const verdict = verdictOf(part, at, column[i] ?? '', value);
    if (verdict === 'same') continue;
    found ??= { take: [], both: [], back: [], nowSent: false, unsent: false };
    found[verdict].push(at);
  }
  return found;
}

function verdictOf(part: string, at: number, cell: string, value: string): 'same' | 'take' | 'both' | 'back' {
  const before = storedHash(part, at);
  if (before === sourceHash(at, value)) return 'same';
  if (goesBack(before, at, value)) return 'back';
  if (sameMeaning(at, cell, value)) return 'same';
  if (isImported(part)) return before === sourceHash(at, cell) ? 'take' : 'both';
  // Never imported: what only one side knows is no contradiction.
  if (value === '') return 'same';
  return cell === '' ? 'take' : 'both';
}

const BLANK = sourceHash(AT['Survey at'], '');
const PAID = sourceHash(AT.Payment, 'paid');

/** The last import knew a fact that this file lacks: an answered survey, a payment. A refund is a fact of its own. */
function goesBack(before: string, at: number, value: string): boolean {
  if (before === '') return false;
  if (at === AT['Survey at']) return before !== BLANK && value === '';
  if (at !== AT.Payment || before !== PAID) return false;
  const state = readPayment(value);
  return !state.known || ['pending', 'partly paid', 'errored'].includes(state.payment);
}

/** Two texts that say the same: looked at only where the letters differ. */
function sameMeaning(at: number, cell: string, value: string): boolean {
  switch (SOURCE_FIELDS[at]) {
    case 'Items': {
      const [a, b] = [parseItems(cell), parseItems(value)];
      return a.ok && b.ok && sameUnits(a.items, b.items);
    }
    case 'Amount due':
    case 'Pledged': {
      const amount = readAmount(cell);
      return amount !== null && amount === readAmount(value);
    }
    case 'Survey at':
      // The platform gives minutes.
      return cell !== '' && cell.slice(0, 16) === value.slice(0, 16);
    case 'Email':
      return cell.toLowerCase() === value.trim().toLowerCase();
    case 'Payment':
      return samePayment(cell, value);
    default:
      return false;
  }
}

/** The platform's words are coarse: "promised" holds for each kind of card, and it knows no better reason for an error. */
function samePayment(cell: string, value: string): boolean {
  const [mine, theirs] = [readPayment(cell), readPayment(value)];
  if (!mine.known || !theirs.known) return false;
  if (theirs.payment === 'pending') {
    return ['no card', 'card on file', 'pending', 'partly paid'].includes(mine.payment);
  }
  return mine.payment === theirs.payment || (isPaid(cell, '') && isPaid(value, ''));
}
