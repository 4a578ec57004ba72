import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  insertAt,
  mapRuns,
  type Runs,
  removeAt,
  reorderRuns,
  rowsOf,
  runAt,
  runsOfRows,
  setRun,
} from '../../../../worker/local/core/runs.ts';

const SIZE = 12;
type Plain = (string | undefined)[];
const value = fc.constantFrom(undefined, 'a', 'b');
const spot = fc.nat(SIZE - 1);
const count = fc.integer({ min: 0, max: 4 });

/** Every change to runs beside the same change to a plain list, which is what the runs stand for. */
const change: fc.Arbitrary<(runs: Runs<string>, plain: Plain) => [Runs<string>, Plain]> = fc.oneof(
  fc
    .tuple(spot, count, value)
    .map(([at, n, given]) => (runs: Runs<string>, plain: Plain): [Runs<string>, Plain] => [
      setRun(runs, at, at + n, given),
      plain.map((old, i) => (i >= at && i < at + n ? given : old)),
    ]),
  fc.tuple(spot, count).map(([at, n]) => (runs: Runs<string>, plain: Plain): [Runs<string>, Plain] => {
    const turn = (old: string | undefined) => (old === 'a' ? 'b' : old === 'b' ? undefined : 'a');
    return [
      mapRuns(runs, at, at + n, turn),
      plain.map((old, i) => (i >= at && i < at + n ? turn(old) : old)),
    ];
  }),
  fc
    .tuple(spot, count, value)
    .map(([at, n, given]) => (runs: Runs<string>, plain: Plain): [Runs<string>, Plain] => [
      insertAt(runs, at, n, given),
      [...plain.slice(0, at), ...new Array<string | undefined>(n).fill(given), ...plain.slice(at)],
    ]),
  fc.tuple(spot, count).map(([at, n]) => (runs: Runs<string>, plain: Plain): [Runs<string>, Plain] => [
    removeAt(runs, at, n),
    [...plain.slice(0, at), ...plain.slice(at + n)],
  ]),
  fc
    .shuffledSubarray([0, 1, 2, 3], { minLength: 4 })
    .map((order) => (runs: Runs<string>, plain: Plain): [Runs<string>, Plain] => [
      reorderRuns(runs, 1, order),
      plain.map((old, i) => (i >= 1 && i < 5 ? plain[1 + (order[i - 1] ?? 0)] : old)),
    ]),
);

describe('runs', () => {
  it('hold what a plain list would, sorted and joined', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 12 }), (changes) => {
        let runs: Runs<string> = [];
        let plain: Plain = new Array<string | undefined>(SIZE * 6).fill(undefined);
        for (const one of changes) {
          [runs, plain] = one(runs, plain);
          plain = [...plain, ...new Array<string | undefined>(SIZE * 6).fill(undefined)].slice(0, SIZE * 6);
          for (let i = 0; i < plain.length; i++) expect(runAt(runs, i)).toBe(plain[i]);
          runs.forEach((run, i) => {
            expect(run.start).toBeLessThan(run.end);
            const next = runs[i + 1];
            if (next === undefined) return;
            expect(next.start).toBeGreaterThanOrEqual(run.end);
            if (next.start === run.end) expect(next.value).not.toBe(run.value);
          });
        }
      }),
      { numRuns: 500 },
    );
  });

  it('are made of single rows and give them back', () => {
    expect(runsOfRows([1, 2, 3, 7])).toEqual([
      { start: 1, end: 4, value: true },
      { start: 7, end: 8, value: true },
    ]);
    expect(rowsOf(runsOfRows([1, 2, 3, 7]))).toEqual([1, 2, 3, 7]);
  });
});
