import { expect, test } from 'vitest';
import { createGatherer } from '../../../worker/inbox/gather.ts';

test('What comes while a write is on its way goes together in the next', async () => {
  const writes: string[][] = [];
  const gather = createGatherer<string>(async (items) => {
    writes.push([...items]);
    await Promise.resolve();
  });
  await Promise.all(['a', 'b', 'c', 'd'].map(gather));
  expect(writes).toEqual([['a'], ['b', 'c', 'd']]);
  await gather('e');
  expect(writes.at(-1)).toEqual(['e']);
});

test('No write holds more than the most', async () => {
  const sizes: number[] = [];
  const gather = createGatherer<number>(async (items) => void sizes.push(items.length), 2);
  await Promise.all([1, 2, 3, 4, 5].map(gather));
  expect(sizes).toEqual([1, 2, 2]);
});

test('A write that fails fails for those in it, and for no other', async () => {
  const gather = createGatherer<string>((items) =>
    items.includes('bad') ? Promise.reject(new Error('no')) : Promise.resolve(),
  );
  const outcomes = await Promise.allSettled(['first', 'bad', 'beside'].map(gather));
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected']);
  await expect(gather('after')).resolves.toBeUndefined();
});
