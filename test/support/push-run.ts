/** What push benches and kill tests share: a campaign with a warehouse, many shipments, and a count of what came of them. */
import { chmodSync, mkdtempSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import type { Account } from '../../worker/connectors/sandbox/account.ts';
import { createSandbox } from '../../worker/connectors/sandbox/service.ts';
import { handed, handOver, pairCampaign, quiet } from './handed.ts';
import type { Pusher } from './pusher.ts';

const CAMPAIGN = 'sheet-push';
const TAG = 'p1';
const KEY = 'sbx_push';
const REQUEST = 500;

export interface Warehouse {
  readonly url: string;
  readonly account: Account;
  close(): Promise<void>;
}

/** The Sandbox over HTTP. It takes an order of a key twice without a word, so that doubles show; `delay` gives ms a call. */
export async function openWarehouse(delay: () => number = () => 0): Promise<Warehouse> {
  const sandbox = await createSandbox({ log: quiet });
  const account = await sandbox.open('push', { key: KEY, settings: { auto: false, dedupe: false } });
  const app = express();
  app.use((_request, response, next) => {
    const before = delay();
    const after = delay();
    if (after > 0) {
      const end = response.end.bind(response);
      // Done, and not answered yet: the moment at which a kill hurts.
      Object.assign(response, {
        end: (...args: Parameters<typeof end>) => setTimeout(() => end(...args), after),
      });
    }
    if (before > 0) setTimeout(next, before);
    else next();
  });
  app.use('/sandbox', sandbox.router);
  const server = createServer(app);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/sandbox`,
    account,
    async close() {
      await sandbox.stop();
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

/** Pairs the campaign, connects the warehouse and hands over so many shipments. Answers the connection's id. */
export async function handOverMany({ store, exchange }: Pusher, count: number): Promise<string> {
  await pairCampaign(store, CAMPAIGN, TAG);
  const added = await exchange.addConnection(CAMPAIGN, {
    vendor: 'sandbox',
    name: 'Sandbox',
    fields: { warehouse: 'push', key: KEY },
  });
  if (!added.ok) throw new Error(added.code);
  for (let i = 0; i < count; i += REQUEST) {
    const rows = Array.from({ length: Math.min(REQUEST, count - i) }, (_, j) =>
      handed(`${10_000 + i + j}-1`),
    );
    const { results } = await exchange.take(CAMPAIGN, handOver(rows));
    if (results.some(({ outcome }) => outcome !== 'taken')) throw new Error('not all was taken');
  }
  return added.value.id;
}

/** Requests that are not settled. */
export async function openCount({ store }: Pick<Pusher, 'store'>): Promise<number> {
  const row = await store.db
    .selectFrom('requests')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('state', 'in', ['waiting', 'sending', 'unknown'])
    .executeTakeFirstOrThrow();
  return Number(row.n);
}

export async function untilSent(pusher: Pick<Pusher, 'store'>, patienceMs: number): Promise<void> {
  const end = Date.now() + patienceMs;
  while ((await openCount(pusher)) > 0) {
    if (Date.now() > end) throw new Error(`${await openCount(pusher)} requests are not settled`);
    await new Promise((done) => setTimeout(done, 50));
  }
}

/** Against what was handed over: parcels that the warehouse lacks or that are not known as accepted, and surplus orders. */
export async function countOutcome(
  { store }: Pick<Pusher, 'store'>,
  account: Account,
  count: number,
): Promise<{ readonly lost: number; readonly doubled: number }> {
  const keys = new Map<string, number>();
  for (const { key } of account.orders()) keys.set(key, (keys.get(key) ?? 0) + 1);
  const rows = await store.db.selectFrom('parcels').select(['key', 'state']).execute();
  const known = rows.filter(({ key, state }) => state === 'accepted' && keys.has(key)).length;
  const doubled = [...keys.values()].reduce((sum, n) => sum + n - 1, 0);
  return { lost: count - known, doubled };
}

/** A folder for an embedded store; its server may run as another user, who has to pass through. */
export function storeFolder(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `shipsheet-${name}-`));
  chmodSync(folder, 0o755);
  return folder;
}
