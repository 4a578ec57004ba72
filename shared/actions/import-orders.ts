/** Import Orders: a platform's backers as orders, three-way against the last import and the sheet. */
import * as z from 'zod/mini';
import { accounts } from '../order/accounts.ts';
import type { Campaign } from '../order/campaign.ts';
import { TITLE_COLUMNS } from '../order/reward-titles.ts';
import { CONTENT_COLUMNS } from '../order/row-check.ts';
import { AT, SOURCE_FIELDS } from '../order/source-check.ts';
import { planBuilder } from '../plan/builder.ts';
import { isReasonCode, type ReasonCode } from '../plan/reasons.ts';
import type { Options } from '../plan/types.ts';
import { answerTo, type IntentAction, isChecked, isTexts, NOTHING_SENT, type PlanContext } from './action.ts';
import { orderAdder, shipmentAdder } from './import-orders/added.ts';
import { ask } from './import-orders/ask.ts';
import { orderChanger, type Rules } from './import-orders/changed.ts';
import { compare, type Difference, sheetColumns } from './import-orders/compare.ts';
import { INCOMING_FLAGS, type IncomingOrder } from './import-orders/incoming.ts';
import { orderVanisher } from './import-orders/vanished.ts';
import { actionInfo } from './info.ts';

/** What waits for an answer. */
const DECIDE: ReadonlySet<ReasonCode> = new Set(['source.state-unknown', 'reward.counted-twice']);

const incomingShape = z.object({
  orderId: z.string(),
  line: z.number(),
  values: z.custom<string[]>((given) => isTexts(given, SOURCE_FIELDS.length)),
  said: z.number(),
  backerNumber: z.string(),
  uid: z.string(),
  orderedAt: z.string(),
  taxId: z.string(),
  flags: z.array(z.enum(INCOMING_FLAGS)),
  word: z.string(),
  asks: z.array(z.string()),
  refusal: z.nullable(
    z.object({
      code: z.custom<ReasonCode>(isReasonCode),
      detail: z.string(),
    }),
  ),
});

/**
 * Subjects are the rows of a report, as `incomingOrders` makes them. Options: `knownOlder` (a later import has
 * superseded the file), `answers`. An order that a full report lacks comes as a subject too (`vanishedOrders`).
 */
export const importOrders: IntentAction<IncomingOrder> = {
  info: actionInfo('import-orders'),
  words: { button: 'Import', done: 'Imported', noun: 'order', sends: NOTHING_SENT },
  reads: () => ({
    Orders: [...new Set([...CONTENT_COLUMNS, ...SOURCE_FIELDS, 'Backer number', 'Backer UID'])],
    Rewards: TITLE_COLUMNS,
  }),
  parse: (raw) => raw.map((intent) => z.parse(incomingShape, intent)),
  keys: (orders) => orders.map(({ orderId }) => orderId),
  plan(context, orders) {
    const { campaign, options } = context;
    const keys = orders.map(({ orderId, line }) => orderId || `line ${line}`);
    const order = orders.map(({ orderId, refusal }) =>
      refusal === null ? (campaign.index.get(orderId) ?? -1) : -1,
    );
    const builder = planBuilder(keys, order);
    const found = differences(context, orders, order);
    const older = found.older || isChecked(options, 'knownOlder');
    const rules = rulesOf(options, older);
    const behind = older && rules.older !== 'newest';
    const ship = shipmentAdder(builder, campaign, context.now);
    const change = orderChanger(builder, campaign, context.now, rules, ship);
    const fresh = orderAdder(campaign, context.now, orders, ship);
    const vanish = orderVanisher(builder, campaign, answerTo(options, 'vanished'));
    orders.forEach((incoming, s) => {
      const { refusal } = incoming;
      const i = order[s] ?? -1;
      const difference = found.list[s] ?? null;
      if (refusal?.code === 'duplicate.row') builder.already(s, refusal.code);
      else if (refusal !== null && DECIDE.has(refusal.code)) builder.decide(s, refusal);
      else if (refusal !== null) builder.left(s, refusal);
      // An older file lacks the orders that came after it: that says nothing of them.
      else if (incoming.flags.includes('gone') && behind)
        builder.left(s, { code: 'source.older-than-current', detail: 'the order is not in it' });
      else if (incoming.flags.includes('gone')) vanish(s, i, incoming.orderId);
      else if (i < 0) {
        fresh.add(s, incoming);
        const remark = remarkOf(context, incoming);
        builder.change(s, remark.code, remark.detail);
      } else if (difference !== null) change(s, i, incoming, difference);
      // It was cancelled here, when it had vanished or by hand; that the platform has it all the same is to be seen.
      else if (!incoming.flags.includes('out') && cancelledHere(campaign, i))
        builder.already(s, 'order.cancelled');
      else builder.already(s);
    });
    const both = rules.older === null || rules.older === 'newest' ? found.both : 0;
    ask(builder, context, orders, { both, older: older && found.existing > 0, behind });
    const plan = builder.build();
    return { ...plan, added: [...fresh.rows(), ...plan.added] };
  },
};

