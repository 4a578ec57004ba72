/**
 * Orders handed in, a hundred a call. ShipStation keeps an order a key: handing one in again replaces it, while it is
 * open. One order that ShipStation cannot read makes it refuse the whole call; then the others go again without it.
 */
import { z } from 'zod';
import type { Account, CallProblem, Created, HttpReply, ParcelOrder, Reply } from '../contract.ts';
import { jsonOf, vendorText } from '../http.ts';
import { call, type Talk, talking } from '../talk.ts';
import { problemOf, readJson, v1 } from './account.ts';
import { orderBody } from './order.ts';

/** The document: at most 100 orders a request. */
const BATCH = 100;
/** It finds all faults of one kind at a time. */
const MOST_ROUNDS = 5;

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

/** Hands them in, without those that it names as unreadable, until it takes the others. */
function* handIn(account: Account, orders: readonly ParcelOrder[]): Talk<Reply<readonly Created[]>> {
  const out = new Map<string, Created>();
  let rest = orders;
  for (let round = 1; ; round++) {
    const body = rest.map((order) => orderBody(account, order));
    const reply = yield* call(v1(account, 'POST', '/orders/createorders', { body }));
    if (reply.status !== 400) {
      const read = readJson(reply, RESULTS);
      if (!read.ok) return read;
      for (const one of readResults(rest, read.value.results)) out.set(one.key, one);
      break;
    }
    const { said, at } = readRefusal(reply);
    const [only] = rest;
    if (only !== undefined && rest.length === 1) {
      out.set(only.key, refused(only, at.get(0) ?? said));
      break;
    }
    const named = rest.filter((_, n) => at.has(n));
    // It does not say which one: the caller tries them in halves.
    if (named.length === 0 || round === MOST_ROUNDS) return { ok: false, problem: problemOf(reply) };
    rest.forEach((order, n) => {
      const why = at.get(n);
      if (why !== undefined) out.set(order.key, refused(order, why));
    });
    rest = rest.filter((_, n) => !at.has(n));
    if (rest.length === 0) break;
  }
  return { ok: true, value: orders.map((order) => out.get(order.key) ?? failed(order, silent)) };
}

export const create = { batch: BATCH, ...talking(handIn) };
