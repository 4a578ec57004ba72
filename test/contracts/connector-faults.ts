/** The contract of connectors: what they make of faults. */
import { createServer, type RequestListener } from 'node:http';
import { describe, expect, it } from 'vitest';
import { type CallerParts, createCaller } from '../../worker/connectors/call.ts';
import {
  canCancel,
  canListSince,
  canReceiveWebhooks,
  canTrack,
  canUpdate,
  type HttpReply,
  isRetryable,
  type Reply,
} from '../../worker/connectors/contract.ts';
import { PARCELS } from './connector-fixture.ts';
import { impersonal, KEYS, SINCE, type Trial } from './connector-trial.ts';

/** Starts a vendor of one behaviour on the loopback; `calls` counts what reached it. */
async function serve(listener: RequestListener) {
  let calls = 0;
  const server = createServer((request, response) => {
    calls++;
    request.resume();
    request.on('end', () => listener(request, response));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  return {
    url: `http://127.0.0.1:${port}`,
    calls: () => calls,
    stop: () => {
      server.closeAllConnections();
      return new Promise<void>((done) => server.close(() => done()));
    },
  };
}

export function faultsContract(trial: Trial): void {
  const { connector, fixture, ref } = trial;

  /** Each power as a function from an answer to what it is read as. */
  const powers = (): [string, (reply: HttpReply) => Reply<unknown>][] => {
    const list: [string, (reply: HttpReply) => Reply<unknown>][] = [
      ['test', (reply) => connector.test.answer(reply, null)],
      ['create', (reply) => connector.create.answer(reply, PARCELS)],
      ['find', (reply) => connector.find.answer(reply, ref)],
    ];
    if (canUpdate(connector)) {
      list.push(['update', (reply) => connector.update.answer(reply, { ref, order: PARCELS[0] })]);
    }
    if (canCancel(connector)) list.push(['cancel', (reply) => connector.cancel.answer(reply, ref)]);
    if (canListSince(connector)) {
      const { listSince } = connector;
      list.push([
        'listSince',
        (reply) => {
          const streams = listSince.streams(trial.account);
          const read = streams.map((stream) => listSince.answer(reply, { stream, since: SINCE, page: null }));
          // All streams read the same faults: one that does not is the answer.
          return read.find(({ ok }) => ok) ?? read[0] ?? { ok: true, value: 'no streams' };
        },
      ]);
    }
    if (canReceiveWebhooks(connector)) {
      const resource = fixture.webhook?.resource ?? '';
      list.push([
        'webhooks.fetch',
        (reply) => connector.webhooks.fetch.answer(reply, { resource, page: null }),
      ]);
    }
    if (canTrack(connector)) {
      list.push(['track', (reply) => connector.track.answer(reply, fixture.facts.tracked ?? [])]);
    }
    return list;
  };
  const POWER_NAMES = powers().map(([power]) => power);
  const read = (power: string, reply: HttpReply): Reply<unknown> => {
    const found = powers().find(([other]) => other === power);
    if (!found) throw new Error(`No power ${power}`);
    return found[1](reply);
  };

  describe.each(POWER_NAMES)('faults: %s', (power) => {
    const echo = PARCELS.map(({ to }) => `${to.name}, ${to.address1}, ${to.phone}, ${to.email}`).join(' / ');
    const fault = (status: number, body = '', headers: Record<string, string> = {}): HttpReply => ({
      status,
      headers,
      body,
    });

    it.each([408, 500, 502, 503, 504])('an answer %i may be tried again', (status) => {
      const reply = read(power, fault(status, '<html><body>Bad gateway</body></html>'));
      if (reply.ok) throw new Error('taken for an answer');
      expect(reply.problem.code).toBe(`api.http-${status}`);
      expect(isRetryable(reply.problem)).toBe(true);
    });
    it('F5: 429 says how long to wait', () => {
      const reply = read(power, fault(429, '', { 'retry-after': '30' }));
      expect(reply).toMatchObject({ ok: false, problem: { code: 'api.http-429', retryAfterMs: 30_000 } });
    });
    it('F20: 401 is about the credentials, and is not tried again', () => {
      const reply = read(power, fault(401, '{"message":"Unauthorized"}'));
      if (reply.ok) throw new Error('taken for an answer');
      expect(reply.problem.code).toBe('partner.auth');
      expect(isRetryable(reply.problem)).toBe(false);
    });
    it.each(['', ' ', '{"half', '<html><body>Maintenance</body></html>', 'null', '42', '"text"'])(
      '200 with %j is unreadable, never done',
      (body) => {
        expect(read(power, fault(200, body))).toMatchObject({
          ok: false,
          problem: { code: 'api.answer-unreadable' },
        });
      },
    );
    it.each(['{}', '[]', '{"data":null}', '{"errors":[{}]}'])('200 with %s does not throw', (body) => {
      const reply = read(power, fault(200, body));
      if (power === 'create' && reply.ok) {
        expect(reply.value).toEqual(KEYS.map((key) => expect.objectContaining({ key })));
        expect(reply.value).not.toContainEqual(expect.objectContaining({ outcome: 'accepted' }));
      }
    });
    it.each([400, 409, 422, 500])('%i that quotes a person is told without the person', (status) => {
      const bodies = [
        echo,
        JSON.stringify({ message: echo, error: echo, Message: echo, ExceptionMessage: echo }),
        JSON.stringify({ error: { code: 'invalid', message: echo, details: [echo] }, errors: [echo] }),
      ];
      for (const body of bodies) impersonal(read(power, fault(status, body)));
    });
  });

  describe('on the wire', () => {
    const caller = (parts: Partial<CallerParts> = {}) =>
      createCaller({
        take: async () => ({ waitMs: 0 }),
        block: async () => {},
        log: { debug: () => {}, error: () => {} },
        sleep: async () => {},
        ...parts,
      });
    const create = async (url: string, parts: Partial<CallerParts> = {}) =>
      caller(parts)(
        connector,
        { ...trial.account, baseUrl: url },
        'account',
        connector.create,
        PARCELS,
        'click',
      );

    it('F3: no answer in time is a time-out, which may have been done', async () => {
      const vendor = await serve(() => {});
      const reply = await create(vendor.url, { timeoutMs: 50 });
      await vendor.stop();
      expect(reply).toMatchObject({ ok: false, problem: { code: 'api.timeout' } });
    });

    it('F3: a connection that breaks before the answer is of the network', async () => {
      const vendor = await serve((request) => request.socket.destroy());
      const reply = await create(vendor.url);
      await vendor.stop();
      expect(reply).toMatchObject({ ok: false, problem: { code: 'api.network' } });
    });

    it('F5: 429 is waited for as told, and is no problem', async () => {
      const vendor = await serve((_request, response) => {
        if (vendor.calls() === 1) response.writeHead(429, { 'Retry-After': '2' }).end();
        else response.writeHead(500).end();
      });
      const blocked: number[] = [];
      const reply = await create(vendor.url, {
        now: () => 1_000_000,
        block: async (_account, until) => {
          blocked.push(until.getTime() - 1_000_000);
        },
      });
      await vendor.stop();
      expect(blocked[0]).toBe(2000);
      expect(vendor.calls()).toBe(2);
      expect(reply).toMatchObject({ ok: false, problem: { code: 'api.http-500' } });
    });
  });
}
