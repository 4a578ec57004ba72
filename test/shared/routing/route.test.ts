import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Channel, LAST_PRIORITY } from '../../../shared/order/channels.ts';
import { routerOf } from '../../../shared/routing/route.ts';
import { type Cells, campaign } from '../../support/campaign.ts';

const channel = (name: string, skus: string[], more: Partial<Channel> = {}): Channel => ({
  name,
  skus: new Set(skus),
  everythingElse: false,
  method: 'Export',
  connectedTo: '',
  emailsBy: 'Shipsheet',
  countries: new Set(),
  priority: LAST_PRIORITY,
  shippedWhen: 'tracking imported',
  ...more,
});
const rest = (name: string, more: Partial<Channel> = {}) =>
  channel(name, [], { everythingElse: true, ...more });
const unit = (sku: string, quantity = 1) => ({ sku, quantity });

test('C12: a SKU in no channel is left over, and the others go on', () => {
  expect(routerOf([channel('EU', ['MUG'])])([unit('MUG', 2), unit('CUP')], 'DE')).toEqual({
    shipments: [{ channel: 'EU', units: [unit('MUG', 2)] }],
    leftover: [unit('CUP')],
  });
});

test('C13: a SKU in two channels goes to the smaller priority, then to the name that sorts first', () => {
  const to = (...channels: Channel[]) => routerOf(channels)([unit('MUG')], 'DE').shipments[0]?.channel;
  expect(to(channel('B', ['MUG']), channel('A', ['MUG']))).toBe('A');
  expect(to(channel('B', ['MUG'], { priority: 1 }), channel('A', ['MUG'], { priority: 2 }))).toBe('B');
  expect(to(rest('A', { priority: 1 }), channel('B', ['MUG']))).toBe('B');
});

test('a channel with countries ships only there', () => {
  const route = routerOf([channel('EU', ['MUG'], { countries: new Set(['DE']) }), rest('World')]);
  expect(route([unit('MUG')], 'DE').shipments.map((made) => made.channel)).toEqual(['EU']);
  expect(route([unit('MUG')], 'US').shipments.map((made) => made.channel)).toEqual(['World']);
  expect(route([unit('MUG')], '').shipments.map((made) => made.channel)).toEqual(['World']);
});

test('C7: an order over two channels ships in two packages', () => {
  const route = routerOf([channel('A', ['MUG']), channel('B', ['SHIRT'])]);
  expect(route([unit('SHIRT', 2), unit('MUG')], 'US')).toEqual({
    shipments: [
      { channel: 'A', units: [unit('MUG')] },
      { channel: 'B', units: [unit('SHIRT', 2)] },
    ],
    leftover: [],
  });
});

test('property 2: the quantities of all channels and the rest are the quantities of the order', () => {
  const sku = fc.constantFrom('MUG', 'SHIRT', 'CUP', 'PEN');
  const anyChannel = fc
    .record({
      skus: fc.uniqueArray(sku),
      everythingElse: fc.boolean(),
      countries: fc.subarray(['DE', 'US']),
      priority: fc.integer({ min: 1, max: 3 }),
    })
    .map((made) => ({ ...made, countries: new Set(made.countries) }));
  const units = fc.uniqueArray(fc.record({ sku, quantity: fc.integer({ min: 1, max: 9 }) }), {
    selector: (one) => one.sku,
  });
  fc.assert(
    fc.property(
      fc.array(anyChannel, { maxLength: 4 }),
      units,
      fc.constantFrom('DE', 'US', ''),
      (made, order, country) => {
        const channels = made.map(({ skus, ...more }, n) => channel(`C${n}`, skus, more));
        const route = routerOf(channels)(order, country);
        const all = [...route.shipments.flatMap((shipment) => shipment.units), ...route.leftover];
        const bySku = (a: { sku: string }, b: { sku: string }): number => (a.sku < b.sku ? -1 : 1);
        expect([...all].sort(bySku)).toEqual([...order].sort(bySku));
        expect(new Set(route.shipments.map((shipment) => shipment.channel)).size).toBe(
          route.shipments.length,
        );
        for (const shipment of route.shipments) expect(shipment.units.length).toBeGreaterThan(0);
        const other = routerOf([...channels].reverse())(order, country);
        expect(other).toEqual(route);
      },
    ),
  );
});

test('C1: the SKUs of a channel are read as Products spells them, commas and aliases included', () => {
  const products: Cells[] = [
    { SKU: 'MUG', Kind: 'physical', 'SKU aliases': 'CUP-1' },
    { SKU: 'Shirt, blue', Kind: 'physical' },
    { SKU: 'HAT', Kind: 'physical' },
  ];
  const skus = (cell: string): string[] => [
    ...(campaign({ orders: [], products, channels: [{ Channel: 'A', SKUs: cell }] }).channels[0]?.skus ?? []),
  ];
  expect(skus('mug ; Shirt, blue')).toEqual(['MUG', 'Shirt, blue']);
  expect(skus('Shirt, blue')).toEqual(['Shirt, blue']);
  expect(skus('cup-1, hat\nNEW')).toEqual(['MUG', 'HAT', 'NEW']);
});

test('without any channel there is one that ships everything', () => {
  const made = campaign({ orders: [] });
  expect(made.channels.map((one) => one.name)).toEqual(['All items']);
  expect(made.route([unit('CUP')], 'US').leftover).toEqual([]);
});
