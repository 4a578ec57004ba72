import { once } from 'node:events';
import { request } from 'node:http';
import express, { Router } from 'express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { passwordOperator } from '../../../worker/auth/operator.ts';
import { newKeys, openVault } from '../../../worker/store/vault.ts';
import { ask, codeOf, type Got, startSyncApp, type TestSyncApp } from '../../support/sync-app.ts';

const PASSWORD = 'correct horse battery';
const PUBLIC = 'https://worker.example.com';
let app: TestSyncApp;
let open: TestSyncApp;

function pages(): Router {
  const router = Router();
  router.get('/', (_request, response) => {
    response.type('html').send('<h1>Jobs</h1>');
  });
  router.get('/operator/jobs', (_request, response) => {
    response.json({ jobs: [] });
  });
  return router;
}
beforeAll(async () => {
  app = await startSyncApp({ password: PASSWORD, publicUrl: PUBLIC, more: { operatorPages: pages() } });
  open = await startSyncApp({ more: { operatorPages: pages() } });
});
afterAll(() => Promise.all([app.stop(), open.stop()]));

const signIn = (password: string, headers: Record<string, string> = { Origin: PUBLIC }): Promise<Got> =>
  ask(`${app.url}/sign-in`, { method: 'POST', headers, body: new URLSearchParams({ password }) });
const cookieOf = (got: Got): string => (got.headers.get('set-cookie') ?? '').split(';')[0] ?? '';

describe('The operator of a server', () => {
  it('is sent to the sign-in page, and a program is told', async () => {
    const page = await ask(`${app.url}/`, { headers: { Accept: 'text/html' } });
    expect([page.status, page.headers.get('location')]).toEqual([303, '/sign-in']);
    const program = await ask(`${app.url}/operator/jobs`, { headers: { Accept: 'application/json' } });
    expect([program.status, codeOf(program)]).toEqual([401, 'operator.signed-out']);
  });

  it('signs in with the password, and sees the pages', async () => {
    const got = await signIn(PASSWORD);
    expect([got.status, got.headers.get('location')]).toEqual([303, '/']);
    expect(got.headers.get('set-cookie')).toMatch(
      /^__Host-shipsheet=[\w-]+; Max-Age=43200; Path=\/; Expires=[^;]+; HttpOnly; Secure; SameSite=Strict$/,
    );
    const page = await ask(`${app.url}/`, { headers: { Cookie: cookieOf(got) } });
    expect([page.status, page.text]).toEqual([200, '<h1>Jobs</h1>']);
  });

  it('does not sign in with another', async () => {
    const got = await signIn('correct horse batteries');
    expect(got.status).toBe(401);
    expect(got.text).toContain('That is not the password.');
    expect(got.headers.get('set-cookie')).toBeNull();
  });

  it('signs out', async () => {
    const cookie = cookieOf(await signIn(PASSWORD));
    const got = await ask(`${app.url}/sign-out`, {
      method: 'POST',
      headers: { Origin: PUBLIC, Cookie: cookie },
    });
    expect([got.status, cookieOf(got)]).toEqual([303, '__Host-shipsheet=']);
  });

  it('is not signed in by a cookie that somebody made', async () => {
    const forged = Buffer.from(JSON.stringify({ until: Date.now() + 1e9 })).toString('base64url');
    for (const cookie of [`__Host-shipsheet=${forged}`, '__Host-shipsheet=', '__Host-shipsheet=k1.AAAA']) {
      expect((await ask(`${app.url}/`, { headers: { Cookie: cookie, Accept: 'text/html' } })).status).toBe(
        303,
      );
    }
  });

  it('is signed in for 12 hours, and while the password is the same', async () => {
    const keys = openVault(newKeys());
    let now = new Date();
    const parts = { publicUrl: PUBLIC, vault: keys, clock: () => now };
    const operator = await passwordOperator({ ...parts, password: PASSWORD });
    const other = await passwordOperator({ ...parts, password: 'another long password' });
    const server = express()
      .get('/in', async (_request, response) => response.send(await operator.signIn(response, PASSWORD)))
      .get('/who', (request, response) =>
        response.json([operator.isSignedIn(request), other.isSignedIn(request)]),
      )
      .listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
    const headers = { Cookie: cookieOf(await ask(`${url}/in`)) };
    expect((await ask(`${url}/who`, { headers })).body).toEqual([true, false]);
    now = new Date(now.getTime() + 12 * 60 * 60_000 + 1000);
    expect((await ask(`${url}/who`, { headers })).body).toEqual([false, false]);
    server.closeAllConnections();
    server.close();
  });

  it.each([
    ['from another site', { Origin: 'https://evil.example' }],
    ['from a sandboxed frame', { Origin: 'null' }],
    ['as the browser says', { Origin: PUBLIC, 'Sec-Fetch-Site': 'cross-site' }],
    ['from a neighbour under the same domain', { Origin: PUBLIC, 'Sec-Fetch-Site': 'same-site' }],
    ['by who does not say', {}],
  ])('is not signed in %s', async (_how, headers) => {
    const got = await signIn(PASSWORD, headers);
    expect([got.status, codeOf(got)]).toEqual([403, 'site.foreign']);
  });

  it('has ten wrong tries', async () => {
    const guessed = await startSyncApp({
      password: PASSWORD,
      publicUrl: PUBLIC,
      more: { limits: { passwords: 3 } },
    });
    const guess = () =>
      ask(`${guessed.url}/sign-in`, {
        method: 'POST',
        headers: { Origin: PUBLIC },
        body: new URLSearchParams({ password: 'guess' }),
      });
    // A page elsewhere that the operator looks at uses up none of them.
    for (let n = 0; n < 5; n++) {
      const foreign = await ask(`${guessed.url}/sign-in`, {
        method: 'POST',
        headers: { Origin: 'https://evil.example' },
      });
      expect(foreign.status).toBe(403);
    }
    for (let n = 0; n < 3; n++) expect((await guess()).status).toBe(401);
    expect((await guess()).status).toBe(429);
    await guessed.stop();
  });
});

describe('The operator of the local machine', () => {
  it('sees the pages without signing in', async () => {
    const got = await ask(`${open.url}/`);
    expect([got.status, got.text]).toEqual([200, '<h1>Jobs</h1>']);
    expect((await ask(`${open.url}/sign-in`)).status).toBe(404);
  });

  it('is not met under a foreign name, as by DNS rebinding', async () => {
    const status = await new Promise((done, failed) => {
      const sent = request(`${open.url}/`, { headers: { Host: 'evil.example' } }, (response) => {
        response.resume();
        done(response.statusCode);
      });
      sent.on('error', failed);
      sent.end();
    });
    expect(status).toBe(403);
  });
});
