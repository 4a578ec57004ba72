import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Created } from '../../../worker/connectors/contract.ts';
import {
  type SandboxConnector,
  startWorld,
  type TestCampaign,
  type TestWorld,
} from '../../support/exchange.ts';
import { CHANNEL, handed, handOver } from '../../support/handed.ts';

/** Takes batches of 8, and refuses each whole that holds a certain shipment. */
const touchy = (sandbox: SandboxConnector) => ({
  ...sandbox,
  vendor: 'touchy',
  create: {
    batch: 8,
    request: sandbox.create.request,
    answer: (_reply: unknown, parcels: Parameters<typeof sandbox.create.request>[1]) =>
      parcels.some(({ shipmentId }) => shipmentId === '1003-1')
        ? ({
            ok: false,
            problem: { code: 'api.http-400', message: 'The partner could not use it.' },
          } as const)
        : {
            ok: true as const,
            value: parcels.map(
              ({ key }): Created => ({ key, outcome: 'accepted', externalId: key, orderNumber: '' }),
            ),
          },
  },
});
/** Neither changes nor cancels. */
const stubborn = ({ update: _update, cancel: _cancel, ...rest }: SandboxConnector) => ({
  ...rest,
  vendor: 'stubborn',
});
/** Says no to a cancellation of what is cancelled already, as some partners do. */
const pedantic = (sandbox: SandboxConnector) => ({
  ...sandbox,
  vendor: 'pedantic',
  cancel: {
    request: sandbox.cancel.request,
    answer: (): { ok: true; value: { outcome: 'refused'; reason: string } } => ({
      ok: true,
      value: { outcome: 'refused', reason: 'cancelled already' },
    }),
  },
});

/** Takes no parcel without a phone number. */
const calling = (sandbox: SandboxConnector) => ({
  ...sandbox,
  vendor: 'calling',
  preflight: ({ to }: Parameters<typeof sandbox.preflight>[0]) =>
    to.phone === '' ? { code: 'preflight.phone', reason: 'It has no phone number. Fill in Phone.' } : null,
});

let all: TestWorld;
let world: TestCampaign;
beforeAll(async () => {
  all = await startWorld({
    connectors: (sandbox) => [touchy(sandbox), stubborn(sandbox), pedantic(sandbox), calling(sandbox)],
  });
});
afterAll(() => all.stop());
beforeEach(async () => {
  world = await all.campaign();
});

const many = (from: number, count: number) =>
  Array.from({ length: count }, (_, i) => handed(`${from + i}-1`));
const line = (sku: string, quantity: number) => ({
  sku,
  quantity,
  name: sku,
  grams: null,
  hsCode: '',
  origin: '',
  customsDescription: '',
  customsValue: null,
  currency: '',
});

test('A push reaches the warehouse, and its answer the sheet', async () => {
  const { push, settled, sheet, says, orders, tag } = world;
  await push(handed('1042-1'));
  await settled();
  expect(orders().map(({ key }) => key)).toEqual([`${tag}-1042-1`]);
  expect(orders()[0]?.content).toMatchObject({
    reference: '1042-1',
    orderNumber: '1042',
    notify: false,
    shipTo: { name: 'Zoë O’Brien & Sons', city: 'Austin' },
  });
  expect(says('1042-1')).toBe('accepted');
  expect(sheet.rows.get('1042-1')?.['Pushed at']).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ$/);
  expect(sheet.rows.get('1042-1')?.['Warehouse order no.']).toBe(orders()[0]?.number);
});

test('F1: pushed twice, the partner sees one order each', async () => {
  const { push, settled, orders } = world;
  const rows = many(1000, 20);
  await push(...rows);
  await settled();
  expect(new Set(Object.values(await push(...rows)))).toEqual(new Set(['already']));
  await settled();
  expect(orders()).toHaveLength(20);
});

test('F2: of 200 rows one is refused, 199 go on', async () => {
  const { push, settled, says, orders } = world;
  const rows = many(1000, 200).map((row) =>
    row.id === '1056-1' ? handed(row.id, { contents: 'UNKNOWN-HAT x1' }) : row,
  );
  await push(...rows);
  await settled();
  expect(orders()).toHaveLength(199);
  expect(says('1056-1')).toBe('refused: SKU UNKNOWN-HAT is not in our catalogue');
  expect(rows.filter(({ id }) => says(id) === 'accepted')).toHaveLength(199);
});

