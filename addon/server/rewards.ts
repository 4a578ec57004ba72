/** The reward map: what Rewards holds, and what orders still wait for. */
import { accounts } from '../../shared/order/accounts.ts';
import { isPlaceholder } from '../../shared/order/catalog.ts';
import type { Book } from '../../shared/plan/book.ts';
import { readCampaign } from '../../shared/plan/summary.ts';
import { textColumn } from '../../shared/tabs/table.ts';
import type { RewardRow } from '../api.ts';

/** Rewards with their mapping, unmapped first, with the number of orders that wait for each. */
export function rewardState(book: Book): { rewards: RewardRow[]; products: { sku: string; name: string }[] } {
  const table = book.read('Rewards', ['Title', 'Platform ID', 'Items']);
  const title = textColumn(table, 'Title');
  const items = textColumn(table, 'Items');
  const campaign = readCampaign(book);
  const waiting = new Map<string, number>();
  for (let i = 0; i < campaign.n; i++) {
    for (const token of accounts(campaign, i).unmapped) waiting.set(token, (waiting.get(token) ?? 0) + 1);
  }
  const rewards: RewardRow[] = [];
  const seen = new Set<string>();
  for (const [i, platformId] of textColumn(table, 'Platform ID').entries()) {
    if (platformId === '' || seen.has(platformId)) continue;
    seen.add(platformId);
    rewards.push({
      title: title[i] ?? '',
      platformId,
      items: items[i] ?? '',
      orders: waiting.get(platformId) ?? 0,
    });
  }
  for (const [token, orders] of waiting) {
    if (!seen.has(token) && isPlaceholder(token))
      rewards.push({ title: token.slice(token.indexOf(':') + 1), platformId: token, items: '', orders });
  }
  rewards.sort(
    (a, b) =>
      Math.min(1, a.items.length) - Math.min(1, b.items.length) ||
      b.orders - a.orders ||
      (a.title < b.title ? -1 : 1),
  );
  return {
    rewards,
    products: [...campaign.catalog.products.values()].map(({ sku, name }) => ({ sku, name })),
  };
}
