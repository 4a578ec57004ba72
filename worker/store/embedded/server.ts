import { readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { StoreError } from '../problem.ts';
import type { Binaries } from './binaries.ts';
import { layout, readIfThere, startError, USER } from './cluster.ts';
import { isAlive } from './lock.ts';
import { give, type Owner } from './owner.ts';
import { run } from './run.ts';

/** How long a server may take that replays its log after a crash. */
const READY_MS = 60_000;

export interface ServerOptions {
  readonly folder: string;
  readonly binaries: Binaries;
  readonly owner: Owner;
  readonly password: string;
  /** Lines of postgresql.conf that go over ours: tests do without fsync. */
  readonly settings: readonly string[];
}

/** The port of the server that runs on this folder already, whoever started it; null when none does. */
export async function runningPort(options: ServerOptions): Promise<number | null> {
  const { pid } = layout(options.folder);
  const until = Date.now() + READY_MS;
  for (;;) {
    const lines = ((await readIfThere(pid)) ?? '').split('\n');
    const [number, port] = [Number(lines[0]), Number(lines[3])];
    // A pid file that is being written has no port yet, one without a process is left over.
    if (!Number.isInteger(number) || number <= 0 || !isAlive(number)) return null;
    if (Number.isInteger(port) && port > 0 && (await isOurs(options, port))) return port;
    if (!(await isPostgres(number))) {
      // Its number went to another program, as in a container that starts anew: PostgreSQL would refuse to start.
      await rm(pid, { force: true });
      return null;
    }
    if (Date.now() > until) {
      throw new StoreError(
        'store.start',
        `A PostgreSQL (process ${number}) runs in ${options.folder} and does not answer. Stop it, and start again.`,
      );
    }
    await wait(100);
  }
}

/** Whether what answers at the port is the server of this folder: another one has another password. */
async function isOurs({ password }: ServerOptions, port: number): Promise<boolean> {
  const client = new pg.Client({ ...address(password, port), connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function isPostgres(pid: number): Promise<boolean> {
  try {
    return (await readFile(`/proc/${pid}/cmdline`, 'utf8')).includes('postgres');
  } catch {
    return true; // No /proc here: believed.
  }
}

/**
 * Starts the server on a port of the loopback: the one that it had before, or a free one. It is no child of this process:
 * it goes on when this one is killed, and is found again by `runningPort`.
 * @param exact the only port that will do, for a process that has connections to it
 */
export async function startServer(options: ServerOptions, exact: number | null): Promise<number> {
  const paths = layout(options.folder);
  const before = Number(/^port = (\d+)$/m.exec((await readIfThere(paths.settings)) ?? '')?.[1] ?? 0);
  for (let attempt = 1; ; attempt += 1) {
    const port = exact ?? ((attempt === 1 && (await freePort(before))) || (await freePort(0)));
    await writeFile(paths.settings, conf(port, options.settings), { mode: 0o600 });
    await give(paths.settings, options.owner);
    await rm(paths.log, { force: true });
    const { code, output } = await run(
      options.binaries.pg_ctl,
      ['start', '--wait', `--timeout=${READY_MS / 1000}`, `--pgdata=${paths.cluster}`, `--log=${paths.log}`],
      options.owner,
      options.folder,
    );
    if (code === 0) return port;
    const log = ((await readIfThere(paths.log)) ?? '').split('\n').slice(-30).join('\n');
    // Somebody took the port between our look and its start.
    if (exact === null && attempt < 3 && /Address already in use/.test(log)) continue;
    throw startError(options.folder, `${output}\n${log}`);
  }
}

/** Stops the server: sessions are ended, what was committed is on disk. */
export async function stopServer({ folder, binaries, owner }: ServerOptions): Promise<void> {
  const { cluster } = layout(folder);
  const { code, output } = await run(
    binaries.pg_ctl,
    ['stop', '--wait', '--mode=fast', '--timeout=60', `--pgdata=${cluster}`],
    owner,
    folder,
  );
  if (code !== 0 && !/PID file .* does not exist|No such process/.test(output))
    throw startError(folder, output);
}

export function address(password: string, port: number) {
  return { host: '127.0.0.1', port, user: USER, password, database: 'postgres' } as const;
}

function conf(port: number, more: readonly string[]): string {
  return [
    `port = ${port}`,
    "listen_addresses = '127.0.0.1'",
    "unix_socket_directories = ''",
    'max_connections = 100',
    'shared_buffers = 64MB',
    // Queries are short: compiling them costs more than they do.
    'jit = off',
    // Neither rows nor statements in the log: they hold addresses.
    'log_error_verbosity = terse',
    'log_min_error_statement = panic',
    "timezone = 'UTC'",
    "log_timezone = 'UTC'",
    ...more,
    '',
  ].join('\n');
}

/** @returns the port, or 0 when it is taken */
function freePort(wanted: number): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(0));
    probe.listen({ port: wanted, host: '127.0.0.1' }, () => {
      const at = probe.address();
      probe.close(() => resolve(at !== null && typeof at === 'object' ? at.port : 0));
    });
  });
}
