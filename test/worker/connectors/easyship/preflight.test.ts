import { describe, expect, it } from 'vitest';
import type { Line, ParcelOrder } from '../../../../worker/connectors/contract.ts';
import { easyship } from '../../../../worker/connectors/easyship/connector.ts';
import { PARCELS } from '../../../contracts/connector-fixture.ts';

const [home, abroad] = PARCELS;
const settings = { originCountry: 'United States' };
const withLine = (order: ParcelOrder, change: Partial<Line>): ParcelOrder => ({
  ...order,
  lines: order.lines.map((line) => ({ ...line, ...change })),
});
const to = (order: ParcelOrder, change: Partial<ParcelOrder['to']>): ParcelOrder => ({
  ...order,
  to: { ...order.to, ...change },
});
const check = (order: ParcelOrder, more: Record<string, string> = {}) =>
  easyship.preflight(order, { ...settings, ...more });

describe('what goes', () => {
  it('parcels at home and abroad with all that is asked for', () => {
    expect(PARCELS.map((order) => check(order))).toEqual([null, null, null]);
  });

  it('E1: parcels at home without customs data, once the connection says what to declare', () => {
    const bare = withLine(home, {
      hsCode: '',
      origin: '',
      customsDescription: '',
      customsValue: null,
      currency: '',
    });
    expect(check(bare)?.reason).toMatch(/HS code in Products, or Item category in the connection\.$/);
    expect(check(bare, { category: 'toys' })?.reason).toMatch(/Value of an item in the connection\.$/);
    expect(check(bare, { category: 'toys', value: '20 USD' })).toBeNull();
  });

  it('D6: Puerto Rico and Guam from the United States are at home, however they are written', () => {
    for (const change of [
      { country: 'PR', state: '', postalCode: '00926' },
      { country: 'US', state: 'GU', postalCode: '96913' },
    ]) {
      expect(check(withLine(to(home, change), { origin: '', customsDescription: '' }))).toBeNull();
    }
  });
});

describe('what stays, and why', () => {
  it.each([
    ['HS code', { hsCode: '' }, 'hs (SKU DICE). Fill in HS code in Products.'],
    ['a right HS code', { hsCode: '9504' }, 'hs (SKU DICE). HS code in Products must be 6 to 10 digits.'],
    ['origin', { origin: '' }, 'origin (SKU DICE). Fill in Origin in Products.'],
    [
      'description',
      { customsDescription: ' ' },
      'description (SKU DICE). Fill in Customs description in Products.',
    ],
    ['weight', { grams: null }, 'weight (SKU DICE). Fill in Weight g in Products.'],
    ['value', { customsValue: null }, 'value (SKU DICE). Fill in Customs value in Products.'],
    ['a value above 0 (E7)', { customsValue: 0 }, 'value (SKU DICE). Fill in Customs value in Products.'],
    ['currency', { currency: '' }, 'currency (SKU DICE). Fill in Customs value in Products.'],
  ])('E1: abroad without %s', (_, change, reason) => {
    // What makes up for it at home does not abroad.
    expect(check(withLine(abroad, change), { category: 'toys', value: '20 USD' })).toEqual({
      code: 'customs.missing',
      reason,
    });
  });

  it('E2: HS codes are taken with dots and a leading zero, as digits', () => {
    expect(check(withLine(abroad, { hsCode: '0950.49.00' }))).toBeNull();
  });

  it('E9: Brazil without a CPF or with a wrong one', () => {
    const brazil = to(abroad, { country: 'BR', state: 'SP', postalCode: '01310-100' });
    expect(check(brazil)).toMatchObject({ code: 'recipient.tax-id-missing' });
    expect(check({ ...brazil, taxId: '123.456.789-00' })).toMatchObject({ code: 'recipient.tax-id-format' });
    expect(check({ ...brazil, taxId: '529.982.247-25' })).toBeNull();
  });

  it('D16: no phone, unless the connection has one to fill in', () => {
    const silent = to(home, { phone: '' });
    expect(check(silent)).toMatchObject({ code: 'address.phone-missing' });
    expect(check(silent, { phone: '+1 775 555 0100' })).toBeNull();
  });

  it('no e-mail address, unless the connection has one to fill in', () => {
    expect(check(to(home, { email: '' }))).toMatchObject({ code: 'preflight.email' });
    expect(check(to(home, { email: '' }), { email: 'ship@lanternhouse.example' })).toBeNull();
  });

  it('no size, unless the connection has a box', () => {
    const flat = withLine(home, { heightCm: null });
    expect(check(flat)).toMatchObject({ code: 'preflight.size' });
    expect(check(flat, { box: '30 x 20,5 × 10 cm' })).toBeNull();
  });

  it.each([
    ['a country that is none', { originCountry: 'Nevada' }, /^Country you ship from/],
    ['no country', { originCountry: '' }, /^Country you ship from/],
    ['a box without sizes', { box: 'large' }, /^Box/],
    ['a value without a currency', { value: '20' }, /^Value of an item/],
  ])('anything, while the connection has %s', (_, more, reason) => {
    expect(check(home, more)).toMatchObject({
      code: 'preflight.settings',
      reason: expect.stringMatching(reason),
    });
  });

  it('no weight or size are asked for in batches, where Easyship has its own', () => {
    expect(check(withLine(home, { grams: null, heightCm: null }), { batches: 'yes' })).toBeNull();
  });

  it.each([
    ['no name', { name: ' ' }, /Name/],
    ['a name that is too long', { name: 'Anastasia '.repeat(6) }, /Name is too long: Easyship takes 50/],
    ['no street', { address1: '' }, /Address 1/],
    ['no city', { city: '' }, /City/],
    ['a country that nobody knows', { country: '' }, /Country/],
    ['no state where there are states', { state: '' }, /State/],
    ['no postal code where there are some', { postalCode: '' }, /Postal code/],
    [
      'a street that fits in no two lines',
      {
        address1: 'The Old Lantern Manufactory, Upper Gallery',
        address2: 'Entrance by the Canal, Third Court',
      },
      /two lines of 35/,
    ],
  ])('%s', (_, change, reason) => {
    const found = easyship.preflight(to(home, change));
    expect(found?.code).toBe('preflight.address');
    expect(found?.reason).toMatch(reason);
  });

  it('more items than a parcel may list', () => {
    const many = Array.from({ length: 67 }, (_, n) =>
      PARCELS.flatMap(({ lines }) => lines.map((line) => ({ ...line, sku: `S-${n}` }))),
    );
    const order = { ...home, lines: many.flat() };
    expect(order.lines.length).toBeGreaterThan(200);
    expect(easyship.preflight(order)?.code).toBe('preflight.too-many-items');
  });
});
