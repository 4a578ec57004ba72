import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { fillOrders } from '../../../support/demo-orders.ts';
import { read, refusal } from '../../../support/http.ts';
import { startServer, type TestServer } from '../../../support/server.ts';
import { STUB_ADDON } from '../../../support/stub-addon.ts';

const list = z.object({ workbooks: z.array(z.object({ id: z.string(), title: z.string() })) });
const workbook = z.object({
  id: z.string(),
  title: z.string(),
  sheets: z.array(z.object({ name: z.string() })),
});
const rows = z.object({ values: z.array(z.array(z.string())) });

let server: TestServer;
beforeEach(async () => {
  server = await startServer({ addon: STUB_ADDON, demo: (demo) => fillOrders(demo, 3) });
});
afterEach(() => server.stop());

const titles = async () =>
  (await read(server, list, 'GET', '/workbooks')).workbooks.map(({ title }) => title).sort();

describe('workbooks', () => {
  it('starts with the demo, opened by the bare address', async () => {
    expect(await titles()).toEqual(['Demo campaign']);
    const answer = await fetch(server.url, { redirect: 'manual' });
    expect(answer.headers.get('location')).toBe('/w/demo');
  });

  it('creates, renames, copies and deletes', async () => {
    const made = await read(server, workbook, 'POST', '/workbooks', { title: 'Second wave' });
    expect(made.sheets.map(({ name }) => name)).toEqual(['Sheet1']);
    await read(server, workbook, 'PATCH', `/workbooks/${made.id}`, { title: 'Wave 2' });
    const copy = await read(server, workbook, 'POST', '/workbooks/demo/copy', {});
    expect(copy.sheets.map(({ name }) => name)).toEqual(['Orders']);
    expect(await titles()).toEqual(['Copy of Demo campaign', 'Demo campaign', 'Wave 2']);
    expect((await server.call('DELETE', `/workbooks/${made.id}`)).status).toBe(204);
    expect((await refusal(server, 'GET', `/workbooks/${made.id}`)).code).toBe('workbook.unknown');
    expect(await titles()).toEqual(['Copy of Demo campaign', 'Demo campaign']);
  });

  it('resets to the demo, whatever was there', async () => {
    await server.call('POST', '/workbooks/demo/sheets', { name: 'Mine' });
    await server.call('POST', '/workbooks/demo/sheets/0/edits', { row: 1, column: 0, values: [['gone']] });
    const reset = await read(server, workbook, 'POST', '/workbooks/demo/demo', {});
    expect(reset.sheets.map(({ name }) => name)).toEqual(['Orders']);
    const { values } = await read(server, rows, 'GET', '/workbooks/demo/sheets/0/rows?from=1&count=1');
    expect(values).toEqual([['KS-1001', 'Open', 'Backer 1', 'MUG x1', '1']]);
  });

  it('keeps everything over a restart', async () => {
    await server.call('POST', '/workbooks/demo/sheets/0/edits', { row: 1, column: 2, values: [['Ada']] });
    await server.call('POST', '/workbooks', { title: 'Another' });
    await server.restart();
    expect(await titles()).toEqual(['Another', 'Demo campaign']);
    const { values } = await read(server, rows, 'GET', '/workbooks/demo/sheets/0/rows?from=1&count=1');
    expect(values[0]?.[2]).toBe('Ada');
  });

  it('says in problem details what it refuses', async () => {
    const answer = await fetch(`${server.url}/api/workbooks/nothing`);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(await refusal(server, 'PATCH', '/workbooks/demo', { title: ' ' })).toMatchObject({
      httpStatus: 400,
      status: 400,
      code: 'request.invalid',
    });
    expect((await refusal(server, 'GET', '/workbooks/demo/sheets/77')).code).toBe('sheet.unknown');
    expect((await refusal(server, 'GET', '/nowhere')).code).toBe('address.unknown');
    expect((await refusal(server, 'GET', '/workbooks/..%2Fdemo')).httpStatus).toBe(404);
  });

  it('answers the Sheets API beside its own', async () => {
    const answer = await fetch(`${server.url}/v4/spreadsheets/demo/values/Orders!A2:B2`);
    expect(await answer.json()).toMatchObject({ values: [['KS-1001', 'Open']] });
  });
});
