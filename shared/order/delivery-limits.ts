/** Where a channel does not deliver to: a setting of each channel, asked by Push to Channel. */
import { checkAddress } from '../address/check.ts';
import type { FindingKind } from '../address/finding.ts';
import { type Table, textColumn } from '../tabs/table.ts';
import type { Campaign } from './campaign.ts';
import { listCell } from './channels.ts';
import { addressOf } from './deliverable.ts';
import { DELIVERY_LIMITS, type DeliveryLimit } from './delivery-limit-names.ts';
import type { Refusal } from './guards.ts';

export const DELIVERY_COLUMN = 'Does not deliver to';

/** The limits of a channels' table row by row, as it lists them. */
export function readDeliveryLimits(table: Table | undefined): DeliveryLimit[][] {
  return textColumn(table, DELIVERY_COLUMN).map((cell) => {
    const named = new Set(listCell(cell).map((part) => part.toLowerCase()));
    return DELIVERY_LIMITS.filter((limit) => named.has(limit.toLowerCase()));
  });
}

/** Findings that fall under a limit. */
const KINDS: readonly (readonly [DeliveryLimit, FindingKind])[] = [
  ['PO boxes', 'po-box'],
  ['military addresses', 'military'],
  ['parcel lockers', 'locker'],
];

/** Latin letters with their accents, and whatever is no letter. */
const NOT_LATIN = /[^\P{L}\p{Script=Latin}]/u;

/** A guard for one channel: why it cannot deliver to order i; null when it can. */
export function deliveryGuard(
  table: Table | undefined,
  channel: string,
): (campaign: Campaign, i: number) => Refusal {
  const at = textColumn(table, 'Channel').indexOf(channel);
  const limits: ReadonlySet<DeliveryLimit> = new Set(at < 0 ? [] : readDeliveryLimits(table)[at]);
  if (limits.size === 0) return () => null;
  const kinds = KINDS.filter(([limit]) => limits.has(limit)).map(([, kind]) => kind);
  return (campaign, i) => {
    const address = addressOf(campaign, i);
    const found =
      kinds.length === 0
        ? undefined
        : checkAddress(address).findings.find(({ kind }) => kinds.includes(kind));
    if (found !== undefined) return { code: found.code, detail: found.detail };
    if (limits.has('addresses without phone') && address.phone === '')
      return { code: 'address.phone-missing', detail: '' };
    if (!limits.has('letters other than Latin')) return null;
    const { name, line1, line2, city, state } = address;
    const strange = [name, line1, line2, city, state].find((text) => NOT_LATIN.test(text));
    return strange === undefined ? null : { code: 'address.letters', detail: strange };
  };
}
