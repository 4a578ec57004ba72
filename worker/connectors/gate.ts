/**
 * Who goes next, for each account of this process. The token buckets hold across processes but know no order; here a
 * person's click goes before the nightly poll, and of equals the first.
 */

/** click: a person waits for it. schedule: nobody does. */
export type Priority = 'click' | 'schedule';

interface Waiter {
  readonly priority: Priority;
  /** In ms of the clock: given up after. */
  readonly until: number;
  /** true: go. A number: not within its time, ask again in so many ms. */
  readonly done: (answer: true | number) => void;
  readonly failed: (error: unknown) => void;
}
export interface GateParts {
  /** Takes one call of the account's windows; 0 is taken, otherwise nothing was and it is asked again after so long. */
  readonly take: (account: string) => Promise<{ readonly waitMs: number }>;
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
}

/** Nobody sleeps longer at a stretch: a click that comes meanwhile may have less patience. */
const LONGEST_SLEEP_MS = 1000;

/**
 * Answers true when a call of the account may be made, or the ms after which to ask again where that is not within
 * `patienceMs`. Rejects as `take` does.
 */
export function createGate({ take, now, sleep }: GateParts) {
  const lines = new Map<string, Waiter[]>();

  const next = (line: Waiter[]): Waiter | undefined =>
    line.find(({ priority }) => priority === 'click') ?? line[0];

  async function serve(account: string, line: Waiter[]): Promise<void> {
    try {
      while (line.length > 0) {
        const { waitMs } = await take(account);
        if (waitMs <= 0) {
          // Chosen only now: somebody more urgent may have come while the bucket was asked.
          const first = next(line);
          if (first) {
            line.splice(line.indexOf(first), 1);
            first.done(true);
          }
          continue;
        }
        const at = now() + waitMs;
        for (const late of line.filter(({ until }) => until < at)) {
          line.splice(line.indexOf(late), 1);
          late.done(waitMs);
        }
        if (line.length > 0) await sleep(Math.min(waitMs, LONGEST_SLEEP_MS));
      }
    } catch (error) {
      for (const waiter of line) waiter.failed(error);
    } finally {
      // In the same turn as the last look at the line: nobody can join one that is served no more.
      lines.delete(account);
    }
  }

  return (account: string, priority: Priority, patienceMs: number): Promise<true | number> =>
    new Promise((done, failed) => {
      const waiter: Waiter = { priority, until: now() + patienceMs, done, failed };
      const line = lines.get(account);
      if (line) {
        line.push(waiter);
        return;
      }
      const started = [waiter];
      lines.set(account, started);
      void serve(account, started);
    });
}
