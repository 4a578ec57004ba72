import { SignJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import type { Account, PartnerOrder } from '../../../../worker/connectors/contract.ts';
import { easyship } from '../../../../worker/connectors/easyship/connector.ts';
import { PARCELS } from '../../../contracts/connector-fixture.ts';
import { errorReply, type FakeShipment, fakeEasyship, ORIGIN } from './fake.ts';

const account: Account = {
  baseUrl: easyship.baseUrl,
  credentials: { token: 'prod_7d20c1f4b6', webhookSecret: '' },
  settings: { originCountry: 'US', originAddressId: ORIGIN },
};
const [order] = PARCELS;
const NUMBER = '9400111899223817624317';
const leg = (tracking_number: string, leg_number: number) => ({
  tracking_number,
  leg_number,
  handler: 'usps',
  tracking_state: 'active',
});
const scan = (primary_status: string, checkpoint_time: string, message = primary_status) => ({
  primary_status,
  message,
  checkpoint_time,
  location: null,
});

/** What a sync tells of the one shipment there, in this state. */
async function told(state: Partial<FakeShipment>, change: (shipment: FakeShipment) => void = () => {}) {
  const vendor = fakeEasyship();
  change(Object.assign(vendor.give(order), state));
  const input = { stream: 'shipments', since: '2026-03-01T00:00:00Z', page: null };
  const reply = await vendor.caller().call(easyship, account, 'e', easyship.listSince, input, 'schedule');
  const found: PartnerOrder | undefined = reply.ok ? reply.value.items[0] : undefined;
  if (!found) throw new Error('nothing told');
  return { order: found, calls: vendor.calls };
}
const labelled = { label_state: 'generated', trackings: [leg(NUMBER, 1)] };

describe('what a shipment says', () => {
  it('without a label: accepted, with what it holds and where it goes, and no package', async () => {
    const { order: said, calls } = await told({});
    expect(said).toEqual({
      key: order.key,
      externalId: 'ESUS1000601',
      orderNumber: 'ESUS1000601',
      state: 'accepted',
      reason: '',
      lines: [
        { sku: 'GAME', quantity: 1 },
        { sku: 'DICE', quantity: 2 },
      ],
      destination: { country: 'US', postalCode: '45434' },
      packages: [],
    });
    // Nothing was scanned yet: no second call.
    expect(calls).toHaveLength(1);
  });

  it('with a label: a number and what it costs, and not shipped by that', async () => {
    const { order: said } = await told(labelled);
    expect(said.state).toBe('accepted');
    expect(said.packages).toEqual([
      {
        id: `ESUS1000601/${NUMBER}`,
        number: NUMBER,
        carrier: 'USPS',
        url: '',
        shippedAt: '',
        voided: false,
        lines: said.lines,
        cost: '8.40 USD',
        scans: [],
      },
    ]);
  });

  it('H3: scans in the order of their times, and shipped with the first one in the hands of the carrier', async () => {
    const { order: said } = await told({
      ...labelled,
      delivery_state: 'delivered',
      checkpoints: [
        scan('Delivered', '2026-03-05T18:20:00Z'),
        scan('Tracking Info Received', '2026-03-02T09:00:00Z'),
        scan('In Transit to Customer', '2026-03-03T22:40:00Z'),
      ],
    });
    expect(said.state).toBe('shipped');
    expect(said.packages[0]?.scans.map(({ status, physical }) => [status, physical])).toEqual([
      ['label created', false],
      ['in transit', true],
      ['delivered', true],
    ]);
    expect(said.packages[0]?.shippedAt).toBe('2026-03-03T22:40:00.000Z');
  });

  it('H19: a time without a zone is UTC, as Easyship says of its times', async () => {
    const { order: said } = await told({
      ...labelled,
      delivery_state: 'in_transit_to_customer',
      checkpoints: [scan('In Transit to Customer', '2026-03-03T22:40:00')],
    });
    expect(said.packages[0]?.scans[0]).toMatchObject({
      at: '2026-03-03T22:40:00.000Z',
      original: '2026-03-03T22:40:00',
    });
  });

  it.each([
    ['returned_to_shipper', 'returned to sender', 'H10'],
    ['lost_by_courier', 'lost', 'H11'],
    ['failed_attempt', 'exception', 'H2'],
    ['teleported', 'unknown', 'H1'],
  ])('%s of the whole shipment is %s (%s), beside its scans', async (delivery_state, status) => {
    const checkpoints = [scan('In Transit to Customer', '2026-03-01T22:40:00Z')];
    const { order: said } = await told({ ...labelled, delivery_state, checkpoints });
    expect(said.packages[0]?.scans.map((one) => one.status)).toEqual(['in transit', status]);
    expect(said.packages[0]?.scans.at(-1)?.raw).toBe(delivery_state);
  });

  it('H14: that the carrier stopped telling takes nothing back', async () => {
    const checkpoints = [scan('In Transit to Customer', '2026-03-01T22:40:00Z')];
    const { order: said } = await told({ ...labelled, delivery_state: 'expired', checkpoints });
    expect(said.packages[0]?.scans.map((one) => one.status)).toEqual(['in transit']);
  });

  it.each(['exception', 'expired'])(
    'H12: %s behind a scan in transit has left all the same',
    async (delivery_state) => {
      const checkpoints = [scan('In Transit to Customer', '2026-03-01T22:40:00Z')];
      const { order: said } = await told({ ...labelled, delivery_state, checkpoints });
      expect(said.state).toBe('shipped');
      expect(said.packages[0]?.shippedAt).toBe('2026-03-01T22:40:00.000Z');
    },
  );

  it('H17: the number of the first carrier stays the number of the parcel', async () => {
    const { order: said } = await told({
      ...labelled,
      delivery_state: 'in_transit_to_customer',
      trackings: [leg('LX123456785JP', 2), leg(NUMBER, 1)],
    });
    expect(said.packages.map(({ number }) => number)).toEqual([NUMBER]);
  });

  it('F10, H8: two boxes are two packages, and one that arrived does not deliver the other', async () => {
    const split = (shipment: FakeShipment): void => {
      const [box] = shipment.parcels;
      shipment.parcels = (box?.items ?? []).map((item, index) => ({
        id: `box-${index}`,
        tracking_number: `1Z0W73E2039440917${index}`,
        items: [item],
      }));
    };
    const checkpoints = [
      scan('In Transit to Customer', '2026-03-03T22:40:00Z'),
      scan('Delivered', '2026-03-05T18:20:00Z'),
    ];
    const some = await told({ ...labelled, delivery_state: 'in_transit_to_customer', checkpoints }, split);
    expect(some.order.packages.map(({ number, lines }) => [number, lines])).toEqual([
      ['1Z0W73E20394409170', [{ sku: 'GAME', quantity: 1 }]],
      ['1Z0W73E20394409171', [{ sku: 'DICE', quantity: 2 }]],
    ]);
    expect(some.order.packages.flatMap(({ scans }) => scans.map(({ status }) => status))).toEqual([
      'in transit',
      'in transit',
    ]);
    const all = await told({ ...labelled, delivery_state: 'delivered', checkpoints }, split);
    expect(all.order.packages.every(({ scans }) => scans.at(-1)?.status === 'delivered')).toBe(true);
    // Paid once.
    expect(all.order.packages.map(({ cost }) => cost)).toEqual(['8.40 USD', '']);
  });

  it('F10: what is in boxes that Easyship lists without items is not guessed', async () => {
    const { order: said } = await told({ ...labelled }, (shipment) => {
      const [box] = shipment.parcels;
      if (!box) return;
      box.tracking_number = '1Z0W73E20394409170';
      shipment.parcels.push({ id: 'box-2', tracking_number: '1Z0W73E20394409171', items: [] });
    });
    expect(said.packages.map(({ lines }) => lines)).toEqual([null, null]);
  });

  it('H13: a new label after a voided one is another package', async () => {
    const { order: dead } = await told({ ...labelled, label_state: 'voided' });
    const { order: live } = await told({ ...labelled, trackings: [leg('9400111899223817624999', 1)] });
    expect(dead.packages[0]?.voided).toBe(true);
    expect(live.packages[0]?.voided).toBe(false);
    expect(live.packages[0]?.id).not.toBe(dead.packages[0]?.id);
  });

  it('a service without tracking has a package without a number once it has left', async () => {
    const { order: said } = await told({ label_state: 'printed', pickup_state: 'completed' });
    expect(said.packages).toMatchObject([{ number: '', shippedAt: '2026-03-02T08:00:00.000Z' }]);
  });

  it.each([
    ['cancelled in Easyship', { shipment_state: 'cancelled' }, 'cancelled'],
    ['cancelled by its warehouse for want of stock', { warehouse_state: 'cancelled_no_stock' }, 'cancelled'],
    ['not taken in by its warehouse (F7)', { warehouse_state: 'failed' }, 'refused'],
    ['about to be cancelled', { shipment_state: 'cancelling' }, 'accepted'],
    ['in a state that we do not know', { shipment_state: 'hibernating' }, 'unsaid'],
  ])('%s', async (_, state, expected) => {
    const { order: said } = await told(state);
    expect(said.state).toBe(expected);
    expect(said.reason !== '').toBe(expected === 'cancelled' || expected === 'refused');
  });

  it('keeps our key when somebody edits the order number in Easyship', async () => {
    const { order: said } = await told({ order_data: { platform_order_number: '#1042' } });
    expect(said.key).toBe(order.key);
  });

  it('items that somebody typed in by hand leave unsaid what it holds', async () => {
    const { order: said } = await told({}, (shipment) => {
      shipment.parcels[0]?.items.push({ sku: null, quantity: 1 });
    });
    expect(said.lines).toBeNull();
  });
});

describe('news', () => {
  it('of shipments goes on where the token may not read trackings', async () => {
    const vendor = fakeEasyship();
    Object.assign(vendor.give(order), labelled, { delivery_state: 'in_transit_to_customer' });
    vendor.onCall(({ path }) => (path.endsWith('/trackings') ? errorReply(403, 'forbidden', []) : undefined));
    const input = { stream: 'shipments', since: '2026-03-01T00:00:00Z', page: null };
    const reply = await vendor.caller().call(easyship, account, 'e', easyship.listSince, input, 'schedule');
    expect(reply).toMatchObject({ ok: true, value: { items: [{ state: 'shipped' }], next: null } });
  });

  it('H15: waits where the trackings have a fault, so that nothing is passed over', async () => {
    const vendor = fakeEasyship();
    Object.assign(vendor.give(order), labelled, { delivery_state: 'in_transit_to_customer' });
    vendor.onCall(({ path }) => (path.endsWith('/trackings') ? errorReply(503, 'x', []) : undefined));
    const input = { stream: 'shipments', since: '2026-03-01T00:00:00Z', page: null };
    const reply = await vendor.caller().call(easyship, account, 'e', easyship.listSince, input, 'schedule');
    expect(reply).toMatchObject({ ok: false, problem: { code: 'api.http-503' } });
  });

  it('H7: a webhook about what is not there fetches nothing', async () => {
    const vendor = fakeEasyship();
    const { fetch } = easyship.webhooks;
    const input = { resource: 'ESUS4040404', page: null };
    expect(await vendor.caller().call(easyship, account, 'e', fetch, input, 'schedule')).toEqual({
      ok: true,
      value: { items: [], next: null },
    });
  });

  const bytes = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));
  it('of other things than shipments says nothing to us', () => {
    const credit = { event_type: 'credit.balance.low', resource_type: 'credit', data: { balance: 1 } };
    expect(easyship.webhooks.nudges(bytes(credit))).toEqual([]);
    expect(easyship.webhooks.nudges(bytes({ hello: 'world' }))).toBeNull();
  });

  it('H4: two different events of a shipment are two', () => {
    const event = (status: string) => ({
      event_type: 'shipment.tracking.status.changed',
      resource_id: 'ESUS1000601',
      data: { easyship_shipment_id: 'ESUS1000601', status },
    });
    const [a, b] = ['Out For Delivery', 'Delivered'].map((s) => easyship.webhooks.nudges(bytes(event(s))));
    expect(a?.[0]?.id).not.toBe(b?.[0]?.id);
    expect(a?.[0]?.resource).toBe(b?.[0]?.resource);
  });
});

