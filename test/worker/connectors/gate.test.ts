import { describe, expect, it } from 'vitest';
import { createGate } from '../../../worker/connectors/gate.ts';

/** A bucket that gives one call each 100 ms of a clock that only waiting moves. */
function bucket() {
  let time = 0;
  let next = 0;
  const gate = createGate({
    async take() {
      if (time < next) return { waitMs: next - time };
      next = time + 100;
      return { waitMs: 0 };
    },
    now: () => time,
    async sleep(ms) {
      time += ms;
    },
  });
  return { gate, now: () => time };
}

describe('turns of an account', () => {
  it('go to a person before the nightly poll, and to the first of equals', async () => {
    const { gate } = bucket();
    const order: string[] = [];
    const wait = async (who: string, priority: 'click' | 'schedule'): Promise<void> => {
      await gate('acme', priority, 60_000);
      order.push(who);
    };
    await Promise.all([
      wait('poll 1', 'schedule'),
      wait('poll 2', 'schedule'),
      wait('click 1', 'click'),
      wait('click 2', 'click'),
    ]);
    expect(order).toEqual(['click 1', 'click 2', 'poll 1', 'poll 2']);
  });
  it('are given back to who has no more patience, and to nobody else', async () => {
    const { gate } = bucket();
    const answers = await Promise.all([
      gate('acme', 'click', 60_000),
      gate('acme', 'click', 50),
      gate('acme', 'schedule', 60_000),
    ]);
    expect(answers).toEqual([true, 100, true]);
  });
  it('of different accounts do not wait for each other', async () => {
    const slow = createGate({
      take: async (account) => ({ waitMs: account === 'busy' ? 10 : 0 }),
      now: () => 0,
      sleep: () => new Promise(() => {}),
    });
    void slow('busy', 'click', 60_000);
    expect(await slow('free', 'schedule', 60_000)).toBe(true);
  });
  it('fail for all who wait when the store fails, and work again afterwards', async () => {
    let broken = true;
    const gate = createGate({
      async take() {
        if (broken) throw new Error('The database is away');
        return { waitMs: 0 };
      },
      now: () => 0,
      sleep: async () => {},
    });
    const both = await Promise.allSettled([gate('acme', 'click', 10), gate('acme', 'schedule', 10)]);
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    broken = false;
    expect(await gate('acme', 'click', 10)).toBe(true);
  });
});
