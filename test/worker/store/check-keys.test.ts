import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkKeys } from '../../../worker/store/check-keys.ts';
import { openStore, type Store } from '../../../worker/store/store.ts';
import { newKeys, openVault, SEALED } from '../../../worker/store/vault.ts';
import { silent } from '../../support/log.ts';
import { readyDatabase } from '../../support/postgres.ts';

const [k1, k2] = [newKeys('k1'), newKeys('k2')];
let store: Store;
beforeAll(async () => {
  store = await openStore({ url: await readyDatabase(), log: silent });
  await checkKeys(store.db, openVault(k1));
  // Paired before the key was changed, connected after it.
  await store.db
    .insertInto('campaigns')
    .values({
      id: 'sheet-1',
      name: 'Lantern',
      tag: 'lan',
      key_sealed: openVault(k1).seal('pairing key', SEALED.campaignKey('sheet-1')),
      paired_by: 'kim@example.org',
      paired_at: new Date('2026-03-01T10:22:31Z'),
    })
    .execute();
  const vault = openVault(k2);
  await store.db
    .insertInto('connections')
    .values({
      id: 'c-1',
      campaign_id: 'sheet-1',
      vendor: 'shipstation',
      name: 'US 3PL',
      credentials_sealed: vault.seal('{"apiKey":"key-1"}', SEALED.credentials('c-1')),
      settings: '{}',
      account: 'shipstation/1',
      webhook_secret_sealed: vault.seal('hook', SEALED.webhookSecret('c-1')),
      cursors: '{}',
    })
    .execute();
});
afterAll(() => store.stop());

test('a worker that has all keys starts, in whatever order they are', async () => {
  await checkKeys(store.db, openVault(`${k1},${k2}`));
  await checkKeys(store.db, openVault(`${k2},${k1},${newKeys('k3')}`));
});

test.each([
  ['k1', k2],
  ['k2', k1],
])('a worker without the key %s does not start, and the key is named', async (id, keys) => {
  await expect(checkKeys(store.db, openVault(keys))).rejects.toThrow(`sealed with the key ${id}, which`);
});

test('a worker whose key is another one of that name does not start', async () => {
  const other = openVault(`${newKeys('k1')},${k2}`);
  await expect(checkKeys(store.db, other)).rejects.toThrow('the key is another one of that name');
});

test('a Google account that is sealed with a key of its own counts too', async () => {
  const k3 = newKeys('k3');
  await store.db
    .insertInto('google_accounts')
    .values({
      campaign_id: 'sheet-1',
      email: 'kim@example.org',
      refresh_sealed: openVault(k3).seal('refresh', SEALED.googleRefresh('sheet-1')),
      connected_by: 'kim@example.org',
      connected_at: new Date('2026-03-01T10:22:31Z'),
    })
    .execute();
  await expect(checkKeys(store.db, openVault(`${k1},${k2}`))).rejects.toThrow(
    'sealed with the key k3, which',
  );
  await checkKeys(store.db, openVault(`${k1},${k2},${k3}`));
});
