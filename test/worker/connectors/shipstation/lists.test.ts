import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { trackingUrl } from '../../../../shared/tracking/carrier-name.ts';
import { CARRIERS } from '../../../../shared/tracking/carriers.ts';
import type { Account, HttpReply, PartnerOrder } from '../../../../worker/connectors/contract.ts';
import { carrierOf } from '../../../../worker/connectors/shipstation/carriers.ts';
import { listSince } from '../../../../worker/connectors/shipstation/lists.ts';
import { toPacific } from '../../../../worker/connectors/shipstation/pacific.ts';
import { PARCELS } from '../../../contracts/connector-fixture.ts';
import { fulfillment, fulfillments, label, ok, order, orders, shipments } from './answers.ts';
import { ACCOUNT } from './converse.ts';

const [first, second] = PARCELS;
const SINCE = '2026-03-01T00:00:00.000Z';
const V2: Account = { ...ACCOUNT, credentials: { ...ACCOUNT.credentials, 'v2-key': 'v2k3y' } };

const asked = (stream: string, page: string | null = null, account: Account = ACCOUNT, since = SINCE) =>
  new URL(listSince.request(account, { stream, since, page }).url);
function read(stream: string, reply: HttpReply, account: Account = ACCOUNT, page: string | null = null) {
  const found = listSince.answer(reply, { stream, since: SINCE, page }, [], account);
  if (!found.ok) throw new Error(found.problem.code);
  return found.value;
}
const only = (items: readonly PartnerOrder[]): PartnerOrder => {
  const [one] = items;
  if (!one || items.length > 1) throw new Error(`${items.length} orders`);
  return one;
};

describe('what ShipStation is asked since a moment', () => {
  it('is labels, voided labels, what was marked as shipped, and orders', () => {
    expect(listSince.streams(ACCOUNT)).toEqual(['shipments', 'voids', 'fulfillments', 'orders']);
    expect(listSince.streams(V2)).toEqual(['shipments', 'voids', 'fulfillments', 'orders', 'boxes']);
  });

  it.each([
    ['shipments', '/shipments', 'createDateStart'],
    ['voids', '/shipments', 'voidDateStart'],
    ['fulfillments', '/fulfillments', 'createDateStart'],
    ['orders', '/orders', 'modifyDateStart'],
  ])('%s: %s with %s in Pacific time, the newest first', (stream, path, name) => {
    const url = asked(stream);
    expect(url.pathname).toBe(path);
    expect(url.searchParams.get(name)).toBe('2026-02-28 16:00:00');
    expect(url.searchParams.get('sortDir')).toBe('DESC');
    expect(url.searchParams.get('pageSize')).toBe('500');
  });

  it('asks for the contents of labels, and for the store of the connection alone', () => {
    const account = { ...ACCOUNT, settings: { store: '30117' } };
    expect(asked('shipments', null, account).searchParams.get('includeShipmentItems')).toBe('true');
    expect(asked('shipments', null, account).searchParams.get('storeId')).toBe('30117');
    expect(asked('orders', null, account).searchParams.get('storeId')).toBe('30117');
    expect(asked('orders').searchParams.has('storeId')).toBe(false);
  });

  it('H19: asks for the whole doubled hour of autumn', () => {
    const since = '2026-11-01T08:50:00.000Z';
    expect(asked('shipments', null, ACCOUNT, since).searchParams.get('createDateStart')).toBe(
      '2026-11-01 01:00:00',
    );
  });

  it('a stream that is none is a bug', () => expect(() => asked('labels')).toThrow('labels'));
});

