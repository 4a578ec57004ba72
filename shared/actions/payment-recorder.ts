/** Plans payments: what the panel and a file share. */
import { type Accounts, accounts } from '../order/accounts.ts';
import type { Campaign } from '../order/campaign.ts';
import { allCancellable, atWarehouse, type Cancelling, cancelling } from '../order/cancelling.ts';
import { frozen, itemsReadable, type Refusal, rewardsMapped } from '../order/guards.ts';
import { readAmount, readPayment } from '../order/payment.ts';
import type { PlanBuilder } from '../plan/builder.ts';
import type { Plan, Question } from '../plan/types.ts';
import type { Payment } from '../tabs/tabs.ts';
import { answerTo, counted, isChecked, NOTHING_SENT, type PlanContext } from './action.ts';
import { cancelSetters } from './parts.ts';

/** What is known of one order's payment, from the panel or from a line of a file. */
export interface PaymentNews {
  readonly payment: Payment;
  /** With `errored`: why, on one line; "" when it is not known. */
  readonly reason: string;
  /** As it is to be written; undefined leaves Amount due alone. */
  readonly amountDue?: string | undefined;
}

/** Whether a refund before shipping cancels what is open; null while nobody has said. */
type RefundAnswer = 'cancel' | 'keep' | null;

export const PAYMENT_WORDS = {
  button: 'Record the payment of',
  done: 'Recorded the payment of',
  noun: 'order',
  sends: NOTHING_SENT,
} as const;

/** Plans payments into a builder, one subject after the other; asks the question about refunds once for all. */
export function paymentRecorder(
  { campaign, now, options }: PlanContext,
  builder: PlanBuilder,
): { record(subject: number, i: number, news: PaymentNews): void; build(): Plan } {
  const set = builder.cells('Orders', ['Payment', 'Amount due']);
  const cancel = cancelSetters(builder, campaign, now);
  const ids = campaign.col('Order ID');
  const answer = refundAnswer(options);
  let asked = 0;
  return {
    record(subject, i, news) {
      const doubt = frozen(campaign, i);
      if (doubt !== null) {
        builder.left(subject, doubt);
        return;
      }
      const cells = cellsOf(campaign, i, news);
      const account = accounts(campaign, i);
      const open = news.payment === 'refunded' && somethingOpen(account);
      if (open && (cells !== null || answer === 'cancel')) asked++;
      if (open && answer === null && cells !== null) {
        builder.decide(subject, { code: 'payment.refund-open', detail: '' });
        return;
      }
      const cut = open && answer === 'cancel' ? cutOf(campaign, i, account) : null;
      if (cut !== null && 'code' in cut) {
        builder.left(subject, cut);
        return;
      }
      if (cells === null && cut === null) {
        builder.already(subject);
        return;
      }
      const sent = news.payment === 'refunded' ? atWarehouse(campaign, i) : null;
      if (sent === null) builder.change(subject);
      else builder.change(subject, 'cancel.at-partner', sent);
      if (cells !== null) set(subject, ids[i] ?? '', i, cells);
      if (cut !== null) cancel(subject, i, cut);
    },
    build() {
      if (asked > 0) builder.question(refundQuestion(asked, answer));
      return builder.build();
    },
  };
}

/** The values for Payment and Amount due; null when both say so already. */
function cellsOf(
  campaign: Campaign,
  i: number,
  news: PaymentNews,
): [string | undefined, string | undefined] | null {
  const state = readPayment(campaign.col('Payment')[i] ?? '');
  const samePayment =
    state.known && state.payment === news.payment && (news.reason === '' || news.reason === state.reason);
  const due = news.amountDue;
  const sameAmount = due === undefined || readAmount(due) === readAmount(campaign.col('Amount due')[i] ?? '');
  if (samePayment && sameAmount) return null;
  const payment = news.reason === '' ? news.payment : `${news.payment}: ${news.reason}`;
  return [samePayment ? undefined : payment, sameAmount ? undefined : due];
}

/** Something is still to ship, or cannot be told. A digital unit beside shipped parcels is nothing to ask about. */
function somethingOpen(account: Accounts): boolean {
  return account.problem !== null || account.physical.open > 0;
}

function cutOf(campaign: Campaign, i: number, account: Accounts): Cancelling | NonNullable<Refusal> {
  const unreadable = itemsReadable(campaign, i, account) ?? rewardsMapped(campaign, i, account);
  return unreadable ?? cancelling(campaign, i, account, allCancellable(account, false));
}

function refundAnswer(options: PlanContext['options']): RefundAnswer {
  if (isChecked(options, 'cancelOpen')) return 'cancel';
  const said = answerTo(options, 'cancelOpen');
  return said === 'cancel' || said === 'keep' ? said : null;
}

function refundQuestion(n: number, answer: RefundAnswer): Question {
  return {
    id: 'cancelOpen',
    text: `${counted(n, 'refunded order')} still ${n === 1 ? 'has' : 'have'} something to ship. Cancel it?`,
    choices: [
      { value: 'cancel', label: 'Cancel what is open' },
      { value: 'keep', label: 'Keep it open, only note the refund' },
    ],
    answer,
  };
}
