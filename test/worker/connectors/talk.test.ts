import { describe, expect, it } from 'vitest';
import { createCaller } from '../../../worker/connectors/call.ts';
import type { Account, HttpRequest, Reply } from '../../../worker/connectors/contract.ts';
import { sandboxConnector } from '../../../worker/connectors/sandbox/connector.ts';
import { call, type Talk, talking } from '../../../worker/connectors/talk.ts';

const account: Account = { baseUrl: 'https://vendor.example', credentials: {}, settings: { loud: 'yes' } };
const get = (path: string): HttpRequest => ({
  method: 'GET',
  url: `https://vendor.example${path}`,
  headers: {},
});
const reply = (body: string) => ({ status: 200, headers: {}, body });

/** Counts what a number of pages hold, and waits before each but the first. */
function* counting({ settings }: Account, pages: number): Talk<Reply<string>> {
  let letters = 0;
  for (let page = 1; page <= pages; page++) {
    letters += (yield* call(get(`/${page}`), page === 1 ? 0 : 100)).body.length;
  }
  return { ok: true, value: `${letters}${settings.loud === 'yes' ? '!' : ''}` };
}
const power = talking(counting);

describe('a power of several calls', () => {
  it('is asked call by call, each with the replies before it', () => {
    expect(power.request(account, 2).url).toBe('https://vendor.example/1');
    expect(power.next?.(account, 2, [reply('ab')])).toEqual({ request: get('/2'), afterMs: 100 });
    expect(power.next?.(account, 2, [reply('ab'), reply('cde')])).toBeNull();
    expect(power.answer(reply('cde'), 2, [reply('ab')], account)).toEqual({ ok: true, value: '5!' });
  });

  it('that was broken off has no answer', () => {
    expect(power.answer(reply('ab'), 2)).toMatchObject({
      ok: false,
      problem: { code: 'api.answer-unreadable' },
    });
  });

  it('must begin with a call', () => {
    expect(() => power.request(account, 0)).toThrow();
  });
});

describe('its calls', () => {
  const connector = sandboxConnector('https://vendor.example');
  /** A caller whose vendor answers these, in turn; null breaks the connection. */
  function caller(answers: (Response | null)[]) {
    const waits: number[] = [];
    const taken: number[] = [];
    const made = createCaller({
      take: async () => {
        taken.push(1);
        return { waitMs: 0 };
      },
      block: async () => {},
      log: { debug: () => {}, error: () => {} },
      now: () => 0,
      sleep: async (ms) => {
        waits.push(ms);
      },
      patienceMs: 1000,
      fetch: async () => {
        const answer = answers.shift();
        if (!answer) throw new TypeError('terminated');
        return answer;
      },
    });
    const run = (pages: number) => made(connector, account, 'a', power, pages, 'click');
    return { run, waits, taken };
  }

  it('each take their own turn, and wait as the power says', async () => {
    const { run, waits, taken } = caller([new Response('a'), new Response('bc'), new Response('def')]);
    expect(await run(3)).toEqual({ ok: true, value: '6!' });
    expect(waits).toEqual([100, 100]);
    expect(taken).toHaveLength(3);
  });

  it('end as a problem where one is lost', async () => {
    const { run } = caller([new Response('a'), null]);
    expect(await run(3)).toMatchObject({ ok: false, problem: { code: 'api.network' } });
  });

  it('F5: are ended once begun, however long the vendor lets us wait', async () => {
    const slow = () => new Response('', { status: 429, headers: { 'Retry-After': '60' } });
    const { run, waits } = caller([new Response('a'), slow(), slow(), new Response('b')]);
    expect(await run(2)).toEqual({ ok: true, value: '2!' });
    expect(waits).toEqual([100, 60_000, 60_000]);
  });

  it('F5: are not begun where the first one must wait for longer than we do', async () => {
    const { run } = caller([new Response('', { status: 429, headers: { 'Retry-After': '60' } })]);
    expect(await run(2)).toMatchObject({
      ok: false,
      problem: { code: 'api.http-429', retryAfterMs: 60_000 },
    });
  });
});
