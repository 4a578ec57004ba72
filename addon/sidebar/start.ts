/** Opens the panel that the server asked for. */
import { type Boot, isPanel, type PanelName } from '../api.ts';
import { call } from './call.ts';
import type { Env } from './env.ts';

/** Set by a script of the page that the server fills in before it is sent. */
declare const BOOT: unknown;

type Panels = Partial<Record<PanelName, (env: Env, root: HTMLElement) => unknown>>;

/** Draws the panel of the boot data, which must be one of this page. */
export function start(panels: Panels): void {
  const root = document.getElementById('panel');
  if (root === null) throw new Error('The page has no place for its panel');
  const boot = parseBoot(BOOT);
  const draw = panels[boot.panel];
  if (draw === undefined) throw new Error(`This page has no panel ${boot.panel}`);
  draw({ call, boot }, root);
}

function parseBoot(value: unknown): Boot {
  const given = typeof value === 'object' && value !== null ? value : {};
  const textOf = (name: string): string | undefined => {
    const found: unknown = Reflect.get(given, name);
    return typeof found === 'string' ? found : undefined;
  };
  const panel = textOf('panel');
  if (panel === undefined || !isPanel(panel)) throw new Error('The page was opened without naming its panel');
  const action = textOf('action');
  const orderId = textOf('orderId');
  const segment = textOf('segment');
  const filter = textOf('filter');
  const orders: unknown = Reflect.get(given, 'orders');
  return {
    panel,
    ...(action === undefined ? {} : { action }),
    ...(orderId === undefined ? {} : { orderId }),
    ...(segment === undefined ? {} : { segment }),
    ...(filter === undefined ? {} : { filter }),
    ...(Array.isArray(orders) ? { orders: orders.map(String) } : {}),
  };
}
