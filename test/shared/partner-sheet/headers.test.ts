import { describe, expect, test } from 'vitest';
import { SHEET_COLUMNS } from '../../../shared/partner-sheet/columns.ts';
import { columnOfHeader, headersOf, headerWord } from '../../../shared/partner-sheet/headers.ts';
import { defaultPreset, LANGUAGES } from '../../../shared/partner-sheet/preset.ts';
import { mapTrackingColumns } from '../../../shared/tracking/columns.ts';
import { ALL } from './samples.ts';

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '');

describe.each(LANGUAGES)('K5: headers in %s', (language) => {
  test('are known again as they stand, in capitals, without accents, with other blanks and marks', () => {
    for (const key of SHEET_COLUMNS) {
      const word = headerWord(key, language);
      for (const seen of [word, word.toUpperCase(), plain(word), ` ${word.replace(/ /g, '_')}: `, `${word}*`])
        expect([seen, columnOfHeader(seen)]).toEqual([seen, key]);
    }
  });

  test('are all different', () => {
    const words = SHEET_COLUMNS.map((key) => headerWord(key, language));
    expect(new Set(words).size).toBe(words.length);
  });

  test('of number, carrier and ship date mean the same in a tracking file', () => {
    const keys = ['number', 'carrier', 'shippedAt'] as const;
    const { found } = mapTrackingColumns(keys.map((key) => headerWord(key, language)));
    expect(found).toEqual({ number: 0, carrier: 1, shippedAt: 2 });
  });
});

test.each([
  ['AWB No.', 'number'],
  ['Tracking #', 'number'],
  ['Sendungsnr.', 'number'],
  ['Courier', 'carrier'],
  ['Dispatch date', 'shippedAt'],
  ['Versendet am', 'shippedAt'],
  ['Qty', 'quantity'],
  ['Menge', 'quantity'],
  ['Street', 'address1'],
  ['ZIP', 'postalCode'],
  ['Straße', 'address1'],
  ['Comments', 'remark'],
  ['Recipient', 'name'],
  ['Shipment', 'id'],
] as const)('%s is known as a name of %s', (text, key) => {
  expect(columnOfHeader(text)).toBe(key);
});

test.each([
  '',
  'Date',
  'Barcode',
  'Tracking',
  'Order number',
  'Email',
  'Shelf',
  'Tracking URL',
  'constructor',
])('a partner’s own column “%s” is none of ours: nothing is taken by likeness', (text) => {
  expect(columnOfHeader(text)).toBe(null);
});

describe('the headers of a preset', () => {
  test('stand in its order, with its own names where it has them', () => {
    const columns = [
      { key: 'number', header: ' Sendung ' },
      { key: 'id', header: '' },
    ] as const;
    expect(headersOf({ ...ALL, language: 'de', columns: [...columns] })).toEqual([
      { key: 'number', header: 'Sendung' },
      { key: 'id', header: 'Versand-ID' },
    ]);
  });

  test('K1: have no phone where it is not told, and no customs where this partner files none', () => {
    const keys = headersOf({ ...ALL, phone: 'no', customs: false }).map(({ key }) => key);
    const away = ['phone', 'taxId', 'hsCode', 'origin', 'customsDescription', 'customsValue'];
    expect(keys).toEqual(SHEET_COLUMNS.filter((key) => !away.includes(key)));
  });

  test('of a new sheet hold what a warehouse needs, and customs data where it files customs', () => {
    const headers = (customs: boolean): string[] =>
      headersOf(defaultPreset('en', 'US', { customs })).map(({ header }) => header);
    expect(headers(false)).toEqual([
      'Shipment ID',
      'Status',
      'What changed',
      'Seen',
      'Tracking number',
      'Carrier',
      'Contents',
      'Name',
      'Address 1',
      'Address 2',
      'City',
      'State/Province',
      'Postal code',
      'Country',
      'Phone',
      'Batch',
      'Ship date',
      'Quantity shipped',
      'Remark',
    ]);
    expect(headers(true)).toContain('HS code');
  });
});
