import { expect, test } from 'vitest';
import type { HandedShipment } from '../../../shared/sync/wire.ts';
import { contentOf, hashOf, holdsTheSame, parcelsIn, sameParcel } from '../../../worker/parcel/content.ts';
import type { ParcelContent } from '../../../worker/store/tables.ts';
import { handed } from '../../support/handed.ts';

const MUG = {
  sku: 'MUG',
  name: 'Enamel mug',
  grams: 350,
  lengthCm: 12,
  widthCm: 12,
  heightCm: 11,
  hsCode: '732393',
  origin: 'CN',
  customsDescription: 'Steel mug',
  customsValue: 18,
  currency: 'USD',
};
const AT = '2026-03-01T08:00:00.000Z';

function content(rows: readonly HandedShipment[], known: ParcelContent | null = null): ParcelContent {
  const read = contentOf({ id: rows[0]?.id ?? '', rows }, new Map([['MUG', MUG]]), known, AT);
  if (!read.ok) throw new Error(read.code);
  return read.value;
}

test('Rows of one box are one parcel, with the lead first and the units of all', () => {
  const rows = [handed('1042-1'), handed('1050-1', { box: '1042-1', contents: 'MUG x1' }), handed('1060-1')];
  const [first, second] = parcelsIn(rows);
  expect([first?.id, second?.id]).toEqual(['1042-1', '1060-1']);
  const box = content([...(first?.rows ?? [])]);
  expect(box.shipments.map(({ id }) => id)).toEqual(['1042-1', '1050-1']);
  expect(box.order.lines.map(({ sku, quantity }) => [sku, quantity])).toEqual([
    ['MUG', 3],
    ['SHIRT', 1],
  ]);
});

test('A line holds what Products says of its SKU; what Products lacks is null', () => {
  const [mug, shirt] = content([handed('1042-1')]).order.lines;
  expect(mug).toEqual({ ...MUG, quantity: 2 });
  expect(shirt).toMatchObject({ sku: 'SHIRT', name: 'SHIRT', grams: null, customsValue: null, hsCode: '' });
});

test('F18: names with &, <, quotes, commas and line breaks are kept as they are', () => {
  const name = 'A & B <"x">, \n\u{1F642} O\u2019Neil';
  expect(content([handed('1042-1', { name })]).order.to.name).toBe(name);
});

test.each([
  ['items.invalid', { contents: 'MUG' }],
  ['qty.invalid', { contents: 'MUG x1.5' }],
  ['parcel.empty', { contents: '' }],
  ['parcel.empty', { contents: '-' }],
  ['address.country-unknown', { country: '' }],
])('Refused with %s: %j', (code, over) => {
  expect(contentOf({ id: '1042-1', rows: [handed('1042-1', over)] }, new Map(), null, AT)).toMatchObject({
    ok: false,
    code,
  });
});

test('The hash is that of what the partner is told, not of when', () => {
  const one = content([handed('1042-1')]);
  const read = contentOf({ id: '1042-1', rows: [handed('1042-1')] }, new Map([['MUG', MUG]]), null, 'later');
  expect(read.ok && hashOf(read.value)).toBe(hashOf(one));
  for (const over of [{ address1: '13 Larkspur Lane' }, { contents: 'MUG x3; SHIRT x1' }, { taxId: 'X' }])
    expect(hashOf(content([handed('1042-1', over)]))).not.toBe(hashOf(one));
});

test('Other weights do not make another parcel; another address does', () => {
  const light = content([handed('1042-1')]);
  const read = contentOf({ id: '1042-1', rows: [handed('1042-1')] }, new Map(), null, AT);
  if (!read.ok) throw new Error(read.code);
  expect(hashOf(read.value)).not.toBe(hashOf(light));
  expect(sameParcel(read.value, light)).toBe(true);
  expect(sameParcel(content([handed('1042-1', { city: 'Dallas' })]), light)).toBe(false);
});

test('A row of a box that comes alone keeps the rest of its parcel', () => {
  const both = content([handed('1042-1'), handed('1050-1', { box: '1042-1', contents: 'MUG x1' })]);
  const again = contentOf(
    { id: '1042-1', rows: [handed('1050-1', { box: '1042-1', contents: 'MUG x1' })] },
    new Map([['MUG', MUG]]),
    both,
    'later',
  );
  expect(again.ok && hashOf(again.value)).toBe(hashOf(both));
  expect(again.ok && again.value.order.orderedAt).toBe(AT);
});

test('F9: an order of our key is ours when it holds the same units for the same place', () => {
  const ours = content([handed('1042-1')]);
  const lines = [
    { sku: 'shirt', quantity: 1 },
    { sku: 'MUG ', quantity: 1 },
    { sku: 'MUG', quantity: 1 },
  ];
  const place = { country: 'US', postalCode: '78701-2345' };
  expect(holdsTheSame(ours, { lines, destination: place })).toBe(true);
  expect(holdsTheSame(ours, { lines: null, destination: null })).toBe(true);
  expect(holdsTheSame(ours, { lines: lines.slice(1), destination: place })).toBe(false);
  expect(holdsTheSame(ours, { lines, destination: { country: 'US', postalCode: '10001' } })).toBe(false);
  expect(holdsTheSame(ours, { lines, destination: { country: 'CA', postalCode: '78701' } })).toBe(false);
});
