/** Starts a program that prints its address, and ends it with all that it started. */
import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';

const PATIENCE_MS = 120_000;
const ADDRESS = /http:\/\/(?:127\.0\.0\.1|localhost|\[::1\]):\d+/;

export interface Program {
  readonly url: string;
  end(): Promise<void>;
}

/** Resolves as soon as the program has printed an address; rejects when it ends before. */
export async function startProgram(program: string, args: readonly string[]): Promise<Program> {
  // A group of its own, so that npm, its shell and the server all end.
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'], detached: true });
  try {
    return { url: await printedAddress(child), end: () => end(child) };
  } catch (error) {
    await end(child);
    throw error;
  }
}

function printedAddress(child: ChildProcess): Promise<string> {
  return new Promise((done, failed) => {
    let text = '';
    const late = setTimeout(() => failed(new Error(`No address in: ${text}`)), PATIENCE_MS);
    child.stdout?.on('data', (data) => {
      text += data;
      const found = ADDRESS.exec(text);
      if (found === null) return;
      clearTimeout(late);
      done(found[0]);
    });
    child.on('exit', (code) => {
      clearTimeout(late);
      failed(new Error(`It ended with ${code}: ${text}`));
    });
  });
}

/** Ends the whole group, and waits until its last process is gone: npm ends before the server has written everything. */
async function end(child: ChildProcess): Promise<void> {
  const { pid } = child;
  if (pid === undefined) return;
  for (let signal: NodeJS.Signals | 0 = 'SIGTERM'; ; signal = 0) {
    try {
      process.kill(-pid, signal);
    } catch {
      return;
    }
    await delay(20);
  }
}
