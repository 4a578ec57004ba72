/** Many small writes as few: while one is on its way, what comes meanwhile waits for the next, and goes in it together. */

/**
 * Answers a function that resolves when its item is written. One write at a time, of all that waits, `most` at most;
 * when it fails, all in it fail.
 */
export function createGatherer<T>(
  write: (items: readonly T[]) => Promise<void>,
  most = 500,
): (item: T) => Promise<void> {
  let waiting: { item: T; done: () => void; failed: (error: unknown) => void }[] = [];
  let writing = false;

  async function work(): Promise<void> {
    writing = true;
    while (waiting.length > 0) {
      const group = waiting.slice(0, most);
      waiting = waiting.slice(most);
      try {
        await write(group.map(({ item }) => item));
        for (const { done } of group) done();
      } catch (error) {
        for (const { failed } of group) failed(error);
      }
    }
    writing = false;
  }

  return (item) =>
    new Promise((done, failed) => {
      waiting.push({ item, done, failed });
      if (!writing) void work();
    });
}
