/**
 * The locks of one workbook. A lock belongs to one execution, is taken in the order of asking, and is given back when
 * its execution ends, as Apps Script does.
 */
export interface Locks {
  /** Resolves to false when the lock was not free within that time. */
  take(name: string, owner: string, milliseconds: number): Promise<boolean>;
  /** Takes it if it is free now. */
  takeNow(name: string, owner: string): boolean;
  has(name: string, owner: string): boolean;
  release(name: string, owner: string): void;
  /** Gives back all of an execution's locks and ends its waiting. */
  releaseAll(owner: string): void;
}

interface Waiter {
  readonly owner: string;
  readonly done: (taken: boolean) => void;
}

export function createLocks(): Locks {
  const holders = new Map<string, string>();
  const queues = new Map<string, Waiter[]>();
  const queue = (name: string): Waiter[] => {
    const found = queues.get(name) ?? [];
    queues.set(name, found);
    return found;
  };
  const takeNow = (name: string, owner: string): boolean => {
    const holder = holders.get(name);
    if (holder === undefined) holders.set(name, owner);
    return holder === undefined || holder === owner;
  };
  const release = (name: string, owner: string): void => {
    if (holders.get(name) !== owner) return;
    holders.delete(name);
    const next = queue(name).shift();
    if (next === undefined) return;
    holders.set(name, next.owner);
    next.done(true);
  };
  return {
    takeNow,
    release,
    has: (name, owner) => holders.get(name) === owner,
    take(name, owner, milliseconds) {
      if (takeNow(name, owner)) return Promise.resolve(true);
      return new Promise((resolve) => {
        const leave = (): void => waiter.done(false);
        const timer = setTimeout(leave, milliseconds);
        const waiter: Waiter = {
          owner,
          done(taken) {
            clearTimeout(timer);
            queues.set(
              name,
              queue(name).filter((other) => other !== waiter),
            );
            resolve(taken);
          },
        };
        queue(name).push(waiter);
      });
    },
    releaseAll(owner) {
      for (const waiting of queues.values())
        for (const waiter of [...waiting]) if (waiter.owner === owner) waiter.done(false);
      for (const [name, holder] of [...holders]) if (holder === owner) release(name, owner);
    },
  };
}
