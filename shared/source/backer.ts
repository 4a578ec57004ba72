/** One order of a platform's report, in plain form; what every source gives to Import Orders. */
import type { Money } from './money.ts';

/**
 * What the platform's own payment state means here. paid: the money was collected. pending: promised, not
 * collected yet. errored: the card was refused. dropped: the platform gave up on the card. cancelled: the
 * pledge was taken back. refunded: collected, then given back.
 */
export const PLEDGE_MEANINGS = ['paid', 'pending', 'errored', 'dropped', 'cancelled', 'refunded'] as const;
export type PledgeMeaning = (typeof PLEDGE_MEANINGS)[number];

export interface BackerReward {
  /**
   * `reward:<platform id>`, else `reward:<title>`, else `reward:<minimum>`: what the Rewards tab remembers.
   */
  readonly key: string;
  readonly id: string;
  readonly title: string;
  readonly minimum: Money | null;
}

export interface BackerItem {
  /** `item:<title>`, `addon:<platform id>` or `sku:<SKU>`. */
  readonly key: string;
  readonly title: string;
  readonly quantity: number;
}

export interface BackerAddress {
  readonly name: string;
  readonly line1: string;
  readonly line2: string;
  readonly city: string;
  readonly state: string;
  readonly postal: string;
  readonly countryName: string;
  readonly countryCode: string;
  readonly phone: string;
  readonly deliveryNotes: string;
}

export const BACKER_PROBLEMS = [
  /** A quantity that is no whole number from 0 up. */
  'qty.invalid',
  'money.unreadable',
  'date.unreadable',
  /** No backer number. */
  'id.missing',
  /** An id turned into a rounded number by a spreadsheet program, or with a damaged character in it. */
  'match.damaged-id',
  /** A list of items that cannot be read. */
  'items.unreadable',
  /** An item row that names no item. */
  'item.missing',
  /** Two rows of one order say different things of it. */
  'rows.differ',
  /** A word for payment or fulfilment, or in a column of yes or no, that is in no table. */
  'source.state-unknown',
] as const;

export interface BackerProblem {
  readonly code: (typeof BACKER_PROBLEMS)[number];
  /** Header of the column. */
  readonly column: string;
  readonly value: string;
}

export interface Backer {
  /** Row number in the file as a spreadsheet shows it. */
  readonly line: number;
  /** The whole Order ID where the file states it, used as it stands; else empty. */
  readonly orderId: string;
  /**
   * What the campaign's prefix makes an Order ID of where `orderId` is empty: the number, after the layout's
   * own mark.
   */
  readonly idPart: string;
  readonly backerNumber: string;
  readonly backerUid: string;
  readonly name: string;
  readonly email: string;
  /** Country that shipping was charged for, as given. */
  readonly country: string;
  /** null: backed without a reward. */
  readonly reward: BackerReward | null;
  /** Only quantities above 0. */
  readonly items: readonly BackerItem[];
  readonly pledged: Money | null;
  /** null where the report has no such column or it is blank. */
  readonly amountDue: Money | null;
  readonly amountPaid: Money | null;
  readonly payOverTime: boolean;
  /** `YYYY-MM-DD HH:MM:SSZ`, or as given when it cannot be read. */
  readonly pledgedAt: string;
  readonly latePledge: boolean;
  readonly sent: 'sent' | 'not sent' | 'unknown';
  readonly sentText: string;
  readonly pledge: PledgeMeaning | 'unknown';
  /** The platform's own word for the payment state. */
  readonly status: string;
  readonly notes: string;
  /** When the survey was answered; empty when not. */
  readonly surveyAt: string;
  /** The recipient's; only from a column that a person has mapped. */
  readonly taxId: string;
  /** null where the report has no address for this backer. */
  readonly address: BackerAddress | null;
  /** Only answered ones. */
  readonly questions: readonly { readonly question: string; readonly answer: string }[];
  readonly problems: readonly BackerProblem[];
}
