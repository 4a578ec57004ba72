import { spawn } from 'node:child_process';
import type { Owner } from './owner.ts';

export interface Ran {
  readonly code: number;
  /** What it wrote, both streams. */
  readonly output: string;
}

/** A program that has ended closes its streams at once, unless another one holds them. */
const CLOSE_MS = 1_000;

/** Runs a program to its end as the owner of the data. Never throws for a program that fails. */
export function run(program: string, args: readonly string[], owner: Owner, cwd: string): Promise<Ran> {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      ...owner,
      cwd,
      // C: the texts of failures are read below.
      env: { PATH: process.env.PATH, SystemRoot: process.env.SystemRoot, LC_ALL: 'C', TZ: 'UTC' },
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
    });
    let output = '';
    const add = (chunk: Buffer): void => {
      output += chunk.toString('utf8');
    };
    child.stdout.on('data', add);
    child.stderr.on('data', add);
    child.on('error', (error) => resolve({ code: 127, output: `${output}${error.message}` }));
    child.on('close', (code) => resolve({ code: code ?? 128, output }));
    // What was written is read by `close`; the server that pg_ctl leaves behind may hold the streams open for good.
    child.on('exit', (code) => {
      setTimeout(() => resolve({ code: code ?? 128, output }), CLOSE_MS).unref();
    });
  });
}
