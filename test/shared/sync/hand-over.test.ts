import { describe, expect, test } from 'vitest';
import { readChannels } from '../../../shared/order/channels.ts';
import { handed, type Waiting, waitingIn } from '../../../shared/sync/hand-over.ts';
import { HAND_OVER } from '../../../shared/sync/wire.ts';
import type { Tables } from '../../../shared/tabs/table.ts';
import { type Cells, EARLIER, planned, ready, sent, shipped, tablesOf } from '../../support/campaign.ts';

const TO = 'Ada Byron, 1 Main Street, Albany, NY, 12207, US';
const CHANNELS: readonly Cells[] = [
  {
    Channel: 'US 3PL',
    Method: 'Integration',
    'Connected to': 'Sandbox',
    'Tracking emails sent by': 'partner',
  },
  { Channel: 'By hand', Method: 'Export' },
];
const there = (id: string, cells: Cells = {}): Cells =>
  planned(id, 'MUG x1', { Channel: 'US 3PL', 'Ship to': TO, 'Warehouse says': 'waiting', ...cells });

function handOver(tables: Tables): { waiting: Waiting[]; made: ReturnType<typeof handed> } {
  const { Orders, Products, Shipments } = tables;
  if (Orders === undefined || Products === undefined || Shipments === undefined) throw new Error('No tables');
  const channels = readChannels(tables.Channels);
  const waiting = waitingIn(Shipments, channels);
  return { waiting, made: handed(waiting, channels, Orders, Products) };
}
const asks = (shipments: readonly Cells[]): string[] =>
  handOver(tablesOf({ orders: [ready('A-1')], channels: CHANNELS, shipments })).waiting.map(
    ({ id, ask }) => `${id} ${ask}`,
  );

