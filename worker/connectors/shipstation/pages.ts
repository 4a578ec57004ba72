/** Pages of ShipStation's v1 lists. */
import type { Account, HttpReply, PartnerOrder, Reply } from '../contract.ts';
import { readJson, settingsOf } from './account.ts';
import { FULFILLMENTS, ORDERS, readFulfillments, readOrder, readShipments, SHIPMENTS } from './read.ts';

/** The largest page that ShipStation's document allows for orders; the others take it too. */
export const PAGE_SIZE = 500;

export interface Found {
  readonly items: readonly PartnerOrder[];
  /** Entries of the list: an order may have several. */
  readonly size: number;
  readonly pages: number;
}

/** The page of a cursor: the number that it begins with. */
export const pageOf = (cursor: string | null): number =>
  Math.max(1, Number(/^\d{1,6}/.exec(cursor ?? '')?.[0] ?? 1));

/** The cursor behind a page, or null. The document's own examples say 0 pages where there is one. */
export const nextOf = (
  page: number,
  { size, pages }: Omit<Found, 'items'>,
  full = PAGE_SIZE,
): string | null => (page < pages || size >= full ? String(page + 1) : null);

export function ordersIn(reply: HttpReply): Reply<Found> {
  const read = readJson(reply, ORDERS);
  if (!read.ok) return read;
  const { orders, pages } = read.value;
  return { ok: true, value: { items: orders.map(readOrder), size: orders.length, pages: pages ?? 0 } };
}

/** Without an account, costs are in USD. */
export function shipmentsIn(reply: HttpReply, account: Account | undefined): Reply<Found> {
  const read = readJson(reply, SHIPMENTS);
  if (!read.ok) return read;
  const { shipments, pages } = read.value;
  const items = readShipments(shipments, settingsOf(account?.settings ?? {}).currency);
  return { ok: true, value: { items, size: shipments.length, pages: pages ?? 0 } };
}

export function fulfillmentsIn(reply: HttpReply): Reply<Found> {
  const read = readJson(reply, FULFILLMENTS);
  if (!read.ok) return read;
  const { fulfillments, pages } = read.value;
  return {
    ok: true,
    value: { items: readFulfillments(fulfillments), size: fulfillments.length, pages: pages ?? 0 },
  };
}
