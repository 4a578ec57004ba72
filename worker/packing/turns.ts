/** What keeps one reader of packing pages from taking the worker's time away from others. */
import type { Writable } from 'node:stream';
import { Problem } from '../problem.ts';

/** Lets so many work at once; the others in the order in which they came. */
export function turns(most: number): (work: () => Promise<void>) => Promise<void> {
  const waiting: (() => void)[] = [];
  let working = 0;
  return async (work) => {
    if (working >= most) await new Promise<void>((go) => waiting.push(go));
    else working += 1;
    try {
      await work();
    } finally {
      // A place is handed on, or given back.
      const next = waiting.shift();
      if (next === undefined) working -= 1;
      else next();
    }
  };
}

/** Lets so much of one key be under way or waiting, and refuses what is more. */
export function few(most: number): (key: string, work: () => Promise<void>) => Promise<void> {
  const under = new Map<string, number>();
  return async (key, work) => {
    const before = under.get(key) ?? 0;
    if (before >= most) {
      const message = 'Too many requests for this page at once. Try again in a few seconds.';
      throw new Problem(429, 'request.too-many', message);
    }
    under.set(key, before + 1);
    try {
      await work();
    } finally {
      const left = (under.get(key) ?? 1) - 1;
      if (left === 0) under.delete(key);
      else under.set(key, left);
    }
  };
}

export interface Patience {
  /** Without anything taken. */
  readonly idleMs: number;
  readonly allMs: number;
}

/** Writes into `out`, and hangs up on whoever does not take it in time: others wait for the place. */
export async function impatient(
  out: Writable,
  { idleMs, allMs }: Patience,
  work: () => Promise<void>,
): Promise<void> {
  let since = Date.now();
  const end = since + allMs;
  const taken = (): void => {
    since = Date.now();
  };
  const look = (): void => {
    const now = Date.now();
    // Nothing waits to be taken.
    if (!out.writableNeedDrain) since = now;
    if (now > end || now - since > idleMs) out.destroy();
  };
  const looking = setInterval(look, Math.min(1_000, idleMs));
  out.on('drain', taken);
  try {
    await work();
  } finally {
    clearInterval(looking);
    out.off('drain', taken);
  }
}
