/** Products: what a SKU is, what a kit holds, and how items explode into units. */
import { type Table, text, textColumn } from '../tabs/table.ts';
import { type ParsedItems, parseItems, type Unit } from './items.ts';

export interface Product {
  readonly sku: string;
  readonly name: string;
  readonly kind: 'physical' | 'digital' | 'kit';
  readonly kitContents: string;
  /** Typed stock; null when the cell is blank. */
  readonly onHand: number | null;
}

/** Items taken apart into units, with what is odd about them. */
export interface Exploded {
  readonly problem: {
    readonly code: 'items.invalid' | 'qty.invalid' | 'kit.cycle';
    readonly detail: string;
  } | null;
  readonly units: readonly Unit[];
  /** Sum of the quantities of units that are not digital. An unknown SKU counts as physical. */
  readonly physical: number;
  /** SKUs that Products does not know and that are no placeholder of a reward. */
  readonly unknown: readonly string[];
  /** Placeholders of rewards, items and add-ons that have no SKU yet. */
  readonly unmapped: readonly string[];
  /** The units as text, as Locked items stores them. */
  readonly text: string;
}

export interface Catalog {
  readonly products: ReadonlyMap<string, Product>;
  /** The product of a SKU, by exact spelling, other case or dash, or alias; undefined when unknown. */
  find(sku: string): Product | undefined;
  isDigital(sku: string): boolean;
  /** Explodes an Items cell; the same cell text gives the same object. */
  explode(items: string): Exploded;
  /** Parses a cell of units (Locked items, Cancelled items, Contents) without exploding kits. */
  units(cell: string): Exploded;
}

/** Placeholders of what is not mapped yet: see shared/actions/map-rewards.ts. */
const PLACEHOLDER = /^(reward|item|addon|sku):/;

export function isPlaceholder(sku: string): boolean {
  return PLACEHOLDER.test(sku);
}

/** A SKU for comparison: case, dashes of all kinds and blanks around do not matter (case C1). */
export function normalSku(sku: string): string {
  return sku
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/\u00a0/g, ' ')
    .trim()
    .toUpperCase();
}

/** Reads the Products tab. Rows without a SKU are passed over; of two rows with one SKU the first counts. */
export function readProducts(table: Table | undefined): Product[] {
  const sku = textColumn(table, 'SKU');
  const name = textColumn(table, 'Name');
  const kind = textColumn(table, 'Kind');
  const contents = textColumn(table, 'Kit contents');
  const onHand = table?.columns.get('On hand') ?? [];
  const seen = new Map<string, Product>();
  for (let i = 0; i < sku.length; i++) {
    const id = sku[i] ?? '';
    if (id === '' || seen.has(id)) continue;
    const stock = text(onHand[i]);
    const word = (kind[i] ?? '').toLowerCase();
    seen.set(id, {
      sku: id,
      name: name[i] || id,
      kind: word === 'digital' || word === 'kit' ? word : 'physical',
      kitContents: contents[i] ?? '',
      onHand: stock === '' || !Number.isFinite(Number(stock)) ? null : Number(stock),
    });
  }
  return [...seen.values()];
}

/** Builds the catalog. Pure: it remembers what it has exploded, which changes no answer. */
export function catalogOf(
  products: readonly Product[],
  aliases: ReadonlyMap<string, string> = new Map(),
): Catalog {
  const bySku = new Map(products.map((product) => [product.sku, product]));
  const byNormal = new Map<string, Product>();
  for (const product of products) byNormal.set(normalSku(product.sku), product);
  for (const [alias, sku] of aliases) {
    const product = bySku.get(sku);
    if (product !== undefined && !byNormal.has(normalSku(alias))) byNormal.set(normalSku(alias), product);
  }
  const find = (sku: string): Product | undefined => bySku.get(sku) ?? byNormal.get(normalSku(sku));
  const exploded = new Map<string, Exploded>();
  const plain = new Map<string, Exploded>();

  const collect = (items: readonly Unit[], kits: boolean): Exploded => {
    const sums = new Map<string, number>();
    const unknown = new Set<string>();
    const unmapped = new Set<string>();
    let physical = 0;
    const add = (sku: string, quantity: number, path: readonly string[]): string | null => {
      const product = find(sku);
      if (product?.kind === 'kit' && kits) {
        if (path.includes(product.sku)) return [...path, product.sku].join(' > ');
        const inside = parseItems(product.kitContents);
        if (!inside.ok || inside.items.length === 0) return `${product.sku}: Kit contents cannot be read`;
        for (const part of inside.items) {
          const broken = add(part.sku, part.quantity * quantity, [...path, product.sku]);
          if (broken !== null) return broken;
        }
        return null;
      }
      const id = product?.sku ?? sku;
      if (product === undefined) (isPlaceholder(sku) ? unmapped : unknown).add(sku);
      if (product?.kind !== 'digital') physical += quantity;
      sums.set(id, (sums.get(id) ?? 0) + quantity);
      return null;
    };
    for (const { sku, quantity } of items) {
      const broken = add(sku, quantity, []);
      if (broken !== null) return { ...EMPTY, problem: { code: 'kit.cycle', detail: broken }, physical: 1 };
    }
    const units = [...sums].map(([sku, quantity]) => ({ sku, quantity }));
    return {
      problem: null,
      units,
      physical,
      unknown: [...unknown],
      unmapped: [...unmapped],
      text: units.map((unit) => `${unit.sku} x${unit.quantity}`).join('; '),
    };
  };
  const remember = (memo: Map<string, Exploded>, cell: string, kits: boolean): Exploded => {
    const known = memo.get(cell);
    if (known !== undefined) return known;
    const parsed: ParsedItems = parseItems(cell);
    // An unreadable cell counts as physical: an order must not become "Nothing to ship" by a typing error.
    const made = parsed.ok
      ? collect(parsed.items, kits)
      : { ...EMPTY, problem: { code: parsed.code, detail: parsed.detail }, physical: 1 };
    memo.set(cell, made);
    return made;
  };
  return {
    products: bySku,
    find,
    isDigital: (sku) => find(sku)?.kind === 'digital',
    explode: (items) => remember(exploded, items, true),
    units: (cell) => remember(plain, cell === '-' ? '' : cell, false),
  };
}

const EMPTY: Exploded = { problem: null, units: [], physical: 0, unknown: [], unmapped: [], text: '' };
