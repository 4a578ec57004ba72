import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
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

const sync = async (): Promise<void> => {
  await world.partner.settle(world.account);
  await world.exchange.sync(world.id, '');
  await world.settled();
};
const row = (id: string) => world.sheet.rows.get(id) ?? {};
const connection = () =>
  world.store.db
    .selectFrom('connections')
    .selectAll()
    .where('id', '=', world.connectionId)
    .executeTakeFirstOrThrow();
async function accepted(...ids: readonly string[]): Promise<void> {
  await world.push(...ids.map((id) => handed(id)));
  await world.settled();
}

test('Sync Now brings what happened at the warehouse and with the carrier, step by step', async () => {
  await accepted('1042-1');
  const order = world.order('1042-1');
  world.account.act(order, 'label', '');
  await sync();
  expect(row('1042-1')).toMatchObject({ 'Shipped at': '', 'Tracking status': 'label created' });
  world.account.act(order, 'ship', '');
  await sync();
  expect(row('1042-1')['Shipped at']).not.toBe('');
  world.account.scan(order, 'DP', '');
  await sync();
  expect(row('1042-1')).toMatchObject({ 'Tracking status': 'in transit', 'Delivered at': '' });
  world.account.act(order, 'deliver', '');
  await sync();
  expect(row('1042-1')).toMatchObject({ 'Tracking status': 'delivered' });
  expect(row('1042-1')['Delivered at']).not.toBe('');
});

test('The channel shows when it was synced, and when it will be', async () => {
  await accepted('1042-1');
  await world.exchange.setSchedule(world.id, 30);
  await sync();
  await expect
    .poll(() => world.sheet.channels.get('US 3PL')?.['Last sync'], { timeout: 10_000 })
    .toMatch(/Z$/);
  const channel = world.sheet.channels.get('US 3PL');
  expect(channel?.['Next sync']).toMatch(/Z$/);
  expect(channel?.['Last error']).toBe('');
  const [shown] = (await world.state()).channels;
  expect(shown).toMatchObject({ name: 'US 3PL', connection: 'Sandbox', accepted: 1, shipped: 0 });
});

test('A sync of a channel that was never sent is refused', async () => {
  expect(await world.exchange.sync(world.id, 'Elsewhere')).toMatchObject({ code: 'channel.unknown' });
});

test('More than a page is read, and the place moves on only after all of it', async () => {
  const ids = Array.from({ length: 130 }, (_, i) => `${5000 + i}-1`);
  await accepted(...ids);
  for (const order of world.orders()) world.account.act(order, 'ship', '');
  await world.partner.settle(world.account);
  world.fault('maintenance', 'list', 1);
  const before = (await connection()).cursors;
  await world.exchange.sync(world.id, '');
  await expect
    .poll(async () => (await connection()).last_error_code, { timeout: 10_000 })
    .toBe('api.http-503');
  expect((await connection()).cursors).toEqual(before);
  await world.settled();
  expect(ids.filter((id) => row(id)['Shipped at'] !== '')).toHaveLength(130);
  const after = await connection();
  expect(Object.keys(after.cursors)).toEqual(['orders']);
  expect(after.last_error_code).toBeNull();
});

test('The same told twice changes nothing', async () => {
  await accepted('1042-1');
  world.account.act(world.order('1042-1'), 'ship', '');
  await sync();
  const { version } = await world.parcel('1042-1');
  await sync();
  expect((await world.parcel('1042-1')).version).toBe(version);
});

test('F7: accepted and later rejected: refused with its reason', async () => {
  await accepted('1042-1');
  world.account.act(world.order('1042-1'), 'refuse', 'SHIRT is discontinued');
  await sync();
  expect(row('1042-1')['Warehouse says']).toBe('refused: SHIRT is discontinued');
  expect(world.sheet.attention.has('partner.refused/1042/1042-1')).toBe(true);
});

test('F10: the warehouse splits a parcel: a child with its own number, and stated quantities alone', async () => {
  await accepted('1042-1');
  world.account.act(world.order('1042-1'), 'split', '');
  await sync();
  const boxes = world.order('1042-1').boxes;
  expect(boxes).toHaveLength(2);
  const child = row('1042-1.1');
  expect([row('1042-1')['Tracking number'], child['Tracking number']].sort()).toEqual(
    boxes.map(({ trackingNumber }) => trackingNumber).sort(),
  );
  const stated = boxes.some(({ items }) => items !== null);
  expect(child.Contents === '-').toBe(!stated);
});

