/** Finds out whether rewards are counted by item columns too, so that nothing is counted twice. */
import type { Backer, BackerItem } from './backer.ts';
import type { ItemKind, Layout } from './layout.ts';

export interface RewardCount {
  readonly key: string;
  readonly id: string;
  readonly title: string;
  readonly orders: number;
  /** Orders of this reward that have items of their own. */
  readonly withItems: number;
  /** The default: `items` when any of its orders has items, so the reward adds nothing itself. */
  readonly countedBy: 'items' | 'reward';
}

export interface ItemCount {
  readonly key: string;
  readonly title: string;
  readonly kind: ItemKind;
  readonly orders: number;
  readonly units: number;
  /** Of an add-on: the item of the same title that holds at least as many in every row; else empty. */
  readonly coveredBy: string;
}

export interface Counted {
  readonly rewards: readonly RewardCount[];
  readonly items: readonly ItemCount[];
}

export interface Counter {
  add(backer: Backer): void;
  result(): Counted;
}

interface Count {
  readonly key: string;
  readonly title: string;
  readonly kind: ItemKind;
  orders: number;
  units: number;
  covered: boolean;
}

/**
 * Counts while orders stream by. `result` lists rewards by key, items by their columns and then those that
 * were found in cells or rows by key, whatever the order of the rows.
 */
export function countedBy(layout: Layout): Counter {
  const rewards = new Map<string, { id: string; title: string; orders: number; withItems: number }>();
  const items: Count[] = layout.items.map(({ key, title, kind }) => newCount(key, title, kind));
  const byKey = new Map(items.map((item) => [item.key, item]));
  const found: Count[] = [];
  const sameTitle = new Map<string, string>();
  for (const addon of items) {
    const item = items.find((i) => i.kind === 'item' && sameText(i.title, addon.title));
    if (addon.kind === 'addon' && item) sameTitle.set(addon.key, item.key);
  }
  const countOf = ({ key, title }: BackerItem): Count => {
    const there = byKey.get(key);
    if (there) return there;
    const count = newCount(key, title, key.startsWith('sku:') ? 'sku' : 'item');
    byKey.set(key, count);
    found.push(count);
    return count;
  };
  return {
    add(backer) {
      let withItems = false;
      for (const one of backer.items) {
        const item = countOf(one);
        item.orders++;
        item.units += one.quantity;
        if (item.kind !== 'addon') withItems = true;
        else if (quantityOf(backer, sameTitle.get(one.key)) < one.quantity) item.covered = false;
      }
      const { reward } = backer;
      if (!reward) return;
      const count = rewards.get(reward.key) ?? {
        id: reward.id,
        title: reward.title,
        orders: 0,
        withItems: 0,
      };
      count.orders++;
      if (withItems) count.withItems++;
      rewards.set(reward.key, count);
    },
    result: () => ({
      rewards: [...rewards]
        .map(([key, r]) => ({
          key,
          ...r,
          countedBy: r.withItems > 0 ? ('items' as const) : ('reward' as const),
        }))
        .sort((a, b) => (a.key < b.key ? -1 : 1)),
      items: [...items, ...found.sort((a, b) => (a.key < b.key ? -1 : 1))].map(
        ({ key, title, kind, orders, units, covered }) => ({
          key,
          title,
          kind,
          orders,
          units,
          coveredBy: orders > 0 && covered ? (sameTitle.get(key) ?? '') : '',
        }),
      ),
    }),
  };
}

const newCount = (key: string, title: string, kind: ItemKind): Count => ({
  key,
  title,
  kind,
  orders: 0,
  units: 0,
  covered: true,
});

const sameText = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase();

function quantityOf(backer: Backer, key: string | undefined): number {
  if (key === undefined) return 0;
  return backer.items.find((i) => i.key === key)?.quantity ?? 0;
}
