/** How long the page waits before it asks again what the program did not answer: 1 s, doubling up to 15 s. */

const FIRST_MS = 1000;
const MOST_MS = 15_000;

/** Calls `work` once after so many milliseconds; what it gives takes that back. */
export type Later = (work: () => void, ms: number) => () => void;

interface Retry {
  /** Nothing is to be asked now. */
  isWaiting(): boolean;
  /** It was not answered: waits. While it waits already, several lost answers count as one. */
  failed(): void;
  /** It was answered: no more waiting, and the next wait is short again. */
  answered(): void;
  stop(): void;
}

const byTimer: Later = (work, ms) => {
  const timer = setTimeout(work, ms);
  return () => clearTimeout(timer);
};

/** `again` asks once more, after each wait. */
export function createRetry(again: () => void, later: Later = byTimer): Retry {
  let wait = FIRST_MS;
  let cancel: (() => void) | undefined;
  let stopped = false;
  const rest = (): void => {
    cancel?.();
    cancel = undefined;
  };
  return {
    isWaiting: () => cancel !== undefined,
    failed() {
      if (stopped || cancel) return;
      cancel = later(() => {
        cancel = undefined;
        again();
      }, wait);
      wait = Math.min(MOST_MS, wait * 2);
    },
    answered() {
      rest();
      wait = FIRST_MS;
    },
    stop() {
      stopped = true;
      rest();
    },
  };
}
