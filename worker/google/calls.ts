/** What every client of a Google API does alike: quota, our own patience, answers parsed. */
import pRetry from 'p-retry';
import type { z } from 'zod';
import { isPassing, SheetsProblem } from '../sheets/problem.ts';
import type { Credential } from './credential.ts';

/** Takes one request from the quota of the credential; answers how long to wait first, 0 when it was taken. */
export type TakeQuota = (kind: 'read' | 'write') => Promise<{ readonly waitMs: number }>;

export interface Patience {
  readonly retries: number;
  readonly minTimeout: number;
  readonly maxTimeout: number;
  /** In all, in ms, pauses that Google asked for included. */
  readonly maxRetryTime: number;
}
/** Half a second at first, half a minute at last, four minutes in all. */
const PATIENCE: Patience = { retries: 12, minTimeout: 500, maxTimeout: 32_000, maxRetryTime: 240_000 };

/** Google itself gives up after 180 s. */
export const LONGEST_ANSWER_MS = 190_000;

export interface ClientOptions {
  /** `http://127.0.0.1:8080/` for the local workbook; absent for Google. */
  readonly rootUrl?: string;
  readonly credential: Credential;
  readonly take: TakeQuota;
  readonly patience?: Patience;
  /** An answer that takes longer is lost. */
  readonly timeoutMs?: number;
}

const sleep = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** Longer than this for one request, and whoever waits had better stop and come back. */
const LONGEST_QUOTA_WAIT_MS = 120_000;

export interface Calls {
  /** Requests that were sent. */
  readonly count: () => number;
  /** One request, sent once. Throws SheetsProblem. */
  once<T>(kind: 'read' | 'write', work: () => Promise<{ data: unknown }>, shape: z.ZodType<T>): Promise<T>;
  /** Does work that may throw SheetsProblem again, after a pause that grows, until it is done or patience ends. */
  again<T>(work: () => Promise<T>): Promise<T>;
  /** A request that changes nothing, sent until it is answered. */
  reading<T>(work: () => Promise<{ data: unknown }>, shape: z.ZodType<T>): Promise<T>;
}

/** @param problemOf What a thrown error is, with the time for Retry-After dates */
export function callsOf(
  { take, patience = PATIENCE }: Pick<ClientOptions, 'take' | 'patience'>,
  problemOf: (thrown: unknown, now: number) => SheetsProblem,
): Calls {
  let count = 0;
  const once: Calls['once'] = async (kind, work, shape) => {
    const until = Date.now() + LONGEST_QUOTA_WAIT_MS;
    for (;;) {
      const { waitMs } = await take(kind);
      if (waitMs <= 0) break;
      if (Date.now() + waitMs > until) throw new SheetsProblem('sheet.quota', waitMs);
      await sleep(waitMs);
    }
    count++;
    try {
      return shape.parse((await work()).data);
    } catch (thrown) {
      throw problemOf(thrown, Date.now());
    }
  };
  const again: Calls['again'] = (work) => {
    const until = Date.now() + patience.maxRetryTime;
    return pRetry(work, {
      ...patience,
      factor: 2,
      randomize: true,
      shouldRetry: isPassing,
      async onFailedAttempt(error) {
        if (!(error instanceof SheetsProblem) || error.retryAfterMs === 0) return;
        if (Date.now() + error.retryAfterMs > until) throw error;
        await sleep(error.retryAfterMs);
      },
    });
  };
  return {
    count: () => count,
    once,
    again,
    reading: (work, shape) => again(() => once('read', work, shape)),
  };
}
