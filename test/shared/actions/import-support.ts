/** Runs file actions over a book as the panel and the server do: read, plan, hash, apply part by part. */
import type { CampaignSettings, IntentAction, PlanContext } from '../../../shared/actions/action.ts';
import { incomingOrders } from '../../../shared/actions/import-orders/incoming.ts';
import { tellImport } from '../../../shared/actions/import-orders/tell.ts';
import { vanishedOrders } from '../../../shared/actions/import-orders/vanished.ts';
import { importOrders, settledOptions } from '../../../shared/actions/import-orders.ts';
import { campaignOf } from '../../../shared/order/campaign.ts';
import type { Book } from '../../../shared/plan/book.ts';
import { formatSums } from '../../../shared/plan/hash.ts';
import { BASE_READS, load, mergeReads } from '../../../shared/plan/load.ts';
import { countOutcomes } from '../../../shared/plan/preview.ts';
import { hashPlan } from '../../../shared/plan/row-hash.ts';
import { applyIntents } from '../../../shared/plan/run.ts';
import { CHANGE, type Options, OUTCOMES, type Plan, type Progress } from '../../../shared/plan/types.ts';
import type { Backer } from '../../../shared/source/backer.ts';
import { readBackers } from '../../../shared/source/read.ts';
import { recogniseReport } from '../../../shared/source/recognise.ts';
import type { Tables } from '../../../shared/tabs/table.ts';

export const SETTINGS: CampaignSettings = { prefix: 'LH', campaignName: 'Lighthouse' };

/** A backer who has pledged for the one reward, paid, and answered the survey; a test names what is different. */
const USUAL: Readonly<Record<string, string>> = {
  'Backer Number': '1042',
  'Backer UID': '9001042',
  'Backer Name': 'Ana Lindqvist',
  Email: 'ana@example.com',
  'Shipping Country': 'SE',
  'Reward Title': 'The Game',
  'Backing Minimum': '$59.00',
  'Reward ID': '501',
  'Pledge Amount': '$69.00',
  'Amount Due': '',
  'Amount Paid': '$69.00',
  'Pledge Over Time': '',
  'Pledged At': '2026/02/01, 10:27',
  'Fulfillment Status': '',
  'Pledged Status': 'collected',
  Notes: '',
  'Survey Response': '2026/02/20, 07:12',
  'Shipping Name': 'Ana Lindqvist',
  'Shipping Address 1': 'Storgatan 1',
  'Shipping Address 2': '',
  'Shipping City': 'Malmö',
  'Shipping State': '',
  'Shipping Postal Code': '211 20',
  'Shipping Country Name': 'Sweden',
  'Shipping Country Code': 'SE',
  'Shipping Phone Number': '+46 40 123 456',
  'Shipping Delivery Notes': '',
};

/** The records of a report: each row is the usual backer but for what is named. Further columns stand after Notes. */
export function backersOf(rows: readonly Readonly<Record<string, string>>[]): Backer[] {
  const names = Object.keys(USUAL);
  const more = [...new Set(rows.flatMap((row) => Object.keys(row)))].filter((name) => !names.includes(name));
  const header = names.flatMap((name) => (name === 'Notes' ? [name, ...more] : [name]));
  const [layout] = recogniseReport(header);
  if (layout === undefined) throw new Error('Not a report');
  return readBackers(
    rows.map((row) => header.map((name) => row[name] ?? USUAL[name] ?? '')),
    layout,
  );
}

export const GAME = new Map([['reward:501', 'GAME x1']]);

export interface Planned {
  readonly plan: Plan;
  readonly tables: Tables;
  readonly context: PlanContext;
}

/** Plans intents against the whole book. */
export function planOn<I>(
  book: Book,
  action: IntentAction<I>,
  intents: readonly I[],
  options: Options = {},
): Planned {
  const tables = load(book, mergeReads(BASE_READS, action.reads(options)));
  const campaign = campaignOf(tables);
  const context: PlanContext = { campaign, tables, now: book.now(), options, settings: SETTINGS };
  return { plan: action.plan(context, intents), tables, context };
}

/** Plans and applies; `size` intents a part. */
export function run<I>(
  book: Book,
  action: IntentAction<I>,
  intents: readonly I[],
  options: Options = {},
  size = 1000,
): Planned & { readonly last: Progress | null; readonly counts: ReturnType<typeof countOutcomes> } {
  const planned = planOn(book, action, intents, options);
  const counts = countOutcomes(planned.plan);
  const wanted = intents.filter((_, s) => planned.plan.outcome[s] === CHANGE);
  let last: Progress | null = null;
  for (let from = 0; from < wanted.length; from += size) {
    const part = wanted.slice(from, from + size);
    const again = action.plan(planned.context, part);
    last = applyIntents(book, action, SETTINGS, {
      options,
      runId: `run-${book.now()}`,
      now: planned.context.now,
      sums: formatSums(hashPlan(planned.context.campaign, planned.tables, again).sums),
      which: 'report.csv',
      last: from + size >= wanted.length,
      intents: JSON.parse(JSON.stringify(part)),
      counts,
    });
  }
  return { ...planned, last, counts };
}

export interface ImportSays {
  readonly mapping?: ReadonlyMap<string, string>;
  readonly answers?: Readonly<Record<string, string>>;
  readonly options?: Options;
  readonly size?: number;
  /** A report of all backers: who is missing has vanished. */
  readonly full?: boolean;
}

/** Imports rows of a report into the book. */
export function importRows(
  book: Book,
  rows: readonly Readonly<Record<string, string>>[],
  { mapping = GAME, answers = {}, options = {}, size, full = false }: ImportSays = {},
) {
  const orders = incomingOrders(backersOf(rows), mapping, SETTINGS, answers);
  const asked = { ...options, answers };
  const { context } = planOn(book, importOrders, orders, asked);
  const all = full ? [...orders, ...vanishedOrders(context.campaign, orders)] : orders;
  const made = run(book, importOrders, all, settledOptions(context, all), size);
  return { ...made, plan: tellImport(made.context, all, made.plan) };
}

/** [outcome, reason] of each row. */
export function outcomes({ plan }: Planned): (string | null)[][] {
  return plan.key.map((_, s) => [OUTCOMES[plan.outcome[s] ?? 0] ?? '', plan.reason[s] ?? null]);
}
