/** What a person sees of a plan: counts, reasons with samples, and the button that names act and count. */
import { counted, type Words } from '../actions/action.ts';
import { formatSums } from './hash.ts';
import type { ReasonCode } from './reasons.ts';
import type { PlanHashes } from './row-hash.ts';
import { OUTCOMES, type Outcome, type Plan, type Preview, type ReasonCount } from './types.ts';

const SAMPLES = 50;

/** Counts of a plan by outcome. */
export function countOutcomes(plan: Plan): Record<Outcome, number> {
  const counts: Record<Outcome, number> = { change: 0, already: 0, left: 0, decide: 0 };
  for (const outcome of plan.outcome) counts[OUTCOMES[outcome] ?? 'left']++;
  return counts;
}

/** Counts by reason, the most frequent first within an outcome, with the first samples of each. */
export function countReasons(plan: Plan): ReasonCount[] {
  const groups = new Map<
    string,
    {
      outcome: Outcome;
      code: ReasonCode | null;
      count: number;
      /** The detail that all of them share; null when they differ. */
      shared: string | null;
      samples: { key: string; detail: string }[];
    }
  >();
  for (let s = 0; s < plan.n; s++) {
    const outcome = OUTCOMES[plan.outcome[s] ?? 0] ?? 'left';
    const code = plan.reason[s] ?? null;
    const detail = plan.detail[s] ?? '';
    const id = `${outcome} ${code}`;
    let group = groups.get(id);
    if (group === undefined) {
      group = { outcome, code, count: 0, shared: detail, samples: [] };
      groups.set(id, group);
    }
    group.count++;
    if (group.shared !== detail) group.shared = null;
    if (group.samples.length < SAMPLES) group.samples.push({ key: plan.key[s] ?? '', detail });
  }
  const list = [...groups.values()].map((group) => ({ ...group, shared: group.shared ?? '…' }));
  return list.sort((a, b) => OUTCOMES.indexOf(a.outcome) - OUTCOMES.indexOf(b.outcome) || b.count - a.count);
}

/** The preview of a plan. */
export function previewOf(
  plan: Plan,
  hashes: PlanHashes,
  about: { action: string; runId: string; now: string; which: string; words: Words },
): Preview {
  const counts = countOutcomes(plan);
  return {
    action: about.action,
    runId: about.runId,
    now: about.now,
    which: about.which,
    noun: about.words.noun,
    total: plan.n,
    counts,
    reasons: countReasons(plan),
    notices: plan.notices,
    figures: plan.figures,
    questions: plan.questions,
    sends: about.words.sends,
    button: `${about.words.button} ${counted(counts.change, about.words.noun)}`,
    hash: hashes.total.toString(36),
    sums: formatSums(hashes.sums),
  };
}
