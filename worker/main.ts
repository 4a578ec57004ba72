/**
 * The program: the local workbook at an address of this machine. `--port`, `--data FOLDER`, `--demo big`; PORT in the
 * environment.
 */

import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Logger, pino } from 'pino';
import { z } from 'zod';
import { sheetsApi } from './local/api/router.ts';
import type { Workbook } from './local/core/types.ts';
import { demo } from './local/demo/demo.ts';
import { createApp } from './local/http/app.ts';
import { createRooms, resetDemo } from './local/http/rooms.ts';
import { scriptsOf } from './local/http/scripts.ts';
import { type Demo, shelfOf } from './local/http/shelf.ts';
import { createScriptHost, type ScriptHost } from './local/script/host.ts';
import { openStore } from './local/store/store.ts';

const here = dirname(fileURLToPath(import.meta.url));
const LOOPBACK = '127.0.0.1';
const FIRST_PORT = 8080;
const PORTS_TRIED = 50;

export interface StartOptions {
  /** 0 takes any free port; absent: 8080, or the next that is free. */
  readonly port?: number;
  /** Folder of the workbooks. */
  readonly data: string;
  /** Folder with the built page, script runtime and add-on. */
  readonly dist?: string;
  /** Folder with Code.js and the HTML files; `dist/addon` if absent. */
  readonly addon?: string;
  readonly demo?: Demo;
  /** Which demo campaign the first page shows. */
  readonly demoSize?: 'small' | 'big';
  readonly log?: Logger;
}

export interface Running {
  readonly url: string;
  readonly port: number;
  /** Answers what is under way, writes everything to disk and lets go. */
  stop(): Promise<void>;
}

/** HTML files of the add-on by name without `.html`; a name with a path in it finds nothing. */
function htmlOf(folder: string): (name: string) => string | undefined {
  return (name) => {
    const file = join(folder, `${name}.html`);
    return /^[\w-]+$/.test(name) && existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  };
}

function listenOn(server: Server, port: number): Promise<number> {
  return new Promise((done, failed) => {
    server.once('error', failed);
    server.listen(port, LOOPBACK, () => {
      server.off('error', failed);
      const address = server.address();
      done(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

const taken = z.object({ code: z.literal('EADDRINUSE') });

/** A wanted port must be free; otherwise the first free one from 8080 on. */
async function listenSomewhere(server: Server, wanted: number | undefined): Promise<number> {
  if (wanted !== undefined) return listenOn(server, wanted);
  for (let port = FIRST_PORT; port < FIRST_PORT + PORTS_TRIED; port++) {
    try {
      return await listenOn(server, port);
    } catch (error) {
      if (!taken.safeParse(error).success) throw error;
    }
  }
  return listenOn(server, 0);
}

export async function start(options: StartOptions): Promise<Running> {
  const dist = options.dist ?? join(here, here.endsWith(join('dist', 'worker')) ? '..' : '../dist');
  const addon = options.addon ?? join(dist, 'addon');
  const log = options.log ?? pino({ level: 'warn' });
  const store = openStore(options.data, {
    onError: (error) => log.error({ err: error }, 'a workbook could not be written'),
  });
  const shelf = shelfOf(store, options.demo ?? (() => undefined));
  const code = readFileSync(join(addon, 'Code.js'), 'utf8');
  const runtime = {
    thread: readFileSync(join(dist, 'worker/script/thread.txt'), 'utf8'),
    services: readFileSync(join(dist, 'worker/script/services.txt'), 'utf8'),
  };
  const hosts: ScriptHost[] = [];
  let url = '';
  const startScripts = (workbook: Workbook) => {
    const host = createScriptHost({
      workbook,
      properties: store.properties(workbook.id),
      code,
      html: htmlOf(addon),
      runtime,
      url: `${url}/w/${workbook.id}`,
    });
    hosts.push(host);
    return scriptsOf(host);
  };

  const rooms = createRooms(shelf, startScripts);
  const size = options.demoSize ?? 'small';
  const demoId = size === 'big' ? 'demo-big' : 'demo';
  const home = async (): Promise<string | undefined> => {
    const all = await shelf.list();
    if (options.demoSize === 'big' || all.length === 0) return demoId;
    return [...all].sort((a, b) => ((a.changedAt ?? '') < (b.changedAt ?? '') ? 1 : -1))[0]?.id;
  };
  const first = (await shelf.list()).length === 0;
  if (options.demo && (first || size === 'big') && !(await shelf.open(demoId))) {
    const workbook = await shelf.create(
      size === 'big' ? 'Demo campaign, 219,382 orders' : 'Demo campaign',
      demoId,
    );
    await resetDemo(shelf, await rooms.get(workbook.id), size);
  } else if (first) await shelf.create('Untitled spreadsheet', demoId);

  const app = createApp({
    shelf,
    rooms,
    pageFolder: resolve(dist, 'page'),
    home,
    sheetsApi: sheetsApi({
      workbooks: (id) => store.open(id),
      create: (title) => store.create(title),
      onError: (error) => log.error({ err: error }, 'a Sheets API request failed'),
    }),
    log,
  });
  const server = createServer(app);
  const port = await listenSomewhere(server, options.port);
  url = `http://${LOOPBACK}:${port}`;
  return {
    url,
    port,
    async stop() {
      const closed = new Promise<void>((done) => server.close(() => done()));
      await Promise.all(hosts.map((host) => host.close()));
      // Event streams never end by themselves.
      server.closeAllConnections();
      await closed;
      await store.close();
    },
  };
}

const portText = z.coerce.number<string>().int().min(0).max(65_535);

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: 'string' },
      data: { type: 'string', default: '.data' },
      demo: { type: 'string' },
    },
  });
  const port = values.port ?? process.env.PORT;
  const running = await start({
    data: values.data,
    demo,
    ...(port !== undefined && { port: portText.parse(port) }),
    ...(values.demo === 'big' && { demoSize: 'big' }),
  });
  console.log(`Shipsheet is ready: ${running.url}  (Ctrl+C stops it)`);
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    running.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
}
