/** Easyship behind the exchange: from a push to a parcel that arrived, over a store of its own. */
import { SignJWT } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { HandedShipment, HandOver } from '../../../../shared/sync/wire.ts';
import { createCaller } from '../../../../worker/connectors/call.ts';
import { easyship } from '../../../../worker/connectors/easyship/connector.ts';
import { createRegistry } from '../../../../worker/connectors/registry.ts';
import { createExchange, type Exchange } from '../../../../worker/exchange.ts';
import { type Jobs, startJobs } from '../../../../worker/jobs/jobs.ts';
import { openStore, type Store } from '../../../../worker/store/store.ts';
import { newKeys, openVault } from '../../../../worker/store/vault.ts';
import { recordingSheet } from '../../../support/exchange.ts';
import { handed, pairCampaign, quiet } from '../../../support/handed.ts';
import { readyDatabase } from '../../../support/postgres.ts';
import { errorReply, type FakeEasyship, fakeEasyship } from './fake.ts';

const SECRET = 'webh_5c1f0a7b93e44d26a8c0';
const CHANNEL = 'EU and Asia';
const MUG: HandOver['products'][number] = {
  sku: 'MUG',
  name: 'Lantern mug',
  grams: 420,
  lengthCm: 12,
  widthCm: 12,
  heightCm: 11,
  hsCode: '6912.00',
  origin: 'PT',
  customsDescription: 'Stoneware mug',
  customsValue: 18,
  currency: 'USD',
};

let vendor: FakeEasyship;
let store: Store;
let jobs: Jobs;
let exchange: Exchange;
/** One campaign a test, each with an Easyship of its own. */
let campaign = '';
let campaigns = 0;
const sheets = new Map<string, ReturnType<typeof recordingSheet>>();

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

beforeAll(async () => {
  store = await openStore({ url: await readyDatabase(), log: quiet });
  jobs = await startJobs(store, quiet);
  exchange = createExchange({
    db: store.db,
    jobs,
    vault: openVault(newKeys()),
    connectors: createRegistry([easyship]),
    call: createCaller({
      take: async () => ({ waitMs: 0 }),
      block: async () => {},
      log: quiet,
      sleep: async () => {},
      fetch: (url, init) => vendor.network(url, init),
    }),
    log: quiet,
    clock: () => new Date('2026-03-02T08:30:00Z'),
    project: async (id, wanted) => (sheets.get(id) ?? recordingSheet()).project(wanted),
    publicUrl: () => 'https://worker.example.com',
    settleMs: 0,
    maxAttempts: 5,
    gatherMs: 50,
  });
  await exchange.start();
});
afterAll(async () => {
  await jobs.stop({ finishMs: 5_000 });
  await store.stop();
});

/** Begins a campaign that is connected; answers the address of its webhooks, as the panel shows it. */
async function connect(settings: Record<string, string> = {}): Promise<string> {
  vendor = fakeEasyship();
  campaign = `sheet-lantern-house-${++campaigns}`;
  sheets.set(campaign, recordingSheet());
  await pairCampaign(store, campaign, `k${campaigns}`);
  const fields = { token: 'prod_7d20c1f4b6', webhookSecret: SECRET, originCountry: 'US', ...settings };
  const added = await exchange.addConnection(campaign, { vendor: 'easyship', name: 'Easyship', fields });
  if (!added.ok) throw new Error(added.message);
  return added.value.webhook?.url ?? '';
}

const mugs = (id: string, over: Partial<HandedShipment> = {}): HandedShipment =>
  handed(id, { channel: CHANNEL, contents: 'MUG x2', ...over });
