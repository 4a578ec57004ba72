import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { PARTNER_CALLS } from '../../../../worker/local/http/partner-calls.ts';
import { HERE } from '../../../../worker/local/http/wire.ts';
import { OWN, PARTNERS, type PartnerApp, permission, SECRET, startPartnerApp } from './partner-app.ts';

const DOOR = `/p/${SECRET}/api`;
const BOOK = `${DOOR}/workbooks/${HERE}`;
const SHEET = `${BOOK}/sheets/0`;
const session = z.object({ id: z.string(), user: z.string(), role: z.string() });
const problem = z.object({ status: z.number(), code: z.string(), detail: z.string() });
const first = { row: 0, column: 0, rows: 1, columns: 1 };

let app: PartnerApp;
beforeEach(async () => {
  app = await startPartnerApp();
});
afterEach(() => app.stop());

const begin = async () => session.parse((await app.call('POST', `${BOOK}/sessions`, {})).body);
async function refusal(method: string, path: string, body?: unknown, of?: string) {
  const answer = await app.call(method, path, body, of);
  return { httpStatus: answer.status, ...problem.parse(answer.body) };
}

/** Method and path of every route of a router and of those below it; the parts under which they hang are not in them. */
const layer = z.object({
  route: z
    .object({ path: z.string(), methods: z.record(z.string(), z.boolean()) })
    .optional()
    .nullable(),
  handle: z.custom<{ stack?: unknown }>(),
});
function routesOf(stack: unknown): [string, string][] {
  return z
    .array(layer)
    .parse(stack)
    .flatMap(({ route, handle }): [string, string][] => {
      if (route) return Object.keys(route.methods).map((method) => [method.toUpperCase(), route.path]);
      return handle.stack === undefined ? [] : routesOf(handle.stack);
    });
}

/** A body that would do something on most routes. */
const BODY = { row: 0, column: 0, values: [['taken']], title: 'taken', ranges: [first], range: first };

describe('K1: what a link of a partner reaches', () => {
  it('is what is listed, of all routes that the app has, and its own workbook alone', async () => {
    const { id } = await begin();
    const routes = routesOf(app.app.router.stack);
    expect(routes.length).toBeGreaterThan(45);
    const listed = new Set<string>([...PARTNER_CALLS.look, ...PARTNER_CALLS.change]);
    const reached = new Set<string>();
    for (const [method, path] of routes) {
      // Events never end; `/` below the link is the window itself.
      if (path.endsWith('/events') || path === '/') continue;
      const named = (book: string): string =>
        path.replace(':workbook', book).replace(':session', 'default').replace(/:\w+/g, '0');
      const call = `${method} ${path.replace(':workbook', HERE).replace(/:\w+/g, '*')}`;
      for (const book of [HERE, OWN, PARTNERS]) {
        for (const under of ['', '/api']) {
          const body = method === 'GET' ? undefined : { ...BODY, session: id };
          const answer = await app.call(method, `/p/${SECRET}${under}${named(book)}`, body, id);
          const what = `${method} ${under}${named(book)}`;
          // Nothing about the other workbook, whatever the answer is.
          expect(answer.text, what).not.toContain(OWN);
          expect(answer.text, what).not.toContain(PARTNERS);
          expect(answer.text, what).not.toContain('backer@example.com');
          if (under === '/api' && book === HERE && listed.has(call)) {
            reached.add(call);
            continue;
          }
          expect([answer.status, what]).toEqual([404, what]);
        }
      }
    }
    expect([...listed].filter((call) => !reached.has(call))).toEqual([
      `GET /workbooks/${HERE}/sessions/*/events`,
    ]);
    expect(app.own.values(0, { ...first, rows: 2 })).toEqual([['Email'], ['backer@example.com']]);
    expect(app.own.title).toBe('Campaign');
  });

  it.each([
    ['GET', `/p/${SECRET}/api/workbooks`],
    ['POST', `/p/${SECRET}/api/workbooks`],
    ['GET', `/p/${SECRET}/api/workbooks/${HERE}/../${OWN}`],
    ['GET', `/p/${SECRET}/api/workbooks/${HERE}%2F..%2F${OWN}`],
    ['GET', `/p/${SECRET}/api/workbooks/${HERE}/sheets/..%2F..%2F${OWN}`],
    ['GET', `/p/${SECRET}/w/${OWN}`],
    ['GET', `/p/${SECRET}/worker/health`],
    ['GET', `/p/${SECRET}/sandbox`],
    ['GET', `/p/${SECRET}/v4/spreadsheets/${PARTNERS}`],
    ['GET', `/p/${SECRET}/drive/v3/files/${PARTNERS}`],
    ['GET', `/p/${SECRET}/frame/${OWN}/x`],
    ['POST', `/p/${SECRET}/api/workbooks/${HERE}/copy`],
    ['POST', `/p/${SECRET}/api/workbooks/${HERE}/demo`],
    ['DELETE', `/p/${SECRET}/api/workbooks/${HERE}`],
  ])('is nothing at %s %s', async (method, path) => {
    const answer = await app.call(method, path, method === 'POST' ? {} : undefined);
    expect([400, 404]).toContain(answer.status);
    expect(answer.text).not.toContain('backer@example.com');
  });

  it('is nothing without the right secret', async () => {
    for (const secret of ['wrong', `${SECRET}x`, SECRET.toLowerCase(), PARTNERS, OWN]) {
      expect((await refusal('GET', `/p/${secret}/api/workbooks/${HERE}`)).code).toBe('share.ended');
    }
  });

  it('is no session but one of this window', async () => {
    const creators = z
      .object({ id: z.string() })
      .parse((await app.call('POST', `/api/workbooks/${PARTNERS}/sessions`, {})).body);
    await app.call('POST', `/api/workbooks/${PARTNERS}/sheets/0/edits`, {
      session: creators.id,
      row: 0,
      column: 0,
      values: [['mine']],
    });
    const edit = { row: 0, column: 0, values: [['x']] };
    for (const of of [creators.id, 'default', undefined]) {
      const named = of === undefined ? {} : { session: of };
      expect((await refusal('POST', `${BOOK}/undo`, named)).code).toBe('session.unknown');
      expect((await refusal('POST', `${SHEET}/edits`, { ...edit, ...named })).code).toBe('session.unknown');
      expect((await refusal('POST', `${SHEET}/clear`, { ranges: [first], ...named })).code).toBe(
        'session.unknown',
      );
      expect((await refusal('POST', `${SHEET}/rows/delete`, { at: 0, count: 1 }, of)).code).toBe(
        'session.unknown',
      );
      expect((await refusal('GET', `${BOOK}/sessions/${of ?? 'default'}/events`)).code).toBe(
        'session.unknown',
      );
    }
    await app.call('DELETE', `${BOOK}/sessions/${creators.id}`);
    expect(app.partners.values(0, first)).toEqual([['mine']]);
    expect((await app.call('GET', `/api/workbooks/${PARTNERS}/sessions/${creators.id}/menus`)).status).toBe(
      200,
    );
  });
});

