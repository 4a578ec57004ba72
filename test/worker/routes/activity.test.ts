import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { codeOf, startSyncApp, type TestSyncApp } from '../../support/sync-app.ts';

let app: TestSyncApp;
let signed: Awaited<ReturnType<TestSyncApp['pair']>>;
beforeAll(async () => {
  app = await startSyncApp();
  signed = await app.pair();
});
afterAll(() => app.stop());

const row = (n: number, changed = '12'): string[] => [
  `R-${n}`,
  `2026-05-03 09:00:0${n % 10}Z`,
  'ana@example.com',
  'Lock Down',
  'stage:"Open"',
  changed,
  '0',
  '3',
  '0',
  `hash${n}`,
];
const keep = (rows: readonly string[][]) => signed({ method: 'POST', path: '/v1/activity', body: { rows } });
const page = z.object({
  rows: z.array(z.object({ position: z.number(), cells: z.array(z.string()) })),
  next: z.nullable(z.number()),
});
const read = async (after = '') =>
  page.parse((await signed({ method: 'GET', path: `/v1/activity${after}` })).body);

describe('The copy of Activity', () => {
  it('J28: keeps rows once, in their order, and none is changed by what comes later', async () => {
    expect((await keep([row(1), row(2)])).body).toEqual({ kept: 2, total: 2 });
    expect((await keep([row(1), row(2), row(3)])).body).toEqual({ kept: 1, total: 3 });
    // Somebody edited a row of the tab, which has the hash that it had.
    expect((await keep([row(2, '9999')])).body).toEqual({ kept: 0, total: 3 });
    expect(await read()).toEqual({
      rows: [1, 2, 3].map((n) => ({ position: n, cells: row(n) })),
      next: null,
    });
  });

  it('is kept whole when several send at once', async () => {
    const rows = Array.from({ length: 20 }, (_, at) => row(10 + at));
    await Promise.all([keep(rows), keep(rows), keep(rows.slice(5))]);
    const all = await read();
    expect(all.rows.map(({ position }) => position)).toEqual(Array.from({ length: 23 }, (_, at) => at + 1));
    expect(new Set(all.rows.map(({ cells }) => cells.at(-1))).size).toBe(23);
  });

  it('is read 500 rows at a time', async () => {
    await keep(Array.from({ length: 600 }, (_, at) => row(100 + at)));
    const first = await read();
    expect([first.rows.length, first.next]).toEqual([500, 500]);
    const second = await read(`?after=${first.next}`);
    expect([second.rows.length, second.next]).toEqual([123, null]);
    expect(codeOf(await signed({ method: 'GET', path: '/v1/activity?after=last' }))).toBe('request.invalid');
  });

  it('keeps what the database would not take as it came: half an emoji, a NUL', async () => {
    const cells = [...row(900).slice(0, 9), 'hash-of-900'];
    expect((await keep([['cut \ud83d', 'a\u0000b', ...cells.slice(2)]])).status).toBe(200);
    expect((await read('?after=623')).rows[0]?.cells.slice(0, 2)).toEqual(['cut \ufffd', 'ab']);
    expect(codeOf(await signed({ method: 'GET', path: '/v1/activity?after=3000000000' }))).toBe(
      'request.invalid',
    );
  });

  it('takes no row without a hash', async () => {
    expect(codeOf(await keep([[...row(1).slice(0, 9), '']]))).toBe('activity.no-hash');
    expect((await keep([])).body).toMatchObject({ kept: 0 });
  });

  it('is each campaign’s own', async () => {
    const other = await app.pair('another-sheet');
    expect((await other({ method: 'GET', path: '/v1/activity' })).body).toEqual({ rows: [], next: null });
  });
});
