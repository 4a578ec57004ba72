/**
 * Makes shipments. Easyship never refuses an order number that it has already, so each key is looked up before: asking
 * twice makes one. One by one, or, where the account's products allow it, in a batch that is asked for until it is done.
 */
import type { Account, Created, HttpReply, ParcelOrder, Reply } from '../contract.ts';
import { call, type Talk, talking } from '../talk.ts';
import { ask, inBatches, isTrial } from './account.ts';
import { inBatch } from './batch.ts';
import { byKey, keysThere, originOf } from './look.ts';
import { shipmentBody } from './order.ts';
import { accepted, failed, refused } from './outcomes.ts';
import { isFine, isRefusal, no, parsed, wordsOf, yes } from './problems.ts';
import { isDead } from './statuses.ts';
import { ONE_SHIPMENT } from './wire.ts';

/** Parcels of one call: few enough that an answer that is lost leaves few in doubt, and that it does not take long. */
const ONE_BY_ONE = 10;
/** Of a trial, which allows 6 calls a minute. */
const TRIAL = 4;
/** The most that Easyship takes. */
const BATCH = 1000;
/** A batch is handed in, waited for and listed: not worth it for fewer. */
const FEW = 5;

/** What came of one shipment. After a fault Easyship may have made it all the same: it is looked for. */
function* outcomeOf(account: Account, order: ParcelOrder, reply: HttpReply): Talk<Created> {
  const { key, to } = order;
  if (isRefusal(reply)) return refused(key, wordsOf(reply, to));
  // 202 too: made, but no courier could be found for it yet.
  const made = parsed(reply, ONE_SHIPMENT, 'shipment:write');
  if (made.ok) return accepted(key, made.value.shipment.easyship_shipment_id);
  if (!isFine(reply) && !/^api\.http-5/.test(made.problem.code)) return failed(key, made.problem);
  const found = yield* byKey(account, key);
  const one = found.ok ? found.value.find(({ shipment_state }) => !isDead(shipment_state)) : undefined;
  return one ? accepted(key, one.easyship_shipment_id) : failed(key, made.problem);
}

function* oneByOne(
  account: Account,
  orders: readonly ParcelOrder[],
  originId: string,
): Talk<Reply<readonly Created[]>> {
  const created: Created[] = [];
  for (const [index, order] of orders.entries()) {
    const body = shipmentBody(order, account.settings, originId);
    const reply = yield* call(ask(account, 'POST', '/shipments', { body }));
    const outcome = yield* outcomeOf(account, order, reply);
    created.push(outcome);
    if (outcome.outcome !== 'failed') continue;
    // What stands in the way of one stands in the way of all: credentials, the plan, the service itself.
    if (index === 0 && !isFine(reply)) return no(outcome.problem);
    for (const { key } of orders.slice(index + 1)) created.push(failed(key, outcome.problem));
    break;
  }
  return yes(created);
}

function* creating(account: Account, orders: readonly ParcelOrder[]): Talk<Reply<readonly Created[]>> {
  const there = yield* keysThere(
    account,
    orders.map(({ key }) => key),
  );
  if (!there.ok) return there;
  const exists = orders
    .filter(({ key }) => there.value.has(key))
    .map(({ key }): Created => ({ key, outcome: 'exists' }));
  const fresh = orders.filter(({ key }) => !there.value.has(key));
  if (fresh.length === 0) return yes(exists);
  const origin = yield* originOf(account);
  if (!origin.ok) return origin;
  const way = inBatches(account) && fresh.length >= FEW ? inBatch : oneByOne;
  const made = yield* way(account, fresh, origin.value);
  return made.ok ? yes([...exists, ...made.value]) : made;
}

export const create = {
  ...talking(creating),
  batch: ONE_BY_ONE,
  batchFor: (account: Account): number =>
    inBatches(account) ? BATCH : isTrial(account) ? TRIAL : ONE_BY_ONE,
};
