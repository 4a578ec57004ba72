import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** A folder for what the processes of one run keep from file to file. */
    scratch: string;
  }
}

/** Of the whole run: a process of tests has no end of its own at which it could delete something. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'shipsheet-run-'));
  project.provide('scratch', folder);
  return () => rm(folder, { recursive: true, force: true });
}
