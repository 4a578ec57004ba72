/** Channels that get another name: their row, their parcels and the worker follow together. */

import { readChannels } from '../../../shared/order/channels.ts';
import type { ChannelDraft } from '../../api.ts';
import { type Call, CallError, sentenceOf } from '../call.ts';
import { loadTables } from '../file-runs/load.ts';
import type { SheetList } from './partner-sheets.ts';

export interface Renamed {
  /** As the tab, or Shipments, has it. */
  readonly from: string;
  readonly to: string;
  /** `from` is no channel of the tab any more: its parcels go to another, which keeps its rules. */
  readonly joins?: true;
}

const isByWorker = ({ method }: ChannelDraft): boolean => method !== 'Export';

/** Renames are all or none; sheets follow channels that were renamed in their cells. Refuses as the worker does. */
async function tellChannels(
  call: Call,
  drafts: readonly ChannelDraft[],
  renamed: readonly Renamed[],
): Promise<void> {
  const channels = drafts.map((draft) => ({
    name: draft.name.trim(),
    connection: isByWorker(draft) ? draft.connectedTo : '',
  }));
  await call('askWorker', { method: 'PUT', path: '/v1/channels', body: { channels, renamed } });
}

/**
 * Saves channels, some under another name. The worker is told first: of a channel that it does not know by this name its
 * parcels and its sheet would be lost. Where the sheet refuses afterwards it is told the old names again.
 */
export async function saveChannels(
  call: Call,
  drafts: readonly ChannelDraft[],
  renamed: readonly Renamed[],
): Promise<void> {
  if (renamed.length === 0) {
    await call('saveChannels', { channels: [...drafts] });
    return;
  }
  const { paired } = await call('workerState', {});
  let told = false;
  if (paired) {
    try {
      await tellChannels(call, drafts, renamed);
      told = true;
    } catch (error) {
      const to = new Set(renamed.map((one) => one.to));
      const isOurs = drafts.some((draft) => isByWorker(draft) && to.has(draft.name.trim()));
      // A channel that ships by files needs no worker; what it had there is seen when it is connected again.
      if (isOurs || !(error instanceof CallError) || error.code === 'channel.has-sheet')
        throw new CallError(
          error instanceof CallError ? error.code : 'channel.not-renamed',
          `Nothing is saved: the worker must know the new name first. ${sentenceOf(error)}`,
        );
    }
  }
  try {
    const names = renamed.map(({ from, to }) => ({ from, to }));
    await call('saveChannels', { channels: [...drafts], renamed: names });
  } catch (error) {
    // What joined another cannot be told from it any more: that one would lose its name, and its sheet with it.
    const back = renamed.flatMap(({ from, to, joins }) => (joins ? [] : [{ from: to, to: from }]));
    // Where that is not heard either, the worker sees by itself which sheet is whose, with the next push or panel.
    if (told && back.length > 0) await tellChannels(call, [], back).catch(() => {});
    throw error;
  }
}

/**
 * Refuses (`channel.changed`) where the tab has other channels than a panel has shown: it would delete those that it does
 * not know.
 */
export async function refuseOthers(call: Call, known: readonly string[]): Promise<void> {
  const { Channels } = await loadTables(call, { Channels: ['Channel'] });
  const now = Channels?.n === 0 ? [...known] : readChannels(Channels).map(({ name }) => name);
  if ([...now].sort().join('\n') === [...known].sort().join('\n')) return;
  throw new CallError(
    'channel.changed',
    'Somebody has changed the tab Channels since this panel was opened. Open Set Up, Channels again: nothing of this is saved.',
  );
}

/**
 * The sheets, once those whose channel is gone from the tab have gone with the channel that is connected to them: it was
 * renamed in its cell. `again` reads them.
 */
export async function followed(
  call: Call,
  list: SheetList,
  drafts: readonly ChannelDraft[],
  again: () => Promise<SheetList>,
): Promise<SheetList> {
  const names = new Set(drafts.map(({ name }) => name));
  const lost = list.sheets.filter(({ endedAt, channel }) => endedAt === '' && !names.has(channel));
  const isClaimed = ({ name }: { readonly name: string }): boolean =>
    drafts.some((draft) => isByWorker(draft) && isSame(draft.connectedTo, name));
  if (!lost.some(isClaimed)) return list;
  await tellChannels(call, drafts, []);
  return again();
}

/** Names of connections are unique without case, and a cell may have been typed. */
export const isSame = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase();
