import type { Scope } from '../backend.ts';
import { encodeUtf8 } from './bytes.ts';
import type { Context } from './context.ts';
import { badParameters, exception, integer, only } from './only.ts';

/** Apps Script's limits. Sources: the quotas page, and the CacheService reference. Sizes in bytes, times in seconds. */
const STORE_LIMITS = {
  propertyValue: 9 * 1024,
  propertyStore: 500 * 1024,
  cacheValue: 100 * 1024,
  cacheKey: 250,
  cacheSeconds: 600,
  cacheMostSeconds: 21_600,
} as const;

const size = (text: string): number => (text.length * 3 <= 9 * 1024 ? text.length : encodeUtf8(text).length);

/** Keys and values of an object argument as text. */
function entriesOf(object: unknown, method: string): [string, string][] {
  if (typeof object !== 'object' || object === null) throw badParameters(method, [object]);
  return Object.entries(object).map(([key, value]) => [key, String(value)]);
}

export function propertiesService(context: Context): object {
  const store = (scope: Scope): object => {
    const { backend } = context;
    const set = (entries: readonly (readonly [string, string])[], onlyThese: boolean): object => {
      for (const [, value] of entries) {
        if (size(value) > STORE_LIMITS.propertyValue) throw exception('Argument too large: value');
      }
      const after = new Map([...(onlyThese ? [] : backend.properties(scope)), ...entries]);
      let total = 0;
      for (const [key, value] of after) total += size(key) + size(value);
      if (total > STORE_LIMITS.propertyStore) {
        throw exception(
          'You have exceeded the property storage quota. Please remove some properties and try again.',
        );
      }
      backend.setProperties(scope, entries, onlyThese);
      return me;
    };
    const me: object = only('Properties', {
      getProperty: (key: unknown) => backend.property(scope, String(key)),
      getProperties: () => Object.fromEntries(backend.properties(scope)),
      getKeys: () => backend.properties(scope).map(([key]) => key),
      setProperty: (key: unknown, value: unknown) => set([[String(key), String(value)]], false),
      setProperties: (all: unknown, deleteOthers: unknown = false) =>
        set(entriesOf(all, 'PropertiesService.Properties.setProperties'), deleteOthers === true),
      deleteProperty(key: unknown): object {
        backend.deleteProperties(scope, [String(key)]);
        return me;
      },
      deleteAllProperties(): object {
        backend.deleteProperties(
          scope,
          backend.properties(scope).map(([key]) => key),
        );
        return me;
      },
    });
    return me;
  };
  return only('PropertiesService', {
    getDocumentProperties: () => store('document'),
    getScriptProperties: () => store('script'),
    getUserProperties: () => store('user'),
  });
}

export function cacheService(context: Context): object {
  const cache = (scope: Scope): object => {
    const { backend } = context;
    const put = (entries: readonly (readonly [string, string])[], time: unknown): void => {
      const seconds = integer(time, 'CacheService.Cache.put');
      for (const [key, value] of entries) {
        if (key.length > STORE_LIMITS.cacheKey) throw exception('Argument too large: key');
        if (value.length > STORE_LIMITS.cacheValue || encodeUtf8(value).length > STORE_LIMITS.cacheValue) {
          throw exception('Argument too large: value');
        }
      }
      backend.cachePut(scope, entries, Math.min(Math.max(seconds, 1), STORE_LIMITS.cacheMostSeconds));
    };
    const keysOf = (keys: unknown): string[] => {
      if (!Array.isArray(keys)) throw badParameters('CacheService.Cache.getAll', [keys]);
      return keys.map(String);
    };
    return only('Cache', {
      get: (key: unknown) => backend.cacheGet(scope, [String(key)])[0]?.[1] ?? null,
      getAll: (keys: unknown) => Object.fromEntries(backend.cacheGet(scope, keysOf(keys))),
      put: (key: unknown, value: unknown, seconds: unknown = STORE_LIMITS.cacheSeconds) =>
        put([[String(key), String(value)]], seconds),
      putAll: (all: unknown, seconds: unknown = STORE_LIMITS.cacheSeconds) =>
        put(entriesOf(all, 'CacheService.Cache.putAll'), seconds),
      remove: (key: unknown) => backend.cacheRemove(scope, [String(key)]),
      removeAll: (keys: unknown) => backend.cacheRemove(scope, keysOf(keys)),
    });
  };
  return only('CacheService', {
    getDocumentCache: () => cache('document'),
    getScriptCache: () => cache('script'),
    getUserCache: () => cache('user'),
  });
}

export function lockService(context: Context): object {
  const lock = (scope: Scope): object => {
    const { backend } = context;
    return only('Lock', {
      tryLock: (milliseconds: unknown) =>
        backend.takeLock(scope, integer(milliseconds, 'LockService.Lock.tryLock')),
      waitLock(milliseconds: unknown): void {
        if (!backend.takeLock(scope, integer(milliseconds, 'LockService.Lock.waitLock'))) {
          throw exception('Lock timeout: another process was holding the lock for too long.');
        }
      },
      releaseLock: () => backend.releaseLock(scope),
      hasLock: () => backend.hasLock(scope),
    });
  };
  return only('LockService', {
    getDocumentLock: () => lock('document'),
    getScriptLock: () => lock('script'),
    getUserLock: () => lock('user'),
  });
}