describe('a window of a partner', () => {
  it('is a page at its address, which says by its status whether there is something to see', async () => {
    expect(await app.call('GET', `/p/${SECRET}`)).toMatchObject({ status: 200 });
    expect((await app.call('GET', '/p/wrong')).text).toContain('<div id="app">');
    expect((await app.call('GET', '/p/wrong')).status).toBe(404);
  });

  it('works in the name of the one with whom it is shared; of several nobody can tell', async () => {
    expect(await begin()).toMatchObject({ user: 'packer@example.com', role: 'writer' });
    const asked = await app.call('POST', `${BOOK}/sessions`, { user: 'creator@example.com' });
    expect(asked.body).toMatchObject({ user: 'packer@example.com' });
    app.share(permission('packer@example.com'), permission('second@example.com', 'reader'));
    expect((await begin()).user).toBe('partner');
    app.share(permission('', 'reader'));
    expect(await begin()).toMatchObject({ user: 'partner', role: 'reader' });
  });

  it('changes its sheet as in Sheets: types, formats, merges, inserts, undoes', async () => {
    const { id } = await begin();
    const done = async (method: string, path: string, body: unknown) =>
      expect([(await app.call(method, path, body, id)).status, path]).toEqual([200, path]);
    await done('POST', `${SHEET}/edits`, {
      session: id,
      row: 1,
      column: 0,
      values: [['1Z', 7]].map(([a]) => [`${a}`]),
    });
    await done('PUT', `${SHEET}/format`, { ranges: [first], format: { bold: true, strikethrough: true } });
    await done('POST', `${SHEET}/merge`, { range: { ...first, columns: 2 } });
    await done('POST', `${SHEET}/rows/insert`, { at: 0, count: 1 });
    await done('POST', `${SHEET}/rows/move`, { at: 4, count: 1, to: 3 });
    await done('PATCH', SHEET, { name: 'Packing' });
    await done('PATCH', BOOK, { title: 'Ours' });
    expect(app.partners.sheet(0).name).toBe('Packing');
    expect(app.partners.merges(0)).toEqual([{ row: 1, column: 0, rows: 1, columns: 2 }]);
    expect(app.partners.formats(0, { ...first, row: 1 })).toEqual([[{ bold: true, strikethrough: true }]]);
    await done('POST', `${SHEET}/unmerge`, { range: { ...first, row: 1, columns: 2 } });
    await done('POST', `${BOOK}/undo`, { session: id });
    expect(app.partners.merges(0)).toHaveLength(1);
    const read = await app.call('GET', BOOK);
    expect(read.body).toMatchObject({ id: HERE, title: 'Ours' });
    expect((await app.call('GET', `${SHEET}/csv`)).text).toContain('1Z');
  });

  it('says of merged cells what cannot be done, in a sentence', async () => {
    const { id } = await begin();
    await app.call('POST', `${SHEET}/merge`, { range: { ...first, rows: 2 } }, id);
    await app.call('POST', `${SHEET}/edits`, { session: id, row: 3, column: 0, values: [['b'], ['a']] });
    const sort = { column: 0, ascending: true };
    const refused = await app.call('POST', `${SHEET}/sort`, sort, id);
    expect(refused).toMatchObject({ status: 422, body: { code: 'merge.refused' } });
  });

  it('takes TRUE and FALSE in a checkbox, and nothing else', async () => {
    app.partners.setValidation(0, first, { values: [], checkbox: true, strict: true });
    const { id } = await begin();
    const type = (text: string) =>
      app.call('POST', `${SHEET}/edits`, { session: id, row: 0, column: 0, values: [[text]] });
    expect(await type('maybe')).toMatchObject({ status: 422, body: { code: 'validation.refused' } });
    expect((await type('true')).status).toBe(200);
    expect(app.partners.values(0, first)).toEqual([[true]]);
    expect((await type('')).status).toBe(200);
  });

  it('may only look as a reader: every change is refused, and why', async () => {
    app.partners.write(0, 0, 0, [['a']], 'RAW');
    app.share(permission('packer@example.com', 'reader'));
    const { id } = await begin();
    for (const call of PARTNER_CALLS.change) {
      const [method = '', path = ''] = call.split(' ');
      const refused = await refusal(
        method,
        `${DOOR}${path.replaceAll('*', '0')}`,
        { ...BODY, session: id },
        id,
      );
      expect(refused).toMatchObject({ httpStatus: 403, code: 'share.view-only' });
      expect(refused.detail).toContain('may look at this sheet');
    }
    expect(app.partners.revision).toBe(1);
    expect((await app.call('GET', `${SHEET}/rows`)).status).toBe(200);
  });

  it('K7: hears when its access changes and when it ends, and gets nothing afterwards', async () => {
    const { id } = await begin();
    const stream = await fetch(`${app.url}${BOOK}/sessions/${id}/events`);
    const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
    let heard = '';
    const until = async (text: string): Promise<void> => {
      while (!heard.includes(text)) {
        const part = await reader?.read();
        if (!part || part.done) throw new Error(`the events ended without ${text}: ${heard}`);
        heard += part.value;
      }
    };
    await until('event: hello');
    app.share(permission('packer@example.com', 'reader'));
    await until('event: access\ndata: {"role":"reader"}');
    app.partners.write(0, 0, 0, [['before the end']], 'RAW');
    await until('event: change');
    app.share();
    await until('event: access\ndata: {"role":null}');
    app.partners.write(0, 1, 0, [['after the end']], 'RAW');
    expect((await reader?.read())?.done).toBe(true);
    for (const path of [BOOK, SHEET, `${SHEET}/rows`, `${BOOK}/sessions/${id}/events`]) {
      expect(await refusal('GET', path)).toMatchObject({ httpStatus: 404, code: 'share.ended' });
    }
    expect((await refusal('POST', `${BOOK}/sessions`, {})).detail).toBe(
      'This sheet is no longer shared with you.',
    );
    app.share(permission('packer@example.com'));
    expect((await refusal('POST', `${SHEET}/edits`, { ...BODY, session: id })).code).toBe('session.unknown');
  });

  it('ends where the workbook was deleted', async () => {
    await begin();
    expect((await app.call('DELETE', `/api/workbooks/${PARTNERS}`)).status).toBe(204);
    expect((await refusal('GET', BOOK)).code).toBe('share.ended');
  });
});

describe("the creator's view of a partner's sheet", () => {
  it('says whose it is, and runs no add-on', async () => {
    expect((await app.call('GET', `/api/workbooks/${PARTNERS}`)).body).toMatchObject({
      id: PARTNERS,
      partner: true,
    });
    const menus = await app.call('GET', `/api/workbooks/${PARTNERS}/sessions/default/menus`);
    expect(menus.body).toEqual({ menus: [] });
    const run = await app.call('POST', `/api/workbooks/${PARTNERS}/sessions/default/run`, {
      function: 'serve',
    });
    expect(run).toMatchObject({ status: 422, body: { code: 'script.error' } });
    await app.call('GET', `/api/workbooks/${OWN}`);
    expect(app.withAddon).toEqual([OWN]);
  });

  it('is told from their own workbooks in the list', async () => {
    expect((await app.call('GET', '/api/workbooks')).body).toEqual({
      workbooks: [
        { id: OWN, title: 'Campaign' },
        { id: PARTNERS, title: 'US warehouse', partner: true },
      ],
    });
  });

  it('never becomes the demo', async () => {
    expect((await refusal('POST', `/api/workbooks/${PARTNERS}/demo`, {})).code).toBe('workbook.partner');
  });
});
