/** The Items of an order from what the platform sold: rewards, items and add-ons, by what each was mapped to. */
import { formatItems, parseItems, skuText, type Unit } from '../../order/items.ts';
import type { Backer, BackerReward } from '../../source/backer.ts';

/**
 * Platform ID (`reward:8812345`, `item:Wooden Insert`, `addon:10750435`) to items: `SKU xN; ...`, `-` for "ships
 * nothing of its own". What is not there, or blank, is not mapped yet.
 */
export type RewardsMapping = ReadonlyMap<string, string>;

/** The Platform ID of a key that a reader gives, as it can stand among items. */
export const platformIdOf = (key: string): string => skuText(key);

/** The SKUs of one platform key; an item that is not mapped, or not readably, stands for itself. */
function unitsOfKey(mapping: RewardsMapping, key: string): readonly Unit[] {
  const token = platformIdOf(key);
  const items = (mapping.get(token) ?? mapping.get(key) ?? '').trim();
  if (items === '-') return [];
  const parsed = parseItems(items);
  if (items === '' || !parsed.ok || parsed.items.length === 0) return [{ sku: token, quantity: 1 }];
  return parsed.items;
}

/**
 * Reads the Items text of backers: the reward's units first, then those of items and add-ons by key, so that the
 * order of the file's columns changes nothing. Most backers share a few dozen texts, and so the work.
 */
export function itemsReader(mapping: RewardsMapping): (backer: Pick<Backer, 'reward' | 'items'>) => string {
  const root = new Map<BackerReward | null, Known>();
  const unitsOf = new Map<string, readonly Unit[]>();
  const units = (key: string): readonly Unit[] => {
    let found = unitsOf.get(key);
    if (found === undefined) {
      found = unitsOfKey(mapping, key);
      unitsOf.set(key, found);
    }
    return found;
  };
  const make = ({ reward, items }: Pick<Backer, 'reward' | 'items'>): string => {
    const sums = new Map<string, number>();
    const add = (key: string, times: number): void => {
      for (const { sku, quantity } of units(key)) sums.set(sku, (sums.get(sku) ?? 0) + quantity * times);
    };
    if (reward !== null) add(reward.key, 1);
    for (const { key, quantity } of [...items].sort((a, b) => (a.key < b.key ? -1 : 1))) add(key, quantity);
    return formatItems([...sums].map(([sku, quantity]) => ({ sku, quantity })));
  };
  return (backer) => {
    const { reward, items } = backer;
    let known = root.get(reward);
    if (known === undefined) {
      known = { text: null, next: new Map() };
      root.set(reward, known);
    }
    for (const { key, quantity } of items) known = after(known, key, quantity);
    known.text ??= make(backer);
    return known.text;
  };
}

/** The text for a reward and some items, and what follows with one more: found without making a key of them all. */
interface Known {
  text: string | null;
  readonly next: Map<string, Map<number, Known>>;
}

function after(known: Known, key: string, quantity: number): Known {
  let counts = known.next.get(key);
  if (counts === undefined) {
    counts = new Map();
    known.next.set(key, counts);
  }
  let found = counts.get(quantity);
  if (found === undefined) {
    found = { text: null, next: new Map() };
    counts.set(quantity, found);
  }
  return found;
}