describe('what waits to be handed over', () => {
  test('is what was pushed to a connected channel and is not sent', () => {
    expect(
      asks([
        there('A-1-1'),
        there('A-1-2', { Channel: 'By hand', 'Warehouse says': '' }),
        there('A-1-3', { 'Pushed at': EARLIER }),
        shipped('A-1-4', 'MUG x1', { Channel: 'US 3PL', 'Ship to': TO }),
        there('A-1-5', { 'Warehouse says': 'refused: no stock' }),
      ]),
    ).toEqual(['A-1-1 push']);
  });

  test('is no planned replacement: it waits for Push to Channel', () => {
    expect(asks([there('A-1-1', { 'Ship to': '', 'Warehouse says': '' })])).toEqual([]);
  });

  test('is what a person asked of the partner, sent or not', () => {
    expect(
      asks([
        there('A-1-1', { 'Warehouse says': 'cancel asked' }),
        there('A-1-2', { 'Warehouse says': 'cancel asked', 'Pushed at': EARLIER }),
        there('A-1-3', { 'Warehouse says': 'update asked', 'Pushed at': EARLIER }),
      ]),
    ).toEqual(['A-1-1 cancel', 'A-1-2 cancel', 'A-1-3 update']);
  });

  test('is what was cancelled behind the worker’s back, until the worker says that it is stopped', () => {
    expect(
      asks([
        there('A-1-1', { 'Cancelled at': EARLIER }),
        there('A-1-2', { 'Cancelled at': EARLIER, 'Warehouse says': 'cancelled' }),
      ]),
    ).toEqual(['A-1-1 cancel']);
  });

  test('F15: is what a partner is to stop, though the channel is connected no more; the rest is told', () => {
    const by = (id: string, says: string, cells: Cells = {}): Cells =>
      there(id, { Channel: 'By hand', 'Warehouse says': says, ...cells });
    const { request, refused } = handOver(
      tablesOf({
        orders: [ready('A-1')],
        channels: CHANNELS,
        shipments: [
          by('A-1-1', 'cancel asked'),
          by('A-1-2', 'waiting', { 'Cancelled at': EARLIER }),
          by('A-1-3', 'waiting'),
          by('A-1-4', 'they have it', { 'Cancelled at': EARLIER }),
          by('A-1-5', ''),
        ],
      }),
    ).made;
    expect(request.shipments.map(({ id, ask }) => `${id} ${ask}`)).toEqual(['A-1-1 cancel', 'A-1-2 cancel']);
    expect(refused).toEqual([{ id: 'A-1-3', code: 'channel.by-file', detail: 'By hand' }]);
  });

  test('is told of what waits in a channel that is gone, or that ships by a worker and is connected to nothing', () => {
    const { request, refused } = handOver(
      tablesOf({
        orders: [ready('A-1')],
        channels: [...CHANNELS, { Channel: 'EU', Method: 'Partner sheet' }],
        shipments: [
          there('A-1-1', { Channel: 'EU' }),
          there('A-1-2', { Channel: 'US' }),
          there('A-1-3', { Channel: 'US', 'Warehouse says': 'cancel asked' }),
        ],
      }),
    ).made;
    expect(refused).toEqual([
      { id: 'A-1-1', code: 'channel.not-connected', detail: 'EU' },
      { id: 'A-1-2', code: 'channel.gone', detail: 'US' },
    ]);
    expect(request.shipments.map(({ id, ask }) => `${id} ${ask}`)).toEqual(['A-1-3 cancel']);
  });

  test('is no part that the partner split off: to stop it, all is asked for that has not left', () => {
    const part = (says: string) => there('A-1-1.1', { 'Pushed at': EARLIER, 'Warehouse says': says });
    const whole = there('A-1-1', { 'Pushed at': EARLIER, 'Warehouse says': 'accepted' });
    expect(asks([whole, part('cancel asked')])).toEqual(['A-1-1 cancel']);
    expect(asks([whole, part('update asked')])).toEqual([]);
  });

  test('F8: is what the warehouse agreed to by another way, and says so; whatever its channel is by now', () => {
    const agreed = (shipments: readonly Cells[]) =>
      handOver(
        tablesOf({ orders: [ready('A-1')], channels: CHANNELS, shipments }),
      ).made.request.shipments.map(({ id, ask, agreed: word }) => [id, ask, word]);
    expect(
      agreed([
        there('A-1-1', { 'Cancelled at': EARLIER, 'Warehouse says': 'cancel agreed' }),
        there('A-1-2', { 'Pushed at': EARLIER, 'Warehouse says': 'update agreed' }),
        there('A-1-3', { 'Pushed at': EARLIER, 'Warehouse says': 'update asked' }),
        there('A-1-4', { Channel: 'By hand', 'Pushed at': EARLIER, 'Warehouse says': 'update agreed' }),
      ]),
    ).toEqual([
      ['A-1-1', 'cancel', true],
      ['A-1-2', 'update', true],
      ['A-1-3', 'update', false],
      ['A-1-4', 'update', true],
    ]);
    const part = there('A-1-1.1', { 'Cancelled at': EARLIER, 'Warehouse says': 'cancel agreed' });
    expect(
      agreed([shipped('A-1-1', 'MUG x1', { Channel: 'US 3PL', 'Warehouse says': 'accepted' }), part]),
    ).toEqual([['A-1-1', 'cancel', true]]);
    // A part that the worker has written since says what was asked before: the word is of all of the parcel.
    const stopped = there('A-1-1', { 'Cancelled at': EARLIER, 'Warehouse says': 'cancel agreed' });
    const split = there('A-1-1.1', { 'Pushed at': EARLIER, 'Warehouse says': 'cancel asked' });
    expect(agreed([stopped, split])).toEqual([['A-1-1', 'cancel', true]]);
    // What was taken back is not agreed to, whatever a part says still.
    const asked = there('A-1-1', { 'Pushed at': EARLIER, 'Warehouse says': 'cancel asked' });
    expect(agreed([asked, part])).toEqual([['A-1-1', 'cancel', false]]);
  });

  test('stands parcel by parcel: what shares a box stays together, under its lead', () => {
    expect(
      asks([there('A-1-3', { Box: 'A-1-1' }), there('A-1-2'), there('A-1-1', { Box: 'A-1-1' })]),
    ).toEqual(['A-1-1 push', 'A-1-3 push', 'A-1-2 push']);
  });
});

