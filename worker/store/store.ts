import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { startEmbedded } from './embedded.ts';
import type { StoreLog } from './log.ts';
import { migrate } from './migrate.ts';
import { StoreError } from './problem.ts';
import type { Database } from './tables.ts';

export interface Store {
  readonly db: Kysely<Database>;
  readonly pool: pg.Pool;
  /** With the password in it: never logged. */
  readonly url: string;
  /** true: the PostgreSQL of the data folder; false: the server of DATABASE_URL. */
  readonly embedded: boolean;
  /** Closes the connections, and the embedded server when no other process uses it. Stop the jobs before. */
  stop(): Promise<void>;
}

const OLDEST_SERVER = 15;
/** No query of ours takes longer; one that does waits for something that does not come. */
const STATEMENT_MS = 60_000;
const CONNECTIONS = 10;

/** int8, which pg gives as text, since it may pass 2^53. Ours are counts, which do not. */
const INT8 = 20;
const types: pg.CustomTypesConfig = {
  getTypeParser: (id: number, format?: 'text' | 'binary') =>
    id === INT8 && format !== 'binary' ? Number : pg.types.getTypeParser(id, format),
};

/**
 * Opens the worker's memory and brings its tables up to date: the PostgreSQL at `url`, 15 or later, or else one of its
 * own in `dataFolder`. Any number of processes may open the same one.
 * @throws StoreError, whose message says what to do
 */
export async function openStore(options: {
  readonly url?: string | undefined;
  readonly dataFolder?: string | undefined;
  readonly log: StoreLog;
}): Promise<Store> {
  const { url, dataFolder, log } = options;
  if (url !== undefined) return connect(url, log);
  if (dataFolder === undefined) throw new TypeError('openStore needs a url or a data folder');
  const embedded = await startEmbedded({ folder: dataFolder, log });
  try {
    const store = await connect(embedded.url, log);
    return {
      ...store,
      embedded: true,
      async stop() {
        await store.stop();
        await embedded.leave();
      },
    };
  } catch (error) {
    await embedded.leave();
    throw error;
  }
}

async function connect(url: string, log: StoreLog): Promise<Store> {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: 'shipsheet',
    max: CONNECTIONS,
    connectionTimeoutMillis: 15_000,
    statement_timeout: STATEMENT_MS,
    idle_in_transaction_session_timeout: STATEMENT_MS,
    types,
  });
  // An idle connection that the server closed; the pool makes another.
  pool.on('error', (error) => log.warn({ code: codeOf(error) }, 'a connection to the store was lost'));
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) });
  try {
    await checkServer(pool);
    await migrate(db);
  } catch (cause) {
    await db.destroy();
    if (cause instanceof StoreError) throw cause;
    throw new StoreError(
      'store.unreachable',
      `The database ${hostOf(url)} cannot be used: ${reason(cause)}`,
      {
        cause,
      },
    );
  }
  // Destroying Kysely ends the pool.
  return { db, pool, url, embedded: false, stop: () => db.destroy() };
}

async function checkServer(pool: pg.Pool): Promise<void> {
  const answer = await pool.query<{ number: number }>(
    "select current_setting('server_version_num')::int as number",
  );
  refuseOldServer(answer.rows[0]?.number ?? 0);
}

/**
 * @param number as server_version_num: 150018 for 15.18
 * @throws StoreError for what is older than 15
 */
export function refuseOldServer(number: number): void {
  const version = Math.floor(number / 10_000);
  if (version >= OLDEST_SERVER) return;
  throw new StoreError(
    'store.server-version',
    `The database of DATABASE_URL is PostgreSQL ${version}. Shipsheet needs ${OLDEST_SERVER} or later.`,
  );
}

/** Host and name of the database, for messages: no user, no password. */
function hostOf(url: string): string {
  try {
    const { host, pathname } = new URL(url);
    return `${pathname.slice(1)} at ${host}`;
  } catch {
    return 'of DATABASE_URL';
  }
}

/** By PostgreSQL's and Node's codes, since a driver's own text may repeat what it was given. */
function reason(error: unknown): string {
  const code = codeOf(error);
  if (code === 'ECONNREFUSED') return 'nothing answers there. Is the server running?';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'its host is not known.';
  if (code === '28P01' || code === '28000') return 'user or password in DATABASE_URL is wrong.';
  if (code === '3D000') return 'there is no database of this name: create it.';
  if (code === '42501') return 'the user may not create tables in it.';
  if (code === '53300') return 'it takes no more connections.';
  return `${code || 'it does not answer'}.`;
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
