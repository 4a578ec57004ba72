/**
 * Orders that people split or merged in ShipStation. A part that was split off, and an order that others were merged
 * into, have their labels under their own ids, which the list of labels gives without saying whose goods they are. So
 * when such an order has shipped, its labels are asked for, and told as those of the orders behind it.
 */
import type { Account, FollowingCall, HttpReply, PartnerOrder, Reply } from '../contract.ts';
import { readJson, v1 } from './account.ts';
import { type Found, nextOf, ordersIn, PAGE_SIZE, pageOf, shipmentsIn } from './pages.ts';
import { ORDERS, type Order, SOURCE } from './read.ts';

/** Of one page of orders, a call each; the others are told with the next pages. */
const MOST_AT_ONCE = 30;

/** Ids of the orders whose goods travel with this one, and whether it holds other goods as well. */
function behind({ orderId, advancedOptions }: Order): {
  readonly ids: readonly number[];
  readonly mixed: boolean;
} {
  const merged = (advancedOptions?.mergedIds ?? []).filter((id) => id !== orderId);
  if (merged.length > 0) return { ids: merged, mixed: true };
  const parent = advancedOptions?.parentId;
  return { ids: typeof parent === 'number' && parent !== orderId ? [parent] : [], mixed: false };
}

/** A page and how many of its split and merged orders were told before: `3`, `3:30`. */
interface Place {
  readonly page: number;
  readonly told: number;
}
export function placeOf(cursor: string | null): Place {
  const [page, told] = (cursor ?? '').split(':');
  return { page: pageOf(page ?? null), told: /^\d{1,4}$/.test(told ?? '') ? Number(told) : 0 };
}

/** Those of a page that have shipped. Orders of others say where they come from. */
function familiesIn(reply: HttpReply): Order[] {
  const read = readJson(reply, ORDERS);
  if (!read.ok) return [];
  return read.value.orders.filter((order) => {
    const source = order.advancedOptions?.source ?? '';
    return order.orderStatus === 'shipped' && ['', SOURCE].includes(source) && behind(order).ids.length > 0;
  });
}

const followed = (reply: HttpReply, { told }: Place): Order[] =>
  familiesIn(reply).slice(told, told + MOST_AT_ONCE);

/** After a page of orders: the labels of those that were split or merged, one by one. */
export function nextOfOrders(
  account: Account,
  place: Place,
  replies: readonly HttpReply[],
): FollowingCall | null {
  const [first] = replies;
  const order = first && followed(first, place)[replies.length - 1];
  if (!order) return null;
  const query = { orderId: order.orderId, includeShipmentItems: 'true', page: 1, pageSize: PAGE_SIZE };
  return { request: v1(account, 'GET', '/shipments', { query }), afterMs: 0 };
}

/** Labels as those of the orders behind; of merged ones nobody says what is whose. */
function told(order: Order, { items }: Found): PartnerOrder[] {
  const { ids, mixed } = behind(order);
  const packages = items
    .filter(({ externalId }) => externalId === String(order.orderId))
    .flatMap((one) => one.packages)
    .map((one) => (mixed ? { ...one, lines: null, cost: '' } : one));
  return ids.map((id) => ({
    key: '',
    externalId: String(id),
    orderNumber: '',
    state: mixed && packages.some(({ voided }) => !voided) ? 'shipped' : 'unsaid',
    reason: '',
    lines: null,
    destination: null,
    packages,
  }));
}

/** A page of orders with what their families tell. `labels` are the replies of `nextOfOrders`. */
export function readOrders(
  first: HttpReply,
  labels: readonly HttpReply[],
  place: Place,
  account: Account | undefined,
): Reply<{ readonly items: readonly PartnerOrder[]; readonly next: string | null }> {
  const found = ordersIn(first);
  if (!found.ok) return found;
  const items = [...found.value.items];
  for (const [n, order] of followed(first, place).entries()) {
    const reply = labels[n];
    if (reply === undefined) continue;
    const read = shipmentsIn(reply, account);
    if (!read.ok) return read;
    items.push(...told(order, read.value));
  }
  const until = place.told + MOST_AT_ONCE;
  const more = familiesIn(first).length > until;
  return {
    ok: true,
    value: { items, next: more ? `${place.page}:${until}` : nextOf(place.page, found.value) },
  };
}
