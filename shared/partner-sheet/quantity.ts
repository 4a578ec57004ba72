/** What a partner typed into Quantity: how much of a parcel has left. */
import { normalSku } from '../order/catalog.ts';
import { parseItems, type Unit } from '../order/items.ts';
import { parseQuantity } from '../source/quantity.ts';

export type PartnerQuantity =
  /** null: all of the parcel. */
  | { readonly ok: true; readonly units: readonly Unit[] | null }
  | {
      readonly ok: false;
      readonly code: 'qty.invalid' | 'qty.none' | 'qty.over' | 'sku.not-in-order';
      /** What was typed, or `3 MUG of 2`. */
      readonly detail: string;
    };

const no = (code: Extract<PartnerQuantity, { ok: false }>['code'], detail: string): PartnerQuantity => ({
  ok: false,
  code,
  detail: detail.slice(0, MOST_DETAIL),
});
const MOST_DETAIL = 80;

/**
 * Reads a Quantity cell against what the parcel holds. Blank, or the number of all units, is all; a smaller whole number
 * is that many where the parcel holds one SKU; `MUG x1; NOTE x1` (with × or a line an item too, SKUs in any case) is what
 * it says. Refuses 0 (`qty.none`), more than there is (`qty.over`), a SKU that is not in it, and everything that leaves
 * open what has left (`qty.invalid`).
 */
export function partnerQuantity(cell: string, holds: readonly Unit[]): PartnerQuantity {
  const typed = cell.trim();
  if (typed === '') return { ok: true, units: null };
  const total = holds.reduce((sum, { quantity }) => sum + quantity, 0);
  const number = parseQuantity(typed);
  if (number !== null) {
    if (number === 0) return no('qty.none', typed);
    if (number === total) return { ok: true, units: null };
    if (number > total) return no('qty.over', `${number} of ${total}`);
    const [only, ...others] = holds;
    return only === undefined || others.length > 0
      ? no('qty.invalid', typed)
      : { ok: true, units: [{ sku: only.sku, quantity: number }] };
  }
  const read = parseItems(typed.replace(/\s*[\r\n]+\s*/g, '; ').replace(/ [X×] ?(?=\d+\s*(?:;|$))/g, ' x'));
  if (!read.ok) return no('qty.invalid', typed);
  if (read.items.length === 0) return no('qty.none', typed);
  const left = new Map<string, number>();
  for (const { sku, quantity } of read.items) {
    const known = holds.find((unit) => unit.sku === sku) ?? holds.find((unit) => sameSku(unit.sku, sku));
    if (known === undefined) return no('sku.not-in-order', sku);
    const sum = (left.get(known.sku) ?? 0) + quantity;
    if (sum > known.quantity) return no('qty.over', `${sum} ${known.sku} of ${known.quantity}`);
    left.set(known.sku, sum);
  }
  const all = holds.every(({ sku, quantity }) => left.get(sku) === quantity);
  return { ok: true, units: all ? null : [...left].map(([sku, quantity]) => ({ sku, quantity })) };
}

const sameSku = (a: string, b: string): boolean => normalSku(a) === normalSku(b);
