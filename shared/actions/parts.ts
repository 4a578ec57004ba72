/** Parts that several actions share. */

import type { Campaign } from '../order/campaign.ts';
import type { Cancelling } from '../order/cancelling.ts';
import type { Exploded } from '../order/catalog.ts';
import { frozen } from '../order/guards.ts';
import type { PlanBuilder } from '../plan/builder.ts';
import type { Figures } from '../plan/types.ts';

/** The Order IDs of rows; a row that lost its id is known by its place on the sheet. */
export function keysOf(campaign: Campaign, rows: readonly number[]): string[] {
  const ids = campaign.col('Order ID');
  return rows.map((i) => ids[i] || `row ${campaign.row(i) + 2}`);
}

/**
 * Visits the orders of a plan, as (index, subject). Rows whose identity is in doubt are left alone first, by every
 * action alike: what is visited may be written.
 */
export function eachOrder(
  campaign: Campaign,
  rows: readonly number[],
  builder: PlanBuilder,
  visit: (i: number, s: number) => void,
): void {
  for (let s = 0; s < rows.length; s++) {
    const i = rows[s] ?? 0;
    const doubt = frozen(campaign, i);
    if (doubt === null) visit(i, s);
    else builder.left(s, doubt);
  }
}

/** Units per SKU of exploded items and how often each occurs, the largest count first: what a lock-down makes final. */
export function unitFigures(counts: ReadonlyMap<Exploded, number>, title: string): Figures {
  const sums = new Map<string, number>();
  for (const [{ units }, times] of counts) {
    for (const { sku, quantity } of units) sums.set(sku, (sums.get(sku) ?? 0) + quantity * times);
  }
  return sumFigures(sums, title);
}

/** Units by SKU, most first. */
export function sumFigures(sums: ReadonlyMap<string, number>, title: string): Figures {
  const rows = [...sums].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  return { title, columns: ['SKU', 'Units'], rows };
}

/** So many rows are edited one by one; above it, and above a tenth, something moved a whole column. */
const FEW = 20;
export const columnMoved = (outside: number, all: number): boolean => outside > Math.max(FEW, all / 10);

/** What a moved column would do; `who` have another content than was accepted. */
export const sortedAlone = (who: string): string =>
  `${who} have another name, address or items than were accepted. If a column was sorted or pasted by itself, undo that first: accepted as they stand, parcels would go to the wrong people.`;

/** A setter for what cancelling does to order i and its shipments: each of those rows is written once. */
export function cancelSetters(
  builder: PlanBuilder,
  campaign: Campaign,
  now: string,
): (subject: number, i: number, made: Cancelling) => void {
  const setOrder = builder.cells('Orders', ['Cancelled items']);
  const cut = cutSetter(builder, now);
  const ids = campaign.col('Order ID');
  return (subject, i, made) => {
    setOrder(subject, ids[i] ?? '', i, [made.cancelledItems]);
    cut(subject, made);
  };
}

/** A setter for what cancelling leaves in the shipments of an order. */
export function cutSetter(builder: PlanBuilder, now: string): (subject: number, made: Cancelling) => void {
  const setShipment = builder.cells('Shipments', ['Contents', 'Cancelled at']);
  return (subject, made) => {
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
