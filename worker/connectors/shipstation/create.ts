/**
 * Orders handed in, a hundred a call. ShipStation keeps an order a key: handing one in again replaces it, while it is
 * open. One order that ShipStation cannot read makes it refuse the whole call; then the others go again without it.
 */
import { z } from 'zod';
import type { Account, CallProblem, Created, HttpReply, ParcelOrder, Reply } from '../contract.ts';
import { jsonOf, vendorText } from '../http.ts';
import { call, type Talk, talking } from '../talk.ts';
import { readJson, v1 } from './account.ts';
import { orderBody } from './order.ts';

/** The document: at most 100 orders a request. */
const BATCH = 100;
/** Halving a hundred down to one takes 7 calls; each of the halves that were fine takes one more. */
const MOST_CALLS = 16;

const RESULT = z.object({
  orderId: z.number().nullish(),
  orderKey: z.string().nullish(),
  orderNumber: z.string().nullish(),
  success: z.boolean(),
  errorMessage: z.string().nullish(),
});
type Result = z.infer<typeof RESULT>;
const RESULTS = z.object({ results: z.array(RESULT) });

/** What ShipStation says of a call that it could not read: faults by place, as in `apiOrders[57].shipTo.country`. */
const REFUSAL = z.object({
  Message: z.string().nullish(),
  message: z.string().nullish(),
  ExceptionMessage: z.string().nullish(),
  ModelState: z.record(z.string(), z.array(z.string())).nullish(),
});

const LOCKED = /\b(shipped|cancell?ed|locked)\b/i;
const OF_ADDRESS = /\b(address|ship ?to|street\d?|city|state|province|postal ?code|zip|country)\b/i;

/** A refusal in ShipStation's words, without the person. */
function refused(order: ParcelOrder, said: string): Created {
  const reason = vendorText(said, order.to) || 'ShipStation refused the order without a reason.';
  if (LOCKED.test(said)) return { key: order.key, outcome: 'exists' };
  const code = OF_ADDRESS.test(said) ? 'partner.address' : 'partner.rejected';
  return { key: order.key, outcome: 'refused', code, reason };
}

const failed = (order: ParcelOrder, problem: CallProblem): Created => ({
  key: order.key,
  outcome: 'failed',
  problem,
});

const silent: CallProblem = {
  code: 'api.answer-unreadable',
  message: 'ShipStation did not say what became of this order.',
};

function created(order: ParcelOrder, result: Result | undefined): Created {
  if (result === undefined) return failed(order, silent);
  if (!result.success) return refused(order, result.errorMessage ?? '');
  if (typeof result.orderId !== 'number') return failed(order, silent);
  return {
    key: order.key,
    outcome: 'accepted',
    externalId: String(result.orderId),
    orderNumber: result.orderNumber || order.shipmentId,
  };
}

/** Results by key; a refusal may lack it, then the number names the order, if it is that of one order only. */
function readResults(orders: readonly ParcelOrder[], results: readonly Result[]): Created[] {
  const sameNumber = (number: string) => orders.filter(({ shipmentId }) => shipmentId === number).length;
  return orders.map((order) =>
    created(
      order,
      results.find(({ orderKey }) => orderKey === order.key) ??
        results.find(
          ({ orderKey, orderNumber }) =>
            !orderKey && orderNumber === order.shipmentId && sameNumber(order.shipmentId) === 1,
        ),
    ),
  );
}

/** What was said of the call as a whole, and of orders by their place in it. */
function readRefusal(reply: HttpReply): { readonly said: string; readonly at: ReadonlyMap<number, string> } {
  const parsed = REFUSAL.safeParse(jsonOf(reply));
  if (!parsed.success) return { said: '', at: new Map() };
  const { Message, message, ExceptionMessage, ModelState } = parsed.data;
  const at = new Map<number, string>();
  for (const [place, texts] of Object.entries(ModelState ?? {})) {
    const index = /\[(\d+)\]\.?(.*)$/.exec(place);
    if (!index) continue;
    const field = index[2] ? `${index[2]}: ` : '';
    at.set(
      Number(index[1]),
      [at.get(Number(index[1])), `${field}${texts.join(' ')}`].filter(Boolean).join('; '),
    );
  }
  return { said: ExceptionMessage || Message || message || '', at };
}

type Outcomes = Map<string, Created>;

/** Hands orders in; returns the problem that ends it all, or null when each order has its outcome. */
function* handIn(
  account: Account,
  orders: readonly ParcelOrder[],
  out: Outcomes,
  left: { calls: number },
): Talk<CallProblem | null> {
  const [first] = orders;
  if (first === undefined) return null;
  if (left.calls-- <= 0) {
    // The caller tries them again, with fewer beside them by then.
    for (const order of orders) out.set(order.key, failed(order, { ...silent, code: 'api.http-503' }));
    return null;
  }
  const body = orders.map((order) => orderBody(account, order));
  const reply = yield* call(v1(account, 'POST', '/orders/createorders', { body }));
  if (reply.status !== 400) {
    const read = readJson(reply, RESULTS);
    if (!read.ok) return read.problem;
    for (const one of readResults(orders, read.value.results)) out.set(one.key, one);
    return null;
  }
  const { said, at } = readRefusal(reply);
  if (orders.length === 1) {
    out.set(first.key, refused(first, at.get(0) ?? said));
    return null;
  }
  const bad = orders.filter((_, n) => at.has(n));
  orders.forEach((order, n) => {
    const why = at.get(n);
    if (why !== undefined) out.set(order.key, refused(order, why));
  });
  if (bad.length > 0)
    return yield* handIn(
      account,
      orders.filter((_, n) => !at.has(n)),
      out,
      left,
    );
  // It does not say which one: by halves.
  const middle = Math.ceil(orders.length / 2);
  return (
    (yield* handIn(account, orders.slice(0, middle), out, left)) ??
    (yield* handIn(account, orders.slice(middle), out, left))
  );
}

export const create = {
  batch: BATCH,
  ...talking<readonly ParcelOrder[], readonly Created[]>(function* (account, orders): Talk<
    Reply<readonly Created[]>
  > {
    const out: Outcomes = new Map();
    const problem = yield* handIn(account, orders, out, { calls: MOST_CALLS });
    if (problem !== null) return { ok: false, problem };
    return { ok: true, value: orders.map((order) => out.get(order.key) ?? failed(order, silent)) };
  }),
};
