import { join } from 'node:path';
import { z } from 'zod';
import { damaged } from './error.ts';
import { readIfThere, writeAtomic } from './files.ts';

/**
 * Small text by scope and key, kept beside a workbook for its scripts. Scopes are the caller's words: `document`,
 * `script`, `user:<e-mail address>`. Limits of size are the scripts' affair, not ours.
 */
export interface Properties {
  entries(scope: string): ReadonlyMap<string, string>;
  get(scope: string, key: string): string | undefined;
  set(scope: string, key: string, value: string): void;
  delete(scope: string, key: string): void;
}

export interface KeptProperties extends Properties {
  flush(): Promise<void>;
  close(): Promise<void>;
  drop(): void;
  snapshot(): Record<string, Record<string, string>>;
}

const FILE = 'properties.json';
const schema = z.record(z.string(), z.record(z.string(), z.string()));

function read(folder: string): z.infer<typeof schema> {
  const path = join(folder, FILE);
  const bytes = readIfThere(path);
  if (bytes === undefined) return {};
  let parsed: unknown;
  try {
    parsed = JSON.parse(bytes.toString('utf8'));
  } catch (error) {
    throw damaged(path, 'it is not JSON.', error);
  }
  const result = schema.safeParse(parsed);
  if (!result.success) throw damaged(path, 'it is not text by scope and key.', result.error);
  return result.data;
}

/** `ready` resolves when the folder is there: a new workbook makes it with its first snapshot. */
export function keepProperties(
  folder: string,
  options: { delay: number; onError: (error: unknown) => void; ready: () => Promise<void> },
  start?: Record<string, Record<string, string>>,
): KeptProperties {
  const scopes = new Map(
    Object.entries(start ?? read(folder)).map(([scope, all]) => [scope, new Map(Object.entries(all))]),
  );
  let changed = Object.keys(start ?? {}).length > 0;
  let timer: NodeJS.Timeout | undefined;
  let writing = Promise.resolve();
  let dropped = false;

  const snapshot = () =>
    Object.fromEntries(
      [...scopes].filter(([, all]) => all.size > 0).map(([scope, all]) => [scope, Object.fromEntries(all)]),
    );

  const write = async () => {
    clearTimeout(timer);
    timer = undefined;
    if (dropped || !changed) return;
    await options.ready();
    changed = false;
    const text = `${JSON.stringify(snapshot(), null, 1)}\n`;
    try {
      await writeAtomic(
        join(folder, FILE),
        async (file) => file.writeFile(text),
        () => !dropped,
      );
    } catch (error) {
      changed = true;
      throw error;
    }
  };

  const flush = () => {
    const done = writing.then(write);
    writing = done.catch(() => {});
    return done;
  };

  const touch = () => {
    changed = true;
    if (dropped || timer !== undefined) return;
    timer = setTimeout(() => {
      flush().catch((error: unknown) => {
        if (dropped) return;
        options.onError(error);
        touch();
      });
    }, options.delay);
  };
  if (changed) touch();

  const scopeOf = (scope: string) => {
    const found = scopes.get(scope) ?? new Map<string, string>();
    scopes.set(scope, found);
    return found;
  };

  return {
    entries: (scope) => scopeOf(scope),
    get: (scope, key) => scopes.get(scope)?.get(key),
    set(scope, key, value) {
      scopeOf(scope).set(key, value);
      touch();
    },
    delete(scope, key) {
      if (scopes.get(scope)?.delete(key)) touch();
    },
    snapshot,
    flush,
    async close() {
      await flush();
      dropped = true;
    },
    drop() {
      dropped = true;
      clearTimeout(timer);
    },
  };
}
