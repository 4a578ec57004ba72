import { afterAll, beforeAll, expect, test } from 'vitest';
import { reseal } from '../../../worker/store/reseal.ts';
import { openStore, type Store } from '../../../worker/store/store.ts';
import { newKeys, openVault, SEALED, type Vault } from '../../../worker/store/vault.ts';
import { silent } from '../../support/log.ts';
import { readyDatabase } from '../../support/postgres.ts';

let store: Store;
beforeAll(async () => {
  store = await openStore({ url: await readyDatabase(), log: silent });
});
afterAll(() => store.stop());

async function fill(vault: Vault): Promise<void> {
  await store.db
    .insertInto('campaigns')
    .values({
      id: 'sheet-1',
      name: 'Lantern',
      tag: 'lan',
      key_sealed: vault.seal('pairing key', SEALED.campaignKey('sheet-1')),
      paired_by: 'kim@example.org',
      paired_at: new Date('2026-03-01T10:22:31Z'),
    })
    .execute();
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
  await store.db
    .insertInto('partner_sheets')
    .values({
      connection_id: 'c-1',
      campaign_id: 'sheet-1',
      channel: 'US',
      file_id: 'file-1',
      url: '',
      by: 'worker',
      preset: '{}',
      policy: '{}',
      packing_sealed: vault.seal('packing', SEALED.packing('c-1')),
      packing_hash: 'hash',
      strays: '[]',
    })
    .execute();
  await store.db
    .insertInto('google_accounts')
    .values({
      campaign_id: 'sheet-1',
      email: 'kim@example.org',
      refresh_sealed: vault.seal('refresh', SEALED.googleRefresh('sheet-1')),
      connected_by: 'kim@example.org',
      connected_at: new Date('2026-03-01T10:22:31Z'),
    })
    .execute();
}

test('a new key is put before the old one, all is sealed anew, and the old one may go', async () => {
  const [old, next] = [newKeys('k1'), newKeys('k2')];
  await fill(openVault(old));
  expect(await reseal(store.db, openVault(`${next},${old}`))).toBe(5);
  const alone = openVault(next);
  const campaign = await store.db.selectFrom('campaigns').selectAll().executeTakeFirstOrThrow();
  const connection = await store.db.selectFrom('connections').selectAll().executeTakeFirstOrThrow();
  expect(alone.open(campaign.key_sealed, SEALED.campaignKey('sheet-1'))).toBe('pairing key');
  expect(alone.open(connection.credentials_sealed, SEALED.credentials('c-1'))).toBe('{"apiKey":"key-1"}');
  expect(alone.open(connection.webhook_secret_sealed, SEALED.webhookSecret('c-1'))).toBe('hook');
  const sheet = await store.db.selectFrom('partner_sheets').selectAll().executeTakeFirstOrThrow();
  expect(alone.open(sheet.packing_sealed, SEALED.packing('c-1'))).toBe('packing');
  const account = await store.db.selectFrom('google_accounts').selectAll().executeTakeFirstOrThrow();
  expect(alone.open(account.refresh_sealed, SEALED.googleRefresh('sheet-1'))).toBe('refresh');
  expect(await reseal(store.db, alone)).toBe(0);
});

test('without the key that sealed a text nothing is lost, and the key is named', async () => {
  const before = await store.db.selectFrom('connections').selectAll().execute();
  await expect(reseal(store.db, openVault(newKeys('k9')))).rejects.toThrow('sealed with the key k2');
  expect(await store.db.selectFrom('connections').selectAll().execute()).toEqual(before);
});
