import { createServer, type Server } from 'node:http';
import express from 'express';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createFiles } from '../../../worker/drive/files.ts';
import type { Consent, Files } from '../../../worker/drive/port.ts';
import { FILE_SCOPE } from '../../../worker/google/oauth.ts';
import { consentRouter } from '../../../worker/google/routes.ts';
import { openStore, type Store } from '../../../worker/store/store.ts';
import { newKeys, openVault } from '../../../worker/store/vault.ts';
import { listening, silent } from '../../support/log.ts';
import { readyDatabase } from '../../support/postgres.ts';
import { type DriveHarness, listen, PATIENCE, shut, startDrive } from '../local/drive/harness.ts';
import { type FakeGoogle, startGoogle } from './fake-google.ts';

const CLIENT = '1234-abc.apps.googleusercontent.com';
const MINUTE = 60_000;
const log = listening();
const vault = openVault(newKeys());

let store: Store;
let api: DriveHarness;
let google: FakeGoogle;
let files: Files;
let consent: Consent;
let server: Server;
let publicUrl = '';
let now = Date.parse('2026-03-02T09:30:00Z');

const filesWith = (oauth: FakeGoogle['settings'] | null): Files =>
  createFiles({
    db: store.db,
    vault,
    access: {
      account: 'worker@shipsheet.iam.gserviceaccount.com',
      credential: { client_email: 'worker@shipsheet.iam.gserviceaccount.com', private_key: 'none' },
      rootUrl: () => `${api.doorUrl}/`,
    },
    oauth,
    publicUrl: () => publicUrl,
    log,
    clock: () => new Date(now),
    patience: PATIENCE,
  });

beforeAll(async () => {
  store = await openStore({ url: await readyDatabase(), log: silent });
  api = await startDrive();
  google = await startGoogle(CLIENT, () => `${publicUrl}/google/consent/return`);
  files = filesWith(google.settings);
  if (files.consent === null) throw new Error('There is a client.');
  consent = files.consent;
  const app = express();
  app.set('query parser', 'simple');
  app.use('/worker', consentRouter(consent, '/worker/'));
  server = createServer(app);
  publicUrl = `${await listen(server)}/worker`;
});
afterAll(async () => {
  await shut(server);
  await google.close();
  await api.close();
  await store.stop();
});
beforeEach(async () => {
  await store.db.deleteFrom('campaigns').execute();
  google.down = false;
  log.lines.length = 0;
  for (const id of ['sheet-1', 'sheet-2'])
    await store.db
      .insertInto('campaigns')
      .values({
        id,
        name: id === 'sheet-1' ? 'Lantern <1>' : 'Kite',
        tag: id,
        key_sealed: 'k1.x',
        paired_by: 'kim@example.org',
        paired_at: new Date(now),
      })
      .execute();
});

const agree = async (campaign: string, email: string, more: object = {}) => {
  const { url } = await consent.start(campaign, 'kim@example.org');
  const back = await google.open(url, { email, ...more });
  return consent.finish(Object.fromEntries(back.searchParams));
};
const accounts = () => store.db.selectFrom('google_accounts').selectAll().orderBy('campaign_id').execute();
const code = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof Error && 'code' in error ? error.code : error),
  );

