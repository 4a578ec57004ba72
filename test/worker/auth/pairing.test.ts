import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { markReader } from '../../../worker/auth/mark.ts';
import { Problem } from '../../../worker/problem.ts';
import { SheetsProblem } from '../../../worker/sheets/problem.ts';
import { ask, codeOf, type Got, startSyncApp, type TestSyncApp } from '../../support/sync-app.ts';

let app: TestSyncApp;
beforeAll(async () => {
  app = await startSyncApp();
});
afterAll(() => app.stop());

const send = (path: string, body: unknown): Promise<Got> =>
  ask(`${app.url}${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
const pairing = (spreadsheetId: string, more: object = {}) =>
  send('/v1/pairings', { spreadsheetId, name: 'Lamps', who: 'ana@example.com', version: 1, ...more });
const begun = z.object({ pairing: z.string(), nonce: z.string(), account: z.string() });

describe('A pairing', () => {
  it('gives the key when the nonce stands in the spreadsheet, and says whom to share it with', async () => {
    const first = begun.parse((await pairing('sheet-a')).body);
    expect(first.account).toBe('worker@shipsheet.iam.gserviceaccount.com');
    app.marks.set('sheet-a', first.nonce);
    const got = await send('/v1/pairings/confirm', { pairing: first.pairing });
    expect(got.status).toBe(200);
    expect(z.object({ key: z.string().length(43) }).parse(got.body).key).not.toContain(first.nonce);
  });

  it('is refused while the mark is not there, and works once it is', async () => {
    const { pairing: id, nonce } = begun.parse((await pairing('sheet-b')).body);
    expect(codeOf(await send('/v1/pairings/confirm', { pairing: id }))).toBe('pairing.mark-missing');
    app.marks.set('sheet-b', 'the nonce of somebody else');
    expect(codeOf(await send('/v1/pairings/confirm', { pairing: id }))).toBe('pairing.mark-missing');
    expect(await app.db.selectFrom('campaigns').where('id', '=', 'sheet-b').select('id').execute()).toEqual(
      [],
    );
    app.marks.set('sheet-b', nonce);
    expect((await send('/v1/pairings/confirm', { pairing: id })).status).toBe(200);
  });

  it('gives its key once', async () => {
    const { pairing: id, nonce } = begun.parse((await pairing('sheet-c')).body);
    app.marks.set('sheet-c', nonce);
    const both = await Promise.all([1, 2].map(() => send('/v1/pairings/confirm', { pairing: id })));
    expect(both.map(({ status }) => status).sort()).toEqual([200, 410]);
  });

  it('is too old after ten minutes', async () => {
    const { pairing: id, nonce } = begun.parse((await pairing('sheet-d')).body);
    app.marks.set('sheet-d', nonce);
    const row = await app.db
      .selectFrom('pairings')
      .where('id', '=', id)
      .selectAll()
      .executeTakeFirstOrThrow();
    const left = row.expires_at.getTime() - Date.now();
    expect(left).toBeGreaterThan(9.5 * 60_000);
    expect(left).toBeLessThanOrEqual(10 * 60_000);
    await app.db.updateTable('pairings').set({ expires_at: new Date() }).where('id', '=', id).execute();
    expect(codeOf(await send('/v1/pairings/confirm', { pairing: id }))).toBe('pairing.gone');
  });

  it('again replaces the key: the old one signs no more, and tag and schedule stay', async () => {
    const old = await app.pair('sheet-e');
    await app.db.updateTable('campaigns').set({ every_minutes: 60 }).where('id', '=', 'sheet-e').execute();
    const row = () =>
      app.db.selectFrom('campaigns').where('id', '=', 'sheet-e').selectAll().executeTakeFirstOrThrow();
    const before = await row();
    const fresh = await app.pair('sheet-e');
    expect(fresh.key).not.toBe(old.key);
    expect(codeOf(await old({ method: 'GET', path: '/v1/state' }))).toBe('signature.wrong');
    expect((await fresh({ method: 'GET', path: '/v1/state' })).status).toBe(200);
    expect(await row()).toMatchObject({ tag: before.tag, every_minutes: 60 });
  });

  it('keeps the key sealed', async () => {
    const { key } = await app.pair('sheet-f');
    const row = await app.db
      .selectFrom('campaigns')
      .where('id', '=', 'sheet-f')
      .selectAll()
      .executeTakeFirst();
    expect(JSON.stringify(row)).not.toContain(key);
    expect(row?.tag).toMatch(/^[a-z2-9]{8}$/);
  });

  it('says which of the two programs is too old', async () => {
    expect(codeOf(await pairing('sheet-g', { version: 0 }))).toBe('version.add-on-old');
    expect(codeOf(await pairing('sheet-g', { version: 2 }))).toBe('version.worker-old');
  });

  it('waits five times at most for one spreadsheet, and is never kept waiting by others', async () => {
    const first = begun.parse((await pairing('sheet-h')).body);
    for (let n = 0; n < 5; n++) expect((await pairing('sheet-h')).status).toBe(200);
    const last = begun.parse((await pairing('sheet-h')).body);
    const kept = await app.db
      .selectFrom('pairings')
      .select('id')
      .where('campaign_id', '=', 'sheet-h')
      .execute();
    expect(kept).toHaveLength(5);
    app.marks.set('sheet-h', first.nonce);
    expect(codeOf(await send('/v1/pairings/confirm', { pairing: first.pairing }))).toBe('pairing.gone');
    app.marks.set('sheet-h', last.nonce);
    expect((await send('/v1/pairings/confirm', { pairing: last.pairing })).status).toBe(200);
  });

  it('is for the id of a spreadsheet alone', async () => {
    expect((await pairing('../etc/passwd')).status).toBe(400);
    expect((await pairing('x'.repeat(101))).status).toBe(400);
    expect((await pairing('ok', { name: 'n'.repeat(301) })).status).toBe(400);
    expect(codeOf(await send('/v1/pairings', { spreadsheetId: 'ok' }))).toBe('request.invalid');
  });
});

describe('The mark', () => {
  const reading = (problem: SheetsProblem) =>
    markReader({ shape: () => Promise.reject(problem) }, 'worker@x.iam.gserviceaccount.com')('sheet');

  it('is read from the file’s own developer metadata', async () => {
    const marks = [
      { id: 1, key: 'shipsheet.run', value: 'R-1 17' },
      { id: 2, key: 'shipsheet.pairing', value: 'nonce' },
    ];
    const shape = () => Promise.resolve({ title: 'Lamps', sheets: [], marks });
    expect(await markReader({ shape }, '')('sheet')).toBe('nonce');
    expect(
      await markReader({ shape: async () => ({ ...(await shape()), marks: [] }) }, '')('sheet'),
    ).toBeNull();
  });

  it.each(['sheet.no-access', 'sheet.gone'] as const)(
    'tells whom to share the file with after %s',
    async (code) => {
      const refused = await reading(new SheetsProblem(code)).catch((error: unknown) => error);
      expect(refused).toBeInstanceOf(Problem);
      expect(refused).toMatchObject({
        status: 403,
        code: 'sheet.no-access',
        message: expect.stringContaining('Share it with worker@x.iam.gserviceaccount.com as an editor'),
      });
    },
  );

  it('tells to try again when Google is away', async () => {
    await expect(reading(new SheetsProblem('sheet.unreachable'))).rejects.toMatchObject({ status: 503 });
    await expect(reading(new SheetsProblem('sheet.answer-unreadable'))).rejects.toMatchObject({
      status: 502,
    });
  });
});
