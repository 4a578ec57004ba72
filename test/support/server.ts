/** The whole app at a free port and in a folder of its own, for tests. */

import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { inject } from 'vitest';
import { buildWorker } from '../../worker/build.mjs';
import type { Demo } from '../../worker/local/http/shelf.ts';
import { type Running, type StartOptions, start } from '../../worker/main.ts';

export interface TestServer {
  readonly url: string;
  /** The workbook that is there from the start. */
  readonly workbook: string;
  /** Calls the JSON API; `status` and the parsed body. */
  call(method: string, path: string, body?: unknown): Promise<{ status: number; body: unknown }>;
  /** Stops the program and starts it again on the same folder; its address changes. `worker`: from now on. */
  restart(worker?: StartOptions['worker']): Promise<void>;
  stop(): Promise<void>;
}

export interface TestServerOptions {
  /** Code.js and HTML files of an add-on; the built one of this repository where absent. */
  readonly addon?: Readonly<Record<string, string>>;
  readonly demo?: Demo;
  /** The sync worker and the Sandbox 3PL, with a PostgreSQL of their own in the folder; waited for. */
  readonly worker?: StartOptions['worker'];
}

let built: Promise<string> | undefined;

/** The page and the script runtime (0.4 s), built from the sources once a process. */
export function builtPages(): Promise<string> {
  built ??= (async () => {
    const out = await mkdtemp(join(inject('scratch'), 'dist-'));
    await buildWorker({ out, program: false });
    return out;
  })();
  return built;
}

/** Starts the program. */
export async function startServer(options: TestServerOptions = {}): Promise<TestServer> {
  const folder = await mkdtemp(join(tmpdir(), 'shipsheet-'));
  const dist = await builtPages();
  let addon = join(import.meta.dirname, '../../dist/addon');
  if (options.addon) {
    addon = folder;
    for (const [name, text] of Object.entries(options.addon)) await writeFile(join(folder, name), text);
  }
  let { worker = false } = options;
  // PostgreSQL does not run as root: its own user must get through to its folder.
  if (worker !== false) await chmod(folder, 0o755);
  const run = async (): Promise<Running> => {
    const running = await start({
      port: 0,
      data: join(folder, 'data'),
      dist,
      addon,
      log: pino({ level: 'silent' }),
      ...(options.demo && { demo: options.demo }),
      worker,
    });
    await running.workerReady;
    return running;
  };
  let running = await run();
  return {
    get url() {
      return running.url;
    },
    workbook: 'demo',
    async call(method, path, body) {
      const response = await fetch(`${running.url}/api${path}`, {
        method,
        ...(body !== undefined && {
          headers: { 'Content-Type': 'application/json' },
          body: JSON.stringify(body),
        }),
      });
      const text = await response.text();
      const json = response.headers.get('content-type')?.includes('json') === true;
      return { status: response.status, body: json && text !== '' ? JSON.parse(text) : text };
    },
    async restart(next = worker) {
      await running.stop();
      worker = next;
      running = await run();
    },
    async stop() {
      await running.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