/**
 * Options in which "the file is older" is settled: it follows from all rows, and a part of the file must be planned
 * like the whole.
 */
export function settledOptions(context: PlanContext, orders: readonly IncomingOrder[]): Options {
  const order = orders.map(({ orderId, refusal }) =>
    refusal === null ? (context.campaign.index.get(orderId) ?? -1) : -1,
  );
  if (!differences(context, orders, order).older) return context.options;
  return { ...context.options, knownOlder: true };
}

interface Differences {
  /** By subject; undefined where nothing differs. */
  readonly list: readonly (Difference | undefined)[];
  /** Existing orders that differ. */
  readonly existing: number;
  /** Existing orders with a field that changed on both sides. */
  readonly both: number;
  /** A fact of the last import is missing in the file. */
  readonly older: boolean;
}

function differences(
  { campaign }: PlanContext,
  orders: readonly IncomingOrder[],
  order: readonly number[],
): Differences {
  const columns = sheetColumns(campaign);
  const checks = campaign.col('Row check');
  const list = new Array<Difference | undefined>(orders.length);
  let [existing, both, older] = [0, 0, false];
  for (let s = 0; s < orders.length; s++) {
    const incoming = orders[s];
    const i = order[s] ?? -1;
    if (i < 0 || incoming === undefined || incoming.flags.includes('gone')) continue;
    const difference = compare(columns, checks[i] ?? '', i, incoming);
    if (difference === null) continue;
    list[s] = difference;
    existing++;
    if (difference.both.length > 0) both++;
    if (difference.back.length > 0 || difference.unsent) older = true;
  }
  return { list, existing, both, older };
}

function rulesOf(options: Options, older: boolean): Rules {
  const both = answerTo(options, 'both-changed');
  const answer = answerTo(options, 'older');
  return {
    older: older ? (answer === 'forward' || answer === 'newest' ? answer : 'nothing') : null,
    both: both === 'keep' || both === 'take' ? both : null,
  };
}

const cancelledHere = (campaign: Campaign, i: number): boolean =>
  campaign.facts.cancelledItems[i] !== '' && accounts(campaign, i).allCancelled;

/** What to know of a new order: nothing to ship, or something that has no SKU yet. */
function remarkOf({ campaign }: PlanContext, order: IncomingOrder): { code: ReasonCode; detail: string } {
  const items = order.values[AT.Items] ?? '';
  if (items === '' && order.flags.includes('no-reward')) return { code: 'source.no-reward', detail: '' };
  const token = campaign.catalog.explode(items).unmapped[0];
  return token === undefined
    ? { code: 'source.new', detail: '' }
    : { code: 'reward.unmapped', detail: campaign.titleOf(token) };
}
