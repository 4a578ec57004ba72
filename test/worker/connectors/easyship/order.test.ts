import { describe, expect, it } from 'vitest';
import type { ParcelOrder } from '../../../../worker/connectors/contract.ts';
import { isAbroad, regulatory } from '../../../../worker/connectors/easyship/customs.ts';
import { batchBody, shipmentBody } from '../../../../worker/connectors/easyship/order.ts';
import { PARCELS } from '../../../contracts/connector-fixture.ts';

const ORIGIN = '5d2f8b1c-7e64-4a39-8d10-2b6c9e4f7a31';
const [home, abroad, mailedByPartner] = PARCELS;
const body = (order: ParcelOrder, settings: Record<string, string> = {}) =>
  shipmentBody(order, { originCountry: 'US', ...settings }, ORIGIN);
const sentTo = (order: ParcelOrder, country: string, postalCode: string, currency = 'EUR', value = 30) => ({
  ...order,
  to: { ...order.to, country, postalCode },
  lines: order.lines.map((line) => ({ ...line, currency, customsValue: value })),
});

describe('a parcel in Easyship’s form', () => {
  it('carries our key twice, and what people call it', () => {
    expect(body(home)).toMatchObject({
      order_data: {
        platform_order_number: home.key,
        order_created_at: home.orderedAt,
        seller_notes: 'Order KS-1042, shipment KS-1042-1',
      },
      metadata: { shipsheet: home.key },
    });
  });

  it('weighs in kilograms, with the size of each product, and is neither insured nor paid for', () => {
    const sent = body(home);
    expect(sent.parcels[0]?.items[0]).toEqual({
      sku: 'GAME',
      description: 'Board game',
      hs_code: '950490',
      quantity: 1,
      declared_currency: 'USD',
      declared_customs_value: 35,
      origin_country_alpha2: 'DE',
      actual_weight: 1.65,
      dimensions: { length: 30, width: 30, height: 7 },
    });
    expect(sent).toMatchObject({
      insurance: { is_insured: false },
      incoterms: 'DDU',
      shipping_settings: { buy_label: false },
    });
  });

  it('goes in the box of the connection where a product has no size', () => {
    const [line] = abroad.lines;
    if (!line) throw new Error('no line');
    const sent = body({ ...abroad, lines: [{ ...line, heightCm: null }] }, { box: '30x20x10' });
    expect(sent.parcels[0]).toMatchObject({ box: { length: 30, width: 20, height: 10 } });
    expect(sent.parcels[0]?.items[0]).not.toHaveProperty('dimensions');
  });

  it('D21: a long street is broken elsewhere, and keeps its words', () => {
    const address1 = '4821 Wexcombe Ridge Road South West, Apartment 5';
    const sent: Record<string, string> = body({
      ...home,
      to: { ...home.to, address1, address2: '' },
    }).destination_address;
    const { line_1 = '', line_2 = '' } = sent;
    expect(`${line_1} ${line_2}`.replace(/,/g, '')).toBe(address1.replace(/,/g, ''));
    expect(line_1.length).toBeLessThanOrEqual(35);
  });

  it('names the creator’s address instead of the backer’s, unless the partner is to mail', () => {
    const settings = { email: 'ship@lanternhouse.example' };
    expect(body(home, settings).destination_address.contact_email).toBe('ship@lanternhouse.example');
    expect(body(home).destination_address.contact_email).toBe(home.to.email);
    expect(body(mailedByPartner, settings).destination_address.contact_email).toBe(mailedByPartner.to.email);
  });

  it('has what the connection chose', () => {
    const sent = body(
      { ...home, taxId: '12-3456789' },
      { incoterms: 'DDP', courierService: 'c7a1d3f0-5b8e-4a52-9c63-1f2e3d4c5b6a', phone: '+1 775 555 0100' },
    );
    expect(sent).toMatchObject({
      incoterms: 'DDP',
      consignee_tax_id: '12-3456789',
      courier_settings: { courier_service_id: 'c7a1d3f0-5b8e-4a52-9c63-1f2e3d4c5b6a' },
      destination_address: { contact_phone: home.to.phone },
    });
  });

  it('in a batch names products by SKU, its weight, and a postal code even where there are none', () => {
    const hongKong = { ...abroad, to: { ...abroad.to, country: 'HK', postalCode: '' } };
    const [sent] = batchBody([hongKong], { originCountry: 'US' }, ORIGIN).shipments;
    expect(sent).toMatchObject({
      origin_address_id: ORIGIN,
      destination_address: { state: '', postal_code: '0', country_alpha2: 'HK' },
      parcels: [{ total_actual_weight: 0.12, items: [{ product: { sku: 'DICE' }, quantity: 2 }] }],
    });
  });
});

describe('customs', () => {
  const from = (originCountry: string) => ({ originCountry });
  it.each([
    ['US', 'US', '45434', false],
    ['US', 'CA', 'K1A 0B1', true],
    ['DE', 'FR', '75001', false],
    ['DE', 'GB', 'SW1A 1AA', true],
    ['ES', 'ES', '28001', false],
    ['ES', 'ES', '35001', true],
    ['US', 'PR', '00926', false],
    ['', 'US', '45434', true],
  ])('from %s to %s %s: passed %s', (origin, country, postal, passed) => {
    expect(isAbroad(sentTo(home, country, postal), from(origin))).toBe(passed);
  });

  const numbers = { originCountry: 'US', ioss: 'IM2760000742', eori: 'US123', vat: 'GB1' };
  it('E3: IOSS goes with parcels to the EU of 150 EUR at most', () => {
    expect(regulatory(sentTo(abroad, 'DE', '10115'), numbers)).toEqual({
      eori: 'US123',
      vat_number: 'GB1',
      ioss: 'IM2760000742',
    });
  });
  it.each([
    ['E4: worth more', sentTo(abroad, 'DE', '10115', 'EUR', 76)],
    ['E4: worth an unknown sum of EUR', sentTo(abroad, 'DE', '10115', 'USD')],
    ['E5: to the United Kingdom', sentTo(abroad, 'GB', 'HG2 8QT')],
    ['E5: to Norway', sentTo(abroad, 'NO', '0150')],
    ['to the Canary Islands, outside the VAT area', sentTo(abroad, 'ES', '35001')],
  ])('%s: no IOSS', (_, order) => {
    expect(regulatory(order, numbers)).not.toHaveProperty('ioss');
  });
  it('at home goes without any number', () => {
    expect(regulatory(home, numbers)).toEqual({});
  });
});