describe('the signature of a webhook', () => {
  const SECRET = 'webh_5c1f0a7b93e44d26a8c0';
  const signed = (alg: string, secret = SECRET) =>
    new SignJWT({ easyship_company_id: 'CUS4711' })
      .setProtectedHeader({ alg })
      .sign(new TextEncoder().encode(secret));
  const verify = (token: string, webhookSecret = SECRET, name = 'x-easyship-signature') =>
    easyship.webhooks.verify({
      body: new Uint8Array(),
      headers: { [name]: token },
      account: { ...account, credentials: { token: 'prod_7d20c1f4b6', webhookSecret } },
    });

  it('H5: is taken by its algorithm and its secret only', async () => {
    const strong = SECRET.repeat(4);
    expect(await verify(await signed('HS256'))).toBe(true);
    expect(await verify(await signed('HS256'), SECRET, 'X-EASYSHIP-SIGNATURE')).toBe(true);
    expect(await verify(await signed('HS512', strong), strong)).toBe(false);
    const [, claims = ''] = (await signed('HS256')).split('.');
    const none = Buffer.from('{"alg":"none"}').toString('base64url');
    expect(await verify(`${none}.${claims}.`)).toBe(false);
  });
  it('H5: is refused while the connection has no secret', async () => {
    expect(await verify(await signed('HS256', 'x'), '')).toBe(false);
  });
});