async function push(...shipments: HandedShipment[]): Promise<string[]> {
  const { results } = await exchange.take(campaign, {
    channels: [{ name: CHANNEL, connection: 'Easyship', shippedWhen: 'first scan', emailsBy: 'Shipsheet' }],
    products: [MUG, { ...MUG, sku: 'UNKNOWN' }],
    shipments,
  });
  return results.map(({ outcome, code }) => code || outcome);
}
async function settled(): Promise<void> {
  for (let n = 0; n < 500; n++) {
    const { busy } = await exchange.stateOf(campaign);
    if (busy.sending + busy.asking + busy.writing === 0) return;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error('still under way');
}
const row = (id: string) => sheets.get(campaign)?.rows.get(id) ?? {};
const says = (id: string) => row(id)['Warehouse says'];
const many = (count: number) => Array.from({ length: count }, (_, n) => mugs(`${2000 + n}-1`));

/** What the partner knows a parcel by. */
const keyOf = (id: string): string => `k${campaigns}-${id}`;

/** The parcel leaves and arrives. */
function ship(id: string): void {
  const key = keyOf(id);
  const shipment = vendor.shipments.find(({ order_data }) => order_data.platform_order_number === key);
  if (!shipment) throw new Error(`no shipment of ${key}`);
  Object.assign(shipment, {
    updated_at: '2026-03-03T09:00:00Z',
    label_state: 'generated',
    delivery_state: 'delivered',
    trackings: [
      {
        tracking_number: '9400111899223817624317',
        leg_number: 1,
        handler: 'usps',
        tracking_state: 'active',
      },
    ],
    checkpoints: [
      {
        message: 'Accepted',
        location: 'Reno, NV',
        checkpoint_time: '2026-03-02T16:10:00Z',
        primary_status: 'In Transit to Customer',
      },
      {
        message: 'Left at door',
        location: 'Austin, TX',
        checkpoint_time: '2026-03-03T08:55:00Z',
        primary_status: 'Delivered',
      },
    ],
  });
}

describe('one by one', () => {
  let hook = '';
  beforeEach(async () => {
    hook = await connect();
  });

  test('a parcel is pushed, leaves, and arrives', async () => {
    expect(await push(mugs('1042-1'))).toEqual(['taken']);
    await settled();
    expect(says('1042-1')).toBe('accepted');
    expect(row('1042-1')['Warehouse order no.']).toBe('ESUS1000601');

    ship('1042-1');
    await exchange.sync(campaign, CHANNEL);
    await settled();
    expect(row('1042-1')).toMatchObject({
      'Tracking number': '9400111899223817624317',
      Carrier: 'USPS',
      'Tracking status': 'delivered',
      'Shipped at': '2026-03-02 16:10:00Z',
    });
  });

  test('F1, F2: 25 parcels, of which one is refused; pushed again, nothing is sent', async () => {
    vendor.onCall(({ method, body }) =>
      method === 'POST' && JSON.stringify(body).includes('2007-1')
        ? errorReply(422, 'invalid_content', ['Postal code is not served by any courier'])
        : undefined,
    );
    await push(...many(25));
    await settled();
    expect(vendor.shipments).toHaveLength(24);
    expect(says('2007-1')).toBe('refused: Postal code is not served by any courier');
    const sent = vendor.calls.filter(({ method }) => method === 'POST').length;
    expect(new Set(await push(...many(7)))).toEqual(new Set(['already']));
    await settled();
    expect(vendor.calls.filter(({ method }) => method === 'POST')).toHaveLength(sent);
  });

  test('F3: an answer that is lost, and no shipment twice', async () => {
    let posts = 0;
    vendor.onCall(({ method, body, path }) => {
      if (method !== 'POST' || path !== '/shipments') return undefined;
      posts++;
      if (posts !== 4) return undefined;
      // Made, and the answer is lost.
      vendor.make(body);
      return 'lost';
    });
    await push(...many(12));
    await settled();
    const keys = vendor.shipments.map(({ order_data }) => order_data.platform_order_number);
    expect([...keys].sort()).toEqual(
      many(12)
        .map(({ id }) => keyOf(id))
        .sort(),
    );
    expect(many(12).map(({ id }) => says(id))).toEqual(Array(12).fill('accepted'));
  });

  test('E1: a parcel abroad without customs data stays, and says what to fill in', async () => {
    const tea = mugs('1050-1', { contents: 'TEA x1', country: 'GB', postalCode: 'HG2 8QT', state: '' });
    const { results } = await exchange.take(campaign, {
      channels: [{ name: CHANNEL, connection: 'Easyship', shippedWhen: 'first scan', emailsBy: 'Shipsheet' }],
      products: [{ ...MUG, sku: 'TEA', hsCode: '' }],
      shipments: [tea],
    });
    expect(results).toEqual([
      {
        id: '1050-1',
        outcome: 'refused',
        code: 'customs.missing',
        detail: 'hs (SKU TEA). Fill in HS code in Products.',
      },
    ]);
    await settled();
    expect(vendor.shipments).toEqual([]);
  });

  test('F8: cancelled before its label; refused with the reason once it has left', async () => {
    await push(mugs('1042-1'), mugs('1043-1'));
    await settled();
    ship('1043-1');
    await push(mugs('1042-1', { ask: 'cancel' }), mugs('1043-1', { ask: 'cancel' }));
    await settled();
    expect(says('1042-1')).toBe('cancelled');
    expect(says('1043-1')).toBe('cancel refused: The parcel has left already.');
  });

  test('D12: a change of address before the label reaches the shipment', async () => {
    await push(mugs('1042-1'));
    await settled();
    await push(mugs('1042-1', { ask: 'update', city: 'Round Rock', postalCode: '78664' }));
    await settled();
    expect(says('1042-1')).toBe('accepted');
    expect(vendor.shipments[0]?.destination_address).toMatchObject({ city: 'Round Rock' });
    expect(vendor.shipments).toHaveLength(1);
  });

  test('a webhook brings the news at once; a forged one is turned away', async () => {
    await push(mugs('1042-1'));
    await settled();
    ship('1042-1');
    const [, , , , connection = '', secret = ''] = hook.split('/');
    const body = new TextEncoder().encode(
      JSON.stringify({
        event_type: 'shipment.tracking.status.changed',
        resource_type: 'shipment',
        resource_id: 'ESUS1000601',
        data: { easyship_shipment_id: 'ESUS1000601', status: 'Returned To Sender' },
      }),
    );
    const deliver = async (by: string): Promise<number> => {
      const token = await new SignJWT({ easyship_company_id: 'CUS4711' })
        .setProtectedHeader({ alg: 'HS256' })
        .sign(new TextEncoder().encode(by));
      return exchange.receiveWebhook(connection, secret, { 'x-easyship-signature': token }, body);
    };
    expect(await deliver('webh_somebody_else')).toBe(401);
    expect(await deliver(SECRET)).toBeLessThan(300);
    await settled();
    // What Easyship says when it is asked, not what the webhook said.
    expect(row('1042-1')['Tracking status']).toBe('delivered');
  });
});

describe('in batches', () => {
  beforeEach(async () => {
    await connect({ batches: 'yes', box: '30x20x15' });
  });

  test('F2: 120 parcels in two batches, of which one has a SKU that Easyship lacks', async () => {
    const rows = many(120).map((one) => (one.id === '2033-1' ? { ...one, contents: 'UNKNOWN x1' } : one));
    await push(...rows);
    await settled();
    expect(vendor.shipments).toHaveLength(119);
    expect(says('2033-1')).toContain('UNKNOWN could not be found');
    expect(rows.filter(({ id }) => says(id) === 'accepted')).toHaveLength(119);
    expect(vendor.calls.filter(({ method, path }) => method === 'POST' && path === '/shipments')).toEqual([]);
  });

  test('F3: a batch whose answer is lost makes none twice', async () => {
    let lost = false;
    vendor.onCall(({ method, path, body }) => {
      if (lost || method !== 'POST' || path !== '/batches/shipments') return undefined;
      lost = true;
      vendor.makeBatch(body);
      return 'lost';
    });
    await push(...many(30));
    await settled();
    expect(lost).toBe(true);
    expect(vendor.shipments).toHaveLength(30);
    expect(many(30).map(({ id }) => says(id))).toEqual(Array(30).fill('accepted'));
  });
});
