/**
 * What the ShipStation connector sends, held against ShipStation's own documents, and whether all that the documents show
 * can be read.
 */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Call, createCaller } from '../../worker/connectors/call.ts';
import type {
  Account,
  HttpReply,
  HttpRequest,
  Line,
  OrderRef,
  ParcelOrder,
  Power,
} from '../../worker/connectors/contract.ts';
import { shipstation } from '../../worker/connectors/shipstation/index.ts';
import { PARCELS } from '../contracts/connector-fixture.ts';
import {
  fulfillment,
  fulfillments,
  ok,
  order,
  orders,
  status,
} from '../worker/connectors/shipstation/answers.ts';
import { converse } from '../worker/connectors/shipstation/converse.ts';
import type { Json } from './document.ts';
import { loadVendor, type Mock, startMock, type Vendor } from './mock.ts';
import { patchV1, patchV2 } from './shipstation-patches.ts';

let v1: Mock;
let v2: Vendor;
beforeAll(async () => {
  v1 = await startMock('shipstation/v1-openapi.prism.json', { patch: patchV1 });
  v2 = await loadVendor('shipstation/v2-openapi.yaml', { patch: patchV2 });
});
afterAll(() => v1.close());

const accountOf = (settings: Record<string, string> = {}, baseUrl = shipstation.baseUrl): Account => ({
  baseUrl,
  credentials: { key: 'k3y', secret: 's3cret', 'v2-key': 'v2k3y' },
  settings,
});
const SETTINGS: Record<string, string> = {
  store: '30117',
  warehouse: '812',
  country: 'DE',
  currency: 'USD',
  service: 'Media Mail',
  'tax-id': '3',
  email: 'always',
};

/** The name of a request's operation in its document. */
const nameOf = ({ method, url }: HttpRequest): string =>
  `${method} ${new URL(url).pathname.replace(/^\/orders\/\d+$/, '/orders/{orderId}')}`;

function faultsOf(request: HttpRequest): string[] {
  const name = nameOf(request);
  return (name.includes('/v2/') ? v2 : v1).validRequest(name, request);
}

/** Every call of a power is one that the document allows. Returns their operations. */
function allFit<I, O>(
  power: Power<I, O>,
  input: I,
  vendor: (request: HttpRequest, n: number) => HttpReply = () => ok({}),
  account: Account = accountOf(),
): string[] {
  return converse(power, input, vendor, account).requests.map((request) => {
    expect(faultsOf(request), nameOf(request)).toEqual([]);
    return nameOf(request);
  });
}

