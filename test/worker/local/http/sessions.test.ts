import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { fillOrders } from '../../../support/demo-orders.ts';
import { read, refusal } from '../../../support/http.ts';
import { startServer, type TestServer } from '../../../support/server.ts';
import { STUB_ADDON } from '../../../support/stub-addon.ts';

const BOOK = '/workbooks/demo';
const session = z.object({ id: z.string(), user: z.string() });
const answer = z.object({ result: z.record(z.string(), z.unknown()) });
const rows = z.object({ values: z.array(z.array(z.string())) });

let server: TestServer;
beforeAll(async () => {
  server = await startServer({ addon: STUB_ADDON, demo: (demo) => fillOrders(demo, 4) });
});
afterAll(() => server.stop());

type Next = <T extends z.ZodType>(name: string, shape: T) => Promise<z.infer<T>>;

/** Connects to a session's events; what it gives reads them until one fits, and then hangs up. */
async function listen(id: string): Promise<Next> {
  const stop = new AbortController();
  const stream = await fetch(`${server.url}/api${BOOK}/sessions/${id}/events`, { signal: stop.signal });
  const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
  return async (name, shape) => {
    let text = '';
    for (;;) {
      const part = await reader?.read();
      if (!part || part.done) throw new Error(`the events ended without ${name}: ${text}`);
      text += part.value;
      for (const [, event, data] of text.matchAll(/event: (\S+)\ndata: (.*)\n\n/g)) {
        const parsed = event === name ? shape.safeParse(JSON.parse(data ?? '')) : undefined;
        if (!parsed?.success) continue;
        stop.abort();
        return parsed.data;
      }
    }
  };
}

describe('sessions', () => {
  it('belong to the user that is named, and to the creator otherwise', async () => {
    expect((await read(server, session, 'POST', `${BOOK}/sessions`, {})).user).toBe('creator@example.com');
    const ana = await read(server, session, 'POST', `${BOOK}/sessions`, { user: 'ana@example.com' });
    const run = await read(server, answer, 'POST', `${BOOK}/sessions/${ana.id}/run`, {
      function: 'whoAndWhere',
      args: ['Ada'],
    });
    expect(run.result).toMatchObject({ name: 'Ada', user: 'ana@example.com' });
    expect((await refusal(server, 'POST', `${BOOK}/sessions`, { user: 'nobody' })).httpStatus).toBe(400);
  });

  it('carry a selection that the add-on sees', async () => {
    const ranges = [{ row: 1, column: 0, rows: 3, columns: 2 }];
    await server.call('PUT', `${BOOK}/sessions/default/selection`, { sheetId: 0, ranges });
    const run = await read(server, answer, 'POST', `${BOOK}/sessions/default/run`, {
      function: 'whoAndWhere',
      args: ['x'],
    });
    expect(run.result).toMatchObject({ selected: 'A2:B4', rows: 5 });
  });

  it('end', async () => {
    const { id } = await read(server, session, 'POST', `${BOOK}/sessions`, {});
    await server.call('DELETE', `${BOOK}/sessions/${id}`);
    expect((await refusal(server, 'POST', `${BOOK}/sessions/${id}/run`, { function: 'hold' })).code).toBe(
      'session.unknown',
    );
  });
});

