import type { StoreLog } from '../../worker/store/log.ts';

/** A log that says nothing. */
export const silent: StoreLog = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** A log that keeps what it is told, as text. */
export function listening(): StoreLog & { readonly lines: string[] } {
  const lines: string[] = [];
  const keep = (...said: unknown[]): void => {
    lines.push(said.map((part) => (typeof part === 'string' ? part : JSON.stringify(part))).join(' '));
  };
  return { lines, info: keep, warn: keep, error: keep };
}
