import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { PAUSED, settleRequests } from '../../../worker/outbox/requests.ts';
import type { RequestState } from '../../../worker/store/tables.ts';
import { startWorld, type TestCampaign, type TestWorld } from '../../support/exchange.ts';
import { CHANNEL, handed, handOver } from '../../support/handed.ts';

// Nothing is sent here: what is taken waits.
let all: TestWorld;
let world: TestCampaign;
beforeAll(async () => {
  all = await startWorld({ still: true });
});
afterAll(() => all.stop());
beforeEach(async () => {
  world = await all.campaign();
});

const parcels = () =>
  world.store.db
    .selectFrom('parcels')
    .selectAll()
    .where('campaign_id', '=', world.id)
    .orderBy('id')
    .execute();
const requests = () => world.requests();
const setRequests = (set: { state: RequestState }, kind?: 'cancel') =>
  world.store.db
    .updateTable('requests')
    .set(set)
    .where('campaign_id', '=', world.id)
    .$if(kind !== undefined, (query) => query.where('kind', '=', 'cancel'))
    .execute();

/** As after a partner has confirmed it. */
async function accepted(id: string, over: object = {}): Promise<void> {
  await world.push(handed(id));
  await setRequests({ state: 'done' });
  await world.store.db
    .updateTable('parcels')
    .set((eb) => ({
      state: 'accepted',
      confirmed_hash: eb.ref('content_hash'),
      pushed_at: new Date(),
      ...over,
    }))
    .where('campaign_id', '=', world.id)
    .where('id', '=', id)
    .execute();
}

test('F1: what is handed over twice is taken once', async () => {
  expect(await world.push(handed('1042-1'), handed('1043-1'))).toEqual({
    '1042-1': 'taken',
    '1043-1': 'taken',
  });
  expect(await world.push(handed('1042-1'), handed('1043-1'))).toEqual({
    '1042-1': 'already',
    '1043-1': 'already',
  });
  expect(await parcels()).toHaveLength(2);
  expect(await requests()).toHaveLength(2);
});

test('F1: two hand-overs of the same rows at once take them once', async () => {
  const rows = Array.from({ length: 50 }, (_, i) => handed(`${2000 + i}-1`));
  const both = await Promise.all([world.push(...rows), world.push(...[...rows].reverse())]);
  const outcomes = rows.map(({ id }) => both.map((one) => one[id]).sort());
  expect(outcomes.every((pair) => pair.join() === 'already,taken')).toBe(true);
  expect(await requests()).toHaveLength(50);
});

test('500 rows take a moment, and one that cannot be read keeps no other back', async () => {
  const rows = Array.from({ length: 500 }, (_, i) => handed(`${3000 + i}-1`));
  const answer = await world.push(...rows.slice(1), handed('3000-1', { contents: 'MUG' }));
  expect(answer['3000-1']).toBe('items.invalid');
  expect(Object.values(answer).filter((outcome) => outcome === 'taken')).toHaveLength(499);
});

test('The key that the partner gets has the campaign in it', async () => {
  await world.push(handed('1042-1'));
  expect((await parcels())[0]).toMatchObject({
    key: `${world.tag}-1042-1`,
    state: 'taken',
    channel: CHANNEL,
  });
});

test('Rows of one box are one parcel and one request', async () => {
  await world.push(
    handed('1042-1', { box: '1042-1' }),
    handed('1050-1', { box: '1042-1', contents: 'MUG x1' }),
  );
  expect((await parcels()).map(({ id, content }) => [id, content.shipments.length])).toEqual([['1042-1', 2]]);
  expect(await requests()).toHaveLength(1);
});

test('Another content replaces what waits still', async () => {
  await world.push(handed('1042-1'));
  expect(await world.push(handed('1042-1', { city: 'Dallas' }))).toEqual({ '1042-1': 'taken' });
  expect((await parcels())[0]?.content.order.to.city).toBe('Dallas');
  expect((await requests()).map(({ state, code }) => `${state} ${code}`).sort()).toEqual([
    'done dropped',
    'waiting ',
  ]);
  // And back again: the first request waits anew.
  expect(await world.push(handed('1042-1'))).toEqual({ '1042-1': 'taken' });
  expect((await requests()).filter(({ state }) => state === 'waiting')).toHaveLength(1);
});

