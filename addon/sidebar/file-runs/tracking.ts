/** Import Tracking as a run: rows of one or more files become intents, planned together; doubts become proposals. */
import { importTracking, type TrackingIntent } from '../../../shared/actions/import-tracking.ts';
import { matchFiles, trackingIntents } from '../../../shared/actions/tracking-intents.ts';
import { campaignOf } from '../../../shared/order/campaign.ts';
import type { Notice } from '../../../shared/plan/types.ts';
import { carrierCandidates, carrierGroup } from '../../../shared/tracking/candidates.ts';
import { proposalsOf } from '../../../shared/tracking/proposals.ts';
import type { CarrierQuestion, FileRun, FileRuns, TrackingInput } from '../file-run.ts';
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
  const fresh = newRows(run, files);
  return {
    ...run,
    preview: fresh === null ? run.preview : { ...run.preview, notices: [fresh, ...run.preview.notices] },
    proposals: proposalsOf(files, matched, contextFor(from, importTracking, options).campaign),
    questions: questionsOf(intents, run.rows),
  };
};

/**
 * For a file that goes on from the last one: what becomes of its new rows. Those before were looked at then, so that
 * what is still open among them is counted here and no more.
 */
function newRows(run: FileRun, files: TrackingInput['files']): Notice | null {
  if (files.every(({ newFrom }) => newFrom === 0)) return null;
  const firstNew = files.map(({ table, newFrom }) => table.lines[newFrom] ?? Number.POSITIVE_INFINITY);
  const counts = { fresh: 0, change: 0, look: 0, before: 0, again: 0, still: 0 };
  for (const { file, line, outcome } of run.rows) {
    const looked = outcome === 'left' || outcome === 'decide';
    if (line < (firstNew[file] ?? 0)) {
      counts.before++;
      if (looked) counts.still++;
      // Their run was undone, or their orders changed since.
      else if (outcome === 'change') counts.again++;
      continue;
    }
    counts.fresh++;
    if (outcome === 'change') counts.change++;
    else if (looked) counts.look++;
  }
  const fresh = `${counted(counts.fresh, 'new row')}: ${count(counts.change)} will change, ${count(counts.look)} to look at.`;
  const was = counts.before === 1 ? 'was' : 'were';
  const again = counts.again === 0 ? '' : `, ${count(counts.again)} of them will change`;
  const still = counts.still === 0 ? '' : `, ${count(counts.still)} of them still open`;
  return {
    level: 'info',
    text: `${fresh} ${counted(counts.before, 'row')} ${was} in the last file${again}${still}.`,
  };
}

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
