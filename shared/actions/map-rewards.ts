/** Map Rewards: says once which SKUs each reward, item and add-on of the platform is, and puts them into open orders. */
import * as z from 'zod/mini';
import type { Campaign } from '../order/campaign.ts';
import { isPlaceholder } from '../order/catalog.ts';
import { contentCells, frozen, type Refusal } from '../order/guards.ts';
import { formatItems, parseItems, type Unit } from '../order/items.ts';
import { CONTENT_COLUMNS, contentHash, formatRowCheck, keyHash, parseRowCheck } from '../order/row-check.ts';
import { AT, sourceHash, storedHash, withSourceValue } from '../order/source-check.ts';
import { type PlanBuilder, planBuilder } from '../plan/builder.ts';
import { textColumn } from '../tabs/table.ts';
import { answerTo, counted, type IntentAction, NOTHING_SENT, type PlanContext } from './action.ts';
import { platformIdOf } from './import-orders/items-of.ts';
import { actionInfo } from './info.ts';

const intentShape = z.object({
  title: z.string(),
  /** `reward:8812345`, `item:Wooden Insert`, `addon:10750435`. */
  platformId: z.string(),
  /** `SKU xN; ...`; `-` ships nothing of its own; "" is not mapped (any more). */
  items: z.string(),
  /** The orders whose Items hold its placeholder. */
  orders: z.array(z.string()),
  /** Its orders have it in item columns too, and those have SKUs. */
  countedTwice: z.boolean(),
});
export type RewardIntent = z.infer<typeof intentShape>;

/** Subjects are rewards, items and add-ons. An order is changed once, for all of them. Options: `answers`. */
export const mapRewards: IntentAction<RewardIntent> = {
  info: actionInfo('map-rewards'),
  words: { button: 'Map', done: 'Mapped', noun: 'reward', sends: NOTHING_SENT },
  reads: () => ({ Orders: CONTENT_COLUMNS, Rewards: ['Title', 'Platform ID', 'Items'] }),
  parse: (raw) => z.parse(z.array(intentShape), raw),
  keys: (intents) => [...new Set(intents.flatMap(({ orders }) => orders))],
  plan: planRewards,
};

function planRewards(context: PlanContext, intents: readonly RewardIntent[]) {
  const { campaign, options } = context;
  const builder = planBuilder(
    intents.map(({ platformId }) => platformId),
    intents.map(() => -1),
  );
  const answer = answerTo(options, 'counted-twice');
  const row = rewardRows(builder, context);
  const addProducts = productAdder(builder, campaign);
  const mapping = new Map<string, readonly Unit[]>();
  const changes = new Set<number>();
  const refused = new Set<number>();
  intents.forEach((intent, s) => {
    const items = intent.countedTwice && answer === 'items' ? '-' : intent.items.trim();
    const read = readItems(items);
    if (!read.ok) {
      refused.add(s);
      builder.left(s, read.refusal);
    } else if (intent.countedTwice && answer === null) {
      refused.add(s);
      builder.decide(s, { code: 'reward.counted-twice', detail: intent.title || intent.platformId });
    } else {
      if (row(s, intent, items)) changes.add(s);
      if (addProducts(s, read.units)) changes.add(s);
      if (items !== '') mapping.set(platformIdOf(intent.platformId), read.units);
    }
  });
  for (const s of replaceInOrders(builder, campaign, intents, mapping)) changes.add(s);
  intents.forEach((_, s) => {
    if (changes.has(s)) builder.change(s);
    else if (!refused.has(s)) builder.already(s);
  });
  if (intents.some(({ countedTwice }) => countedTwice)) builder.question(askTwice(answer));
  return builder.build();
}

function askTwice(answer: string | null) {
  return {
    id: 'counted-twice',
    text: 'The file counts some rewards or add-ons in its item columns too. What counts?',
    choices: [
      { value: 'items', label: 'The item columns alone' },
      { value: 'both', label: 'Both: they are different things' },
    ],
    answer,
  };
}

type ReadItems =
  | { readonly ok: true; readonly units: readonly Unit[] }
  | { readonly ok: false; readonly refusal: NonNullable<Refusal> };

function readItems(items: string): ReadItems {
  if (items === '' || items === '-') return { ok: true, units: [] };
  const parsed = parseItems(items);
  if (!parsed.ok) return { ok: false, refusal: parsed };
  const strange = parsed.items.length === 0 || parsed.items.some(({ sku }) => isPlaceholder(sku));
  if (strange) return { ok: false, refusal: { code: 'items.invalid', detail: items.slice(0, 80) } };
  return { ok: true, units: parsed.items };
}

/** Writes rows of Rewards, one a Platform ID; says whether one changes. */
function rewardRows(
  builder: PlanBuilder,
  { tables }: PlanContext,
): (subject: number, intent: RewardIntent, items: string) => boolean {
  const ids = textColumn(tables.Rewards, 'Platform ID');
  const known = textColumn(tables.Rewards, 'Items');
  const titles = textColumn(tables.Rewards, 'Title');
  const rowOf = new Map<string, number>();
  ids.forEach((id, i) => {
    if (id !== '' && !rowOf.has(platformIdOf(id))) rowOf.set(platformIdOf(id), i);
  });
  const set = builder.cells('Rewards', ['Title', 'Items']);
  const add = builder.rows('Rewards', ['Title', 'Platform ID', 'Items']);
  const added = new Set<string>();
  return (subject, { title, platformId }, items) => {
    const id = platformIdOf(platformId);
    const i = rowOf.get(id);
    if (i === undefined) {
      if (added.has(id)) return false;
      added.add(id);
      add(subject, id, [title, id, items]);
      return true;
    }
    const named = titles[i] === '' && title !== '' ? title : undefined;
    const said = known[i] === items ? undefined : items;
    if (named === undefined && said === undefined) return false;
    set(subject, ids[i] ?? id, i, [named, said]);
    return true;
  };
}

