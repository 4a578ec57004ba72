import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { HttpReply, HttpRequest, OrderRef } from '../../../../worker/connectors/contract.ts';
import { cancel, find, test as proof, update } from '../../../../worker/connectors/shipstation/orders.ts';
import { PARCELS } from '../../../contracts/connector-fixture.ts';
import { idOf, ok, order, orders, status } from './answers.ts';
import { answerOf, callOf, converse } from './converse.ts';

const [first] = PARCELS;
const ref: OrderRef = { key: first.key, externalId: String(idOf(first)), shipmentId: first.shipmentId };
const unknown: OrderRef = { ...ref, externalId: '' };
const standing = (orderStatus: string, change: HttpReply) => (request: HttpRequest) =>
  request.method === 'GET' ? ok(order(first, { orderStatus })) : change;

describe('find', () => {
  it('F3: asks by number, and takes only the order of our key', () => {
    const others = ['0', '1', '-2'].map((end, n) =>
      order(first, { orderNumber: `${first.shipmentId}${end}`, orderKey: `x${n}`, orderId: n }),
    );
    const told = converse(find, unknown, () => orders([...others, order(first)]));
    expect(told.requests.map(({ url }) => new URL(url).searchParams.get('orderNumber'))).toEqual([
      'KS-1042-1',
    ]);
    expect(answerOf(told)).toEqual([
      {
        key: first.key,
        externalId: '870001',
        orderNumber: 'KS-1042-1',
        state: 'accepted',
        reason: '',
        lines: [
          { sku: 'GAME', quantity: 1 },
          { sku: 'DICE', quantity: 2 },
        ],
        destination: { country: 'US', postalCode: '45434' },
        packages: [],
      },
    ]);
  });

  it('F9: the order of another campaign with the same number is not ours', () => {
    expect(
      answerOf(converse(find, unknown, () => orders([order(first, { orderKey: 'other-KS-1042-1' })]))),
    ).toEqual([]);
  });

  it('reads on where a page is full, and never says "none" of what it did not see', () => {
    const crowd = Array.from({ length: 500 }, (_, n) => order(first, { orderKey: `x${n}`, orderId: n }));
    const told = converse(find, unknown, (_, n) =>
      n === 0 ? orders(crowd, 1, 2) : orders([order(first)], 2, 2),
    );
    expect(answerOf(told)).toHaveLength(1);
    const endless = converse(find, unknown, () => orders(crowd, 1, 99));
    expect(endless.requests).toHaveLength(5);
    expect(endless.reply).toMatchObject({ ok: false, problem: { code: 'partner.ambiguous' } });
  });

  it('finds an order whose number was changed in ShipStation by its id', () => {
    const vendor = (request: HttpRequest): HttpReply =>
      callOf(request) === 'GET /orders' ? orders([]) : ok(order(first, { orderNumber: 'RUSH-1' }));
    expect(answerOf(converse(find, ref, vendor))).toMatchObject([{ key: first.key, orderNumber: 'RUSH-1' }]);
  });

  it.each([
    ['awaiting_payment', 'accepted', ''],
    ['on_hold', 'accepted', ''],
    ['pending_fulfillment', 'accepted', ''],
    ['shipped', 'shipped', ''],
    ['cancelled', 'cancelled', 'Cancelled in ShipStation.'],
    ['rejected_fulfillment', 'refused', 'The fulfilment provider rejected it in ShipStation.'],
    ['parked_on_the_moon', 'unsaid', ''],
  ])('F7: an order that is %s is %s', (orderStatus, state, reason) => {
    expect(answerOf(converse(find, unknown, () => orders([order(first, { orderStatus })])))).toMatchObject([
      { state, reason },
    ]);
  });

  it('does not say what an order holds when a line has no SKU', () => {
    const items = [
      { sku: 'GAME', quantity: 1 },
      { sku: null, quantity: 2 },
    ];
    expect(answerOf(converse(find, unknown, () => orders([order(first, { items })])))).toMatchObject([
      { lines: null },
    ]);
  });
  it('counts a discount as nothing', () => {
    const items = [
      { sku: 'GAME', quantity: 1 },
      { sku: 'EARLYBIRD', quantity: 1, adjustment: true },
    ];
    expect(answerOf(converse(find, unknown, () => orders([order(first, { items })])))).toMatchObject([
      { lines: [{ sku: 'GAME', quantity: 1 }] },
    ]);
  });
});

