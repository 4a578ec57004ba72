/** What the Payment and Amount due cells say. */
import { parseMoney } from '../source/money.ts';
import { PAYMENTS, type Payment } from '../tabs/tabs.ts';

export type PaymentState =
  | { readonly known: true; readonly payment: Payment; readonly reason: string }
  | { readonly known: false; readonly blank: boolean };

/** The values as they are usually written, so that most cells cost one look-up. */
const AS_WRITTEN: ReadonlyMap<string, PaymentState> = new Map(
  PAYMENTS.map((payment) => [payment, { known: true, payment, reason: '' }]),
);

/** Reads a Payment cell: one of PAYMENTS, `errored: reason`, or nothing. */
export function readPayment(cell: string): PaymentState {
  return AS_WRITTEN.get(cell) ?? parse(cell);
}

function parse(cell: string): PaymentState {
  const word = cell.trim().toLowerCase();
  if (word === '') return { known: false, blank: true };
  const colon = word.indexOf(':');
  const head = colon < 0 ? word : word.slice(0, colon).trim();
  const payment = PAYMENTS.find((value) => value === head);
  if (payment === undefined) return { known: false, blank: false };
  const reason = colon < 0 ? '' : cell.slice(cell.indexOf(':') + 1).trim();
  // `errored: errored`, as earlier imports wrote it, gives no reason.
  return { known: true, payment, reason: reason.toLowerCase() === payment ? '' : reason };
}

/** The amount due as a number; null for a blank or unreadable cell, which is unknown and not 0. */
export function readAmount(cell: string): number | null {
  if (cell === '') return null;
  // Most cells are plain numbers; the others are typed by people: `$12.50`, `1.234,50`.
  const said = /^-?\d+(\.\d+)?$/.test(cell) ? cell : parseMoney(cell)?.amount;
  return said === undefined ? null : Number(said);
}

/**
 * Paid, or nothing due: the fact that Finalize and Push ask for. An amount of 0 is nothing due as long as no charge was
 * begun; a charge that failed, is under way or went back is not made good by the amount.
 */
export function isPaid(paymentCell: string, amountCell: string): boolean {
  const state = readPayment(paymentCell);
  if (state.known) {
    if (state.payment === 'paid' || state.payment === 'nothing due') return true;
    if (state.payment !== 'no card' && state.payment !== 'card on file') return false;
  } else if (!state.blank) return false;
  const amount = readAmount(amountCell);
  return amount !== null && amount <= 0;
}
