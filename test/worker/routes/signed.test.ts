import { createHash, createHmac, randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SIGNED } from '../../../shared/sync/sign.ts';
import type { HandOver } from '../../../shared/sync/wire.ts';
import { ask, codeOf, startSyncApp, type TestSyncApp } from '../../support/sync-app.ts';

const CAMPAIGN = '1bAcKeRs_2026-demo';
const taken: { campaign: string; handOver: HandOver }[] = [];
let app: TestSyncApp;
let signed: Awaited<ReturnType<TestSyncApp['pair']>>;

beforeAll(async () => {
  app = await startSyncApp({
    operations: {
      take(campaign, handOver) {
        taken.push({ campaign, handOver });
        return Promise.resolve({
          results: handOver.shipments.map(({ id }) => ({ id, outcome: 'taken', code: '', detail: '' })),
        });
      },
      sync: (_campaign, channel) =>
        Promise.resolve(
          channel === 'Moon 3PL'
            ? { ok: false, status: 404, code: 'channel.unknown', message: 'There is no channel Moon 3PL.' }
            : { ok: true, value: null },
        ),
    },
  });
  signed = await app.pair(CAMPAIGN);
});
afterAll(() => app.stop());

const state = { method: 'GET', path: '/v1/state' } as const;
const nonces = () =>
  app.db
    .selectFrom('nonces')
    .select((row) => row.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();

describe('A signed request', () => {
  it('is answered', async () => {
    const got = await signed(state);
    expect(got.status).toBe(200);
    expect(got.body).toMatchObject({ version: 1, everyMinutes: 15 });
    expect(got.headers.get('cache-control')).toBe('no-store');
  });

  it('counts once', async () => {
    const nonce = randomUUID();
    const time = Date.now();
    expect((await signed({ ...state, nonce, time })).status).toBe(200);
    const again = await signed({ ...state, nonce, time });
    expect([again.status, codeOf(again)]).toEqual([401, 'signature.replayed']);
  });

  it('counts once even when it comes ten times at once', async () => {
    const same = { ...state, nonce: randomUUID(), time: Date.now() };
    const all = await Promise.all(Array.from({ length: 10 }, () => signed(same)));
    expect(all.filter(({ status }) => status === 200).length).toBe(1);
  });

  it.each([
    ['six minutes old', -6],
    ['six minutes ahead', 6],
  ])('is refused when %s', async (_how, minutes) => {
    const got = await signed({ ...state, time: Date.now() + minutes * 60_000 });
    expect([got.status, codeOf(got)]).toEqual([401, 'signature.stale']);
  });

  it('may be four minutes off, and its nonce is kept until it is stale', async () => {
    const nonce = randomUUID();
    expect((await signed({ ...state, nonce, time: Date.now() + 4 * 60_000 })).status).toBe(200);
    const row = await app.db
      .selectFrom('nonces')
      .where('nonce', '=', nonce)
      .selectAll()
      .executeTakeFirstOrThrow();
    expect(row.expires_at.getTime()).toBeGreaterThan(Date.now() + 9 * 60_000);
  });

  it.each([
    ['another signature', { [SIGNED.signature]: Buffer.alloc(32).toString('base64') }],
    ['a shorter signature', { [SIGNED.signature]: 'AAAA' }],
    ['another time', { [SIGNED.time]: String(Date.now() - 1000) }],
    ['another nonce', { [SIGNED.nonce]: 'somebody-elses-nonce' }],
  ])('is refused with %s, and nothing is kept of it', async (_how, headers) => {
    const before = await nonces();
    const got = await signed({ ...state, headers });
    expect([got.status, codeOf(got)]).toEqual([401, 'signature.wrong']);
    expect(await nonces()).toEqual(before);
  });

  it.each(Object.values(SIGNED))('is refused without %s', async (name) => {
    const got = await signed({ ...state, headers: { [name]: '' } });
    expect([got.status, codeOf(got)]).toEqual([401, 'signature.missing']);
  });

  it('is of its own spreadsheet: the key of one opens no other', async () => {
    await app.pair('another-sheet');
    const got = await signed({ ...state, headers: { [SIGNED.campaign]: 'another-sheet' } });
    expect(codeOf(got)).toBe('signature.wrong');
    expect(codeOf(await signed({ ...state, headers: { [SIGNED.campaign]: 'never-paired' } }))).toBe(
      'campaign.unknown',
    );
  });

  it('of a spreadsheet that is not paired is refused before its body is read', async () => {
    const headers = { ...(await headersOf('/v1/shipments', 'POST', '')), [SIGNED.campaign]: 'nobody' };
    const got = await ask(`${app.url}/v1/shipments`, {
      method: 'POST',
      headers,
      body: 'x'.repeat(5_000_000),
    });
    // Read, it would be too large.
    expect([got.status, codeOf(got)]).toEqual([401, 'campaign.unknown']);
  });

  it('has its path and query signed', async () => {
    const got = await signed({ method: 'GET', path: '/v1/activity?after=0' });
    expect(got.status).toBe(200);
    const headers = await headersOf('/v1/activity?after=0');
    expect(codeOf(await ask(`${app.url}/v1/activity?after=7`, { headers }))).toBe('signature.wrong');
    expect((await ask(`${app.url}/v1/activity?after=0`, { headers })).status).toBe(200);
  });

  it('has its body signed to the byte', async () => {
    const headers = await headersOf('/v1/sync', 'POST', '{"channel":""}');
    const send = (body: string) =>
      ask(`${app.url}/v1/sync`, {
        method: 'POST',
        headers: { ...headers, 'Content-Type': 'application/json' },
        body,
      });
    expect(codeOf(await send('{"channel": ""}'))).toBe('signature.wrong');
    expect((await send('{"channel":""}')).status).toBe(204);
  });

  it('is not packed', async () => {
    const packed = await ask(`${app.url}/v1/sync`, {
      method: 'POST',
      headers: { ...(await headersOf('/v1/sync', 'POST', '{}')), 'Content-Encoding': 'gzip' },
      body: gzipSync('{}'),
    });
    expect(packed.status).toBe(415);
  });

  it('is refused after the spreadsheet was disconnected', async () => {
    const gone = await app.pair('gone-sheet');
    await app.db
      .updateTable('campaigns')
      .set({ detached_at: new Date() })
      .where('id', '=', 'gone-sheet')
      .execute();
    const got = await gone(state);
    expect([got.status, codeOf(got)]).toEqual([403, 'campaign.detached']);
    const back = await app.pair('gone-sheet');
    expect((await back(state)).status).toBe(200);
  });
});

/** Headers that sign a request which is then sent by hand. */
async function headersOf(path: string, method = 'GET', body = ''): Promise<Record<string, string>> {
  signed = await app.pair(CAMPAIGN);
  const time = String(Date.now());
  const nonce = randomUUID();
  const hash = createHash('sha256').update(body).digest('hex');
  const text = ['v1', method, path, time, nonce, hash].join('\n');
  return {
    [SIGNED.campaign]: CAMPAIGN,
    [SIGNED.time]: time,
    [SIGNED.nonce]: nonce,
    [SIGNED.signature]: createHmac('sha256', signed.key).update(text).digest('base64'),
  };
}

const shipment = (id: string): HandOver['shipments'][number] => ({
  id,
  orderId: id.split('-')[0] ?? '',
  channel: 'US 3PL',
  box: '',
  contents: 'LAMP x1',
  ask: 'push',
  name: 'Ana López',
  address1: '12 Rua São João',
  address2: '',
  city: 'Porto',
  state: '',
  postalCode: '4000-001',
  country: 'PT',
  phone: '+351 912 345 678',
  email: 'ana@example.com',
  taxId: '',
  shipTo: 'Ana López, 12 Rua São João, 4000-001 Porto, PT, +351 912 345 678',
  cancelledAt: '',
});
const handOver = (shipments: HandOver['shipments']): HandOver => ({
  channels: [{ name: 'US 3PL', connection: 'Sandbox', shippedWhen: 'first scan', emailsBy: 'nobody' }],
  products: [],
  shipments,
});

describe('What a campaign asks', () => {
  it('is done for the campaign that signed', async () => {
    const body = handOver([shipment('1042-1'), shipment('1043-1')]);
    const got = await signed({ method: 'POST', path: '/v1/shipments', body });
    expect(got.body).toMatchObject({ results: [{ id: '1042-1', outcome: 'taken' }, { id: '1043-1' }] });
    expect(taken.at(-1)).toEqual({ campaign: CAMPAIGN, handOver: body });
  });

  it('says where a body is wrong, without what it holds', async () => {
    const wrong = { ...shipment('1044-1'), ask: 'Ana López', name: 7 };
    const got = await signed({
      method: 'POST',
      path: '/v1/shipments',
      body: { ...handOver([]), shipments: [wrong] },
    });
    expect([got.status, codeOf(got)]).toEqual([400, 'request.invalid']);
    expect(got.text).toContain('shipments[0].name');
    expect(got.text).not.toContain('López');
  });

  it('names five faults of a body, and counts the rest', async () => {
    const shipments = Array.from({ length: 40 }, () => ({ id: 1 }));
    const got = await signed({ method: 'POST', path: '/v1/shipments', body: { ...handOver([]), shipments } });
    expect(got.text).toMatch(/and \d+ more/);
    expect(got.text.length).toBeLessThan(1500);
  });

  it('is not JSON: told so, and not quoted', async () => {
    const headers = await headersOf('/v1/sync', 'POST', 'Ana López');
    const got = await ask(`${app.url}/v1/sync`, { method: 'POST', headers, body: 'Ana López' });
    expect([got.status, codeOf(got)]).toEqual([400, 'request.invalid']);
    expect(got.text).not.toContain('Ana');
  });

  it('may hold half an emoji, which a formula cut off: it does not keep the others from being taken', async () => {
    const cut = { ...shipment('1045-1'), name: 'Ana \ud83d', city: 'Po\u0000rto', address2: '\ud83c\udf19' };
    const got = await signed({ method: 'POST', path: '/v1/shipments', body: handOver([cut]) });
    expect(got.status).toBe(200);
    expect(taken.at(-1)?.handOver.shipments[0]).toMatchObject({
      name: 'Ana \ufffd',
      city: 'Porto',
      address2: '\ud83c\udf19',
    });
  });

  it('is 500 shipments a request, and some for boxes that come whole', async () => {
    const many = Array.from({ length: 1001 }, (_, at) => shipment(`${at}-1`));
    const send = (shipments: HandOver['shipments']) =>
      signed({ method: 'POST', path: '/v1/shipments', body: handOver(shipments) });
    expect((await send(many.slice(0, 510))).status).toBe(200);
    const got = await send(many);
    expect([got.status, codeOf(got)]).toEqual([413, 'shipments.too-many']);
  });

  it('has a limit of size for each address', async () => {
    const channel = 'x'.repeat(70_000);
    const got = await signed({ method: 'POST', path: '/v1/sync', body: { channel } });
    expect([got.status, codeOf(got)]).toEqual([413, 'entity.too.large']);
  });

  it('is refused in the words of the worker', async () => {
    const got = await signed({ method: 'POST', path: '/v1/sync', body: { channel: 'Moon 3PL' } });
    expect(got.body).toEqual({
      type: 'about:blank',
      title: 'Not found',
      status: 404,
      detail: 'There is no channel Moon 3PL.',
      code: 'channel.unknown',
    });
    expect(got.headers.get('content-type')).toContain('application/problem+json');
  });

  it.each([[0], [5], [15], [10_080]])('is a schedule of %i minutes', async (everyMinutes) => {
    const got = await signed({ method: 'PUT', path: '/v1/schedule', body: { everyMinutes } });
    expect(got.status).toBe(204);
  });
  it.each([[1], [-15], [7.5], [10_081]])('is no schedule of %d minutes', async (everyMinutes) => {
    const got = await signed({ method: 'PUT', path: '/v1/schedule', body: { everyMinutes } });
    expect(codeOf(got)).toBe('schedule.invalid');
  });

  it('may come with a body where none is needed, as the add-on sends it', async () => {
    const got = await signed({ method: 'DELETE', path: '/v1/connections/c1', body: {} });
    expect([got.status, got.text]).toEqual([204, '']);
  });

  it('finds nothing at an address that is not there', async () => {
    const got = await signed({ method: 'GET', path: '/v1/secrets' });
    expect([got.status, codeOf(got)]).toEqual([404, 'address.unknown']);
  });

  it('is limited by campaign: one that asks too often keeps no other from asking', async () => {
    const small = await startSyncApp({ more: { limits: { campaign: 10 } } });
    const busy = await small.pair('busy-sheet');
    const calm = await small.pair('calm-sheet');
    for (let n = 0; n < 10; n++) expect((await busy(state)).status).toBe(200);
    const over = await busy(state);
    expect([over.status, codeOf(over)]).toEqual([429, 'request.too-many']);
    expect(Number(over.headers.get('retry-after'))).toBeGreaterThan(50);
    expect((await calm(state)).status).toBe(200);
    await small.stop();
  });

  it('gets an answer in time, even where a partner takes long', async () => {
    let over: () => void = () => {};
    const testConnection = () =>
      new Promise<{ ok: true; value: { account: string } }>((done) => {
        over = () => done({ ok: true, value: { account: 'Acme' } });
      });
    const slow = await startSyncApp({ operations: { testConnection }, more: { answerMs: 100 } });
    const one = await slow.pair();
    const got = await one({ method: 'POST', path: '/v1/connections/c1/test', body: {} });
    expect([got.status, codeOf(got)]).toEqual([504, 'worker.slow']);
    over();
    await slow.stop();
  });
});
