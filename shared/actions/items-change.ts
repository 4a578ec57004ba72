/** Adding units to orders, as Add Item to Orders and Substitute Item do it: Items, Locked items and Row check agree. */

import type { Campaign } from '../order/campaign.ts';
import { contentCells, type Refusal } from '../order/guards.ts';
import { formatItems, parseItems, type Unit } from '../order/items.ts';
import { contentHash, formatRowCheck, parseRowCheck } from '../order/row-check.ts';
import type { PlanBuilder } from '../plan/builder.ts';
import type { Options } from '../plan/types.ts';
import type { Goods } from '../products/goods.ts';

export interface ItemChange {
  readonly added: Unit;
  /** The new Cancelled items; undefined leaves them. */
  readonly cancelled: string | undefined;
  readonly note: string;
}

/**
 * A setter for orders whose items can be read. The added units go into Items, and of a locked order, taken apart, into
 * Locked items. A row that was as accepted stays so; edits that wait to be accepted go on waiting.
 */
export function itemChange(
  builder: PlanBuilder,
  campaign: Campaign,
): (subject: number, i: number, change: ItemChange) => void {
  const set = builder.cells('Orders', ['Items', 'Locked items', 'Cancelled items', 'Notes', 'Row check']);
  const { id, items, lockedItems, lockedAt } = campaign.facts;
  const { catalog } = campaign;
  return (subject, i, { added, cancelled, note }) => {
    const parsed = parseItems(items[i] ?? '');
    if (!parsed.ok) throw new Error(`The items of ${id[i]} cannot be read`);
    const now = joined([...parsed.items, added]);
    const locked = lockedItems[i] ?? '';
    const units = catalog.explode(formatItems([added])).units;
    set(subject, id[i] ?? '', i, [
      now,
      lockedAt[i] === '' || locked === '' ? undefined : joined([...catalog.units(locked).units, ...units]),
      cancelled,
      note,
      rowCheck(campaign, i, now),
    ]);
  };
}

/** The check of a row whose content was as accepted, with the new items; undefined leaves it. Written as a fact, for undo. */
function rowCheck(campaign: Campaign, i: number, items: string): string | undefined {
  const check = parseRowCheck(campaign.facts.rowCheck[i] ?? '');
  const cells = contentCells(campaign, i);
  if (check === null || check.stage === null || check.content !== contentHash(cells)) return undefined;
  return formatRowCheck({ ...check, stage: check.stage, content: contentHash([items, ...cells.slice(1)]) });
}

/** Items with each SKU once. */
function joined(units: readonly Unit[]): string {
  const sums = new Map<string, number>();
  for (const { sku, quantity } of units) sums.set(sku, (sums.get(sku) ?? 0) + quantity);
  return formatItems([...sums].map(([sku, quantity]) => ({ sku, quantity })));
}

/** Why a SKU can be added to no order at all. */
export function refusedSku(campaign: Campaign, goods: ReadonlyMap<string, Goods>, item: Unit): Refusal {
  const made = campaign.catalog.explode(formatItems([item]));
  if (made.problem !== null) return made.problem;
  const unknown = made.unknown[0] ?? made.unmapped[0];
  if (unknown !== undefined) return { code: 'sku.unknown', detail: unknown };
  const gone = made.units.find(({ sku }) => goods.get(sku)?.discontinued);
  return gone === undefined ? null : { code: 'sku.discontinued', detail: gone.sku };
}

/** The SKU and quantity of an option; null when it holds none. */
export function skuOption(options: Options, name: string): Unit | null {
  const given = options[name];
  if (typeof given !== 'object' || given === null) return null;
  const sku: unknown = Reflect.get(given, 'sku');
  const quantity: unknown = Reflect.get(given, 'quantity');
  if (typeof sku !== 'string' || typeof quantity !== 'number') return null;
  if (!Number.isInteger(quantity) || quantity < 1 || quantity > 99_999) return null;
  const trimmed = sku.trim();
  // An Items cell could not hold it, and everything behind it would be lost.
  return trimmed === '' || trimmed.length > 64 || /[;\r\n]/.test(trimmed) ? null : { sku: trimmed, quantity };
}

/** Notes with a sentence more. */
export const noted = (notes: string, more: string): string => (notes === '' ? more : `${notes}; ${more}`);
