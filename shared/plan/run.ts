/**
 * The engine: what every action shares. Preview reads, plans and counts. Apply reads again, plans again, compares,
 * journals, writes facts and views in blocks, and records the run. An action only declares and plans.
 */

import {
  type CampaignSettings,
  counted,
  type IntentAction,
  type OrderAction,
  type PlanContext,
  textOption,
} from '../actions/action.ts';
import { campaignOf } from '../order/campaign.ts';
import { ADDRESS_FIELDS } from '../order/deliverable.ts';
import { scopeRule } from '../segment/scope.ts';
import type { Cell } from '../tabs/table.ts';
import { recordActivity } from './activity.ts';
import { type Book, Refused } from './book.ts';
import { addToSums, bucketsOf, emptySums, formatSums, parseSums, type Sums } from './hash.ts';
import { pruneJournal } from './journal.ts';
import { releaseLease, takeLease, underLease } from './lease.ts';
import { BASE_READS, load, loadFor, mergeReads, needRecords } from './load.ts';
import { countOutcomes, previewOf } from './preview.ts';
import { hashPlan } from './row-hash.ts';
import { describeScope, rowsInScope, scopeReads, unknownEntries } from './scope.ts';
import { refreshSummary } from './summary.ts';
import {
  CHANGE,
  type Options,
  OUTCOMES,
  type Plan,
  type Preview,
  type Progress,
  type Scope,
} from './types.ts';
import { withViews } from './views.ts';
import { chunksOf, type Prepared, writeChunk } from './write-chunk.ts';

/** An execution of Apps Script ends at 6 minutes; after this the rest is left to the next call. */
const BUDGET_MS = 4 * 60_000;

export interface ApplyRequest {
  readonly scope: Scope;
  readonly options: Options;
  readonly runId: string;
  readonly now: string;
  readonly sums: string;
  /** Told what was read, before anything is written. */
  readonly planned?: (context: PlanContext) => void;
}

function prepare(
  book: Book,
  action: OrderAction,
  settings: CampaignSettings,
  scope: Scope,
  options: Options,
  now: string,
  resumed: boolean,
  buckets?: number,
): Prepared {
  const checked = action.check(options);
  if (!checked.ok) throw new Refused('options', checked.message);
  const rule = scopeRule(book, scope);
  const tables = load(book, mergeReads(BASE_READS, scopeReads(scope, rule), action.reads(options)));
  const campaign = campaignOf(tables);
  const rows = rowsInScope(campaign, scope, book, action.request, rule === null ? null : { rule, now });
  const context: PlanContext = { campaign, tables, now, options, settings, ...(resumed && { resumed }) };
  let plan = action.plan(context, rows);
  if (scope.base === 'list') {
    const unknown = unknownEntries(campaign, scope.list ?? '');
    if (unknown.length > 0) {
      const fit =
        unknown.length === 1 ? '1 entry of the list fits' : `${unknown.length} entries of the list fit`;
      const text = `${fit} no order: ${unknown.slice(0, 10).join(', ')}`;
      plan = { ...plan, notices: [...plan.notices, { level: 'warning', text }] };
    }
  }
  const hashes = hashPlan(campaign, tables, plan, buckets ?? plan.n);
  return {
    tables,
    context,
    plan,
    hashes,
    which: action.which?.(context) ?? describeScope(scope, counted(rows.length, 'order')),
  };
}

/** Shows what an action would do. Writes nothing. */
export function preview(
  book: Book,
  action: OrderAction,
  settings: CampaignSettings,
  scope: Scope,
  options: Options,
  runId: string,
): Preview {
  const now = book.now();
  const resumed = partsSoFar(book, runId) > 0;
  const { plan, hashes, which } = prepare(book, action, settings, scope, options, now, resumed);
  return previewOf(plan, hashes, { action: action.info.name, runId, now, which, words: action.words });
}

/** The subjects that will not change, from `from` on: for the failure file. */
export function failures(
  book: Book,
  action: OrderAction,
  settings: CampaignSettings,
  scope: Scope,
  options: Options,
  from: number,
  count: number,
): { rows: string[][]; more: boolean } {
  const { plan } = prepare(book, action, settings, scope, options, book.now(), false);
  return failureRows(plan, from, count);
}

