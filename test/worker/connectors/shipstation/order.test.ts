import { describe, expect, it } from 'vitest';
import type { Line, ParcelOrder } from '../../../../worker/connectors/contract.ts';
import { orderBody, preflight } from '../../../../worker/connectors/shipstation/order.ts';
import { PARCELS } from '../../../contracts/connector-fixture.ts';
import { ACCOUNT } from './converse.ts';

const [usa, britain] = PARCELS;
const body = (order: ParcelOrder, settings: Record<string, string> = {}) =>
  orderBody({ ...ACCOUNT, settings }, order);
const withLine = (change: Partial<Line>): ParcelOrder => ({
  ...britain,
  lines: britain.lines.map((line) => ({ ...line, ...change })),
});

describe('a parcel as ShipStation’s order', () => {
  it('has our key, the shipment as its number, Pacific time, the address and the weights in grams', () => {
    expect(body(usa)).toEqual({
      orderNumber: 'KS-1042-1',
      orderKey: 'lan7-KS-1042-1',
      orderDate: '2026-03-01T02:22:31',
      orderStatus: 'awaiting_shipment',
      billTo: { name: usa.to.name },
      shipTo: {
        name: usa.to.name,
        street1: usa.to.address1,
        street2: usa.to.address2,
        city: 'Beavercreek',
        state: 'OH',
        postalCode: '45434',
        country: 'US',
        phone: '+1 937 555 0142',
      },
      items: [
        {
          lineItemKey: 'GAME',
          sku: 'GAME',
          name: 'Lanterns of Havenmoor',
          quantity: 1,
          weight: { value: 1650, units: 'grams' },
          unitPrice: 35,
        },
        {
          lineItemKey: 'DICE',
          sku: 'DICE',
          name: 'Lantern dice, set of 7',
          quantity: 2,
          weight: { value: 60, units: 'grams' },
          unitPrice: 4,
        },
      ],
      weight: { value: 1770, units: 'grams' },
      advancedOptions: { source: 'Shipsheet' },
    });
  });

  it('names store, Ship From and requested service of the connection', () => {
    expect(body(usa, { store: '30117', warehouse: '812', service: 'Media Mail' })).toMatchObject({
      requestedShippingService: 'Media Mail',
      advancedOptions: { source: 'Shipsheet', storeId: 30117, warehouseId: 812 },
    });
  });

  it('gives no total weight when that of a product is unknown', () => {
    const made = body(withLine({ grams: null }));
    expect(made).not.toHaveProperty('weight');
    expect(made).toMatchObject({ items: [expect.not.objectContaining({ weight: expect.anything() })] });
  });

  describe('customs', () => {
    it('are declared for another country than that it ships from: value of one unit, code, origin', () => {
      expect(body(britain)).toMatchObject({
        internationalOptions: {
          contents: 'merchandise',
          customsItems: [
            {
              description: 'Plastic dice',
              quantity: 2,
              value: 4,
              harmonizedTariffCode: '950490',
              countryOfOrigin: 'CN',
            },
          ],
        },
      });
    });
    it('are not, at home', () => {
      expect(body(usa)).not.toHaveProperty('internationalOptions');
      expect(body(britain, { country: 'gb' })).not.toHaveProperty('internationalOptions');
    });
    it.each<[Partial<Line>, string]>([
      [{ currency: 'EUR' }, 'another currency'],
      [{ customsValue: null }, 'no value'],
    ])('are left to a person, with a note, when a line has %j: %s', (change) => {
      const made = body(withLine(change));
      expect(made).not.toHaveProperty('internationalOptions');
      expect(made.internalNotes).toBe('Customs values to be entered by hand: none in USD for DICE.');
    });
    it('are in the currency of the account', () => {
      expect(body(withLine({ currency: 'CAD' }), { currency: 'cad' })).toHaveProperty('internationalOptions');
    });
  });

  describe('the tax ID', () => {
    const taxed: ParcelOrder = { ...britain, taxId: 'GB 123 4567 89' };
    it.each([
      ['', 'internalNotes', 'Tax ID of the recipient: GB 123 4567 89'],
      ['2', 'advancedOptions', { source: 'Shipsheet', customField2: 'Tax ID GB 123 4567 89' }],
    ])('goes where the connection says (%j)', (place, field, value) => {
      expect(body(taxed, { 'tax-id': place })[field]).toEqual(value);
    });
    it('goes nowhere when so wished', () =>
      expect(JSON.stringify(body(taxed, { 'tax-id': 'none' }))).not.toContain('4567'));
  });

  describe('who sends tracking e-mails', () => {
    it('the partner: it gets the address', () =>
      expect(body({ ...usa, emailsBy: 'partner' }).customerEmail).toBe(usa.to.email));
    it.each(['Shipsheet', 'nobody'] as const)(
      '%s: without the address ShipStation cannot mail',
      (emailsBy) => {
        expect(JSON.stringify(body({ ...usa, emailsBy }))).not.toContain(usa.to.email);
        expect(body({ ...usa, emailsBy }, { email: 'always' }).customerEmail).toBe(usa.to.email);
      },
    );
  });
});

describe('preflight', () => {
  const to = (change: Partial<ParcelOrder['to']>): ParcelOrder => ({ ...usa, to: { ...usa.to, ...change } });
  it.each<[string, ParcelOrder, string]>([
    ['no lines', { ...usa, lines: [] }, 'preflight.contents-missing'],
    ['a line without SKU', withLine({ sku: ' ' }), 'preflight.sku-missing'],
    ['no quantity', withLine({ quantity: 0 }), 'preflight.quantity'],
    ['half a quantity', withLine({ quantity: 1.5 }), 'preflight.quantity'],
    ['no name', to({ name: ' ' }), 'preflight.address-missing'],
    ['no street', to({ address1: '' }), 'preflight.address-missing'],
    ['no city', to({ city: '' }), 'preflight.address-missing'],
    ['no country', to({ country: '' }), 'preflight.address-missing'],
    ['a country in words', to({ country: 'France' }), 'preflight.country'],
    ['a key that would be cut', { ...usa, key: `lan7-${'9'.repeat(46)}-1` }, 'preflight.key-too-long'],
  ])('refuses %s with what to do', (_, order, code) => {
    expect(preflight(order)).toEqual({ code, reason: expect.stringMatching(/: .*\.$/) });
  });
  it.each([{ store: 'main' }, { warehouse: '8b' }, { country: 'USA' }, { currency: '$' }])(
    'refuses settings that would be ignored: %j',
    (settings) => {
      expect(preflight(usa, settings)?.code).toBe('preflight.settings');
    },
  );
  it('takes blank settings, and good ones', () => {
    expect(preflight(usa, { store: '', country: '' })).toBeNull();
    expect(preflight(usa, { store: '30117', warehouse: '812', country: 'de', currency: 'EUR' })).toBeNull();
  });
});
