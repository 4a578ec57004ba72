import type { Kysely } from 'kysely';
import type { JobResult, JobWithMetadata } from 'pg-boss';
import type { StoreLog } from '../store/log.ts';
import type { Database } from '../store/tables.ts';
import type { JobOutcome, TakenJob } from './jobs.ts';
import { overtakenOf, type Postponed, postpone } from './postpone.ts';
import { isKeyed, type Payloads, QUEUES, type QueueName } from './queues.ts';

/** Runs the handler over a batch, and settles each job by its outcome. */
export async function handle<Q extends QueueName>(
  db: Kysely<Database>,
  log: StoreLog,
  queue: Q,
  jobs: readonly JobWithMetadata<Payloads[Q]>[],
  handler: (jobs: readonly TakenJob<Q>[]) => Promise<ReadonlyMap<string, JobOutcome>>,
): Promise<JobResult[]> {
  const { retries } = QUEUES[queue];
  let outcomes: ReadonlyMap<string, JobOutcome>;
  try {
    outcomes = await handler(
      jobs.map((job) => ({
        id: job.id,
        data: job.data,
        attempt: attemptOf(job, retries),
        priority: job.priority,
        signal: job.signal,
      })),
    );
  } catch (error) {
    // Neither its text nor its stack is kept: a driver's may repeat the row that it was given.
    const name = error instanceof Error ? error.name : 'unknown';
    log.error({ queue, jobs: jobs.length, name, code: codeOf(error) }, 'a handler failed');
    outcomes = new Map(jobs.map(({ id }) => [id, fault(name)]));
  }
  const results: JobResult[] = [];
  const postponed: Postponed[] = [];
  for (const job of jobs) {
    const outcome = outcomes.get(job.id) ?? fault('no outcome');
    const { id, retryCount } = job;
    if (outcome.outcome === 'done') results.push({ id, status: 'completed' });
    else if (outcome.outcome === 'later') {
      postponed.push({ id, retryCount, ms: outcome.ms, counts: false, code: '', message: '' });
    } else {
      const { code, message } = outcome;
      const attempt = attemptOf(job, retries);
      if (outcome.outcome === 'dead' || attempt >= retries) {
        log.warn({ queue, job: id, code }, 'a job is given up');
        results.push({ id, status: 'deadletter', output: { code, message } });
      } else {
        const ms = outcome.afterMs ?? backOff(queue, attempt);
        postponed.push({ id, retryCount, ms, counts: true, code, message });
      }
    }
  }
  // A person who asked anew while it ran is not kept waiting for its time: their job does the same.
  const overtaken = isKeyed(queue) ? await overtakenOf(db, queue, postponed) : new Set<string>();
  await postpone(
    db,
    queue,
    postponed.filter(({ id }) => !overtaken.has(id)),
  );
  // pg-boss wants a word on each; on those put back it finds that they are no longer active, and leaves them alone.
  const rest = postponed.map(
    ({ id }): JobResult => ({ id, status: overtaken.has(id) ? 'completed' : 'failed' }),
  );
  return [...results, ...rest];
}

/** Tries before this one that counted: a try that does not count has raised the limit by one. */
function attemptOf(job: JobWithMetadata<object> & { retryLimit: number }, retries: number): number {
  return job.retryCount - (job.retryLimit - retries);
}

/** Ms before the next try: doubled each time, half of it by chance, so that what failed together does not come together. */
export function backOff(queue: QueueName, attempt: number, random: () => number = Math.random): number {
  const { delay, delayMost } = QUEUES[queue];
  const full = Math.min(delayMost, delay * 2 ** Math.min(attempt, 30)) * 1000;
  return full / 2 + (full / 2) * random();
}

function fault(name: string): JobOutcome {
  return { outcome: 'again', code: 'worker.fault', message: `A fault of Shipsheet's own: ${name}.` };
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
