/** Programs of tests that run, and are killed, as processes of their own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, relative } from 'node:path';
import { createInterface } from 'node:readline';
import { build } from 'esbuild';

export interface Child {
  readonly process: ChildProcess;
  /** The next line that it writes. Rejects when it ends first. */
  line(): Promise<string>;
  /** SIGKILL, at once; resolves when it is gone. */
  kill(): Promise<void>;
  /** SIGTERM; resolves when it is gone, with its exit code. */
  end(): Promise<number | null>;
}

/** Bundles a TypeScript file into dist, from where it finds the packages. @returns the bundle's path */
export async function bundleProgram(source: string): Promise<string> {
  const name = relative(join(import.meta.dirname, '..'), source).replace(/\.ts$/, '.mjs');
  const outfile = join(import.meta.dirname, '../../dist/test', name);
  await build({
    entryPoints: [source],
    outfile,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'warning',
  });
  return outfile;
}

export function startChild(program: string, args: readonly string[]): Child {
  const child = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const gone = once(child, 'exit');
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const leave = async (signal: NodeJS.Signals): Promise<number | null> => {
    child.kill(signal);
    await gone;
    return child.exitCode;
  };
  return {
    process: child,
    async line() {
      const { done, value } = await lines.next();
      if (done === true) throw new Error('the program has ended');
      return value;
    },
    async kill() {
      await leave('SIGKILL');
    },
    end: () => leave('SIGTERM'),
  };
}
