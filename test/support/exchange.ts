/** The exchange on a database of its own, with the Sandbox as a real HTTP service, for tests. */
import { createServer, type Server } from 'node:http';
import express from 'express';
import type { HandedShipment, HandOver } from '../../shared/sync/wire.ts';
import { type CallerParts, createCaller } from '../../worker/connectors/call.ts';
import type { Connector } from '../../worker/connectors/contract.ts';
import { createRegistry } from '../../worker/connectors/registry.ts';
import type { Account } from '../../worker/connectors/sandbox/account.ts';
import { sandboxConnector } from '../../worker/connectors/sandbox/connector.ts';
import type { Fault, Operation } from '../../worker/connectors/sandbox/faults.ts';
import { createSandbox, type Sandbox } from '../../worker/connectors/sandbox/service.ts';
import { createExchange, type Exchange } from '../../worker/exchange.ts';
import { type Jobs, startJobs } from '../../worker/jobs/jobs.ts';
import type { Projected, Wanted } from '../../worker/sheets/wanted.ts';
import { blockUntil, takeTokens } from '../../worker/store/buckets.ts';
import { openStore, type Store } from '../../worker/store/store.ts';
import { newKeys, openVault } from '../../worker/store/vault.ts';
import { freshDatabase } from './postgres.ts';

export const CAMPAIGN = 'sheet-lumen-lamp';
export const CHANNEL = 'US 3PL';

export const quiet = { debug() {}, info() {}, warn() {}, error() {} };

/** A sheet that takes all that is wanted, and remembers it. */
export function recordingSheet() {
  const rows = new Map<string, Record<string, string>>();
  const attention = new Map<string, string>();
  const channels = new Map<string, Readonly<Record<string, string>>>();
  let writes = 0;
  const missing = new Set<string>();
  return {
    rows,
    attention,
    channels,
    /** Shipments whose rows are not there. */
    missing,
    writes: () => writes,
    async project(_campaign: string, wanted: Wanted): Promise<Projected> {
      writes++;
      for (const { id, cells } of wanted.rows)
        if (!missing.has(id)) rows.set(id, { ...rows.get(id), ...cells });
      for (const { key, what } of wanted.attention) {
        if (what === '') attention.delete(key);
        else attention.set(key, what);
      }
      for (const { name, cells } of wanted.channels) channels.set(name, cells);
      const settled = wanted.rows.map(({ id }) => id).filter((id) => !missing.has(id));
      return {
        settled,
        wrote: [],
        conflicts: [],
        missing: [...missing],
        duplicates: [],
        vanished: [],
        stopped: null,
        calls: 1,
        cells: settled.length,
        bytes: 0,
      };
    },
  };
}

export function handed(id: string, over: Partial<HandedShipment> = {}): HandedShipment {
  return {
    id,
    orderId: id.replace(/-\d+$/, ''),
    channel: CHANNEL,
    box: '',
    contents: 'MUG x2; SHIRT x1',
    ask: 'push',
    name: 'Zoë O’Brien & Sons',
    address1: '12 Larkspur Lane',
    address2: '',
    city: 'Austin',
    state: 'TX',
    postalCode: '78701',
    country: 'US',
    phone: '+15125550188',
    email: 'zoe@example.org',
    taxId: '',
    shipTo: 'Zoë O’Brien & Sons, 12 Larkspur Lane, Austin, TX, 78701, US, +15125550188',
    cancelledAt: '',
    ...over,
  };
}

export function handOver(
  shipments: readonly HandedShipment[],
  over: Partial<HandOver['channels'][number]> = {},
): HandOver {
  return {
    channels: [
      {
        name: CHANNEL,
        connection: 'Sandbox',
        shippedWhen: 'partner reports it',
        emailsBy: 'nobody',
        ...over,
      },
    ],
    products: [],
    shipments: [...shipments],
  };
}

export interface SandboxServer {
  readonly sandbox: Sandbox;
  readonly account: Account;
  /** Of the service, as the connector takes it. */
  readonly baseUrl: string;
  readonly server: Server;
  fault(fault: Fault, on?: Operation, times?: number | null): void;
  close(): Promise<void>;
}

