/** The rewards, items and add-ons of a backer report as rows to map. */
import { platformIdOf } from '../../../shared/actions/import-orders/items-of.ts';
import { skuText } from '../../../shared/order/items.ts';
import type { ItemCount } from '../../../shared/source/counted.ts';
import type { RewardRow } from '../../api.ts';
import type { OrdersFile } from '../file-run.ts';
import type { KnownSku, MapRow } from '../widgets/reward-map.ts';
import { count } from '../words.ts';

/**
 * All rewards, items and add-ons of the report. What the Rewards tab remembers is kept; a reward whose item columns
 * are filled and an add-on that an item column covers count nothing of their own, so that nothing is counted twice.
 */
export function mapRowsOf(
  file: OrdersFile,
  stored: readonly RewardRow[],
  products: readonly KnownSku[],
): MapRow[] {
  const known = new Map(
    stored.filter((row) => row.items !== '').map((row) => [platformIdOf(row.platformId), row.items]),
  );
  const skuOf = skuFinder(products);
  const titles = new Map(file.counted.items.map((item) => [item.key, item.title]));
  const rewards = file.counted.rewards.map((reward): MapRow => {
    const byItems = reward.countedBy === 'items';
    return {
      title: reward.title,
      platformId: platformIdOf(reward.key),
      items: known.get(platformIdOf(reward.key)) ?? (byItems ? '-' : ''),
      orders: reward.orders,
      kind: 'Reward',
      instead: byItems ? 'Counted by its item columns' : '',
      note: byItems
        ? `Counted by its item columns (filled in ${count(reward.withItems)} of ${count(reward.orders)} orders). Give it SKUs only for what those columns do not list.`
        : '',
    };
  });
  const items = file.counted.items
    .filter((item) => item.orders > 0)
    .map((item): MapRow => {
      const covered = titles.get(item.coveredBy);
      return {
        title: item.title,
        platformId: platformIdOf(item.key),
        items: known.get(platformIdOf(item.key)) ?? (covered === undefined ? skuOf(item) : '-'),
        orders: item.orders,
        kind: KINDS[item.kind],
        instead: covered === undefined ? '' : `Counted by the item column “${covered}”`,
        note: covered === undefined ? '' : `Counted by the item column “${covered}”.`,
      };
    });
  return [...rewards, ...items];
}

const KINDS = { addon: 'Add-on', item: 'Item', sku: 'SKU' } as const;

/**
 * The SKU that an item says itself: that of the file, or of the one product that is called exactly so. "" for what a
 * person has to say.
 */
function skuFinder(products: readonly KnownSku[]): (item: ItemCount) => string {
  const byName = new Map<string, string | null>();
  const add = (name: string, sku: string): void => {
    const key = name.trim().toLowerCase();
    const there = byName.get(key);
    byName.set(key, there === undefined || there === sku ? sku : null);
  };
  for (const { sku, name } of products) {
    add(sku, sku);
    add(name, sku);
  }
  return ({ key, title, kind }) => {
    const given = kind === 'sku' ? key.slice(key.indexOf(':') + 1) : title;
    const sku = byName.get(given.trim().toLowerCase()) ?? (kind === 'sku' ? skuText(given) : '');
    return sku === '' ? '' : `${sku} x1`;
  };
}
