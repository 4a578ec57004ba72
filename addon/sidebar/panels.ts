/** Which code draws which panel. */
import type { PanelName } from '../api.ts';
import type { Env } from './env.ts';
import { actionPanel } from './panels/action.ts';
import { channelsPanel } from './panels/channels.ts';
import { checkPanel } from './panels/check.ts';
import { importOrdersPanel } from './panels/import-orders.ts';
import { importTrackingPanel } from './panels/import-tracking.ts';
import { orderPanel } from './panels/order.ts';
import { recordPaymentsPanel } from './panels/record-payments.ts';
import { rewardsPanel } from './panels/rewards.ts';
import { settingsPanel } from './panels/settings.ts';

export const panels: Record<PanelName, (env: Env, root: HTMLElement) => void> = {
  action: (env, root) => void actionPanel(env, root, { action: env.boot.action ?? 'lock-down' }),
  'import-orders': (env, root) => void importOrdersPanel(env, root),
  'import-tracking': (env, root) => void importTrackingPanel(env, root),
  'record-payments': recordPaymentsPanel,
  channels: (env, root) => void channelsPanel(env, root),
  rewards: (env, root) => void rewardsPanel(env, root),
  order: orderPanel,
  settings: (env, root) => void settingsPanel(env, root),
  check: checkPanel,
};
