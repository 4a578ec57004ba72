import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { webhookUrl } from '../../../worker/routes/webhooks.ts';
import { ask, codeOf, startSyncApp, type TestSyncApp } from '../../support/sync-app.ts';

const came: { connection: string; headers: Readonly<Record<string, string>>; body: string }[] = [];
let app: TestSyncApp;
beforeAll(async () => {
  app = await startSyncApp({
    operations: {
      receiveWebhook(connection, secret, headers, body) {
        if (secret !== 'right secret') return Promise.resolve(401);
        came.push({ connection, headers, body: Buffer.from(body).toString('utf8') });
        return Promise.resolve(202);
      },
    },
  });
});
afterAll(() => app.stop());

const send = (secret: string, body: string, headers: Record<string, string> = {}) =>
  ask(webhookUrl(app.url, 'c-7', secret), { method: 'POST', headers, body });

describe('A webhook', () => {
  it('H6: goes on as the bytes that came, before anything parses them', async () => {
    const body = '{ "weight": 1.0,\n "big": 12345678901234567890 }';
    const got = await send('right secret', body, {
      'Content-Type': 'application/json',
      'X-Signature': 'abc',
    });
    expect([got.status, got.text]).toEqual([202, '']);
    expect(came.at(-1)).toMatchObject({ connection: 'c-7', body });
    expect(came.at(-1)?.headers['x-signature']).toBe('abc');
  });

  it.each(['application/x-www-form-urlencoded', 'text/xml', 'nonsense'])(
    'may be of the type %s',
    async (type) => {
      await send('right secret', 'a=1&b=%20', { 'Content-Type': type });
      expect(came.at(-1)?.body).toBe('a=1&b=%20');
    },
  );

  it('may have no body', async () => {
    expect((await ask(webhookUrl(app.url, 'c-7', 'right secret'), { method: 'POST' })).status).toBe(202);
    expect(came.at(-1)?.body).toBe('');
  });

  it('H5: is refused with 401 when it is forged, and nothing of its address is in the log', async () => {
    const got = await send('guessed secret', '{"name":"Ana López"}');
    expect([got.status, codeOf(got)]).toEqual([401, 'webhook.refused']);
    const log = app.log.join('');
    expect(log).toContain('/webhooks/:connection/:secret');
    expect(log).not.toMatch(/guessed|right.secret|right%20secret|López/);
  });

  it('is 1 MB at most', async () => {
    expect((await send('right secret', 'x'.repeat(1024 * 1024 + 1))).status).toBe(413);
  });

  it('is limited by address, far above what a partner sends', async () => {
    const small = await startSyncApp({ more: { limits: { webhooks: 20 } } });
    const one = () => ask(webhookUrl(small.url, 'c-7', 'secret'), { method: 'POST', body: '{}' });
    const all = await Promise.all(Array.from({ length: 22 }, one));
    expect(all.filter(({ status }) => status === 429).length).toBe(2);
    await small.stop();
  });
});
