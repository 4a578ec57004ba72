import { describe, expect, test } from 'vitest';
import {
  carrierName,
  carrierReader,
  numberInUrl,
  trackingUrl,
} from '../../../shared/tracking/carrier-name.ts';
import { CARRIERS } from '../../../shared/tracking/carriers.ts';
import { FORMATS } from '../../../shared/tracking/formats.ts';
import { facts } from '../source/facts.ts';

describe('carrierName', () => {
  test.each([
    ['Fedex', 'FedEx'],
    ['FED EX Ground', 'FedEx'],
    ['fx', 'FedEx'],
    ['FedEx Home Delivery®', 'FedEx'],
    ['ups', 'UPS'],
    ['U.P.S.', 'UPS'],
    ['UPS Ground', 'UPS'],
    ['USPS First-Class Package', 'USPS'],
    ['usps_ground_advantage', 'USPS'],
    ['United States Postal Service', 'USPS'],
    ['DHL', 'DHL'],
    ['DHL Express', 'DHL Express'],
    ['DHL Paket', 'DHL'],
    ['DHL Express Worldwide', 'DHL Express'],
    ['DHL eCommerce', 'DHL eCommerce'],
    ['Royal Mail Tracked 48', 'Royal Mail'],
    ['DPD (UK)', 'DPD UK'],
    ['Österreichische Post', 'Austrian Post'],
    ['  Canada   Post ', 'Canada Post'],
  ])('G23: %s is %s', (text, carrier) => {
    expect(carrierName(text)).toEqual({ carrier, known: true });
  });

  test.each(['Speedy Bikes', 'UPS Store Berlin', 'Upside', 'DHLX', 'Post', 'Express'])(
    'G23: %s is no carrier that we know, and stays as it is',
    (text) => {
      expect(carrierName(text)).toEqual({ carrier: text, known: false });
    },
  );

  test('a blank cell names none', () => {
    expect(carrierName('  ')).toEqual({ carrier: '', known: false });
  });

  test('the reader that remembers gives the same', () => {
    const read = carrierReader();
    expect([read('fx'), read('fx')]).toEqual([carrierName('fx'), carrierName('fx')]);
  });

  test('each name and alias means one carrier, and each carrier is found by its own name', () => {
    const plain = CARRIERS.flatMap((c) => [c.name, ...c.aliases]).map((n) =>
      n.toLowerCase().replace(/[^\p{L}\p{N}]/gu, ''),
    );
    const twice = plain.filter((n, i) => plain.indexOf(n) !== i);
    const own = CARRIERS.flatMap((c) =>
      c.aliases.filter((a) => a === c.name.toLowerCase().replace(/ /g, '')),
    );
    expect(twice.filter((n) => !own.includes(n))).toEqual([]);
    for (const { name } of CARRIERS) expect(carrierName(name), name).toEqual({ carrier: name, known: true });
  });

  test('every format belongs to a carrier of the table', () => {
    const names = new Set(CARRIERS.map((c) => c.name));
    expect(FORMATS.map((f) => f.carrier).filter((c) => c !== 'Post' && !names.has(c))).toEqual([]);
  });
});

describe('tracking pages', () => {
  test('the address holds the number, encoded', () => {
    expect(trackingUrl('fedex', '986578788855')).toBe(
      'https://www.fedex.com/apps/fedextrack/?tracknumbers=986578788855',
    );
    expect(trackingUrl('UPS', 'A B&C')).toContain('trackNums=A%20B%26C');
  });

  test('a carrier without a page, or a row without a number, has no address', () => {
    expect([trackingUrl('Speedy Bikes', '1'), trackingUrl('InPost', '1'), trackingUrl('UPS', '')]).toEqual([
      '',
      '',
      '',
    ]);
  });

  test('every page that can be read gives back the number that was put in', () => {
    for (const { name, url, inUrl } of CARRIERS) {
      if (!url) continue;
      expect(url.split('{n}'), name).toHaveLength(2);
      if (inUrl)
        expect(numberInUrl(trackingUrl(name, 'AB12345678')), name).toEqual({
          carrier: name,
          number: 'AB12345678',
        });
    }
  });

  test('every public template is known to some carrier', () => {
    const { templates } = facts('tracking-urls.json') as { templates: Record<string, string> };
    const unread = Object.entries(templates)
      .filter(([, t]) => !numberInUrl(t.replace('{n}', 'AB12345678')))
      .map(([key]) => key);
    expect(unread).toEqual([]);
  });
});
