import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseA1, toA1 } from '../../../../worker/local/script/services/a1.ts';
import {
  decodeBase64,
  decodeUtf8,
  encodeBase64,
  encodeUtf8,
} from '../../../../worker/local/script/services/bytes.ts';
import { instantToSerial, serialToInstant } from '../../../../worker/local/script/services/time-zone.ts';

test('a range comes back from its A1 text', () => {
  const area = fc.record({
    row: fc.nat(50_000),
    column: fc.nat(800),
    rows: fc.integer({ min: 1, max: 1000 }),
    columns: fc.integer({ min: 1, max: 100 }),
  });
  fc.assert(
    fc.property(area, fc.string({ minLength: 1 }), (range, name) => {
      const text = `'${name.replaceAll("'", "''")}'!${toA1(range)}`;
      const found = parseA1(text, (sheet) => ({
        sheetId: sheet === name ? 7 : 0,
        rows: 60_000,
        columns: 1000,
      }));
      expect(found).toEqual({ sheetId: 7, range });
    }),
  );
});

test('bytes come back from base64, and text from UTF-8, as from Node', () => {
  fc.assert(
    fc.property(fc.uint8Array(), fc.boolean(), (bytes, webSafe) => {
      expect(decodeBase64(encodeBase64(bytes, webSafe), webSafe)).toEqual(bytes);
      expect(encodeBase64(bytes, false)).toBe(Buffer.from(bytes).toString('base64'));
    }),
  );
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(encodeUtf8(text)).toEqual(new TextEncoder().encode(text));
      expect(decodeUtf8(encodeUtf8(text))).toBe(
        new TextDecoder('utf-8', { ignoreBOM: true }).decode(encodeUtf8(text)),
      );
    }),
  );
});

test.each([
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'Pacific/Apia',
])(
  'a moment comes back from its serial number in %s, except in the hour that a clock shows twice',
  (zone) => {
    const hour = 3_600_000;
    const moments = fc.date({
      min: new Date('1905-01-01'),
      max: new Date('2100-01-01'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(moments, (date) => {
        const back = serialToInstant(instantToSerial(date.getTime(), zone), zone);
        const twice = [-1, 1].some(
          (sign) =>
            Math.abs(
              instantToSerial(date.getTime() + sign * hour, zone) - instantToSerial(date.getTime(), zone),
            ) < 0.04,
        );
        // A serial number in a double keeps a fraction of a millisecond today.
        if (!twice) expect(Math.abs(back - date.getTime())).toBeLessThanOrEqual(1);
      }),
    );
  },
);

test('serial numbers are wall clock days since 1899-12-30', () => {
  expect(instantToSerial(Date.UTC(2020, 0, 1), 'UTC')).toBe(43831);
  expect(serialToInstant(43831.5, 'America/New_York')).toBe(Date.UTC(2020, 0, 1, 17));
  // 02:30 on the night of the change to summer time is skipped.
  expect(new Date(serialToInstant(46110 + 2.5 / 24, 'Europe/Berlin')).toISOString()).toMatch(
    /^2026-03-29T0[01]:30/,
  );
});
