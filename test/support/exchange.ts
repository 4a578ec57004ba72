/** The exchange on a database of its own, with the Sandbox as a real HTTP service, for tests. */
import { createServer } from 'node:http';
import express from 'express';
import type { Selectable } from 'kysely';
import { expect } from 'vitest';
import type { HandedShipment, State } from '../../shared/sync/wire.ts';
import { type CallerParts, createCaller } from '../../worker/connectors/call.ts';
import type { Connector } from '../../worker/connectors/contract.ts';
import { createRegistry } from '../../worker/connectors/registry.ts';
import type { Account } from '../../worker/connectors/sandbox/account.ts';
import { sandboxConnector } from '../../worker/connectors/sandbox/connector.ts';
import type { Fault, Operation } from '../../worker/connectors/sandbox/faults.ts';
import type { Order } from '../../worker/connectors/sandbox/order.ts';
import { createSandbox, type Sandbox } from '../../worker/connectors/sandbox/service.ts';
import { createExchange, type Exchange } from '../../worker/exchange.ts';
import { type Jobs, startJobs } from '../../worker/jobs/jobs.ts';
import type { Projected, Wanted } from '../../worker/sheets/wanted.ts';
import { blockUntil, takeTokens } from '../../worker/store/buckets.ts';
import { openStore, type Store } from '../../worker/store/store.ts';
import type { Database } from '../../worker/store/tables.ts';
import { newKeys, openVault } from '../../worker/store/vault.ts';
import { handOver, pairCampaign, quiet } from './handed.ts';
import { readyDatabase } from './postgres.ts';

