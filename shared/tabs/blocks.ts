/** How scattered cells become few blocks: pure arithmetic on rows and columns. */

export interface Run {
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
}

/** Groups ascending numbers into runs; numbers at most `gap` apart share one. */
export function runsOf(numbers: readonly number[], gap = 1): Run[] {
  const runs: { from: number; to: number }[] = [];
  for (const number of numbers) {
    const last = runs[runs.length - 1];
    if (last !== undefined && number - last.to < gap) last.to = number + 1;
    else runs.push({ from: number, to: number + 1 });
  }
  return runs;
}

/**
 * At most `most` runs that cover the numbers: the widest gaps stay open. Fewer calls for some cells that are written
 * as they were.
 */
export function fewRuns(numbers: readonly number[], most: number): Run[] {
  const runs = runsOf(numbers);
  if (runs.length <= most) return runs;
  const gaps = runs.slice(1).map((run, at) => ({ at: at + 1, size: run.from - (runs[at]?.to ?? 0) }));
  const open = new Set(
    gaps
      .sort((a, b) => b.size - a.size || a.at - b.at)
      .slice(0, most - 1)
      .map((gap) => gap.at),
  );
  const joined: { from: number; to: number }[] = [];
  for (const [at, run] of runs.entries()) {
    const last = joined[joined.length - 1];
    if (last === undefined || open.has(at)) joined.push({ ...run });
    else last.to = run.to;
  }
  return joined;
}
