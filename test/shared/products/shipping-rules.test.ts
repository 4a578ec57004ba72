/** What Push asks about goods before anything leaves for a warehouse. */
import { describe, expect, test } from 'vitest';
import { pushToChannel } from '../../../shared/actions/push-to-channel.ts';
import { explain } from '../../../shared/plan/reasons.ts';
import {
  type Cells,
  type Literal,
  outcomes,
  planned,
  planOf,
  ready,
  tablesOf,
} from '../../support/campaign.ts';
import { bookOf, look } from '../actions/shipping-support.ts';

const FULL: Cells = {
  'Weight g': 410,
  'HS code': '6912.00',
  Origin: 'Portugal',
  'Customs description': 'Ceramic mug',
  'Customs value': '7.00',
};
const mug = (more: Cells = {}): Cells => ({ SKU: 'MUG', Name: 'Mug', Kind: 'physical', ...more });
const shirt = (more: Cells = {}): Cells => ({ SKU: 'SHIRT', Name: 'Shirt', Kind: 'physical', ...more });
const channel = (more: Cells = {}): Cells => ({ Channel: 'All items', SKUs: 'everything else', ...more });

const plan = (literal: Literal) => planOf(pushToChannel, tablesOf(literal), { channel: 'All items' });
const push = (products: readonly Cells[], orders: readonly Cells[], channels = [channel()]) =>
  outcomes(plan({ products, orders, channels }));

describe('discontinued', () => {
  test('C4: an order with a discontinued SKU is left alone and says which, the others go', () => {
    const literal: Literal = {
      products: [mug({ Discontinued: 'yes' }), shirt()],
      orders: [
        ready('A-1', { Items: 'MUG x1; SHIRT x1' }),
        ready('A-2', { Items: 'SHIRT x1' }),
        ready('A-3', { Items: 'MUG x1; SHIRT x1', 'Cancelled items': 'MUG x1' }),
      ],
    };
    expect(outcomes(plan(literal))).toEqual({
      'A-1': 'left: sku.discontinued',
      'A-2': 'change',
      'A-3': 'change',
    });
    expect(plan(literal).detail[0]).toBe('MUG');
  });

  test('C4: a parcel that was planned before is held too', () => {
    const products = [mug({ Discontinued: 'yes' })];
    const made = plan({ products, orders: [ready('A-1')], shipments: [planned('A-1-1', 'MUG x1')] });
    expect(outcomes(made)).toEqual({ 'A-1': 'left: sku.discontinued' });
  });

  test('C4: a day counts from that day on, "no" and a blank do not count', () => {
    const orders = [ready('A-1')];
    const held = (cell: string) => push([mug({ Discontinued: cell })], orders)['A-1'];
    for (const cell of ['', 'no', 'No', '2026-05-04']) expect(held(cell), cell).toBe('change');
    for (const cell of ['yes', 'x', '2026-05-03', '2026-05-03 00:00:00Z', 'since May'])
      expect(held(cell), cell).toBe('left: sku.discontinued');
  });
});

describe('places and channels', () => {
  test('D15: a SKU that may not go to a country is left alone there only, whatever the country is called', () => {
    const literal: Literal = {
      products: [mug({ 'Not to': 'Germany; RU' })],
      orders: [ready('A-1', { Country: 'DE' }), ready('A-2', { Country: 'Deutschland' }), ready('A-3')],
    };
    const made = plan(literal);
    expect(outcomes(made)).toEqual({
      'A-1': 'left: country.restricted',
      'A-2': 'left: country.restricted',
      'A-3': 'change',
    });
    expect(explain('country.restricted', made.detail[0] ?? '').sentence).toBe(
      'Not allowed there: MUG to DE.',
    );
  });

  test('E11: what a channel does not carry is left alone in that channel', () => {
    const channels = [channel({ 'Does not carry': 'mug' })];
    expect(push([mug(), shirt()], [ready('A-1'), ready('A-2', { Items: 'SHIRT x1' })], channels)).toEqual({
      'A-1': 'left: sku.restricted-by-channel',
      'A-2': 'change',
    });
  });
});

