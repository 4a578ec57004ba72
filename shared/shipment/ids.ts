/** Shipment ids: `<Order ID>-<n>`, n never reused; `<id>.<m>` for what split off from a shipment. */

/** The number n of a shipment id of this order, of a child too; 0 when it is not of this form. */
export function shipmentNumber(orderId: string, shipmentId: string): number {
  if (!shipmentId.startsWith(`${orderId}-`)) return 0;
  const found = /^(\d+)(\.\d+)*$/.exec(shipmentId.slice(orderId.length + 1));
  return found === null ? 0 : Number(found[1]);
}

/** The next free id. Takes all ids that were ever given to this order, those that Packages names included. */
export function nextShipmentId(orderId: string, used: Iterable<string>): string {
  let last = 0;
  for (const id of used) last = Math.max(last, shipmentNumber(orderId, id));
  return `${orderId}-${last + 1}`;
}

/** The next free child id of a shipment. */
export function nextChildId(shipmentId: string, used: Iterable<string>): string {
  let last = 0;
  for (const id of used) {
    if (!id.startsWith(`${shipmentId}.`)) continue;
    const rest = id.slice(shipmentId.length + 1);
    if (/^\d+$/.test(rest)) last = Math.max(last, Number(rest));
  }
  return `${shipmentId}.${last + 1}`;
}

/** The ids that a Packages cell names: `1042-1 shipped; 1042-2 sent`. */
export function packageIds(packages: string): string[] {
  if (packages === '') return [];
  return packages
    .split(';')
    .map((part) => part.trim().split(' ')[0] ?? '')
    .filter((id) => id !== '');
}
