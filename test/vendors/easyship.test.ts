/**
 * What the Easyship connector sends, held against Easyship's own document, and whether all that the document shows can be
 * read. Fields that only one kind of request has are tried with and without.
 */
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type {
  Account,
  HttpReply,
  HttpRequest,
  Line,
  ParcelOrder,
  Power,
} from '../../worker/connectors/contract.ts';
import { easyship } from '../../worker/connectors/easyship/connector.ts';
import {
  isDead,
  isDeadStatus,
  meaningOfCheckpoint,
  meaningOfState,
} from '../../worker/connectors/easyship/statuses.ts';
import { PARCELS } from '../contracts/connector-fixture.ts';
import { fakeEasyship, ORIGIN } from '../worker/connectors/easyship/fake.ts';
import { at, type Json, vendorJson } from './document.ts';
import { loadVendor, type Vendor } from './mock.ts';

const SPEC = 'easyship/easyship-2024-09-openapi.json';
const SAMPLES = 'easyship/samples.json';

/** Operations that the connector uses, by the form of their address. */
const OPERATIONS: readonly (readonly [method: string, path: RegExp, name: string])[] = [
  ['GET', /^\/account$/, '/2024-09/account'],
  ['GET', /^\/addresses$/, '/2024-09/addresses'],
  ['POST', /^\/shipments$/, '/2024-09/shipments'],
  ['GET', /^\/shipments$/, '/2024-09/shipments'],
  ['GET', /^\/shipments\/trackings$/, '/2024-09/shipments/trackings'],
  ['GET', /^\/shipments\/ES\w+$/, '/2024-09/shipments/{easyship_shipment_id}'],
  ['PATCH', /^\/shipments\/ES\w+$/, '/2024-09/shipments/{easyship_shipment_id}'],
  ['DELETE', /^\/shipments\/ES\w+$/, '/2024-09/shipments/{easyship_shipment_id}'],
  ['POST', /^\/shipments\/ES\w+\/cancel$/, '/2024-09/shipments/{easyship_shipment_id}/cancel'],
  ['POST', /^\/batches\/shipments$/, '/2024-09/batches/shipments'],
  ['GET', /^\/batches$/, '/2024-09/batches'],
  ['GET', /^\/batches\/[^/]+$/, '/2024-09/batches/{batch_id}'],
  ['GET', /^\/batches\/[^/]+\/items$/, '/2024-09/batches/{batch_id}/items'],
];

let vendor: Vendor;
beforeAll(async () => {
  vendor = await loadVendor(SPEC);
});

function nameOf({ method, url }: HttpRequest): string {
  const path = new URL(url).pathname.replace('/2024-09', '');
  const found = OPERATIONS.find(([m, form]) => m === method && form.test(path));
  if (!found) throw new Error(`The connector asks ${method} ${path}, which no test knows`);
  return `${method} ${found[2]}`;
}

const SETTINGS = { originCountry: 'US', originAddressId: ORIGIN };
const accountOf = (settings: Record<string, string> = {}): Account => ({
  baseUrl: easyship.baseUrl,
  credentials: { token: 'prod_7d20c1f4b6', webhookSecret: '' },
  settings: { ...SETTINGS, ...settings },
});

/** All calls of a power to an Easyship, with its replies in between. */
function talk<I, O>(
  power: Power<I, O>,
  input: I,
  account = accountOf(),
  easyshipThere = fakeEasyship(),
): HttpRequest[] {
  const requests: HttpRequest[] = [];
  const replies: HttpReply[] = [];
  let request: HttpRequest | undefined = power.request(account, input);
  while (request) {
    requests.push(request);
    const reply = easyshipThere.answer(request);
    if (reply === 'lost') throw new Error('Not here');
    replies.push(reply);
    request = power.next?.(account, input, replies)?.request;
  }
  return requests;
}
/** Every fault of every request, with the operation. */
const faults = (requests: readonly HttpRequest[]): string[] =>
  requests.flatMap((request) =>
    vendor.validRequest(nameOf(request), request).map((fault) => `${nameOf(request)} ${fault}`),
  );

const [first] = PARCELS;
const bareLine: Line = {
  sku: 'MUG',
  name: 'Mug',
  quantity: 1,
  grams: null,
  lengthCm: null,
  widthCm: null,
  heightCm: null,
  hsCode: '',
  origin: '',
  customsDescription: '',
  customsValue: null,
  currency: '',
};
/** The least that preflight lets through, with what the settings make up for. */
const minimal: ParcelOrder = {
  ...first,
  to: { ...first.to, address2: '', phone: '', email: '' },
  lines: [bareLine],
};
const FILLED = {
  box: '30x20x10',
  category: 'home_decor',
  value: '20 USD',
  phone: '+1 775 555 0100',
  email: 'ship@lanternhouse.example',
};
const MAXIMAL = {
  ...FILLED,
  incoterms: 'DDP',
  eori: 'GB123456789000',
  vat: 'GB123456789',
  ioss: 'IM2760000742',
  courierService: 'c7a1d3f0-5b8e-4a52-9c63-1f2e3d4c5b6a',
};

