import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { fillOrders } from '../../../support/demo-orders.ts';
import { read, refusal } from '../../../support/http.ts';
import { startServer, type TestServer } from '../../../support/server.ts';
import { STUB_ADDON } from '../../../support/stub-addon.ts';

const SHEET = '/workbooks/demo/sheets/0';
const hidden = z.object({ hiddenRows: z.array(z.tuple([z.number(), z.number()])) });
const values = z.object({
  values: z.array(z.object({ value: z.string(), count: z.number(), shown: z.boolean() })),
  total: z.number(),
});
const rows = z.object({ values: z.array(z.array(z.string())) });

let server: TestServer;
beforeAll(async () => {
  server = await startServer({ addon: STUB_ADDON, demo: (demo) => fillOrders(demo, 6) });
});
afterAll(() => server.stop());
beforeEach(async () => {
  await server.call('POST', '/workbooks/demo/demo', {});
});

const choose = (column: number, choice: object) =>
  read(server, hidden, 'PUT', `${SHEET}/filter/columns/${column}`, choice);

describe('the filter', () => {
  it('lists the values of a column with their counts', async () => {
    await server.call('PUT', `${SHEET}/filter`, {});
    const listed = await read(server, values, 'GET', `${SHEET}/filter/values?column=1`);
    expect(listed.values).toEqual([
      { value: 'Open', count: 2, shown: true },
      { value: 'Paid', count: 2, shown: true },
      { value: 'Shipped', count: 2, shown: true },
    ]);
    const found = await read(server, values, 'GET', `${SHEET}/filter/values?column=1&search=PAI`);
    expect(found.values.map(({ value }) => value)).toEqual(['Paid']);
  });

  it('hides the rows of values that are not wanted, by either way of saying it', async () => {
    await server.call('PUT', `${SHEET}/filter`, {});
    expect((await choose(1, { hidden: ['Paid'] })).hiddenRows).toEqual([
      [2, 1],
      [5, 1],
    ]);
    expect((await choose(1, { shown: ['Paid'] })).hiddenRows).toEqual([
      [1, 1],
      [3, 2],
      [6, 1],
    ]);
    expect((await choose(1, { hidden: [] })).hiddenRows).toEqual([]);
  });

  it('goes away with all that it hid', async () => {
    await server.call('PUT', `${SHEET}/filter`, {});
    await choose(1, { hidden: ['Paid'] });
    expect((await read(server, hidden, 'DELETE', `${SHEET}/filter`)).hiddenRows).toEqual([]);
    expect((await refusal(server, 'GET', `${SHEET}/filter/values?column=1`)).code).toBe('filter.none');
  });

  it('leaves hidden rows out of a sum and of a search', async () => {
    await server.call('PUT', `${SHEET}/filter`, {});
    await choose(1, { shown: ['Paid'] });
    const ranges = [{ row: 0, column: 4, rows: 7, columns: 1 }];
    expect((await server.call('POST', `${SHEET}/summary`, { ranges })).body).toMatchObject({ sum: 7 });
    expect((await server.call('GET', `${SHEET}/find?text=KS-1001`)).body).toEqual({ found: null, total: 0 });
  });
});

describe('sorting', () => {
  it('moves whole rows below the header', async () => {
    await server.call('POST', `${SHEET}/sort`, { column: 4, ascending: false });
    const { values: sorted } = await read(server, rows, 'GET', `${SHEET}/rows?from=0&count=2`);
    expect(sorted.map(([id]) => id)).toEqual(['Order ID', 'KS-1006']);
    expect(sorted[1]).toEqual(['KS-1006', 'Shipped', 'Backer 6', 'MUG x1', '6']);
  });

  it('keeps to the range that is given', async () => {
    const range = { row: 1, column: 0, rows: 3, columns: 5 };
    await server.call('POST', `${SHEET}/sort`, { column: 4, ascending: false, range });
    const { values: sorted } = await read(server, rows, 'GET', `${SHEET}/rows?from=1&count=4`);
    expect(sorted.map(([id]) => id)).toEqual(['KS-1003', 'KS-1002', 'KS-1001', 'KS-1004']);
  });
});

describe('rows and columns', () => {
  const count = z.object({ sheet: z.object({ rowCount: z.number(), columnCount: z.number() }) });
  it('are inserted and deleted', async () => {
    const more = await read(server, count, 'POST', `${SHEET}/rows/insert`, { at: 1, count: 2 });
    expect(more.sheet.rowCount).toBe(18);
    const fewer = await read(server, count, 'POST', `${SHEET}/columns/delete`, { at: 1, count: 1 });
    expect(fewer.sheet.columnCount).toBe(7);
    const { values: now } = await read(server, rows, 'GET', `${SHEET}/rows?from=3&count=1`);
    expect(now[0]).toEqual(['KS-1001', 'Backer 1', 'MUG x1', '1']);
  });
  it('are hidden and shown', async () => {
    const columns = z.object({ hiddenColumns: z.array(z.number()) });
    const hide = { at: 1, count: 2, hidden: true };
    expect((await read(server, columns, 'POST', `${SHEET}/columns/hide`, hide)).hiddenColumns).toEqual([
      1, 2,
    ]);
    expect((await read(server, hidden, 'POST', `${SHEET}/rows/hide`, hide)).hiddenRows).toEqual([[1, 2]]);
  });
});
