import { randomBytes } from 'node:crypto';
import { access, appendFile, constants, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StoreError } from '../problem.ts';
import type { Binaries } from './binaries.ts';
import { give, type Owner } from './owner.ts';
import { run } from './run.ts';

/** The superuser of the embedded server. */
export const USER = 'shipsheet';

/** What stands in a data folder. */
export const layout = (folder: string) => ({
  cluster: join(folder, 'postgres'),
  password: join(folder, 'postgres.password'),
  lock: join(folder, 'postgres.lock'),
  log: join(folder, 'postgres', 'server.log'),
  settings: join(folder, 'postgres', 'shipsheet.conf'),
  pid: join(folder, 'postgres', 'postmaster.pid'),
});

/** @throws StoreError when the folder cannot be made */
export async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    await access(folder, constants.W_OK);
  } catch (error) {
    throw folderError(folder, error);
  }
}

/**
 * Makes the database's files when there are none, in a folder beside theirs that is renamed at the end: a process that
 * is killed meanwhile leaves nothing half made.
 * @returns the password of the server, 32 random bytes, kept in a file that only this user reads
 */
export async function ensureCluster(folder: string, binaries: Binaries, owner: Owner): Promise<string> {
  const paths = layout(folder);
  try {
    const version = await readIfThere(join(paths.cluster, 'PG_VERSION'));
    if (version === null) return await make(folder, binaries, owner);
    await refuseOtherVersion(version.trim(), paths.cluster, binaries, owner);
    return (await readFile(paths.password, 'utf8')).trim();
  } catch (error) {
    throw error instanceof StoreError ? error : folderError(folder, error);
  }
}

async function make(folder: string, binaries: Binaries, owner: Owner): Promise<string> {
  const paths = layout(folder);
  const draft = join(folder, `postgres.${process.pid}.new`);
  const password = randomBytes(32).toString('base64url');
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { mode: 0o700 });
  await give(draft, owner);
  // Read by initdb, which does not run as this user when this one is root.
  const handed = join(draft, '..', `postgres.${process.pid}.handed`);
  await writeFile(handed, password, { mode: 0o600 });
  await give(handed, owner);
  try {
    const { code, output } = await run(
      binaries.initdb,
      [
        `--pgdata=${draft}`,
        `--username=${USER}`,
        `--pwfile=${handed}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        // Sorted by bytes, on every machine alike.
        '--locale=C',
      ],
      owner,
      folder,
    );
    if (code !== 0) throw startError(folder, output);
    await appendFile(join(draft, 'postgresql.conf'), "\ninclude_if_exists 'shipsheet.conf'\n");
    await writeFile(paths.password, `${password}\n`, { mode: 0o600 });
    await rename(draft, paths.cluster);
    return password;
  } finally {
    await rm(handed, { force: true });
    await rm(draft, { recursive: true, force: true });
  }
}

async function refuseOtherVersion(
  version: string,
  cluster: string,
  { postgres }: Binaries,
  owner: Owner,
): Promise<void> {
  const { output } = await run(postgres, ['--version'], owner, cluster);
  const ours = / (\d+)/.exec(output)?.[1] ?? '';
  if (ours === version) return;
  throw new StoreError(
    'store.data-version',
    `${cluster} was made by PostgreSQL ${version}; this Shipsheet brings ${ours || 'none that runs'}. Start the ` +
      `Shipsheet that made it, or move its data with pg_dump ${version} to a server and give that as DATABASE_URL.`,
  );
}

/** What a program of PostgreSQL wrote before it failed, as an error that says what to do. */
export function startError(folder: string, output: string): StoreError {
  const said = output.trim().split('\n').slice(-6).join('\n');
  if (/no space left/i.test(output)) return diskFull(folder);
  if (/error while loading shared libraries|Library not loaded/.test(output)) {
    return new StoreError(
      'store.binaries',
      `The PostgreSQL of npm does not run here. Run npm rebuild, or give DATABASE_URL a server.\n${said}`,
    );
  }
  if (/permission denied|EACCES|could not access directory/i.test(output)) {
    return new StoreError(
      'store.folder',
      `PostgreSQL cannot reach ${folder}, or its own programs. Started as root it runs as the user postgres, who must ` +
        `be able to enter all folders above. Choose another data folder, or start as another user.\n${said}`,
    );
  }
  return new StoreError('store.start', `PostgreSQL does not start in ${folder}.\n${said}`);
}

function folderError(folder: string, error: unknown): StoreError {
  const code = error instanceof Error && 'code' in error ? error.code : '';
  if (code === 'ENOSPC') return diskFull(folder);
  if (code === 'ENOENT') {
    return new StoreError(
      'store.folder',
      `${layout(folder).password} is missing: the database beside it cannot be opened without it. Bring it back from ` +
        'the backup; or move the folder postgres away to begin anew, and pair the spreadsheets again.',
      { cause: error },
    );
  }
  return new StoreError('store.folder', `The data folder ${folder} cannot be written (${String(code)}).`, {
    cause: error,
  });
}

function diskFull(folder: string): StoreError {
  return new StoreError('store.disk-full', `The disk of ${folder} is full. Make room, and start again.`);
}

/** @returns null when there is no such file */
export async function readIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}
