import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { steppedWire } from '../../../../worker/local/http/wire.ts';
import { fillOrders } from '../../../support/demo-orders.ts';
import { read } from '../../../support/http.ts';
import { startServer, type TestServer } from '../../../support/server.ts';
import { STUB_ADDON } from '../../../support/stub-addon.ts';

const BOOK = '/workbooks/demo';
const stepped = z.custom<z.infer<typeof steppedWire>>((value) => steppedWire.safeParse(value).success);
const block = z.object({ values: z.array(z.array(z.string())) });
const shape = z.object({
  sheet: z.object({ id: z.number(), name: z.string(), index: z.number() }),
  hiddenRows: z.array(z.tuple([z.number(), z.number()])),
});

let server: TestServer;
let sheet: string;
beforeAll(async () => {
  server = await startServer({ addon: STUB_ADDON, demo: (demo) => fillOrders(demo, 12) });
});
afterAll(() => server.stop());
beforeEach(async () => {
  await server.call('POST', `${BOOK}/demo`, {});
  sheet = `${BOOK}/sheets/0`;
});

const column = async (at: number): Promise<(string | undefined)[]> =>
  (await read(server, block, 'GET', `${sheet}/rows?from=1&count=12`)).values.map((row) => row[at]);
const undo = (session = 'default') => read(server, stepped, 'POST', `${BOOK}/undo`, { session });
const redo = (session = 'default') => read(server, stepped, 'POST', `${BOOK}/redo`, { session });

describe('undo and redo', () => {
  it('take back an edit with what onEdit made of it, and say where', async () => {
    await server.call('POST', `${sheet}/edits`, { row: 2, column: 0, values: [['KS-9']] });
    expect((await column(5))[1]).toBe('A3 was KS-1002');
    expect(await undo()).toEqual({
      done: true,
      can: { undo: false, redo: true },
      sheetId: 0,
      range: { row: 2, column: 0, rows: 1, columns: 1 },
    });
    expect([(await column(0))[1], (await column(5))[1] ?? '']).toEqual(['KS-1002', '']);
    expect(await redo()).toMatchObject({ done: true, can: { undo: true, redo: false } });
    expect((await column(0))[1]).toBe('KS-9');
  });

  it('say in a sentence when there is nothing, or when somebody else was there since', async () => {
    expect(await undo()).toMatchObject({ done: false, message: 'There is nothing to undo.' });
    expect(await redo()).toMatchObject({ done: false, message: 'There is nothing to redo.' });
    const edit = (session: string) =>
      server.call('POST', `${sheet}/edits`, { session, row: 1, column: 2, values: [[session]] });
    const started = z.object({ id: z.string() });
    const { id } = await read(server, started, 'POST', `${BOOK}/sessions`, { user: 'ben@example.com' });
    await edit('default');
    await edit(id);
    expect((await undo()).message).toMatch(/somebody else has changed the same place/);
    expect(await undo(id)).toMatchObject({ done: true });
    expect((await column(2))[0]).toBe('default');
  });

  it('take back deleted rows, sorts and a run of the add-on', async () => {
    const before = await column(0);
    await server.call('POST', `${sheet}/rows/delete`, { at: 3, count: 4 });
    await server.call('POST', `${sheet}/sort`, { column: 4, ascending: false });
    expect((await column(0))[0]).toBe('KS-1012');
    await undo();
    await undo();
    expect(await column(0)).toEqual(before);
  });
});

describe('what changes a sheet', () => {
  it('replaces text: anywhere, by case, whole cells, within a range', async () => {
    const replaced = z.object({ cells: z.number() });
    const replace = (body: object) => read(server, replaced, 'POST', `${sheet}/replace`, body);
    expect(await replace({ text: 'mug X', by: 'CUP x' })).toEqual({ cells: 12 });
    expect(await replace({ text: 'cup', by: 'MUG', matchCase: true })).toEqual({ cells: 0 });
    expect(await replace({ text: 'backer 1', by: 'Ada', wholeCell: true })).toEqual({ cells: 1 });
    const within = [{ row: 1, column: 3, rows: 2, columns: 1 }];
    expect(await replace({ text: 'CUP', by: '=1', within })).toEqual({ cells: 2 });
    expect((await column(3)).slice(0, 3)).toEqual(['=1 x1', '=1 x1', 'CUP x1']);
    expect(await replace({ text: '.', by: 'x' })).toEqual({ cells: 0 });
    await undo();
    expect((await column(3))[0]).toBe('CUP x1');
  });

  it.each([
    ['more', '10', ['11', '12']],
    ['less', '2', ['1']],
    ['is', '7', ['7']],
    ['starts', '1', ['1', '10', '11', '12']],
    ['ends', '2', ['2', '12']],
    ['contains', '2', ['2', '12']],
    ['not-contains', '1', ['2', '3', '4', '5', '6', '7', '8', '9']],
    ['empty', '', []],
    ['filled', '', Array.from({ length: 12 }, (_, n) => String(n + 1))],
  ])('filters by the condition %s %s', async (condition, value, shown) => {
    await server.call('PUT', `${sheet}/filter`, {});
    const made = await read(server, shape, 'PUT', `${sheet}/filter/columns/4`, { condition, value });
    const hidden = new Set(
      made.hiddenRows.flatMap(([first, count]) => Array.from({ length: count }, (_, n) => first + n)),
    );
    const all = await column(4);
    expect(all.filter((_, at) => !hidden.has(at + 1))).toEqual(shown);
  });

  it('copies a tab beside it, and moves columns', async () => {
    const copy = await read(server, shape, 'POST', `${sheet}/copy`, {});
    expect(copy.sheet).toMatchObject({ name: 'Copy of Orders', index: 1 });
    await server.call('POST', `${sheet}/columns/move`, { at: 2, count: 1, to: 0 });
    expect((await column(0))[0]).toBe('Backer 1');
    await undo();
    await undo();
    expect((await column(0))[0]).toBe('KS-1001');
    expect((await server.call('GET', `${BOOK}/sheets/${copy.sheet.id}`)).status).toBe(404);
  });
});
