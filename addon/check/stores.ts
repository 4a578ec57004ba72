import { type Assumption, refuses, seen, thrownBy } from './types.ts';

const KEY = 'shipsheet-check';

/** Properties, cache, locks, digests and the JavaScript engine. */
export const STORE_ASSUMPTIONS: readonly Assumption[] = [
  {
    name: 'property-size',
    run() {
      const properties = PropertiesService.getDocumentProperties();
      try {
        properties.setProperty(KEY, 'x'.repeat(9 * 1024));
        const kept = properties.getProperty(KEY)?.length;
        const more = refuses(() => properties.setProperty(KEY, 'x'.repeat(9 * 1024 + 1)), 'too large');
        return { ok: more.ok && kept === 9 * 1024, saw: `${kept}; ${more.saw}` };
      } finally {
        properties.deleteProperty(KEY);
      }
    },
  },
  {
    name: 'property-absent',
    run: () => seen(PropertiesService.getDocumentProperties().getProperty(`${KEY}-absent`), null),
  },
  {
    name: 'cache-size',
    run() {
      const cache = CacheService.getDocumentCache();
      if (cache === null) return { ok: false, saw: 'no document cache' };
      cache.put(KEY, 'x'.repeat(100 * 1024), 60);
      const kept = cache.get(KEY)?.length;
      const more = refuses(() => cache.put(KEY, 'x'.repeat(100 * 1024 + 1), 60), 'too large');
      cache.remove(KEY);
      return { ok: more.ok && kept === 100 * 1024, saw: `${kept}; ${more.saw}` };
    },
  },
  {
    name: 'lock',
    run() {
      const lock = LockService.getDocumentLock();
      if (lock === null) return { ok: false, saw: 'no document lock' };
      const saw = [lock.tryLock(1000), lock.hasLock(), lock.tryLock(1000)];
      lock.releaseLock();
      return seen([...saw, lock.hasLock()], [true, true, true, false]);
    },
  },
  {
    name: 'hmac',
    run: () =>
      seen(
        Utilities.computeHmacSha256Signature('what do ya want for nothing?', 'Jefe').slice(0, 4),
        [91, -36, -63, 70],
      ),
  },
  {
    name: 'engine',
    run() {
      const here = [
        typeof Intl,
        typeof Reflect.get(Array.prototype, 'at'),
        typeof Reflect.get(String.prototype, 'replaceAll'),
        typeof Reflect.get(Object, 'hasOwn'),
        typeof BigInt,
        ...['URL', 'TextEncoder', 'atob', 'setTimeout'].map((name) => typeof Reflect.get(globalThis, name)),
      ];
      const none = ['undefined', 'undefined', 'undefined', 'undefined'];
      return seen(here, ['object', 'function', 'function', 'function', 'function', ...none]);
    },
  },
  {
    name: 'error-class',
    run: () => {
      const saw = thrownBy(() => SpreadsheetApp.getActiveSpreadsheet().getRange('not a range'));
      return { ok: saw !== 'nothing was thrown' && saw !== '', saw };
    },
  },
];
