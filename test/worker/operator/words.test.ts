import { describe, expect, test } from 'vitest';
import { clockTime, count, duration, fromNow, plural, windowText } from '../../../worker/operator/words.ts';

const NOW = new Date('2026-03-01T10:22:31Z');
const at = (seconds: number): Date => new Date(NOW.getTime() + seconds * 1000);

describe('words of the operator’s page', () => {
  test.each([
    [0, 'just now'],
    [-4, 'just now'],
    [-40, '40 seconds ago'],
    [-60, '1 minute ago'],
    [-3_599, '59 minutes ago'],
    [-7_200, '2 hours ago'],
    [-200_000, '2 days ago'],
    [30, 'in 30 seconds'],
    [600, 'in 10 minutes'],
  ])('%i seconds from now is %s', (seconds, words) => {
    expect(fromNow(at(seconds), NOW)).toBe(words);
  });

  test.each([
    [1_000, 'a second'],
    [60_000, 'a minute'],
    [3_600_000, 'an hour'],
    [86_400_000, 'a day'],
    [10_000, '10 seconds'],
  ])('a window of %i ms is %s', (ms, words) => {
    expect(windowText(ms)).toBe(words);
  });

  test('counts are grouped, one is singular, times are as in the sheet', () => {
    expect([count(0), count(999), count(1_000), count(1_234_567)]).toEqual([
      '0',
      '999',
      '1,000',
      '1,234,567',
    ]);
    expect([plural(1, 'job'), plural(2, 'try', 'tries')]).toEqual(['1 job', '2 tries']);
    expect(clockTime(NOW)).toBe('2026-03-01 10:22:31Z');
    expect([120, 4_210, 48_300, 150_000].map(duration)).toEqual(['120 ms', '4.2 s', '48 s', '3 minutes']);
  });
});
