/** Looks things up in Easyship: shipments by key and by id, their checkpoints, the address that parcels leave from. */
import type { Account, HttpReply, OrderRef, PartnerOrder, Reply } from '../contract.ts';
import { call, type Talk, talking } from '../talk.ts';
import { ask, inBatches, PER_PAGE } from './account.ts';
import { no, parsed, yes } from './problems.ts';
import { keyOf, orderOf } from './read.ts';
import { isDead, isDeadStatus } from './statuses.ts';
import {
  ADDRESSES,
  BATCHES,
  type Checkpoint,
  ONE_SHIPMENT,
  SHIPMENTS,
  type Shipment,
  TRACKED,
} from './wire.ts';

/** An id of a shipment, as Easyship writes them; whatever is not one is never put into an address. */
export const isShipmentId = (id: string): boolean => /^ES[A-Z0-9]{4,30}$/.test(id);

export const showing = (account: Account, id: string) =>
  ask(account, 'GET', `/shipments/${encodeURIComponent(id)}`);
export const shipmentOf = (reply: HttpReply): Reply<Shipment | null> => {
  if (reply.status === 404) return yes(null);
  const read = parsed(reply, ONE_SHIPMENT, 'shipment:read');
  return read.ok ? yes(read.value.shipment) : read;
};

/** Shipments of our key, the dead ones too: Easyship never refuses a number that it has already. */
export function* byKey(account: Account, key: string): Talk<Reply<readonly Shipment[]>> {
  const query = { platform_order_number: key, per_page: PER_PAGE };
  const read = parsed(yield* call(ask(account, 'GET', '/shipments', { query })), SHIPMENTS, 'shipment:read');
  // The filter is not documented to be exact.
  return read.ok ? yes(read.value.shipments.filter((one) => keyOf(one) === key)) : read;
}

/** The one live shipment that a reference names; null where there is none. By its id where we know it. */
export function* byRef(account: Account, ref: OrderRef): Talk<Reply<Shipment | null>> {
  if (isShipmentId(ref.externalId)) return shipmentOf(yield* call(showing(account, ref.externalId)));
  const found = yield* byKey(account, ref.key);
  if (!found.ok) return found;
  return yes(found.value.find((one) => !isDead(one.shipment_state)) ?? found.value[0] ?? null);
}

/** How many keys go into one address. */
const KEYS_A_CALL = 50;

/** Those of the keys that a live shipment has. One call for 50, where `byKey` takes one for each. */
export function* keysThere(account: Account, keys: readonly string[]): Talk<Reply<ReadonlySet<string>>> {
  const there = new Set<string>();
  for (let at = 0; at < keys.length; at += KEYS_A_CALL) {
    const query = { platform_order_number: keys.slice(at, at + KEYS_A_CALL).join(','), per_page: PER_PAGE };
    const read = parsed(
      yield* call(ask(account, 'GET', '/shipments/trackings', { query })),
      TRACKED,
      'track:read',
    );
    if (!read.ok) return read;
    for (const { platform_order_number, status } of read.value.shipments) {
      if (!isDeadStatus(status)) there.add(platform_order_number);
    }
  }
  return yes(there);
}

/** Nothing was scanned of these yet: their checkpoints need no call. */
const hasNews = ({ delivery_state }: Shipment): boolean =>
  delivery_state !== '' && delivery_state !== 'not_created' && delivery_state !== 'pending';

/** Shipments (100 at most) as our orders, with the checkpoints of those that have any. */
export function* withScans(
  account: Account,
  shipments: readonly Shipment[],
): Talk<Reply<readonly PartnerOrder[]>> {
  const scans = new Map<string, readonly Checkpoint[]>();
  const ids = shipments.filter(hasNews).map((shipment) => shipment.easyship_shipment_id);
  if (ids.length > 0) {
    const query = { easyship_shipment_id: ids.join(','), include_checkpoints: 'true', per_page: PER_PAGE };
    const reply = yield* call(ask(account, 'GET', '/shipments/trackings', { query }));
    // A token without that scope: what the shipments themselves say is less, and true.
    if (reply.status !== 403) {
      const read = parsed(reply, TRACKED, 'track:read');
      if (!read.ok) return read;
      for (const one of read.value.shipments) scans.set(one.easyship_shipment_id, one.checkpoints);
    }
  }
  return yes(shipments.map((one) => orderOf(one, scans.get(one.easyship_shipment_id))));
}

/** Whether Easyship is at work on a batch: what it makes can be looked up only afterwards. */
function* batchRuns(account: Account): Talk<Reply<boolean>> {
  for (const state of ['created', 'processing']) {
    const query = { type: 'shipment_batch', state, per_page: 1 };
    const read = parsed(yield* call(ask(account, 'GET', '/batches', { query })), BATCHES, 'batch:read');
    if (!read.ok) return read;
    if (read.value.batches.length > 0) return yes(true);
  }
  return yes(false);
}

/** Waited for, and asked again. */
export const batchIsLate = no({
  code: 'api.timeout',
  message: 'Easyship is still at work on a batch. It is asked again later.',
});

function* finding(account: Account, ref: OrderRef): Talk<Reply<readonly PartnerOrder[]>> {
  const found = yield* byKey(account, ref.key);
  if (!found.ok) return found;
  let shipments = found.value;
  if (shipments.length === 0 && isShipmentId(ref.externalId)) {
    const one = shipmentOf(yield* call(showing(account, ref.externalId)));
    if (!one.ok) return one;
    if (one.value) shipments = [one.value];
  }
  if (shipments.length === 0 && inBatches(account)) {
    const runs = yield* batchRuns(account);
    if (!runs.ok) return runs;
    if (runs.value) return batchIsLate;
  }
  return yield* withScans(account, shipments);
}
export const find = talking(finding);

/** The id of the address that parcels leave from: of the settings, or Easyship's default for pick-ups. */
export function* originOf(account: Account): Talk<Reply<string>> {
  const own = (account.settings.originAddressId ?? '').trim();
  if (own !== '') return yes(own);
  const read = yield* addressesOf(account);
  if (!read.ok) return read;
  const found = read.value.find((one) => one.default_for?.pickup === true) ?? read.value[0];
  if (found) return yes(found.id);
  return no({
    code: 'partner.settings',
    message: 'Easyship has no address that parcels leave from. Add one there, under Settings, Addresses.',
  });
}

export function* addressesOf(account: Account) {
  const query = { status: 'active', per_page: PER_PAGE };
  const read = parsed(yield* call(ask(account, 'GET', '/addresses', { query })), ADDRESSES, 'address:read');
  return read.ok ? yes(read.value.addresses) : read;
}
