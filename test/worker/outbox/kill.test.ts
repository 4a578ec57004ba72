import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { newKeys } from '../../../worker/store/vault.ts';
import { bundleProgram, startChild } from '../../support/child.ts';
import { freshDatabase } from '../../support/postgres.ts';
import { countOutcome, handOverMany, openCount, openWarehouse, untilSent } from '../../support/push-run.ts';
import { openPusher } from '../../support/pusher.ts';

const COUNT = 300;
const KILLS = 4;
const OPTIONS = { settleMs: 2_500, timeoutMs: 2_000, batch: 10, parallel: 2 };

test('F4: a process that is killed while it pushes loses nothing, and no order is there twice', {
  timeout: 180_000,
}, async () => {
  const program = await bundleProgram(fileURLToPath(new URL('./pusher-program.ts', import.meta.url)));
  const warehouse = await openWarehouse(() => 20 + Math.random() * 80);
  const url = await freshDatabase();
  const keys = newKeys();
  const pusher = await openPusher(url, warehouse.url, keys, OPTIONS);
  await handOverMany(pusher, COUNT);
  const args = [url, warehouse.url, keys, JSON.stringify(OPTIONS)];
  for (let i = 0; i < KILLS; i++) {
    const child = startChild(program, args);
    await child.line();
    const had = warehouse.account.count();
    // At a moment at which it is at work: some calls are answered, others are under way.
    await expect
      .poll(() => warehouse.account.count() - had, { timeout: 30_000, interval: 5 })
      .toBeGreaterThan(0);
    await new Promise((done) => setTimeout(done, Math.random() * 100));
    await child.kill();
    expect(await openCount(pusher)).toBeGreaterThan(0);
  }
  // Another process finishes it.
  await pusher.exchange.start();
  await untilSent(pusher, 120_000);
  expect(await countOutcome(pusher, warehouse.account, COUNT)).toEqual({ lost: 0, doubled: 0 });
  await pusher.jobs.stop({ finishMs: 2_000 });
  await pusher.store.stop();
  await warehouse.close();
});
