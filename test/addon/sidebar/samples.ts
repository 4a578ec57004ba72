/** A small campaign as the server would tell it. */
import type { Context } from '../../../addon/api.ts';
import type { ReasonCode } from '../../../shared/plan/reasons.ts';
import type { Outcome, Preview, Progress, ReasonCount, RunResult } from '../../../shared/plan/types.ts';

export function context(more: Partial<Context> = {}): Context {
  return {
    campaign: { name: 'Harbour Lights', prefix: 'HL' },
    user: 'anna@example.com',
    orders: 1200,
    selected: ['HL-1042', 'HL-1043'],
    requests: {},
    stages: [
      { value: 'Open', count: 640 },
      { value: 'Awaiting survey', count: 310 },
      { value: 'Ready to ship', count: 250 },
    ],
    countries: [
      { value: 'US', count: 700 },
      { value: 'DE', count: 300 },
      { value: 'GB', count: 200 },
    ],
    rewards: [
      { value: 'Captain’s Edition with the wooden box and everything in it', count: 400 },
      { value: 'Standard', count: 800 },
    ],
    skus: [
      { value: 'MUG', count: 900 },
      { value: 'NOTEBOOK', count: 500 },
      { value: 'POSTER', count: 120 },
    ],
    channels: ['US 3PL', 'EU 3PL'],
    batches: [],
    segments: [],
    runs: [],
    openRun: null,
    settings: { campaignName: 'Harbour Lights', prefix: 'HL', lockDownDate: '', noNumberDays: 5 },
    ...more,
  };
}

export function reason(
  outcome: Outcome,
  code: ReasonCode | null,
  n: number,
  detail = '',
  keys: readonly string[] = ['HL-1', 'HL-2'],
): ReasonCount {
  return {
    outcome,
    code,
    count: n,
    shared: detail,
    samples: keys.map((key) => ({ key, detail })),
  };
}

export function preview(more: Partial<Preview> = {}): Preview {
  return {
    action: 'lock-down',
    runId: 'run-7',
    now: '2026-03-01 10:22:31Z',
    which: 'All orders: 1,200 orders',
    noun: 'order',
    total: 1200,
    counts: { change: 1143, already: 20, left: 35, decide: 2 },
    reasons: [
      reason('change', null, 1143),
      reason('already', 'already.done', 20),
      reason('left', 'survey.incomplete', 30),
      reason('left', 'payment.missing', 5),
      reason('decide', 'payment.unknown', 2),
    ],
    notices: [],
    figures: [],
    questions: [],
    sends: 'Nothing is sent to backers, warehouses or cards by this step.',
    button: 'Lock down 1,143 orders',
    hash: 'abc123',
    sums: 's0',
    ...more,
  };
}

export function result(more: Partial<RunResult> = {}): RunResult {
  return {
    runId: 'run-7',
    counts: { change: 1143, already: 20, left: 35, decide: 2 },
    moved: [],
    sentence: 'Locked down 1,143 orders.',
    undoable: true,
    batch: null,
    ...more,
  };
}

export function progress(done: number, total: number, more: Partial<Progress> = {}): Progress {
  const ended = done >= total;
  return {
    runId: 'run-7',
    done,
    total,
    more: !ended,
    sums: `s${done}`,
    result: ended ? result() : null,
    ...more,
  };
}
