/** What payment services call their states and columns. A word that is not here is asked, never guessed. */

import { columnKey } from '../../../shared/csv/column-key.ts';
import { PAYMENTS, type Payment } from '../../../shared/tabs/tabs.ts';

const WORDS: Readonly<Partial<Record<Payment, string>>> = {
  paid: 'succeeded,success,successful,captured,collected,complete,completed,settled,charged,yes,true',
  pending: 'processing,authorized,authorised,requires action,requires capture,in progress,open,waiting',
  'partly paid': 'partial,partially paid,part paid',
  errored: 'failed,declined,refused,error,rejected,uncollectible,requires payment method,card declined',
  refunded: 'refund,fully refunded,chargeback,reversed',
  'nothing due': 'free,no charge,waived',
  'card on file': 'card saved,saved',
  'no card': 'no payment method,missing card',
};
const MEANS = new Map<string, Payment>([
  ...PAYMENTS.map((payment) => [payment, payment] as const),
  ...PAYMENTS.flatMap((payment) => (WORDS[payment] ?? '').split(',').map((word) => [word, payment] as const)),
]);
MEANS.delete('');

export const paymentOf = (word: string): Payment | null => MEANS.get(columnKey(word)) ?? null;

export const PAYMENT_FIELDS = [
  { field: 'id', label: 'Order ID or backer number' },
  { field: 'email', label: 'E-mail' },
  { field: 'state', label: 'Payment state' },
  { field: 'reason', label: 'Reason of failure' },
  { field: 'due', label: 'Amount still due' },
] as const;
export type PaymentField = (typeof PAYMENT_FIELDS)[number]['field'];

const NAMES: Readonly<Record<PaymentField, string>> = {
  id: 'order id,order no,order number,order,orderid,order reference,reference,client reference id,backer number,backer no,backer id,backer,invoice number,bestellnummer,metadata order id',
  email: 'email,e mail,email address,customer email,receipt email,backer email,payer email',
  state: 'payment,payment status,payment state,status,state,pledge status,charge status,result',
  reason: 'reason,failure message,failure reason,decline reason,error,error message,decline code',
  due: 'amount due,still due,due,balance,balance due,outstanding,outstanding amount,amount outstanding',
};
const FIELD_OF = new Map<string, PaymentField>(
  PAYMENT_FIELDS.flatMap(({ field }) => NAMES[field].split(',').map((name) => [name, field] as const)),
);

export const paymentsKnow = (key: string): boolean => FIELD_OF.has(columnKey(key));

export interface PaymentMapping {
  readonly found: Readonly<Partial<Record<PaymentField, number>>>;
  readonly ambiguous: readonly { readonly field: PaymentField; readonly columns: readonly number[] }[];
}

/** Which column is what; two candidates for one field are asked. */
export function mapPaymentColumns(
  header: readonly string[],
  choices: ReadonlyMap<string, number>,
): PaymentMapping {
  const columns = new Map<PaymentField, number[]>();
  header.forEach((name, column) => {
    const field = FIELD_OF.get(columnKey(name));
    if (field !== undefined) columns.set(field, [...(columns.get(field) ?? []), column]);
  });
  const found: Partial<Record<PaymentField, number>> = {};
  const ambiguous: { field: PaymentField; columns: number[] }[] = [];
  for (const { field } of PAYMENT_FIELDS) {
    const chosen = choices.get(field);
    const candidates = columns.get(field) ?? [];
    const [first] = candidates;
    if (chosen !== undefined) {
      if (chosen >= 0) found[field] = chosen;
    } else if (candidates.length > 1) ambiguous.push({ field, columns: candidates });
    else if (first !== undefined) found[field] = first;
  }
  return { found, ambiguous };
}
