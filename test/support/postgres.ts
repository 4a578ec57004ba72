import { randomBytes } from 'node:crypto';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { isAlive } from '../../worker/store/embedded/lock.ts';
import { type Embedded, startEmbedded } from '../../worker/store/embedded.ts';
import { silent } from './log.ts';

/**
 * The PostgreSQL of the tests: one for all files and runs on this machine, started by the first that asks, stopped by the
 * last that goes. Without fsync: tests end processes, not machines.
 */
const folder = join(tmpdir(), `shipsheet-tests-${userInfo().uid}-pg18`);
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
export async function freshDatabase(): Promise<string> {
  server ??= start();
  const { url } = await server;
  count += 1;
  const name = `t_${process.pid}_${count}_${randomBytes(3).toString('hex')}`;
  await onServer(url, (client) => client.query(`create database ${name} template template0`));
  const own = new URL(url);
  own.pathname = `/${name}`;
  return own.href;
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
