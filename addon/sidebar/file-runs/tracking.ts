/** Import Tracking as a run: rows of one or more files become intents, planned together; doubts become proposals. */
import { importTracking, type TrackingIntent } from '../../../shared/actions/import-tracking.ts';
import { matchFiles, trackingIntents } from '../../../shared/actions/tracking-intents.ts';
import { campaignOf } from '../../../shared/order/campaign.ts';
import { carrierCandidates, carrierGroup } from '../../../shared/tracking/candidates.ts';
import { proposalsOf } from '../../../shared/tracking/proposals.ts';
import type { CarrierQuestion, FileRuns } from '../file-run.ts';
import { count, counted } from '../words.ts';
import { contextFor, loaded, planFileRun } from './run.ts';

/** Numbers that one question shows. */
const MOST_SHOWN = 3;

export const prepareTracking: FileRuns['prepareTracking'] = async (call, input) => {
  const { files, options } = input;
  const from = await loaded(call, importTracking.reads(options));
  const { tables, settings } = from;
  const campaign = campaignOf(tables);
  const matched = matchFiles(files, campaign, settings, input.useEmail);
  const intents = trackingIntents(files, campaign, matched, input);
  const names = files.map(({ name, count: rows }) => `${name}: ${counted(rows, 'row')}`);
  const run = planFileRun(from, importTracking, intents, options, {
    which: [...names, ...matchesOf(intents)].join('; '),
    lineOf: ({ line, file }) => ({ line, file }),
    groupOf: ({ orderId }) => orderId,
  });
  return {
    ...run,
    proposals: proposalsOf(files, matched, contextFor(from, importTracking, options).campaign),
    questions: questionsOf(intents, run.rows),
  };
};

/** For Activity: "14 matched by name and postal code". */
function matchesOf(intents: readonly TrackingIntent[]): string[] {
  const counts = new Map<string, number>();
  for (const { remark } of intents) {
    if (remark?.code !== 'match.accepted') continue;
    counts.set(remark.detail, (counts.get(remark.detail) ?? 0) + 1);
  }
  return [...counts].map(([by, n]) => `${count(n)} matched by ${by}`);
}

/** Rows whose carrier must be chosen, by the carriers that their numbers fit; most rows first. */
function questionsOf(
  intents: readonly TrackingIntent[],
  rows: readonly { readonly code: string | null }[],
): CarrierQuestion[] {
  const groups = new Map<string, { count: number; numbers: string[] }>();
  intents.forEach(({ number }, s) => {
    if (rows[s]?.code !== 'tracking.carrier-unknown') return;
    const key = carrierGroup(number);
    const group = groups.get(key) ?? { count: 0, numbers: [] };
    group.count++;
    if (group.numbers.length < MOST_SHOWN) group.numbers.push(number);
    groups.set(key, group);
  });
  return [...groups]
    .map(([group, { count: n, numbers }]) => ({
      group,
      count: n,
      numbers,
      candidates: carrierCandidates(numbers[0] ?? ''),
    }))
    .sort((a, b) => b.count - a.count || (a.group < b.group ? -1 : 1));
}
