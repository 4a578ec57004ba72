import { describe, expect, it } from 'vitest';
import {
  type Account,
  batchOf,
  isRetryable,
  type ParcelOrder,
} from '../../../../worker/connectors/contract.ts';
import { easyship } from '../../../../worker/connectors/easyship/connector.ts';
import { PARCELS } from '../../../contracts/connector-fixture.ts';
import { errorReply, type FakeEasyship, fakeEasyship, ORIGIN } from './fake.ts';

const settings = { originCountry: 'US', originAddressId: ORIGIN };
const accountOf = (more: Record<string, string> = {}): Account => ({
  baseUrl: easyship.baseUrl,
  credentials: { token: 'prod_7d20c1f4b6', webhookSecret: '' },
  settings: { ...settings, ...more },
});
const [first] = PARCELS;
const parcels = (count: number): ParcelOrder[] =>
  Array.from({ length: count }, (_, n) => ({
    ...first,
    key: `lan7-KS-${2000 + n}-1`,
    shipmentId: `KS-${2000 + n}-1`,
  }));

async function create(vendor: FakeEasyship, orders: readonly ParcelOrder[], account = accountOf()) {
  const { call, waits } = vendor.caller();
  return { reply: await call(easyship, account, 'easyship', easyship.create, orders, 'click'), waits };
}
async function created(vendor: FakeEasyship, orders: readonly ParcelOrder[], account = accountOf()) {
  const { reply, waits } = await create(vendor, orders, account);
  if (!reply.ok) throw new Error(reply.problem.code);
  return { made: reply.value, waits };
}
const posts = ({ calls }: FakeEasyship, path = '/shipments') =>
  calls.filter((one) => one.method === 'POST' && one.path === path);

describe('shipments one by one', () => {
  it('are looked up in one call, then made one after another', async () => {
    const vendor = fakeEasyship();
    const { made } = await created(vendor, parcels(10));
    expect(made.every(({ outcome }) => outcome === 'accepted')).toBe(true);
    expect(vendor.calls.map(({ method }) => method)).toEqual(['GET', ...Array(10).fill('POST')]);
    expect(batchOf(easyship, accountOf())).toBe(10);
  });

  it('F1, F9: sent twice are there once, though Easyship would take them twice', async () => {
    const vendor = fakeEasyship();
    const orders = parcels(5);
    await created(vendor, orders);
    const { made } = await created(vendor, orders);
    expect(made).toEqual(orders.map(({ key }) => ({ key, outcome: 'exists' })));
    expect(vendor.shipments).toHaveLength(5);
  });

  it('a shipment that was cancelled at Easyship does not stand in the way of a new one', async () => {
    const vendor = fakeEasyship();
    vendor.give(first).shipment_state = 'cancelled';
    const { made } = await created(vendor, [first]);
    expect(made[0]?.outcome).toBe('accepted');
  });

  it('F2: one that is refused says why, and the others are made', async () => {
    const vendor = fakeEasyship();
    const orders = parcels(5);
    vendor.onCall(({ body }) =>
      JSON.stringify(body ?? '').includes('KS-2002-1')
        ? errorReply(422, 'invalid_content', ['Postal code 45434 is not served'])
        : undefined,
    );
    const { made } = await created(vendor, orders);
    expect(made.map(({ outcome }) => outcome)).toEqual([
      'accepted',
      'accepted',
      'refused',
      'accepted',
      'accepted',
    ]);
    expect(made[2]).toMatchObject({ code: 'partner.address', reason: 'Postal code … is not served' });
  });

  it('F3: after a fault it is looked whether the shipment was made all the same', async () => {
    const vendor = fakeEasyship();
    vendor.onCall(({ method }) => {
      if (method !== 'POST') return undefined;
      vendor.give(first);
      return errorReply(502, 'internal_server_error', []);
    });
    const { made } = await created(vendor, [first]);
    expect(made).toEqual([
      { key: first.key, outcome: 'accepted', externalId: 'ESUS1000601', orderNumber: 'ESUS1000601' },
    ]);
    expect(posts(vendor)).toHaveLength(1);
  });

  it('F3: a lost answer in the middle is a problem of the whole, and sending again makes none twice', async () => {
    const vendor = fakeEasyship();
    const orders = parcels(6);
    vendor.onCall(({ method }) => (method === 'POST' && vendor.shipments.length === 3 ? 'lost' : undefined));
    const { reply } = await create(vendor, orders);
    expect(reply).toMatchObject({ ok: false, problem: { code: 'api.network' } });
    vendor.onCall(() => undefined);
    const { made } = await created(vendor, orders);
    expect(made.map(({ outcome }) => outcome).sort()).toEqual([
      ...Array(3).fill('accepted'),
      ...Array(3).fill('exists'),
    ]);
    expect(vendor.shipments).toHaveLength(6);
  });

  it('a fault stops the rest, which may be tried again', async () => {
    const vendor = fakeEasyship();
    vendor.onCall(({ method }) =>
      method === 'POST' && vendor.shipments.length === 2
        ? errorReply(503, 'internal_server_error', [])
        : undefined,
    );
    const { made } = await created(vendor, parcels(10));
    expect(made.map(({ outcome }) => outcome)).toEqual(['accepted', 'accepted', ...Array(8).fill('failed')]);
    expect(made.every((one) => one.outcome !== 'failed' || isRetryable(one.problem))).toBe(true);
    expect(posts(vendor)).toHaveLength(3);
  });

  it('a fault that Easyship calls 400 is no refusal', async () => {
    const vendor = fakeEasyship();
    vendor.onCall(({ method }) =>
      method === 'POST' ? errorReply(400, 'api_error', ['Courier down']) : undefined,
    );
    const { reply } = await create(vendor, [first]);
    if (reply.ok) throw new Error('taken');
    expect(isRetryable(reply.problem)).toBe(true);
  });

  it('F20: a token without the scope is named before the first one is sent', async () => {
    const vendor = fakeEasyship();
    vendor.onCall(() => errorReply(403, 'forbidden', []));
    const { reply } = await create(vendor, parcels(5));
    expect(reply).toMatchObject({ ok: false, problem: { code: 'partner.auth' } });
    expect(reply.ok ? '' : reply.problem.message).toContain('public.track:read');
    expect(posts(vendor)).toEqual([]);
  });

  it('an account out of money stops, in words of the plan', async () => {
    const vendor = fakeEasyship();
    vendor.onCall(({ method }) => (method === 'POST' ? errorReply(402, 'payment_required', []) : undefined));
    const { reply } = await create(vendor, parcels(5));
    expect(reply).toMatchObject({ ok: false, problem: { code: 'partner.plan' } });
    expect(posts(vendor)).toHaveLength(1);
  });

  it('leave from the default pickup address where the connection names none', async () => {
    const vendor = fakeEasyship();
    await created(vendor, [first], accountOf({ originAddressId: '' }));
    expect(posts(vendor)[0]?.body).toMatchObject({ origin_address_id: ORIGIN });
  });
});

