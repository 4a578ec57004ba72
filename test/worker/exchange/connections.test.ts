import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startWorld, type TestCampaign, type TestWorld } from '../../support/exchange.ts';
import { handed, handOver } from '../../support/handed.ts';

let all: TestWorld;
let world: TestCampaign;
beforeAll(async () => {
  all = await startWorld();
});
afterAll(() => all.stop());
beforeEach(async () => {
  world = await all.campaign();
});

const fields = () => ({ warehouse: world.account.name, key: world.account.key });
const add = (over: object = {}) =>
  world.exchange.addConnection(world.id, { vendor: 'sandbox', name: 'Second', fields: fields(), ...over });

test('A connection says what it can do and what its limit is; its credentials are in no answer', async () => {
  const [view] = (await world.state()).connections;
  expect(view).toMatchObject({
    name: 'Sandbox',
    vendor: 'sandbox',
    label: 'Sandbox 3PL',
    can: ['push', 'update', 'cancel', 'sync', 'webhooks', 'track'],
    limit: '6000 calls a minute',
    lastError: null,
  });
  expect(view?.webhook?.setUp).toContain(view?.webhook?.url);
  expect(JSON.stringify(await world.state())).not.toContain(world.account.key);
});

test('Credentials lie sealed in the store', async () => {
  const row = await world.store.db
    .selectFrom('connections')
    .selectAll()
    .where('id', '=', world.connectionId)
    .executeTakeFirstOrThrow();
  expect(JSON.stringify(row)).not.toContain(world.account.key);
  expect(JSON.stringify(row.settings)).toBe('{}');
});

test.each([
  ['vendor.unknown', { vendor: 'no-such' }],
  ['field.missing', { name: ' ' }],
  ['field.missing', { fields: { warehouse: 'x1' } }],
  ['field.invalid', { fields: { warehouse: 'With Blanks', key: 'k' } }],
  ['partner.auth', { fields: { warehouse: 'warehouse-1', key: 'wrong' } }],
  ['connection.name-taken', { name: 'SANDBOX' }],
])('Refused with %s: %j', async (code, over) => {
  const answer = await add(over);
  expect(answer).toMatchObject({ ok: false, code });
  expect((await world.state()).connections).toHaveLength(1);
});

test('Two people who add the same name at once get one connection', async () => {
  const both = await Promise.all([add(), add()]);
  expect(both.map(({ ok }) => ok).sort()).toEqual([false, true]);
});

test('Renamed; a new key is tried before it is kept, and what is left blank stays', async () => {
  expect(
    await world.exchange.changeConnection(world.id, world.connectionId, { name: 'Warehouse East' }),
  ).toMatchObject({ ok: true, value: { name: 'Warehouse East' } });
  const wrong = await world.exchange.changeConnection(world.id, world.connectionId, {
    fields: { key: 'wrong' },
  });
  expect(wrong).toMatchObject({ ok: false, code: 'partner.auth' });
  const blank = await world.exchange.changeConnection(world.id, world.connectionId, { fields: { key: '' } });
  expect(blank).toMatchObject({ ok: true });
  expect(await world.exchange.testConnection(world.id, world.connectionId)).toMatchObject({ ok: true });
});

test('A connection of another campaign is unknown', async () => {
  const other = await all.campaign();
  expect(await world.exchange.testConnection(world.id, other.connectionId)).toMatchObject({
    code: 'connection.unknown',
  });
});

test('Removed: its credentials are gone, and what it had not sent can go another way', async () => {
  world.fault('too many requests', 'create', null);
  await world.push(handed('1042-1'));
  await world.exchange.removeConnection(world.id, world.connectionId);
  expect((await world.state()).connections).toEqual([]);
  await expect
    .poll(async () => (await world.state()).stuck.map(({ code }) => code), { timeout: 20_000 })
    .toEqual(['connection.removed']);
  world.heal();
  expect(await add()).toMatchObject({ ok: true });
  await world.exchange.take(world.id, handOver([handed('1042-1')], { connection: 'Second' }));
  await world.settled();
  expect(world.says('1042-1')).toBe('accepted');
  expect((await world.state()).stuck).toEqual([]);
});

test('Nothing is under way when nothing is', async () => {
  await world.settled();
  expect((await world.state()).busy).toEqual({ sending: 0, asking: 0, writing: 0 });
});

test('Connections of one account share its limits', async () => {
  await add();
  const other = await all.campaign();
  const accounts = await world.store.db
    .selectFrom('connections')
    .select(['account', 'campaign_id'])
    .where('campaign_id', 'in', [world.id, other.id])
    .execute();
  const mine = accounts.filter(({ campaign_id }) => campaign_id === world.id);
  expect(mine).toHaveLength(2);
  expect(new Set(mine.map(({ account }) => account)).size).toBe(1);
  expect(new Set(accounts.map(({ account }) => account)).size).toBe(2);
});
