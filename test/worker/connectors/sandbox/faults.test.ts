import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createCaller } from '../../../../worker/connectors/call.ts';
import { sandboxConnector } from '../../../../worker/connectors/sandbox/connector.ts';
import { BATCH } from '../../../../worker/connectors/sandbox/wire.ts';
import { PARCELS } from '../../../contracts/connector-fixture.ts';
import { type Live, startSandbox } from './live.ts';

const connector = sandboxConnector('http://127.0.0.1:8080/sandbox');
let live: Live;
beforeEach(async () => {
  live = await startSandbox();
});
afterEach(() => live.stop());

const waited: number[] = [];
function create(timeoutMs = 5000) {
  const call = createCaller({
    take: async () => ({ waitMs: 0 }),
    block: async (_account, until) => {
      waited.push(until.getTime() - Date.now());
    },
    log: { debug: () => {}, error: () => {} },
    sleep: async () => {},
    timeoutMs,
  });
  return call(connector, live.account, 'sandbox/demo', connector.create, PARCELS, 'click');
}
const count = () => live.sandbox.account('demo')?.count();

describe('faults of the Sandbox, as a caller meets them', () => {
  it.each([
    ['no answer', 'api.timeout', 0],
    ['late answer', 'api.timeout', 3],
    ['lost answer', 'api.network', 3],
    ['server error', 'api.http-500', 0],
    ['maintenance', 'api.http-503', 0],
    ['key expired', 'partner.auth', 0],
    ['garbage', 'api.answer-unreadable', 3],
    ['empty answer', 'api.answer-unreadable', 3],
  ] as const)('F3: %s is %s, and %i orders are there', async (fault, code, orders) => {
    await live.control({ do: 'fault', fault, on: 'create' });
    expect(await create(fault.endsWith('answer') && code === 'api.timeout' ? 200 : 5000)).toMatchObject({
      ok: false,
      problem: { code },
    });
    expect(count()).toBe(orders);
  });

  it('F5: too many requests are waited for as told, and then all is well', async () => {
    await live.control({ do: 'fault', fault: 'too many requests', times: 2 });
    waited.length = 0;
    expect(await create()).toMatchObject({ ok: true });
    expect(waited.map((ms) => Math.round(ms / 1000))).toEqual([2, 2]);
  });

  it.each([
    ['some refused', { outcome: 'refused', code: 'partner.rejected' }],
    ['some failed', { outcome: 'failed', problem: { code: 'api.http-503' } }],
  ] as const)('F2: %s leaves the others of the batch', async (fault, third) => {
    await live.control({ do: 'fault', fault });
    expect(await create()).toMatchObject({
      ok: true,
      value: [{ outcome: 'accepted' }, { outcome: 'accepted' }, third],
    });
  });

  it('wear out after as many calls as were said, and hit only what was said', async () => {
    await live.control({ do: 'fault', fault: 'server error', on: 'cancel', times: null });
    await live.control({ do: 'fault', fault: 'maintenance', on: 'create', times: 2 });
    expect([await create(), await create(), await create()].map(({ ok }) => ok)).toEqual([
      false,
      false,
      true,
    ]);
    await live.control({ do: 'no faults' });
    expect(live.sandbox.account('demo')?.faults()).toEqual([]);
  });
});

describe('who may call it', () => {
  it('only who has the key of the account', async () => {
    for (const credentials of [
      { warehouse: 'demo', key: 'wrong' },
      { warehouse: 'other', key: live.account.credentials.key ?? '' },
      { warehouse: 'demo', key: '' },
    ]) {
      const { url, headers } = connector.test.request({ ...live.account, credentials }, null);
      expect((await fetch(url, { headers })).status).toBe(401);
    }
  });
  it(`takes ${BATCH} orders a call and no more`, async () => {
    const many = Array.from({ length: BATCH + 1 }, (_, i) => ({ ...PARCELS[0], key: `k${i}` }));
    const { url, headers, body } = connector.create.request(live.account, many);
    expect((await fetch(url, { method: 'POST', headers, body: body ?? '' })).status).toBe(400);
    expect(count()).toBe(0);
  });
  it.each([
    ['a foreign origin', { Origin: 'https://evil.example', 'Content-Type': 'application/json' }, 403],
    ['another site', { 'Sec-Fetch-Site': 'cross-site', 'Content-Type': 'application/json' }, 403],
    ['a form', { 'Content-Type': 'application/x-www-form-urlencoded' }, 415],
    ['the page itself', { 'Content-Type': 'application/json' }, 200],
  ])('does what it is told by %s: %o gives %i', async (_who, headers, status) => {
    const reply = await fetch(`${live.url}/demo/control`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ do: 'turn', hours: 1 }),
    });
    expect(reply.status).toBe(status);
  });
  it.each(['accounts', 'A b', '../x', 'x'])('opens no warehouse called %j', async (name) => {
    const reply = await fetch(`${live.url}/accounts`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ name }),
    });
    expect(reply.status).toBe(400);
  });
});