test('What was dropped stays so, though a process that had loaded it before sets it aside', async () => {
  await world.push(handed('1042-1'));
  const [old] = await requests();
  await world.push(handed('1042-1', { city: 'Dallas' }));
  await world.store.db
    .transaction()
    .execute((trx) =>
      settleRequests(
        trx,
        [{ id: old?.id ?? '', state: 'waiting', code: PAUSED, message: '', fault: false }],
        new Date(),
      ),
    );
  expect((await requests()).map(({ state, code }) => `${state} ${code}`).sort()).toEqual([
    'done dropped',
    'waiting ',
  ]);
});

test('While it is being sent nothing about it can change', async () => {
  await world.push(handed('1042-1'));
  await setRequests({ state: 'sending' });
  expect(await world.push(handed('1042-1', { city: 'Dallas' }))).toEqual({ '1042-1': 'parcel.busy' });
  expect(await world.push(handed('1042-1'))).toEqual({ '1042-1': 'already' });
});

test('A connection that is not there refuses, and stores nothing', async () => {
  const { results } = await world.exchange.take(
    world.id,
    handOver([handed('1042-1')], { connection: 'ShipBob' }),
  );
  expect(results).toMatchObject([{ outcome: 'refused', code: 'connection.unknown' }]);
  expect(await parcels()).toHaveLength(0);
});

test('A spreadsheet that is detached hands nothing over', async () => {
  const detached = (at: Date | null) =>
    world.store.db.updateTable('campaigns').set({ detached_at: at }).where('id', '=', world.id).execute();
  await detached(new Date());
  expect(await world.push(handed('1042-1'))).toEqual({ '1042-1': 'campaign.detached' });
});

describe('A push of what the partner has', () => {
  test('in the same form is nothing new, and the sheet is told once more', async () => {
    await accepted('1042-1');
    const [before] = await parcels();
    expect(await world.push(handed('1042-1'))).toEqual({ '1042-1': 'already' });
    expect((await parcels())[0]?.version).toBe((before?.version ?? 0) + 1);
  });
  test('in another form asks for an update instead', async () => {
    await accepted('1042-1');
    expect(await world.push(handed('1042-1', { city: 'Dallas' }))).toEqual({ '1042-1': 'parcel.sent' });
    expect((await parcels())[0]?.content.order.to.city).toBe('Austin');
  });
  test.each([
    ['cancelled', 'parcel.cancelled'],
    ['refused', 'partner.refused'],
  ] as const)('that is %s is refused', async (state, code) => {
    await accepted('1042-1', { state });
    expect(await world.push(handed('1042-1'))).toEqual({ '1042-1': code });
  });
  test('that has shipped is done already; with another content it is refused', async () => {
    await accepted('1042-1');
    await ship('1042-1');
    expect(await world.push(handed('1042-1'))).toEqual({ '1042-1': 'already' });
    expect(await world.push(handed('1042-1', { city: 'Dallas' }))).toEqual({ '1042-1': 'parcel.shipped' });
  });
});

async function ship(id: string): Promise<void> {
  await world.store.db
    .insertInto('packages')
    .values({
      campaign_id: world.id,
      parcel_id: id,
      n: 0,
      external_id: 'p1',
      number: '1Z',
      carrier: 'ups',
      url: '',
      cost: '',
      lines: 'null',
      shipped_at: new Date(),
      voided_at: null,
      tracking_status: '',
      scans: '[]',
      delivered_at: null,
    })
    .execute();
}

