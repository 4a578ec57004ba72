/** A file as a run: planned here once for the preview, then sent part by part; the server plans each part again. */
import type { CampaignSettings, IntentAction, PlanContext } from '../../../shared/actions/action.ts';
import { campaignOf } from '../../../shared/order/campaign.ts';
import { formatSums } from '../../../shared/plan/hash.ts';
import { BASE_READS, mergeReads } from '../../../shared/plan/load.ts';
import { countOutcomes, previewOf } from '../../../shared/plan/preview.ts';
import { hashPlan } from '../../../shared/plan/row-hash.ts';
import { CHANGE, type Options, OUTCOMES, type Plan, type RunResult } from '../../../shared/plan/types.ts';
import type { Reads, Tables } from '../../../shared/tabs/table.ts';
import type { TabName } from '../../../shared/tabs/tabs.ts';
import type { Call } from '../call.ts';
import type { FileRow, FileRun } from '../file-run.ts';
import { loadTables, only, withMade } from './load.ts';

/** Characters of JSON in one part: 1 MB at most, with room for letters that take two bytes. */
const PART_LENGTH = 700_000;

/** What a file run tells of itself, and how its intents hang together. */
export interface About<I> {
  /** For Activity: `report.csv: 1,200 rows`. */
  readonly which: string;
  readonly lineOf: (intent: I) => { readonly line: number; readonly file: number };
  /** Intents with the same text go in the same part; "" for none. */
  readonly groupOf: (intent: I) => string;
  /** Cuts the run into parts itself; each is planned by itself. */
  readonly cut?: (plan: Plan) => I[][];
  /** What is said about the whole file beside the outcomes. */
  readonly tell?: (context: PlanContext, plan: Plan) => Plan;
  /** Tabs that parts change and later parts read. */
  readonly reload?: readonly TabName[];
}

/** What the plans of one panel share. */
export interface Loaded {
  readonly call: Call;
  readonly settings: CampaignSettings;
  readonly tables: Tables;
  /** The moment of the preview, `2026-03-01 10:22:31Z`. */
  readonly now: string;
}

/** Loads tables and settings. `reads` are those beside what every plan reads. */
export async function loaded(call: Call, ...reads: Reads[]): Promise<Loaded> {
  const { campaign } = await call('context', {});
  const tables = await loadTables(call, mergeReads(BASE_READS, ...reads));
  const now = `${new Date().toISOString().slice(0, 19).replace('T', ' ')}Z`;
  return { call, settings: { prefix: campaign.prefix, campaignName: campaign.name }, tables, now };
}

/** What the plan of an action may know, from what was loaded. */
export function contextFor<I>(from: Loaded, action: IntentAction<I>, options: Options): PlanContext {
  const tables = only(from.tables, mergeReads(BASE_READS, action.reads(options)));
  return { campaign: campaignOf(tables), tables, now: from.now, options, settings: from.settings };
}

/** Loads, plans and previews a file. `intents` may need what was loaded. */
export async function prepareFileRun<I>(
  call: Call,
  action: IntentAction<I>,
  intents: (from: Loaded) => readonly I[],
  options: Options,
  about: About<I>,
  more: Reads = {},
): Promise<FileRun> {
  const from = await loaded(call, action.reads(options), more);
  return planFileRun(from, action, intents(from), options, about);
}