test('F6: a SKU that the partner lacks has its own code, and is pointed out', async () => {
  const { push, settled, sheet, requests } = world;
  await push(handed('1042-1', { contents: 'UNKNOWN-HAT x1' }));
  await settled();
  expect(await requests()).toMatchObject([{ state: 'refused', code: 'partner.sku-unknown' }]);
  expect(sheet.attention.get('partner.refused/1042/1042-1')).toContain('UNKNOWN-HAT');
});

describe('F3: an answer that is lost', () => {
  test.each(['lost answer', 'late answer', 'garbage', 'empty answer'] as const)(
    '%s: there is one order each, and it is found',
    async (fault) => {
      const { push, settled, says, account, orders } = world;
      // It would take a second order of the same key without a word.
      account.set({ dedupe: false });
      world.fault(fault, 'create');
      await push(...many(1000, 5));
      await settled();
      expect(orders()).toHaveLength(5);
      expect(says('1000-1')).toBe('accepted');
    },
  );

  test('the row says unknown, not failed, while nobody knows', async () => {
    const { push, settled, says, sheet, account, orders, fault, heal } = world;
    account.set({ dedupe: false });
    fault('lost answer', 'create');
    fault('maintenance', 'find', null);
    await push(handed('1042-1'));
    await expect.poll(() => says('1042-1'), { timeout: 15_000 }).toBe('unknown');
    // Most lost answers are cleared up in minutes: nobody has to look at them yet.
    expect(sheet.attention.size).toBe(0);
    expect(sheet.rows.get('1042-1')?.['Pushed at']).not.toBe('');
    heal();
    await settled();
    expect(orders()).toHaveLength(1);
    expect(says('1042-1')).toBe('accepted');
    expect(sheet.attention.size).toBe(0);
  });

  test('when nothing was done it is created, once it was looked for', async () => {
    const { push, settled, says, account, orders, fault } = world;
    account.set({ dedupe: false });
    fault('no answer', 'create');
    await push(handed('1042-1'));
    await settled();
    expect(orders()).toHaveLength(1);
    expect(says('1042-1')).toBe('accepted');
  });
});

test('F5: 429 waits as long as the partner says, and is no error', async () => {
  const { push, settled, says, state, requests, fault } = world;
  fault('too many requests', 'create');
  const begun = Date.now();
  await push(handed('1042-1'));
  await settled();
  expect(Date.now() - begun).toBeGreaterThan(1_900);
  expect(says('1042-1')).toBe('accepted');
  expect((await state()).connections[0]?.lastError).toBeNull();
  expect(await requests()).toMatchObject([{ attempts: 0 }]);
});

describe('F9: the order number is there already', () => {
  const forget = () => world.store.db.deleteFrom('parcels').where('campaign_id', '=', world.id).execute();

  test('with the same content it is adopted', async () => {
    const { push, settled, says, orders, parcel } = world;
    await push(handed('1042-1'));
    await settled();
    await forget();
    await push(handed('1042-1'));
    await settled();
    expect(orders()).toHaveLength(1);
    expect(says('1042-1')).toBe('accepted');
    expect((await parcel('1042-1')).external_id).toBe(orders()[0]?.id);
  });

  test('and cannot be looked at: it is in doubt, and who cancels it asks the partner', async () => {
    const { push, settled, paused, says, orders, requests, exchange, connectionId, fault, heal } = world;
    await push(handed('1042-1'));
    await settled();
    await forget();
    fault('key expired', 'find', null);
    await push(handed('1042-1'));
    await paused();
    await expect.poll(() => says('1042-1'), { timeout: 15_000 }).toBe('unknown');
    await push(handed('1042-1', { ask: 'cancel' }));
    // Set aside after the test of the connection, it would wait for the next minute's look.
    const codes = async () => (await requests()).map(({ code }) => code);
    await expect.poll(codes, { timeout: 15_000 }).toEqual(['paused', 'paused']);
    heal();
    await exchange.testConnection(world.id, connectionId);
    await settled();
    expect(orders().map(({ state }) => state)).toEqual(['cancelled']);
    expect(says('1042-1')).toBe('cancelled');
  });

  test('with another content it is a conflict that a person sees, with no suffix and no second order', async () => {
    const { push, settled, sheet, account, orders, order, state, exchange } = world;
    await push(handed('1042-1', { contents: 'MUG x9' }));
    await settled();
    await forget();
    await push(handed('1042-1'));
    await settled();
    expect(orders()).toHaveLength(1);
    const [one] = (await state()).stuck;
    expect(one).toMatchObject({ shipmentId: '1042-1', channel: CHANNEL, code: 'partner.conflict' });
    expect(sheet.attention.get('partner.conflict/1042/1042-1')).toContain('something else');
    // Put right over there, and sent again.
    const there = order('1042-1');
    account.update(there, { ...there.content, key: '', items: [line('MUG', 2), line('SHIRT', 1)] });
    expect(await exchange.sendAgain(world.id, one?.id ?? '')).toEqual({ ok: true, value: null });
    await settled();
    expect((await state()).stuck).toEqual([]);
    expect(sheet.attention.size).toBe(0);
    expect(await exchange.sendAgain(world.id, one?.id ?? '')).toMatchObject({ code: 'request.unknown' });
  });
});