/** [key, outcome, code, detail] of the subjects that are left alone or wait for a decision. */
function failureRows(plan: Plan, from: number, count: number): { rows: string[][]; more: boolean } {
  const rows: string[][] = [];
  let seen = 0;
  for (let s = 0; s < plan.n; s++) {
    const outcome = OUTCOMES[plan.outcome[s] ?? 0] ?? 'left';
    if (outcome === 'change' || outcome === 'already') continue;
    seen++;
    if (seen <= from) continue;
    if (rows.length === count) return { rows, more: true };
    const code = plan.reason[s] ?? null;
    rows.push([plan.key[s] ?? '', outcome, code ?? '', plan.detail[s] ?? '']);
  }
  return { rows, more: false };
}

/** Does the next part of a previewed run: as many chunks as the time budget allows. */
export function apply(
  book: Book,
  action: OrderAction,
  settings: CampaignSettings,
  request: ApplyRequest,
  budgetMs = BUDGET_MS,
): Progress {
  const given = parseSums(request.sums);
  if (given === null) throw new Refused('run.sums', 'The preview is not readable any more. Make it again.');
  const run = {
    runId: request.runId,
    action: action.info.name,
    label: action.info.label,
    scope: request.scope,
    options: request.options,
  };
  const { tookOver, turn } = takeLease(book, run);
  let begun = false;
  try {
    needRecords(book);
    recordTakeOver(book, tookOver);
    const resumed = partsSoFar(book, request.runId) > 0;
    const { scope, options, now } = request;
    const made = prepare(book, action, settings, scope, options, now, resumed, given.count);
    request.planned?.(made.context);
    return execute(book, made, given, {
      runId: request.runId,
      label: action.info.label,
      why: textOption(request.options, 'reason'),
      done: action.words.done,
      noun: action.words.noun,
      turn,
      begin: () => {
        begun = true;
      },
      deadline: book.clock() + budgetMs,
    });
  } catch (error) {
    endBroken(book, { ...run, turn, begun }, error);
    throw error;
  }
}

/** Applies one part of a file action. The server reads only the rows that the intents name. */
export function applyIntents<I>(
  book: Book,
  action: IntentAction<I>,
  settings: CampaignSettings,
  request: {
    options: Options;
    runId: string;
    now: string;
    sums: string;
    which: string;
    last: boolean;
    intents: readonly unknown[];
    counts: { already: number; left: number; decide: number };
  },
): Progress {
  const given = parseSums(request.sums);
  if (given === null) throw new Refused('run.sums', 'The preview is not readable any more. Make it again.');
  const run = {
    runId: request.runId,
    action: action.info.name,
    label: action.info.label,
    scope: action.info.scope,
    options: {},
  };
  const { tookOver, turn } = takeLease(book, run);
  let begun = false;
  try {
    needRecords(book);
    recordTakeOver(book, tookOver);
    const intents = action.parse(request.intents);
    const tables = loadFor(
      book,
      mergeReads(BASE_READS, action.reads(request.options)),
      new Set(action.keys(intents)),
    );
    const campaign = campaignOf(tables);
    const context: PlanContext = { campaign, tables, now: request.now, options: request.options, settings };
    const plan = action.plan(context, intents);
    const hashes = hashPlan(campaign, tables, plan, given.count);
    const which = request.which;
    return execute(book, { tables, context, plan, hashes, which }, given, {
      runId: request.runId,
      label: action.info.label,
      why: textOption(request.options, 'reason'),
      done: action.words.done,
      noun: action.words.noun,
      turn,
      begin: () => {
        begun = true;
      },
      deadline: Number.POSITIVE_INFINITY,
      part: { last: request.last, counts: request.counts },
    });
  } catch (error) {
    endBroken(book, { ...run, turn, begun }, error);
    throw error;
  }
}

/**
 * A refused run must not keep others out, nor one that failed before it wrote anything. What its earlier chunks wrote is
 * told, so that it can be undone. A crash while it writes keeps the lease: the run can be resumed.
 */
