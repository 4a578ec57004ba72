/** The panels that take no files. */

import { actionPanel, startOf } from '../panels/action.ts';
import { checkPanel } from '../panels/check.ts';
import { exportsPanel } from '../panels/exports.ts';
import { guidePanel } from '../panels/guide.ts';
import { orderPanel } from '../panels/order.ts';
import { settingsPanel } from '../panels/settings.ts';
import { start } from '../start.ts';

start({
  action: (env, root) => actionPanel(env, root, startOf(env.boot)),
  guide: guidePanel,
  order: orderPanel,
  exports: exportsPanel,
  settings: settingsPanel,
  check: checkPanel,
});