describe('every request fits the document', () => {
  test.each([
    ['as they are', {}],
    ['with all settings', MAXIMAL],
    ['in batches', { batches: 'yes' }],
    ['in batches with all settings', { ...MAXIMAL, batches: 'yes' }],
    ['with the address looked up', { originAddressId: '' }],
  ])('parcels, %s', (_, settings) => {
    const many = [0, 1, 2].flatMap((n) => PARCELS.map((one) => ({ ...one, key: `${one.key}-${n}` })));
    const requests = talk(easyship.create, many, accountOf(settings));
    expect(requests.some(({ method }) => method === 'POST')).toBe(true);
    expect(faults(requests)).toEqual([]);
  });

  test.each([
    ['alone', {}, { grams: 1 }],
    ['in a batch', { batches: 'yes' }, {}],
  ])('the least that preflight lets through, %s', (_, more, weight) => {
    const settings = { ...SETTINGS, ...FILLED, ...more };
    const least = { ...minimal, lines: [{ ...bareLine, ...weight }] };
    expect(easyship.preflight(least, settings)).toBeNull();
    const many = Array.from({ length: 6 }, (_, n) => ({ ...least, key: `k-${n}` }));
    expect(faults(talk(easyship.create, many, accountOf(settings)))).toEqual([]);
  });

  const ref = { key: first.key, externalId: 'ESUS1000601', shipmentId: first.shipmentId };
  test.each([
    ['by our key', { ...ref, externalId: '' }],
    ['by its id', ref],
  ])('changes and cancellations, %s', (_, named) => {
    const there = fakeEasyship();
    const shipment = there.give(first);
    const input = { ref: named, order: { ...first, taxId: '12-3456789' } };
    const asked = [...talk(easyship.update, input, accountOf(MAXIMAL), there)];
    asked.push(...talk(easyship.find, named, accountOf(), there));
    shipment.label_state = 'generated';
    asked.push(...talk(easyship.cancel, named, accountOf(), there));
    shipment.label_state = 'not_created';
    shipment.shipment_state = 'created';
    asked.push(...talk(easyship.cancel, named, accountOf(), there));
    expect(asked.map(({ method }) => method)).toEqual(expect.arrayContaining(['PATCH', 'POST', 'DELETE']));
    expect(faults(asked)).toEqual([]);
  });

  test('what is asked of news, of a batch at work, and of the account', () => {
    const there = fakeEasyship();
    Object.assign(there.give(first), { delivery_state: 'delivered', label_state: 'generated' });
    const asked = [
      ...talk(easyship.listSince, { stream: 'shipments', since: '2026-03-01T00:00:00.000Z', page: '3' }),
      ...talk(
        easyship.listSince,
        { stream: 'shipments', since: '2026-03-01T00:00:00.000Z', page: null },
        accountOf(),
        there,
      ),
      ...talk(easyship.webhooks.fetch, { resource: 'ESUS1000601', page: null }, accountOf(), there),
      ...talk(easyship.find, ref, accountOf({ batches: 'yes' })),
      ...talk(easyship.test, null, accountOf({ originAddressId: '' })),
    ];
    expect(faults(asked)).toEqual([]);
    expect(new Set(asked.map(nameOf))).toContain('GET /2024-09/batches');
    expect(new Set(asked.map(nameOf))).toContain('GET /2024-09/shipments/trackings');
  });

  test('failed batches: their items are asked for', () => {
    const orders = Array.from({ length: 6 }, (_, n) => ({
      ...first,
      key: `k-${n}`,
      lines: [{ ...bareLine, sku: n === 0 ? 'UNKNOWN' : 'MUG' }],
    }));
    const asked = talk(easyship.create, orders, accountOf({ ...FILLED, batches: 'yes' }));
    expect(asked.map(nameOf)).toContain('GET /2024-09/batches/{batch_id}/items');
    expect(faults(asked)).toEqual([]);
  });
});

const word = fc
  .string({ minLength: 1, maxLength: 20, unit: 'grapheme' })
  .filter((text) => text.trim() !== '');
const maybe = <T>(of: fc.Arbitrary<T>, none: T) =>
  fc.oneof({ arbitrary: of, weight: 9 }, { arbitrary: fc.constant(none), weight: 1 });