describe('pages', () => {
  it('say all, however often orders change between two pages: the rest is for the next reading', () => {
    interface Row {
      readonly id: number;
      at: number;
    }
    const start = Date.parse('2026-10-31T20:00:00Z');
    const wall = ({ at }: Row): string => toPacific(new Date(at).toISOString());
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 60 }),
        fc.array(fc.nat({ max: 59 }), { maxLength: 6 }),
        fc.integer({ min: 1, max: 7 }),
        (times, touched, capacity) => {
          const rows: Row[] = times.map((minutes, id) => ({ id, at: start + minutes * 600_000 }));
          const seen = new Set<number>();
          let clock = start + 40 * 600_000;
          /** Reads all pages since a moment; meanwhile somebody changes orders. */
          const readAll = (since: number, changes: readonly number[]): void => {
            let page: string | null = null;
            for (let n = 0; n === 0 || page !== null; n++) {
              if (n > 500) throw new Error('It never ends');
              const query: URLSearchParams = asked(
                'orders',
                page,
                ACCOUNT,
                new Date(since).toISOString(),
              ).searchParams;
              const from = query.get('modifyDateStart') ?? '';
              const found = rows
                .filter((row) => wall(row) >= from)
                .sort((a, b) => (wall(a) > wall(b) ? -1 : wall(a) < wall(b) ? 1 : a.id - b.id));
              const number = Number(query.get('page'));
              const part = found.slice((number - 1) * capacity, number * capacity);
              for (const { id } of part) seen.add(id);
              const listed = part.map((row) => order(first, { orderId: row.id }));
              page = read(
                'orders',
                orders(listed, number, Math.ceil(found.length / capacity)),
                ACCOUNT,
                page,
              ).next;
              const row = rows[changes[n] ?? -1];
              clock += 1000;
              if (row) row.at = clock;
            }
          };
          const began = clock;
          readAll(start, touched);
          readAll(began, []);
          expect(seen.size).toBe(rows.length);
        },
      ),
      { numRuns: 100 },
    );
  });

  it('end where the document’s own examples say 0 pages', () => {
    expect(read('orders', orders([order(first)], 1, 0)).next).toBeNull();
  });

  it('go on by number, from the same moment', () => {
    const full = Array.from({ length: 500 }, (_, n) =>
      label(first, { shipmentId: n, trackingNumber: `${n}` }),
    );
    const { next } = read('voids', shipments(full, 1, 3));
    expect(asked('voids', next).searchParams.get('page')).toBe('2');
    expect(asked('voids', next).searchParams.get('voidDateStart')).toBe('2026-02-28 16:00:00');
  });
});

describe('labels', () => {
  it('are packages: number, carrier, when they were made in UTC, contents, cost', () => {
    expect(only(read('shipments', shipments([label(first)])).items)).toEqual({
      key: first.key,
      externalId: '870001',
      orderNumber: 'KS-1042-1',
      state: 'shipped',
      reason: '',
      lines: null,
      destination: { country: 'US', postalCode: '45434' },
      packages: [
        {
          id: '9400100000000000000000',
          number: '9400100000000000000000',
          carrier: 'USPS',
          url: '',
          shippedAt: '2026-03-03T17:41:27.123Z',
          voided: false,
          lines: [
            { sku: 'GAME', quantity: 1 },
            { sku: 'DICE', quantity: 2 },
          ],
          cost: '12.40 USD',
          scans: [],
        },
      ],
    });
  });

  it('cost what they cost in the currency of the account', () => {
    const account = { ...ACCOUNT, settings: { currency: 'cad' } };
    expect(only(read('shipments', shipments([label(first)]), account).items).packages[0]?.cost).toBe(
      '12.40 CAD',
    );
  });

  it('F10: of one order are its packages, each with what is in it', () => {
    const { packages } = only(
      read(
        'shipments',
        shipments([
          label(first, { shipmentItems: [{ sku: 'GAME', quantity: 1 }] }),
          label(first, { trackingNumber: 'B2', shipmentItems: [{ sku: 'DICE', quantity: 2 }] }),
        ]),
      ).items,
    );
    expect(packages.map(({ number, lines }) => [number, lines])).toEqual([
      ['9400100000000000000000', [{ sku: 'GAME', quantity: 1 }]],
      ['B2', [{ sku: 'DICE', quantity: 2 }]],
    ]);
  });

  it('H13: that are void are dead, and do not make the order shipped; a new one beside it does', () => {
    const dead = label(first, { voided: true });
    expect(only(read('voids', shipments([dead])).items)).toMatchObject({
      state: 'unsaid',
      packages: [{ voided: true, number: '9400100000000000000000' }],
    });
    const both = only(read('shipments', shipments([dead, label(first, { trackingNumber: 'NEW' })])).items);
    expect(both.state).toBe('shipped');
    expect(both.packages.map(({ voided }) => voided)).toEqual([true, false]);
  });

  it('for returns are no parcels to the backer', () => {
    expect(read('shipments', shipments([label(first, { isReturnLabel: true })])).items).toEqual([]);
  });

  it('without a number (letter mail) are told apart by ShipStation’s own', () => {
    const blank = label(second, { trackingNumber: null });
    expect(only(read('shipments', shipments([blank])).items).packages[0]).toMatchObject({
      id: 'shipment 1310102',
      number: '',
    });
  });

  it('whose contents are not said say nothing of them', () => {
    const [none, half] = [
      null,
      [
        { sku: 'GAME', quantity: 1 },
        { sku: '', quantity: 2 },
      ],
    ];
    for (const shipmentItems of [none, [], half]) {
      expect(
        only(read('shipments', shipments([label(first, { shipmentItems })])).items).packages[0]?.lines,
      ).toBeNull();
    }
  });
});