describe('a consent', () => {
  it('brings a person to Google and back to a page that says what came of it', async () => {
    const { url } = await consent.start('sheet-1', 'kim@example.org');
    const asked = new URL(url).searchParams;
    expect(asked.get('scope')?.split(' ').sort()).toEqual(['email', FILE_SCOPE, 'openid'].sort());
    expect(asked.get('login_hint')).toBe('kim@example.org');
    expect(asked.get('prompt')).toBe('consent');
    // What belongs to it is sealed: the browser, and whoever reads its history, learns nothing.
    expect(asked.get('state')).not.toMatch(/sheet-1|kim/);
    const back = await google.open(url, { email: 'ana@example.com' });
    // Whoever began it may have sent Google's address to Ana: nothing is kept before she knows whose campaign it is for.
    const question = await fetch(back);
    const form = await question.text();
    expect(form).toContain('The campaign “Lantern &lt;1&gt;” will make spreadsheets in your Google account');
    expect(form).toContain('kim@example.org asks for it');
    expect([await accounts(), question.headers.get('cache-control')]).toEqual([[], 'no-store']);
    const fields = [...form.matchAll(/name="(\w+)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [
      name,
      value,
    ]);
    expect(fields).toEqual(['state', 'code'].map((name) => [name, back.searchParams.get(name)]));
    const action = /action="([^"]+)"/.exec(form)?.[1] ?? '';
    const answer = await fetch(new URL(action, back), {
      method: 'POST',
      body: new URLSearchParams(back.searchParams),
    });
    const page = await answer.text();
    expect(answer.status).toBe(200);
    expect(page).toContain(
      'Sheets for partners of “Lantern &lt;1&gt;” are now made in the Google account ana@example.com',
    );
    expect(page).toContain('You can close this window.');
    expect(page).toContain('href="/worker/service.css"');
    expect(page).not.toMatch(/<script|style=/);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
    const [row] = await accounts();
    expect(row).toMatchObject({
      campaign_id: 'sheet-1',
      email: 'ana@example.com',
      connected_by: 'kim@example.org',
      connected_at: new Date(now),
    });
    for (const refresh of google.alive()) expect(JSON.stringify(row)).not.toContain(refresh);
  });

  it('gives files in that account, made and written with its access alone', async () => {
    expect(await files.account('sheet-1')).toBeNull();
    await agree('sheet-1', 'ana@example.com');
    api.log.length = 0;
    const access = await files.account('sheet-1');
    expect(access?.email).toBe('ana@example.com');
    const made = await access?.drive.create('Berlin');
    const shape = await access?.sheets.shape(made?.id ?? '');
    expect(shape?.title).toBe('Berlin');
    const before = google.refreshed();
    await (await files.account('sheet-1'))?.drive.look(made?.id ?? '');
    expect(google.refreshed()).toBe(before);
    const owners = new Set(
      api.log.map(({ authorization }) => google.ownerOf(authorization.replace('Bearer ', ''))),
    );
    expect([...owners]).toEqual(['ana@example.com']);
    expect(await files.account('sheet-2')).toBeNull();
  });

  it('that Google ended is told, with what to do, by Drive and by Sheets', async () => {
    await agree('sheet-1', 'ana@example.com');
    const access = await files.account('sheet-1');
    google.withdraw('ana@example.com');
    expect(await code(access?.drive.look('x') ?? Promise.resolve())).toBe('drive.consent-gone');
    expect(await code(access?.sheets.shape('x') ?? Promise.resolve())).toBe('drive.consent-gone');
    await agree('sheet-1', 'ana@example.com');
    expect(await code((await files.account('sheet-1'))?.drive.look('x') ?? Promise.resolve())).toBe(
      'drive.not-found',
    );
  });

  it('with less than was asked is told too', async () => {
    await agree('sheet-1', 'ana@example.com');
    const access = await files.account('sheet-1');
    const details = [
      { '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason: 'ACCESS_TOKEN_SCOPE_INSUFFICIENT' },
    ];
    api.door = () => ({ status: 403, body: { error: { code: 403, message: 'Insufficient', details } } });
    expect(await code(access?.drive.look('x') ?? Promise.resolve())).toBe('drive.consent-gone');
    api.door = () => undefined;
  });

  it('of a file that Sheets cannot open is a file of another kind', async () => {
    await agree('sheet-1', 'ana@example.com');
    const access = await files.account('sheet-1');
    const message = 'This operation is not supported for this document';
    api.door = () => ({
      status: 400,
      body: { error: { code: 400, message, status: 'FAILED_PRECONDITION' } },
    });
    expect(await code(access?.sheets.shape('x') ?? Promise.resolve())).toBe('drive.not-spreadsheet');
    api.door = () => undefined;
  });
});