describe('the add-on without a browser', () => {
  it('runs menu items by their labels and by their function', async () => {
    const path = ['Shipsheet', 'Orders', 'Hold'];
    expect((await server.call('POST', `${BOOK}/sessions/default/menu`, { path })).body).toEqual({
      function: 'hold',
    });
    const { values } = await read(server, rows, 'GET', `${BOOK}/sheets/0/rows?from=0&count=1`);
    expect(values[0]?.[6]).toBe('held');
    expect((await server.call('POST', `${BOOK}/sessions/default/menu`, { function: 'hold' })).status).toBe(
      200,
    );
  });

  it('runs only what the menu has through the menu', async () => {
    const missing = { path: ['Shipsheet', 'Orders'] };
    expect((await refusal(server, 'POST', `${BOOK}/sessions/default/menu`, missing)).code).toBe(
      'menu.unknown',
    );
    const other = { function: 'whoAndWhere' };
    expect((await refusal(server, 'POST', `${BOOK}/sessions/default/menu`, other)).httpStatus).toBe(404);
  });

  it('tells a script’s own error', async () => {
    expect(await refusal(server, 'POST', `${BOOK}/sessions/default/run`, { function: 'fail' })).toMatchObject(
      {
        httpStatus: 422,
        code: 'script.error',
        detail: 'No orders are selected.',
      },
    );
    const unknown = await refusal(server, 'POST', `${BOOK}/sessions/default/run`, { function: 'nothing' });
    expect(unknown.httpStatus).toBe(422);
  });

  it('takes answers to its questions in advance', async () => {
    const { id } = await read(server, session, 'POST', `${BOOK}/sessions`, {});
    const next = await listen(id);
    const toast = next('ui', z.object({ type: z.literal('toast'), text: z.string() }));
    const answers = [{ button: 'YES' }, { button: 'OK', text: 'wave one' }];
    await server.call('POST', `${BOOK}/sessions/${id}/menu`, { path: ['Shipsheet', 'Ask'], answers });
    expect((await toast).text).toBe('YES, because wave one');
  });

  it('waits for an answer that comes later', async () => {
    const { id } = await read(server, session, 'POST', `${BOOK}/sessions`, {});
    const run = server.call('POST', `${BOOK}/sessions/${id}/run`, { function: 'askMe' });
    const question = z.object({ type: z.literal('question'), id: z.string(), kind: z.string() });
    const alert = await (await listen(id))('ui', question.extend({ kind: z.literal('alert') }));
    await server.call('POST', `${BOOK}/sessions/${id}/questions/${alert.id}`, { button: 'NO' });
    const prompt = await (await listen(id))('ui', question.extend({ kind: z.literal('prompt') }));
    await server.call('POST', `${BOOK}/sessions/${id}/questions/${prompt.id}`, { button: 'CANCEL' });
    expect((await run).status).toBe(200);
    const late = await refusal(server, 'POST', `${BOOK}/sessions/${id}/questions/${alert.id}`, {
      button: 'NO',
    });
    expect(late.code).toBe('question.gone');
  });

  it('counts the calls that scripts make', async () => {
    await server.call('DELETE', `${BOOK}/counters`);
    await server.call('POST', `${BOOK}/sessions/default/run`, { function: 'hold' });
    expect((await server.call('GET', `${BOOK}/counters`)).body).toMatchObject({ writes: 1, writtenCells: 1 });
  });
});

describe('events', () => {
  it('tell one session what another has changed', async () => {
    const { id } = await read(server, session, 'POST', `${BOOK}/sessions`, {});
    const next = await listen(id);
    const change = next('change', z.object({ cells: z.array(z.object({ range: z.unknown() })).min(1) }));
    await server.call('POST', `${BOOK}/sheets/0/edits`, { row: 2, column: 2, values: [['Ada']] });
    expect((await change).cells[0]?.range).toEqual({ row: 2, column: 2, rows: 1, columns: 1 });
  });

  it('tell a session that its onEdit failed, while the edit stays', async () => {
    const { id } = await read(server, session, 'POST', `${BOOK}/sessions`, {});
    const next = await listen(id);
    const failed = next('ui', z.object({ type: z.literal('script-error'), message: z.string() }));
    const edit = { session: id, row: 3, column: 2, values: [['break']] };
    expect((await server.call('POST', `${BOOK}/sheets/0/edits`, edit)).status).toBe(200);
    expect((await failed).message).toBe('onEdit broke.');
    const { values } = await read(server, rows, 'GET', `${BOOK}/sheets/0/rows?from=3&count=1`);
    expect(values[0]?.[2]).toBe('break');
  });

  it('show a sidebar under an address of its own, sandboxed', async () => {
    const { id } = await read(server, session, 'POST', `${BOOK}/sessions`, {});
    const next = await listen(id);
    const shown = next('ui', z.object({ type: z.literal('sidebar'), frame: z.string(), title: z.string() }));
    await server.call('POST', `${BOOK}/sessions/${id}/menu`, { function: 'showPanel' });
    const { frame, title } = await shown;
    expect(title).toBe('Orders panel');
    const page = await fetch(`${server.url}/frame/demo/${frame}`);
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toContain('sandbox allow-scripts');
    expect(policy).not.toContain('allow-same-origin');
    expect(policy).toContain("default-src 'none'");
    const html = await page.text();
    expect(html.indexOf('google')).toBeLessThan(html.indexOf('<title>Panel'));
    expect((await refusal(server, 'GET', `/../frame/demo/none`)).code).toBe('frame.gone');
  });
});
