/** Map Rewards as a run: from the panel, and beside an import. */

import { platformIdOf } from '../../../shared/actions/import-orders/items-of.ts';
import { mapRewards, type RewardIntent } from '../../../shared/actions/map-rewards.ts';
import type { Campaign } from '../../../shared/order/campaign.ts';
import type { Options, Plan } from '../../../shared/plan/types.ts';
import type { RewardRow } from '../../api.ts';
import type { FileRun, FileRuns } from '../file-run.ts';
import { counted } from '../words.ts';
import { type About, contextFor, type Loaded, loaded, planFileRun } from './run.ts';

/** Order IDs in one part: some 600 KB of JSON. */
const ORDERS_A_PART = 40_000;

/** Intents for rows of rewards. `skip` names orders that are dealt with elsewhere. */
export function rewardIntents(
  rewards: readonly RewardRow[],
  campaign: Campaign,
  countedTwice: ReadonlySet<string> = new Set(),
  skip: ReadonlySet<string> = new Set(),
): RewardIntent[] {
  const waiting = new Map<string, string[]>(rewards.map((row) => [platformIdOf(row.platformId), []]));
  const ids = campaign.col('Order ID');
  const items = campaign.col('Items');
  for (let i = 0; i < ids.length; i++) {
    const id = ids[i] ?? '';
    if (id === '' || skip.has(id)) continue;
    for (const token of campaign.catalog.explode(items[i] ?? '').unmapped) waiting.get(token)?.push(id);
  }
  return rewards.map((row) => ({
    title: row.title,
    platformId: platformIdOf(row.platformId),
    items: row.items,
    orders: waiting.get(platformIdOf(row.platformId)) ?? [],
    countedTwice: countedTwice.has(platformIdOf(row.platformId)),
  }));
}

/** Plans Map Rewards over loaded tables. An order goes with all its rewards, so parts are cut by orders. */
export function planRewards(
  from: Loaded,
  intents: readonly RewardIntent[],
  options: Options,
  which: string,
): FileRun {
  const about: About<RewardIntent> = {
    which,
    lineOf: (intent) => ({ line: intents.indexOf(intent) + 1, file: 0 }),
    groupOf: () => '',
    cut: (plan) => cutByOrders(plan, intents),
    reload: ['Rewards', 'Products'],
  };
  return planFileRun(from, mapRewards, intents, options, about);
}

function cutByOrders(plan: Plan, intents: readonly RewardIntent[]): RewardIntent[][] {
  const changed = plan.changes.filter(({ tab }) => tab === 'Orders').flatMap(({ key }) => key);
  const parts: RewardIntent[][] = [];
  for (let from = 0; from === 0 || from < changed.length; from += ORDERS_A_PART) {
    const some = new Set(changed.slice(from, from + ORDERS_A_PART));
    parts.push(intents.map((intent) => ({ ...intent, orders: intent.orders.filter((id) => some.has(id)) })));
  }
  return parts;
}

/** The context in which the rewards of a file are looked at. */
export const rewardContext = (from: Loaded, options: Options) => contextFor(from, mapRewards, options);

export const prepareRewards: FileRuns['prepareRewards'] = async (call, { rewards }) => {
  const from = await loaded(call, mapRewards.reads({}));
  const { campaign } = rewardContext(from, {});
  const which = `Rewards: ${counted(rewards.length, 'title')}`;
  return planRewards(from, rewardIntents(rewards, campaign), {}, which);
};