describe('what does not end well', () => {
  it.each([
    ['a person who refuses', { refuses: 'access_denied' }, 'You did not allow it'],
    ['an administrator who refuses', { refuses: 'admin_policy_enforced' }, 'The administrator'],
    ['a fault of Google’s', { refuses: 'server_error' }, 'Google did not finish this'],
    ['a box that is not ticked', { without: FILE_SCOPE }, 'was not ticked'],
    ['an address that is not shown to be the person’s', { verified: false }, 'Google did not finish this'],
    ['an identity that Google did not sign', { forged: true }, 'Google did not finish this'],
    ['an access that does not last', { shortly: true }, 'Google did not finish this'],
  ])('%s: nothing is kept, and the page says why', async (_, more, words) => {
    const told = await agree('sheet-1', 'ana@example.com', more);
    expect(told.ok).toBe(false);
    expect(told.message).toContain(words);
    expect(await accounts()).toEqual([]);
    expect(log.lines.join()).not.toMatch(/ana@|eyJ/);
  });

  it('Google away: nothing is kept', async () => {
    const { url } = await consent.start('sheet-1', 'kim@example.org');
    const back = await google.open(url, { email: 'ana@example.com' });
    google.down = true;
    const answer = await fetch(`${back.origin}${back.pathname}`, {
      method: 'POST',
      body: new URLSearchParams(back.searchParams),
    });
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain('Go back to your spreadsheet and begin again');
    expect(await accounts()).toEqual([]);
  });

  it('a return that was not begun here, is used twice, comes too late, or belongs to no campaign', async () => {
    const begun = async (campaign = 'sheet-1') => {
      const { url } = await consent.start(campaign, 'kim@example.org');
      return Object.fromEntries((await google.open(url, { email: 'ana@example.com' })).searchParams);
    };
    const refused = async (query: Record<string, unknown>): Promise<string> => {
      const told = await consent.finish(query);
      expect(told.ok).toBe(false);
      return told.message;
    };
    const first = await begun();
    expect(await refused({ ...first, state: 'k1.eHh4' })).toContain('not begun here');
    expect(await refused({ ...first, state: vault.seal('{}', 'google/consent') })).toContain(
      'not begun here',
    );
    expect(await refused({ code: 'x' })).toContain('not complete');
    expect(await refused({ ...first, code: ['x', 'y'] })).toContain('not complete');
    // The code of one consent with the state of another: PKCE tells.
    const { state } = await begun('sheet-2');
    expect(await refused({ ...(await begun()), state })).toContain('did not finish');
    expect((await consent.finish(first)).ok).toBe(true);
    expect(await refused(first)).toContain('used before');
    const late = await begun();
    now += 10 * MINUTE;
    expect(await refused(late)).toContain('longer than ten minutes');
    now -= 10 * MINUTE;
    const orphan = await begun('sheet-2');
    await store.db.deleteFrom('campaigns').where('id', '=', 'sheet-2').execute();
    expect(await refused(orphan)).toContain('no longer connected');
    expect((await accounts()).map(({ campaign_id }) => campaign_id)).toEqual(['sheet-1']);
  });
});

