import { describe, expect, it } from 'vitest';
import { createRetry, type Later } from '../../../../worker/local/page/model/retry.ts';

/** A clock that goes on when it is told to. */
function fakeLater() {
  const waits: number[] = [];
  let due: (() => void) | undefined;
  const later: Later = (work, ms) => {
    waits.push(ms);
    due = work;
    return () => {
      due = undefined;
    };
  };
  const over = (): void => {
    const work = due;
    due = undefined;
    work?.();
  };
  return { waits, later, over };
}

describe('asking again what was not answered', () => {
  it('waits 1 s, then twice as long each time, and never more than 15 s', () => {
    const clock = fakeLater();
    let asked = 0;
    const retry = createRetry(() => {
      asked++;
      retry.failed();
    }, clock.later);
    retry.failed();
    for (let i = 0; i < 6; i++) clock.over();
    expect(clock.waits).toEqual([1000, 2000, 4000, 8000, 15_000, 15_000, 15_000]);
    expect(asked).toBe(6);
  });

  it('counts answers that are lost together as one, and is short again after an answer', () => {
    const clock = fakeLater();
    const retry = createRetry(() => undefined, clock.later);
    retry.failed();
    retry.failed();
    expect(retry.isWaiting()).toBe(true);
    expect(clock.waits).toEqual([1000]);
    clock.over();
    expect(retry.isWaiting()).toBe(false);
    retry.failed();
    retry.answered();
    expect(retry.isWaiting()).toBe(false);
    retry.failed();
    expect(clock.waits).toEqual([1000, 2000, 1000]);
  });

  it('asks nothing more once it is stopped', () => {
    const clock = fakeLater();
    let asked = 0;
    const retry = createRetry(() => asked++, clock.later);
    retry.failed();
    retry.stop();
    clock.over();
    retry.failed();
    expect([asked, clock.waits]).toEqual([0, [1000]]);
  });
});
