/**
 * The accounts of an order: for each unit SKU, locked = cancelled + shipped + pushed + open. Before lock-down the
 * items take the place of the locked units.
 */
import { COUNTS_AS } from '../shipment/status.ts';
import type { Campaign, Shipment } from './campaign.ts';
import type { Catalog, Exploded } from './catalog.ts';

export interface UnitAccount {
  readonly sku: string;
  readonly physical: boolean;
  readonly ordered: number;
  readonly cancelled: number;
  readonly shipped: number;
  readonly pushed: number;
  /** Negative when more was cancelled, shipped and pushed than ordered: the invariant is broken. */
  readonly open: number;
  /** The part of `open` that stands in shipments that were not sent yet. */
  readonly planned: number;
}

/** Accounts of orders with the same items: untouched ones, and others by what was cancelled and what their parcels hold. */
export interface SharedAccounts {
  readonly untouched: Accounts;
  /** Orders with one parcel and nothing cancelled: by its status, then by what it holds. */
  readonly one: Map<Shipment['status'], Map<string, Accounts>>;
  readonly others: Map<string, Accounts>;
}

export interface Accounts {
  readonly units: readonly UnitAccount[];
  readonly problem: Exploded['problem'];
  readonly unknown: readonly string[];
  readonly unmapped: readonly string[];
  /** Sums over physical units. */
  readonly physical: {
    readonly ordered: number;
    readonly cancelled: number;
    readonly shipped: number;
    readonly pushed: number;
    readonly open: number;
  };
  /** Every unit, digital ones too, is cancelled. */
  readonly allCancelled: boolean;
  /** A unit has more going out than was ordered. */
  readonly broken: boolean;
}

/** The accounts from cells: pure. `locked` says whether Locked items (true) or Items are the base. */
function accountsOf(
  catalog: Catalog,
  base: Exploded,
  cancelledItems: string,
  shipments: readonly Shipment[],
): Accounts {
  const sums = new Map<
    string,
    { ordered: number; cancelled: number; shipped: number; pushed: number; planned: number }
  >();
  const entry = (sku: string) => {
    let found = sums.get(sku);
    if (found === undefined) {
      found = { ordered: 0, cancelled: 0, shipped: 0, pushed: 0, planned: 0 };
      sums.set(sku, found);
    }
    return found;
  };
  // A cell that cannot be read must not count as nothing: its units would be open, and ship a second time.
  let problem = base.problem;
  const unitsIn = (cell: string): Exploded['units'] => {
    const read = catalog.units(cell);
    problem ??= read.problem;
    return read.units;
  };
  for (const { sku, quantity } of base.units) entry(sku).ordered += quantity;
  for (const { sku, quantity } of unitsIn(cancelledItems)) entry(sku).cancelled += quantity;
  for (const shipment of shipments) {
    if (shipment.replaces !== '') continue;
    const as = COUNTS_AS[shipment.status];
    if (as === null) continue;
    for (const { sku, quantity } of unitsIn(shipment.contents)) {
      const sum = entry(sku);
      if (as === 'shipped') sum.shipped += quantity;
      else if (as === 'pushed') sum.pushed += quantity;
      else sum.planned += quantity;
    }
  }
  const physical = { ordered: 0, cancelled: 0, shipped: 0, pushed: 0, open: 0 };
  let total = 0;
  let gone = 0;
  let broken = false;
  const units: UnitAccount[] = [];
  for (const [sku, sum] of sums) {
    const open = sum.ordered - sum.cancelled - sum.shipped - sum.pushed;
    const isPhysical = !catalog.isDigital(sku);
    if (open < 0 || sum.planned > open) broken = true;
    total += sum.ordered;
    gone += Math.min(sum.cancelled, sum.ordered);
    if (isPhysical) {
      physical.ordered += sum.ordered;
      physical.cancelled += sum.cancelled;
      physical.shipped += sum.shipped;
      physical.pushed += sum.pushed;
      physical.open += Math.max(0, open);
    }
    units.push({
      sku,
      physical: isPhysical,
      open,
      ordered: sum.ordered,
      cancelled: sum.cancelled,
      shipped: sum.shipped,
      pushed: sum.pushed,
      planned: sum.planned,
    });
  }
  return {
    units,
    problem,
    unknown: base.unknown,
    unmapped: base.unmapped,
    physical,
    allCancelled: total > 0 && gone >= total,
    broken,
  };
}

/**
 * The exploded units of an order: frozen at lock-down, from Items before. Locked at without Locked items was typed by
 * hand: Items count on, or the order would hold nothing and drop out of sight.
 */
export function unitsOf(campaign: Campaign, i: number): Exploded {
  const { lockedAt, items, lockedItems: cells } = campaign.facts;
  const lockedItems = cells[i] ?? '';
  if (lockedItems === '' || lockedAt[i] === '') return campaign.catalog.explode(items[i] ?? '');
  return campaign.catalog.units(lockedItems);
}

/**
 * The accounts of order i. They are shared by all orders with the same items, cancellations and parcels: there are few
 * kinds of these, and many orders of each.
 */
export function accounts(campaign: Campaign, i: number, base: Exploded = unitsOf(campaign, i)): Accounts {
  const { catalog, plainAccounts } = campaign;
  const cancelled = campaign.facts.cancelledItems[i] ?? '';
  const shipments = campaign.shipmentsAt(i);
  let shared = plainAccounts.get(base);
  if (shared === undefined) {
    shared = { untouched: accountsOf(catalog, base, '', []), one: new Map(), others: new Map() };
    plainAccounts.set(base, shared);
  }
  if (cancelled === '' && shipments.length === 0) return shared.untouched;
  const [only] = shipments;
  if (cancelled === '' && shipments.length === 1 && only !== undefined && only.replaces === '') {
    // Most parcels are the only one of their order: two look-ups, and no text is put together for them.
    let ofStatus = shared.one.get(only.status);
    if (ofStatus === undefined) {
      ofStatus = new Map();
      shared.one.set(only.status, ofStatus);
    }
    let found = ofStatus.get(only.contents);
    if (found === undefined) {
      found = accountsOf(catalog, base, '', shipments);
      ofStatus.set(only.contents, found);
    }
    return found;
  }
  let kind = cancelled;
  for (const { status, contents, replaces } of shipments)
    if (replaces === '') kind += `\u0001${status}\u0001${contents}`;
  let known = shared.others.get(kind);
  if (known === undefined) {
    known = accountsOf(catalog, base, cancelled, shipments);
    shared.others.set(kind, known);
  }
  return known;
}