describe('what was marked as shipped', () => {
  const packageOf = (change: Record<string, unknown>) =>
    only(read('fulfillments', fulfillments([fulfillment(first, change)])).items).packages[0];

  it('is a package of the order with this id: the list has no key', () => {
    expect(only(read('fulfillments', fulfillments([fulfillment(first)])).items)).toMatchObject({
      key: '',
      externalId: '870001',
      state: 'shipped',
      packages: [{ id: 'H01ABC1234567890', carrier: 'Evri', cost: '', lines: null }],
    });
  });
  it.each([
    ['the same day', {}, '2026-03-06T00:20:00.000Z'],
    ['an earlier day', { shipDate: '2026-03-02T00:00:00.0000000' }, '2026-03-02T08:00:00.000Z'],
    ['a later day: it was said now', { shipDate: '2026-04-01T00:00:00.0000000' }, '2026-03-06T00:20:00.000Z'],
    ['no day', { shipDate: null }, '2026-03-06T00:20:00.000Z'],
  ])('left on %s', (_, change, shippedAt) => expect(packageOf(change)?.shippedAt).toBe(shippedAt));
  it('is the same package as a label with this number', () => {
    const number = '9400100000000000000000';
    expect(packageOf({ trackingNumber: number })?.id).toBe(
      only(read('shipments', shipments([label(first)])).items).packages[0]?.id,
    );
  });
});

describe('boxes of API v2', () => {
  const shipment = (change: Record<string, unknown> = {}) => ({
    shipment_id: 'se-4401',
    external_shipment_id: first.key,
    shipment_number: first.shipmentId,
    shipment_status: 'label_purchased',
    modified_at: '2026-03-03T17:41:30.5Z',
    packages: [{ tracking_number: '1Z1' }, { tracking_number: '1Z2' }],
    items: [{ sku: 'GAME', quantity: 1 }],
    ...change,
  });
  const boxes = (list: unknown[], pages = 1) => ok({ shipments: list, page: 1, pages, total: list.length });

  it('are asked for by their own key, in UTC, at the other host', () => {
    const request = listSince.request(V2, { stream: 'boxes', since: SINCE, page: null });
    expect(request.headers).toMatchObject({ 'api-key': 'v2k3y' });
    expect(request.headers).not.toHaveProperty('Authorization');
    const url = new URL(request.url);
    expect(url.origin + url.pathname).toBe('https://api.shipstation.com/v2/shipments');
    expect(url.searchParams.get('modified_at_start')).toBe(SINCE);
  });

  it('F10: are all told, where API v1 names the first number alone; which holds what is not said', () => {
    expect(only(read('boxes', boxes([shipment()])).items)).toMatchObject({
      key: first.key,
      externalId: '',
      state: 'shipped',
      packages: [
        { id: '1Z1', number: '1Z1', lines: null, shippedAt: '2026-03-03T17:41:30.500Z' },
        { id: '1Z2', number: '1Z2', lines: null },
      ],
    });
  });
  it('one alone holds it all', () => {
    const one = shipment({ packages: [{ tracking_number: '1Z1' }] });
    expect(only(read('boxes', boxes([one])).items).packages[0]?.lines).toEqual([
      { sku: 'GAME', quantity: 1 },
    ]);
  });
  it.each([
    ['pending', 'accepted', 0],
    ['processing', 'accepted', 0],
    ['cancelled', 'unsaid', 2],
    ['beamed', 'unsaid', 0],
  ])('of a shipment that is %s: the order is %s', (status, state, count) => {
    const { packages, state: found } = only(
      read('boxes', boxes([shipment({ shipment_status: status })])).items,
    );
    expect(found).toBe(state);
    expect(packages.map(({ voided }) => voided)).toEqual(Array.from({ length: count }, () => true));
  });
  it('of returns and of others’ shipments say nothing', () => {
    const none = boxes([shipment({ is_return: true }), shipment({ external_shipment_id: null })]);
    expect(read('boxes', none).items).toEqual([]);
  });
  it('go on by number', () => {
    const { next } = read('boxes', boxes([shipment()], 2));
    expect(asked('boxes', next, V2).searchParams.get('page')).toBe('2');
    expect(read('boxes', boxes([shipment()], 2), V2, next).next).toBeNull();
  });
});

describe('carriers', () => {
  it.each([
    ['stamps_com', 'USPS'],
    ['UPS', 'UPS'],
    ['ups_walleted', 'UPS'],
    ['dhl_express_worldwide', 'DHL Express'],
  ])('%s is %s, whose parcels can be followed', (code, name) => {
    expect(carrierOf(code)).toBe(name);
    expect(CARRIERS.map((carrier) => carrier.name)).toContain(name);
    expect(trackingUrl(carrierOf(code), '1')).not.toBe('');
  });
  it('H1: a code that nobody knows is kept as it came', () => {
    expect(carrierOf('other_rocket')).toBe('other_rocket');
    expect(carrierOf('')).toBe('');
  });
});
