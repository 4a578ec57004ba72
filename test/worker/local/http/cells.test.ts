import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { blockWire, shapeWire } from '../../../../worker/local/http/wire.ts';
import { fillOrders } from '../../../support/demo-orders.ts';
import { read, refusal } from '../../../support/http.ts';
import { startServer, type TestServer } from '../../../support/server.ts';
import { STUB_ADDON } from '../../../support/stub-addon.ts';

const SHEET = '/workbooks/demo/sheets/0';
const block = z.custom<z.infer<typeof blockWire>>((value) => blockWire.safeParse(value).success);
const shape = z.custom<z.infer<typeof shapeWire>>((value) => shapeWire.safeParse(value).success);
const edited = z.object({ revision: z.number(), before: z.array(z.array(z.string())).optional() });

let server: TestServer;
beforeAll(async () => {
  server = await startServer({ addon: STUB_ADDON, demo: (demo) => fillOrders(demo, 30) });
});
afterAll(() => server.stop());
beforeEach(async () => {
  await server.call('POST', '/workbooks/demo/demo', {});
});

const rows = (from: number, count: number) =>
  read(server, block, 'GET', `${SHEET}/rows?from=${from}&count=${count}`);
const edit = (row: number, column: number, values: (string | null)[][]) =>
  read(server, edited, 'POST', `${SHEET}/edits`, { row, column, values });

describe('a block of rows', () => {
  it('holds what is shown, with looks, drop-downs and notes only where they are', async () => {
    const found = await rows(0, 3);
    expect(found).toMatchObject({ from: 0, count: 3 });
    expect(found.values[1]).toEqual(['KS-1001', 'Open', 'Backer 1', 'MUG x1', '1']);
    expect(found.numbers).toEqual({ 1: [4], 2: [4] });
    expect(found.formats.palette).toEqual([{ background: '#e8f0ee', bold: true }]);
    expect(found.formats.runs).toHaveLength(8);
    expect(found.validations.runs).toEqual([[1, 1, 2, 0]]);
    expect(found.notes).toEqual([[2, 2, 'Asked for blue.']]);
    expect(found.inputs).toEqual([]);
  });

  it('ends with the sheet, and is empty beyond it', async () => {
    expect((await rows(35, 100)).count).toBe(5);
    expect((await rows(4000, 100)).values).toEqual([]);
  });

  it('gives what a person would type where that is not what is shown', async () => {
    await edit(1, 5, [['1,234.50', '=SUM(E2:E3)', "'=text"]]);
    const found = await rows(1, 1);
    expect(found.values[0]?.slice(5)).toEqual(['1,234.50', '=SUM(E2:E3)', '=text']);
    expect(found.inputs).toEqual([
      [1, 5, '1234.5'],
      [1, 7, "'=text"],
    ]);
  });
});

describe('edits', () => {
  it('parse like typing, run onEdit with the value before, and answer with what was there', async () => {
    expect((await edit(1, 0, [['0042']])).before).toEqual([['KS-1001']]);
    const { values, numbers } = await rows(1, 1);
    expect(values[0]?.[0]).toBe('42');
    expect(numbers).toEqual({ 1: [0, 4] });
    expect(values[0]?.[5]).toBe('A2 was KS-1001');
  });

  it('leave cells alone that are null, and clear those that are empty', async () => {
    await edit(1, 1, [
      [null, ''],
      ['Paid', null],
    ]);
    const { values } = await rows(1, 2);
    expect(values).toEqual([
      ['KS-1001', 'Open', '', 'MUG x1', '1'],
      ['KS-1002', 'Paid', 'Backer 2', 'MUG x1', '2'],
    ]);
  });

  it('tell onEdit of a pasted block once, without a value before', async () => {
    await edit(1, 0, [
      ['a', 'Open'],
      ['b', 'Open'],
    ]);
    expect((await rows(1, 1)).values[0]?.[5]).toBe('A2:B3 was none');
  });

  it('make the grid larger where a block reaches beyond it', async () => {
    await edit(39, 7, [
      ['x', 'y'],
      ['z', 'w'],
    ]);
    const { sheet, content } = await read(server, shape, 'GET', SHEET);
    expect([sheet.rowCount, sheet.columnCount]).toEqual([41, 9]);
    expect(content).toEqual({ rows: 41, columns: 9 });
  });

  it('refuse what a strict drop-down does not have, and change nothing', async () => {
    const refused = await refusal(server, 'POST', `${SHEET}/edits`, {
      row: 1,
      column: 1,
      values: [['Lost']],
    });
    expect(refused).toMatchObject({ httpStatus: 422, code: 'validation.refused' });
    expect(refused.detail).toContain('Open, Paid, Shipped');
    expect((await rows(1, 1)).values[0]?.[1]).toBe('Open');
  });

  it('refuse a cell longer than a cell can be', async () => {
    const values = [['x'.repeat(50_001)]];
    expect((await refusal(server, 'POST', `${SHEET}/edits`, { row: 1, column: 2, values })).httpStatus).toBe(
      400,
    );
  });

  it('clear ranges, and tell onEdit of each', async () => {
    const ranges = [
      { row: 1, column: 0, rows: 1, columns: 1 },
      { row: 3, column: 2, rows: 2, columns: 2 },
    ];
    await read(server, edited, 'POST', `${SHEET}/clear`, { ranges });
    const { values } = await rows(1, 4);
    expect(values[0]).toEqual(['', 'Open', 'Backer 1', 'MUG x1', '1', 'A2 was KS-1001']);
    expect(values[2]).toEqual(['KS-1003', 'Shipped', '', '', '3']);
  });
});

describe('what else is asked of cells', () => {
  it('sums numbers and counts what is filled', async () => {
    const ranges = [{ row: 0, column: 3, rows: 4, columns: 2 }];
    expect((await server.call('POST', `${SHEET}/summary`, { ranges })).body).toEqual({
      filled: 8,
      numbers: 3,
      sum: 6,
    });
  });

  it('finds the next and the one before, going round at the ends', async () => {
    const find = async (row: number, back: boolean) =>
      (await server.call('GET', `${SHEET}/find?text=backer%2012&row=${row}&column=0&back=${back}`)).body;
    const match = { found: { row: 12, column: 2 }, total: 1 };
    expect(await find(0, false)).toEqual(match);
    expect(await find(20, false)).toEqual(match);
    expect(await find(5, true)).toEqual(match);
    expect((await server.call('GET', `${SHEET}/find?text=nobody`)).body).toEqual({ found: null, total: 0 });
  });

  it('downloads a sheet as CSV, quoted where needed', async () => {
    await edit(1, 2, [['Smith, "Ada"']]);
    const answer = await fetch(`${server.url}/api${SHEET}/csv`);
    expect(answer.headers.get('content-disposition')).toContain('Demo%20campaign%20-%20Orders.csv');
    const lines = (await answer.text()).split('\r\n');
    expect(lines[1]).toBe('KS-1001,Open,"Smith, ""Ada""",MUG x1,1');
    expect(lines).toHaveLength(32);
  });
});