describe('customs data', () => {
  const required = channel({ 'Ships from': 'US', 'Customs data': 'required' });
  const codes = (products: readonly Cells[], countries: readonly string[], one = required) =>
    Object.values(
      push(
        products,
        countries.map((Country, i) => ready(`A-${i + 1}`, { Country })),
        [one],
      ),
    );

  test('E1: abroad it needs code, origin, description, value and weight; at home nothing is asked', () => {
    expect(codes([mug()], ['US', 'PR', 'DE'])).toEqual(['change', 'change', 'left: customs.missing']);
    expect(codes([mug(FULL)], ['US', 'DE'])).toEqual(['change', 'change']);
    const made = plan({
      products: [mug({ ...FULL, 'HS code': '' })],
      orders: [ready('A-1', { Country: 'DE' })],
      channels: [required],
    });
    expect(made.detail).toEqual(['HS code (MUG)']);
  });

  test('E1: inside a customs union nothing is asked, out of it it is', () => {
    const from = (country: string) => channel({ 'Ships from': country, 'Customs data': 'required' });
    expect(codes([mug()], ['FR', 'MC', 'CH', 'GB', 'NO'], from('Germany'))).toEqual([
      'change',
      'change',
      'left: customs.missing',
      'left: customs.missing',
      'left: customs.missing',
    ]);
    expect(codes([mug()], ['LI', 'DE'], from('CH'))).toEqual(['change', 'left: customs.missing']);
  });

  test('D23: places apart from the customs area of their country need it too; Northern Ireland is one from Britain', () => {
    const to = (from: string, Country: string, code: string) =>
      push(
        [mug()],
        [ready('A-1', { Country, 'Postal code': code })],
        [channel({ 'Ships from': from, 'Customs data': 'required' })],
      )['A-1'] === 'change'
        ? 'home'
        : 'abroad';
    expect([to('ES', 'ES', '28001'), to('ES', 'ES', '35001'), to('DE', 'ES', '51001')]).toEqual([
      'home',
      'abroad',
      'abroad',
    ]);
    expect([to('GB', 'GB', 'SW1A 1AA'), to('GB', 'GB', 'BT1 5GS'), to('DE', 'GB', 'BT1 5GS')]).toEqual([
      'home',
      'abroad',
      'home',
    ]);
    expect([to('US', 'US', '00901'), to('US', 'US', '96910'), to('US', 'GU', '96910')]).toEqual([
      'home',
      'abroad',
      'abroad',
    ]);
  });

  test('E1: unless the channel requires it, the parcels go, with a warning and the table of SKUs', () => {
    const made = plan({
      products: [mug({ ...FULL, Origin: '' }), shirt()],
      orders: [
        ready('A-1', { Items: 'MUG x1; SHIRT x1', Country: 'DE' }),
        ready('A-2', { Country: 'DE' }),
        ready('A-3'),
      ],
      channels: [channel({ 'Ships from': 'US' })],
    });
    expect(Object.values(outcomes(made))).toEqual(['change', 'change', 'change']);
    expect(made.notices.map(({ text }) => text)).toContain(
      '2 parcels will go abroad without all customs data. Set Up, Products lists what is missing.',
    );
    expect(made.figures.at(-1)).toEqual({
      title: 'Customs data that is missing',
      columns: ['SKU', 'Missing', 'Orders'],
      rows: [
        ['MUG', 'Origin', 2],
        ['SHIRT', 'Weight g, HS code, Origin, Customs description, Customs value', 1],
      ],
    });
  });

  test('of a channel that does not say where it ships from, nothing is said until parcels go to two areas', () => {
    const said = (...countries: string[]) =>
      plan({
        products: [mug()],
        orders: countries.map((Country, i) => ready(`A-${i + 1}`, { Country })),
        channels: [channel()],
      })
        .notices.map(({ text }) => text)
        .find((text) => text.includes('customs'));
    expect(said('US', 'PR')).toBeUndefined();
    expect(said('DE', 'FR')).toBeUndefined();
    expect(said('US', 'DE')).toBe(
      '2 parcels lack customs data for going abroad. Channels does not say where All items ships from (column Ships from), so each country counts as abroad.',
    );
  });

  test('a channel that serves one country ships from there, and one that needs no data is never asked', () => {
    const us = channel({ Countries: 'US', 'Customs data': 'required' });
    expect(codes([mug()], ['US'], us)).toEqual(['change']);
    const never = channel({ 'Ships from': 'US', 'Customs data': 'not needed' });
    expect(codes([mug()], ['DE'], never)).toEqual(['change']);
  });
});

describe('light parcels', () => {
  const channels = (rule: string) => [channel({ 'Split rule': rule }), { Channel: 'Big', SKUs: 'SHIRT' }];
  const products = [mug({ 'Weight g': 20 }), shirt({ 'Weight g': 900 })];
  const warned = (rule: string, orders: readonly Cells[], goods = products) =>
    plan({ products: goods, orders, channels: channels(rule) })
      .notices.map(({ text }) => text)
      .filter((text) => text.includes('beside'));

  test('C21: a sticker that would go in a parcel of its own beside another one is pointed out', () => {
    const both = ready('A-1', { Items: 'MUG x1; SHIRT x1' });
    expect(warned('not below 50 g', [both])).toEqual([
      '1 parcel below 50 g beside another one: MUG. If the other channel has it in stock, let it ship it (Set Up, Channels).',
    ]);
    expect(warned('', [both])).toEqual([]);
    expect(warned('not below 50 g', [ready('A-1')])).toEqual([]);
    expect(warned('not below 50 g', [ready('A-1', { Items: 'MUG x3; SHIRT x1' })])).toEqual([]);
    expect(warned('not below 50 g', [both], [mug(), shirt()])).toEqual([]);
  });
});

test('a person who has no use for customs columns may delete them', () => {
  const book = bookOf(tablesOf({ orders: [ready('A-1')] }));
  const without = ['HS code', 'Origin', 'Split rule'];
  const read: typeof book.read = (tab, columns, rows) => {
    const table = book.read(tab, columns, rows);
    const gone = without.filter((name) => table.columns.has(name));
    const kept = new Map([...table.columns].filter(([name]) => !gone.includes(name)));
    return { ...table, columns: kept, missing: [...table.missing, ...gone] };
  };
  expect(look({ ...book, read }, pushToChannel, { channel: 'All items' }).counts.change).toBe(1);
});
