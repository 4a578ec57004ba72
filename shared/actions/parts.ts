/** Parts that several actions share. */
import { unitsOf } from '../order/accounts.ts';
import type { Campaign } from '../order/campaign.ts';
import type { Cancelling } from '../order/cancelling.ts';
import type { PlanBuilder } from '../plan/builder.ts';
import { CHANGE, type Figures, type Plan } from '../plan/types.ts';

/** The Order IDs of rows. */
export function keysOf(campaign: Campaign, rows: readonly number[]): string[] {
  const ids = campaign.col('Order ID');
  return rows.map((i) => ids[i] ?? '');
}

/** Units per SKU of the orders that will change, the largest count first: what a lock-down makes final. */
export function unitFigures(
  campaign: Campaign,
  plan: Plan,
  rows: readonly number[],
  title: string,
): Figures[] {
  const sums = new Map<string, number>();
  const byItems = new Map<ReturnType<typeof unitsOf>, number>();
  for (let s = 0; s < rows.length; s++) {
    if (plan.outcome[s] !== CHANGE) continue;
    const units = unitsOf(campaign, rows[s] ?? 0);
    byItems.set(units, (byItems.get(units) ?? 0) + 1);
  }
  for (const [{ units }, times] of byItems) {
    for (const { sku, quantity } of units) sums.set(sku, (sums.get(sku) ?? 0) + quantity * times);
  }
  if (sums.size === 0) return [];
  const rowsOut = [...sums].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  return [{ title, columns: ['SKU', 'Units'], rows: rowsOut }];
}

/** A setter for what cancelling does to order i and its shipments: each of those rows is written once. */
export function cancelSetters(
  builder: PlanBuilder,
  campaign: Campaign,
  now: string,
): (subject: number, i: number, made: Cancelling) => void {
  const setOrder = builder.cells('Orders', ['Cancelled items']);
  const setShipment = builder.cells('Shipments', ['Contents', 'Cancelled at']);
  const ids = campaign.col('Order ID');
  return (subject, i, made) => {
    setOrder(subject, ids[i] ?? '', i, [made.cancelledItems]);
    for (const { shipment, contents } of made.cuts) {
      const values = contents === '' ? [undefined, now] : [contents, undefined];
      setShipment(subject, shipment.id, shipment.index, values);
    }
  };
}

/** A typed reason as a cell takes it: one line of at most 200 characters. */
export function oneLine(said: string): string {
  return said.replace(/\s+/g, ' ').trim().slice(0, 200);
}
