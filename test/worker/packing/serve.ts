/** The packing page alone, on a database of its own, for tests. */
import { createServer } from 'node:http';
import express from 'express';
import { packingRouter } from '../../../worker/packing/routes.ts';
import { openStore, type Store } from '../../../worker/store/store.ts';
import { silent } from '../../support/log.ts';
import { readyDatabase } from '../../support/postgres.ts';

const NOW = new Date('2026-03-04T09:15:00.000Z');

export interface Served {
  readonly url: string;
  readonly db: Store['db'];
  stop(): Promise<void>;
}

/** @param under The path that it stands below, `/worker` */
export async function servePacking(under: string): Promise<Served> {
  const store = await openStore({ url: await readyDatabase(), log: silent });
  const app = express().use(under, packingRouter({ db: store.db, clock: () => NOW }));
  const server = createServer(app);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  return {
    url: `http://127.0.0.1:${address.port}${under}`,
    db: store.db,
    async stop() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
      await store.stop();
    },
  };
}
