/** Import Orders as a run: the mapping is remembered first, then the orders follow it. */

import { type IncomingOrder, incomingReader } from '../../../shared/actions/import-orders/incoming.ts';
import { platformIdOf } from '../../../shared/actions/import-orders/items-of.ts';
import { saidBy } from '../../../shared/actions/import-orders/said.ts';
import { tellImport } from '../../../shared/actions/import-orders/tell.ts';
import { vanishedOrders } from '../../../shared/actions/import-orders/vanished.ts';
import { importOrders, settledOptions } from '../../../shared/actions/import-orders.ts';
import { mapRewards } from '../../../shared/actions/map-rewards.ts';
import type { Options, Preview } from '../../../shared/plan/types.ts';
import { type Cell, type Table, textColumn } from '../../../shared/tabs/table.ts';
import type { Call } from '../call.ts';
import type { FileRun, OrdersInput } from '../file-run.ts';
import { counted } from '../words.ts';
import { planRewards, rewardContext, rewardIntents } from './rewards.ts';
import { contextFor, type Loaded, loaded, planFileRun } from './run.ts';

const ACTIVITY = { Activity: ['Action', 'Which'] };

/** Plans the import of a backer report, and with it the rows of Rewards. */
export async function prepareOrders(call: Call, input: OrdersInput): Promise<FileRun> {
  const from = await loaded(call, importOrders.reads({}), mapRewards.reads({}), ACTIVITY);
  const titled = withTitles(from, input.rewards);
  const mark = `file ${input.fileHash}`;
  const base: Options = {
    answers: input.answers,
    ...(isSuperseded(from.tables.Activity, mark) ? { knownOlder: true } : {}),
  };
  const twice = countedTwice(input, from);
  const read = ordersOf(input, from, twice);
  const context = contextFor(titled, importOrders, base);
  const orders = [...read, ...vanishedOrders(context.campaign, read)];
  const options = settledOptions(context, orders);
  const which = `${input.fileName}: ${counted(read.length, 'row')}, ${mark}`;
  const run = planFileRun(titled, importOrders, orders, options, {
    which,
    tell: (planned, plan) => tellImport(planned, orders, plan),
    lineOf: ({ line }) => ({ line, file: 0 }),
    groupOf: ({ orderId }) => orderId,
  });
  const campaign = rewardContext(from, options).campaign;
  const taken = new Set(orders.filter(({ refusal }) => refusal === null).map(({ orderId }) => orderId));
  const rewards = rewardIntents(input.rewards, campaign, twice, taken);
  return withRewards(run, planRewards(from, rewards, { answers: input.answers }, which));
}

/**
 * An earlier import of this file that another import has followed. Activity holds each import with the file's hash.
 */
function isSuperseded(activity: Table | undefined, mark: string): boolean {
  const actions = textColumn(activity, 'Action');
  const whiches = textColumn(activity, 'Which');
  let known = false;
  let later = false;
  for (let i = 0; i < actions.length; i++) {
    if (actions[i] !== importOrders.info.label) continue;
    if ((whiches[i] ?? '').includes(mark)) {
      known = true;
      later = false;
    } else later = true;
  }
  return known && later;
}

/** The tables with the titles of this file in Rewards: they will stand there before its orders are written. */
function withTitles(from: Loaded, rewards: OrdersInput['rewards']): Loaded {
  const table = from.tables.Rewards;
  if (table === undefined) return from;
  const ids = textColumn(table, 'Platform ID');
  const known = new Set(ids);
  const fresh = rewards.filter(({ platformId }) => !known.has(platformIdOf(platformId)));
  const columns = new Map<string, readonly Cell[]>(table.columns);
  columns.set('Title', [...textColumn(table, 'Title'), ...fresh.map(({ title }) => title)]);
  columns.set('Platform ID', [...ids, ...fresh.map(({ platformId }) => platformIdOf(platformId))]);
  columns.set('Items', [...textColumn(table, 'Items'), ...fresh.map(() => '')]);
  return { ...from, tables: { ...from.tables, Rewards: { ...table, n: table.n + fresh.length, columns } } };
}

const hasSkus = (items: string): boolean => items !== '' && items !== '-';

/**
 * Rewards and add-ons that have SKUs and are counted by item columns that have SKUs too. What Rewards remembers so
 * was decided before.
 */
function countedTwice({ file, rewards }: OrdersInput, from: Loaded): ReadonlySet<string> {
  const items = new Map(rewards.map((row) => [platformIdOf(row.platformId), row.items]));
  const stored = new Map<string, string>();
  const known = textColumn(from.tables.Rewards, 'Items');
  textColumn(from.tables.Rewards, 'Platform ID').forEach((id, i) => {
    stored.set(platformIdOf(id), known[i] ?? '');
  });
  const mapped = (key: string): boolean => hasSkus(items.get(platformIdOf(key)) ?? '');
  const twice = new Set<string>();
  const look = (key: string, covered: boolean): void => {
    const id = platformIdOf(key);
    if (covered && mapped(key) && stored.get(id) !== items.get(id)) twice.add(id);
  };
  const byItems = file.counted.items.some(
    ({ kind, key, orders }) => kind === 'item' && orders > 0 && mapped(key),
  );
  for (const { key, countedBy } of file.counted.rewards) look(key, countedBy === 'items' && byItems);
  for (const { key, coveredBy } of file.counted.items) look(key, coveredBy !== '' && mapped(coveredBy));
  return twice;
}

/** The orders of the file. While it is open what counts, orders that would be counted twice wait. */
function ordersOf(input: OrdersInput, from: Loaded, twice: ReadonlySet<string>): IncomingOrder[] {
  const answer = input.answers['counted-twice'];
  const mapping = new Map<string, string>();
  const titles = new Map<string, string>();
  for (const { platformId, items, title } of input.rewards) {
    const id = platformIdOf(platformId);
    titles.set(id, title);
    mapping.set(id, twice.has(id) && answer === 'items' ? '-' : items);
  }
  const said = saidBy(input.file.layout);
  const read = incomingReader(mapping, from.settings, input.answers, said, from.now);
  const open = twice.size > 0 && answer !== 'items' && answer !== 'both';
  return input.file.backers.map((backer) => {
    const order = read(backer);
    if (!open || order.refusal !== null) return order;
    const keys = [
      ...(backer.reward === null ? [] : [backer.reward.key]),
      ...backer.items.map(({ key }) => key),
    ];
    const key = keys.find((one) => twice.has(platformIdOf(one)));
    if (key === undefined) return order;
    return {
      ...order,
      refusal: { code: 'reward.counted-twice', detail: titles.get(platformIdOf(key)) || key },
    };
  });
}

/** One preview and one way to apply: what the rewards are is written first, so that a new SKU is known to the orders. */
export function withRewards(run: FileRun, map: FileRun): FileRun {
  if (map.preview.counts.change === 0) return { ...run, preview: told(run.preview, map.preview) };
  let mapped = false;
  const remembered = {
    level: 'info' as const,
    text: `Rewards remembers ${counted(map.preview.counts.change, 'title')} of this file.`,
  };
  const preview = told(run.preview, map.preview);
  return {
    rows: run.rows,
    preview: { ...preview, notices: [...preview.notices, remembered] },
    async apply(onProgress) {
      if (!mapped) await map.apply(() => {});
      mapped = true;
      return run.apply(onProgress);
    },
  };
}

function told(preview: Preview, map: Preview): Preview {
  return {
    ...preview,
    notices: [...preview.notices, ...map.notices],
    figures: [...preview.figures, ...map.figures],
    questions: [...map.questions, ...preview.questions],
  };
}