export async function startSandboxServer(): Promise<SandboxServer> {
  const sandbox = await createSandbox({ log: quiet });
  const account = await sandbox.open('demo', { key: 'sbx_test', settings: { auto: false } });
  const server = createServer(express().use('/sandbox', sandbox.router));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  return {
    sandbox,
    account,
    server,
    baseUrl: `http://127.0.0.1:${address.port}/sandbox`,
    fault(fault, on, times = 1) {
      account.setFaults([...account.faults(), { fault, on: on ?? 'any', left: times }]);
    },
    async close() {
      await sandbox.stop();
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

export interface TestExchange {
  readonly exchange: Exchange;
  readonly store: Store;
  readonly jobs: Jobs;
  readonly sheet: ReturnType<typeof recordingSheet>;
  readonly partner: SandboxServer;
  readonly connectionId: string;
  /** Pushes these rows, and answers the outcomes by id. */
  push(...rows: readonly HandedShipment[]): Promise<Record<string, string>>;
  /** Settles when nothing is under way; fails after so long. */
  settled(ms?: number): Promise<void>;
  says(id: string): string | undefined;
  stop(): Promise<void>;
}

export interface ExchangeOptions {
  readonly connector?: (connector: ReturnType<typeof sandboxConnector>) => Connector;
  readonly settleMs?: number;
  readonly maxAttempts?: number;
  readonly timeoutMs?: number;
  readonly onCall?: CallerParts['onCall'];
  readonly clock?: () => Date;
  /** Without handlers: nothing is sent. */
  readonly still?: true;
}

export async function startExchange(options: ExchangeOptions = {}): Promise<TestExchange> {
  const partner = await startSandboxServer();
  const store = await openStore({ url: await freshDatabase(), log: quiet });
  const jobs = await startJobs(store, quiet);
  const sheet = recordingSheet();
  const connector = sandboxConnector(partner.baseUrl);
  const clock = options.clock ?? (() => new Date());
  const exchange = createExchange({
    db: store.db,
    jobs,
    vault: openVault(newKeys()),
    connectors: createRegistry([options.connector?.(connector) ?? connector]),
    call: createCaller({
      take: (name, limits, calls) => takeTokens(store.db, name, limits, calls, new Date()),
      block: (name, until) => blockUntil(store.db, name, until),
      log: quiet,
      timeoutMs: options.timeoutMs ?? 1_000,
      patienceMs: 5_000,
      ...(options.onCall && { onCall: options.onCall }),
    }),
    log: quiet,
    clock,
    project: sheet.project,
    publicUrl: () => 'https://worker.example.com',
    settleMs: options.settleMs ?? 0,
    maxAttempts: options.maxAttempts ?? 5,
  });
  await pairCampaign(store);
  const added = await exchange.addConnection(CAMPAIGN, {
    vendor: 'sandbox',
    name: 'Sandbox',
    fields: { warehouse: 'demo', key: 'sbx_test' },
  });
  if (!added.ok) throw new Error(added.code);
  if (!options.still) await exchange.start();
  return {
    exchange,
    store,
    jobs,
    sheet,
    partner,
    connectionId: added.value.id,
    async push(...rows) {
      const { results } = await exchange.take(CAMPAIGN, handOver(rows));
      return Object.fromEntries(results.map(({ id, outcome, code }) => [id, code === '' ? outcome : code]));
    },
    async settled(ms = 15_000) {
      const end = Date.now() + ms;
      for (;;) {
        const { busy } = await exchange.stateOf(CAMPAIGN);
        if (busy.sending + busy.asking + busy.writing === 0) return;
        if (Date.now() > end) throw new Error(`still under way: ${JSON.stringify(busy)}`);
        await new Promise((done) => setTimeout(done, 50));
      }
    },
    says: (id) => sheet.rows.get(id)?.['Warehouse says'],
    async stop() {
      await jobs.stop({ finishMs: 5_000 });
      await partner.close();
      await store.stop();
    },
  };
}

export async function pairCampaign(store: Store, id = CAMPAIGN, tag = 'k7'): Promise<void> {
  await store.db
    .insertInto('campaigns')
    .values({
      id,
      name: 'Lumen Lamp',
      tag,
      key_sealed: '',
      paired_by: 'ana@example.com',
      paired_at: new Date(),
      detached_at: null,
    })
    .execute();
}
