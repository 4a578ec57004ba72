import { afterEach, expect, test } from 'vitest';
import type { ScriptHost, ScriptHostOptions } from '../../../../worker/local/script/host.ts';
import { hostOf, session } from './host.ts';
import { inProcess } from './in-process.ts';

const open: ScriptHost[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((host) => host.close()));
});
async function script(code: string, options: Partial<ScriptHostOptions> = {}) {
  const host = await hostOf(code, options);
  open.push(host);
  return host;
}

test('properties stay for the next execution; those of users are their own', async () => {
  const host = await script(`function keep(value) {
      PropertiesService.getDocumentProperties().setProperty('lease', value);
      PropertiesService.getUserProperties().setProperty('panel', value);
    }
    function read() {
      return [PropertiesService.getDocumentProperties().getProperty('lease'),
        PropertiesService.getUserProperties().getProperty('panel'),
        PropertiesService.getScriptProperties().getKeys()];
    }`);
  await host.run('keep', ['a'], session);
  expect(await host.run('read', [], session)).toEqual(['a', 'a', []]);
  expect(await host.run('read', [], { id: 's2', user: 'other@example.com' })).toEqual(['a', null, []]);
});

test('properties are set, replaced and deleted together', () => {
  expect(
    inProcess().run(`const all = PropertiesService.getDocumentProperties();
      all.setProperties({ a: 1, b: 2 }).setProperties({ b: 3, c: 4 });
      const merged = all.getProperties();
      all.setProperties({ d: 5 }, true);
      const replaced = all.getProperties();
      all.deleteProperty('d');
      all.setProperty('e', 'x').deleteAllProperties();
      return [merged, replaced, all.getProperties()];`),
  ).toEqual([{ a: '1', b: '3', c: '4' }, { d: '5' }, {}]);
});

test('a store of properties holds 500 KB', () => {
  const { run } = inProcess();
  expect(() =>
    run(`const all = PropertiesService.getDocumentProperties();
      for (let n = 0; n < 60; n++) all.setProperty('k' + n, 'x'.repeat(9000));`),
  ).toThrow('exceeded the property storage quota');
});

test('a value of 9 KB is measured in bytes, not characters', () => {
  expect(() =>
    inProcess().run("PropertiesService.getDocumentProperties().setProperty('k', '東'.repeat(4000))"),
  ).toThrow('Argument too large: value');
});

test('the cache forgets after its time, 600 seconds unless told otherwise', async () => {
  let now = 0;
  const host = await script(
    `function put() {
      const cache = CacheService.getDocumentCache();
      cache.put('default', 'a'); cache.putAll({ short: 'b' }, 10); cache.put('long', 'c', 999999);
    }
    function get() { return CacheService.getDocumentCache().getAll(['default', 'short', 'long', 'never']); }`,
    { clock: { now: () => now } },
  );
  await host.run('put', [], session);
  expect(await host.run('get', [], session)).toEqual({ default: 'a', short: 'b', long: 'c' });
  now = 10_000;
  expect(await host.run('get', [], session)).toEqual({ default: 'a', long: 'c' });
  now = 600_000;
  expect(await host.run('get', [], session)).toEqual({ long: 'c' });
  now = 21_600_000;
  expect(await host.run('get', [], session)).toEqual({});
});

test('a cache key has 250 characters at most, and an entry can be removed', () => {
  const { run } = inProcess();
  expect(() => run("CacheService.getUserCache().put('k'.repeat(251), 'v')")).toThrow(
    'Argument too large: key',
  );
  expect(
    run(
      `const cache = CacheService.getUserCache(); cache.put('k', 'v'); cache.removeAll(['k']); return cache.get('k');`,
    ),
  ).toBeNull();
});
