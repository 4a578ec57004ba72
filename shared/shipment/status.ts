/** What we know of a shipment: one status from its facts. The carrier's view is another axis and plays no part here. */

export const SHIPMENT_STATUSES = ['cancelled', 'shipped', 'refused', 'sent', 'not sent'] as const;
export type ShipmentStatus = (typeof SHIPMENT_STATUSES)[number];

/** How the units of a shipment count in the order's accounts; null counts as nothing. */
export const COUNTS_AS: Readonly<Record<ShipmentStatus, 'shipped' | 'pushed' | 'open' | null>> = {
  cancelled: null,
  shipped: 'shipped',
  refused: null,
  sent: 'pushed',
  'not sent': 'open',
};

/** The first that fits: cancelled, shipped, refused by the partner, sent, not sent. All are cell texts; "" is no fact. */
export function shipmentStatus(facts: {
  cancelledAt: string;
  shippedAt: string;
  pushedAt: string;
  warehouseSays: string;
}): ShipmentStatus {
  if (facts.cancelledAt !== '') return 'cancelled';
  if (facts.shippedAt !== '') return 'shipped';
  if (facts.warehouseSays.startsWith('refused')) return 'refused';
  if (facts.pushedAt !== '') return 'sent';
  return 'not sent';
}
