/** A connection got another name: the channels that name it follow. */
import { CHANNEL_STATE_READS, channelState } from '../../../shared/order/channel-state.ts';
import { type Call, CallError, sentenceOf } from '../call.ts';
import { loadTables } from '../file-runs/load.ts';

/** What the SKUs of a channel are read by; the orders are not needed for it. */
const { Products = [], Channels = [], Rewards = [] } = CHANNEL_STATE_READS;

export async function renameInChannels(call: Call, from: string, to: string): Promise<void> {
  try {
    const { channels } = channelState(await loadTables(call, { Products, Channels, Rewards }), null);
    if (!channels.some((channel) => channel.connectedTo === from)) return;
    await call('saveChannels', {
      channels: channels.map((channel) =>
        channel.connectedTo === from ? { ...channel, connectedTo: to } : channel,
      ),
    });
  } catch (error) {
    throw new CallError(
      'connection.channels-behind',
      `The connection is called ${to} now, but the channels still say ${from}: ${sentenceOf(error)} Choose ${to} for them under Set Up, Channels.`,
    );
  }
}
