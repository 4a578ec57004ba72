import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startWorld, type TestCampaign, type TestWorld } from '../../support/exchange.ts';
import { CHANNEL, handed, handOver } from '../../support/handed.ts';

const CANCELLED_AT = '2026-03-02 09:00:00Z';

let all: TestWorld;
let world: TestCampaign;
beforeAll(async () => {
  all = await startWorld();
});
afterAll(() => all.stop());
beforeEach(async () => {
  world = await all.campaign();
});

const agree = (id: string) =>
  world.push(handed(id, { ask: 'cancel', cancelledAt: CANCELLED_AT, agreed: true }));

/** At the warehouse, packed: it stops and changes nothing more. */
async function packed(id: string): Promise<void> {
  await world.push(handed(id));
  await world.settled();
  world.account.act(world.order(id), 'pack', '');
}

async function cancelRefused(id: string): Promise<void> {
  await packed(id);
  await world.push(handed(id, { ask: 'cancel' }));
  await world.settled();
  expect(world.says(id)).toBe('cancel refused: packed');
}

test('F8: a parcel that the warehouse stops by its own word is cancelled, and nobody is asked any more', async () => {
  await cancelRefused('1042-1');
  const before = world.orders().map(({ state }) => state);
  expect(await agree('1042-1')).toEqual({ '1042-1': 'taken' });
  await world.settled();
  expect(world.sheet.rows.get('1042-1')).toMatchObject({
    'Warehouse says': 'cancelled',
    'Cancelled at': CANCELLED_AT,
  });
  expect(world.orders().map(({ state }) => state)).toEqual(before);
  expect(world.sheet.attention.size).toBe(0);
  expect(await agree('1042-1')).toEqual({ '1042-1': 'already' });
});

test('A push of the order afterwards is another order at the warehouse, and the old one is never sent again', async () => {
  await cancelRefused('1042-1');
  expect(await world.push(handed('1042-1', { ask: 'cancel', agreed: true }), handed('1042-2'))).toEqual({
    '1042-1': 'taken',
    '1042-2': 'taken',
  });
  await world.settled();
  expect(
    world
      .orders()
      .map(({ key }) => key)
      .sort(),
  ).toEqual([`${world.tag}-1042-1`, `${world.tag}-1042-2`]);
  expect(await world.push(handed('1042-1'))).toEqual({ '1042-1': 'parcel.cancelled' });
});

test('What ships all the same counts as shipped, and is pointed out', async () => {
  await cancelRefused('1042-1');
  await agree('1042-1');
  await world.settled();
  world.account.act(world.order('1042-1'), 'ship', '');
  await world.exchange.sync(world.id, CHANNEL);
  await world.settled();
  const row = world.sheet.rows.get('1042-1');
  expect(row?.['Shipped at']).not.toBe('');
  expect(row?.['Cancelled at']).toBe('');
  expect([...world.sheet.attention.keys()]).toEqual(['partner.shipped-anyway/1042/1042-1']);
});

test('What had shipped when the word came counts as shipped, and is pointed out', async () => {
  await cancelRefused('1042-1');
  world.account.act(world.order('1042-1'), 'ship', '');
  await world.exchange.sync(world.id, CHANNEL);
  await world.settled();
  expect(await agree('1042-1')).toEqual({ '1042-1': 'taken' });
  await world.settled();
  expect(world.sheet.rows.get('1042-1')?.['Shipped at']).not.toBe('');
  expect(world.sheet.rows.get('1042-1')?.['Cancelled at']).toBe('');
  expect([...world.sheet.attention.keys()]).toEqual(['partner.shipped-anyway/1042/1042-1']);
});

test('Undo of the word asks the warehouse again, and its answer counts', async () => {
  await cancelRefused('1042-1');
  await agree('1042-1');
  await world.settled();
  expect(await world.push(handed('1042-1', { ask: 'cancel' }))).toEqual({ '1042-1': 'taken' });
  await world.settled();
  expect(world.sheet.rows.get('1042-1')).toMatchObject({
    'Warehouse says': 'cancel refused: packed',
    'Cancelled at': '',
  });
});

test('A cancellation that the warehouse itself has done is not asked again', async () => {
  await world.push(handed('1042-1'));
  await world.settled();
  await world.push(handed('1042-1', { ask: 'cancel' }));
  await world.settled();
  expect(world.says('1042-1')).toBe('cancelled');
  expect(await world.push(handed('1042-1', { ask: 'cancel' }))).toEqual({ '1042-1': 'already' });
});

