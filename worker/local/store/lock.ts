import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StoreError } from './error.ts';
import { readIfThere } from './files.ts';

const FILE = 'in-use';
/** Folders open in this very process: after a restart in a container the old process had the same number as we. */
const here = new Set<string>();

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Two programs on one folder would write over each other. A lock left behind by a kill is taken over. */
export function lock(folder: string): () => void {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, FILE);
  for (;;) {
    try {
      writeFileSync(path, `${process.pid}\n`, { flag: 'wx' });
      break;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
    const pid = Number(readIfThere(path)?.toString('utf8').trim() ?? '0');
    const used = pid === process.pid ? here.has(folder) : Number.isInteger(pid) && pid > 0 && isAlive(pid);
    if (used) {
      throw new StoreError(
        'in-use',
        `${folder} is in use by another Shipsheet (process ${pid}). Stop it, or start with another data folder. ` +
          `If no other Shipsheet runs, delete ${path}.`,
      );
    }
    rmSync(path, { force: true });
  }
  here.add(folder);
  return () => {
    here.delete(folder);
    const owner = readIfThere(path)?.toString('utf8').trim();
    if (owner === String(process.pid)) rmSync(path, { force: true });
  };
}
