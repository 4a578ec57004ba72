/** The addresses of a campaign, loaded for a review, and what was accepted of it as a run. */
import { type AddressIntent, correctAddresses } from '../../../shared/actions/correct-addresses.ts';
import { BASE_READS, mergeReads } from '../../../shared/plan/load.ts';
import type { Context } from '../../api.ts';
import type { Call } from '../call.ts';
import type { FileRun } from '../file-run.ts';
import { counted } from '../words.ts';
import { loadTables } from './load.ts';
import { type Loaded, planFileRun } from './run.ts';

/** Loads what the plan reads, telling how many of the orders are there. */
export async function loadAddresses(
  call: Call,
  { campaign, orders }: Context,
  onProgress: (progress: { done: number; total: number }) => void,
): Promise<Loaded> {
  const reads = mergeReads(BASE_READS, correctAddresses.reads({}));
  const tables = await loadTables(call, reads, (tab, rows) => {
    if (tab === 'Orders') onProgress({ done: rows, total: Math.max(orders, rows) });
  });
  const now = `${new Date().toISOString().slice(0, 19).replace('T', ' ')}Z`;
  return { call, settings: { prefix: campaign.prefix, campaignName: campaign.name }, tables, now };
}

/** Plans what was accepted. */
export function planAddresses(from: Loaded, intents: readonly AddressIntent[]): FileRun {
  const lines = new Map(intents.map((intent, at) => [intent, at + 1]));
  return planFileRun(
    from,
    correctAddresses,
    intents,
    {},
    {
      which: `Check Addresses: ${counted(intents.length, 'order')}`,
      lineOf: (intent) => ({ line: lines.get(intent) ?? 0, file: 0 }),
      groupOf: ({ orderId }) => orderId,
    },
  );
}
