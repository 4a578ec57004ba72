/** A worker as a process of its own, for benches and tests that kill it: `DATABASE SANDBOX KEYS OPTIONS`. */
import { createServer } from 'node:http';
import express from 'express';
import { z } from 'zod';
import { createCaller } from '../../worker/connectors/call.ts';
import { createRegistry } from '../../worker/connectors/registry.ts';
import { sandboxConnector } from '../../worker/connectors/sandbox/connector.ts';
import { createExchange, type Exchange } from '../../worker/exchange.ts';
import { type Jobs, startJobs } from '../../worker/jobs/jobs.ts';
import type { Wanted } from '../../worker/sheets/wanted.ts';
import { blockUntil, takeTokens } from '../../worker/store/buckets.ts';
import { openStore, type Store } from '../../worker/store/store.ts';
import { openVault } from '../../worker/store/vault.ts';
import { quiet } from './handed.ts';

const OPTIONS = z.object({
  settleMs: z.number(),
  timeoutMs: z.number(),
  /** Jobs a handler takes, and parcels in a call. */
  batch: z.number(),
  parallel: z.number(),
});
export type PusherOptions = z.infer<typeof OPTIONS>;

/** A sheet in which everything stands as it is wanted. */
const willing = (_campaign: string, { rows }: Wanted) =>
  Promise.resolve({
    settled: rows.map(({ id }) => id),
    wrote: [],
    conflicts: [],
    missing: [],
    duplicates: [],
    vanished: [],
    stopped: null,
    calls: 0,
    cells: 0,
    bytes: 0,
  });

export interface Pusher {
  readonly store: Store;
  readonly jobs: Jobs;
  readonly exchange: Exchange;
}

/** The exchange on a database, with the Sandbox at an address. Not started. */
export async function openPusher(
  database: string,
  sandbox: string,
  keys: string,
  options: PusherOptions,
): Promise<Pusher> {
  const store = await openStore({ url: database, log: quiet });
  const jobs = await startJobs(store, quiet);
  const connector = sandboxConnector(sandbox);
  const exchange = createExchange({
    db: store.db,
    jobs,
    vault: openVault(keys),
    connectors: createRegistry([{ ...connector, create: { ...connector.create, batch: options.batch } }]),
    call: createCaller({
      take: (name, limits, calls) => takeTokens(store.db, name, limits, calls, new Date()),
      block: (name, until) => blockUntil(store.db, name, until),
      log: quiet,
      timeoutMs: options.timeoutMs,
    }),
    log: quiet,
    clock: () => new Date(),
    project: willing,
    publicUrl: () => 'https://worker.example.com',
    settleMs: options.settleMs,
    dispatch: { batch: options.batch, parallel: options.parallel },
  });
  return { store, jobs, exchange };
}

/** Runs as a process: says the port at which it takes webhooks, then works until it is killed or told to end. */
export async function runPusher(args: readonly string[]): Promise<void> {
  const [database = '', sandbox = '', keys = '', options = ''] = args;
  const { store, jobs, exchange } = await openPusher(
    database,
    sandbox,
    keys,
    OPTIONS.parse(JSON.parse(options)),
  );
  const app = express();
  app.post('/webhooks/:connection/:secret', express.raw({ type: () => true }), async (request, response) => {
    const { connection, secret } = request.params;
    const headers = Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, [value].flat().join(', ')]),
    );
    const body = z.instanceof(Uint8Array).parse(request.body);
    response.status(await exchange.receiveWebhook(connection, secret, headers, body)).end();
  });
  const server = createServer(app);
  // Longer than a client keeps a connection: it would write into one that is being closed.
  server.keepAliveTimeout = 120_000;
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  await exchange.start();
  const address = server.address();
  console.log(typeof address === 'object' && address !== null ? address.port : 0);
  process.on('SIGTERM', () => {
    server.closeAllConnections();
    server.close();
    void jobs
      .stop({ finishMs: 2_000 })
      .then(() => store.stop())
      .then(() => process.exit(0));
  });
}