test('F14: of two channels one refuses: each parcel is on its own', async () => {
  const { exchange, settled, says } = world;
  const request = handOver([
    handed('1042-1'),
    handed('1042-2', { channel: 'EU 3PL', contents: 'UNKNOWN-HAT x1' }),
  ]);
  const channels = request.channels.flatMap((one) => [one, { ...one, name: 'EU 3PL' }]);
  await exchange.take(world.id, { ...request, channels });
  await settled();
  expect(says('1042-1')).toBe('accepted');
  expect(says('1042-2')).toMatch(/^refused: /);
});

test('F18: names with &, <, quotes, commas, line breaks and emoji arrive as they are', async () => {
  const { push, settled, order } = world;
  const name = 'A & B <"x">, \nO’Neil \u{1F642}';
  await push(handed('1042-1', { name }));
  await settled();
  expect(order('1042-1').content.shipTo.name).toBe(name);
});

test('F20: refused credentials stop the run before the first row, with one problem, and all waits for right ones', async () => {
  const { push, settled, sheet, state, requests, orders, exchange, connectionId, fault, heal } = world;
  fault('key expired', 'any', null);
  await push(...many(1000, 250));
  await expect
    .poll(async () => [...new Set((await requests()).map((one) => `${one.state} ${one.code}`))], {
      timeout: 15_000,
    })
    .toEqual(['waiting paused']);
  expect(orders()).toHaveLength(0);
  await expect
    .poll(async () => (await state()).connections[0]?.lastError?.code, { timeout: 15_000 })
    .toBe('partner.auth');
  expect((await state()).stuck).toEqual([]);
  await exchange.sync(world.id, '');
  await expect
    .poll(() => sheet.attention.get('partner.auth/Sandbox/'), { timeout: 15_000 })
    .toContain('Sandbox');
  heal();
  expect(await exchange.testConnection(world.id, connectionId)).toMatchObject({ ok: true });
  await settled();
  expect(orders()).toHaveLength(250);
  expect((await state()).connections[0]?.lastError).toBeNull();
});

test('A batch that is refused whole is halved until the wrong one stands alone', async () => {
  const { push, settled, says, state } = await all.campaign('touchy');
  await push(...many(1000, 8));
  await settled();
  expect((await state()).stuck.map(({ shipmentId }) => shipmentId)).toEqual(['1003-1']);
  expect(many(1000, 8).filter(({ id }) => says(id) === 'accepted')).toHaveLength(7);
});

