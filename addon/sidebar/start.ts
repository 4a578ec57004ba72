/** Opens the panel that the server asked for. */
import { type Boot, PANELS } from '../api.ts';
import { call } from './call.ts';
import type { FileRuns } from './file-run.ts';
import { panels } from './panels.ts';

/** Set by a script of the page that the server fills in before it is sent. */
declare const BOOT: unknown;

export function start(files: FileRuns): void {
  const root = document.getElementById('panel');
  if (root === null) throw new Error('The page has no place for its panel');
  const boot = parseBoot(BOOT);
  panels[boot.panel]({ call, files, boot }, root);
}

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
