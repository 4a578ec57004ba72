/** Drive of this machine over real HTTP, each exchange held against the discovery document, behind a door of a test's. */
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import { z } from 'zod';
import { openDrive } from '../../../../worker/drive/client.ts';
import type { Drive } from '../../../../worker/drive/port.ts';
import type { TakeQuota } from '../../../../worker/google/calls.ts';
import type { Credential } from '../../../../worker/google/credential.ts';
import { sheetsApi } from '../../../../worker/local/api/router.ts';
import type { Workbook } from '../../../../worker/local/core/types.ts';
import { createWorkbook } from '../../../../worker/local/core/workbook.ts';
import { type LocalDrive, openLocalDrive } from '../../../../worker/local/drive/drive.ts';
import { discoveryChecker } from '../api/discovery.ts';

export interface Passing {
  /** From 1. */
  readonly n: number;
  readonly method: string;
  /** After `/drive/v3`, without parameters. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: string;
  readonly authorization: string;
}
/** What happens to a request: an answer of Google's instead; lost before it came; done, and the answer lost. */
export type Fault =
  | { readonly status: number; readonly body?: unknown; readonly retryAfter?: string }
  | 'lost before'
  | 'lost after';
export type Door = (passing: Passing) => Fault | undefined;

export interface DriveHarness {
  readonly url: string;
  /** The same through the door. */
  readonly doorUrl: string;
  readonly workbooks: Map<string, Workbook>;
  readonly drive: () => LocalDrive;
  /** Called before each request that comes through the door. */
  door: Door;
  readonly log: Passing[];
  /** Through the door. */
  client(options?: { take?: TakeQuota; credential?: Credential }): Drive;
  /** A call without a client: its status and body. */
  call(method: string, path: string, body?: unknown): Promise<{ status: number; body: unknown }>;
  /** What did not fit the discovery document until now. */
  readonly faults: string[];
  /** Exchanges checked until now. */
  readonly checked: () => number;
  /** As when the program is started again. */
  reopen(): void;
  readonly folder: string;
  /** Called when something is posted to `/hook` of the program itself. */
  onHook: () => void;
  close(): Promise<void>;
}

export const PATIENCE = { retries: 6, minTimeout: 1, maxTimeout: 4, maxRetryTime: 20_000 };
const record = z.record(z.string(), z.unknown());

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(Buffer.from(part));
  return Buffer.concat(parts).toString();
}

export async function listen(server: Server): Promise<string> {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return `http://127.0.0.1:${address.port}`;
}
export async function shut(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
}

export async function startDrive(): Promise<DriveHarness> {
  const folder = await mkdtemp(join(tmpdir(), 'shipsheet-drive-'));
  const workbooks = new Map<string, Workbook>();
  const checker = discoveryChecker('drive.v3.json');
  const faults: string[] = [];
  const errors: unknown[] = [];
  let checked = 0;
  let url = '';
  const open = (): LocalDrive =>
    openLocalDrive({
      folder,
      books: (id) => workbooks.get(id),
      create(title, id) {
        const made = createWorkbook({ id, title });
        workbooks.set(id, made);
        return made;
      },
      url: () => url,
      owner: 'creator@example.com',
      onError: (error) => errors.push(error),
      gatherMs: 20,
    });
  let drive = open();
  const hook = { heard: (): void => undefined };
  const app = express();
  app.post('/hook', (_request, response) => {
    hook.heard();
    response.end();
  });
  app.use('/drive/v3', (request, response, next) => {
    const check = (answer: unknown): void => {
      checked++;
      const query = record.parse(request.query);
      const body: unknown =
        request.method === 'GET' || request.method === 'DELETE' ? undefined : request.body;
      const path = request.originalUrl.split('?')[0] ?? '';
      const found = checker.check({ method: request.method, path, query, body, answer });
      faults.push(...found.map((fault) => `${request.method} ${path}: ${fault}`));
    };
    const send = response.json.bind(response);
    response.json = (answer: unknown) => {
      if (response.statusCode === 200) check(answer);
      return send(answer);
    };
    response.once('finish', () => {
      if (response.statusCode === 204) check(undefined);
    });
    next();
  });
  app.use((request, response, next) => drive.router(request, response, next));
  app.use(
    sheetsApi({
      workbooks: (id) => workbooks.get(id),
      create: () => {
        throw new Error('Nothing is created by the Sheets API here.');
      },
      onError: (error) => errors.push(error),
    }),
  );
  const api = createServer(app);
  url = await listen(api);

  const log: Passing[] = [];
  const shown: { door: Door } = { door: () => undefined };
  const door = createServer(async (request, response) => {
    const body = await bodyOf(request);
    const asked = new URL(request.url ?? '', 'http://door');
    const passing = {
      n: log.length + 1,
      method: request.method ?? '',
      path: asked.pathname.replace('/drive/v3', ''),
      query: asked.searchParams,
      body,
      authorization: request.headers.authorization ?? '',
    };
    log.push(passing);
    const fault = shown.door(passing);
    if (fault === 'lost before') {
      request.socket.destroy();
      return;
    }
    if (typeof fault === 'object') {
      response.writeHead(fault.status, {
        'content-type': 'application/json',
        ...(fault.retryAfter !== undefined && { 'retry-after': fault.retryAfter }),
      });
      response.end(JSON.stringify(fault.body ?? { error: { code: fault.status, message: 'Of the test' } }));
      return;
    }
    const answer = await fetch(url + (request.url ?? ''), {
      method: passing.method,
      ...(body !== '' && { body, headers: { 'content-type': 'application/json' } }),
    });
    const said = await answer.text();
    if (fault === 'lost after') {
      request.socket.destroy();
      return;
    }
    response.writeHead(answer.status, { 'content-type': 'application/json' });
    response.end(said);
  });
  const doorUrl = await listen(door);
  return {
    url,
    doorUrl,
    folder,
    workbooks,
    drive: () => drive,
    get door() {
      return shown.door;
    },
    set door(next: Door) {
      shown.door = next;
    },
    log,
    get onHook() {
      return hook.heard;
    },
    set onHook(next: () => void) {
      hook.heard = next;
    },
    client: ({ take = async () => ({ waitMs: 0 }), credential = null } = {}) =>
      openDrive({ rootUrl: `${doorUrl}/`, credential, take, patience: PATIENCE }),
    async call(method, path, body) {
      const answer = await fetch(`${url}/drive/v3${path}`, {
        method,
        ...(body !== undefined && {
          headers: { 'content-type': 'application/json' },
          body: typeof body === 'string' ? body : JSON.stringify(body),
        }),
      });
      const text = await answer.text();
      return { status: answer.status, body: text === '' ? null : JSON.parse(text) };
    },
    faults,
    checked: () => checked,
    reopen() {
      drive.close();
      drive = open();
      drive.begin();
    },
    async close() {
      drive.close();
      await shut(door);
      await shut(api);
      await rm(folder, { recursive: true, force: true });
      if (errors.length > 0) throw errors[0];
    },
  };
}
