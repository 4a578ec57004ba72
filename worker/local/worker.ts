/**
 * The sync worker inside the local program: on the embedded PostgreSQL of the data folder, with the Sandbox 3PL beside
 * it. It starts after the page, which works without it; until it is ready its address says so.
 */
import { join } from 'node:path';
import { type RequestHandler, Router } from 'express';
import type { Logger } from 'pino';
import { z } from 'zod';
import { connectorsOf } from '../connectors/registry.ts';
import type { Account } from '../connectors/sandbox/account.ts';
import { folderKeep } from '../connectors/sandbox/keep.ts';
import { createSandbox, type Sandbox } from '../connectors/sandbox/service.ts';
import { Problem } from '../problem.ts';
import { startWorker, type Worker } from '../start.ts';
import type { RunScript } from './http/ports.ts';
import type { PropertyStore } from './script/properties.ts';

/** Where the program serves them. */
export const WORKER_PATH = '/worker';
const SANDBOX_PATH = '/sandbox';

/** The warehouse of the demo: an order is packed within a minute, and delivered some minutes later, while one watches. */
const DEMO_WAREHOUSE = 'demo';
const DEMO_SETTINGS = { auto: true, hoursAMinute: 24 };
const DEMO_CONNECTION = 'Sandbox 3PL';

/** Jobs under way get so long when the program is stopped. */
const FINISH_MS = 5000;

export interface LocalWorkerParts {
  /** Of the program: `http://127.0.0.1:8080`. */
  readonly url: () => string;
  readonly data: string;
  readonly dist: string;
  /** The link by which a person opens a file of this machine. */
  readonly personLink: (fileId: string, permissionId: string) => string;
  /** As of startWorker. */
  readonly settleMs?: number;
  readonly log: Logger;
}
export interface LocalWorker {
  /** Serves WORKER_PATH and SANDBOX_PATH from the first moment on. */
  readonly router: RequestHandler;
  /** Opens the store and begins. Throws where it cannot, in words for the person at this machine. */
  start(): Promise<void>;
  /** Connects a spreadsheet to the worker and the Sandbox, as a person would under Set Up, Connections. */
  connect(campaignId: string, run: RunScript): Promise<void>;
  /** Forgets a spreadsheet with all that was sent for it: it is made anew. */
  forget(campaignId: string): Promise<void>;
  stop(): Promise<void>;
}

/** What pairing keeps in a spreadsheet; see addon/server/worker.ts. */
const kept = z.object({ address: z.string(), key: z.string() });
const PAIRED = 'worker';

/** A spreadsheet that was paired when this program had another port goes on with the new one. */
export function follow(properties: PropertyStore, address: string): void {
  const text = properties.entries('document').get(PAIRED);
  const parsed = kept.safeParse(text === undefined ? null : JSON.parse(text));
  if (!parsed.success || !/^http:\/\/127\.0\.0\.1:\d+\/worker$/.test(parsed.data.address)) return;
  properties.set('document', PAIRED, JSON.stringify({ ...parsed.data, address }));
}

export async function localWorker(parts: LocalWorkerParts): Promise<LocalWorker> {
  const { url, data, dist, personLink, settleMs, log } = parts;
  let worker: Worker | undefined;
  let stopped = false;
  const sandbox: Sandbox = await createSandbox({
    keep: folderKeep(join(data, 'sandbox')),
    pageFolder: join(dist, 'sandbox'),
    log,
  });
  const ready = (): Worker => {
    if (worker !== undefined) return worker;
    throw new Problem(503, 'worker.starting', 'The worker is still starting. Try again in a moment.');
  };
  const router = Router();
  router.use(SANDBOX_PATH, sandbox.router);
  router.use(WORKER_PATH, (request, response, next) => {
    ready().app(request, response, next);
  });

  /** `demo`, `demo-2`, ...: one that has orders belongs to a demo that was there before. */
  const warehouse = (n: number): string => (n === 1 ? DEMO_WAREHOUSE : `${DEMO_WAREHOUSE}-${n}`);

  async function newWarehouse(): Promise<Account> {
    let n = 1;
    while ((sandbox.account(warehouse(n))?.count() ?? 0) > 0) n++;
    return sandbox.open(warehouse(n), { settings: DEMO_SETTINGS });
  }

  /** News of the Sandbox come by webhook, whatever port the program has this time. */
  async function listen(): Promise<void> {
    for (let n = 1; ; n++) {
      const account = sandbox.account(warehouse(n));
      if (account === undefined) return;
      const { webhook } = account.settings;
      if (webhook === '' || webhook.startsWith(`${url()}/`)) continue;
      account.set({ webhook: webhook.replace(/^http:\/\/[^/]+/, url()) });
      await sandbox.settle(account);
    }
  }

  return {
    router,
    async start() {
      const made = await startWorker({
        dataFolder: join(data, 'worker'),
        sheets: { account: '', credential: null, rootUrl: () => `${url()}/`, personLink },
        connectors: connectorsOf({ sandboxUrl: `${url()}${SANDBOX_PATH}` }),
        publicUrl: () => `${url()}${WORKER_PATH}`,
        mountedAt: WORKER_PATH,
        ...(settleMs !== undefined && { settleMs }),
        log,
      });
      if (stopped) {
        await made.stop({ finishMs: 0 });
        return;
      }
      worker = made;
      await sandbox.open(DEMO_WAREHOUSE, { settings: DEMO_SETTINGS });
      await listen();
      await made.run();
      sandbox.run();
    },
    async connect(campaignId, run) {
      const { exchange } = ready();
      await run('serve', [{ fn: 'pair', args: { address: `${url()}${WORKER_PATH}` } }]);
      const account = await newWarehouse();
      const added = await exchange.addConnection(campaignId, {
        vendor: 'sandbox',
        name: DEMO_CONNECTION,
        fields: { warehouse: account.name, key: account.key },
      });
      if (!added.ok) throw new Error(added.message);
      account.set({ webhook: added.value.webhook?.url ?? '' });
      await sandbox.settle(account);
    },
    async forget(campaignId) {
      await worker?.store.db.deleteFrom('campaigns').where('id', '=', campaignId).execute();
    },
    async stop() {
      stopped = true;
      await sandbox.stop();
      await worker?.stop({ finishMs: FINISH_MS });
    },
  };
}
