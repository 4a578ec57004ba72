import { planBuilder } from '../plan/builder.ts';
import { PAYMENTS } from '../tabs/tabs.ts';
import { type OrderAction, type PlanContext, textOption } from './action.ts';
import { actionInfo } from './info.ts';
import { keysOf, oneLine } from './parts.ts';
import { PAYMENT_WORDS, type PaymentNews, paymentRecorder } from './payment-recorder.ts';

/** Writes one payment state to the orders that are chosen. */
export const recordPayments: OrderAction = {
  info: actionInfo('record-payments'),
  words: PAYMENT_WORDS,
  request: 'Paid',
  reads: () => ({}),
  check(options) {
    const news = newsOf(options);
    if (news === null) return { ok: false, message: 'Choose what to record.' };
    if (news.payment === 'errored' && news.reason === '') {
      return { ok: false, message: 'Say why the payment failed, such as: card expired.' };
    }
    return { ok: true, value: null };
  },
  plan(context, rows) {
    const news = newsOf(context.options);
    if (news === null) throw new Error('No payment to record');
    const recorder = paymentRecorder(context, planBuilder(keysOf(context.campaign, rows), rows));
    for (let s = 0; s < rows.length; s++) recorder.record(s, rows[s] ?? 0, news);
    return recorder.build();
  },
};

function newsOf(options: PlanContext['options']): PaymentNews | null {
  const word = textOption(options, 'payment');
  const payment = PAYMENTS.find((known) => known === word);
  if (payment === undefined) return null;
  return { payment, reason: payment === 'errored' ? oneLine(textOption(options, 'reason')) : '' };
}