describe('F15: a channel that is connected elsewhere after the push', () => {
  test('waits still: it goes there; is there: it must be cancelled first', async () => {
    const added = await world.exchange.addConnection(world.id, {
      vendor: 'sandbox',
      name: 'Second',
      fields: { warehouse: world.account.name, key: world.account.key },
    });
    if (!added.ok) throw new Error(added.code);
    const elsewhere = async (id: string) => {
      const { results } = await world.exchange.take(
        world.id,
        handOver([handed(id)], { connection: 'second' }),
      );
      return results[0]?.code || results[0]?.outcome;
    };
    await world.push(handed('1042-1'));
    expect(await elsewhere('1042-1')).toBe('taken');
    expect((await parcels())[0]?.connection_id).toBe(added.value.id);
    await accepted('1043-1');
    expect(await elsewhere('1043-1')).toBe('parcel.elsewhere');
    // The cancellation goes to the one that has it.
    const { results } = await world.exchange.take(
      world.id,
      handOver([handed('1043-1', { ask: 'cancel' })], { connection: 'Second' }),
    );
    expect(results[0]?.outcome).toBe('taken');
    expect((await requests()).find(({ kind }) => kind === 'cancel')?.connection_id).toBe(world.connectionId);
  });
});

describe('Cancel', () => {
  const cancel = (id: string, over = {}) => world.push(handed(id, { ask: 'cancel', ...over }));

  test('of what waits still is done without a call', async () => {
    await world.push(handed('1042-1'));
    expect(await cancel('1042-1')).toEqual({ '1042-1': 'taken' });
    expect((await parcels())[0]).toMatchObject({ state: 'cancelled' });
    expect((await requests()).map(({ state, code }) => `${state} ${code}`)).toEqual(['done dropped']);
    expect(await cancel('1042-1')).toEqual({ '1042-1': 'already' });
  });
  test('of what the worker never had is remembered, so that a late push is refused', async () => {
    expect(await cancel('1042-1', { contents: 'not readable', country: '' })).toEqual({ '1042-1': 'taken' });
    expect(await world.push(handed('1042-1'))).toEqual({ '1042-1': 'parcel.cancelled' });
  });
  test('of what the partner has asks it, once', async () => {
    await accepted('1042-1');
    expect(await cancel('1042-1')).toEqual({ '1042-1': 'taken' });
    expect(await cancel('1042-1')).toEqual({ '1042-1': 'already' });
    expect((await parcels())[0]).toMatchObject({ state: 'cancel asked' });
    expect((await requests()).filter(({ kind }) => kind === 'cancel')).toHaveLength(1);
  });
  test('of what is being sent stands behind it', async () => {
    await world.push(handed('1042-1'));
    await setRequests({ state: 'sending' });
    expect(await cancel('1042-1')).toEqual({ '1042-1': 'taken' });
    expect((await requests()).map(({ kind, state }) => `${kind} ${state}`)).toEqual([
      'create sending',
      'cancel waiting',
    ]);
  });
  test('of what has shipped is refused', async () => {
    await accepted('1042-1');
    await ship('1042-1');
    expect(await cancel('1042-1')).toEqual({ '1042-1': 'parcel.shipped' });
  });
  test('of what the sheet has as cancelled, and what has shipped, takes Cancelled at away again', async () => {
    await accepted('1042-1', { version: 1 });
    await ship('1042-1');
    await cancel('1042-1', { cancelledAt: '2026-03-02 09:00:00Z' });
    expect((await parcels())[0]?.content.shipments).toMatchObject([{ cancelledAt: '2026-03-02 09:00:00Z' }]);
  });
  test('is remembered though the channel is connected no more', async () => {
    const { results } = await world.exchange.take(world.id, {
      ...handOver([handed('1042-1', { ask: 'cancel' })]),
      channels: [],
    });
    expect(results).toMatchObject([{ outcome: 'taken' }]);
    expect(await world.push(handed('1042-1'))).toEqual({ '1042-1': 'parcel.cancelled' });
  });
  test('of what a connection has that was removed is refused, and the row says so; what waited is stopped', async () => {
    await accepted('1042-1', { version: 1 });
    await world.push(handed('1043-1'));
    expect(await world.exchange.removeConnection(world.id, world.connectionId)).toMatchObject({ ok: true });
    expect(await cancel('1042-1')).toEqual({ '1042-1': 'partner.cannot-cancel' });
    expect(await cancel('1043-1')).toEqual({ '1043-1': 'taken' });
    expect((await parcels()).map(({ state }) => state)).toEqual(['cancel refused', 'cancelled']);
  });
  test('of one shipment of a box is refused: all of the box goes, or none', async () => {
    await world.push(handed('1042-1', { box: '1042-1' }), handed('1050-1', { box: '1042-1' }));
    expect(await cancel('1050-1', { box: '1042-1' })).toEqual({ '1050-1': 'parcel.box-whole' });
  });
  test('again after the partner refused asks it again', async () => {
    await accepted('1042-1');
    await cancel('1042-1');
    await setRequests({ state: 'refused' }, 'cancel');
    await world.store.db
      .updateTable('parcels')
      .set({ state: 'cancel refused', reason: 'packed' })
      .where('campaign_id', '=', world.id)
      .execute();
    expect(await cancel('1042-1')).toEqual({ '1042-1': 'taken' });
    expect((await requests()).find(({ kind }) => kind === 'cancel')?.state).toBe('waiting');
  });
});

