import { describe, expect, it } from 'vitest';
import type { HttpReply, HttpRequest } from '../../../../worker/connectors/contract.ts';
import { listSince } from '../../../../worker/connectors/shipstation/lists.ts';
import { PARCELS } from '../../../contracts/connector-fixture.ts';
import { idOf, label, order, orders, shipments, status } from './answers.ts';
import { answerOf, callOf, converse } from './converse.ts';

const [first, second, third] = PARCELS;
const ask = (vendor: (request: HttpRequest, n: number) => HttpReply, page: string | null = null) =>
  converse(listSince, { stream: 'orders', since: '2026-03-01T00:00:00.000Z', page }, vendor);

/** An order that a person made of ours in ShipStation, with a number and a key of its own. */
const made = (
  orderId: number,
  advancedOptions: Record<string, unknown>,
  change: Record<string, unknown> = {},
) => order(first, { orderId, orderKey: `ss-${orderId}`, orderStatus: 'shipped', advancedOptions, ...change });
const asked = (request: HttpRequest): string => new URL(request.url).searchParams.get('orderId') ?? '';
const labelOf = (orderId: string, change: Record<string, unknown> = {}) =>
  label(first, {
    orderId: Number(orderId),
    orderKey: `ss-${orderId}`,
    trackingNumber: `N${orderId}`,
    ...change,
  });

/** A ShipStation with these orders, each with one label. */
const withOrders =
  (list: unknown[], pages = 1) =>
  (request: HttpRequest): HttpReply =>
    callOf(request) === 'GET /orders'
      ? orders(list, 1, pages)
      : shipments([labelOf(asked(request), { shipmentItems: [{ sku: 'DICE', quantity: 2 }] })]);

describe('orders that were split or merged in ShipStation', () => {
  it('F10: a part that was split off is a package of the order it was split from, with what is in it', () => {
    const told = ask(withOrders([made(5_001, { mergedOrSplit: true, parentId: idOf(first) })]));
    expect(told.requests.map(callOf)).toEqual(['GET /orders', 'GET /shipments']);
    expect(answerOf(told).items.at(-1)).toMatchObject({
      key: '',
      externalId: '870001',
      state: 'unsaid',
      packages: [{ id: 'N5001', number: 'N5001', lines: [{ sku: 'DICE', quantity: 2 }], voided: false }],
    });
  });

  it('orders that were merged into another have shipped with it; what is whose is not said', () => {
    const into = made(idOf(third), { mergedIds: [idOf(first), idOf(second), idOf(third)] });
    expect(answerOf(ask(withOrders([into]))).items.slice(1)).toMatchObject([
      { externalId: '870001', state: 'shipped', packages: [{ number: 'N870003', lines: null, cost: '' }] },
      { externalId: '870002', state: 'shipped', packages: [{ number: 'N870003', lines: null, cost: '' }] },
    ]);
  });

  it('H13: they have not, when its label is void', () => {
    const into = made(5_002, { mergedIds: [idOf(first)] });
    const vendor = (request: HttpRequest): HttpReply =>
      callOf(request) === 'GET /orders' ? orders([into]) : shipments([labelOf('5002', { voided: true })]);
    expect(answerOf(ask(vendor)).items.at(-1)).toMatchObject({
      state: 'unsaid',
      packages: [{ voided: true }],
    });
  });

  it.each<[string, Record<string, unknown>, Record<string, unknown>]>([
    ['has not shipped', { parentId: 1 }, { orderStatus: 'awaiting_shipment' }],
    ['is of another shop', { parentId: 1, source: 'Etsy' }, {}],
    ['is its own parent', { parentId: 5_003 }, {}],
    ['was neither split nor merged', { parentId: null, mergedIds: [] }, {}],
    ['was merged with itself', { mergedIds: [5_003] }, {}],
  ])('asks nothing more of an order that %s', (_, options, change) => {
    expect(ask(withOrders([made(5_003, options, change)])).requests).toHaveLength(1);
  });

  it('asks for thirty at a time, and tells the others with the next pages', () => {
    const vendor = withOrders(
      Array.from({ length: 70 }, (_, n) => made(6_000 + n, { parentId: idOf(first), source: 'Shipsheet' })),
      2,
    );
    const seen = new Set<string>();
    const calls: number[] = [];
    let page: string | null = null;
    do {
      const told = ask(vendor, page);
      for (const { packages } of answerOf(told).items) for (const { number } of packages) seen.add(number);
      calls.push(told.requests.length);
      page = answerOf(told).next;
    } while (page !== null && calls.length < 3);
    expect(calls).toEqual([31, 31, 11]);
    expect(page).toBe('2');
    expect(seen.size).toBe(70);
  });

  it('a fault at one of them is a fault: the page is asked for again', () => {
    const list = [made(5_001, { parentId: 1 }), made(5_002, { parentId: 1 })];
    const vendor = (request: HttpRequest, n: number): HttpReply =>
      n === 2 ? status(503) : withOrders(list)(request);
    expect(ask(vendor).reply).toMatchObject({ ok: false, problem: { code: 'api.http-503' } });
  });
});
