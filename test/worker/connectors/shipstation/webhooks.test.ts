import { describe, expect, it } from 'vitest';
import type { Account, HttpReply, HttpRequest } from '../../../../worker/connectors/contract.ts';
import { webhooks } from '../../../../worker/connectors/shipstation/webhooks.ts';
import { PARCELS } from '../../../contracts/connector-fixture.ts';
import { fulfillment, fulfillments, idOf, label, ok, order, orders, shipments, status } from './answers.ts';
import { ACCOUNT, answerOf, callOf, converse } from './converse.ts';

const [first, second, third] = PARCELS;
const HOST = 'https://ssapi.shipstation.com';
const bytes = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));
const hook = (type: string, url = `${HOST}/shipments?batchId=77101`) =>
  bytes({ resource_url: url, resource_type: type });
const fetched = (
  resource: string,
  vendor: (request: HttpRequest, n: number) => HttpReply,
  page: string | null = null,
) => converse(webhooks.fetch, { resource, page }, vendor);

describe('webhooks of ShipStation', () => {
  it.each(['SHIP_NOTIFY', 'ITEM_SHIP_NOTIFY', 'FULFILLMENT_SHIPPED', 'FULFILLMENT_REJECTED'])(
    '%s is a nudge',
    (type) => {
      expect(webhooks.nudges(hook(type))).toHaveLength(1);
    },
  );
  it.each(['ORDER_NOTIFY', 'ITEM_ORDER_NOTIFY', 'SOMETHING_NEW'])('%s says nothing to us', (type) => {
    expect(webhooks.nudges(hook(type))).toEqual([]);
  });
  it('H4: another batch is another event, the same one is the same', () => {
    const id = (batch: number) =>
      webhooks.nudges(hook('SHIP_NOTIFY', `${HOST}/shipments?batchId=${batch}`))?.[0]?.id;
    expect(id(1)).toBe(id(1));
    expect(id(1)).not.toBe(id(2));
  });
  it('bytes that are no text are not readable', () => {
    expect(webhooks.nudges(new Uint8Array([0x7b, 0xff, 0xfe]))).toBeNull();
  });

  it('fetches with the account’s credentials, and asks for contents however it was told', () => {
    const request = webhooks.fetch.request(ACCOUNT, {
      resource: 'https://ssapi6.shipstation.com/shipments?storeID=30117&batchId=7&includeShipmentItems=False',
      page: null,
    });
    const { origin, searchParams } = new URL(request.url);
    expect(origin).toBe('https://ssapi6.shipstation.com');
    expect(Object.fromEntries(searchParams)).toEqual({
      storeID: '30117',
      batchId: '7',
      includeShipmentItems: 'true',
      page: '1',
      pageSize: '500',
    });
    expect(request.headers.Authorization).toMatch(/^Basic /);
  });

  it('H5: never takes the credentials to another host, but for a test’s own', () => {
    const own: Account = { ...ACCOUNT, baseUrl: 'http://127.0.0.1:4711' };
    const ask = (account: Account, resource: string) => () =>
      webhooks.fetch.request(account, { resource, page: null });
    expect(ask(ACCOUNT, 'http://127.0.0.1:4711/shipments')).toThrow('host');
    expect(ask(own, 'http://127.0.0.1:4711/shipments')).not.toThrow();
    expect(ask(own, 'http://127.0.0.1:4712/shipments')).toThrow('host');
    expect(ask(ACCOUNT, 'https://ssapi1234.shipstation.com/shipments')).toThrow('host');
    expect(ask(ACCOUNT, `${HOST}/shipments/../accounts/listtags`)).toThrow('none that tells');
  });

  it('H7: about labels of others gives their orders, which match none of ours', () => {
    const told = fetched(`${HOST}/shipments?batchId=1`, () =>
      shipments([label(first, { orderKey: 'shop-77', orderId: 5 })]),
    );
    expect(answerOf(told).items).toMatchObject([{ key: 'shop-77', externalId: '5' }]);
  });

  it('goes from page to page by number: the batch stands still', () => {
    const full = Array.from({ length: 500 }, (_, n) => label(first, { trackingNumber: `${n}` }));
    const { next } = answerOf(fetched(`${HOST}/shipments?batchId=1`, () => shipments(full, 1, 2)));
    const request = webhooks.fetch.request(ACCOUNT, { resource: `${HOST}/shipments?batchId=1`, page: next });
    expect(new URL(request.url).searchParams.get('page')).toBe('2');
    expect(
      answerOf(fetched(`${HOST}/shipments?batchId=1`, () => shipments([label(first)], 2, 2), next)).next,
    ).toBeNull();
  });

  it('reads orders and what was marked as shipped, where the address names these', () => {
    expect(
      answerOf(fetched(`${HOST}/orders?importBatch=1`, () => orders([order(first)]))).items,
    ).toMatchObject([{ key: first.key, state: 'accepted' }]);
    const marked = fetched(`${HOST}/fulfillments?batchId=1`, () => fulfillments([fulfillment(first)]));
    expect(answerOf(marked).items).toMatchObject([
      { externalId: '870001', packages: [{ number: 'H01ABC1234567890' }] },
    ]);
  });

  describe('F7: a rejection', () => {
    const url = `${HOST}/fulfillments?batchId=9`;
    const [nudge] = webhooks.nudges(hook('FULFILLMENT_REJECTED', url)) ?? [];
    const resource = nudge?.resource ?? '';
    const STATUS = ['rejected_fulfillment', 'awaiting_shipment'];
    const vendor = (request: HttpRequest): HttpReply => {
      if (callOf(request) === 'GET /fulfillments')
        return fulfillments([first, second, third].map((p) => fulfillment(p)));
      const at = PARCELS.findIndex((parcel) => request.url.endsWith(`/orders/${idOf(parcel)}`));
      const [parcel, orderStatus] = [PARCELS[at], STATUS[at]];
      return parcel && orderStatus ? ok(order(parcel, { orderStatus })) : status(404);
    };

    it('is what the orders say of themselves now, not what the message says', () => {
      const told = fetched(resource, vendor);
      expect(told.requests.map(callOf)).toEqual([
        'GET /fulfillments',
        'GET /orders/870001',
        'GET /orders/870002',
        'GET /orders/870003',
      ]);
      expect(answerOf(told).items.map(({ key, state, packages }) => [key, state, packages.length])).toEqual([
        [first.key, 'refused', 0],
        [second.key, 'accepted', 0],
      ]);
    });
    it('cannot be said by an address: another event’s is fetched as what it is', () => {
      expect(webhooks.nudges(hook('FULFILLMENT_SHIPPED', `${url}#rejected`))).toMatchObject([
        { resource: url },
      ]);
    });
    it('a fault at one of the orders is a fault', () => {
      const told = fetched(resource, (request, n) => (n === 2 ? status(502) : vendor(request)));
      expect(told.reply).toMatchObject({ ok: false, problem: { code: 'api.http-502' } });
    });
    it('of nothing is nothing', () => {
      expect(answerOf(fetched(resource, () => fulfillments([])))).toEqual({ items: [], next: null });
    });
  });
});