describe('What is refused at the hand-over', () => {
  const KEY = 'parcel.not-sent/1042/1042-1';

  test('is pointed out with its reason, and no more when it is taken', async () => {
    const { push, settled, sheet, orders } = world;
    expect(await push(handed('1042-1', { contents: 'MUG' }), handed('1043-1'))).toEqual({
      '1042-1': 'items.invalid',
      '1043-1': 'taken',
    });
    await expect
      .poll(() => sheet.attention.get(KEY), { timeout: 10_000 })
      .toMatch(/^Shipment 1042-1: It waits, and the warehouse was not told: The items cannot be read/);
    await settled();
    await push(handed('1042-1', { country: 'Utopia' }));
    await expect.poll(() => sheet.attention.get(KEY), { timeout: 10_000 }).toContain('Utopia');
    await push(handed('1042-1'));
    await settled();
    expect([...sheet.attention.keys()]).toEqual([]);
    expect(orders()).toHaveLength(2);
  });

  test('is told once, and goes when it is cancelled too', async () => {
    const { push, sheet, store, id } = world;
    const untold = () =>
      store.db
        .selectFrom('refusals')
        .selectAll()
        .where('campaign_id', '=', id)
        .where('is_told', '=', false)
        .execute();
    await push(handed('1042-1', { contents: 'MUG' }));
    await expect
      .poll(async () => [sheet.attention.has(KEY), (await untold()).length], { timeout: 10_000 })
      .toEqual([true, 0]);
    await push(handed('1042-1', { contents: 'MUG' }));
    expect(await untold()).toEqual([]);
    await push(handed('1042-1', { ask: 'cancel' }));
    await expect.poll(() => sheet.attention.size, { timeout: 10_000 }).toBe(0);
    const kept = () => store.db.selectFrom('refusals').selectAll().where('campaign_id', '=', id).execute();
    await expect.poll(kept, { timeout: 10_000 }).toEqual([]);
  });

  test('is not sent as it was wanted before', async () => {
    world = await all.campaign('calling');
    const { push, settled, paused, sheet, orders, exchange, connectionId, fault, heal } = world;
    fault('key expired', 'any', null);
    await push(handed('1042-1'));
    await paused();
    expect(await push(handed('1042-1', { phone: '', city: 'Dallas' }))).toEqual({
      '1042-1': 'preflight.phone',
    });
    heal();
    await exchange.testConnection(world.id, connectionId);
    await settled();
    expect(orders()).toHaveLength(0);
    expect(sheet.attention.get(KEY)).toContain('It has no phone number.');
    expect(await push(handed('1042-1', { city: 'Dallas' }))).toEqual({ '1042-1': 'taken' });
    await settled();
    expect(orders().map(({ content }) => content.shipTo.city)).toEqual(['Dallas']);
    expect(sheet.attention.size).toBe(0);
  });

  test('says nothing of what the row says itself, or of what goes on by itself', async () => {
    const { push, settled, sheet } = world;
    await push(handed('1042-1'));
    await settled();
    expect(await push(handed('1042-1', { city: 'Dallas' }))).toEqual({ '1042-1': 'parcel.sent' });
    await settled();
    expect([...sheet.attention.keys()]).toEqual([]);
  });
});

