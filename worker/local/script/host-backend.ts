import { createHash, createHmac, randomUUID } from 'node:crypto';
import type { Actor } from '../core/history.ts';
import type { Workbook } from '../core/types.ts';
import type {
  Backend,
  Counters,
  Execution,
  Scope,
  Selection,
  Shown,
  SpreadsheetBackend,
  WaitingBackend,
} from './backend.ts';
import type { ScriptCache } from './cache.ts';
import type { Locks } from './locks.ts';
import type { PropertyStore } from './properties.ts';
import { workbookBackend } from './workbook-backend.ts';
import { scriptMessage } from './workbook-errors.ts';

export type LogLine = { readonly level: 'log' | 'info' | 'warn' | 'error'; readonly text: string };

/** What all executions of a workbook share. */
export interface Shared {
  readonly workbook: Workbook;
  readonly properties: PropertyStore;
  readonly cache: ScriptCache;
  readonly locks: Locks;
  readonly counters: Counters;
  readonly url: string;
  readonly addonName: string;
  readonly html: (name: string) => string | undefined;
  readonly log: (line: LogLine) => void;
}

/** What is of one execution. */
export interface Own {
  /** Owner of its locks. */
  readonly id: string;
  readonly execution: Execution;
  readonly actor: Actor;
  readonly selection: Selection;
  readonly show: (shown: Shown) => void;
}

export type ImmediateBackend = Omit<Backend, keyof WaitingBackend>;

/** The name of a scope in the stores: each user has their own properties, cache and lock. */
export function ownScope(scope: Scope, user: string): string {
  return scope === 'user' ? `user:${user}` : scope;
}

/** Everything that can be answered at once; errors carry the words that Google uses. */
export function createHostBackend(shared: Shared, own: Own): ImmediateBackend {
  let selection = own.selection;
  const scopeName = (scope: Scope): string => ownScope(scope, own.execution.user);
  const { properties, cache, locks, workbook } = shared;
  const spreadsheet: SpreadsheetBackend = workbookBackend(
    workbook,
    { url: shared.url, addonName: shared.addonName },
    shared.counters,
  );
  return withGoogleWords((work) => workbook.history.as(own.actor, work), {
    ...spreadsheet,
    execution: () => own.execution,
    selection() {
      // The sheet that a session looked at may be gone by now.
      if (workbook.sheets().some((sheet) => sheet.id === selection.sheetId)) return selection;
      const first = workbook.sheets().find((sheet) => !sheet.hidden) ?? workbook.sheets()[0];
      return { sheetId: first?.id ?? 0, ranges: [] };
    },
    select(next) {
      selection = next;
      own.show({ type: 'selection', selection });
    },
    show: (shown) => own.show(shown),
    file: (name) => shared.html(name),
    log: (level, text) => shared.log({ level, text }),

    properties: (scope) => [...properties.entries(scopeName(scope))],
    property: (scope, key) => properties.entries(scopeName(scope)).get(key) ?? null,
    setProperties(scope, entries, onlyThese) {
      const kept = new Set(entries.map(([key]) => key));
      if (onlyThese) {
        for (const key of [...properties.entries(scopeName(scope)).keys()]) {
          if (!kept.has(key)) properties.delete(scopeName(scope), key);
        }
      }
      for (const [key, value] of entries) properties.set(scopeName(scope), key, value);
    },
    deleteProperties(scope, keys) {
      for (const key of keys) properties.delete(scopeName(scope), key);
    },
    cacheGet: (scope, keys) =>
      keys.flatMap((key): [string, string][] => {
        const value = cache.get(scopeName(scope), key);
        return value === null ? [] : [[key, value]];
      }),
    cachePut(scope, entries, seconds) {
      for (const [key, value] of entries) cache.put(scopeName(scope), key, value, seconds);
    },
    cacheRemove(scope, keys) {
      for (const key of keys) cache.remove(scopeName(scope), key);
    },
    releaseLock: (scope) => locks.release(scopeName(scope), own.id),
    hasLock: (scope) => locks.has(scopeName(scope), own.id),

    uuid: () => randomUUID(),
    digest: (hash, bytes) => new Uint8Array(createHash(hash).update(bytes).digest()),
    hmac: (hash, bytes, key) => new Uint8Array(createHmac(hash, key).update(bytes).digest()),
  });
}

/** All that an execution writes is one step of undo, in the name of who started it. */
function withGoogleWords<T extends object>(as: (work: () => unknown) => unknown, backend: T): T {
  return new Proxy(backend, {
    get(target, key, receiver) {
      const method: unknown = Reflect.get(target, key, receiver);
      if (typeof method !== 'function') return method;
      return (...args: unknown[]): unknown => {
        try {
          return as(() => Reflect.apply(method, target, args));
        } catch (error) {
          throw new Error(scriptMessage(error), { cause: error });
        }
      };
    },
  });
}
