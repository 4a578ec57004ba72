/**
 * The platforms' own words for payment and fulfilment, and what they mean here. An unknown word is never
 * guessed.
 */
import type { PledgeMeaning } from './backer.ts';
import type { Platform } from './layout.ts';

type Words<T extends string> = Readonly<Partial<Record<T, string>>>;

/** Some of the money was collected. */
const PARTLY = 'partially_paid|partially paid|partly paid';

/** Words that mean the same wherever they stand. */
const PLEDGES: Words<PledgeMeaning> = {
  paid: 'paid|collected|successful',
  pending: `pending|pledged|authorized|uncollected|unpaid|${PARTLY}`,
  errored: 'errored|error|failed',
  dropped: 'dropped',
  cancelled: 'canceled|cancelled',
  refunded: 'refunded',
};

/** Words that mean something on one platform only, or something else than elsewhere. */
const PLATFORM_PLEDGES: Readonly<Partial<Record<Platform, Words<PledgeMeaning>>>> = {
  kickstarter: { pending: 'live|active|processing' },
  // https://shopify.dev OrderDisplayFinancialStatus. partially_refunded says not what was given back: it is asked.
  shopify: { errored: 'expired', cancelled: 'voided' },
};

const SENT = 'sent|shipped|fulfilled|yes|true';
const NOT_SENT = '|not sent|not shipped|not fulfilled|unfulfilled|unshipped|not started|no|false';

const PLATFORM_SENT: Readonly<Partial<Record<Platform, { readonly sent: string; readonly not: string }>>> = {
  // Three states of its dashboard, and the words of its exports.
  indiegogo: {
    sent: 'fulfilled orders|delivered',
    not: 'unfulfilled orders|preparing for fulfillment|order placed|locked|unlocked',
  },
};

const FLAGS: ReadonlyMap<string, boolean> = new Map([
  ...['true', 'yes', 'y', '1'].map((word) => [word, true] as const),
  ...['', 'false', 'no', 'n', '0'].map((word) => [word, false] as const),
]);

const wordOf = (text: string): string => text.trim().toLowerCase();

const has = (packed: string | undefined, word: string): boolean => packed?.split('|').includes(word) === true;

const MEANINGS: readonly PledgeMeaning[] = ['paid', 'pending', 'errored', 'dropped', 'cancelled', 'refunded'];

/** Meaning of a payment state; null when it is in no table. */
export function pledgeMeaning(status: string, platform: Platform): PledgeMeaning | null {
  const word = wordOf(status);
  if (word === '') return null;
  const own = PLATFORM_PLEDGES[platform] ?? {};
  return (
    MEANINGS.find((meaning) => has(own[meaning], word)) ??
    MEANINGS.find((meaning) => has(PLEDGES[meaning], word)) ??
    null
  );
}

/** True when some but not all was collected. */
export const isPartPaid = (status: string): boolean => status !== '' && has(PARTLY, wordOf(status));

/** Meaning of "Rewards Sent?" or "Fulfillment Status"; null when it is in no table. Blank is not sent. */
export function sentMeaning(text: string, platform: Platform): 'sent' | 'not sent' | null {
  const word = wordOf(text);
  const own = PLATFORM_SENT[platform];
  if (has(own?.sent, word) || has(SENT, word)) return 'sent';
  return has(own?.not, word) || has(NOT_SENT, word) ? 'not sent' : null;
}

/** A column of yes or no; null for other words. Blank is no. */
export const flagMeaning = (text: string): boolean | null => FLAGS.get(wordOf(text)) ?? null;