const size = maybe<number | null>(fc.integer({ min: 1, max: 120 }), null);
const line: fc.Arbitrary<Line> = fc.record({
  sku: word,
  name: word,
  quantity: fc.integer({ min: 1, max: 99 }),
  grams: maybe<number | null>(fc.integer({ min: 1, max: 30_000 }), null),
  lengthCm: size,
  widthCm: size,
  heightCm: size,
  hsCode: maybe(fc.constantFrom('950490', '9504.90.60', '0902.30'), ''),
  origin: maybe(fc.constantFrom('CN', 'DE'), ''),
  customsDescription: maybe(word, ''),
  customsValue: maybe<number | null>(fc.double({ min: 0.01, max: 900, noNaN: true }), null),
  currency: maybe(fc.constantFrom('USD', 'EUR', 'JPY'), ''),
});
const parcel: fc.Arbitrary<ParcelOrder> = fc.record({
  key: fc.stringMatching(/^[a-z0-9]{4}-[A-Z0-9-]{1,20}$/),
  shipmentId: word,
  orderId: word,
  to: fc.record({
    name: word,
    address1: word,
    address2: maybe(word, ''),
    city: word,
    state: maybe(word, ''),
    postalCode: maybe(fc.constantFrom('45434', 'K1A 0B1', '153-0063'), ''),
    country: fc.constantFrom('US', 'CA', 'GB', 'DE', 'HK', 'JP', 'BR', 'PR'),
    phone: maybe(fc.constant('+1 937 555 0142'), ''),
    email: maybe(fc.constant('zoe.ohara@example.org'), ''),
  }),
  lines: fc.array(line, { minLength: 1, maxLength: 3 }),
  taxId: fc.constantFrom('', '529.982.247-25'),
  orderedAt: fc.constant('2026-03-01T10:22:31.000Z'),
  emailsBy: fc.constantFrom('Shipsheet' as const, 'partner' as const, 'nobody' as const),
});

test('whatever preflight lets through fits the document', { timeout: 120_000 }, () => {
  let passed = 0;
  const settings = fc.record({
    originCountry: fc.constantFrom('US', 'DE', 'China'),
    originAddressId: fc.constant(ORIGIN),
    batches: fc.constantFrom('', 'yes'),
    box: fc.constantFrom('', '30x20x10'),
    category: fc.constantFrom('', 'toys'),
    value: fc.constantFrom('', '20 USD'),
    phone: fc.constantFrom('', '+1 775 555 0100'),
    email: fc.constantFrom('', 'ship@lanternhouse.example'),
    incoterms: fc.constantFrom('', 'DDU', 'DDP'),
    ioss: fc.constantFrom('', 'IM2760000742'),
  });
  fc.assert(
    fc.property(parcel, settings, (order, chosen) => {
      if (easyship.preflight(order, chosen) !== null) return;
      passed++;
      const orders = Array.from({ length: 5 }, (_, n) => ({ ...order, key: `${order.key}${n}` }));
      const asked = talk(easyship.create, chosen.batches === 'yes' ? orders : [order], accountOf(chosen));
      expect(faults(asked)).toEqual([]);
    }),
    { numRuns: 300 },
  );

  expect(passed).toBeGreaterThan(25);
});

describe('the document refuses', () => {
  const post = (change: (body: Record<string, unknown>) => void): string[] => {
    const asked = talk(easyship.create, [first]).find(({ method }) => method === 'POST');
    if (!asked?.body) throw new Error('no body');
    const body = z.record(z.string(), z.unknown()).parse(JSON.parse(asked.body));
    change(body);
    return faults([{ ...asked, body: JSON.stringify(body) }]);
  };
  test.each<[string, (body: Record<string, unknown>) => void]>([
    ['a shipment without parcels', (body) => delete body.parcels],
    ['a parcel without items', (body) => Object.assign(body, { parcels: [{ items: [] }] })],
    [
      'an item without a value',
      (body) => Object.assign(body, { parcels: [{ items: [{ description: 'x' }] }] }),
    ],
    ['a field that it does not name', (body) => Object.assign(body, { destinationAddress: {} })],
    ['incoterms of its own making', (body) => Object.assign(body, { incoterms: 'EXW' })],
    ['an address id that is none', (body) => Object.assign(body, { origin_address_id: 'reno' })],
  ])('%s', (_, change) => {
    expect(post(change)).not.toEqual([]);
  });
  test('a call without a token, a page below 1, and a list of 500', () => {
    const [asked] = talk(easyship.find, { key: 'k', externalId: '', shipmentId: 's' });
    if (!asked) throw new Error('no request');
    expect(faults([{ ...asked, headers: {} }])).not.toEqual([]);
    expect(faults([{ ...asked, url: `${asked.url}&page=0` }])).not.toEqual([]);
    expect(faults([{ ...asked, url: asked.url.replace('per_page=100', 'per_page=500') }])).not.toEqual([]);
  });
});

