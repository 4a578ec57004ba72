/**
 * The platforms' own words for payment and fulfilment, and what they mean here. An unknown word is never
 * guessed.
 */
import type { PledgeMeaning } from './backer.ts';
import type { Platform } from './layout.ts';

/** Some of the money was collected. */
const PARTLY = 'partially_paid|partially paid|partly paid';

/** Words that mean the same wherever they stand, as meaning and words. */
const PLEDGES: readonly (readonly [PledgeMeaning, string])[] = [
  ['paid', 'paid|collected|successful'],
  ['pending', `pending|pledged|authorized|uncollected|unpaid|${PARTLY}`],
  ['errored', 'errored|error|failed'],
  ['dropped', 'dropped'],
  ['cancelled', 'canceled|cancelled'],
  ['refunded', 'refunded'],
];

/** Words that mean something on one platform only. */
const PLATFORM_PLEDGES: Readonly<Partial<Record<Platform, typeof PLEDGES>>> = {
  kickstarter: [['pending', 'live|active|processing']],
  // https://shopify.dev OrderDisplayFinancialStatus. partially_refunded does not say of what: it is asked.
  shopify: [
    ['errored', 'expired'],
    ['cancelled', 'voided'],
  ],
};

const SENT = 'sent|shipped|fulfilled|yes|true';
const NOT_SENT = '|not sent|not shipped|not fulfilled|unfulfilled|unshipped|not started|no|false';

type Sent = 'sent' | 'not sent';
const PLATFORM_SENT: Readonly<Partial<Record<Platform, readonly (readonly [Sent, string])[]>>> = {
  // Three states of its dashboard, and the words of its exports.
  indiegogo: [
    ['sent', 'fulfilled orders|delivered'],
    ['not sent', 'unfulfilled orders|preparing for fulfillment|order placed|locked|unlocked'],
  ],
};

/** Words packed by meaning as a table by word; what stands later counts. */
const byWord = <T>(packed: readonly (readonly [T, string])[]): ReadonlyMap<string, T> =>
  new Map(packed.flatMap(([meaning, words]) => words.split('|').map((word) => [word, meaning] as const)));

const PARTLY_WORDS: ReadonlySet<string> = new Set(PARTLY.split('|'));

const FLAGS = byWord([
  [true, 'true|yes|y|1|x|wahr|ja|vrai|oui|verdadero|sí|vero|waar'],
  [false, '|false|no|n|0|falsch|nein|faux|non|falso|onwaar|nee'],
]);

const wordOf = (text: string): string => text.trim().toLowerCase();

/** Meanings of one platform's words. */
export interface Meanings {
  /** Of a payment state; null when it is in no table. */
  pledge(status: string): PledgeMeaning | null;
  /** Of "Rewards Sent?" or "Fulfillment Status"; null when it is in no table. Blank is not sent. */
  sent(text: string): Sent | null;
}

export function meaningsOf(platform: Platform): Meanings {
  const pledges = byWord([...PLEDGES, ...(PLATFORM_PLEDGES[platform] ?? [])]);
  const sent = byWord<Sent>([['sent', SENT], ['not sent', NOT_SENT], ...(PLATFORM_SENT[platform] ?? [])]);
  return {
    pledge: (status) => pledges.get(wordOf(status)) ?? null,
    sent: (text) => sent.get(wordOf(text)) ?? null,
  };
}

/** True when some but not all was collected. */
export const isPartPaid = (status: string): boolean => PARTLY_WORDS.has(wordOf(status));

/** A column of yes or no; null for other words. Blank is no. */
export const flagMeaning = (text: string): boolean | null => FLAGS.get(wordOf(text)) ?? null;
