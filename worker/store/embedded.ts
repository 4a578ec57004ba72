import { resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { type Binaries, findBinaries } from './embedded/binaries.ts';
import { ensureCluster, layout, makeFolder } from './embedded/cluster.ts';
import { withFileLock } from './embedded/lock.ts';
import { findOwner, type Owner } from './embedded/owner.ts';
import { address, runningPort, type ServerOptions, startServer, stopServer } from './embedded/server.ts';
import type { StoreLog } from './log.ts';

export interface Embedded {
  /** Of the database `shipsheet`, with the password in it: never logged. */
  readonly url: string;
  /** true: this process started the server; false: it ran already. */
  readonly started: boolean;
  /** Lets go of the server. The last process that does so stops it. */
  leave(): Promise<void>;
}

const DATABASE = 'shipsheet';
/** Each process that uses the server holds one connection of this name, so that the last one knows that it is. */
const PRESENCE = 'shipsheet presence';

/**
 * A real PostgreSQL of npm's in `<folder>/postgres`, on a free port of the loopback, with fsync. Processes that are given
 * the same folder share one server: the first starts it, the last that leaves stops it. It outlives a process that is
 * killed, and the next start finds it by its pid file. When the server itself dies it is started again at the same port.
 * @throws StoreError
 */
export async function startEmbedded(options: {
  readonly folder: string;
  readonly log: StoreLog;
  /** Lines of postgresql.conf, for tests. */
  readonly settings?: readonly string[];
}): Promise<Embedded> {
  const { log, settings = [] } = options;
  // PostgreSQL's programs run elsewhere, where a folder beside this process means another one.
  const folder = resolve(options.folder);
  const [binaries, owner]: [Binaries, Owner] = [
    await findBinaries(),
    await findOwner(layout(folder).cluster),
  ];
  await makeFolder(folder);
  const password = await withFileLock(layout(folder).lock, () => ensureCluster(folder, binaries, owner));
  const server: ServerOptions = { folder, binaries, owner, password, settings };

  let left = false;
  let presence: pg.Client | null = null;
  let port: number | null = null;

  const enter = (): Promise<boolean> =>
    withFileLock(layout(folder).lock, async () => {
      const running = await runningPort(server);
      const at = running ?? (await startServer(server, port));
      if (port !== null && at !== port)
        throw new Error(`it runs at port ${at} now: start this process again`);
      port = at;
      presence = await present(server, port, () => {
        presence = null;
        if (!left) void comeBack();
      });
      await ensureDatabase(presence);
      return running === null;
    });

  const comeBack = async (): Promise<void> => {
    for (let delay = 200; !left; delay = Math.min(delay * 2, 10_000)) {
      await wait(delay);
      if (left) return;
      try {
        const started = await enter();
        log.warn({ started }, 'the embedded PostgreSQL was lost and is there again');
        return;
      } catch (error) {
        log.error({ err: error }, 'the embedded PostgreSQL does not come back');
      }
    }
  };

  const started = await enter();
  return {
    url: urlOf(password, port ?? 0),
    started,
    async leave() {
      if (left) return;
      left = true;
      await withFileLock(layout(folder).lock, async () => {
        const last = presence !== null && (await isLast(presence));
        await presence?.end().catch(() => undefined);
        if (last) await stopServer(server);
      });
    },
  };
}

function urlOf(password: string, port: number): string {
  const { host, user } = address(password, port);
  return `postgres://${user}:${encodeURIComponent(password)}@${host}:${port}/${DATABASE}`;
}

async function present(server: ServerOptions, port: number, lost: () => void): Promise<pg.Client> {
  const client = new pg.Client({
    ...address(server.password, port),
    application_name: PRESENCE,
    keepAlive: true,
  });
  client.on('error', () => undefined);
  await client.connect();
  client.once('end', lost);
  return client;
}

async function isLast(client: pg.Client): Promise<boolean> {
  const others = await client.query(
    'select 1 from pg_stat_activity where application_name = $1 and pid <> pg_backend_pid()',
    [PRESENCE],
  );
  return others.rowCount === 0;
}

async function ensureDatabase(client: pg.Client): Promise<void> {
  const there = await client.query('select 1 from pg_database where datname = $1', [DATABASE]);
  if (there.rowCount === 0) await client.query(`create database ${DATABASE}`);
}
