import { describe, expect, test } from 'vitest';
import { backOff } from '../../../worker/jobs/handle.ts';
import { QUEUE_NAMES, QUEUES } from '../../../worker/jobs/queues.ts';

describe('the time before the next try', () => {
  test('doubles with each try, up to ten minutes for a partner', () => {
    const most = [0, 1, 2, 3, 8, 9, 30].map((attempt) => backOff('dispatch', attempt, () => 1) / 1000);
    expect(most).toEqual([2, 4, 8, 16, 512, 600, 600]);
  });

  test('is half by chance, so that what failed together does not come together', () => {
    expect(backOff('dispatch', 3, () => 0)).toBe(8_000);
    expect(new Set(Array.from({ length: 50 }, () => backOff('dispatch', 3))).size).toBeGreaterThan(40);
  });

  test.each(QUEUE_NAMES)('is never over the most of the queue %s, however often it was tried', (queue) => {
    for (let attempt = 0; attempt < 2_000; attempt += 50) {
      const ms = backOff(queue, attempt);
      expect(ms).toBeGreaterThan(0);
      expect(ms).toBeLessThanOrEqual(QUEUES[queue].delayMost * 1000);
    }
  });
});
