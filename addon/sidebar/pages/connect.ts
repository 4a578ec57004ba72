/** Who ships: the channels, the worker's connections to partners, and what is under way with them. */
import { channelStates } from '../channel-states.ts';
import { channelsPanel } from '../panels/channels.ts';
import { connectionsPanel } from '../panels/connections.ts';
import { syncNowPanel } from '../panels/sync-now.ts';
import { start } from '../start.ts';

start({
  channels: (env, root) => channelsPanel(env, root, channelStates(env.call)),
  connections: connectionsPanel,
  'sync-now': syncNowPanel,
});
