import { createServer } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sandboxConnector } from '../../../../worker/connectors/sandbox/connector.ts';
import { PARCELS } from '../../../contracts/connector-fixture.ts';
import { type Live, send, startSandbox } from './live.ts';

const connector = sandboxConnector('http://127.0.0.1:8080/sandbox');
interface Got {
  readonly body: Uint8Array;
  readonly headers: Record<string, string>;
}
let live: Live;
let got: Got[];
let answers: number[];
let close: () => Promise<void>;
beforeEach(async () => {
  got = [];
  answers = [];
  live = await startSandbox();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value)]);
      got.push({ body: Buffer.concat(chunks), headers: Object.fromEntries(headers) });
      response.writeHead(answers.shift() ?? 204).end();
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  await live.control({ do: 'set', settings: { webhook: `http://127.0.0.1:${port}/webhooks/c1/secret` } });
  close = async () => {
    server.closeAllConnections();
    await new Promise<void>((done) => server.close(() => done()));
  };
});
afterEach(async () => {
  await live.stop();
  await close();
});

const nudges = () => got.flatMap(({ body }) => connector.webhooks.nudges(body) ?? []);
async function createAndTell(): Promise<void> {
  await send(connector.create.request(live.account, PARCELS));
  await live.sandbox.idle();
}

describe('webhooks of the Sandbox', () => {
  it('H6: come for each order that changed, signed over their very bytes', async () => {
    await createAndTell();
    expect(got).toHaveLength(3);
    for (const { body, headers } of got) {
      expect(new TextDecoder().decode(body)).toContain('"version":1.0');
      expect(connector.webhooks.verify({ body, headers, account: live.account })).toBe(true);
    }
    expect(new Set(nudges().map(({ resource }) => resource)).size).toBe(3);
  });
  it('H4: come five times with one id, where that was set', async () => {
    await live.control({ do: 'set', settings: { webhookWay: 'five times' } });
    await createAndTell();
    expect(got).toHaveLength(15);
    expect(new Set(nudges().map(({ id }) => id)).size).toBe(3);
  });
  it('H3: come newest first, where that was set', async () => {
    await live.control({ do: 'set', settings: { webhookWay: 'out of order' } });
    const many = Array.from({ length: 40 }, (_, i) => ({ ...PARCELS[0], key: `k${i}` }));
    await send(connector.create.request(live.account, many));
    await live.sandbox.idle();
    // Some are under way at once, so only the halves are sure.
    const order = nudges().map(({ resource }) => Number(resource.slice('SBX-'.length)));
    const middle = Math.min(...order) + 20;
    expect(order.slice(0, 10).every((n) => n >= middle)).toBe(true);
  });
  it('come not at all, where that was set', async () => {
    await live.control({ do: 'set', settings: { webhookWay: 'not at all' } });
    await createAndTell();
    expect(got).toEqual([]);
  });
  it('come again after a fault of the one who gets them, and not after a refusal', async () => {
    answers = [503, 401, 200, 204];
    await createAndTell();
    expect(got).toHaveLength(4);
  });
  it('go to this machine only, unless more is allowed', async () => {
    await live.control({ do: 'set', settings: { webhook: 'http://192.0.2.1/inside' } });
    await createAndTell();
    expect(got).toEqual([]);
    await expect(live.control({ do: 'set', settings: { webhook: 'javascript:alert(1)' } })).rejects.toThrow();
  });
});
