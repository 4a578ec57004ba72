/**
 * What cancelling units does to an order: the new Cancelled items, and what is left in its shipments. Open units go
 * first, units at the warehouse only when it has agreed; shipped units never.
 */
import type { Accounts, UnitAccount } from './accounts.ts';
import type { Campaign, Shipment } from './campaign.ts';
import { formatItems } from './items.ts';

/** A shipment that loses units. */
export interface ShipmentCut {
  readonly shipment: Shipment;
  /** What is left in it; "" when nothing is: then the shipment is cancelled. */
  readonly contents: string;
}

export interface Cancelling {
  /** Cancelled items with what was cancelled earlier. */
  readonly cancelledItems: string;
  readonly cuts: readonly ShipmentCut[];
}

/** How many units of a SKU may be cancelled: the open ones, and with the warehouse's word the pushed ones. */
function cancellable(unit: UnitAccount, withPushed: boolean): number {
  return Math.max(0, unit.open) + (withPushed ? unit.pushed : 0);
}

/** All units that may be cancelled, by SKU; empty when none is left. */
export function allCancellable(account: Accounts, withPushed: boolean): Map<string, number> {
  const take = new Map<string, number>();
  for (const unit of account.units) {
    const quantity = cancellable(unit, withPushed);
    if (quantity > 0) take.set(unit.sku, quantity);
  }
  return take;
}

/**
 * Cancels `take` (unit SKU to quantity, at most what `cancellable` says) in order i. Shipments that were not sent lose
 * what is no longer open; sent ones lose the rest of what is taken. The last shipment loses first.
 */
export function cancelling(
  campaign: Campaign,
  i: number,
  account: Accounts,
  take: ReadonlyMap<string, number>,
): Cancelling {
  const orderId = campaign.col('Order ID')[i] ?? '';
  const earlier = campaign.catalog.units(campaign.col('Cancelled items')[i] ?? '').units;
  const cancelled = new Map(earlier.map(({ sku, quantity }) => [sku, quantity]));
  const fromPlanned = new Map<string, number>();
  const fromPushed = new Map<string, number>();
  for (const unit of account.units) {
    const quantity = take.get(unit.sku) ?? 0;
    if (quantity <= 0) continue;
    cancelled.set(unit.sku, (cancelled.get(unit.sku) ?? 0) + quantity);
    const open = Math.max(0, unit.open);
    fromPushed.set(unit.sku, Math.max(0, quantity - open));
    fromPlanned.set(unit.sku, Math.max(0, unit.planned - Math.max(0, open - quantity)));
  }
  const cuts: ShipmentCut[] = [];
  for (const shipment of [...campaign.shipmentsOf(orderId)].reverse()) {
    if (shipment.replaces !== '') continue;
    if (shipment.status === 'not sent') cutOne(campaign, shipment, fromPlanned, cuts);
    if (shipment.status === 'sent') cutOne(campaign, shipment, fromPushed, cuts);
  }
  return {
    cancelledItems: formatItems([...cancelled].map(([sku, quantity]) => ({ sku, quantity }))),
    cuts: [...cuts, ...extraBoxes(campaign, orderId, cuts)],
  };
}

function cutOne(
  campaign: Campaign,
  shipment: Shipment,
  wanted: Map<string, number>,
  cuts: ShipmentCut[],
): void {
  let taken = 0;
  const left = campaign.catalog.units(shipment.contents).units.map(({ sku, quantity }) => {
    const part = Math.min(quantity, wanted.get(sku) ?? 0);
    taken += part;
    wanted.set(sku, (wanted.get(sku) ?? 0) - part);
    return { sku, quantity: quantity - part };
  });
  if (taken > 0) cuts.push({ shipment, contents: formatItems(left) });
}

/** Further boxes (`<id>.<m>`, Contents `-`) of shipments that are cancelled whole: they hold no units of their own. */
function extraBoxes(campaign: Campaign, orderId: string, cuts: readonly ShipmentCut[]): ShipmentCut[] {
  const gone = cuts.filter((cut) => cut.contents === '').map((cut) => `${cut.shipment.id}.`);
  if (gone.length === 0) return [];
  return campaign
    .shipmentsOf(orderId)
    .filter(
      (shipment) =>
        shipment.contents === '-' &&
        (shipment.status === 'sent' || shipment.status === 'not sent') &&
        gone.some((parent) => shipment.id.startsWith(parent)),
    )
    .map((shipment) => ({ shipment, contents: '' }));
}

/** The first shipment of an order that the warehouse has; null when there is none. Replacements are not asked about. */
export function atWarehouse(campaign: Campaign, i: number): string | null {
  const orderId = campaign.col('Order ID')[i] ?? '';
  const sent = campaign
    .shipmentsOf(orderId)
    .find((shipment) => shipment.status === 'sent' && shipment.replaces === '');
  return sent?.id ?? null;
}