describe('the end of a consent', () => {
  const aliveOf = () => google.alive().length;

  it('is told to Google, and the account is forgotten', async () => {
    await agree('sheet-1', 'end@example.com');
    const before = aliveOf();
    expect(await consent.revoke('sheet-1')).toBe(true);
    expect(aliveOf()).toBe(before - 1);
    expect(await accounts()).toEqual([]);
    expect(await files.account('sheet-1')).toBeNull();
    const { length } = google.revoked;
    await consent.revoke('sheet-1');
    expect(google.revoked).toHaveLength(length);
  });

  it('leaves the account of another campaign at work: Google would end both', async () => {
    await agree('sheet-1', 'both@example.com');
    await agree('sheet-2', 'both@example.com');
    const before = aliveOf();
    await consent.revoke('sheet-1');
    expect(aliveOf()).toBe(before);
    await consent.revoke('sheet-2');
    expect(aliveOf()).toBe(before - 2);
  });

  it('comes even where Google is away, and says so in the log without a name', async () => {
    await agree('sheet-1', 'ana@example.com');
    google.down = true;
    await consent.revoke('sheet-1');
    expect(await accounts()).toEqual([]);
    expect(log.lines).toEqual(['{"status":400} Google was not told that an account is disconnected']);
  });

  it('comes with another account, or is asked for, unless sheets in use are in the first', async () => {
    await agree('sheet-1', 'first@example.com');
    const before = aliveOf();
    expect((await agree('sheet-1', 'second@example.com')).ok).toBe(true);
    expect(aliveOf()).toBe(before);
    await store.db
      .insertInto('connections')
      .values({
        id: 'c-1',
        campaign_id: 'sheet-1',
        vendor: 'partner-sheet',
        name: 'Berlin',
        credentials_sealed: 'k1.x',
        settings: '{}',
        account: 'partner-sheet/1',
        webhook_secret_sealed: 'k1.x',
        cursors: '{}',
      })
      .execute();
    await store.db
      .insertInto('partner_sheets')
      .values({
        connection_id: 'c-1',
        campaign_id: 'sheet-1',
        channel: 'Berlin',
        file_id: 'file',
        url: '',
        sheet_id: null,
        by: 'account',
        preset: '{}',
        policy: '{}',
        packing_sealed: 'k1.x',
        packing_hash: 'x',
        strays: '[]',
      })
      .execute();
    const told = await agree('sheet-1', 'third@example.com');
    expect(told).toMatchObject({ ok: false });
    expect(told.message).toContain('are in the account second@example.com');
    expect(aliveOf()).toBe(before);
    expect(await consent.revoke('sheet-1')).toBe(false);
    expect((await accounts())[0]?.email).toBe('second@example.com');
    expect((await agree('sheet-1', 'second@example.com')).ok).toBe(true);
    await store.db
      .updateTable('partner_sheets')
      .set({ ended_at: new Date(now) })
      .execute();
    expect((await agree('sheet-1', 'third@example.com')).ok).toBe(true);
  });
});

describe('the ways to a file', () => {
  it('are those that the operator has set up', async () => {
    expect(files.ways).toEqual(['google', 'address']);
    const without = filesWith(null);
    expect(without.ways).toEqual(['address']);
    expect(without.consent).toBeNull();
    expect(without.workerAccount).toBe('worker@shipsheet.iam.gserviceaccount.com');
    await agree('sheet-1', 'ana@example.com');
    expect(await without.account('sheet-1')).toBeNull();
  });

  it('are the machine’s own on the local workbook', async () => {
    const local = createFiles({
      db: store.db,
      vault,
      access: { account: '', credential: null, rootUrl: () => `${api.doorUrl}/` },
      oauth: google.settings,
      publicUrl: () => publicUrl,
      log,
      clock: () => new Date(now),
      patience: PATIENCE,
    });
    expect(local.ways).toEqual(['local']);
    expect(local.consent).toBeNull();
    expect(local.workerAccount).toBe('');
    const made = await local.worker.drive.create('Berlin');
    expect((await local.worker.sheets.shape(made.id)).title).toBe('Berlin');
    expect(await local.account('sheet-1')).toBeNull();
  });

  it('keep to the limits of each account, and of all accounts together', async () => {
    await store.db.deleteFrom('buckets').execute();
    await agree('sheet-1', 'ana@example.com');
    const access = await files.account('sheet-1');
    const made = await access?.drive.create('Berlin');
    await access?.sheets.shape(made?.id ?? '');
    const names = (await store.db.selectFrom('buckets').select('name').orderBy('name').execute()).map(
      ({ name }) => name.replace(/google\/[0-9a-f]{12}\//, 'google/<account>/'),
    );
    expect(names).toEqual([
      'google/<account>/drive-write',
      'google/<account>/drive-write/60000',
      'google/<account>/read',
      'google/<account>/read/60000',
      'google/project/read',
      'google/project/read/60000',
    ]);
  });
});
