/** The rewards, items and add-ons of a backer report as rows to map. */
import { platformIdOf } from '../../../shared/actions/import-orders/items-of.ts';
import type { RewardRow } from '../../api.ts';
import type { OrdersFile } from '../file-run.ts';
import type { MapRow } from '../widgets/reward-map.ts';
import { count } from '../words.ts';

/**
 * All rewards, items and add-ons of the report. What the Rewards tab remembers is kept; a reward whose item columns
 * are filled and an add-on that an item column covers count nothing of their own, so that nothing is counted twice.
 */
export function mapRowsOf(file: OrdersFile, stored: readonly RewardRow[]): MapRow[] {
  const known = new Map(
    stored.filter((row) => row.items !== '').map((row) => [platformIdOf(row.platformId), row.items]),
  );
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
        items: known.get(platformIdOf(item.key)) ?? (covered === undefined ? '' : '-'),
        orders: item.orders,
        kind: item.kind === 'addon' ? 'Add-on' : 'Item',
        instead: covered === undefined ? '' : `Counted by the item column “${covered}”`,
        note: covered === undefined ? '' : `Counted by the item column “${covered}”.`,
      };
    });
  return [...rewards, ...items];
}
