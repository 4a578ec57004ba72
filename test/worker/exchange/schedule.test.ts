import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startWorld, type TestCampaign, type TestWorld } from '../../support/exchange.ts';
import { handed } from '../../support/handed.ts';

let all: TestWorld;
let world: TestCampaign;
beforeAll(async () => {
  all = await startWorld();
});
afterAll(() => all.stop());
beforeEach(async () => {
  world = await all.campaign();
});

const connection = () =>
  world.store.db
    .selectFrom('connections')
    .selectAll()
    .where('id', '=', world.connectionId)
    .executeTakeFirstOrThrow();
const due = (at: Date | null) =>
  world.store.db
    .updateTable('connections')
    .set({ next_sync_at: at, last_success_at: null })
    .where('id', '=', world.connectionId)
    .execute();
const DAY = 86_400_000;

test('What is due is synced, and the next time is set', async () => {
  await due(new Date(Date.now() - 1_000));
  await world.jobs.send('due', {});
  await expect.poll(async () => (await connection()).last_success_at, { timeout: 15_000 }).not.toBeNull();
  const { next_sync_at } = await connection();
  expect((next_sync_at?.getTime() ?? 0) - Date.now()).toBeGreaterThan(13 * 60_000);
});

test('Never by itself means never; a person may ask', async () => {
  await world.exchange.setSchedule(world.id, 0);
  expect((await connection()).next_sync_at).toBeNull();
  await world.jobs.send('due', {});
  await expect.poll(async () => (await world.jobs.counts()).due.waiting, { timeout: 15_000 }).toBe(0);
  expect((await connection()).last_success_at).toBeNull();
  await world.exchange.sync(world.id, '');
  await world.settled();
  expect((await connection()).last_success_at).not.toBeNull();
});

test('H11, H14: a parcel that nobody scans for weeks is pointed out, and its status stays', async () => {
  await world.push(handed('1042-1'));
  await world.settled();
  const order = world.order('1042-1');
  world.account.act(order, 'ship', '');
  world.account.turn(5);
  world.account.scan(order, 'DP', '');
  await world.partner.settle(world.account);
  await world.exchange.sync(world.id, '');
  await world.settled();
  expect(world.sheet.attention.size).toBe(0);
  // Weeks later nothing else has come.
  const long = new Date(Date.now() - 30 * DAY).toISOString();
  const scan = { at: long, original: long, status: 'in transit', raw: 'Departed', physical: true };
  await world.store.db
    .updateTable('packages')
    .set({ scans: JSON.stringify([scan]) })
    .where('campaign_id', '=', world.id)
    .execute();
  await world.store.db
    .updateTable('parcels')
    .set({ pushed_at: new Date(Date.now() - 40 * DAY) })
    .where('campaign_id', '=', world.id)
    .execute();
  await world.jobs.send('upkeep', {});
  await expect
    .poll(() => world.sheet.attention.get('parcel.silent/1042/1042-1'), { timeout: 15_000 })
    .toContain('has not scanned it since');
  expect(world.sheet.rows.get('1042-1')?.['Tracking status']).toBe('in transit');
  // Said once.
  const { version } = await world.parcel('1042-1');
  await world.settled();
  await world.jobs.send('upkeep', {});
  await expect.poll(async () => (await world.jobs.counts()).upkeep.waiting, { timeout: 15_000 }).toBe(0);
  await world.settled();
  expect((await world.parcel('1042-1')).version).toBe(version);
});
