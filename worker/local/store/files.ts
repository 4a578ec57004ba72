import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { dirname } from 'node:path';

let count = 0;

/** What a kill in the middle of writing leaves behind; never read, swept away at the next start. */
export const TEMPORARY = /\.tmp-\d+-\d+$/;

/** Makes a rename in the folder last through a power cut. Windows has no such thing and needs none. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const fd = openSync(folder, 'r');
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

/**
 * The file has the old content or the new one, whatever happens: temporary file, fsync, rename, fsync of the folder.
 * `wanted` is asked right before the rename: false leaves all as it was.
 */
export async function writeAtomic(
  path: string,
  write: (file: FileHandle) => Promise<void>,
  wanted: () => boolean = () => true,
): Promise<void> {
  const temporary = `${path}.tmp-${process.pid}-${++count}`;
  try {
    const file = await open(temporary, 'wx');
    try {
      await write(file);
      await file.sync();
    } finally {
      await file.close();
    }
    if (wanted()) {
      renameSync(temporary, path);
      syncFolder(dirname(path));
    }
  } finally {
    rmSync(temporary, { force: true });
  }
}

/** undefined when there is no such file. */
export function readIfThere(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
