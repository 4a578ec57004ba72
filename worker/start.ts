/** Puts the worker together: store, jobs, partners, projection, app. `npm run worker` and the local program both do it. */
import type { Express } from 'express';
import type { Logger } from 'pino';
import { createSyncApp } from './app.ts';
import { markReader } from './auth/mark.ts';
import { openOperator, passwordOperator } from './auth/operator.ts';
import { createCaller } from './connectors/call.ts';
import type { Registry } from './connectors/registry.ts';
import { createFiles } from './drive/files.ts';
import type { Project } from './exchange/projection.ts';
import { createExchange, type Exchange } from './exchange.ts';
import type { GoogleKey } from './google/credential.ts';
import type { OAuthSettings } from './google/oauth.ts';
import { consentRouter } from './google/routes.ts';
import { type Jobs, startJobs } from './jobs/jobs.ts';
import { operatorRouter } from './operator/routes.ts';
import { packingRouter } from './packing/routes.ts';
import { readPartner } from './partner-sheet/sheet/read.ts';
import { writePartner } from './partner-sheet/sheet/write.ts';
import { createMetrics, type Metrics } from './routes/metrics.ts';
import { openSheets } from './sheets/client.ts';
import type { Sheets } from './sheets/port.ts';
import { project } from './sheets/project.ts';
import { blockUntil, takeTokens } from './store/buckets.ts';
import { checkKeys } from './store/check-keys.ts';
import { openStore, type Store } from './store/store.ts';
import { keysOfFolder, openVault, type Vault } from './store/vault.ts';
import { within } from './within.ts';

/** How the worker reaches spreadsheets. */
export interface SheetsAccess {
  /** Whom creators share their file with; "" on the local workbook. */
  readonly account: string;
  readonly credential: GoogleKey | 'default' | null;
  /** Of the local workbook, known once it listens; absent for Google. */
  readonly rootUrl?: () => string;
  /** As of Files. */
  readonly personLink?: (fileId: string, permissionId: string) => string;
}

export interface WorkerOptions {
  /** undefined: the embedded PostgreSQL of the data folder. */
  readonly databaseUrl?: string | undefined;
  readonly dataFolder: string;
  /** As SHIPSHEET_KEYS; undefined: kept in the data folder. */
  readonly keys?: string | undefined;
  readonly sheets: SheetsAccess;
  /** Through which persons let the worker make files in their Google account; null or absent: they cannot. */
  readonly oauth?: OAuthSettings | null;
  readonly connectors: Registry;
  /** Without a slash at the end. */
  readonly publicUrl: () => string;
  /** Of the operator's pages; undefined: open, to this machine alone. */
  readonly operatorPassword?: string;
  /** Where the app is mounted, `/worker`; "" for the root. */
  readonly mountedAt?: string;
  readonly metricsToken?: string | undefined;
  readonly trustProxy?: number | string[] | false;
  /** Another than the usual, for tests; see exchange.ts. */
  readonly settleMs?: number;
  readonly log: Logger;
}
export interface Worker {
  readonly app: Express;
  readonly store: Store;
  readonly jobs: Jobs;
  readonly vault: Vault;
  readonly exchange: Exchange;
  /** Begins to handle jobs; before it, they wait. The app must be reachable at the public address. */
  run(): Promise<void>;
  /** /readyz says no from now on. */
  drain(): void;
  /** Lets jobs under way finish for so long, gives the others back, and closes the store. */
  stop(options: { readonly finishMs: number }): Promise<void>;
}

/** The add-on waits for the answer of a pairing. */
const PAIRING_PATIENCE = { retries: 2, minTimeout: 300, maxTimeout: 1000, maxRetryTime: 8000 };
const PAIRING_TIMEOUT_MS = 10_000;
/** A database that does not answer in this time is taken for away. */
const READY_MS = 2000;