describe('Cancel and update', () => {
  const ask = (id: string, kind: 'cancel' | 'update', over = {}) =>
    world.push(handed(id, { ask: kind, ...over }));

  test('a cancellation that the warehouse takes', async () => {
    const { push, settled, sheet, order } = world;
    await push(handed('1042-1'));
    await settled();
    await ask('1042-1', 'cancel');
    await settled();
    expect(order('1042-1').state).toBe('cancelled');
    expect(sheet.rows.get('1042-1')).toMatchObject({ 'Warehouse says': 'cancelled' });
    expect(sheet.rows.get('1042-1')?.['Cancelled at']).not.toBe('');
  });

  test('F8: a cancellation refused because it is packed; the parcel goes on as shipping', async () => {
    const { push, settled, sheet, says, account, order, parcel } = world;
    await push(handed('1042-1'));
    await settled();
    account.act(order('1042-1'), 'pack', '');
    await ask('1042-1', 'cancel');
    await settled();
    expect(says('1042-1')).toBe('cancel refused: packed');
    expect(sheet.rows.get('1042-1')?.['Cancelled at']).toBe('');
    // The answer stands in the sheet: what is asked next is another request.
    await expect.poll(async () => (await parcel('1042-1')).asked, { timeout: 15_000 }).toBe('');
    expect(sheet.attention.has('partner.cancel-refused/1042/1042-1')).toBe(true);
  });

  test('a cancellation whose first answer was lost is not taken for refused', async () => {
    world = await all.campaign('pedantic');
    const { push, settled, says, fault } = world;
    await push(handed('1042-1'));
    await settled();
    fault('lost answer', 'cancel');
    await ask('1042-1', 'cancel');
    await settled();
    expect(says('1042-1')).toBe('cancelled');
  });

  test('a cancellation that a process died over is not taken for refused: it was heard', async () => {
    world = await all.campaign('pedantic');
    const { push, settled, says, store, id, connectionId, account, order, jobs } = world;
    await push(handed('1042-1'));
    await settled();
    account.cancel(order('1042-1'));
    await store.db
      .updateTable('parcels')
      .set({ state: 'cancel asked', asked: 'cancel asked' })
      .where('campaign_id', '=', id)
      .execute();
    await store.db
      .insertInto('requests')
      .values({
        id: 'left-behind',
        campaign_id: id,
        connection_id: connectionId,
        parcel_id: '1042-1',
        kind: 'cancel',
        key: 'cancel/1042-1',
        state: 'sending',
        code: '',
        message: '',
        changed_at: new Date(Date.now() - 1_000),
      })
      .execute();
    await jobs.send('dispatch', { requestId: 'left-behind', campaignId: id, parcelId: '1042-1' });
    await settled();
    expect(says('1042-1')).toBe('cancelled');
  });

  test('what is sent again after it was stopped is looked for, and not created', async () => {
    const { push, settled, paused, store, id, orders, fault, heal, jobs, requests } = world;
    fault('key expired', 'any', null);
    await push(handed('1042-1'));
    await paused();
    heal();
    await store.db
      .updateTable('requests')
      .set({ state: 'stuck', code: '' })
      .where('campaign_id', '=', id)
      .execute();
    await world.exchange.testConnection(id, world.connectionId);
    // Send again was pressed in the moment in which a cancellation was done.
    await store.db.updateTable('parcels').set({ state: 'cancelled' }).where('campaign_id', '=', id).execute();
    await world.exchange.sendAgain(id, (await requests())[0]?.id ?? '');
    await settled();
    expect(orders()).toHaveLength(0);
    expect(await jobs.blockedKeys()).toEqual([]);
  });

  test('an update that the warehouse takes, and one that it does not', async () => {
    const { push, settled, says, account, order } = world;
    await push(handed('1042-1'));
    await settled();
    await ask('1042-1', 'update', { city: 'Dallas' });
    await settled();
    expect(order('1042-1').content.shipTo.city).toBe('Dallas');
    expect(says('1042-1')).toBe('accepted');
    account.act(order('1042-1'), 'pack', '');
    await ask('1042-1', 'update', { city: 'Houston' });
    await settled();
    expect(says('1042-1')).toBe('update refused: packed');
  });

  test('an update that was never heard and then refused is refused, though the place looks the same', async () => {
    const { push, settled, says, account, order, fault } = world;
    await push(handed('1042-1'));
    await settled();
    account.act(order('1042-1'), 'pack', '');
    fault('no answer', 'update');
    await ask('1042-1', 'update', { address1: '7 New Street' });
    await settled();
    expect(order('1042-1').content.shipTo.address1).toBe('12 Larkspur Lane');
    expect(says('1042-1')).toBe('update refused: packed');
  });

  test('a partner that cannot is not asked, and the row says so', async () => {
    world = await all.campaign('stubborn');
    const { push, settled, says } = world;
    await push(handed('1042-1'), handed('1043-1'));
    await settled();
    expect(await ask('1042-1', 'cancel')).toEqual({ '1042-1': 'partner.cannot-cancel' });
    expect(await ask('1043-1', 'update', { city: 'Dallas' })).toEqual({ '1043-1': 'partner.cannot-update' });
    await settled();
    expect(says('1042-1')).toMatch(/^cancel refused: /);
    expect(says('1043-1')).toMatch(/^update refused: /);
  });
});

test('Story 3: address changed, cancellation refused, quantity raised: three states, no double order', async () => {
  const { push, settled, says, account, order, orders, tag, fault } = world;
  account.set({ dedupe: false });
  fault('lost answer', 'create');
  await push(handed('1-1'), handed('2-1'), handed('3-1'));
  await settled();
  account.act(order('2-1'), 'pack', '');
  fault('lost answer', 'update');
  await push(
    handed('1-1', { ask: 'update', address1: '7 New Street' }),
    handed('2-1', { ask: 'cancel' }),
    handed('3-2', { contents: 'MUG x1' }),
  );
  await settled();
  expect(['1-1', '2-1', '3-1', '3-2'].map(says)).toEqual([
    'accepted',
    'cancel refused: packed',
    'accepted',
    'accepted',
  ]);
  expect(
    orders()
      .map(({ key }) => key)
      .sort(),
  ).toEqual([`${tag}-1-1`, `${tag}-2-1`, `${tag}-3-1`, `${tag}-3-2`]);
  expect(order('1-1').content.shipTo.address1).toBe('7 New Street');
});