test('Of a warehouse that never answers: what it may have is not created, not even when it answers again', async () => {
  world.account.set({ dedupe: false });
  world.fault('maintenance', 'any', null);
  await world.push(handed('1042-1'));
  await expect.poll(() => world.says('1042-1'), { timeout: 15_000 }).toBe('unknown');
  await world.push(handed('1042-1', { ask: 'cancel' }));
  await expect.poll(async () => (await agree('1042-1'))['1042-1'], { timeout: 15_000 }).toBe('taken');
  world.heal();
  await world.settled();
  expect(world.says('1042-1')).toBe('cancelled');
  expect(world.orders()).toHaveLength(0);
});

test('While it is being sent the word waits: what becomes of the sending is to be seen first', async () => {
  await world.push(handed('1042-1'));
  await world.settled();
  await world.store.db
    .insertInto('requests')
    .values({
      id: `sending-${world.id}`,
      campaign_id: world.id,
      connection_id: world.connectionId,
      parcel_id: '1042-1',
      kind: 'cancel',
      key: 'cancel/being/sent',
      state: 'sending',
      code: '',
      message: '',
    })
    .execute();
  expect(await agree('1042-1')).toEqual({ '1042-1': 'parcel.busy' });
  expect((await world.parcel('1042-1')).state).toBe('accepted');
});

test('The word about one shipment of a box is none about the parcel', async () => {
  const box = { box: '1042-1' };
  await world.push(handed('1042-1', box), handed('1050-1', { ...box, contents: 'MUG x1' }));
  await world.settled();
  world.account.act(world.order('1042-1'), 'pack', '');
  await world.push(
    handed('1042-1', { ...box, ask: 'cancel', agreed: true, cancelledAt: CANCELLED_AT }),
    handed('1050-1', { ...box, ask: 'cancel', contents: 'MUG x1' }),
  );
  await world.settled();
  expect(['1042-1', '1050-1'].map(world.says)).toEqual(['cancel refused: packed', 'cancel refused: packed']);
});

test('Of a connection that was removed the word is taken too', async () => {
  await world.push(handed('1042-1'));
  await world.settled();
  await world.exchange.removeConnection(world.id, world.connectionId);
  expect(await world.push(handed('1042-1', { ask: 'cancel' }))).toEqual({
    '1042-1': 'partner.cannot-cancel',
  });
  expect(await agree('1042-1')).toEqual({ '1042-1': 'taken' });
  await world.settled();
  expect(world.says('1042-1')).toBe('cancelled');
});

test('An address that the warehouse has changed by its own word is what it has; taken back, it is asked again', async () => {
  await packed('1042-1');
  const update = (agreed: boolean) => world.push(handed('1042-1', { ask: 'update', city: 'Dallas', agreed }));
  await update(false);
  await world.settled();
  expect(world.says('1042-1')).toBe('update refused: packed');
  expect(await update(true)).toEqual({ '1042-1': 'taken' });
  await world.settled();
  expect(world.says('1042-1')).toBe('accepted');
  expect(world.sheet.attention.size).toBe(0);
  expect((await world.parcel('1042-1')).content.order.to.city).toBe('Dallas');
  expect(await update(true)).toEqual({ '1042-1': 'already' });
  expect(await world.push(handed('1042-1', { city: 'Dallas' }))).toEqual({ '1042-1': 'already' });
  expect(await update(false)).toEqual({ '1042-1': 'taken' });
  await world.settled();
  expect(world.says('1042-1')).toBe('update refused: packed');
  // Refused once more, it can be asked once more.
  expect(await update(false)).toEqual({ '1042-1': 'taken' });
});

test('The word about an address counts for whoever has the parcel, though the channel goes elsewhere by now', async () => {
  const added = await world.exchange.addConnection(world.id, {
    vendor: 'sandbox',
    name: 'Other',
    fields: { warehouse: world.account.name, key: world.account.key },
  });
  if (!added.ok) throw new Error(added.code);
  await packed('1042-1');
  const row = handed('1042-1', { ask: 'update', city: 'Dallas', agreed: true });
  const { results } = await world.exchange.take(world.id, handOver([row], { connection: 'Other' }));
  expect(results[0]?.outcome).toBe('taken');
  expect(await world.parcel('1042-1')).toMatchObject({
    connection_id: world.connectionId,
    state: 'accepted',
  });
});

test('What this worker never had and the warehouse is said to have changed is not sent', async () => {
  const row = { ask: 'update', city: 'Dallas', agreed: true, sent: false } as const;
  expect(await world.push(handed('1042-1', row))).toEqual({ '1042-1': 'parcel.not-pushed' });
});
