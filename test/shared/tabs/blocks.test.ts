import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fewRuns, type Run, runsOf } from '../../../shared/tabs/blocks.ts';

const ascending = fc.uniqueArray(fc.nat(60), { maxLength: 30 }).map((list) => list.sort((a, b) => a - b));
const covered = (runs: readonly Run[]): number[] =>
  runs.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, i) => from + i));

describe('runs of numbers', () => {
  it('join neighbours, and what is no further apart than the gap', () => {
    expect(runsOf([])).toEqual([]);
    expect(runsOf([3, 4, 5, 9])).toEqual([
      { from: 3, to: 6 },
      { from: 9, to: 10 },
    ]);
    expect(runsOf([3, 5, 9], 2)).toEqual([
      { from: 3, to: 6 },
      { from: 9, to: 10 },
    ]);
  });

  it('without a gap cover exactly the numbers', () => {
    fc.assert(
      fc.property(ascending, (numbers) => {
        expect(covered(runsOf(numbers))).toEqual(numbers);
      }),
    );
  });

  it('are at most as many as asked for, cover all numbers, ascend, and leave the widest gaps open', () => {
    expect(fewRuns([1, 2, 10, 11, 13, 40], 3)).toEqual([
      { from: 1, to: 3 },
      { from: 10, to: 14 },
      { from: 40, to: 41 },
    ]);
    fc.assert(
      fc.property(ascending, fc.integer({ min: 1, max: 5 }), (numbers, most) => {
        const runs = fewRuns(numbers, most);
        expect(runs.length).toBeLessThanOrEqual(most);
        const cells = covered(runs);
        expect(cells).toEqual([...new Set(cells)].sort((a, b) => a - b));
        expect(numbers.every((number) => cells.includes(number))).toBe(true);
        // Gaps that are filled are none of the widest.
        const gaps = runsOf(numbers)
          .slice(1)
          .map((run, i) => run.from - (runsOf(numbers)[i]?.to ?? 0));
        const spare = gaps
          .sort((a, b) => b - a)
          .slice(most - 1)
          .reduce((a, b) => a + b, 0);
        expect(cells.length - numbers.length).toBe(spare);
      }),
    );
  });
});