/** Plans a file over tables that are loaded. */
export function planFileRun<I>(
  from: Loaded,
  action: IntentAction<I>,
  intents: readonly I[],
  options: Options,
  about: About<I>,
): FileRun {
  let context = contextFor(from, action, options);
  const bare = action.plan(context, intents);
  const plan = about.tell?.(context, bare) ?? bare;
  const runId = newRunId(from.now);
  const { info, words } = action;
  const preview = previewOf(plan, hashPlan(context.campaign, context.tables, plan), {
    action: info.name,
    runId,
    now: from.now,
    which: about.which,
    words,
  });
  const counts = countOutcomes(plan);
  const total = counts.change;
  let parts: I[][] | null = null;
  let next = 0;
  let done = 0;
  const moved: string[] = [];
  let sent = -1;

  /** The tables as the parts before have left them, as far as this plan reads them. */
  const follow = async (planned: Plan): Promise<void> => {
    let { tables } = context;
    if (about.reload !== undefined) {
      const reads: { [T in TabName]?: readonly string[] } = {};
      for (const tab of about.reload) reads[tab] = [...(tables[tab]?.columns.keys() ?? [])];
      tables = { ...tables, ...(await loadTables(from.call, reads)) };
    }
    const brought = [...planned.added, ...planned.changes].map(({ tab, columns }): [TabName, string[]] => [
      tab,
      [...columns].filter(([, cells]) => cells.some((cell) => cell !== undefined)).map(([name]) => name),
    ]);
    for (const made of brought) tables = withMade(tables, new Map([made]));
    context = { ...context, tables, campaign: campaignOf(tables) };
  };

  const apply = async (
    onProgress: (progress: { done: number; total: number }) => void,
  ): Promise<RunResult> => {
    parts ??= about.cut?.(plan) ?? cutByGroup(plan, intents, about.groupOf);
    for (;;) {
      const part = parts[next] ?? [];
      const last = next >= parts.length - 1;
      const planned = action.plan(context, part);
      const hashes = hashPlan(context.campaign, context.tables, planned);
      const again = sent === next;
      sent = next;
      const step = await from.call('applyPart', {
        action: info.name,
        options,
        runId,
        now: from.now,
        hash: preview.hash,
        sums: formatSums(hashes.sums),
        which: about.which,
        intents: part,
        part: next,
        last,
        counts: { already: counts.already, left: counts.left, decide: counts.decide },
      });
      // Only now: after an error the same part goes out again, and the server knows what it has written.
      next++;
      done = Math.min(total, done + countOutcomes(planned).change);
      onProgress({ done, total });
      if (step.result !== null) return { ...step.result, moved: [...moved, ...step.result.moved] };
      // Sent again after an error, what it had written itself looks like moved.
      if (!again) moved.push(...(step.moved ?? []));
      if (last) throw new Error('The run ended without a result.');
      await follow(planned);
    }
  };
  return { preview, rows: rowsOf(plan, intents, about), apply };
}

/** Every intent of an order that changes, in parts; those of one order stay together, for one may follow from another. */
function cutByGroup<I>(plan: Plan, intents: readonly I[], groupOf: (intent: I) => string): I[][] {
  const groups = new Map<string, I[]>();
  const wanted = new Set<string>();
  intents.forEach((intent, s) => {
    const group = groupOf(intent) || `\u0001${s}`;
    const list = groups.get(group);
    if (list === undefined) groups.set(group, [intent]);
    else list.push(intent);
    if (plan.outcome[s] === CHANGE) wanted.add(group);
  });
  const parts: I[][] = [];
  let part: I[] = [];
  let length = 0;
  for (const [group, list] of groups) {
    if (!wanted.has(group)) continue;
    const size = JSON.stringify(list).length;
    if (part.length > 0 && length + size > PART_LENGTH) {
      parts.push(part);
      part = [];
      length = 0;
    }
    part.push(...list);
    length += size;
  }
  if (part.length > 0) parts.push(part);
  return parts;
}

function rowsOf<I>(plan: Plan, intents: readonly I[], about: About<I>): FileRow[] {
  return intents.map((intent, s) => ({
    ...about.lineOf(intent),
    key: plan.key[s] ?? '',
    outcome: OUTCOMES[plan.outcome[s] ?? 0] ?? 'left',
    code: plan.reason[s] ?? null,
    detail: plan.detail[s] ?? '',
  }));
}

/** `R-20260301-102231-4f2a`, as the server makes them. */
function newRunId(now: string): string {
  const digits = now.replace(/\D/g, '');
  const chance = Math.floor(Math.random() * 36 ** 4);
  return `R-${digits.slice(0, 8)}-${digits.slice(8, 14)}-${chance.toString(36).padStart(4, '0')}`;
}