describe('what the document shows can be read', () => {
  const reply = (status: number, value: Json): HttpReply => ({
    status,
    headers: {},
    body: JSON.stringify(value),
  });
  const none = reply(200, { shipments: [] });
  /** The document's shipment, in a state. */
  const shipment = (state: Record<string, string>): HttpReply => {
    const [shown] = vendor.examples('GET /2024-09/shipments/{easyship_shipment_id}');
    return reply(200, { shipment: { ...at(shown?.value ?? null, 'shipment'), ...state } });
  };
  /** The connector's reading of an operation's answers, as the last answer of a power. */
  const READERS: Readonly<Record<string, (given: HttpReply) => unknown>> = {
    'GET /2024-09/shipments/{easyship_shipment_id}': (given) =>
      easyship.webhooks.fetch.answer(given, { resource: 'ESSG10006001', page: null }),
    'GET /2024-09/shipments': (given) =>
      easyship.listSince.answer(given, { stream: 'shipments', since: '', page: null }),
    // Behind a shipment that has moved.
    'GET /2024-09/shipments/trackings': (given) =>
      easyship.webhooks.fetch.answer(
        given,
        { resource: 'ESSG10006001', page: null },
        [shipment({ delivery_state: 'delivered' })],
        accountOf(),
      ),
  };
  test.each(Object.keys(READERS))('%s', (operation) => {
    const shown = vendor.examples(operation);
    expect(shown.length).toBeGreaterThan(0);
    for (const { name, status, value } of shown) {
      const read = READERS[operation]?.(reply(status, value));
      const fine = status < 300 || status === 404;
      expect([name, z.object({ ok: z.boolean() }).parse(read).ok]).toEqual([name, fine]);
    }
  });

  test('answers to a creation, an update, a cancellation and a deletion', () => {
    const read = (operation: string, last: (given: HttpReply) => { readonly ok: boolean }): void => {
      const shown = vendor.examples(operation);
      expect(shown.length).toBeGreaterThan(0);
      for (const { name, status, value } of shown) {
        const { ok } = last(reply(status, value));
        // Refusals are answers too: only faults are not.
        expect([name, ok]).toEqual([name, status < 300 || status === 422 || status === 404]);
      }
    };
    const account = accountOf();
    const ref = { key: '', externalId: 'ESSG10006001', shipmentId: '' };
    read('POST /2024-09/shipments', (last) => easyship.create.answer(last, [first], [none], account));
    const unlabelled = shipment({ label_state: 'not_created' });
    read('PATCH /2024-09/shipments/{easyship_shipment_id}', (last) =>
      easyship.update.answer(last, { ref, order: first }, [unlabelled], account),
    );
    read('POST /2024-09/shipments/{easyship_shipment_id}/cancel', (last) =>
      easyship.cancel.answer(last, ref, [shipment({ label_state: 'generated' })], account),
    );
    read('DELETE /2024-09/shipments/{easyship_shipment_id}', (last) =>
      easyship.cancel.answer(last, ref, [unlabelled], account),
    );
  });

  test('webhooks: each of a shipment names it, others say nothing', () => {
    const events = z
      .array(z.object({ examples: z.array(z.unknown()).optional() }))
      .parse(vendorJson(SAMPLES))
      .flatMap(({ examples = [] }) => examples)
      .flatMap((example) => {
        const parsed = z.looseObject({ event_type: z.string() }).safeParse(example);
        return parsed.success ? [parsed.data] : [];
      });
    expect(events.length).toBeGreaterThan(5);
    for (const event of events) {
      const nudges = easyship.webhooks.nudges(new TextEncoder().encode(JSON.stringify(event)));
      expect([event.event_type, nudges?.length]).toEqual([
        event.event_type,
        event.event_type.startsWith('shipment.') ? 1 : 0,
      ]);
    }
  });

  test('every word of the document for where a parcel is has a meaning of ours', () => {
    const document = vendorJson(SPEC);
    const words = (schema: string, field: string): string[] =>
      z.array(z.string()).parse(at(document, 'components', 'schemas', schema, 'properties', field).enum);
    const checkpoints = words('ShipmentTrackingCheckpoint', 'primary_status');
    expect(checkpoints.filter((word) => meaningOfCheckpoint(word).status === 'unknown')).toEqual([]);
    const states = words('Shipment', 'delivery_state');
    expect(states.filter((word) => meaningOfState(word)?.status === 'unknown')).toEqual([]);
    const shipments = words('Shipment', 'shipment_state').filter(isDead);
    expect(shipments).toEqual(['cancelled', 'discarded', 'deleted']);
    const statuses = words('ShipmentTrackingList', 'status');
    expect(statuses.filter(isDeadStatus)).toHaveLength(5);
  });
});
