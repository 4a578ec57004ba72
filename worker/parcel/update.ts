/** A parcel after what its partner says of it. Pure; any order of answers and any repetition comes to the same. */
import type { ShippedWhen } from '../../shared/tabs/tabs.ts';
import type { PartnerOrder, Scan } from '../connectors/contract.ts';
import type { ParcelState } from '../store/tables.ts';
import { mergePackages, newPackage, tracked } from './packages.ts';
import { hasShipped, isLive, type Package, type Parcel, UNSAID } from './rows.ts';
import { mergeScans } from './tracking.ts';

export interface Updated {
  readonly parcel: Parcel;
  readonly packages: readonly Package[];
  readonly changed: boolean;
}

/**
 * `cancelled` and `refused` are the last words of a partner: an older "created" that comes late does not take them back.
 * What was never sent, or whose sending is in doubt, is settled by the outbox alone.
 */
function stateAfter(state: ParcelState, said: PartnerOrder['state']): ParcelState {
  if (state === 'taken' || state === 'unknown' || state === 'cancelled') return state;
  if (said === 'cancelled') return 'cancelled';
  return said === 'refused' ? 'refused' : state;
}

/**
 * Applies one answer about the order of a parcel. `rule` is the channel's: what its owner records as Shipped stays, at
 * its time, whatever the carrier says later (property 8); only a voided label takes it back (case H13).
 */
export function applyOrder(
  parcel: Parcel,
  packages: readonly Package[],
  order: PartnerOrder,
  rule: ShippedWhen,
  now: Date,
): Updated {
  // Nothing was sent for it yet: whatever bears its key is another's until the outbox has looked (case F9).
  if (parcel.state === 'taken') return { parcel, packages, changed: false };
  const state = stateAfter(parcel.state, order.state);
  let next = mergePackages(parcel, packages, order.packages, rule, now);
  if (order.state === 'shipped' && rule === 'partner reports it') next = reported(parcel, next, now);
  const moved = state !== parcel.state;
  const after: Parcel = {
    ...parcel,
    state,
    external_id: order.externalId || parcel.external_id,
    order_number: order.orderNumber || parcel.order_number,
    // What we asked for is nobody's own idea.
    reason: moved
      ? parcel.state === 'cancel asked' && state === 'cancelled'
        ? ''
        : order.reason
      : parcel.reason,
    cancelled_at: moved && state === 'cancelled' ? now : parcel.cancelled_at,
  };
  return settle(parcel, packages, after, next);
}

/** The partner reports the order shipped: if no package says when, it is now. */
function reported(parcel: Parcel, packages: readonly Package[], now: Date): Package[] {
  if (packages.length === 0) return [{ ...newPackage(parcel, 0, UNSAID), shipped_at: now }];
  if (hasShipped(packages)) return [...packages];
  const first = packages.find(isLive);
  return packages.map((one) => (one === first ? { ...one, shipped_at: now } : one));
}

/** Applies what a carrier says of the numbers of a parcel: scans by tracking number. */
export function applyScans(
  parcel: Parcel,
  packages: readonly Package[],
  scans: ReadonlyMap<string, readonly Scan[]>,
  rule: ShippedWhen,
  now: Date,
): Updated {
  const next = packages.map((one) => {
    const news = scans.get(one.number);
    if (news === undefined || one.number === '') return one;
    return tracked(parcel, one, mergeScans(one.scans, news), rule, '', now);
  });
  return settle(parcel, packages, parcel, next);
}

function settle(
  parcel: Parcel,
  packages: readonly Package[],
  after: Parcel,
  next: readonly Package[],
): Updated {
  const changed = keyOf(parcel, packages) !== keyOf(after, next);
  if (!changed) return { parcel, packages, changed };
  return { parcel: { ...after, version: parcel.version + 1 }, packages: next, changed };
}

/** All that an answer can change, field by field: JSON of the store sorts its keys. */
function keyOf(parcel: Parcel, packages: readonly Package[]): string {
  return JSON.stringify([
    parcel.state,
    parcel.external_id,
    parcel.order_number,
    parcel.reason,
    parcel.cancelled_at,
    packages.map((one) => [
      one.n,
      one.external_id,
      one.number,
      one.carrier,
      one.url,
      one.cost,
      one.lines?.map(({ sku, quantity }) => [sku, quantity]) ?? null,
      one.shipped_at,
      one.voided_at,
      one.tracking_status,
      one.delivered_at,
      one.scans.map(({ at, original, status, raw, physical }) => [at, original, status, raw, physical]),
    ]),
  ]);
}
