/** Opens the panel that the server asked for. */
import { type Boot, PANELS } from '../api.ts';
import { call } from './call.ts';
import type { Env } from './env.ts';
import { panels } from './panels.ts';

/** Put into the page by the server before the page is sent. */
declare const BOOT: unknown;

function parseBoot(value: unknown): Boot {
  const given = typeof value === 'object' && value !== null ? value : {};
  const textOf = (name: string): string | undefined => {
    const found: unknown = Reflect.get(given, name);
    return typeof found === 'string' ? found : undefined;
  };
  const panel = PANELS.find((name) => name === textOf('panel'));
  if (panel === undefined) throw new Error('The page was opened without naming its panel');
  const action = textOf('action');
  const orderId = textOf('orderId');
  return {
    panel,
    ...(action === undefined ? {} : { action }),
    ...(orderId === undefined ? {} : { orderId }),
  };
}

const root = document.getElementById('panel');
if (root !== null) {
  const env: Env = { call, boot: parseBoot(BOOT) };
  panels[env.boot.panel](env, root);
}
