/**
 * A column of mostly equal things (formats, notes, validations, hidden rows) as runs: sorted, half-open, never
 * touching with the same value. Immutable, so that an undo is the old reference.
 */
export interface Run<T> {
  readonly start: number;
  readonly end: number;
  readonly value: T;
}
export type Runs<T> = readonly Run<T>[];

/** A stretch of rows; without a value it is a gap. */
export interface Segment<T> {
  readonly start: number;
  readonly end: number;
  readonly value: T | undefined;
}

/** Index of the first run that ends after `at`. */
function firstAfter<T>(runs: Runs<T>, at: number): number {
  let low = 0;
  let high = runs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const run = runs[middle];
    if (run !== undefined && run.end <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function runAt<T>(runs: Runs<T>, at: number): T | undefined {
  const run = runs[firstAfter(runs, at)];
  return run !== undefined && run.start <= at ? run.value : undefined;
}

/** The stretches that cover [start, end), gaps included. */
export function segments<T>(runs: Runs<T>, start: number, end: number): Segment<T>[] {
  const found: Segment<T>[] = [];
  let at = start;
  for (let i = firstAfter(runs, start); i < runs.length && at < end; i++) {
    const run = runs[i];
    if (run === undefined || run.start >= end) break;
    if (run.start > at) found.push({ start: at, end: run.start, value: undefined });
    const from = Math.max(run.start, at);
    const to = Math.min(run.end, end);
    found.push({ start: from, end: to, value: run.value });
    at = to;
  }
  if (at < end) found.push({ start: at, end, value: undefined });
  return found;
}

/** Runs from stretches in order; neighbours that hold the same are joined. Values compare with `===`. */
export function fromSegments<T>(parts: Iterable<Segment<T>>): Runs<T> {
  const runs: Run<T>[] = [];
  for (const part of parts) {
    if (part.value === undefined || part.start >= part.end) continue;
    const last = runs[runs.length - 1];
    if (last !== undefined && last.end === part.start && last.value === part.value) {
      runs[runs.length - 1] = { start: last.start, end: part.end, value: last.value };
    } else {
      runs.push({ start: part.start, end: part.end, value: part.value });
    }
  }
  return runs;
}

/**
 * Each stretch of [start, end) through `change`; undefined takes the value away. Only the runs beside it are looked at:
 * thousands of notes set one by one must not cost the square of that.
 */
export function mapRuns<T>(
  runs: Runs<T>,
  start: number,
  end: number,
  change: (value: T | undefined) => T | undefined,
): Runs<T> {
  if (start >= end) return runs;
  const low = Math.max(0, firstAfter(runs, start) - 1);
  const high = Math.min(runs.length, firstAfter(runs, end) + 1);
  const near = runs.slice(low, high);
  const changed = fromSegments([
    ...segments(near, 0, start),
    ...segments(near, start, end).map((part) => ({ ...part, value: change(part.value) })),
    ...segments(near, end, Number.MAX_SAFE_INTEGER),
  ]);
  return runs.slice(0, low).concat(changed, runs.slice(high));
}

export function setRun<T>(runs: Runs<T>, start: number, end: number, value: T | undefined): Runs<T> {
  return mapRuns(runs, start, end, () => value);
}

export function insertAt<T>(runs: Runs<T>, at: number, count: number, value: T | undefined): Runs<T> {
  return fromSegments([
    ...segments(runs, 0, at),
    { start: at, end: at + count, value },
    ...segments(runs, at, Number.MAX_SAFE_INTEGER).map((part) => ({
      start: part.start + count,
      end: part.end + count,
      value: part.value,
    })),
  ]);
}

export function removeAt<T>(runs: Runs<T>, at: number, count: number): Runs<T> {
  return fromSegments([
    ...segments(runs, 0, at),
    ...segments(runs, at + count, Number.MAX_SAFE_INTEGER).map((part) => ({
      start: part.start - count,
      end: part.end - count,
      value: part.value,
    })),
  ]);
}

/** Lays other runs over these, each stretch by `change`, in one pass however many they are. */
export function overlay<T, P>(
  runs: Runs<T>,
  over: Runs<P>,
  change: (value: T | undefined, given: P) => T | undefined,
): Runs<T> {
  function* parts(): Generator<Segment<T>> {
    let at = 0;
    for (const run of over) {
      yield* segments(runs, at, run.start);
      for (const part of segments(runs, run.start, run.end)) {
        yield { ...part, value: change(part.value, run.value) };
      }
      at = run.end;
    }
    yield* segments(runs, at, Number.MAX_SAFE_INTEGER);
  }
  return fromSegments(parts());
}

/** Row `start + i` gets what row `start + order[i]` held. */
export function reorderRuns<T>(runs: Runs<T>, start: number, order: readonly number[]): Runs<T> {
  const end = start + order.length;
  const parts = segments(runs, start, end);
  if (parts.length < 2) return runs;
  const flat = new Array<T | undefined>(order.length);
  for (const part of parts) {
    if (part.value !== undefined) flat.fill(part.value, part.start - start, part.end - start);
  }
  return fromSegments([
    ...segments(runs, 0, start),
    ...order.map((from, i) => ({ start: start + i, end: start + i + 1, value: flat[from] })),
    ...segments(runs, end, Number.MAX_SAFE_INTEGER),
  ]);
}

/** The rows that have a value, one number a row. */
export function rowsOf<T>(runs: Runs<T>): number[] {
  const rows: number[] = [];
  for (const run of runs) for (let row = run.start; row < run.end; row++) rows.push(row);
  return rows;
}

/** Runs over single rows, given in rising order. */
export function runsOfRows(rows: Iterable<number>): Runs<true> {
  const parts: Segment<true>[] = [];
  for (const row of rows) parts.push({ start: row, end: row + 1, value: true });
  return fromSegments(parts);
}
