/** The Sandbox as it runs in the worker: a real server on the loopback. */
import { createServer } from 'node:http';
import express from 'express';
import { pino } from 'pino';
import { z } from 'zod';
import type { Account, HttpReply, HttpRequest } from '../../../../worker/connectors/contract.ts';
import type { ControlInput } from '../../../../worker/connectors/sandbox/control-wire.ts';
import {
  createSandbox,
  type Sandbox,
  type SandboxParts,
} from '../../../../worker/connectors/sandbox/service.ts';
import { problemHandler } from '../../../../worker/problem.ts';

export interface Live {
  readonly url: string;
  readonly sandbox: Sandbox;
  /** What the connector needs of the account `demo`. */
  readonly account: Account;
  /** Through the JSON API behind the page; throws with the refusal's words. */
  control(asked: ControlInput): Promise<void>;
  stop(): Promise<void>;
}
export const KEY = 'sbx_test_5f2c9a';
const log = pino({ level: 'silent' });

/** Starts it with the account `demo`, whose clock goes by itself only where a test turns it. */
export async function startSandbox(parts: Partial<SandboxParts> = {}): Promise<Live> {
  const sandbox = await createSandbox({ log, ...parts });
  await sandbox.open('demo', { key: KEY, settings: { hoursAMinute: 0 } });
  const app = express();
  app.use('/sandbox', sandbox.router);
  app.use(problemHandler(log));
  const server = createServer(app);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/sandbox`;
  return {
    url,
    sandbox,
    account: { baseUrl: url, credentials: { warehouse: 'demo', key: KEY }, settings: {} },
    async control(asked) {
      const reply = await fetch(`${url}/demo/control`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(asked),
      });
      if (!reply.ok) throw new Error(z.object({ detail: z.string() }).parse(await reply.json()).detail);
    },
    async stop() {
      await sandbox.stop();
      server.closeAllConnections();
      await new Promise<void>((done) => server.close(() => done()));
    },
  };
}

/** Sends a request as it is, without a caller's limits; throws where no answer comes. */
export async function send(request: HttpRequest): Promise<HttpReply> {
  const response = await fetch(request.url, {
    method: request.method,
    headers: request.headers,
    ...(request.body !== undefined && { body: request.body }),
    signal: AbortSignal.timeout(5000),
  });
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: await response.text(),
  };
}