describe('the request', () => {
  const tables = (order: Cells = {}): Tables =>
    tablesOf({
      orders: [ready('A-1', { Phone: '', Email: 'ada@example.com', ...order }), ready('A-2')],
      channels: CHANNELS,
      shipments: [there('A-1-1', { Box: 'A-1-1' }), there('A-2-1', { Box: 'A-1-1', 'Order ID': 'A-2' })],
      products: [
        {
          SKU: 'MUG',
          Name: 'Mug',
          Kind: 'physical',
          'Weight g': 350,
          'Customs value': '12.50 USD',
          Origin: 'China',
        },
        { SKU: 'SHIRT', Name: 'Shirt', Kind: 'physical' },
      ],
    });

  test('names all channels, so that the worker sees which name is gone', () => {
    const { names, channels } = handOver(tables()).made.request;
    expect(names).toEqual(['US 3PL', 'By hand']);
    expect(channels.map(({ name }) => name)).toEqual(['US 3PL']);
  });

  test('holds the channel as it is set up, the address, and the products of its shipments alone', () => {
    const { request, refused } = handOver(tables()).made;
    expect(refused).toEqual([]);
    expect(HAND_OVER.safeParse(request).success).toBe(true);
    expect(request.channels).toEqual([
      { name: 'US 3PL', connection: 'Sandbox', shippedWhen: 'partner reports it', emailsBy: 'partner' },
    ]);
    expect(
      request.products.map(({ sku, grams, customsValue, currency, origin }) => [
        sku,
        grams,
        customsValue,
        currency,
        origin,
      ]),
    ).toEqual([['MUG', 350, 12.5, 'USD', 'CN']]);
    expect(request.shipments[0]).toMatchObject({
      id: 'A-1-1',
      orderId: 'A-1',
      box: 'A-1-1',
      contents: 'MUG x1',
      ask: 'push',
      name: 'Ada Byron',
      city: 'Albany',
      postalCode: '12207',
      country: 'US',
      email: 'ada@example.com',
      shipTo: TO,
    });
  });

  test.each([
    ['F13: a hold', { Hold: 'address (by Ana, 3 May)' }, 'hold', 'address (by Ana, 3 May)'],
    ['a reopened address', { 'Finalized at': '' }, 'order.not-finalized', ''],
    ['another address than was previewed', { City: 'Troy' }, 'shipment.changed-since-sent', 'address'],
  ])('leaves out the whole box for %s, and says why', (_, order, code, detail) => {
    const { request, refused } = handOver(tables(order)).made;
    expect(request.shipments).toEqual([]);
    expect(refused).toEqual([{ id: 'A-1-1', code, detail }]);
  });

  test('says of a changed address whether anybody has the parcel yet', () => {
    const changed = tablesOf({
      orders: [ready('A-1'), ready('A-2')],
      channels: CHANNELS,
      shipments: [
        there('A-1-1', { 'Warehouse says': 'update asked' }),
        there('A-2-1', { 'Order ID': 'A-2', 'Warehouse says': 'update asked', 'Pushed at': EARLIER }),
      ],
    });
    expect(handOver(changed).made.request.shipments.map(({ ask, sent }) => [ask, sent])).toEqual([
      ['update', false],
      ['update', true],
    ]);
  });

  test('cancels whatever has become of the order', () => {
    const gone = tablesOf({
      orders: [ready('A-1', { Hold: 'cancelling (2026-05-03)' })],
      channels: CHANNELS,
      shipments: [sent('A-1-1', 'MUG x1', { Channel: 'US 3PL', 'Warehouse says': 'cancel asked' })],
    });
    const { request, refused } = handOver(gone).made;
    expect([request.shipments.map(({ ask }) => ask), refused]).toEqual([['cancel'], []]);
  });
});