test('H13: a voided label: the parcel is accepted again, and its number is gone from the row', async () => {
  await accepted('1042-1');
  const order = world.order('1042-1');
  world.account.act(order, 'label', '');
  await sync();
  const number = row('1042-1')['Tracking number'];
  expect(number).not.toBe('');
  world.account.act(order, 'void', '');
  await sync();
  expect(row('1042-1')).toMatchObject({ 'Tracking number': '', 'Warehouse says': 'accepted' });
  expect(world.sheet.attention.get('label.voided/1042/1042-1')).toContain(number);
  world.account.act(order, 'ship', '');
  await sync();
  expect(row('1042-1')['Tracking number']).not.toBe('');
  expect(world.sheet.attention.has('label.voided/1042/1042-1')).toBe(false);
});

describe('The carrier', () => {
  async function shippedAndScanned(...codes: readonly string[]): Promise<void> {
    await accepted('1042-1');
    const order = world.order('1042-1');
    world.account.act(order, 'ship', '');
    for (const code of codes) {
      world.account.turn(5);
      world.account.scan(order, code, '');
    }
    await sync();
  }
  test('H1: a code that nobody knows stays as text, and is not in transit', async () => {
    await shippedAndScanned();
    const before = row('1042-1')['Tracking status'];
    world.account.turn(5);
    world.account.scan(world.order('1042-1'), 'QQ', 'Zaakceptowana przez kogoś');
    await sync();
    expect(row('1042-1')['Tracking status']).toBe(before);
    expect(row('1042-1')['Last scan']).toContain('Zaakceptowana');
  });
  test('H9, H10: delivered, later returned: both stay, the parcel stays shipped, and a person decides', async () => {
    await shippedAndScanned();
    const order = world.order('1042-1');
    world.account.act(order, 'deliver', '');
    await sync();
    const delivered = row('1042-1')['Delivered at'];
    world.account.turn(50);
    world.account.scan(order, 'RT', '');
    await sync();
    expect(row('1042-1')).toMatchObject({
      'Tracking status': 'returned to sender',
      'Delivered at': delivered,
      'Warehouse says': 'accepted',
    });
    expect(row('1042-1')['Shipped at']).not.toBe('');
    expect(world.sheet.attention.has('parcel.returned/1042/1042-1')).toBe(true);
  });
});

test('H8: of two orders one is delivered, the other is not', async () => {
  await accepted('1042-1', '1043-1');
  for (const id of ['1042-1', '1043-1']) world.account.act(world.order(id), 'ship', '');
  world.account.act(world.order('1042-1'), 'deliver', '');
  await sync();
  expect([row('1042-1'), row('1043-1')].map((cells) => cells['Delivered at'] !== '')).toEqual([true, false]);
});

test('The first scan counts as shipped where the channel says so, and the partner’s word does not', async () => {
  await world.exchange.take(world.id, handOver([handed('1042-1')], { shippedWhen: 'first scan' }));
  await world.settled();
  const order = world.order('1042-1');
  world.account.act(order, 'ship', '');
  await sync();
  const soon = row('1042-1')['Shipped at'];
  const scanned = order.boxes[0]?.scans.some(({ code }) => code !== 'LC') ?? false;
  expect(soon !== '').toBe(scanned);
  world.account.turn(5);
  world.account.scan(order, 'DP', '');
  await sync();
  expect(row('1042-1')['Shipped at']).not.toBe('');
});

test('A box of two orders: both rows get the one number', async () => {
  await world.push(
    handed('1042-1', { box: '1042-1' }),
    handed('1050-1', { box: '1042-1', contents: 'MUG x1' }),
  );
  await world.settled();
  expect(world.orders()).toHaveLength(1);
  world.account.act(world.order('1042-1'), 'ship', '');
  await sync();
  expect(row('1050-1')['Tracking number']).toBe(row('1042-1')['Tracking number']);
});

test('A row that is not in the sheet stays wanted, and others are not written again', async () => {
  world.sheet.missing.add('1043-1');
  await world.push(handed('1042-1'), handed('1043-1'));
  await expect.poll(() => world.says('1042-1'), { timeout: 10_000 }).toBe('accepted');
  const pending = () =>
    world.store.db
      .selectFrom('parcels')
      .select('id')
      .where('campaign_id', '=', world.id)
      .whereRef('version', '>', 'projected_version')
      .execute();
  await expect.poll(pending, { timeout: 10_000 }).toEqual([{ id: '1043-1' }]);
  world.sheet.missing.clear();
  await sync();
  expect(world.says('1043-1')).toBe('accepted');
});

test('A detached spreadsheet is neither sent, nor asked, nor written', async () => {
  await accepted('1042-1');
  const writes = world.sheet.writes();
  world.account.act(world.order('1042-1'), 'ship', '');
  await world.exchange.detach(world.id);
  await world.exchange.sync(world.id, '');
  await expect.poll(async () => (await world.state()).busy.asking, { timeout: 10_000 }).toBe(0);
  expect(row('1042-1')['Shipped at']).toBe('');
  expect(world.sheet.writes()).toBe(writes);
});
