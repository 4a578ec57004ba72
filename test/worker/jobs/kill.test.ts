import { fileURLToPath } from 'node:url';
import { expect, test, vi } from 'vitest';
import { type JobOutcome, startJobs, type TakenJob } from '../../../worker/jobs/jobs.ts';
import { openStore } from '../../../worker/store/store.ts';
import { bundleProgram, startChild } from '../../support/child.ts';
import { silent } from '../../support/log.ts';
import { freshDatabase } from '../../support/postgres.ts';

test('jobs of a process that is killed are done by another within seconds, in their order', {
  timeout: 120_000,
}, async () => {
  const url = await freshDatabase();
  const store = await openStore({ url, log: silent });
  const jobs = await startJobs(store, silent);
  const send = (requestId: string, parcel: number) =>
    jobs.send('dispatch', { requestId, campaignId: 'sheet-1', parcelId: `${parcel}-1` });
  for (let parcel = 0; parcel < 10; parcel += 1) await send(`create-${parcel}`, parcel);
  const child = startChild(await bundleProgram(fileURLToPath(new URL('./taker.ts', import.meta.url))), [url]);
  let taken = 0;
  while (taken < 10) taken += Number(await child.line());
  for (let parcel = 0; parcel < 10; parcel += 1) await send(`cancel-${parcel}`, parcel);
  expect((await jobs.counts()).dispatch).toMatchObject({ active: 10, waiting: 10 });
  await child.kill();
  const killed = Date.now();

  const got: TakenJob<'dispatch'>[] = [];
  await jobs.work('dispatch', { batch: 10, parallel: 2 }, (batch) => {
    got.push(...batch);
    return Promise.resolve(new Map(batch.map(({ id }): [string, JobOutcome] => [id, { outcome: 'done' }])));
  });
  await vi.waitFor(() => expect(got).toHaveLength(20), { timeout: 90_000, interval: 50 });
  // A heartbeat of 10 s that is looked for each 5 s, and as much again for a busy machine.
  expect(Date.now() - killed).toBeLessThan(45_000);
  for (let parcel = 0; parcel < 10; parcel += 1) {
    const asked = got.filter(({ data }) => data.parcelId === `${parcel}-1`);
    expect(asked.map(({ data, attempt }) => [data.requestId, attempt])).toEqual([
      [`create-${parcel}`, 1],
      [`cancel-${parcel}`, 0],
    ]);
  }
  expect(await jobs.deadLetters()).toEqual([]);
  await jobs.stop({ finishMs: 1_000 });
  await store.stop();
});
