import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  addHash,
  addToSums,
  bucketCount,
  bucketsOf,
  emptySums,
  formatSums,
  hash53,
  parseSums,
  shortHash,
} from '../../../shared/plan/hash.ts';

const LIMIT = 2 ** 53;
const hash = fc.integer({ min: 0, max: LIMIT - 1 });

test('a hash is a whole number below 2^53 and tells texts apart', () => {
  const seen = new Set<number>();
  for (let n = 0; n < 20_000; n++) seen.add(hash53(`A-${n}`));
  expect(seen.size).toBe(20_000);
  for (const value of seen) expect(Number.isSafeInteger(value) && value >= 0).toBe(true);
});

test('the sum of hashes does not depend on their order, and a hash can be taken out again', () => {
  fc.assert(
    fc.property(fc.array(hash), hash, (list, one) => {
      const sum = (values: readonly number[]): number => values.reduce(addHash, 0);
      const all = sum([one, ...list]);
      expect(sum([...list, one].reverse())).toBe(all);
      expect(all).toBe(Number([one, ...list].reduce((a, b) => (a + BigInt(b)) % BigInt(LIMIT), 0n)));
      expect(addHash(all, LIMIT - one)).toBe(sum(list));
    }),
  );
});

test('sums survive being sent as text', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.string(), hash), { maxLength: 40 }), (rows) => {
      const sums = emptySums(rows.length);
      for (const [key, value] of rows) addToSums(sums, key, value);
      expect(parseSums(formatSums(sums))).toEqual(sums);
    }),
  );
});

test('text that holds no sums is refused', () => {
  for (const text of ['', 'x', '15', '16,!', '99999', `16${',1'.repeat(17)}`]) {
    expect(parseSums(text), text).toBe(null);
  }
});

test('buckets are some power of two, a key always falls into the same one', () => {
  expect([0, 256, 257, 220_000].map(bucketCount)).toEqual([256, 256, 512, 16384]);
  for (const key of ['A-1', '', 'Ü']) {
    const [bucket = -1, ...others] = bucketsOf(key, 256);
    expect(bucketsOf(key, 256)).toEqual([bucket]);
    expect(others).toEqual([]);
    expect(bucket).toBeGreaterThanOrEqual(0);
    expect(bucket).toBeLessThan(256);
  }
});

test('a short hash has exactly its length', () => {
  for (let n = 0; n < 2000; n++) expect(shortHash(String(n), 6)).toMatch(/^[0-9a-z]{6}$/);
});

test('among many subjects each stands in two buckets: one that moved points to hardly any other', () => {
  const count = bucketCount(220_000);
  const moved = new Set(bucketsOf('A-7', count));
  expect(moved.size).toBe(2);
  let neighbours = 0;
  for (let n = 0; n < 220_000; n++)
    if (bucketsOf(`A-${n}`, count).every((bucket) => moved.has(bucket))) neighbours++;
  expect(neighbours).toBeLessThanOrEqual(2);
});
