import { chown, stat } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { StoreError } from '../problem.ts';
import { run } from './run.ts';

/** Who runs PostgreSQL and owns its files: nobody in particular, or the user `postgres` when this process is root. */
export interface Owner {
  readonly uid?: number;
  readonly gid?: number;
}

const USER = 'postgres';

/**
 * PostgreSQL refuses to run as root, so root hands it to the user who has the database's files; to the user `postgres`,
 * made here when it is missing, where there are none.
 * @param cluster folder of the database, whether it is there or not
 */
export async function findOwner(cluster: string): Promise<Owner> {
  if (userInfo().uid !== 0) return {};
  // Started once by root, it must go on for the user whose it is: `sudo … reseal` beside a service, for one.
  const there = await stat(cluster).catch(() => null);
  if (there !== null && there.uid !== 0) return { uid: there.uid, gid: there.gid };
  const found = await lookUp();
  if (found !== null) return found;
  // No home, no shell, no password: it only owns files.
  await run('useradd', ['--system', '--user-group', '--no-create-home', USER], {}, tmpdir());
  const made = await lookUp();
  if (made !== null) return made;
  throw new StoreError(
    'store.user',
    'PostgreSQL refuses to run as root, and the user postgres could not be made. Start Shipsheet as another user, ' +
      'or give DATABASE_URL a PostgreSQL server.',
  );
}

async function lookUp(): Promise<Owner | null> {
  const uid = await run('id', ['-u', USER], {}, tmpdir());
  const gid = await run('id', ['-g', USER], {}, tmpdir());
  const isNumber = ({ code, output }: Awaited<ReturnType<typeof run>>): boolean =>
    code === 0 && /^\d+\s*$/.test(output);
  // No number is not the number 0: that would be root.
  if (!isNumber(uid) || !isNumber(gid)) return null;
  return { uid: Number(uid.output), gid: Number(gid.output) };
}

/** Gives a file or folder to the owner. */
export async function give(path: string, { uid, gid }: Owner): Promise<void> {
  if (uid !== undefined && gid !== undefined) await chown(path, uid, gid);
}
