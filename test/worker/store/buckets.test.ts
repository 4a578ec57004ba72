import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Limit } from '../../../worker/connectors/contract.ts';
import { add, blockUntil, takeTokens, waitOf } from '../../../worker/store/buckets.ts';
import { openStore, type Store } from '../../../worker/store/store.ts';
import { silent } from '../../support/log.ts';
import { freshDatabase } from '../../support/postgres.ts';

const START = Date.parse('2026-03-01T10:00:00Z');
const at = (ms: number): Date => new Date(START + ms);

/** The most that were taken within any stretch of time as long as the window. */
function most(times: readonly number[], ms: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return Math.max(0, ...sorted.map((from, i) => sorted.slice(i).filter((time) => time < from + ms).length));
}

describe('a window of calls', () => {
  const limit: Limit = { calls: 40, ms: 60_000 };

  test('lets all its calls through at once, and says when the next may go', () => {
    const taken = add([], limit, 40, 0);
    expect(waitOf(taken, limit, 1, 0)).toBe(60_000);
    expect(waitOf(taken, limit, 1, 59_999)).toBe(1);
    expect(waitOf(taken, limit, 1, 60_000)).toBe(0);
  });

  test('forgets what is older than itself, and stays short', () => {
    const wide: Limit = { calls: 10_000, ms: 60_000 };
    let taken = add([], wide, 1, 0);
    for (let now = 0; now < 600_000; now += 50) taken = add(taken, wide, 1, now);
    expect(taken.length).toBeLessThanOrEqual(61);
    expect(taken.reduce((sum, [, calls]) => sum + calls, 0)).toBeGreaterThanOrEqual(1_200);
  });

  test('never gives more than its calls, over any stretch of time, whoever asks when', () => {
    fc.assert(
      fc.property(
        fc.record({
          calls: fc.oneof(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 61, max: 90 })),
          ms: fc.integer({ min: 10, max: 60_000 }),
        }),
        fc.array(fc.tuple(fc.integer({ min: 0, max: 20_000 }), fc.integer({ min: 1, max: 5 })), {
          maxLength: 120,
        }),
        (window, asks) => {
          let taken: Parameters<typeof add>[0] = [];
          let now = 0;
          const times: number[] = [];
          for (const [pause, n] of asks) {
            now += pause;
            if (n > window.calls || waitOf(taken, window, n, now) > 0) continue;
            taken = add(taken, window, n, now);
            for (let i = 0; i < n; i += 1) times.push(now);
          }
          expect(most(times, window.ms)).toBeLessThanOrEqual(window.calls);
        },
      ),
    );
  });

  test('gives what it promises: after the wait that it named, the call goes through', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 3_000 }), { maxLength: 60 }), (pauses) => {
        let taken: Parameters<typeof add>[0] = [];
        let now = 0;
        for (const pause of pauses) {
          now += pause;
          const wait = waitOf(taken, limit, 1, now);
          now += wait;
          expect(waitOf(taken, limit, 1, now)).toBe(0);
          taken = add(taken, limit, 1, now);
        }
      }),
    );
  });
});

describe('the windows of an account, in the store', () => {
  let store: Store;
  let other: Store;
  beforeAll(async () => {
    const url = await freshDatabase();
    store = await openStore({ url, log: silent });
    other = await openStore({ url, log: silent });
  });
  afterAll(async () => {
    await store.stop();
    await other.stop();
  });

  const easyship: Limit[] = [
    { calls: 10, ms: 1_000 },
    { calls: 60, ms: 60_000 },
  ];

  test('all of them let it through, or nothing is taken', async () => {
    const take = (n: number, ms: number) => takeTokens(store.db, 'both', easyship, n, at(ms));
    expect(await take(10, 0)).toEqual({ waitMs: 0 });
    // The second is full: the minute is not charged for what did not go.
    for (let ms = 100; ms < 900; ms += 100) expect((await take(1, ms)).waitMs).toBeGreaterThan(0);
    for (let second = 2; second <= 6; second += 1)
      expect(await take(10, second * 1_000)).toEqual({ waitMs: 0 });
    const { waitMs } = await take(1, 8_000);
    expect(waitMs).toBeGreaterThanOrEqual(52_000);
    expect(waitMs).toBeLessThanOrEqual(53_000);
  });

  test('two processes together never exceed them', async () => {
    const limits = [{ calls: 7, ms: 1_000 }];
    const times: number[] = [];
    for (let ms = 0; ms < 4_000; ms += 250) {
      const answers = await Promise.all(
        Array.from({ length: 6 }, (_, i) =>
          takeTokens((i % 2 === 0 ? store : other).db, 'shared', limits, 1, at(ms)),
        ),
      );
      for (const { waitMs } of answers) if (waitMs === 0) times.push(ms);
    }
    expect(most(times, 1_000)).toBe(7);
    expect(times.length).toBeGreaterThanOrEqual(21);
  });

  test('a vendor’s block holds for all, and an earlier one does not shorten it', async () => {
    await blockUntil(store.db, 'blocked', at(30_000));
    await blockUntil(other.db, 'blocked', at(10_000));
    expect(await takeTokens(other.db, 'blocked', easyship, 1, at(5_000))).toEqual({ waitMs: 25_000 });
    expect(await takeTokens(other.db, 'blocked', [], 1, at(5_000))).toEqual({ waitMs: 25_000 });
    expect(await takeTokens(store.db, 'blocked', easyship, 1, at(30_000))).toEqual({ waitMs: 0 });
  });

  test('accounts do not touch each other', async () => {
    await blockUntil(store.db, 'one', at(60_000));
    expect(await takeTokens(store.db, 'two', easyship, 1, at(0))).toEqual({ waitMs: 0 });
    expect(await takeTokens(store.db, 'none', [], 1, at(0))).toEqual({ waitMs: 0 });
  });

  test('what no window ever lets through is a mistake of the caller', async () => {
    await expect(takeTokens(store.db, 'big', easyship, 11, at(0))).rejects.toThrow(RangeError);
  });
});
