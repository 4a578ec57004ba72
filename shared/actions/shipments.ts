/** Making shipments: what is still free to send, by channel. Shared by Push, Mark as Shipped and Import Tracking. */

import { countryCode } from '../address/countries.ts';
import type { Accounts } from '../order/accounts.ts';
import type { Campaign, Shipment } from '../order/campaign.ts';
import type { Guard } from '../order/guards.ts';
import { formatItems, type Unit } from '../order/items.ts';
import type { Route } from '../routing/route.ts';
import { nextShipmentId, packageIds } from '../shipment/ids.ts';
import { ADDRESS_COLUMNS, shipTo } from '../shipment/ship-to.ts';

/** The columns that a new shipment needs of its order. */
export const SHIP_TO_COLUMNS = ['Name', ...ADDRESS_COLUMNS, 'Phone'] as const;

/** The columns of an added shipment. */
export const NEW_SHIPMENT = [
  'Shipment ID',
  'Order ID',
  'Channel',
  'Contents',
  'Tracking number',
  'Carrier',
  'Pushed at',
  'Shipped at',
  'Ship to',
  'Batch',
  'Tracking URL',
] as const;

/** Physical units that are open and stand in no shipment yet: open minus not sent. */
function freeUnits(account: Accounts): Unit[] {
  const free: Unit[] = [];
  for (const unit of account.units) {
    const quantity = unit.open - unit.planned;
    if (unit.physical && quantity > 0) free.push({ sku: unit.sku, quantity });
  }
  return free;
}

/** Not cancelled, not refused: it is on its way or will be. */
export function isLive(shipment: Shipment): boolean {
  return shipment.status !== 'cancelled' && shipment.status !== 'refused';
}

/** Accounts that do not add up make nothing new: a planned shipment may hold more than is open. */
export const addsUp: Guard = (_, __, account) => {
  if (!account.broken) return null;
  const bad = account.units.find((unit) => unit.open < 0 || unit.planned > unit.open);
  return { code: 'qty.over', detail: bad?.sku ?? '' };
};

/** Where the free units of order i would go. */
export function routeFree(campaign: Campaign, i: number, account: Accounts): Route {
  return campaign.route(freeUnits(account), countryCode(campaign.col('Country')[i] ?? '') ?? '');
}

/** The channels that still have something of order i to ship, in order; of shipments those that were not sent, or all. */
export function openChannels(
  campaign: Campaign,
  i: number,
  account: Accounts,
  which: 'not sent' | 'all' = 'all',
): string[] {
  const names = new Set<string>();
  for (const { status, channel } of campaign.shipmentsAt(i)) {
    if (status === 'not sent' || (status === 'sent' && which === 'all')) names.add(channel);
  }
  for (const routed of routeFree(campaign, i, account).shipments) names.add(routed.channel);
  return [...names];
}

/** Every shipment id that order i has ever had, as far as the sheet tells. */
export function usedIds(campaign: Campaign, i: number): string[] {
  const orderId = campaign.col('Order ID')[i] ?? '';
  return [
    ...campaign.shipmentsOf(orderId).map((shipment) => shipment.id),
    ...packageIds(campaign.col('Packages')[i] ?? ''),
  ];
}

export function newShipmentId(campaign: Campaign, i: number): string {
  return nextShipmentId(campaign.col('Order ID')[i] ?? '', usedIds(campaign, i));
}

/** Ship to, of order i as it is now. */
export function shipToOf(campaign: Campaign, i: number): string {
  const cell = (name: string): string => campaign.col(name)[i] ?? '';
  return shipTo({ name: cell('Name'), address: ADDRESS_COLUMNS.map(cell), phone: cell('Phone') });
}

/** The contents cell of units. */
export function contentsOf(units: readonly Unit[]): string {
  return formatItems(units);
}

/** Shipments of an order in one channel that have a status. */
export function inChannel(
  campaign: Campaign,
  i: number,
  channel: string,
  status: Shipment['status'],
): Shipment[] {
  const orderId = campaign.col('Order ID')[i] ?? '';
  return campaign
    .shipmentsOf(orderId)
    .filter((shipment) => shipment.channel === channel && shipment.status === status);
}
