/**
 * `npm run worker`: the worker on a server, set up by its environment (see docs/hosting.md). Several may run on one
 * database. `hash-password` makes the hash of a password that comes on the standard input; `reseal` seals all that is
 * sealed with the first of SHIPSHEET_KEYS.
 */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from 'pino';
import { z } from 'zod';
import { hashPassword } from './auth/password.ts';
import { ConfigError, readConfig } from './config.ts';
import { connectorsOf } from './connectors/registry.ts';
import { createLog } from './log.ts';
import { startWorker } from './start.ts';
import { StoreError } from './store/problem.ts';
import { reseal } from './store/reseal.ts';
import { openStore } from './store/store.ts';
import { keysOfFolder, openVault, VaultError } from './store/vault.ts';
import { LEAST_PASSWORD } from './variables.ts';

/** Longer than proxies keep a connection, so that none sends into one that is being closed. */
const KEEP_ALIVE_MS = 75_000;
const HEADERS_MS = 20_000;
/** Of one request, headers and body. */
const REQUEST_MS = 60_000;
/** For connections of the store to close, after the time of a stop is over. */
const CLOSING_MS = 5_000;

async function listen(server: Server, port: number, host: string): Promise<number> {
  server.listen(port, host);
  await once(server, 'listening');
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : port;
}

async function serve(): Promise<void> {
  const config = readConfig(process.env);
  const log = createLog(config.logLevel);
  // Node's own report would print the words of an error, which may hold personal data.
  process.on('uncaughtException', (error) => crash(log, error));
  const { pathname } = new URL(config.publicUrl);
  const worker = await startWorker({
    databaseUrl: config.databaseUrl,
    dataFolder: config.dataFolder,
    keys: config.keys,
    sheets: { account: config.google.email, credential: config.google.credential },
    oauth: config.oauth,
    connectors: connectorsOf({ sandboxUrl: null }),
    publicUrl: () => config.publicUrl,
    operatorPassword: config.operatorPassword,
    // A proxy that serves it under a path takes the path away; links need it.
    mountedAt: pathname.replace(/\/$/, ''),
    metricsToken: config.metricsToken,
    trustProxy: config.trustProxy,
    log,
  });
  const server = createServer(worker.app);
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  server.headersTimeout = HEADERS_MS;
  server.requestTimeout = REQUEST_MS;
  const port = await listen(server, config.port, config.host).catch(async (error: unknown) => {
    await worker.stop({ finishMs: 0 });
    throw error;
  });
  await worker.run();
  const stop = async (): Promise<void> => {
    log.info('stopping: new requests go elsewhere, what is under way is finished');
    worker.drain();
    // Proxies keep connections: one that is closed while a request is on its way would lose it.
    server.prependListener('request', (_request, response) => {
      response.setHeader('Connection', 'close');
    });
    await wait(config.drainMs);
    const deadline = Date.now() + config.graceMs;
    const answered = once(server, 'close');
    server.close();
    server.closeIdleConnections();
    // Requests first: they may still bring jobs.
    await Promise.race([answered, wait(config.graceMs / 2)]);
    server.closeAllConnections();
    await worker.stop({ finishMs: Math.max(0, deadline - Date.now()) });
    log.info('stopped');
  };
  let stopping = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      // Nothing is lost by it: jobs that were under way are taken over within seconds.
      if (stopping) process.exit(1);
      stopping = true;
      setTimeout(() => process.exit(1), config.drainMs + config.graceMs + CLOSING_MS).unref();
      stop().then(
        () => process.exit(0),
        (error: unknown) => crash(log, error),
      );
    });
  }
  log.info({ port, embedded: worker.store.embedded }, 'the worker is ready');
}

function crash(log: Logger, error: unknown): never {
  log.fatal({ err: error }, 'the worker ends');
  process.exit(1);
}

async function sealAnew(): Promise<void> {
  const config = readConfig(process.env);
  const log = createLog('warn');
  const store = await openStore({ url: config.databaseUrl, dataFolder: config.dataFolder, log });
  try {
    const count = await reseal(store.db, openVault(config.keys ?? (await keysOfFolder(config.dataFolder))));
    console.log(`Sealed ${count} texts with the first key. The other keys may be taken away.`);
  } finally {
    await store.stop();
  }
}

const COMMANDS: Readonly<Record<string, () => Promise<void>>> = {
  serve,
  reseal: sealAnew,
  async 'hash-password'() {
    if (process.stdin.isTTY) console.error('Type the password, then Enter and Ctrl+D.');
    const given = (await text(process.stdin)).replace(/\r?\n$/, '');
    if (given.length < LEAST_PASSWORD)
      throw new ConfigError([`The password must have ${LEAST_PASSWORD} characters or more.`]);
    console.log(await hashPassword(given));
  },
};

/** Why a port cannot be listened on, by Node's codes. */
const LISTENING = {
  EADDRINUSE: 'PORT is taken.',
  EACCES: 'PORT is not for this user: below 1024 most systems let root alone listen.',
  EADDRNOTAVAIL: 'HOST is no address of this machine.',
  ENOTFOUND: 'HOST is no address of this machine.',
} as const;
const listenError = z.object({
  code: z.enum(['EADDRINUSE', 'EACCES', 'EADDRNOTAVAIL', 'ENOTFOUND']),
  syscall: z.enum(['listen', 'getaddrinfo']),
});

/** Words for whoever starts it; a stack only where the fault is ours. */
function told(error: unknown): string {
  const words = error instanceof ConfigError || error instanceof StoreError || error instanceof VaultError;
  if (words) return error.message;
  const listening = listenError.safeParse(error);
  if (listening.success) return LISTENING[listening.data.code];
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

const asked = process.argv[2] ?? 'serve';
const command = Object.hasOwn(COMMANDS, asked) ? COMMANDS[asked] : undefined;
if (command === undefined) {
  console.error('There are: (nothing), hash-password, reseal.');
  process.exit(2);
}
command().catch((error: unknown) => {
  console.error(told(error));
  process.exit(1);
});
