/** The channels as they are in the sheet, read without the orders, and written back with a change that renames none. */
import { CHANNEL_STATE_READS, channelState } from '../../../shared/order/channel-state.ts';
import type { ChannelDraft } from '../../api.ts';
import type { Call } from '../call.ts';
import { loadTables } from '../file-runs/load.ts';

/** What the SKUs of a channel are read by. */
const { Products = [], Channels = [], Rewards = [] } = CHANNEL_STATE_READS;

export async function readDrafts(call: Call): Promise<readonly ChannelDraft[]> {
  return channelState(await loadTables(call, { Products, Channels, Rewards }), null).channels;
}

/** Saves the channels that `change` gives another draft for; nothing is written where none is another. Answers all. */
export async function changeDrafts(
  call: Call,
  change: (draft: ChannelDraft) => ChannelDraft,
): Promise<readonly ChannelDraft[]> {
  const now = await readDrafts(call);
  const next = now.map(change);
  if (next.every((draft, i) => draft === now[i])) return now;
  await call('saveChannels', { channels: next });
  return next;
}
