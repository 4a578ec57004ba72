/** Chance that repeats: the same seed gives the same campaign on each machine. */

export interface Chance {
  /** From 0 up to, not including, 1. */
  next(): number;
  /** A whole number from 0 to n - 1. */
  below(n: number): number;
  /** True in `share` of the cases. */
  happens(share: number): boolean;
  pick<T>(list: readonly [T, ...T[]]): T;
}

/**
 * Mulberry32 (Tommy Ettinger, public domain): 32 bits of state, enough for a demo and the same in each engine. Each
 * order gets its own from seed and number, so that a bigger campaign begins with the same orders.
 */
export function chance(seed: number, stream = 0): Chance {
  let state = (Math.imul(seed, 0x9e3779b1) ^ Math.imul(stream + 1, 0x85ebca6b)) | 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const below = (n: number): number => Math.floor(next() * n);
  return {
    next,
    below,
    happens: (share) => next() < share,
    pick: (list) => list[below(list.length)] ?? list[0],
  };
}
