/**
 * recover: 30 kills (SIGKILL) at random moments during a push of 2,000 to the Sandbox, which takes an order twice without
 * a word. `lost`: shipments that it does not have, or that are not known as accepted. `doubled`: orders too many.
 */
import { rmSync } from 'node:fs';
import { openStore } from '../../worker/store/store.ts';
import { newKeys } from '../../worker/store/vault.ts';
import { startChild } from '../support/child.ts';
import { quiet } from '../support/handed.ts';
import { countOutcome, handOverMany, openWarehouse, storeFolder, untilSent } from '../support/push-run.ts';
import { openPusher, runPusher } from '../support/pusher.ts';
import { report } from './report.ts';

const COUNT = 2_000;
const KILLS = 30;
/** Small batches and a partner that takes a moment: otherwise it would all be sent before the tenth kill. */
const OPTIONS = { settleMs: 4_000, timeoutMs: 3_000, batch: 5, parallel: 2 };
const delay = (): number => 10 + Math.random() * 60;

async function main(program: string): Promise<void> {
  const folder = storeFolder('recover');
  const warehouse = await openWarehouse(delay);
  const store = await openStore({ dataFolder: folder, log: quiet });
  const keys = newKeys();
  const pusher = await openPusher(store.url, warehouse.url, keys, OPTIONS);
  await handOverMany(pusher, COUNT);
  const args = ['worker', store.url, warehouse.url, keys, JSON.stringify(OPTIONS)];
  for (let i = 0; i < KILLS; i++) {
    const child = startChild(program, args);
    await child.line();
    await new Promise((done) => setTimeout(done, Math.random() * 1_500));
    await child.kill();
  }
  const left = COUNT - warehouse.account.count();
  const begun = Date.now();
  await pusher.exchange.start();
  await untilSent(pusher, 600_000);
  const { lost, doubled } = await countOutcome(pusher, warehouse.account, COUNT);
  report('recover', [
    { metric: 'lost', value: lost, unit: 'shipments', baseline: null },
    { metric: 'doubled', value: doubled, unit: 'orders', baseline: null },
    { metric: 'leftAfterKills', value: left, unit: 'shipments', baseline: null },
    { metric: 'finishedAfterMs', value: Date.now() - begun, unit: 'ms', baseline: null },
  ]);
  await pusher.jobs.stop({ finishMs: 2_000 });
  await pusher.store.stop();
  await store.stop();
  await warehouse.close();
  rmSync(folder, { recursive: true, force: true });
}

const [, program = '', way, ...rest] = process.argv;
if (way === 'worker') await runPusher(rest);
else await main(program);
