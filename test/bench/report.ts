/** How a bench says what it measured. */

export interface Measure {
  readonly metric: string;
  readonly value: number;
  readonly unit: string;
  /** The same measured on the plainest thing that does the job, in the same run; null where there is no such thing. */
  readonly baseline: number | null;
}

/** Four significant digits say all that a measurement knows. */
const rounded = (value: number): number => Number(value.toPrecision(4));

/** Prints one line for each measure. */
export function report(name: string, measures: readonly Measure[]): void {
  for (const { metric, value, unit, baseline } of measures) {
    const line = {
      name,
      metric,
      value: rounded(value),
      unit,
      baseline: baseline === null ? null : rounded(baseline),
    };
    console.log(JSON.stringify(line));
  }
}

/** The middle one of an odd number of values; the upper middle of an even number. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (middle === undefined) throw new Error('There is no median of nothing');
  return middle;
}
