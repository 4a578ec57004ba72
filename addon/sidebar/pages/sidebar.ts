/** The panels that take no files. */

import { channelStates } from '../channel-states.ts';
import { actionPanel, startOf } from '../panels/action.ts';
import { channelsPanel } from '../panels/channels.ts';
import { checkPanel } from '../panels/check.ts';
import { exportsPanel } from '../panels/exports.ts';
import { guidePanel } from '../panels/guide.ts';
import { orderPanel } from '../panels/order.ts';
import { settingsPanel } from '../panels/settings.ts';
import { start } from '../start.ts';

start({
  action: (env, root) => actionPanel(env, root, startOf(env.boot)),
  guide: guidePanel,
  channels: (env, root) => channelsPanel(env, root, channelStates(env.call)),
  order: orderPanel,
  exports: exportsPanel,
  settings: settingsPanel,
  check: checkPanel,
});
