/** Which code draws which panel. */
import type { PanelName } from '../api.ts';
import type { Env } from './env.ts';
import { actionPanel } from './panels/action.ts';

export const panels: Record<PanelName, (env: Env, root: HTMLElement) => void> = {
  action: (env, root) => void actionPanel(env, root, { action: env.boot.action ?? 'lock-down' }),
  'import-orders': () => {},
  'import-tracking': () => {},
  'record-payments': () => {},
  channels: () => {},
  rewards: () => {},
  order: () => {},
  settings: () => {},
  check: () => {},
};
