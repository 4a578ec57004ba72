import { describe, expect, test } from 'vitest';
import { checkCharacter } from '../../../shared/tracking/check-digit.ts';
import {
  ALL_FORMATS,
  detect,
  onlyCarrier,
  sameHouse,
  withLostZeros,
} from '../../../shared/tracking/detect.ts';
import { FORMATS } from '../../../shared/tracking/formats.ts';
import { postOf } from '../../../shared/tracking/posts.ts';
import { facts } from '../source/facts.ts';
import { INVALID, SAMPLES } from './samples.ts';

const COURIERS = [
  ...[
    'amazon',
    'canadapost',
    'canpar',
    'dhl',
    'dpd',
    'fedex',
    'gofo',
    'landmark',
    'lasership',
    'old_dominion',
  ],
  ...['ontrac', 'purolator', 's10', 'speedee', 'ups', 'usps', 'yodel', 'yunexpress'],
];

/** A number of a format made by filling its pattern, with the check digit computed. */
function madeNumbers(id: string): string[] {
  const made: Record<string, (seed: number) => [serial: string, number: (check: string) => string]> = {
    usps_20: (n) => [serialOf(n, 19), (c) => serialOf(n, 19) + c],
    dpd_14: (n) => [serialOf(n, 14), (c) => serialOf(n, 14) + c],
    dpd: (n) => [serialOf(n, 27), (c) => serialOf(n, 27) + c],
    fedex_astra_32: (n) => [serialOf(n, 11), (c) => `312345678901234${9}${serialOf(n, 11)}${c}0001`],
    fedex_ground_gsn: (n) => [serialOf(n, 13), (c) => `9622001900000000000${7}${serialOf(n, 13)}${c}`],
    old_dominion_guaranteed: (n) => [`80${serialOf(n, 8)}`, (c) => `80${serialOf(n, 8)}${c}`],
    ontrac_d: (n) => [`5${serialOf(n, 12)}`, (c) => `D5${serialOf(n, 12)}${c}`],
    s10: (n) => [serialOf(n, 8), (c) => `LX${serialOf(n, 8)}${c}DE`],
  };
  const make = made[id];
  const format = FORMATS.find((f) => f.id === id);
  if (!make || !format?.check) return [];
  const { check } = format;
  return [3, 1417, 99_991].map((seed) => {
    const [serial, number] = make(seed);
    return number(checkCharacter(serial, check));
  });
}
const serialOf = (seed: number, length: number): string =>
  `${seed * 7_919 + 1_000_003}`.repeat(6).slice(0, length);

describe('formats', () => {
  test('every format of the reference data has an entry', () => {
    const counted = COURIERS.map((name) => facts(`tracking-formats/${name}.json`)).flatMap(
      (f) => (f as { tracking_numbers: unknown[] }).tracking_numbers,
    );
    expect(FORMATS).toHaveLength(counted.length);
    expect(new Set(FORMATS.map((f) => f.id)).size).toBe(39);
  });

  test.each(SAMPLES)('%s of %s: %s is found with nothing wrong', (format, carrier, number) => {
    const found = detect(number).find((c) => c.format === format);
    expect(found?.carrier).toBe(carrier);
    expect(found?.check).not.toBe('wrong');
  });

  test.each([
    'usps_20',
    'dpd_14',
    'dpd',
    'fedex_astra_32',
    'fedex_ground_gsn',
    'old_dominion_guaranteed',
    'ontrac_d',
    's10',
  ])('%s: a made number has the right check digit, another digit has not', (id) => {
    for (const number of madeNumbers(id)) {
      expect(detect(number).find((c) => c.format === id)?.check, number).toBe('right');
      const at = id === 's10' ? 10 : id === 'fedex_astra_32' ? 27 : number.length - 1;
      const digit = number[at] === '3' ? '4' : '3';
      const wrong = number.slice(0, at) + digit + number.slice(at + 1);
      expect(detect(wrong).find((c) => c.format === id)?.check, wrong).toBe('wrong');
    }
  });

  test.each(INVALID)('%s: %s: %s', (format, how, number) => {
    const found = detect(number).find((c) => c.format === format);
    expect(found?.check).toBe(how === 'wrong' ? 'wrong' : undefined);
  });

  test('each format has a number that is right and one that is not', () => {
    const right = new Set(SAMPLES.map(([format]) => format));
    const wrong = new Set(INVALID.map(([format]) => format));
    const made = ALL_FORMATS.filter((f) => !right.has(f.id) && madeNumbers(f.id).length === 0);
    expect(made.map((f) => f.id)).toEqual([]);
    expect(ALL_FORMATS.filter((f) => !wrong.has(f.id)).map((f) => f.id)).toEqual([]);
  });

  test.each([
    '',
    'ABC',
    '12345',
    'RB123456785XX',
    '1Z999AA1012345678',
    '99999999999999999999999999999999999999999999',
  ])('%j fits no format', (number) => {
    expect(detect(number)).toEqual([]);
  });

  test('candidates are ranked: right, without check, only a bare form, wrong', () => {
    for (const [, , number] of SAMPLES) {
      const ranks = detect(number).map((c) =>
        ['right', 'none', 'bare', 'wrong'].indexOf(c.weak ? 'bare' : c.check),
      );
      expect(ranks).toEqual([...ranks].sort());
    }
    expect(detect('0073938000549297').map((c) => [c.carrier, c.check, c.weak])).toEqual([
      ['Canada Post', 'right', false],
      ['Evri', 'none', true],
    ]);
  });

  test('every length of a format is one that its pattern can have, and its sample has one of them', () => {
    for (const { id, lengths } of ALL_FORMATS) {
      expect(
        lengths.every((n) => n >= 8 && n <= 41),
        id,
      ).toBe(true);
    }
    for (const [id, , number] of SAMPLES)
      expect(ALL_FORMATS.find((f) => f.id === id)?.lengths).toContain(number.length);
  });
});

