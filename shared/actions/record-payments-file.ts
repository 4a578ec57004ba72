/** Record Payments from a file of a payment service: one intent a line, its order found already. */
import * as z from 'zod/mini';
import { readAmount } from '../order/payment.ts';
import { planBuilder } from '../plan/builder.ts';
import { PAYMENTS } from '../tabs/tabs.ts';
import type { IntentAction } from './action.ts';
import { actionInfo } from './info.ts';
import { oneLine } from './parts.ts';
import { PAYMENT_WORDS, type PaymentNews, paymentRecorder } from './payment-recorder.ts';

const intentShape = z.object({
  /** Line in the file, counted from 1 with the header. */
  line: z.number(),
  /** The Order ID that the line's key means; "" when the line has none. */
  orderId: z.string(),
  payment: z.enum(PAYMENTS),
  /** With `errored`: why; "" when the file does not say. */
  reason: z.string(),
  /** What is still due, as a number in text; absent leaves Amount due alone. */
  amountDue: z.optional(z.string()),
});
export type PaymentIntent = z.infer<typeof intentShape>;

const intentList = z.array(intentShape);

export const recordPaymentsFile: IntentAction<PaymentIntent> = {
  info: actionInfo('record-payments'),
  words: PAYMENT_WORDS,
  reads: () => ({}),
  parse: (raw) => z.parse(intentList, raw),
  keys: (intents) => [...new Set(intents.map((intent) => intent.orderId).filter((id) => id !== ''))],
  plan(context, intents) {
    const { campaign } = context;
    const order = intents.map((intent) => campaign.index.get(intent.orderId) ?? -1);
    const builder = planBuilder(
      intents.map((intent) => `line ${intent.line}`),
      order,
    );
    const recorder = paymentRecorder(context, builder);
    const said = saidTwice(intents);
    const seen = new Set<string>();
    for (const [s, intent] of intents.entries()) {
      const { orderId, amountDue } = intent;
      const i = order[s] ?? -1;
      const otherLines = said.get(orderId);
      if (orderId === '') builder.left(s, { code: 'match.missing-id', detail: '' });
      else if (i < 0) builder.left(s, { code: 'match.none', detail: orderId });
      else if (amountDue !== undefined && readAmount(amountDue) === null) {
        builder.left(s, { code: 'payment.amount-invalid', detail: amountDue });
      } else if (otherLines !== undefined) {
        builder.decide(s, { code: 'payment.said-twice', detail: `lines ${otherLines.join(', ')}` });
      } else if (seen.has(orderId)) builder.already(s, 'duplicate.row');
      else recorder.record(s, i, newsOf(intent));
      seen.add(orderId);
    }
    return recorder.build();
  },
};

function newsOf({ payment, reason, amountDue }: PaymentIntent): PaymentNews {
  return { payment, reason: payment === 'errored' ? oneLine(reason) : '', amountDue };
}

/** Orders about which the file says different things, with the lines: none of them is written on a guess. */
function saidTwice(intents: readonly PaymentIntent[]): Map<string, number[]> {
  const lines = new Map<string, Map<string, number[]>>();
  for (const intent of intents) {
    // Rows without an id are no order, and a file may consist of them.
    if (intent.orderId === '') continue;
    const { payment, reason, amountDue } = newsOf(intent);
    const word = `${payment}\u0001${reason}\u0001${amountDue === undefined ? '' : readAmount(amountDue)}`;
    const words = lines.get(intent.orderId) ?? new Map<string, number[]>();
    const same = words.get(word);
    if (same === undefined) words.set(word, [intent.line]);
    else same.push(intent.line);
    lines.set(intent.orderId, words);
  }
  const twice = new Map<string, number[]>();
  for (const [orderId, words] of lines) {
    if (words.size > 1)
      twice.set(
        orderId,
        [...words.values()].flat().sort((a, b) => a - b),
      );
  }
  return twice;
}
