/** Questions about one order: find, replace, cancel; and the proof of the credentials. */
import { z } from 'zod';
import type {
  Account,
  Asked,
  HttpReply,
  OrderRef,
  ParcelOrder,
  PartnerOrder,
  Power,
  Reply,
} from '../contract.ts';
import { jsonOf, vendorText } from '../http.ts';
import { call, type Talk, talking } from '../talk.ts';
import { problemOf, readJson, v1 } from './account.ts';
import { type OpenStatus, orderBody } from './order.ts';
import { PAGE_SIZE } from './pages.ts';
import { ORDER, ORDERS, type Order, readOrder } from './read.ts';

/** Of orders whose numbers begin with ours: `1-1` is looked for among `1-1`, `1-10`, `1-11`, ... */
const MOST_PAGES = 5;

const no = (reply: HttpReply, problem = problemOf(reply)): Reply<never> => ({ ok: false, problem });

/** ShipStation looks for numbers by their beginning, and not for keys at all: ours are picked from what it finds. */
function* byNumber(account: Account, ref: OrderRef): Talk<Reply<Order[]>> {
  const ours: Order[] = [];
  for (let page = 1; ; page++) {
    const query = { orderNumber: ref.shipmentId, page, pageSize: PAGE_SIZE };
    const reply = yield* call(v1(account, 'GET', '/orders', { query }));
    const read = readJson(reply, ORDERS);
    if (!read.ok) return read;
    const { orders, pages } = read.value;
    ours.push(...orders.filter(({ orderKey }) => orderKey === ref.key));
    if (orders.length < PAGE_SIZE && page >= (pages ?? 0)) return { ok: true, value: ours };
    // "Not there" must not be said of what was not seen.
    if (page === MOST_PAGES) {
      return ours.length > 0
        ? { ok: true, value: ours }
        : no(reply, {
            code: 'partner.ambiguous',
            message:
              'ShipStation has thousands of orders whose number begins like this one. Look it up there.',
          });
    }
  }
}

/** The order by ShipStation's id; null where it has none, or another's. */
function* byId(account: Account, ref: OrderRef): Talk<Reply<Order | null>> {
  const reply = yield* call(v1(account, 'GET', `/orders/${encodeURIComponent(ref.externalId)}`));
  if (reply.status === 404) return { ok: true, value: null };
  const read = readJson(reply, ORDER);
  return read.ok && read.value.orderKey !== ref.key ? { ok: true, value: null } : read;
}

/** One order of a reference: by id where it is known, otherwise by number. */
function* look(account: Account, ref: OrderRef): Talk<Reply<Order | null>> {
  if (ref.externalId !== '') return yield* byId(account, ref);
  const found = yield* byNumber(account, ref);
  return found.ok ? { ok: true, value: found.value[0] ?? null } : found;
}

/** By number, and by id where a person changed the number there. */
export const find: Power<OrderRef, readonly PartnerOrder[]> = talking(function* (account, ref) {
  const found = yield* byNumber(account, ref);
  if (!found.ok) return found;
  if (found.value.length > 0 || ref.externalId === '') return { ok: true, value: found.value.map(readOrder) };
  const one = yield* byId(account, ref);
  return one.ok ? { ok: true, value: one.value === null ? [] : [readOrder(one.value)] } : one;
});

const done: Reply<Asked> = { ok: true, value: { outcome: 'done' } };
const refusedFor = (reason: string): Reply<Asked> => ({ ok: true, value: { outcome: 'refused', reason } });

const SAID = z.object({
  success: z.boolean().nullish(),
  message: z.string().nullish(),
  Message: z.string().nullish(),
  ExceptionMessage: z.string().nullish(),
});
function saidOf(reply: HttpReply): z.infer<typeof SAID> {
  const read = SAID.safeParse(jsonOf(reply));
  return read.success ? read.data : {};
}

/** ShipStation's words without anybody's data: `order` is whose they could be. */
function wordsOf(reply: HttpReply, order?: ParcelOrder): string {
  const { ExceptionMessage, Message, message } = saidOf(reply);
  // Without the address nothing personal can be taken out, so the words stay there.
  return order ? vendorText(ExceptionMessage || Message || message || '', order.to) : '';
}

/**
 * Looks first: ShipStation deletes shipped orders without a word, and the parcel would go all the same. What is gone
 * already is done. Its delete keeps the order, out of sight.
 */
export const cancel: Power<OrderRef, Asked> = talking(function* (account, ref) {
  const found = yield* look(account, ref);
  if (!found.ok) return found;
  const order = found.value;
  if (order === null || order.orderStatus === 'cancelled') return done;
  if (order.orderStatus === 'shipped') {
    return refusedFor('It has shipped: ShipStation has a label for it. Void the label there first.');
  }
  if (order.orderStatus === 'pending_fulfillment') {
    return refusedFor('It is with a fulfilment provider: cancel it in ShipStation.');
  }
  const reply = yield* call(v1(account, 'DELETE', `/orders/${order.orderId}`));
  if (reply.status === 404) return done;
  if (reply.status === 400 || reply.status === 409)
    return refusedFor('ShipStation would not delete the order.');
  if (reply.status < 200 || reply.status > 299) return no(reply);
  return saidOf(reply).success === false ? refusedFor('ShipStation would not delete the order.') : done;
});

const OPEN: ReadonlyMap<string, OpenStatus> = new Map([
  ['awaiting_payment', 'awaiting_payment'],
  ['awaiting_shipment', 'awaiting_shipment'],
  // A hold that somebody placed in ShipStation stays.
  ['on_hold', 'on_hold'],
]);
const CLOSED: Readonly<Record<string, string>> = {
  shipped: 'It has shipped: ShipStation has a label for it.',
  cancelled: 'It is cancelled in ShipStation.',
  pending_fulfillment: 'It is with a fulfilment provider: change it in ShipStation.',
};

/** Replaces the whole order under its key, which ShipStation takes of open orders only. It looks first, for the status. */
export const update: Power<{ readonly ref: OrderRef; readonly order: ParcelOrder }, Asked> = talking(
  function* (account, { ref, order }) {
    const found = yield* look(account, ref);
    if (!found.ok) return found;
    // Handing it in would make a new one, next to whatever became of the old one.
    if (found.value === null) return refusedFor('ShipStation no longer has the order.');
    const status = OPEN.get(found.value.orderStatus);
    if (status === undefined) {
      const why = CLOSED[found.value.orderStatus];
      return refusedFor(why ?? 'ShipStation does not let the order be changed as it stands there.');
    }
    const body = orderBody(account, { ...order, key: ref.key }, status);
    const reply = yield* call(v1(account, 'POST', '/orders/createorder', { body }));
    if (reply.status === 400) return refusedFor(wordsOf(reply, order) || 'ShipStation refused the change.');
    const read = readJson(reply, ORDER);
    if (!read.ok) return read;
    const after = CLOSED[read.value.orderStatus];
    return after === undefined ? done : refusedFor(after);
  },
);

const STORES = z.array(z.object({ storeId: z.number() })).min(1);

/** Every account has at least the manual store it began with: the lowest number stands for the account. */
export const test: Power<null, { readonly account: string }> = {
  request: (account) => v1(account, 'GET', '/stores', { query: { showInactive: 'true' } }),
  answer(reply) {
    const read = readJson(reply, STORES);
    if (!read.ok) return read;
    const lowest = read.value.reduce((low, { storeId }) => Math.min(low, storeId), Number.POSITIVE_INFINITY);
    return { ok: true, value: { account: `ShipStation store ${lowest}` } };
  },
};
