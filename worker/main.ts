/**
 * The program: the local workbook at an address of this machine. `--port`, `--data FOLDER`, `--demo big`; PORT in the
 * environment.
 */

import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Logger } from 'pino';
import { z } from 'zod';
import { sheetsApi } from './local/api/router.ts';
import { demo } from './local/demo/demo.ts';
import { writeSamples } from './local/demo/files.ts';
import { openLocalDrive } from './local/drive/drive.ts';
import { createApp } from './local/http/app.ts';
import type { Shelf } from './local/http/ports.ts';
import { createRooms, type Rooms, resetDemo } from './local/http/rooms.ts';
import { scriptsOf } from './local/http/scripts.ts';
import { DEFAULT_SESSION, DEFAULT_USER } from './local/http/sessions.ts';
import { type Demo, shelfOf } from './local/http/shelf.ts';
import type { ScriptRuntime } from './local/script/executor.ts';
import { createScriptHost } from './local/script/host.ts';
import { openStore } from './local/store/store.ts';
import { follow, type LocalWorkerParts, localWorker, WORKER_PATH } from './local/worker.ts';
import { createLog } from './log.ts';

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
  /** The sync worker with the Sandbox 3PL, beside the page. */
  readonly worker?: boolean | Pick<LocalWorkerParts, 'settleMs'>;
  readonly log?: Logger;
}

export interface Running {
  readonly url: string;
  readonly port: number;
  /** Settles when the worker is there and a new demo is connected to it; at once without one. Rejects where it cannot start. */
  readonly workerReady: Promise<void>;
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

interface Built {
  readonly dist: string;
  readonly page: string;
  readonly code: string;
  readonly html: (name: string) => string | undefined;
  readonly runtime: ScriptRuntime;
}

function readBuilt(options: StartOptions): Built {
  const dist = options.dist ?? join(here, here.endsWith(join('dist', 'worker')) ? '..' : '../dist');
  const addon = options.addon ?? join(dist, 'addon');
  const text = (folder: string, name: string): string => readFileSync(join(folder, name), 'utf8');
  return {
    dist: resolve(dist),
    page: resolve(dist, 'page'),
    code: text(addon, 'Code.js'),
    html: htmlOf(addon),
    runtime: {
      thread: text(dist, 'worker/script/thread.txt'),
      services: text(dist, 'worker/script/services.txt'),
    },
  };
}

/** The first start has a workbook to look at; `--demo big` has its own. Answers the id of the demo. */
async function firstWorkbook(shelf: Shelf, rooms: Rooms, options: StartOptions): Promise<string> {
  const big = options.demoSize === 'big';
  const id = big ? 'demo-big' : 'demo';
  const none = (await shelf.list()).length === 0;
  if (!options.demo) {
    if (none) await shelf.create('Untitled spreadsheet', id);
  } else if ((none || big) && !(await shelf.open(id))) {
    await shelf.create(big ? 'Demo campaign, 219,382 orders' : 'Demo campaign', id);
    await resetDemo(shelf, await rooms.get(id), big ? 'big' : 'small');
  }
  return id;
}

/** Starts the program. Throws where the data folder is in use, the port is taken, or nothing has been built. */
export async function start(options: StartOptions): Promise<Running> {
  const log = options.log ?? createLog('warn');
  const built = readBuilt(options);
  const store = openStore(options.data, {
    onError: (error) => log.error({ err: error }, 'a workbook could not be written'),
  });
  let url = '';
  let demoId: string | undefined;
  const sync = options.worker
    ? await localWorker({
        url: () => url,
        data: options.data,
        dist: built.dist,
        personLink: (fileId, permissionId) => drive.personLink(fileId, permissionId),
        ...(typeof options.worker === 'object' && options.worker),
        log,
      })
    : undefined;
  /** Demos that were made before the worker was there. */
  const toConnect: string[] = [];
  let workerIsThere = false;
  const shelf = shelfOf(store, async (workbook, size, run) => {
    await sync?.forget(workbook.id);
    await options.demo?.(workbook, size, run);
    if (workerIsThere) await sync?.connect(workbook.id, run);
    else toConnect.push(workbook.id);
  });
  const drive = openLocalDrive({
    folder: options.data,
    books: (id) => store.open(id),
    create: (title, id) => store.create(title, { id }),
    url: () => url,
    owner: DEFAULT_USER,
    onError: (error) => log.error({ err: error }, 'a Drive API request failed'),
  });
  const { sharing } = drive;
  const rooms = createRooms(
    shelf,
    (workbook) =>
      scriptsOf(
        createScriptHost({
          ...built,
          code:
            sync === undefined ? built.code : `var SHIPSHEET_WORKER="${url}${WORKER_PATH}";\n${built.code}`,
          workbook,
          properties: store.properties(workbook.id),
          url: `${url}/w/${workbook.id}`,
        }),
      ),
    (id) => sharing.of(id) !== null,
  );
  const app = createApp({
    shelf,
    rooms,
    sharing,
    pageFolder: built.page,
    async home() {
      const all = await shelf.list();
      if (options.demoSize === 'big' && all.some(({ id }) => id === demoId)) return demoId;
      const own = all.filter(({ id }) => sharing.of(id) === null);
      return own.sort((a, b) => ((a.changedAt ?? '') < (b.changedAt ?? '') ? 1 : -1))[0]?.id;
    },
    sheetsApi: sheetsApi({
      workbooks: (id) => store.open(id),
      create: (title) => store.create(title),
      onError: (error) => log.error({ err: error }, 'a Sheets API request failed'),
    }),
    driveApi: drive.router,
    ...(sync && { beside: sync.router }),
    log,
  });
  const server = createServer(app);
  const startSync = async (): Promise<void> => {
    if (sync === undefined) return;
    for (const { id } of await shelf.list()) follow(store.properties(id), `${url}${WORKER_PATH}`);
    await sync.start();
    for (const id of toConnect) {
      const room = await rooms.get(id);
      await sync.connect(id, (name, args) =>
        room.scripts.run(room.sessions.get(DEFAULT_SESSION), name, args),
      );
      room.workbook.history.forget();
    }
    workerIsThere = true;
  };
  const stop = async (): Promise<void> => {
    const closed = new Promise<void>((done) => server.close(() => done()));
    drive.close();
    await rooms.closeAll();
    await sync?.stop();
    // Event streams never end by themselves.
    server.closeAllConnections();
    await closed;
    await store.close();
  };
  try {
    const port = await listenSomewhere(server, options.port);
    url = `http://${LOOPBACK}:${port}`;
    drive.begin();
    demoId = await firstWorkbook(shelf, rooms, options);
    const workerReady = startSync();
    // Who started the program may never ask.
    workerReady.catch(() => undefined);
    return { url, port, workerReady, stop };
  } catch (error) {
    await stop();
    throw error;
  }
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
    worker: true,
    ...(port !== undefined && { port: portText.parse(port) }),
    ...(values.demo === 'big' && { demoSize: 'big' }),
  });
  const samples = join(values.data, 'samples');
  await writeSamples(samples);
  console.log(`Shipsheet is ready: ${running.url}  (Ctrl+C stops it)`);
  console.log(`Files to try an import with: ${resolve(samples)}`);
  running.workerReady.then(
    () => console.log(`The worker and the Sandbox 3PL are ready: ${running.url}/sandbox`),
    (error: unknown) =>
      console.error(
        `The worker could not start, so connected channels wait; everything else works. ${error instanceof Error ? error.message : String(error)}`,
      ),
  );
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
    if (taken.safeParse(error).success) console.error('This port is taken. Choose another with --port.');
    else console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  });
}
