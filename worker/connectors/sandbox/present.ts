/** Orders of the Sandbox as its API tells them. */
import type { Order, Scanned } from './order.ts';
import type { OrderOut } from './wire.ts';

/** The warehouse is in Ohio and writes its winter time all year. */
const OFFSET_HOURS = -5;

/** `2026-03-01T05:22:31-05:00`. */
function localTime(ms: number): string {
  const there = new Date(Math.floor(ms / 1000) * 1000 + OFFSET_HOURS * 3_600_000);
  return `${there.toISOString().slice(0, 19)}-05:00`;
}

export const scansOut = (scans: readonly Scanned[]): OrderOut['packages'][number]['scans'] =>
  scans.map(({ code, text, at }) => ({ code, text, at: localTime(at) }));

export function orderOut(order: Order): OrderOut {
  const { items, shipTo } = order.content;
  return {
    id: order.id,
    number: order.number,
    key: order.key,
    state: order.state,
    reason: order.reason,
    items: items.map(({ sku, quantity }) => ({ sku, quantity })),
    shipTo: { country: shipTo.country, postalCode: shipTo.postalCode },
    packages: order.boxes.map((box) => ({
      id: box.id,
      trackingNumber: box.trackingNumber,
      carrier: box.carrier,
      trackingUrl: box.trackingUrl,
      shippedAt: box.shippedAt === null ? null : localTime(box.shippedAt),
      voided: box.voided,
      items: box.items === null ? null : [...box.items],
      cost: box.cost,
      scans: scansOut(box.scans),
    })),
  };
}
