import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startWorld, type TestCampaign, type TestWorld } from '../../support/exchange.ts';
import { handed } from '../../support/handed.ts';

// Calls take a second at most; until a moment more nobody knows what became of one.
const SETTLE_MS = 2_000;
const calls: { power: string; at: number }[] = [];
let all: TestWorld;
let world: TestCampaign;
beforeAll(async () => {
  all = await startWorld({
    settleMs: SETTLE_MS,
    maxAttempts: 2,
    timeoutMs: 1_000,
    onCall: ({ power }) => void calls.push({ power, at: Date.now() }),
  });
});
afterAll(() => all.stop());
beforeEach(async () => {
  world = await all.campaign();
  world.account.set({ dedupe: false });
  calls.length = 0;
});

const markSending = (at: Date) =>
  world.store.db
    .updateTable('requests')
    .set({ state: 'sending', changed_at: at })
    .where('campaign_id', '=', world.id)
    .execute();
const at = (power: string): number => calls.find((call) => call.power === power)?.at ?? Number.NaN;

test('F3: before a call can be over nobody asks: the partner could get it a moment later', async () => {
  const { push, settled, orders, fault } = world;
  fault('lost answer', 'create');
  await push(handed('1042-1'));
  await settled();
  expect(at('find') - at('create')).toBeGreaterThanOrEqual(SETTLE_MS - 100);
  expect(orders()).toHaveLength(1);
});

test('F4: what a process that died was sending is looked up, and not sent again', async () => {
  const { push, settled, orders, order, parcel } = world;
  await push(handed('1042-1'));
  await settled();
  // As it stood when the process died: being sent, and the partner has it.
  await world.store.db
    .updateTable('parcels')
    .set({ state: 'taken', external_id: null, confirmed_hash: null, pushed_at: null })
    .where('campaign_id', '=', world.id)
    .execute();
  await markSending(new Date(Date.now() - SETTLE_MS));
  for (const { id, parcel_id } of await world.requests())
    await world.jobs.send('dispatch', { requestId: id, campaignId: world.id, parcelId: parcel_id });
  await settled();
  expect(await parcel('1042-1')).toMatchObject({ state: 'accepted', external_id: order('1042-1').id });
  expect(orders()).toHaveLength(1);
});

test('F4, F20: what a process that died was sending stays in doubt while the credentials are refused', async () => {
  const { push, settled, paused, orders, parcel, requests, exchange, connectionId, fault, heal } = world;
  fault('key expired', 'any', null);
  await push(handed('1042-1'));
  await paused();
  await markSending(new Date(Date.now() - SETTLE_MS));
  const [request] = await requests();
  await world.jobs.send('dispatch', {
    requestId: request?.id ?? '',
    campaignId: world.id,
    parcelId: '1042-1',
  });
  await expect.poll(async () => (await requests())[0]?.state, { timeout: 15_000 }).toBe('unknown');
  expect((await parcel('1042-1')).state).toBe('unknown');
  heal();
  calls.length = 0;
  await exchange.testConnection(world.id, connectionId);
  await settled();
  expect(at('find')).toBeLessThan(at('create'));
  expect(orders()).toHaveLength(1);
});

describe('What fails as often as makes sense', () => {
  test('is stuck: a person sees it and sends it again; no job is left behind', async () => {
    const { push, settled, sheet, jobs, state, orders, exchange, fault, heal } = world;
    fault('maintenance', 'create', null);
    await push(handed('1042-1'));
    await expect.poll(async () => (await state()).stuck.length, { timeout: 25_000 }).toBe(1);
    await settled();
    expect(sheet.attention.get('partner.stuck/1042/1042-1')).toContain('Shipment 1042-1');
    expect(await jobs.blockedKeys()).toEqual([]);
    heal();
    await exchange.sendAgain(world.id, (await state()).stuck[0]?.id ?? '');
    await settled();
    expect(orders()).toHaveLength(1);
    expect(sheet.attention.size).toBe(0);
  });
});

test('A cancellation behind a push whose answer was lost: what came of it is cancelled', async () => {
  const { push, settled, says, orders, fault } = world;
  fault('lost answer', 'create');
  await push(handed('1042-1'));
  await expect.poll(() => orders().length, { timeout: 10_000 }).toBe(1);
  expect(await push(handed('1042-1', { ask: 'cancel' }))).toEqual({ '1042-1': 'taken' });
  await settled();
  expect(orders().map(({ state }) => state)).toEqual(['cancelled']);
  expect(says('1042-1')).toBe('cancelled');
});

test('A cancellation behind a push that never arrived: nothing is created', async () => {
  const { push, settled, says, orders, account, fault } = world;
  fault('no answer', 'create');
  await push(handed('1042-1'));
  await expect.poll(() => account.faults().length, { timeout: 10_000 }).toBe(0);
  expect(await push(handed('1042-1', { ask: 'cancel' }))).toEqual({ '1042-1': 'taken' });
  await settled();
  expect(orders()).toHaveLength(0);
  expect(says('1042-1')).toBe('cancelled');
});
