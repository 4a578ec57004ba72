import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, codeOf, startSyncApp, type TestSyncApp } from '../../support/sync-app.ts';

const PASSWORD = 'correct horse battery';
const TOKEN = 'token-of-sixteen-letters';
let app: TestSyncApp;
let ready: string | null = null;
beforeAll(async () => {
  app = await startSyncApp({
    password: PASSWORD,
    more: {
      metricsToken: TOKEN,
      readiness: () => Promise.resolve(ready),
    },
  });
});
afterAll(() => app.stop());

describe('The service', () => {
  it('says that it lives, and whether it is ready', async () => {
    expect((await ask(`${app.url}/healthz`)).body).toEqual({ status: 'ok' });
    expect((await ask(`${app.url}/readyz`)).body).toEqual({ status: 'ready' });
    ready = 'stopping';
    const got = await ask(`${app.url}/readyz`);
    expect([got.status, got.body]).toEqual([503, { status: 'not ready', why: 'stopping' }]);
    ready = null;
  });

  it('shows its metrics to who has the token, or has signed in', async () => {
    const none = await ask(`${app.url}/metrics`, { headers: { Accept: 'text/plain' } });
    expect([none.status, codeOf(none)]).toEqual([401, 'operator.signed-out']);
    const wrong = await ask(`${app.url}/metrics`, { headers: { Authorization: 'Bearer a-guess' } });
    expect(wrong.status).toBe(401);
    const session = await ask(`${app.url}/sign-in`, {
      method: 'POST',
      headers: { Origin: 'https://worker.example.com' },
      body: new URLSearchParams({ password: PASSWORD }),
    });
    const Cookie = session.headers.get('set-cookie')?.split(';')[0] ?? '';
    expect((await ask(`${app.url}/metrics`, { headers: { Cookie } })).status).toBe(200);
  });

  it('counts by route, never by address', async () => {
    const signed = await app.pair('sheet-of-metrics');
    await signed({ method: 'DELETE', path: '/v1/connections/very-own-id' });
    await ask(`${app.url}/webhooks/c-1/secret-of-it`, { method: 'POST', body: '{}' });
    const { status, text, headers } = await ask(`${app.url}/metrics`, {
      headers: { Authorization: `Bearer ${TOKEN}` },
    });
    expect(status).toBe(200);
    expect(headers.get('content-type')).toContain('text/plain');
    expect(text).toContain('shipsheet_jobs{queue="dispatch",state="waiting"} 3');
    expect(text).toContain('shipsheet_campaigns 1');
    expect(text).toContain(
      'shipsheet_http_seconds_count{method="DELETE",route="/v1/connections/:id",status="204"} 1',
    );
    expect(text).toContain('shipsheet_webhooks_total{status="204"} 1');
    expect(text).not.toMatch(/very-own-id|secret-of-it|sheet-of-metrics|ana@/);
  });

  it('sends headers that keep pages to themselves', async () => {
    const { headers } = await ask(`${app.url}/docs`);
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'none';script-src 'self';style-src 'self';img-src 'self' data:;connect-src 'self';form-action 'self';base-uri 'none';frame-ancestors 'none'",
    );
    // Not for names below it, which may be somebody else's.
    expect(headers.get('strict-transport-security')).toBe('max-age=31536000');
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-powered-by')).toBeNull();
    expect(headers.get('access-control-allow-origin')).toBeNull();
    expect(headers.get('x-request-id')).toMatch(/^[\da-f-]{36}$/);
  });

  it.each(['/v1/connections/%00', '/webhooks/c-1/%00', '/webhooks/%E0%A4%A/x', '/?said=%00'])(
    'refuses %s, which no table can be asked for, as a fault of the caller',
    async (path) => {
      const got = await ask(`${app.url}${path}`, { method: 'POST' });
      expect([got.status, codeOf(got)]).toEqual([400, 'address.unreadable']);
    },
  );

  it('answers an unknown address as a problem', async () => {
    const got = await ask(`${app.url}/nowhere`);
    expect([got.status, codeOf(got)]).toEqual([404, 'address.unknown']);
  });

  it('believes no forwarded address unless told to, and says once that it does not', async () => {
    const from = (url: string, ip: string) =>
      ask(`${url}/v1/pairings`, { method: 'POST', headers: { 'X-Forwarded-For': ip }, body: '{}' });
    const limits = { pairings: 2 };
    const behind = await startSyncApp({ password: PASSWORD, more: { trustProxy: 1, limits } });
    expect((await from(behind.url, '203.0.113.1')).status).toBe(400);
    expect((await from(behind.url, '203.0.113.1')).status).toBe(400);
    expect((await from(behind.url, '203.0.113.1')).status).toBe(429);
    expect((await from(behind.url, '203.0.113.2')).status).toBe(400);
    await behind.stop();
    const alone = await startSyncApp({ password: PASSWORD, more: { limits } });
    await from(alone.url, '203.0.113.1');
    await from(alone.url, '203.0.113.2');
    expect((await from(alone.url, '203.0.113.3')).status).toBe(429);
    expect(alone.log.filter((line) => line.includes('TRUST_PROXY')).length).toBe(1);
    await alone.stop();
  });

  it('works under a path of another app: what is signed begins after it', async () => {
    const inner = await startSyncApp({ more: { mountedAt: '/worker' } });
    const signed = await inner.pair();
    expect((await signed({ method: 'GET', path: '/v1/state' })).status).toBe(200);
    const docs = await ask(`${inner.url}/docs`);
    expect(docs.text).toContain('href="/worker/service.css"');
    expect((await ask(`${inner.url}/service.css`)).status).toBe(200);
    await inner.stop();
  });
});
