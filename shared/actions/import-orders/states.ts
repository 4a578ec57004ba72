/** What the platform's payment states become in Payment and Amount due. */
import { type Backer, PLEDGE_MEANINGS, type PledgeMeaning } from '../../source/backer.ts';

export interface Paid {
  readonly payment: string;
  /** "" is unknown, which is not 0. */
  readonly amountDue: string;
  /** The pledge is no more: all units are cancelled. */
  readonly out: boolean;
}

type Money = Pick<Backer, 'amountDue' | 'payOverTime' | 'status'>;

const due = (backer: Money): string => backer.amountDue?.amount ?? '';
const owes = (backer: Money): boolean => Number(due(backer) || 0) > 0;
const word = (backer: Money): string => backer.status.toLowerCase();

/**
 * Collected money with something still due (an instalment, an add-on bought later) is a part payment, whatever else
 * the state says: "paid" would let it ship.
 */
const BECOMES: Readonly<Record<PledgeMeaning, (backer: Money) => Paid>> = {
  paid: (backer) =>
    owes(backer)
      ? { payment: 'partly paid', amountDue: due(backer), out: false }
      : { payment: 'paid', amountDue: '0', out: false },
  pending: (backer) => ({
    payment: backer.payOverTime && owes(backer) ? 'partly paid' : 'pending',
    amountDue: due(backer),
    out: false,
  }),
  // The word itself says no more.
  errored: (backer) => ({
    payment: word(backer) === 'errored' ? 'errored' : `errored: ${word(backer)}`,
    amountDue: due(backer),
    out: false,
  }),
  dropped: (backer) => ({ payment: `errored: ${word(backer)}`, amountDue: due(backer), out: true }),
  cancelled: (backer) => ({ payment: `errored: ${word(backer)}`, amountDue: due(backer), out: true }),
  refunded: () => ({ payment: 'refunded', amountDue: '0', out: false }),
};

const UNKNOWN: Paid = { payment: '', amountDue: '', out: false };

/** Payment cells of pledges that are no more: to see that one was taken up again. */
export const OUT_PAYMENTS = ['errored: dropped', 'errored: canceled', 'errored: cancelled'] as const;

/** The cells for a pledge. Of an unknown state nothing is claimed. */
export function paymentOf(pledge: PledgeMeaning | 'unknown', backer: Money): Paid {
  return pledge === 'unknown' ? UNKNOWN : BECOMES[pledge](backer);
}

export function isStateWord(text: string): text is PledgeMeaning {
  return PLEDGE_MEANINGS.some((meaning) => meaning === text);
}

/** What an unknown state may be said to mean. */
export const STATE_CHOICES: readonly { readonly value: PledgeMeaning; readonly label: string }[] = [
  { value: 'paid', label: 'Paid' },
  { value: 'pending', label: 'Promised, not collected yet' },
  { value: 'errored', label: 'The card was refused' },
  { value: 'dropped', label: 'Dropped: the order is cancelled' },
  { value: 'cancelled', label: 'Cancelled' },
  { value: 'refunded', label: 'Collected, then refunded' },
];
