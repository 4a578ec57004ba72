import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isOwnHost, isOwnOrigin } from '../../../../worker/local/http/guard.ts';
import { statusWith } from '../../../support/http.ts';
import { startServer, type TestServer } from '../../../support/server.ts';
import { STUB_ADDON } from '../../../support/stub-addon.ts';

describe('own host and origin', () => {
  it.each(['127.0.0.1:8080', 'localhost:8080', '[::1]:8080', 'LOCALHOST:8080'])('takes %s', (host) => {
    expect(isOwnHost(host, 8080)).toBe(true);
  });
  it.each([
    undefined,
    '',
    'example.com:8080',
    'localhost.example.com:8080',
    '127.0.0.1:8081',
    'localhost',
    '127.0.0.2:8080',
    'localhost:8080:1',
  ])('refuses %s', (host) => {
    expect(isOwnHost(host, 8080)).toBe(false);
  });
  it('takes no origin and its own, and nothing else', () => {
    expect(isOwnOrigin(undefined, 'localhost:8080')).toBe(true);
    expect(isOwnOrigin('http://localhost:8080', 'localhost:8080')).toBe(true);
    expect(isOwnOrigin('https://localhost:8080', 'localhost:8080')).toBe(false);
    expect(isOwnOrigin('http://localhost:8081', 'localhost:8080')).toBe(false);
    expect(isOwnOrigin('null', 'localhost:8080')).toBe(false);
  });
});

describe('the program', () => {
  let server: TestServer;
  let host: string;
  beforeAll(async () => {
    server = await startServer({ addon: STUB_ADDON });
    host = new URL(server.url).host;
  });
  afterAll(() => server.stop());
  const get = (path: string, headers: Record<string, string>, method?: string) =>
    statusWith(`${server.url}${path}`, { host, ...headers }, method);

  it('answers programs and its own page', async () => {
    expect(await get('/api/workbooks', {})).toBe(200);
    expect(await get('/api/workbooks', { origin: `http://${host}`, 'sec-fetch-site': 'same-origin' })).toBe(
      200,
    );
  });

  it.each(['/', '/api/workbooks', '/page/page.js', '/v4/spreadsheets/demo', '/frame/demo/x'])(
    'refuses a foreign host, origin or site at %s',
    async (path) => {
      expect(await get(path, { host: 'attacker.example' })).toBe(403);
      expect(await get(path, { origin: 'https://attacker.example' })).toBe(403);
      expect(await get(path, { origin: 'null' })).toBe(403);
      expect(await get(path, { 'sec-fetch-site': 'cross-site' })).toBe(403);
      expect(await get(path, { 'sec-fetch-site': 'same-site' })).toBe(403);
    },
  );

  it('opens its page from a link elsewhere, but in no frame and not its API', async () => {
    const link = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' };
    expect(await get('/w/demo', { ...link, 'sec-fetch-dest': 'document' })).toBe(200);
    expect(await get('/w/demo', { ...link, 'sec-fetch-dest': 'iframe' })).toBe(403);
    expect(await get('/api/workbooks', { ...link, 'sec-fetch-dest': 'document' })).toBe(403);
    expect(await get('/w/demo', { ...link, 'sec-fetch-dest': 'document' }, 'POST')).toBe(403);
  });

  it('sends no header that would let another page read it', async () => {
    const answer = await fetch(`${server.url}/api/workbooks`);
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
    expect(answer.headers.get('cross-origin-resource-policy')).toBe('same-origin');
    const page = await fetch(`${server.url}/w/demo`);
    expect(page.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  });

  it('takes no form as JSON', async () => {
    const answer = await fetch(`${server.url}/api/workbooks/demo/demo`, {
      method: 'PATCH',
      headers: { 'Content-Type': 'text/plain' },
      body: '{"title":"x"}',
    });
    expect(answer.status).toBe(404);
    const renamed = await fetch(`${server.url}/api/workbooks/demo`, {
      method: 'PATCH',
      headers: { 'Content-Type': 'text/plain' },
      body: '{"title":"x"}',
    });
    expect(renamed.status).toBe(400);
  });
});
