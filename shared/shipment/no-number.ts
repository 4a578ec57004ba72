/** What was sent a while ago and still has no tracking number: a warehouse forgets a parcel, or a file was not imported. */
import type { Campaign } from '../order/campaign.ts';
import type { Book } from '../plan/book.ts';
import { jsonOf } from '../plan/json.ts';

/** Days after which a missing number is worth a look, where Settings say nothing else. */
export const NO_NUMBER_DAYS = 5;

/** The days that Settings say; the one setting that the model itself reads. */
export function noNumberDays(book: Pick<Book, 'property'>): number {
  const settings = jsonOf(book.property('settings') ?? '');
  const days: unknown =
    typeof settings === 'object' && settings !== null ? Reflect.get(settings, 'noNumberDays') : undefined;
  return typeof days === 'number' && Number.isInteger(days) && days >= 0 ? days : NO_NUMBER_DAYS;
}

export interface Unnumbered {
  readonly channel: string;
  /** Shipment IDs, the oldest first. */
  readonly ids: readonly string[];
  /** When the oldest was sent. */
  readonly oldest: string;
}

const DAY = 86_400_000;

/**
 * Shipments that were sent more than `days` days before `now` (`2026-03-01 10:22:31Z`, or ISO) and have neither a number
 * nor left without one, by channel, the longest list first. 0 days turns it off.
 */
export function withoutNumber(campaign: Campaign, now: string, days: number): Unnumbered[] {
  const until = days > 0 ? Date.parse(now.replace(' ', 'T')) - days * DAY : Number.NaN;
  if (Number.isNaN(until)) return [];
  const limit = new Date(until).toISOString().slice(0, 19).replace('T', ' ');
  const waiting = new Set<string>();
  for (const { id, status } of campaign.shipments) if (status === 'sent') waiting.add(id);
  const found = new Map<string, { id: string; at: string }[]>();
  for (const { status, number, pushedAt, channel, id, box } of campaign.shipments) {
    // Of one box the first speaks for all, while it waits itself; without it nobody would.
    if (
      status !== 'sent' ||
      number !== '' ||
      pushedAt.replace('T', ' ') >= limit ||
      (box !== '' && box !== id && waiting.has(box))
    )
      continue;
    const list = found.get(channel);
    if (list === undefined) found.set(channel, [{ id, at: pushedAt }]);
    else list.push({ id, at: pushedAt });
  }
  return [...found]
    .map(([channel, list]) => {
      list.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.id < b.id ? -1 : 1));
      return { channel, ids: list.map(({ id }) => id), oldest: list[0]?.at ?? '' };
    })
    .sort((a, b) => b.ids.length - a.ids.length || (a.channel < b.channel ? -1 : 1));
}