/** Makes the products that are not there: physical, named like the SKU. */
function productAdder(
  builder: PlanBuilder,
  campaign: Campaign,
): (subject: number, units: readonly Unit[]) => boolean {
  const add = builder.rows('Products', ['SKU', 'Name', 'Kind']);
  const made = new Set<string>();
  return (subject, units) => {
    let some = false;
    for (const { sku } of units) {
      if (made.has(sku) || campaign.catalog.find(sku) !== undefined) continue;
      made.add(sku);
      add(subject, sku, [sku, sku, 'physical']);
      some = true;
    }
    return some;
  };
}

/** Replaces placeholders in orders that are not locked; gives the subjects that changed one. */
function replaceInOrders(
  builder: PlanBuilder,
  campaign: Campaign,
  intents: readonly RewardIntent[],
  mapping: ReadonlyMap<string, readonly Unit[]>,
): Set<number> {
  const subjectsOf = new Map<string, number[]>();
  intents.forEach(({ platformId, orders }, s) => {
    if (!mapping.has(platformIdOf(platformId))) return;
    for (const id of orders) {
      const list = subjectsOf.get(id);
      if (list === undefined) subjectsOf.set(id, [s]);
      else list.push(s);
    }
  });
  const set = builder.cells('Orders', ['Items', 'Row check']);
  const lockedAt = campaign.col('Locked at');
  const locked: string[] = [];
  const doubtful: string[] = [];
  const touched = new Map<number, number>();
  for (const [id, subjects] of subjectsOf) {
    const i = campaign.index.get(id);
    if (i === undefined) continue;
    const items = replaced(campaign.col('Items')[i] ?? '', mapping);
    if (items === null) continue;
    if (lockedAt[i] !== '') locked.push(id);
    else if (frozen(campaign, i) !== null) doubtful.push(id);
    else {
      for (const s of subjects) touched.set(s, (touched.get(s) ?? 0) + 1);
      set(subjects[0] ?? 0, id, i, [items, rowCheck(campaign, i, items)]);
    }
  }
  tell(builder, intents, touched, locked, doubtful);
  return new Set(touched.keys());
}

/** Items with the placeholders replaced, in their place; null when there is none of these. */
function replaced(items: string, mapping: ReadonlyMap<string, readonly Unit[]>): string | null {
  const parsed = parseItems(items);
  if (!parsed.ok) return null;
  const sums = new Map<string, number>();
  const add = (sku: string, quantity: number): void => void sums.set(sku, (sums.get(sku) ?? 0) + quantity);
  let some = false;
  for (const { sku, quantity } of parsed.items) {
    const units = mapping.get(sku);
    if (units === undefined) add(sku, quantity);
    else {
      some = true;
      for (const unit of units) add(unit.sku, unit.quantity * quantity);
    }
  }
  return some ? formatItems([...sums].map(([sku, quantity]) => ({ sku, quantity }))) : null;
}

/** Row check of an open order with new items. An import knows them too, where the sheet still held what it had brought. */
function rowCheck(campaign: Campaign, i: number, items: string): string {
  const old = parseRowCheck(campaign.col('Row check')[i] ?? '');
  const [before, ...rest] = contentCells(campaign, i);
  const source = old?.source ?? '';
  const asImported = storedHash(source, AT.Items) === sourceHash(AT.Items, before ?? '');
  return formatRowCheck({
    key: keyHash(campaign.col('Order ID')[i] ?? ''),
    content: old?.content === '-' ? '-' : contentHash([items, ...rest]),
    stage: old?.stage ?? 'Awaiting survey',
    source: asImported ? withSourceValue(source, AT.Items, items) : source,
  });
}

function tell(
  builder: PlanBuilder,
  intents: readonly RewardIntent[],
  touched: ReadonlyMap<number, number>,
  locked: readonly string[],
  doubtful: readonly string[],
): void {
  if (touched.size > 0) {
    builder.figures({
      title: 'Orders that get SKUs',
      columns: ['Reward or item', 'Orders'],
      rows: [...touched]
        .map(([s, count]): [string, number] => [intents[s]?.title || (intents[s]?.platformId ?? ''), count])
        .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)),
    });
  }
  const named = (ids: readonly string[]): string =>
    `${ids.slice(0, 10).join(', ')}${ids.length > 10 ? ' and more' : ''}`;
  if (locked.length > 0) {
    const keep = locked.length === 1 ? 'is locked down and keeps its' : 'are locked down and keep their';
    builder.notice(
      'warning',
      `${counted(locked.length, 'order')} ${keep} items: ${named(locked)}. Unlock to give them SKUs.`,
    );
  }
  if (doubtful.length > 0) {
    builder.notice(
      'warning',
      `Rows whose identity is in doubt stay as they are: ${named(doubtful)}. Run Tools, Repair Sheets.`,
    );
  }
}
