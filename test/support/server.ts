/** The whole app at a free port and in a folder of its own, for tests. */

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { buildWorker } from '../../worker/build.mjs';
import type { Demo } from '../../worker/local/http/shelf.ts';
import { type Running, start } from '../../worker/main.ts';

export interface TestServer {
  readonly url: string;
  /** The workbook that is there from the start. */
  readonly workbook: string;
  /** Calls the JSON API; `status` and the parsed body. */
  call(method: string, path: string, body?: unknown): Promise<{ status: number; body: unknown }>;
  /** Stops the program and starts it again on the same folder; its address changes. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export interface TestServerOptions {
  /** Code.js and HTML files of an add-on; the built one of this repository where absent. */
  readonly addon?: Readonly<Record<string, string>>;
  readonly demo?: Demo;
}

/** Builds the page and the script runtime (0.4 s) and starts the program. */
export async function startServer(options: TestServerOptions = {}): Promise<TestServer> {
  const folder = await mkdtemp(join(tmpdir(), 'shipsheet-'));
  const dist = join(folder, 'dist');
  await buildWorker({ out: dist, program: false });
  let addon = join(import.meta.dirname, '../../dist/addon');
  if (options.addon) {
    addon = folder;
    for (const [name, text] of Object.entries(options.addon)) await writeFile(join(folder, name), text);
  }
  const run = (): Promise<Running> =>
    start({
      port: 0,
      data: join(folder, 'data'),
      dist,
      addon,
      log: pino({ level: 'silent' }),
      ...(options.demo && { demo: options.demo }),
    });
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
    async restart() {
      await running.stop();
      running = await run();
    },
    async stop() {
      await running.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
