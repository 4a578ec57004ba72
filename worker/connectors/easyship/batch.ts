/**
 * Hands in up to 1,000 shipments at once. Easyship answers with the batch's id only and works on it for minutes; its items
 * do not carry our keys for certain. So when it is done the shipments made since are listed and told by their order
 * number, and what is not among them has failed, for the reasons that the items give.
 */
import type { Account, Created, ParcelOrder, Reply } from '../contract.ts';
import { type Query, vendorText } from '../http.ts';
import { call, type Talk } from '../talk.ts';
import { ask, PER_PAGE } from './account.ts';
import { batchIsLate } from './look.ts';
import { batchBody } from './order.ts';
import { accepted, failed, refused } from './outcomes.ts';
import { isRefusal, parsed, wordsOf, yes } from './problems.ts';
import { keyOf } from './read.ts';
import { isDead } from './statuses.ts';
import { BATCH, BATCH_ITEMS, SHIPMENTS } from './wire.ts';

/** Between two looks at a batch: 12 minutes in all, of which a call a minute at most goes to it. */
const WAITS_MS = [5_000, 10_000, 15_000, 30_000, ...Array.from({ length: 11 }, () => 60_000)];
/** Other people's shipments of these minutes are in the list too. */
const MOST_PAGES = 50;
const DONE: ReadonlySet<string> = new Set(['processed', 'failed']);

/** The ids of the live shipments of these keys, among those made since. */
function* madeSince(
  account: Account,
  since: string,
  keys: ReadonlySet<string>,
): Talk<Reply<ReadonlyMap<string, string>>> {
  const made = new Map<string, string>();
  let page: number | null = 1;
  for (let pages = 0; page !== null && pages < MOST_PAGES && made.size < keys.size; pages++) {
    const query: Query = { created_at_from: since, per_page: PER_PAGE, page };
    const read = parsed(
      yield* call(ask(account, 'GET', '/shipments', { query })),
      SHIPMENTS,
      'shipment:read',
    );
    if (!read.ok) return read;
    for (const one of read.value.shipments) {
      if (keys.has(keyOf(one)) && !isDead(one.shipment_state)) made.set(keyOf(one), one.easyship_shipment_id);
    }
    page = read.value.meta;
  }
  return yes(made);
}

interface Failure {
  /** What Easyship calls the item; whether that is our order number is not documented. */
  readonly reference: string;
  readonly words: string;
}
function* failuresOf(account: Account, id: string): Talk<Reply<readonly Failure[]>> {
  const failures: Failure[] = [];
  let page: number | null = 1;
  while (page !== null) {
    const query: Query = { per_page: PER_PAGE, page };
    const path = `/batches/${encodeURIComponent(id)}/items`;
    const read = parsed(yield* call(ask(account, 'GET', path, { query })), BATCH_ITEMS, 'batch:read');
    if (!read.ok) return read;
    for (const { reference_id, state, processing_errors } of read.value.batch_items) {
      if (state === 'failed') failures.push({ reference: reference_id, words: processing_errors.join(' ') });
    }
    page = read.value.meta;
  }
  return yes(failures);
}

/** A reason for one that was not made: its own, or what all have in common; several are named as several. */
function reasonOf({ key, to }: ParcelOrder, failures: readonly Failure[]): string {
  const own = failures.find(({ reference }) => reference === key);
  if (own) return vendorText(own.words, to) || 'Easyship gives no reason.';
  const all = [
    ...new Set(failures.map(({ words }) => vendorText(words, to)).filter((words) => words !== '')),
  ];
  if (all.length === 0) return 'Easyship gives no reason.';
  return all.length === 1 ? (all[0] ?? '') : vendorText(`One of: ${all.slice(0, 3).join(' / ')}`, to);
}

/** Waits until the batch is done; null: it went on for longer than we wait. */
function* waitFor(account: Account, id: string): Talk<Reply<true | null>> {
  for (const waitMs of WAITS_MS) {
    const asked = ask(account, 'GET', `/batches/${encodeURIComponent(id)}`);
    const read = parsed(yield* call(asked, waitMs), BATCH, 'batch:read');
    if (!read.ok) return read;
    if (DONE.has(read.value.batch.state)) return yes(true);
  }
  return yes(null);
}

/** `orders` are new to Easyship. A batch that is refused as a whole names nobody: each of it is refused in its words. */
export function* inBatch(
  account: Account,
  orders: readonly ParcelOrder[],
  originId: string,
): Talk<Reply<readonly Created[]>> {
  const body = batchBody(orders, account.settings, originId);
  const reply = yield* call(ask(account, 'POST', '/batches/shipments', { body }));
  if (isRefusal(reply)) return yes(orders.map(({ key, to }) => refused(key, wordsOf(reply, to))));
  const batch = parsed(reply, BATCH, 'batch:write');
  if (!batch.ok) return batch;
  const { id, created_at } = batch.value.batch;
  const done = yield* waitFor(account, id);
  if (!done.ok) return done;
  if (done.value === null) return batchIsLate;

  const made = yield* madeSince(account, created_at, new Set(orders.map(({ key }) => key)));
  if (!made.ok) return made;
  const missing = orders.filter(({ key }) => !made.value.has(key));
  const failures = missing.length > 0 ? yield* failuresOf(account, id) : yes([]);
  if (!failures.ok) return failures;
  return yes(
    orders.map((order): Created => {
      const { key } = order;
      const shipment = made.value.get(key);
      if (shipment !== undefined) return accepted(key, shipment);
      // Fewer failures than are missing: some were made, and the list does not show them yet.
      return failures.value.length < missing.length && !failures.value.some((one) => one.reference === key)
        ? failed(key, batchIsLate.problem)
        : refused(key, reasonOf(order, failures.value));
    }),
  );
}
