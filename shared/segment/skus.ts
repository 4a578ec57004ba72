/** Tests of what an order holds: units that are not cancelled, kits taken apart; a kit's own SKU is looked for in Items. */
import { type Accounts, unitsOf } from '../order/accounts.ts';
import type { Campaign } from '../order/campaign.ts';
import { type Exploded, normalSku } from '../order/catalog.ts';
import { parseItems } from '../order/items.ts';
import type { Compare, SkuMode } from './filter.ts';
import { literal, matcher } from './pattern.ts';

export type RowTest = (i: number) => boolean;
/** The accounts of an order, the same object for the same row. */
export type AccountOf = (i: number) => Accounts;

/** How many of the SKU an order holds. */
function counter(campaign: Campaign, pattern: string, account: AccountOf): (i: number) => number {
  const fits = skuMatcher(campaign, pattern);
  const product = campaign.catalog.find(literal(pattern));
  if (product?.kind === 'kit') {
    const known = new Map<string, number>();
    return (i) => {
      const cell = campaign.facts.items[i] ?? '';
      let count = known.get(cell);
      if (count === undefined) {
        const parsed = parseItems(cell);
        count = parsed.ok ? sum(parsed.items.filter(({ sku }) => fits(sku)).map((item) => item.quantity)) : 0;
        known.set(cell, count);
      }
      return account(i).allCancelled ? 0 : count;
    };
  }
  const { cancelledItems } = campaign.facts;
  const inside = (units: Exploded['units']): number =>
    sum(units.filter(({ sku }) => fits(sku)).map((unit) => unit.quantity));
  // The same items give the same object: most of a campaign is counted a few dozen times. Parcels do not matter here.
  const known = new Map<Exploded, number>();
  return (i) => {
    const base = unitsOf(campaign, i);
    let count = known.get(base);
    if (count === undefined) {
      count = inside(base.units);
      known.set(base, count);
    }
    const cancelled = cancelledItems[i] ?? '';
    return cancelled === '' || count === 0 ? count : count - inside(campaign.catalog.units(cancelled).units);
  };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

/** A SKU as Products spells it, in other case or dash or by its alias; a pattern fits any. */
function skuMatcher(campaign: Campaign, pattern: string): (sku: string) => boolean {
  const plain = literal(pattern);
  const known = campaign.catalog.find(plain);
  if (known !== undefined) return (sku) => (campaign.catalog.find(sku)?.sku ?? sku) === known.sku;
  if (/(^|[^\\])\*/.test(pattern)) return matcher(pattern);
  const normal = normalSku(plain);
  return (sku) => normalSku(sku) === normal;
}

/** any: one of the SKUs; all: each of them; only: something, and nothing but these or the parts of these. */
export function skuTest(
  campaign: Campaign,
  mode: SkuMode,
  skus: readonly string[],
  account: AccountOf,
): RowTest {
  if (mode !== 'only') {
    const counts = skus.map((sku) => counter(campaign, sku, account));
    const [first] = counts;
    if (counts.length === 1 && first !== undefined) return (i) => first(i) > 0;
    return mode === 'any'
      ? (i) => counts.some((count) => count(i) > 0)
      : (i) => counts.every((count) => count(i) > 0);
  }
  const parts = skus.flatMap((sku) => {
    const product = campaign.catalog.find(literal(sku));
    if (product?.kind !== 'kit') return [skuMatcher(campaign, sku)];
    const inside = new Set(campaign.catalog.explode(`${product.sku} x1`).units.map((unit) => unit.sku));
    return [(unit: string) => inside.has(unit)];
  });
  return (i) => {
    const live = account(i).units.filter((unit) => unit.ordered > unit.cancelled);
    return live.length > 0 && live.every((unit) => parts.some((fits) => fits(unit.sku)));
  };
}

/** Compares how many of a SKU an order holds; an order without it holds 0. */
export function quantityTest(
  campaign: Campaign,
  sku: string,
  op: Compare,
  value: number,
  account: AccountOf,
): RowTest {
  const count = counter(campaign, sku, account);
  switch (op) {
    case '<':
      return (i) => count(i) < value;
    case '<=':
      return (i) => count(i) <= value;
    case '>':
      return (i) => count(i) > value;
    case '>=':
      return (i) => count(i) >= value;
    case '=':
      return (i) => count(i) === value;
  }
}