describe('the account', () => {
  const test = (more: Record<string, string>) => {
    const vendor = fakeEasyship();
    const tried = { ...account, settings: { ...account.settings, ...more } };
    return vendor.caller().call(easyship, tried, 'e', easyship.test, null, 'click');
  };
  it('has a name that is the same each time, since its limits are kept under it', async () => {
    const named = { ok: true, value: { account: 'Lantern House Games CUS4711' } };
    expect(await test({})).toEqual(named);
    expect(await test({ originAddressId: '' })).toEqual(named);
  });
  it('must have the address that was chosen, and otherwise lists those that it has', async () => {
    const reply = await test({ originAddressId: 'the one in Nevada' });
    expect(reply).toMatchObject({ ok: false, problem: { code: 'partner.settings' } });
    expect(reply.ok ? '' : reply.problem.message).toContain(`${ORIGIN} Reno US (default)`);
  });
  it('of a trial goes to the trial service, and slower', async () => {
    const trial = { ...account, credentials: { token: 'sand_7d20c1f4b6', webhookSecret: '' } };
    expect(easyship.test.request(trial, null).url).toMatch(/^https:\/\/public-api-sandbox\.easyship\.com\//);
    expect(easyship.limits(trial)).toContainEqual({ calls: 6, ms: 60_000 });
    expect(easyship.limits(account)).toEqual([
      { calls: 10, ms: 1000 },
      { calls: 60, ms: 60_000 },
    ]);
  });
});