describe('batches', () => {
  const inBatches = accountOf({ batches: 'yes' });

  it('take up to 1,000, are asked for until they are done, and found by our keys', async () => {
    const vendor = fakeEasyship();
    const orders = parcels(250);
    const { made, waits } = await created(vendor, orders, inBatches);
    expect(made.map(({ key, outcome }) => [key, outcome])).toEqual(
      orders.map(({ key }) => [key, 'accepted']),
    );
    const ids = made.map((one) => (one.outcome === 'accepted' ? one.externalId : ''));
    expect(new Set(ids).size).toBe(250);
    expect(posts(vendor, '/batches/shipments')).toHaveLength(1);
    // 5 to look the keys up, the batch, 3 looks at it, 3 pages of shipments: one by one it would be 250.
    expect(vendor.calls).toHaveLength(12);
    expect(waits).toEqual([5_000, 10_000, 15_000]);
    expect(batchOf(easyship, inBatches)).toBe(1000);
  });

  it('F2, F6: what could not be made is refused in the words of its batch, and the others are there', async () => {
    const vendor = fakeEasyship();
    const orders = parcels(8).map((order, n) =>
      n === 3 ? { ...order, lines: order.lines.map((line) => ({ ...line, sku: 'UNKNOWN' })) } : order,
    );
    const { made } = await created(vendor, orders, inBatches);
    expect(made.filter(({ outcome }) => outcome === 'accepted')).toHaveLength(7);
    expect(made[3]).toEqual({
      key: orders[3]?.key,
      outcome: 'refused',
      code: 'partner.sku-unknown',
      reason: 'Product with SKU UNKNOWN could not be found',
    });
  });

  it('F1: sent again after the answer was lost make none twice', async () => {
    const vendor = fakeEasyship();
    const orders = parcels(12);
    vendor.onCall(({ path }) => (path.startsWith('/batches/b-') ? 'lost' : undefined));
    expect((await create(vendor, orders, inBatches)).reply.ok).toBe(false);
    vendor.onCall(() => undefined);
    const { made } = await created(vendor, orders, inBatches);
    expect(made.every(({ outcome }) => outcome === 'exists')).toBe(true);
    expect(vendor.shipments).toHaveLength(12);
  });

  it('F3: while one is at work, a shipment that is not there yet is not taken for missing', async () => {
    const vendor = fakeEasyship();
    vendor.batches.push({ id: 'b-1', looks: 0, state: 'processing', created_at: '', failed: [] });
    const { call } = vendor.caller();
    const ref = { key: first.key, externalId: '', shipmentId: first.shipmentId };
    const early = await call(easyship, inBatches, 'easyship', easyship.find, ref, 'click');
    if (early.ok) throw new Error('found none too early');
    expect(isRetryable(early.problem)).toBe(true);
    vendor.batches.length = 0;
    expect(await call(easyship, inBatches, 'easyship', easyship.find, ref, 'click')).toEqual({
      ok: true,
      value: [],
    });
  });

  it('a batch that never ends is left after a while, to be asked for again', async () => {
    const vendor = fakeEasyship();
    vendor.onCall(() => {
      for (const batch of vendor.batches) batch.looks = 0;
      return undefined;
    });
    const { reply, waits } = await create(vendor, parcels(6), inBatches);
    expect(reply).toMatchObject({ ok: false, problem: { code: 'api.timeout' } });
    expect(waits.reduce((sum, ms) => sum + ms, 0)).toBeLessThan(15 * 60_000);
  });

  it('one that is refused as a whole refuses each of its parcels', async () => {
    const vendor = fakeEasyship();
    vendor.onCall(({ method }) =>
      method === 'POST'
        ? errorReply(422, 'invalid_content', ['origin_address_id is not an address'])
        : undefined,
    );
    const { made } = await created(vendor, parcels(6), inBatches);
    expect(new Set(made.map(({ outcome }) => outcome))).toEqual(new Set(['refused']));
  });

  it('are not made of a few', async () => {
    const vendor = fakeEasyship();
    await created(vendor, parcels(3), inBatches);
    expect(posts(vendor)).toHaveLength(3);
  });
});