describe('cancel', () => {
  it.each(['awaiting_payment', 'awaiting_shipment', 'on_hold', 'rejected_fulfillment'])(
    'looks, then deletes an order that is %s',
    (orderStatus) => {
      const told = converse(cancel, ref, standing(orderStatus, ok({ success: true })));
      expect(told.requests.map(callOf)).toEqual(['GET /orders/870001', 'DELETE /orders/870001']);
      expect(answerOf(told)).toEqual({ outcome: 'done' });
    },
  );
  it.each([
    ['shipped', 'It has shipped'],
    ['pending_fulfillment', 'fulfilment provider'],
  ])('F8: never deletes an order that is %s', (orderStatus, reason) => {
    const told = converse(cancel, ref, standing(orderStatus, ok({ success: true })));
    expect(told.requests.map(callOf)).toEqual(['GET /orders/870001']);
    expect(answerOf(told)).toEqual({ outcome: 'refused', reason: expect.stringContaining(reason) });
  });
  it.each([
    ['is gone', () => status(404)],
    ['is cancelled', () => ok(order(first, { orderStatus: 'cancelled' }))],
    ['has this id but another key', () => ok(order(first, { orderKey: 'x' }))],
  ])('is done without a call when the order %s', (_, vendor) => {
    const told = converse(cancel, ref, vendor);
    expect(told.requests).toHaveLength(1);
    expect(answerOf(told)).toEqual({ outcome: 'done' });
  });
  it('finds the order by number when its id never came', () => {
    const vendor = ({ method }: HttpRequest): HttpReply =>
      method === 'GET' ? orders([order(first)]) : status(204);
    expect(converse(cancel, unknown, vendor).requests.map(callOf)).toEqual([
      'GET /orders',
      'DELETE /orders/870001',
    ]);
  });
  it.each([
    [status(400, { Message: 'Order is locked' }), 'refused'],
    [ok({ success: false, message: 'no' }), 'refused'],
    [status(404), 'done'],
    [{ ...status(200), body: '' }, 'done'],
  ])('reads what the deletion says', (reply, outcome) => {
    expect(answerOf(converse(cancel, ref, standing('awaiting_shipment', reply))).outcome).toBe(outcome);
  });
  it('a fault of the deletion is a fault', () => {
    expect(converse(cancel, ref, standing('on_hold', status(503))).reply).toMatchObject({
      ok: false,
      problem: { code: 'api.http-503' },
    });
  });
});

describe('update', () => {
  const BODY = z.object({ orderKey: z.string(), orderStatus: z.string(), orderNumber: z.string() });
  it.each(['awaiting_payment', 'awaiting_shipment', 'on_hold'])(
    'replaces an order that is %s, which it stays: a hold of the warehouse holds',
    (orderStatus) => {
      const told = converse(
        update,
        { ref, order: first },
        standing(orderStatus, ok(order(first, { orderStatus }))),
      );
      expect(told.requests.map(callOf)).toEqual(['GET /orders/870001', 'POST /orders/createorder']);
      expect(BODY.parse(JSON.parse(told.requests[1]?.body ?? ''))).toEqual({
        orderKey: first.key,
        orderNumber: first.shipmentId,
        orderStatus,
      });
      expect(answerOf(told)).toEqual({ outcome: 'done' });
    },
  );
  it.each(['shipped', 'cancelled', 'pending_fulfillment', 'rejected_fulfillment', 'something new'])(
    'leaves an order alone that is %s',
    (orderStatus) => {
      const told = converse(update, { ref, order: first }, standing(orderStatus, status(500)));
      expect(told.requests).toHaveLength(1);
      expect(answerOf(told)).toEqual({ outcome: 'refused', reason: expect.stringMatching(/\.$/) });
    },
  );
  it('makes no new order where the old one is gone', () => {
    const told = converse(update, { ref, order: first }, () => status(404));
    expect(told.requests).toHaveLength(1);
    expect(answerOf(told).outcome).toBe('refused');
  });
  it('says what ShipStation says, without the person', () => {
    const said = `Postal code of ${first.to.name} is wrong: ${first.to.postalCode}`;
    const told = converse(
      update,
      { ref, order: first },
      standing('on_hold', status(400, { ExceptionMessage: said })),
    );
    expect(answerOf(told)).toEqual({ outcome: 'refused', reason: 'Postal code of … is wrong: …' });
  });
  it('is refused when the order shipped in between', () => {
    const shipped = ok(order(first, { orderStatus: 'shipped' }));
    expect(answerOf(converse(update, { ref, order: first }, standing('on_hold', shipped))).outcome).toBe(
      'refused',
    );
  });
});

describe('the proof of the credentials', () => {
  it('is signed with key and secret, and names the account by its oldest store', () => {
    const told = converse(proof, null, () => ok([{ storeId: 9 }, { storeId: 4, active: false }]));
    expect(told.requests[0]?.headers.Authorization).toBe(`Basic ${btoa('k3y:s3cret')}`);
    expect(answerOf(told)).toEqual({ account: 'ShipStation store 4' });
  });
  it('F20: says that they are wrong', () => {
    expect(converse(proof, null, () => status(401)).reply).toMatchObject({
      problem: { code: 'partner.auth' },
    });
  });
});