/** Projects with a client, and counts what it took. */
function projecting(sheets: () => Sheets, metrics: Metrics): Project {
  return async (campaignId, wanted) => {
    const started = performance.now();
    const done = await project(sheets(), campaignId, wanted);
    metrics.onProjection({
      calls: done.calls,
      cells: done.cells,
      ms: performance.now() - started,
      code: done.stopped?.code ?? 'ok',
    });
    return done;
  };
}

/** Starts the store and the queues, and gives the app. Throws a StoreError or VaultError in words for the operator. */
export async function startWorker(options: WorkerOptions): Promise<Worker> {
  const { log, connectors, publicUrl, sheets: access } = options;
  const clock = (): Date => new Date();
  const store = await openStore({ url: options.databaseUrl, dataFolder: options.dataFolder, log });
  let jobs: Jobs;
  let vault: Vault;
  try {
    vault = openVault(options.keys ?? (await keysOfFolder(options.dataFolder)));
    await checkKeys(store.db, vault);
    jobs = await startJobs(store, log);
  } catch (error) {
    await store.stop();
    throw error;
  }
  const { db } = store;
  const metrics = createMetrics();
  const oauth = options.oauth ?? null;
  const files = createFiles({ db, vault, access, oauth, publicUrl, log, clock });
  const pairingSheets = (): Sheets =>
    openSheets({
      credential: access.credential,
      ...(access.rootUrl && { rootUrl: access.rootUrl() }),
      take: () => FREE,
      patience: PAIRING_PATIENCE,
      timeoutMs: PAIRING_TIMEOUT_MS,
    });
  const exchange = createExchange({
    db,
    jobs,
    vault,
    connectors,
    call: createCaller({
      take: (name, limits, calls) => takeTokens(db, name, limits, calls, clock()),
      block: (name, until) => blockUntil(db, name, until),
      log,
      onCall: metrics.onCall,
    }),
    project: projecting(() => files.worker.sheets, metrics),
    partners: { files, readPartner, writePartner },
    publicUrl,
    ...(options.settleMs !== undefined && { settleMs: options.settleMs }),
    log,
    clock,
  });
  const operator =
    options.operatorPassword === undefined
      ? openOperator()
      : await passwordOperator({
          password: options.operatorPassword,
          publicUrl: publicUrl(),
          vault,
          clock,
        });
  let draining = false;
  let running = false;
  const app = createSyncApp({
    db,
    vault,
    operations: exchange,
    partnerSheets: exchange.partnerSheets,
    async jobCounts() {
      const counts = Object.entries(await jobs.counts());
      return counts.flatMap(([queue, states]) =>
        Object.entries(states).map(([state, count]) => ({ queue, state, count })),
      );
    },
    readMark: (id) => markReader(pairingSheets(), access.account)(id),
    account: access.account,
    publicUrl,
    async readiness() {
      if (draining) return 'stopping';
      if (!running) return 'starting';
      try {
        await within(READY_MS, store.pool.query('select 1'), () => new Error('too late'));
        return null;
      } catch {
        return 'the database does not answer';
      }
    },
    operator,
    openPages: [
      packingRouter({ db, clock }),
      ...(files.consent === null ? [] : [consentRouter(files.consent, `${options.mountedAt ?? ''}/`)]),
    ],
    operatorPages: operatorRouter({ db, jobs, connectors, operations: exchange, operator, clock }),
    metrics,
    metricsToken: options.metricsToken,
    trustProxy: options.trustProxy ?? false,
    log,
    clock,
    mountedAt: options.mountedAt ?? '',
  });
  return {
    app,
    store,
    jobs,
    vault,
    exchange,
    async run() {
      await exchange.start();
      running = true;
    },
    drain() {
      draining = true;
    },
    async stop({ finishMs }) {
      draining = true;
      await jobs.stop({ finishMs });
      await store.stop();
    },
  };
}

const FREE = Promise.resolve({ waitMs: 0 });