describe('What the row’s next words answer', () => {
  const asked = async () => (await parcels())[0]?.asked;
  test('is the request that was handed over, whatever came of it', async () => {
    await accepted('1042-1');
    expect(await asked()).toBe('');
    await world.push(handed('1042-1', { ask: 'cancel' }));
    expect(await asked()).toBe('cancel asked');
    await world.push(handed('1042-1', { ask: 'update', city: 'Dallas' }));
    expect(await asked()).toBe('update asked');
  });
  test('is no request while it is being sent: the row goes on asking', async () => {
    await world.push(handed('1042-1'));
    await setRequests({ state: 'sending' });
    expect(await world.push(handed('1042-1', { ask: 'update', city: 'Dallas' }))).toEqual({
      '1042-1': 'parcel.busy',
    });
    expect(await asked()).toBe('');
  });
});

describe('Update', () => {
  const update = (id: string, over = {}) =>
    world.push(handed(id, { ask: 'update', city: 'Dallas', ...over }));

  test('of what the partner has asks it, with the new content', async () => {
    await accepted('1042-1');
    expect(await update('1042-1')).toEqual({ '1042-1': 'taken' });
    expect(await update('1042-1')).toEqual({ '1042-1': 'already' });
    const [parcel] = await parcels();
    expect(parcel).toMatchObject({ state: 'update asked' });
    expect(parcel?.content.order.to.city).toBe('Dallas');
  });
  test('a later one overtakes one that waits', async () => {
    await accepted('1042-1');
    await update('1042-1');
    await update('1042-1', { city: 'Houston' });
    expect(
      (await requests()).filter(({ kind }) => kind === 'update').map(({ state, code }) => `${state} ${code}`),
    ).toEqual(expect.arrayContaining(['done dropped', 'waiting ']));
  });
  test('to what it has is nothing new', async () => {
    await accepted('1042-1');
    expect(await update('1042-1', { city: 'Austin' })).toEqual({ '1042-1': 'already' });
  });
  test('of what waits still replaces it; of what was never pushed is refused', async () => {
    await world.push(handed('1042-1'));
    expect(await update('1042-1')).toEqual({ '1042-1': 'taken' });
    expect(await update('1044-1')).toEqual({ '1044-1': 'parcel.not-pushed' });
  });
  test('of what nobody has yet sends it with the new address', async () => {
    expect(await update('1042-1', { sent: false })).toEqual({ '1042-1': 'taken' });
    expect((await parcels())[0]).toMatchObject({
      state: 'taken',
      content: { order: { to: { city: 'Dallas' } } },
    });
    expect((await requests()).map(({ kind, state }) => `${kind} ${state}`)).toEqual(['create waiting']);
  });
  test('of what another warehouse has says in the row that it was not made', async () => {
    const added = await world.exchange.addConnection(world.id, {
      vendor: 'sandbox',
      name: 'Third',
      fields: { warehouse: world.account.name, key: world.account.key },
    });
    expect(added.ok).toBe(true);
    await accepted('1042-1', { version: 1 });
    await world.exchange.take(
      world.id,
      handOver([handed('1042-1', { ask: 'update', city: 'Dallas' })], { connection: 'Third' }),
    );
    expect((await parcels())[0]).toMatchObject({ state: 'update refused', asked: 'update asked' });
  });
});