function endBroken(
  book: Book,
  run: { readonly runId: string; readonly label: string; readonly turn: number; readonly begun: boolean },
  error: unknown,
): void {
  const refused = error instanceof Refused;
  if (refused && error.code === 'run.busy') return;
  const change = partsSoFar(book, run.runId);
  if (!refused && (run.begun || change > 0)) return;
  // First, for what follows may be refused too: a tab that is missing.
  releaseLease(book, run.runId, run.turn);
  if (change > 0) {
    recordActivity(book, {
      runId: run.runId,
      when: book.now(),
      who: book.user(),
      action: `${run.label}: stopped half way`,
      which: 'The rest was refused; what it had written stays and can be undone',
      counts: { change, already: 0, left: 0, decide: 0 },
    });
    book.setProperty(PARTS_PROPERTY, null);
  }
}

function recordTakeOver(book: Book, lease: ReturnType<typeof takeLease>['tookOver']): void {
  if (lease === null) return;
  const counts = { change: partsSoFar(book, lease.runId), already: 0, left: 0, decide: 0 };
  recordActivity(book, {
    runId: lease.runId,
    when: book.now(),
    who: book.user(),
    action: `${lease.label}: given up`,
    which: `Its run by ${lease.who || 'somebody'} did not end; another run took over`,
    counts,
  });
}

interface Execution {
  readonly runId: string;
  readonly label: string;
  /** The reason that the person gave; kept in Activity. */
  readonly why: string;
  readonly done: string;
  readonly noun: string;
  /** The execution's hold on the lease. */
  readonly turn: number;
  /** Told before the first cell is written. */
  readonly begin: () => void;
  readonly deadline: number;
  readonly part?: {
    readonly last: boolean;
    readonly counts: { already: number; left: number; decide: number };
  };
}

function execute(book: Book, made: Prepared, given: Sums, run: Execution): Progress {
  const { plan, tables, hashes } = made;
  const moved = movedBuckets(given, hashes.sums);
  const wanted = plan.outcome.reduce((n, outcome) => n + (outcome === CHANGE ? 1 : 0), 0);
  const inMoved = (subject: number): boolean =>
    moved.size > 0 && bucketsOf(plan.key[subject] ?? '', given.count).every((bucket) => moved.has(bucket));
  // An order is written as a whole or not at all: one of its rows alone could leave accounts that do not add up.
  const movedOrders = new Set<number>();
  for (let s = 0; s < plan.n; s++)
    if (plan.outcome[s] === CHANGE && inMoved(s)) movedOrders.add(plan.order[s] ?? -1);
  movedOrders.delete(-1);
  const keep = (subject: number): boolean =>
    plan.outcome[subject] === CHANGE && !inMoved(subject) && !movedOrders.has(plan.order[subject] ?? -1);
  const removing = new Set(plan.removed.flatMap((removed) => removed.subject));
  const views = withViews(tables, plan, keep, (ids) =>
    book.readKeys('Orders', 'Order ID', ids, ['Order ID', ...ADDRESS_FIELDS]),
  );
  const left: Sums = { count: given.count, buckets: Float64Array.from(given.buckets) };
  const written = new Set<number>();
  let done = 0;
  const chunks = chunksOf(plan, keep);
  for (const [at, chunk] of chunks.entries()) {
    if (at > 0) {
      // Rows that were taken out have shifted all that the later chunks know: they are planned again.
      const shifted = removing.size > 0 && chunks[at - 1]?.some((subject) => removing.has(subject)) === true;
      if (shifted || book.clock() > run.deadline) {
        const soFar = partsSoFar(book, run.runId);
        const total = soFar - done + wanted;
        return { runId: run.runId, done: soFar, total, more: true, sums: formatSums(left), result: null };
      }
    }
    const write = (): readonly number[] => {
      run.begin();
      return writeChunk(book, made, views, run.runId, chunk, at === 0, partsSoFar(book, run.runId));
    };
    const sameStill = underLease(book, run.runId, run.turn, write);
    rememberPart(book, run.runId, sameStill.length);
    for (const subject of sameStill) {
      written.add(subject);
      done++;
      addToSums(left, plan.key[subject] ?? '', 2 ** 53 - (hashes.rows[subject] ?? 0));
    }
  }
  const movedKeys = keysThatMoved(plan, (subject) => written.has(subject), left, given);
  if (run.part !== undefined && !run.part.last) {
    return {
      runId: run.runId,
      done,
      total: wanted,
      more: false,
      sums: formatSums(left),
      moved: movedKeys.slice(0, MOST_MOVED),
      result: null,
    };
  }
  return finish(book, made, run, views, { done, wanted, movedKeys, left });
}

