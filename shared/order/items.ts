/**
 * Items as text: `SKU xN; SKU xN`. A SKU holds no `;` and no line break and at most 64 characters; the quantity is
 * what follows the last ` x`.
 */

export interface Unit {
  readonly sku: string;
  readonly quantity: number;
}

export type ParsedItems =
  | { readonly ok: true; readonly items: readonly Unit[] }
  | { readonly ok: false; readonly code: 'items.invalid' | 'qty.invalid'; readonly detail: string };

const MAX_SKU = 64;
const NOTHING: ParsedItems = { ok: true, items: [] };

/**
 * Reads an Items cell. The same SKU twice is one item with the sum; quantity 0 is no item. Refuses an entry without
 * a quantity, a quantity that is not a whole number from 0 to 99,999 and a SKU that is too long.
 */
export function parseItems(cell: string): ParsedItems {
  if (cell === '') return NOTHING;
  const sums = new Map<string, number>();
  for (const part of cell.split(';')) {
    const entry = part.trim();
    if (entry === '') continue;
    const at = entry.lastIndexOf(' x');
    const sku = at < 0 ? '' : entry.slice(0, at).trim();
    if (sku === '' || sku.length > MAX_SKU || /[\r\n]/.test(sku)) {
      return { ok: false, code: 'items.invalid', detail: entry.slice(0, 80) };
    }
    const count = entry.slice(at + 2).trim();
    if (!/^\d{1,5}$/.test(count)) return { ok: false, code: 'qty.invalid', detail: entry.slice(0, 80) };
    const quantity = Number(count);
    if (quantity > 0) sums.set(sku, (sums.get(sku) ?? 0) + quantity);
  }
  return { ok: true, items: [...sums].map(([sku, quantity]) => ({ sku, quantity })) };
}

/** The text of items; entries of quantity 0 are left out. */
export function formatItems(items: Iterable<Unit>): string {
  const parts: string[] = [];
  for (const { sku, quantity } of items) if (quantity > 0) parts.push(`${sku} x${quantity}`);
  return parts.join('; ');
}

/** A text as a SKU can hold it: no `;`, no line breaks, 64 characters at most, no blanks around. */
export function skuText(raw: string): string {
  return raw
    .replace(/[\r\n]+/g, ' ')
    .replace(/;/g, ',')
    .trim()
    .slice(0, MAX_SKU)
    .trim();
}
