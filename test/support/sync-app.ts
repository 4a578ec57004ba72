/** The worker's app at a free port, on a database of its own, for tests: what stands behind the routes is the test's. */
import { createHash, createHmac, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import express from 'express';
import type { Kysely } from 'kysely';
import { z } from 'zod';
import { WIRE_VERSION } from '../../shared/sync/marks.ts';
import { canonical, SIGNED } from '../../shared/sync/sign.ts';
import type { State } from '../../shared/sync/wire.ts';
import { createSyncApp, type SyncServices } from '../../worker/app.ts';
import { openOperator, passwordOperator } from '../../worker/auth/operator.ts';
import { createLog } from '../../worker/log.ts';
import { createMetrics } from '../../worker/routes/metrics.ts';
import type { Operations, PartnerSheets } from '../../worker/routes/operations.ts';
import { openStore } from '../../worker/store/store.ts';
import type { Database } from '../../worker/store/tables.ts';
import { newKeys, openVault } from '../../worker/store/vault.ts';
import { readyDatabase } from './postgres.ts';

const NO_STATE: State = {
  version: 1,
  everyMinutes: 15,
  connections: [],
  vendors: [],
  channels: [],
  stuck: [],
  busy: { sending: 0, asking: 0, writing: 0 },
};

/** Operations that agree to everything and do nothing. */
export const idle: Operations = {
  stateOf: () => Promise.resolve(NO_STATE),
  tellChannels: async () => ({ ok: true, value: null }),
  take: (_campaign, { shipments }) =>
    Promise.resolve({ results: shipments.map(({ id }) => ({ id, outcome: 'taken', code: '', detail: '' })) }),
  sync: () => Promise.resolve({ ok: true, value: null }),
  sendAgain: () => Promise.resolve({ ok: true, value: null }),
  setSchedule: () => Promise.resolve(),
  detach: () => Promise.resolve(),
  addConnection: () => Promise.reject(new Error('not in this test')),
  changeConnection: () => Promise.reject(new Error('not in this test')),
  testConnection: () => Promise.resolve({ ok: true, value: { account: 'Acme' } }),
  removeConnection: () => Promise.resolve({ ok: true, value: null }),
  receiveWebhook: () => Promise.resolve(204),
};

const notHere = (): Promise<never> => Promise.reject(new Error('not in this test'));
/** No partner has a sheet. */
export const noSheets: PartnerSheets = {
  list: () => Promise.resolve({ sheets: [], ways: ['address'], googleAccount: '', workerAccount: '' }),
  make: notHere,
  change: notHere,
  share: notHere,
  unshare: notHere,
  decide: notHere,
  read: notHere,
  end: notHere,
  askConsent: notHere,
  forgetConsent: notHere,
};

export interface Asked {
  readonly method: string;
  /** From `/v1/` on. */
  readonly path: string;
  readonly body?: unknown;
  readonly time?: number;
  readonly nonce?: string;
  /** Replaces what stands in the headers after signing. */
  readonly headers?: Readonly<Record<string, string>>;
}
export interface Got {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: unknown;
}

const code = z.object({ code: z.string() });
/** The code of a refusal; fails where the answer is none. */
export const codeOf = (got: Got): string => code.parse(got.body).code;

export async function ask(url: string, init: RequestInit = {}): Promise<Got> {
  const response = await fetch(url, { redirect: 'manual', ...init });
  const text = await response.text();
  const json = response.headers.get('content-type')?.includes('json') === true;
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: json ? JSON.parse(text) : undefined,
  };
}

/** Signs as the add-on does, on its own: the worker's code is what is tested. */
export function signedBy(key: string, campaign: string, url: string) {
  return ({ method, path, body, time, nonce, headers }: Asked): Promise<Got> => {
    const payload = body === undefined ? '' : JSON.stringify(body);
    const said = { time: String(time ?? Date.now()), nonce: nonce ?? randomUUID() };
    const bodyHash = createHash('sha256').update(payload, 'utf8').digest('hex');
    const signature = createHmac('sha256', key)
      .update(canonical({ method, path, ...said, bodyHash }))
      .digest('base64');
    return ask(`${url}${path}`, {
      method,
      headers: {
        ...(payload !== '' && { 'Content-Type': 'application/json' }),
        [SIGNED.campaign]: campaign,
        [SIGNED.time]: said.time,
        [SIGNED.nonce]: said.nonce,
        [SIGNED.signature]: signature,
        ...headers,
      },
      ...(payload !== '' && { body: payload }),
    });
  };
}

export interface SyncAppOptions {
  readonly operations?: Partial<Operations>;
  /** Of the operator's page; open where absent. */
  readonly password?: string;
  readonly publicUrl?: string;
  /** Any free one where absent. */
  readonly port?: number;
  readonly more?: Partial<SyncServices>;
}
export interface TestSyncApp {
  readonly url: string;
  readonly db: Kysely<Database>;
  /** Lines of the log, as text. */
  readonly log: readonly string[];
  /** Marks in spreadsheets, by id. */
  readonly marks: Map<string, string>;
  /** Both steps of a pairing; answers how to ask signed. */
  pair(spreadsheetId?: string): Promise<ReturnType<typeof signedBy> & { readonly key: string }>;
  stop(): Promise<void>;
}

const begun = z.object({ pairing: z.string(), nonce: z.string() });
const given = z.object({ key: z.string() });

export async function startSyncApp(options: SyncAppOptions = {}): Promise<TestSyncApp> {
  const lines: string[] = [];
  const log = createLog('trace', { write: (line: string) => void lines.push(line) });
  const store = await openStore({ url: await readyDatabase(), log });
  const vault = openVault(newKeys());
  const clock = (): Date => new Date();
  const marks = new Map<string, string>();
  let url = '';
  const publicUrl = options.publicUrl ?? 'https://worker.example.com';
  const app = createSyncApp({
    db: store.db,
    vault,
    operations: { ...idle, ...options.operations },
    partnerSheets: noSheets,
    jobCounts: () => Promise.resolve([{ queue: 'dispatch', state: 'waiting', count: 3 }]),
    readMark: (id) => Promise.resolve(marks.get(id) ?? null),
    account: 'worker@shipsheet.iam.gserviceaccount.com',
    publicUrl: () => publicUrl,
    readiness: () => Promise.resolve(null),
    operator:
      options.password === undefined
        ? openOperator()
        : await passwordOperator({ password: options.password, publicUrl, vault, clock }),
    metrics: createMetrics({ node: false }),
    log,
    clock,
    ...options.more,
  });
  const mountedAt = options.more?.mountedAt ?? '';
  const server = createServer(mountedAt === '' ? app : express().use(mountedAt, app));
  await new Promise<void>((done) => server.listen(options.port ?? 0, '127.0.0.1', done));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  url = `http://127.0.0.1:${address.port}${mountedAt}`;
  const post = (path: string, body: unknown): Promise<Got> =>
    ask(`${url}${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
  return {
    url,
    db: store.db,
    log: lines,
    marks,
    async pair(spreadsheetId = '1bAcKeRs_2026-demo') {
      const first = await post('/v1/pairings', {
        spreadsheetId,
        name: 'Lumen Lamp campaign',
        who: 'ana@example.com',
        version: WIRE_VERSION,
      });
      const { pairing, nonce } = begun.parse(first.body);
      marks.set(spreadsheetId, nonce);
      const { key } = given.parse((await post('/v1/pairings/confirm', { pairing })).body);
      return Object.assign(signedBy(key, spreadsheetId, url), { key });
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
      await store.stop();
    },
  };
}