const [first, second] = PARCELS;
const [line] = first.lines;
if (!line) throw new Error('The first parcel has no lines');
const bare: Line = {
  sku: 'PIN',
  name: '',
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
const minimal: ParcelOrder = {
  ...first,
  to: { ...first.to, address2: '', state: '', postalCode: '', phone: '', email: '' },
  lines: [bare],
};
const maximal: ParcelOrder = {
  ...second,
  taxId: 'GB 123 4567 89',
  emailsBy: 'partner',
  lines: Array.from({ length: 60 }, (_, n) => ({ ...line, sku: `SKU-${n}`, quantity: 900 + n })),
};
const ref: OrderRef = { key: first.key, externalId: '870001', shipmentId: first.shipmentId };

describe('orders that ShipStation is handed', () => {
  test.each<[string, readonly ParcelOrder[]]>([
    ['of the contract', PARCELS],
    ['with the least', [minimal]],
    ['with the most', [maximal]],
    ['a hundred at once', Array.from({ length: 100 }, (_, n) => ({ ...first, key: `k-${n}` }))],
  ])('%s', (_, parcels) => {
    for (const settings of [
      {},
      SETTINGS,
      { ...SETTINGS, 'tax-id': 'none' },
      { country: 'GB', currency: 'EUR' },
    ]) {
      expect(allFit(shipstation.create, parcels, undefined, accountOf(settings))).toEqual([
        'POST /orders/createorders',
      ]);
    }
  });

  test('without the one that could not be read', () => {
    const unread = status(400, { ModelState: { 'apiOrders[1].shipTo.state': ['No.'] } });
    expect(allFit(shipstation.create, PARCELS, (_, n) => (n === 0 ? unread : ok({})))).toHaveLength(2);
  });

  test('whatever a campaign brings', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 40 });
    const word = text.filter((value) => value.trim() !== '');
    const code = fc.constantFrom('US', 'DE', 'GB', 'JP', 'BR', 'NZ');
    const lines = fc.array(
      fc.record<Line>({
        sku: word,
        name: text,
        quantity: fc.integer({ min: 1, max: 9_999 }),
        grams: fc.option(fc.double({ min: 0, max: 99_999, noNaN: true })),
        lengthCm: fc.constant(null),
        widthCm: fc.constant(null),
        heightCm: fc.constant(null),
        hsCode: fc.constantFrom('', '950490'),
        origin: fc.oneof(code, fc.constant('')),
        customsDescription: text,
        customsValue: fc.option(fc.double({ min: 0, max: 9_999, noNaN: true })),
        currency: fc.constantFrom('', 'USD', 'EUR'),
      }),
      { minLength: 1, maxLength: 6 },
    );
    const to = fc.record({
      name: word,
      address1: word,
      address2: text,
      city: word,
      state: text,
      postalCode: text,
      country: code,
      phone: text,
      email: text,
    });
    const parcel = fc.record<ParcelOrder>({
      key: fc.constant(first.key),
      shipmentId: fc.constant(first.shipmentId),
      orderId: fc.constant(first.orderId),
      to,
      lines,
      taxId: text,
      orderedAt: fc
        .date({ min: new Date('2024-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
        .map((d) => d.toISOString()),
      emailsBy: fc.constantFrom('Shipsheet', 'partner', 'nobody'),
    });
    const settings = fc.constantFrom<Record<string, string>>({}, SETTINGS, { country: 'JP', 'tax-id': '1' });
    fc.assert(
      fc.property(fc.array(parcel, { minLength: 1, maxLength: 4 }), settings, (parcels, chosen) => {
        for (const one of parcels) expect(shipstation.preflight(one, chosen)).toBeNull();
        allFit(shipstation.create, parcels, undefined, accountOf(chosen));
        const [one] = parcels;
        if (one) allFit(shipstation.update, { ref, order: one }, () => ok(order(first)), accountOf(chosen));
      }),
      { numRuns: 60 },
    );
  });
});

describe('a body that does not fit is seen', () => {
  test.each([
    ['a misspelt field', { orderNumer: 'KS-1' }],
    ['a status that is none', { orderStatus: 'paid' }],
    ['a quantity in words', { items: [{ sku: 'GAME', name: 'Game', quantity: 'two' }] }],
    ['a weight in kilograms', { weight: { value: 1, units: 'kilograms' } }],
    ['a country in words', { shipTo: { country: 'Germany' } }],
    [
      'a customs line without a value',
      { internationalOptions: { customsItems: [{ description: 'Dice', quantity: 1 }] } },
    ],
    ['UTC with its letter', { orderDate: '2026-03-01T10:22:31Z' }],
    ['a store in quotes', { advancedOptions: { storeId: '30117' } }],
  ])('%s', (_, change) => {
    const [request] = converse(shipstation.create, [first], () => ok({})).requests;
    if (!request) throw new Error('No request');
    const bodies: Record<string, unknown>[] = JSON.parse(request.body ?? '[]');
    const wrong = { ...request, body: JSON.stringify(bodies.map((body) => ({ ...body, ...change }))) };
    expect(faultsOf(request)).toEqual([]);
    expect(faultsOf(wrong)).not.toEqual([]);
  });

  test('an order without its number, and one too many', () => {
    const [request] = converse(shipstation.create, [first], () => ok({})).requests;
    if (!request) throw new Error('No request');
    const [body]: Record<string, unknown>[] = JSON.parse(request.body ?? '[]');
    const { orderNumber: _, ...unnamed } = body ?? {};
    const send = (list: unknown[]) => faultsOf({ ...request, body: JSON.stringify(list) });
    expect(send([unnamed])).not.toEqual([]);
    expect(send(Array.from({ length: 101 }, () => body))).not.toEqual([]);
    expect(send([])).toEqual([]);
  });
});

describe('questions', () => {
  test('the proof of the credentials', () => expect(allFit(shipstation.test, null)).toEqual(['GET /stores']));

  test('find, by number and by id', () => {
    expect(allFit(shipstation.find, ref, (_, n) => (n === 0 ? orders([]) : ok(order(first))))).toEqual([
      'GET /orders',
      'GET /orders/{orderId}',
    ]);
    const shared = { ...ref, externalId: '', shipmentId: 'KS 1042/ä&?#-1' };
    expect(allFit(shipstation.find, shared, () => orders([]))).toEqual(['GET /orders']);
  });

  test('cancel and update look first', () => {
    const looked = () => ok(order(first));
    expect(allFit(shipstation.cancel, ref, looked)).toEqual([
      'GET /orders/{orderId}',
      'DELETE /orders/{orderId}',
    ]);
    for (const one of [first, minimal, maximal]) {
      expect(allFit(shipstation.update, { ref, order: one }, looked, accountOf(SETTINGS))).toEqual([
        'GET /orders/{orderId}',
        'POST /orders/createorder',
      ]);
    }
  });

  test('every list, with a store and without, its first page and its ninth', () => {
    for (const account of [accountOf(), accountOf(SETTINGS)]) {
      for (const stream of shipstation.listSince.streams(account)) {
        for (const since of ['2026-03-01T00:00:00.000Z', '2026-11-01T08:59:59.999Z']) {
          for (const page of [null, '9']) {
            const request = shipstation.listSince.request(account, { stream, since, page });
            expect(faultsOf(request), stream).toEqual([]);
          }
        }
      }
    }
  });

  test('the labels of orders that were split', () => {
    const ask = { stream: 'orders', since: '2026-03-01T00:00:00.000Z', page: '1:30' };
    const split = order(first, { orderStatus: 'shipped', advancedOptions: { parentId: 7 } });
    const list = Array.from({ length: 31 }, () => split);
    expect(allFit(shipstation.listSince, ask, (_, n) => (n === 0 ? orders(list) : ok({})))).toEqual([
      'GET /orders',
      'GET /shipments',
    ]);
  });

  test('what webhooks name', () => {
    const host = 'https://ssapi.shipstation.com';
    for (const resource of [
      `${host}/shipments?storeID=30117&batchId=7&includeShipmentItems=False`,
      `${host}/orders?importBatch=0f6b`,
      `${host}/fulfillments?batchId=7`,
    ]) {
      allFit(shipstation.webhooks.fetch, { resource, page: null });
    }
    const rejected = { resource: `${host}/fulfillments?batchId=7#rejected`, page: '2' };
    expect(allFit(shipstation.webhooks.fetch, rejected, () => fulfillments([fulfillment(first)]))).toEqual([
      'GET /fulfillments',
      'GET /orders/{orderId}',
    ]);
  });
});

describe('what the documents show can be read', () => {
  const shown = (operation: string): { name: string; reply: HttpReply; value: Json }[] => {
    const found = v1.examples(operation);
    expect(found.length, operation).toBeGreaterThan(0);
    return found.map(({ name, status: code, value }) => ({
      name,
      value,
      reply: { ...ok(value), status: code },
    }));
  };
  const list = (stream: string, reply: HttpReply) => {
    const page = shipstation.listSince.answer(
      reply,
      { stream, since: '2026-03-01T00:00:00Z', page: null },
      [],
      accountOf(),
    );
    if (!page.ok) throw new Error(page.problem.code);
    return page.value;
  };

  test('stores', () => {
    for (const { reply } of shown('GET /stores')) {
      expect(shipstation.test.answer(reply, null)).toEqual({
        ok: true,
        value: { account: 'ShipStation store 22766' },
      });
    }
  });

  test('what createorders and createorder answer', () => {
    for (const { reply } of shown('POST /orders/createorders')) {
      const shownKey = { ...first, key: '0f6bec18-3e89-4881-83aa-f392d84f4c74' };
      expect(shipstation.create.answer(reply, [shownKey])).toMatchObject({
        ok: true,
        value: [{ outcome: 'accepted', externalId: '58345234', orderNumber: 'TEST-ORDER-API-DOCS' }],
      });
    }
    for (const { reply } of shown('POST /orders/createorder')) {
      const looked = ok(order(first));
      expect(shipstation.update.answer(reply, { ref, order: first }, [looked])).toEqual({
        ok: true,
        value: { outcome: 'done' },
      });
    }
  });

  test('orders, with all they hold', () => {
    for (const { reply } of shown('GET /orders')) {
      const { items, next } = list('orders', reply);
      expect(next).toBeNull();
      expect(items.length).toBeGreaterThan(0);
      for (const one of items) {
        expect(one).toMatchObject({
          state: 'accepted',
          lines: expect.anything(),
          destination: expect.anything(),
        });
        expect(one.key).not.toBe('');
      }
    }
    for (const { reply } of shown('GET /orders/{orderId}')) {
      const key = '0f6bec18-9-4771-83aa-f392d84f4c74';
      const found = shipstation.find.answer(reply, { ...ref, key, externalId: '94113592' }, [orders([])]);
      expect(found).toMatchObject({ ok: true, value: [{ key, state: 'accepted' }] });
    }
  });

  test('shipments and fulfillments: number, carrier, time, cost', () => {
    for (const { reply } of shown('GET /shipments')) {
      const { items } = list('shipments', reply);
      expect(
        items.flatMap(({ packages }) => packages).map((p) => [p.number, p.carrier, p.cost, p.shippedAt]),
      ).toEqual([
        ['9400111899561704681189', 'USPS', '1.93 USD', '2014-10-03T13:51:33.627Z'],
        ['9400111899561704681196', 'USPS', '1.93 USD', '2014-10-03T13:51:59.943Z'],
      ]);
    }
    for (const { reply } of shown('GET /fulfillments')) {
      const { items } = list('fulfillments', reply);
      expect(items.flatMap(({ packages }) => packages).map((p) => [p.number, p.carrier, p.voided])).toEqual([
        ['783408231234', 'USPS', false],
        ['664756278745', 'FedEx', false],
      ]);
    }
  });

  test('API v2 shows no answers, so one is made of its schema', () => {
    expect(v2.examples('GET /v2/shipments')).toEqual([]);
    const made = v2.backend.mockResponseForOperation('GET /v2/shipments', { code: 200 });
    // Its made-up shipments are returns, which are not ours to see.
    const outward = JSON.stringify(made.mock).replaceAll('"is_return":true', '"is_return":false');
    expect(list('boxes', { ...ok({}), body: outward }).items).toMatchObject([
      { key: '1234556', orderNumber: '10001', state: 'accepted', packages: [] },
    ]);
  });
});

describe('on the wire', () => {
  const call: Call = createCaller({
    take: async () => ({ waitMs: 0 }),
    block: async () => {},
    log: { debug: () => {}, error: () => {} },
  });
  const ask = <I, O>(power: Power<I, O>, input: I) =>
    call(shipstation, accountOf(SETTINGS, v1.url), 'account', power, input, 'click');

  test('a ShipStation of its own document takes all that the connector asks', async () => {
    expect(await ask(shipstation.test, null)).toMatchObject({ ok: true });
    expect(await ask(shipstation.create, PARCELS)).toMatchObject({ ok: true });
    expect(await ask(shipstation.find, ref)).toMatchObject({ ok: true });
    for (const stream of ['shipments', 'voids', 'fulfillments', 'orders']) {
      const page = await ask(shipstation.listSince, { stream, since: '2026-03-01T00:00:00Z', page: null });
      expect(page).toMatchObject({ ok: true });
    }
    const resource = `${v1.url}/shipments?batchId=7`;
    expect(await ask(shipstation.webhooks.fetch, { resource, page: null })).toMatchObject({ ok: true });
    expect(v1.refused).toEqual([]);
  });

  test('F20: without credentials it takes nothing', async () => {
    const nobody = { ...accountOf({}, v1.url), credentials: {} };
    const request = shipstation.test.request(nobody, null);
    const { Authorization: _, ...headers } = request.headers;
    const answer = await fetch(request.url, { headers });
    expect(
      shipstation.test.answer({ status: answer.status, headers: {}, body: await answer.text() }, null),
    ).toMatchObject({
      problem: { code: 'partner.auth' },
    });
  });
});
