/** The keys by which files name orders. */
import { type KeyIndex, MANY } from '../tracking/match.ts';
import type { Campaign } from './campaign.ts';

/** Every kind of key to the index of its order; a key of two orders leads to neither. */
export function keysByOrder(campaign: Campaign): KeyIndex & { readonly orderIds: readonly string[] } {
  const byShipmentId = new Map<string, number>();
  for (const shipment of campaign.shipments) {
    const i = campaign.index.get(shipment.orderId);
    if (i !== undefined) byShipmentId.set(shipment.id, i);
  }
  const orderIds = campaign.col('Order ID');
  return {
    byShipmentId,
    byOrderId: indexed(orderIds),
    byUid: indexed(campaign.col('Backer UID')),
    byBackerNumber: indexed(campaign.col('Backer number')),
    byEmail: indexed(campaign.col('Email').map((email) => email.toLowerCase())),
    orderIds,
  };
}

function indexed(cells: readonly string[]): Map<string, number> {
  const index = new Map<string, number>();
  for (const [i, key] of cells.entries()) {
    if (key !== '') index.set(key, index.has(key) ? MANY : i);
  }
  return index;
}
