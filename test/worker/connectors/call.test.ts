import { createServer, type RequestListener } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { type CallerParts, createCaller } from '../../../worker/connectors/call.ts';
import type { Account, Connector, HttpReply, Power } from '../../../worker/connectors/contract.ts';
import { jsonRequest } from '../../../worker/connectors/http.ts';
import { sandboxConnector } from '../../../worker/connectors/sandbox/connector.ts';

const sandbox = sandboxConnector('http://127.0.0.1:1/sandbox');
const SECRET = 'sk_live_5551234';

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});
async function serve(listener: RequestListener): Promise<string> {
  const server = createServer((request, response) => {
    request.resume();
    request.on('end', () => listener(request, response));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  stops.push(() => {
    server.closeAllConnections();
    return new Promise((done) => server.close(() => done()));
  });
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
}

/** Gives what came back, whatever it is. */
const echo: Power<{ path: string }, HttpReply> = {
  request: ({ baseUrl }, { path }) =>
    jsonRequest('GET', `${baseUrl}${path}`, { headers: { Authorization: `Bearer ${SECRET}` } }),
  answer: (reply) => ({ ok: true, value: reply }),
};
const post: Power<{ path: string }, HttpReply> = {
  ...echo,
  request: ({ baseUrl }, { path }) => jsonRequest('POST', `${baseUrl}${path}`, { body: { name: 'Zoë' } }),
};
const connector: Connector = { ...sandbox, test: { ...sandbox.test } };

/** A clock that only waiting moves. */
function clock() {
  let time = 0;
  return {
    now: () => time,
    sleep: async (ms: number) => {
      time += ms;
    },
  };
}
function caller(url: string, parts: Partial<CallerParts> = {}) {
  const logged: unknown[] = [];
  const calls: { power: string; code: string }[] = [];
  const call = createCaller({
    take: async () => ({ waitMs: 0 }),
    block: async () => {},
    log: {
      debug: (...said: unknown[]) => void logged.push(said),
      error: (...said: unknown[]) => void logged.push(said),
    },
    onCall: ({ power, code }) => void calls.push({ power, code }),
    ...parts,
  });
  const account: Account = { baseUrl: url, credentials: {}, settings: {} };
  return {
    logged,
    calls,
    get: (path = '/', power = echo) => call(connector, account, 'acme', power, { path }, 'schedule'),
    call: <I, O>(power: Power<I, O>, input: I) => call(connector, account, 'acme', power, input, 'click'),
  };
}

describe('a call', () => {
  it('gives the power the status, the headers in lower case and the body', async () => {
    const url = await serve((_request, response) => {
      response.writeHead(404, { 'X-Rate-Limit-Reset': '12' }).end('{"name":"Zoë 🎲"}');
    });
    expect(await caller(url).get()).toMatchObject({
      ok: true,
      value: { status: 404, headers: { 'x-rate-limit-reset': '12' }, body: '{"name":"Zoë 🎲"}' },
    });
  });
  it('is counted by vendor, power and code', async () => {
    const url = await serve((_request, response) => {
      response.writeHead(500).end();
    });
    const { call, calls } = caller(url);
    await call(connector.test, null);
    await call(sandbox.webhooks.fetch, { resource: 'nothing of ours', page: null });
    expect(calls).toEqual([
      { power: 'test', code: 'api.http-500' },
      { power: 'webhooks.fetch', code: 'command.not-built' },
    ]);
  });
  it('logs neither what was sent nor what came back', async () => {
    const url = await serve((_request, response) => {
      response.writeHead(200).end('{"name":"Zoë Quillon"}');
    });
    const throwing: Power<{ path: string }, never> = {
      ...echo,
      answer({ body }) {
        throw new Error(`Cannot read ${body}`);
      },
    };
    const { get, call, logged } = caller(url);
    await get('/orders/lan7-KS-1042-1?email=zoe@example.org');
    expect(await call(throwing, { path: '/' })).toMatchObject({
      ok: false,
      problem: { code: 'api.answer-unreadable' },
    });
    const text = JSON.stringify(logged);
    expect(logged).toHaveLength(3);
    for (const word of ['Quillon', 'zoe', 'KS-1042', SECRET, '127.0.0.1']) expect(text).not.toContain(word);
  });
  it('reads no more than 32 MB', async () => {
    const url = await serve((_request, response) => {
      const chunk = Buffer.alloc(1024 * 1024, 'x');
      for (let i = 0; i < 34; i++) response.write(chunk);
      response.end();
    });
    expect(await caller(url).get()).toMatchObject({ ok: false, problem: { code: 'api.answer-unreadable' } });
  });
  it('has the time-out for the whole answer, not for its beginning', async () => {
    const url = await serve((_request, response) => {
      response.write('{');
    });
    expect(await caller(url, { timeoutMs: 100 }).get()).toMatchObject({
      ok: false,
      problem: { code: 'api.timeout' },
    });
  });
  it('H15: a partner that is not there is of the network', async () => {
    expect(await caller('http://127.0.0.1:9').get()).toMatchObject({
      ok: false,
      problem: { code: 'api.network' },
    });
  });
});

describe('a power of several calls', () => {
  const talk = (more: (replies: readonly HttpReply[]) => boolean): Power<{ path: string }, string[]> => ({
    request: echo.request,
    next: (account, input, replies) =>
      more(replies) ? { request: echo.request(account, input), afterMs: 1000 } : null,
    answer: (reply, _input, earlier = []) => ({
      ok: true,
      value: [...earlier, reply].map(({ body }) => body),
    }),
  });
  const counting = () => {
    let n = 0;
    return serve((_request, response) => void response.end(String(++n)));
  };

  it('is led to its end, with the pauses that it wants', async () => {
    const { now, sleep } = clock();
    const { call } = caller(await counting(), { now, sleep });
    expect(
      await call(
        talk((replies) => replies.length < 3),
        { path: '/' },
      ),
    ).toEqual({
      ok: true,
      value: ['1', '2', '3'],
    });
    expect(now()).toBe(2000);
  });
  it('F3: that never ends is given up as a time-out: some of it was done', async () => {
    const { now, sleep } = clock();
    const { call, calls } = caller(await counting(), { now, sleep });
    expect(
      await call(
        talk(() => true),
        { path: '/' },
      ),
    ).toMatchObject({
      ok: false,
      problem: { code: 'api.timeout' },
    });
    expect(now()).toBe(900_000);
    expect(calls).toEqual([{ power: 'other', code: 'api.timeout' }]);
  });
});

describe('redirects', () => {
  const redirecting = (status: number, to: string) =>
    serve((request, response) => {
      if (request.url === '/old') response.writeHead(status, { Location: to }).end();
      else response.writeHead(200).end(`${request.method} ${request.url}`);
    });

  it('are followed on the same host', async () => {
    const { get } = caller(await redirecting(301, '/new'));
    expect(await get('/old')).toMatchObject({ ok: true, value: { body: 'GET /new' } });
    expect(await caller(await redirecting(308, '/new')).get('/old', post)).toMatchObject({
      ok: true,
      value: { body: 'POST /new' },
    });
  });
  it.each([
    ['to another host', 302, 'http://localhost:1/steal', echo],
    ['to another scheme', 302, 'https://127.0.0.1/', echo],
    ['to nowhere', 302, 'http://', echo],
    ['that turn a POST into a GET', 302, '/new', post],
    ['that never end', 302, '/old', echo],
  ] as const)('%s are refused: the credentials would go with them', async (_what, status, to, power) => {
    expect(await caller(await redirecting(status, to)).get('/old', power)).toMatchObject({
      ok: false,
      problem: { code: 'api.redirected' },
    });
  });
});

describe('limits', () => {
  it('are taken before each call, of the account that is called for', async () => {
    const taken: unknown[] = [];
    const url = await serve((_request, response) => void response.end('{}'));
    const { get } = caller(url, {
      async take(account, limits, calls) {
        taken.push([account, limits, calls]);
        return { waitMs: 0 };
      },
    });
    await get();
    expect(taken).toEqual([['acme', [{ calls: 6000, ms: 60_000 }], 1]]);
  });
  it('that are used up are waited for', async () => {
    const url = await serve((_request, response) => void response.end('{}'));
    const { now, sleep } = clock();
    const take = async () => ({ waitMs: Math.max(0, 1500 - now()) });
    expect(await caller(url, { take, now, sleep }).get()).toMatchObject({ ok: true });
    expect(now()).toBe(1500);
  });
  it('that are used up for longer than anybody waits give the call back, unsent', async () => {
    let sent = 0;
    const url = await serve((_request, response) => {
      sent++;
      response.end();
    });
    const take = async () => ({ waitMs: 600_000 });
    expect(await caller(url, { take, ...clock() }).get()).toMatchObject({
      ok: false,
      problem: { code: 'api.http-429', retryAfterMs: 600_000 },
    });
    expect(sent).toBe(0);
  });
  it('block the account where an answer says that no call is left', async () => {
    const url = await serve((_request, response) => void response.end('{}'));
    const blocked: unknown[] = [];
    const call = createCaller({
      take: async () => ({ waitMs: 0 }),
      block: async (account, until) => void blocked.push([account, until.getTime()]),
      log: { debug: () => {}, error: () => {} },
      now: () => 1000,
    });
    const remaining = () => ({ calls: 0, resetMs: 7000 });
    const account: Account = { baseUrl: url, credentials: {}, settings: {} };
    await call({ ...sandbox, remaining }, account, 'acme', echo, { path: '/' }, 'click');
    expect(blocked).toEqual([['acme', 8000]]);
  });
  it('F5: 429 over and over ends as 429 with the time that is left, not as a call without end', async () => {
    let sent = 0;
    const url = await serve((_request, response) => {
      sent++;
      response.writeHead(429, { 'Retry-After': '50' }).end();
    });
    const { now, sleep } = clock();
    let until = 0;
    const reply = await caller(url, {
      now,
      sleep,
      take: async () => ({ waitMs: Math.max(0, until - now()) }),
      block: async (_account, at) => {
        until = at.getTime();
      },
    }).get();
    expect(reply).toMatchObject({ ok: false, problem: { code: 'api.http-429', retryAfterMs: 50_000 } });
    expect(sent).toBe(3);
  });
});
