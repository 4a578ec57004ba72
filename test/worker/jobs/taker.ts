/** A process of the tests: takes a batch of jobs, says how many, and never finishes them. */
import { startJobs } from '../../../worker/jobs/jobs.ts';
import { openStore } from '../../../worker/store/store.ts';
import { silent } from '../../support/log.ts';

const store = await openStore({ url: process.argv[2], log: silent });
const jobs = await startJobs(store, silent);
await jobs.work('dispatch', { batch: 10, parallel: 1 }, (batch) => {
  console.log(batch.length);
  return new Promise(() => undefined);
});
