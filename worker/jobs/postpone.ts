import { type Kysely, sql } from 'kysely';
import type { Database } from '../store/tables.ts';
import { type KeyedQueue, PRIORITY, type QueueName } from './queues.ts';

/** A job of this process that is to be done at another time. */
export interface Postponed {
  readonly id: string;
  /** As it was fetched: a job that was taken away meanwhile has another one, and is left alone. */
  readonly retryCount: number;
  readonly ms: number;
  /** Whether this try counts. */
  readonly counts: boolean;
  readonly code: string;
  readonly message: string;
}

/**
 * Puts active jobs back with a time of their own, which pg-boss's handlers cannot ask for: it knows only one delay a
 * queue. As its own `retry` does it, a try that does not count is added to those that the job may have; state `retry`
 * keeps the job at the head of its key.
 */
export async function postpone(
  db: Kysely<Database>,
  queue: QueueName,
  jobs: readonly Postponed[],
): Promise<void> {
  if (jobs.length === 0) return;
  const rows = jobs.map(({ id, retryCount, ms, counts, code, message }) => ({
    id,
    retry_count: retryCount,
    ms: Math.max(0, Math.ceil(ms)),
    more: counts ? 0 : 1,
    output: code === '' ? null : { code, message },
  }));
  await sql`
    update pgboss.job as j
    set state = 'retry',
      start_after = now() + i.ms * interval '1 millisecond',
      retry_limit = j.retry_limit + i.more,
      output = coalesce(i.output, j.output)
    from json_to_recordset(${JSON.stringify(rows)}::json)
      as i (id uuid, retry_count int, ms float8, more int, output jsonb)
    where j.name = ${queue} and j.id = i.id and j.state = 'active' and j.retry_count = i.retry_count`.execute(
    db,
  );
}

/** Those behind which a job of the same key waits that a person asked for: put back, they would hold it up. */
export async function overtakenOf(
  db: Kysely<Database>,
  queue: KeyedQueue,
  jobs: readonly Postponed[],
): Promise<ReadonlySet<string>> {
  if (jobs.length === 0) return new Set();
  const found = await sql<{ id: string }>`
    select j.id::text as id from pgboss.job as j
    where j.name = ${queue} and j.id::text = any(${jobs.map(({ id }) => id)}::text[]) and exists (
      select from pgboss.job as w
      where w.name = j.name and w.singleton_key = j.singleton_key and w.id <> j.id
        and w.state = 'created' and w.priority >= ${PRIORITY.person})`.execute(db);
  return new Set(found.rows.map(({ id }) => id));
}

/**
 * Gives a job that was given up all its tries anew, at once and before others. pg-boss's `retry` gives one, and keeps the
 * time of a back-off that no longer counts.
 * @returns false when there is no such job, or it was not given up
 */
export async function tryAnew(
  db: Kysely<Database>,
  queue: QueueName,
  id: string,
  retries: number,
  priority: number,
): Promise<boolean> {
  const done = await sql`
    update pgboss.job
    set state = 'retry', start_after = now(), completed_on = null, priority = ${priority},
      retry_limit = retry_count + 1 + ${retries}
    where name = ${queue} and id::text = ${id} and state = 'failed'
    returning id`.execute(db);
  return done.rows.length > 0;
}
