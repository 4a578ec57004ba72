import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dateReader, parseDate } from '../../../shared/source/dates.ts';
import { moneyReader, parseMoney } from '../../../shared/source/money.ts';

describe('parseMoney', () => {
  test.each([
    ['$5.00 USD', '5.00', 'USD'],
    ['SEK 1,000.00', '1000.00', 'SEK'],
    ['€ 1.000,00', '1000.00', 'EUR'],
    ['€1.000', '1000', 'EUR'],
    ['1.000.000,50 €', '1000000.50', 'EUR'],
    ['¥1,000', '1000', 'JPY'],
    ['59', '59', ''],
    ['$0.00', '0.00', ''],
    ['CA$59.5', '59.5', 'CAD'],
    ['US$ 59.00', '59.00', 'USD'],
    ["CHF 1'234.50", '1234.50', 'CHF'],
    ['1\u00a0234,50 EUR', '1234.50', 'EUR'],
    ['-$5.00', '-5.00', ''],
    ['$-5.00 USD', '-5.00', 'USD'],
    ['12,5', '12.5', ''],
  ])('%s', (text, amount, currency) => {
    expect(parseMoney(text)).toEqual({ amount, currency });
  });

  test.each(['', 'five', '5 apples', '$', '1,00,000.00', '1.2.3', 'USD 5 EUR', '5.00.00', '#5'])(
    'refuses %j',
    (text) => {
      expect(parseMoney(text)).toBeNull();
    },
  );

  test('the reader that remembers gives the same', () => {
    const read = moneyReader();
    expect([read('$5.00'), read('x'), read('$5.00'), read('x')]).toEqual([
      { amount: '5.00', currency: '' },
      null,
      { amount: '5.00', currency: '' },
      null,
    ]);
  });
});

describe('parseDate', () => {
  test.each([
    ['2018/03/28, 10:27', '2018-03-28 10:27:00Z'],
    ['2018-03-28', '2018-03-28'],
    ['2018-03-28 10:27:05', '2018-03-28 10:27:05Z'],
    ['2018-03-28T10:27:05.123Z', '2018-03-28 10:27:05Z'],
    ['2018-03-28 10:27:05 UTC', '2018-03-28 10:27:05Z'],
    ['2018-12-31T23:30:00-05:00', '2019-01-01 04:30:00Z'],
    ['28.03.2018', '2018-03-28'],
    ['03.04.2025', '2025-04-03'],
    ['28/03/2018 10:27', '2018-03-28 10:27:00Z'],
    ['3/28/2018 1:05 PM', '2018-03-28 13:05:00Z'],
    ['12/31/24 12:05 AM', '2024-12-31 00:05:00Z'],
    ['5/5/2025', '2025-05-05'],
    ['28 March 2018', '2018-03-28'],
    ['28. März 2018', '2018-03-28'],
    ['Mar 28, 2018', '2018-03-28'],
    ['Wed, 28 Mar 2018', '2018-03-28'],
    ['28-Mar-2018', '2018-03-28'],
  ])('G29: %s', (raw, text) => {
    expect(parseDate(raw)).toEqual({ ok: true, text });
  });

  test('G29: 03/04/2025 is ambiguous unless the order is declared', () => {
    expect(parseDate('03/04/2025')).toEqual({ ok: false, why: 'ambiguous' });
    expect(parseDate('03/04/2025', 'dmy')).toEqual({ ok: true, text: '2025-04-03' });
    expect(parseDate('03/04/2025', 'mdy')).toEqual({ ok: true, text: '2025-03-04' });
  });

  test.each([
    '',
    'yesterday',
    '2018-02-30',
    '31/04/2018',
    '2018-13-01',
    '2018-01-01 25:00',
    '28 Foo 2018',
    '45678',
  ])('cannot read %j', (raw) => {
    expect(parseDate(raw)).toEqual({ ok: false, why: 'unreadable' });
  });
});

test('the reader for many rows gives what parseDate gives', () => {
  const read = dateReader();
  const part = fc.integer({ min: 0, max: 99 }).map((n) => `${n}`.padStart(2, '0'));
  const stamp = fc
    .tuple(fc.integer({ min: 2012, max: 2026 }), part, part, fc.constantFrom(', ', ',x', ' , '), part, part)
    .map(([y, m, d, gap, hh, mm]) => `${y}/${m}/${d}${gap}${hh}:${mm}`);
  fc.assert(
    fc.property(fc.oneof(stamp, fc.constant('2018/03/28, 1x:27')), (text) => {
      expect(read(text)).toEqual(parseDate(text));
    }),
    { numRuns: 500 },
  );
  expect(read('2018/03/28, 10:27')).toEqual({ ok: true, text: '2018-03-28 10:27:00Z' });
});