/** Buckets in which something moved between the preview and now. */
function movedBuckets(given: Sums, now: Sums): ReadonlySet<number> {
  const moved = new Set<number>();
  for (let i = 0; i < given.count; i++) if (given.buckets[i] !== now.buckets[i]) moved.add(i);
  return moved;
}

/** Subjects that should have changed and did not. */
function keysThatMoved(plan: Plan, kept: (subject: number) => boolean, left: Sums, given: Sums): string[] {
  const open = emptySums(given.count);
  const keys: string[] = [];
  for (let s = 0; s < plan.n; s++) {
    if (plan.outcome[s] !== CHANGE || kept(s)) continue;
    addToSums(open, plan.key[s] ?? '', 1);
    keys.push(plan.key[s] ?? '');
  }
  // What was previewed and does not change any more is told by its bucket: by name when it is alone there.
  const lost = new Set<number>();
  for (let bucket = 0; bucket < given.count; bucket++)
    if (left.buckets[bucket] !== 0 && open.buckets[bucket] === 0) lost.add(bucket);
  if (lost.size === 0) return keys;
  const there = new Map<number, string[]>();
  for (let s = 0; s < plan.n; s++) {
    const key = plan.key[s] ?? '';
    if (plan.outcome[s] === CHANGE) continue;
    const buckets = bucketsOf(key, given.count);
    const [first = 0] = buckets;
    if (buckets.every((bucket) => lost.has(bucket))) there.set(first, [...(there.get(first) ?? []), key]);
  }
  for (const found of there.values()) if (found.length === 1) keys.push(...found);
  return keys.length === 0 ? ['(orders that no longer need it)'] : keys;
}

const PARTS_PROPERTY = 'run-parts';

/** Of what moved so many are named. */
const MOST_MOVED = 200;

/** Counts what a run has changed, chunk by chunk: its one Activity row tells the whole, also when it does not end. */
function rememberPart(book: Book, runId: string, done: number): void {
  book.setProperty(PARTS_PROPERTY, `${runId} ${partsSoFar(book, runId) + done}`);
}

export function partsSoFar(book: Book, runId: string): number {
  const [run, count] = (book.property(PARTS_PROPERTY) ?? '').split(' ');
  return run === runId ? Number(count) : 0;
}

function finish(
  book: Book,
  made: Prepared,
  run: Execution,
  views: ReturnType<typeof withViews>,
  state: { done: number; wanted: number; movedKeys: string[]; left: Sums },
): Progress {
  const changed = partsSoFar(book, run.runId);
  const earlier = changed - state.done;
  const counted4 = countOutcomes(made.plan);
  const counts =
    run.part === undefined
      ? { ...counted4, change: changed, already: Math.max(0, counted4.already - earlier) }
      : { change: changed, ...run.part.counts };
  const entry = {
    runId: run.runId,
    when: book.now(),
    who: book.user(),
    action: run.label,
    which: run.why === '' ? made.which : `${made.which}. Reason: ${run.why}`,
    counts,
  };
  if (changed > 0 || run.part !== undefined) recordActivity(book, entry);
  refreshSummary(book, run.part === undefined ? views.after : null);
  pruneJournal(book);
  book.setProperty(PARTS_PROPERTY, null);
  book.flush();
  releaseLease(book, run.runId, run.turn);
  return {
    runId: run.runId,
    done: run.part === undefined ? changed : state.done,
    total: run.part === undefined ? earlier + state.wanted : state.wanted,
    more: false,
    sums: formatSums(state.left),
    result: {
      runId: run.runId,
      counts,
      moved: state.movedKeys.slice(0, MOST_MOVED),
      sentence: `${run.done} ${counted(changed, run.noun)}.`,
      undoable: changed > 0,
      batch: batchOf(made.plan),
    },
  };
}

/** The batch of the file that a plan is for: what the worker sends has none. */
function batchOf(plan: Plan): string | null {
  for (const { tab, columns } of [...plan.added, ...plan.changes]) {
    const cells: readonly (Cell | undefined)[] =
      (tab === 'Shipments' && !columns.has('Warehouse says') ? columns.get('Batch') : undefined) ?? [];
    const batch = cells.find((cell) => cell !== undefined && cell !== '');
    if (batch !== undefined) return String(batch);
  }
  return null;
}
