import { describe, expect, it } from 'vitest';
import type { BlockWire, ChangeWire } from '../../../../worker/local/http/wire.ts';
import { BLOCK, createCache } from '../../../../worker/local/page/model/cache.ts';

/** A server that answers when it is told to; `revision` is what it knows. */
function fakeServer() {
  const asked: { from: number; answer: (revision: number, text: string) => void }[] = [];
  const fetchRows = (from: number) =>
    new Promise<BlockWire>((done) => {
      asked.push({
        from,
        answer: (revision, text) =>
          done({
            revision,
            from,
            count: BLOCK,
            values: Array.from({ length: BLOCK }, (_, row) => [`${text}${from + row}`]),
            numbers: {},
            inputs: [],
            notes: [],
            formats: { palette: [], runs: [] },
            validations: { palette: [], runs: [] },
          }),
      });
    });
  return { asked, fetchRows };
}

const changeOf = (revision: number, row: number, rows = 1): ChangeWire => ({
  revision,
  cells: [{ sheetId: 7, range: { row, column: 0, rows, columns: 1 } }],
  sheets: [],
  list: false,
});

/** Lets promises that are ready go on. */
const settle = () => new Promise<void>((done) => setImmediate(done));

describe('the rows of a sheet in the page', () => {
  it('come in blocks, when a row of them is drawn', async () => {
    const server = fakeServer();
    let drawn = 0;
    const cache = createCache(server.fetchRows, () => drawn++);
    expect(cache.row(250)).toBeUndefined();
    expect(cache.row(260)).toBeUndefined();
    await settle();
    expect(server.asked.map(({ from }) => from)).toEqual([200]);
    server.asked[0]?.answer(1, 'row ');
    await settle();
    expect(cache.row(250)?.values).toEqual(['row 250']);
    expect(drawn).toBe(1);
  });

  it('forget older wishes while somebody scrolls fast', async () => {
    const server = fakeServer();
    const cache = createCache(server.fetchRows, () => undefined);
    for (let row = 0; row < 20 * BLOCK; row += BLOCK) cache.row(row);
    await settle();
    for (let i = 0; i < server.asked.length; i++) {
      server.asked[i]?.answer(1, '');
      await settle();
    }
    expect(server.asked.map(({ from }) => from / BLOCK)).toEqual([19, 18, 17, 16]);
  });

  it('stay visible while what changed is read again', async () => {
    const server = fakeServer();
    const cache = createCache(server.fetchRows, () => undefined);
    cache.row(0);
    await settle();
    server.asked[0]?.answer(1, 'old ');
    await settle();
    expect(cache.apply(changeOf(2, 5), 7)).toBe(true);
    expect(cache.row(5)?.values).toEqual(['old 5']);
    await settle();
    server.asked[1]?.answer(2, 'new ');
    await settle();
    expect(cache.row(5)?.values).toEqual(['new 5']);
    await settle();
    expect(server.asked).toHaveLength(2);
  });

  it('are read once more when a change is newer than the answer under way', async () => {
    const server = fakeServer();
    const cache = createCache(server.fetchRows, () => undefined);
    cache.row(0);
    await settle();
    cache.apply(changeOf(9, 0), 7);
    server.asked[0]?.answer(8, 'old ');
    await settle();
    cache.row(0);
    await settle();
    expect(server.asked).toHaveLength(2);
  });

  it('do not mind changes elsewhere, or that they have seen', async () => {
    const server = fakeServer();
    const cache = createCache(server.fetchRows, () => undefined);
    cache.row(0);
    await settle();
    server.asked[0]?.answer(5, '');
    await settle();
    expect(cache.apply(changeOf(6, 100), 7)).toBe(false);
    expect(cache.apply(changeOf(5, 0), 7)).toBe(false);
    expect(cache.apply(changeOf(6, 0), 8)).toBe(false);
  });

  it('show what is typed at once', async () => {
    const server = fakeServer();
    const cache = createCache(server.fetchRows, () => undefined);
    cache.row(0);
    await settle();
    server.asked[0]?.answer(1, '');
    await settle();
    cache.guess(3, 4, 'typed');
    expect(cache.row(3)?.values).toEqual(['3', '', '', '', 'typed']);
  });

  it('are asked for after a wait while nobody answers, however often they are drawn', async () => {
    let asked = 0;
    let answers = true;
    const server = fakeServer();
    const waits: number[] = [];
    let over = () => {};
    const cache = createCache(
      (from) => {
        asked++;
        if (!answers) return Promise.reject(new Error('offline'));
        const block = server.fetchRows(from);
        server.asked.at(-1)?.answer(1, 'row ');
        return block;
      },
      // As the page does it: what arrived is drawn, and a row that is drawn is asked for.
      () => void cache.row(0),
      (work, ms) => {
        waits.push(ms);
        over = work;
        return () => {
          over = () => {};
        };
      },
    );
    cache.row(0);
    await settle();
    answers = false;
    cache.staleAll();
    for (let i = 0; i < 60; i++) {
      cache.row(0);
      await settle();
    }
    expect([asked, waits]).toEqual([2, [1000]]);
    over();
    await settle();
    expect([asked, waits]).toEqual([3, [1000, 2000]]);
    expect(cache.row(0)?.values).toEqual(['row 0']);

    // The events are back: nobody waits for the rest.
    answers = true;
    cache.wake();
    await settle();
    expect(asked).toBe(4);
    cache.row(0);
    await settle();
    expect(asked).toBe(4);
  });

  it('show again what the server told where it did not take what was typed', async () => {
    const server = fakeServer();
    const cache = createCache(server.fetchRows, () => undefined);
    cache.row(0);
    await settle();
    server.asked[0]?.answer(1, '');
    await settle();
    cache.guess(3, 0, 'typed');
    cache.guess(3, 0, 'typed twice');
    cache.guess(3, 2, 'beside it');
    cache.unguess(3, 0);
    cache.unguess(3, 2);
    expect(cache.row(3)?.values).toEqual(['3', '', '']);
    cache.unguess(3, 0);
    expect(cache.row(3)?.values).toEqual(['3', '', '']);
  });

  it('are never all kept', async () => {
    const server = fakeServer();
    const cache = createCache(server.fetchRows, () => undefined);
    const all = cache.range(0, 100 * BLOCK);
    for (let i = 0; i < 100; i++) {
      await settle();
      server.asked[i]?.answer(1, '');
    }
    expect(await all).toHaveLength(100 * BLOCK);
    expect(cache.row(0)).toBeUndefined();
    expect(cache.row(99 * BLOCK)).toBeDefined();
  });
});