const KEY = 'sbx_test_5f2c9a';
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
    async project(wanted: Wanted): Promise<Projected> {
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

export type Sheet = ReturnType<typeof recordingSheet>;

export interface SandboxServer {
  readonly sandbox: Sandbox;
  /** Of the service, as the connector takes it. */
  readonly baseUrl: string;
  close(): Promise<void>;
}

export async function startSandboxServer(): Promise<SandboxServer> {
  const sandbox = await createSandbox({ log: quiet });
  const server = createServer(express().use('/sandbox', sandbox.router));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  return {
    sandbox,
    baseUrl: `http://127.0.0.1:${address.port}/sandbox`,
    async close() {
      await sandbox.stop();
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

/** One process of a worker over one database, with the Sandbox beside it. Starting it takes seconds: once a file. */
export interface TestWorld {
  readonly exchange: Exchange;
  readonly store: Store;
  readonly jobs: Jobs;
  readonly partner: SandboxServer;
  /** A campaign of its own, with a warehouse of its own: nothing of another test is in it. */
  campaign(vendor?: string): Promise<TestCampaign>;
  start(): Promise<void>;
  stop(): Promise<void>;
}

export interface TestCampaign {
  readonly id: string;
  /** Before its shipments' ids at the partner. */
  readonly tag: string;
  readonly connectionId: string;
  readonly exchange: Exchange;
  readonly store: Store;
  readonly jobs: Jobs;
  /** Its webhooks, and what it keeps: after anything was done to the account. */
  readonly partner: Sandbox;
  /** The warehouse. */
  readonly account: Account;
  readonly sheet: Sheet;
  /** What the warehouse has, in the order of the last change. */
  orders(): Order[];
  /** The warehouse's order of a shipment; throws where there is none. */
  order(shipmentId: string): Order;
  /** What goes wrong at the warehouse; `times` null for ever, `heal` ends it. */
  fault(fault: Fault, on?: Operation | 'any', times?: number | null): void;
  heal(): void;
  /** Hands rows over, and answers the outcomes by id. */
  push(...rows: readonly HandedShipment[]): Promise<Record<string, string>>;
  state(): Promise<State>;
  parcel(id: string): Promise<Selectable<Database['parcels']>>;
  requests(): Promise<Selectable<Database['requests']>[]>;
  /** Settles when nothing is under way; fails after so long. */
  settled(ms?: number): Promise<void>;
  /** Settles when the credentials were refused: the first request waits, and then the connection knows. */
  paused(): Promise<void>;
  /** What the sheet shows under Warehouse says. */
  says(id: string): string | undefined;
}

export interface WorldOptions {
  /** Others than the Sandbox, made of it. */
  readonly connectors?: (sandbox: SandboxConnector) => readonly Connector[];
  readonly settleMs?: number;
  readonly maxAttempts?: number;
  readonly timeoutMs?: number;
  readonly onCall?: CallerParts['onCall'];
  /** Of a database that is there; a new one where absent. */
  readonly url?: string;
  /** Without handlers: nothing is sent before `start`. */
  readonly still?: true;
}
export type SandboxConnector = ReturnType<typeof sandboxConnector>;

export async function startWorld(options: WorldOptions = {}): Promise<TestWorld> {
  const partner = await startSandboxServer();
  const store = await openStore({ url: options.url ?? (await readyDatabase()), log: quiet });
  const jobs = await startJobs(store, quiet, { pollSeconds: 0.5 });
  const sandbox = sandboxConnector(partner.baseUrl);
  const sheets = new Map<string, Sheet>();
  const exchange = createExchange({
    db: store.db,
    jobs,
    vault: openVault(newKeys()),
    connectors: createRegistry([sandbox, ...(options.connectors?.(sandbox) ?? [])]),
    call: createCaller({
      take: (name, limits, calls) => takeTokens(store.db, name, limits, calls, new Date()),
      block: (name, until) => blockUntil(store.db, name, until),
      log: quiet,
      timeoutMs: options.timeoutMs ?? 1_500,
      patienceMs: 5_000,
      ...(options.onCall && { onCall: options.onCall }),
    }),
    log: quiet,
    clock: () => new Date(),
    project: (id, wanted) => sheets.get(id)?.project(wanted) ?? Promise.reject(new Error('no such sheet')),
    publicUrl: () => 'https://worker.example.com',
    settleMs: options.settleMs ?? 0,
    maxAttempts: options.maxAttempts ?? 6,
    gatherMs: 100,
  });
  if (!options.still) await exchange.start();
  let count = 0;
  return {
    exchange,
    store,
    jobs,
    partner,
    start: () => exchange.start(),
    async campaign(vendor = 'sandbox') {
      count++;
      const id = `sheet-${count}`;
      const tag = `k${count}`;
      const warehouse = `warehouse-${count}`;
      const account = await partner.sandbox.open(warehouse, { key: KEY, settings: { auto: false } });
      await pairCampaign(store, id, tag);
      const sheet = recordingSheet();
      sheets.set(id, sheet);
      const added = await exchange.addConnection(id, {
        vendor,
        name: 'Sandbox',
        fields: { warehouse, key: KEY },
      });
      if (!added.ok) throw new Error(added.code);
      const orders = (): Order[] => [...account.orders()];
      const state = (): Promise<State> => exchange.stateOf(id);
      return {
        id,
        tag,
        connectionId: added.value.id,
        exchange,
        store,
        jobs,
        partner: partner.sandbox,
        account,
        sheet,
        orders,
        order(shipmentId) {
          const [first] = account.byKey(`${tag}-${shipmentId}`);
          if (first === undefined) throw new Error(`the warehouse has no ${shipmentId}`);
          return first;
        },
        fault(fault, on = 'any', times = 1) {
          account.setFaults([...account.faults(), { fault, on, left: times }]);
        },
        heal: () => account.setFaults([]),
        async push(...rows) {
          const { results } = await exchange.take(id, handOver(rows));
          return Object.fromEntries(
            results.map((result) => [result.id, result.code === '' ? result.outcome : result.code]),
          );
        },
        state,
        parcel: (shipmentId) =>
          store.db
            .selectFrom('parcels')
            .selectAll()
            .where('campaign_id', '=', id)
            .where('id', '=', shipmentId)
            .executeTakeFirstOrThrow(),
        requests: () =>
          store.db
            .selectFrom('requests')
            .selectAll()
            .where('campaign_id', '=', id)
            .orderBy('created_at')
            .orderBy('key')
            .execute(),
        async settled(ms = 45_000) {
          const end = Date.now() + ms;
          for (;;) {
            const { busy } = await state();
            if (busy.sending + busy.asking + busy.writing === 0) return;
            if (Date.now() > end) throw new Error(`still under way: ${JSON.stringify(busy)}`);
            await new Promise((done) => setTimeout(done, 100));
          }
        },
        async paused() {
          const first = () =>
            store.db
              .selectFrom('requests')
              .innerJoin('connections', 'connections.id', 'requests.connection_id')
              .select(['requests.code', 'last_error_code'])
              .where('requests.campaign_id', '=', id)
              .orderBy('requests.created_at')
              .executeTakeFirst();
          await expect
            .poll(first, { timeout: 15_000 })
            .toEqual({ code: 'paused', last_error_code: 'partner.auth' });
        },
        says: (shipmentId) => sheet.rows.get(shipmentId)?.['Warehouse says'],
      };
    },
    async stop() {
      await jobs.stop({ finishMs: 5_000 });
      await partner.close();
      await store.stop();
    },
  };
}