test('posts: the country of an S10 number names the post', () => {
  expect([postOf('GB'), postOf('US'), postOf('ZW'), postOf('XX')]).toEqual([
    'Royal Mail',
    'USPS',
    'Post (ZW)',
    null,
  ]);
});

test('G21: a carrier is taken from the number only when exactly one fits', () => {
  expect(onlyCarrier('1Z999AA10123456784')).toBe('UPS');
  expect(onlyCarrier('320019254000221BB4EFC')).toBe('Royal Mail');
  expect(onlyCarrier('JFV123456789')).toBeNull();
  expect(onlyCarrier('123456')).toBeNull();
});

test('G21: a form that many numbers have names no carrier, neither alone nor against a right check digit', () => {
  expect(detect('XHAX4HDA').map((c) => c.carrier)).toEqual(['GLS']);
  expect(onlyCarrier('XHAX4HDA')).toBeNull();
  expect(onlyCarrier('0073938000549297')).toBeNull();
});

test('G22: carriers of one house hand numbers to each other', () => {
  expect(sameHouse('Deutsche Post', 'DHL eCommerce')).toBe(true);
  expect(sameHouse('Royal Mail', 'Parcelforce')).toBe(true);
  expect(sameHouse('Royal Mail', 'Evri')).toBe(false);
});

test('G6: zeros lost in front are found by the check digit and only proposed', () => {
  expect(withLostZeros('3071790000523483741')).toEqual(['03071790000523483741']);
  expect(withLostZeros('03071790000523483741')).toEqual([]);
  expect(withLostZeros('1Z999AA10123456784')).toEqual([]);
});

test('G6: with a carrier only its formats count, and up to three zeros are put back', () => {
  expect(withLostZeros('73938000549297')).toEqual([]);
  expect(withLostZeros('73938000549297', 'Canada Post')).toEqual(['0073938000549297']);
  expect(withLostZeros('340433836442636597', 'DHL')).toEqual(['00340433836442636597']);
  expect(withLostZeros('73938000549297', 'UPS')).toEqual([]);
});

test('detection takes 100,000 numbers a second', () => {
  const numbers = SAMPLES.map(([, , n]) => n);
  let found = 0;
  let best = 0;
  // The best of several: a busy machine slows any one of them.
  for (let round = 0; round < 5; round++) {
    const start = performance.now();
    for (let i = 0; i < 40_000; i++) found += detect(numbers[i % numbers.length] ?? '').length;
    best = Math.max(best, 40_000 / ((performance.now() - start) / 1000));
  }
  expect(found).toBeGreaterThan(200_000);
  expect(best).toBeGreaterThan(100_000);
});
