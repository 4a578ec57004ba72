/**
 * The failure file goes back to the warehouse: what it can do about each row, in words for it. It learns nothing of
 * payments or of what the creator has to do.
 */
import { explain, type ReasonCode } from '../plan/reasons.ts';

interface Words {
  /** Instead of the creator's sentence, where that one is not for the warehouse. */
  readonly problem?: string;
  readonly next: string;
}

const ASK = 'Ask us about this order before anything else is sent for it.';
const AS_TEXT = 'Send the file again with the tracking numbers as text, not as numbers.';
const OUR_IDS = 'Put the Order ID or Shipment ID of our file into the row.';

const WORDS: Readonly<Partial<Record<ReasonCode, Words>>> = {
  'match.none': { next: OUR_IDS },
  'match.ambiguous': { next: OUR_IDS },
  'match.missing-id': { next: OUR_IDS },
  'match.damaged-id': { next: 'Send the file again with the IDs as text, not as numbers.' },
  'match.other-project': { next: 'Send us only the rows of our own orders.' },
  'order.cancelled': {
    next: 'Stop the parcel if it is still with you; if it has left, tell us when.',
  },
  'shipment.cancelled': {
    next: 'Stop the parcel if it is still with you; if it has left, tell us when.',
  },
  'order.not-ready': {
    problem: 'The order was not released for shipping.',
    next: 'Tell us whether it has left. If it has not, keep it until we release it.',
  },
  hold: { problem: 'The order was not released for shipping.', next: 'Keep it until we release it.' },
  'order.shipped': { next: 'Tell us what this parcel holds: everything of this order was shipped before.' },
  'nothing-physical': { next: 'Tell us what this parcel holds: the order has nothing to ship.' },
  'channel.mismatch': {
    problem: 'Nothing of this order was to be sent by you.',
    next: 'Tell us what this parcel holds.',
  },
  'channel.none': {
    problem: 'Nothing of this order was to be sent by you.',
    next: 'Tell us what this parcel holds.',
  },
  'tracking.channel-needed': {
    problem: 'The row does not say which part of the order this is.',
    next: OUR_IDS,
  },
  'qty.over': { next: 'Correct the quantities, or tell us what was sent twice.' },
  'qty.invalid': { next: 'Write whole numbers into the quantity columns.' },
  'qty.none': { next: 'Write what the parcel holds, or leave the row out if nothing was sent.' },
  'sku.not-in-order': { next: 'Correct the SKU, or tell us what was sent.' },
  'tracking.blank': { next: 'Write the tracking number into the row, or “untracked” if it has none.' },
  'tracking.damaged-scientific': { next: AS_TEXT },
  'tracking.damaged-precision': { next: AS_TEXT },
  'tracking.unreadable': { next: 'Write one tracking number into the cell, and nothing else.' },
  'tracking.url-only': { next: 'Write the tracking number beside the link.' },
  'tracking.two-numbers': { next: 'Give each parcel a row of its own, with what it holds.' },
  'tracking.same-number': { next: 'Check which order the number belongs to, and correct the other rows.' },
  'tracking.other-number': { next: 'Tell us which number is right, or whether there are two parcels.' },
  'tracking.extra-box': { next: 'Tell us whether this is a second parcel, and what it holds.' },
  'tracking.carrier-unknown': { next: 'Write the carrier into the row.' },
};

/** What the warehouse reads about a row: the problem and what it can do. */
export function warehouseWords(
  code: ReasonCode | null,
  detail: string,
): readonly [problem: string, next: string] {
  const words = code === null ? undefined : WORDS[code];
  if (words === undefined) return ['The row could not be taken.', ASK];
  return [words.problem ?? explain(code, detail).sentence, words.next];
}
