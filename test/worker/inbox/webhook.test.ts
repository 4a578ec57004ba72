import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { signatureOf } from '../../../worker/connectors/sandbox/webhooks.ts';
import { upkeepWork } from '../../../worker/exchange/schedule.ts';
import { measure } from '../../../worker/routes/measure.ts';
import { startWorld, type TestCampaign, type TestWorld } from '../../support/exchange.ts';
import { handed } from '../../support/handed.ts';

let all: TestWorld;
let world: TestCampaign;
let secret: string;
beforeAll(async () => {
  all = await startWorld();
});
afterAll(() => all.stop());
beforeEach(async () => {
  world = await all.campaign();
  const { url = '' } = (await world.state()).connections[0]?.webhook ?? {};
  secret = url.split('/').at(-1) ?? '';
});

const events = () =>
  world.store.db.selectFrom('events').selectAll().where('connection_id', '=', world.connectionId).execute();
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const event = (order: string, id = 'evt-1'): Uint8Array =>
  bytes(`{"version":1.0,"id":"${id}","type":"order.changed","order":"${order}"}`);
function send(body: Uint8Array, over: { secret?: string; signature?: string } = {}): Promise<number> {
  const signature = over.signature ?? signatureOf(body, world.account.key);
  const headers = { 'content-type': 'application/json', 'x-sandbox-signature': signature };
  return world.exchange.receiveWebhook(world.connectionId, over.secret ?? secret, headers, body);
}
/** Shipped over there, and nobody was told. */
async function shipped(): Promise<string> {
  await world.push(handed('1042-1'));
  await world.settled();
  const order = world.order('1042-1');
  world.account.act(order, 'ship', '');
  await world.partner.settle(world.account);
  return order.id;
}

test('A webhook of a spreadsheet that is connected no more raises no alarm, and goes after two weeks', async () => {
  await world.exchange.detach(world.id);
  expect(await send(event('SBX-100001'))).toBe(202);
  // The only one of this database.
  const now = new Date();
  const { events: waiting } = await measure(world.store.db, () => Promise.resolve([]), now);
  expect(waiting).toEqual({ count: 0, oldestSeconds: 0 });
  const upkeep = async (at: Date) => {
    await upkeepWork({ db: world.store.db, jobs: world.jobs, clock: () => at }, []);
    return (await events()).length;
  };
  expect(await upkeep(now)).toBe(1);
  expect(await upkeep(new Date(now.getTime() + 15 * 24 * 3600 * 1000))).toBe(0);
});

test('A webhook is a nudge: the truth is fetched, and reaches the sheet', async () => {
  const id = await shipped();
  expect(await send(event(id))).toBe(202);
  await world.settled();
  const row = world.sheet.rows.get('1042-1');
  expect(row?.['Shipped at']).not.toBe('');
  expect(row?.['Tracking number']).toBe(world.order('1042-1').boxes[0]?.trackingNumber);
  expect(row?.['Warehouse says']).toBe('accepted');
});

test('H4: the same webhook five times has one effect', async () => {
  const id = await shipped();
  const statuses = await Promise.all(Array.from({ length: 5 }, () => send(event(id))));
  expect(statuses).toEqual([202, 202, 202, 202, 202]);
  await world.settled();
  expect(await events()).toHaveLength(1);
  expect((await world.parcel('1042-1')).version).toBe(2);
  expect(await send(event(id))).toBe(202);
  expect(await events()).toHaveLength(1);
});

test.each([
  ['a wrong secret', { secret: 'x'.repeat(32) }],
  ['a secret of another length', { secret: 'x' }],
  ['no secret', { secret: '' }],
  ['a forged signature', { signature: `sha256=${'0'.repeat(64)}` }],
  ['a signature of another length', { signature: 'sha256=00' }],
  ['no signature', { signature: '' }],
])('H5: %s is 401, and nothing is stored', async (_what, over) => {
  expect(await send(event('SBX-100001'), over)).toBe(401);
  expect(await events()).toEqual([]);
});

test('H5: a connection that is not there, or was removed, is 401', async () => {
  expect(await world.exchange.receiveWebhook('no-such', secret, {}, event('SBX-100001'))).toBe(401);
  await world.exchange.removeConnection(world.id, world.connectionId);
  expect(await send(event('SBX-100001'))).toBe(401);
});

test('H6: the signature is that of the raw bytes, in which 1.0 is not 1', async () => {
  const body = event('SBX-100001');
  expect(new TextDecoder().decode(body)).toContain('1.0');
  const parsed = bytes(JSON.stringify(JSON.parse(new TextDecoder().decode(body))));
  expect(await send(parsed, { signature: signatureOf(body, world.account.key) })).toBe(401);
  expect(await send(body)).toBe(202);
});

test('A signed body that cannot be read is 400, and nothing is stored', async () => {
  expect(await send(bytes('{"id": 7}'))).toBe(400);
  expect(await send(bytes('\u0000'))).toBe(400);
  expect(await send(event('SBX-100001', '\\u0000'))).toBe(400);
  expect(await send(event('SBX-100001', 'x'.repeat(3000)))).toBe(400);
  expect(await events()).toEqual([]);
});

test('H7: a webhook about what is none of ours is taken, and leaves no row', async () => {
  const made = world.account.create({
    key: 'another shop',
    reference: '',
    orderNumber: '',
    orderedAt: '',
    taxId: '',
    notify: false,
    shipTo: {
      name: 'B',
      address1: '1 Elm St',
      address2: '',
      city: 'Reno',
      state: 'NV',
      postalCode: '89501',
      country: 'US',
      phone: '',
      email: '',
    },
    items: [
      {
        sku: 'TEE',
        name: 'Tee',
        quantity: 1,
        grams: null,
        hsCode: '',
        origin: '',
        customsDescription: '',
        customsValue: null,
        currency: '',
      },
    ],
  });
  expect(await send(event('id' in made ? made.id : '', 'evt-2'))).toBe(202);
  expect(await send(event('SBX-999999', 'evt-3'))).toBe(202);
  await world.settled();
  expect(world.sheet.rows.size).toBe(0);
  expect((await events()).every(({ done_at }) => done_at !== null)).toBe(true);
});

test('A resource that is not the vendor’s is never fetched', async () => {
  expect(await send(event('http://169.254.169.254/latest'))).toBe(202);
  await world.settled();
  expect((await events())[0]?.done_at).not.toBeNull();
});

test('H3: webhooks out of order come to the same: each fetches the order as it is', async () => {
  const id = await shipped();
  world.account.act(world.order('1042-1'), 'deliver', '');
  for (const n of [3, 1, 2]) await send(event(id, `evt-${n}`));
  await world.settled();
  expect(world.sheet.rows.get('1042-1')?.['Tracking status']).toBe('delivered');
});

test('H15: while the partner is away the truth waits; nothing is lost', async () => {
  const id = await shipped();
  world.fault('maintenance', 'any', 2);
  await send(event(id));
  await world.settled();
  expect(world.sheet.rows.get('1042-1')?.['Shipped at']).not.toBe('');
}, 30_000);
