import { type Kysely, sql } from 'kysely';
import { z } from 'zod';
import type { Database } from '../store/tables.ts';
import { QUEUE_NAMES, type QueueName } from './queues.ts';

/** Jobs of a queue by where they stand. */
export interface QueueCounts {
  /** Could start now. */
  readonly waiting: number;
  /** Not before a moment to come. */
  readonly later: number;
  readonly active: number;
  /** Failed before, and will be tried again. */
  readonly retry: number;
  /** Given up. */
  readonly dead: number;
}
export interface DeadLetter {
  readonly queue: QueueName;
  readonly id: string;
  /** The payload: ids only. */
  readonly data: Readonly<Record<string, string>>;
  readonly code: string;
  readonly message: string;
  readonly attempts: number;
  readonly failedAt: Date;
}

const NONE: QueueCounts = { waiting: 0, later: 0, active: 0, retry: 0, dead: 0 };

export async function queueCounts(db: Kysely<Database>): Promise<Record<QueueName, QueueCounts>> {
  const { rows } = await sql<QueueCounts & { name: string }>`
    select name,
      count(*) filter (where state = 'created' and start_after <= now()) as waiting,
      count(*) filter (where state = 'created' and start_after > now()) as later,
      count(*) filter (where state = 'active') as active,
      count(*) filter (where state = 'retry') as retry,
      count(*) filter (where state = 'failed') as dead
    from pgboss.job
    where state <= 'active' or state = 'failed'
    group by name`.execute(db);
  const byName = new Map(rows.map(({ name, ...counts }) => [name, counts]));
  const of = (queue: QueueName): QueueCounts => byName.get(queue) ?? NONE;
  return {
    dispatch: of('dispatch'),
    poll: of('poll'),
    inbox: of('inbox'),
    project: of('project'),
    sheet: of('sheet'),
    due: of('due'),
    upkeep: of('upkeep'),
  };
}

const MOST = 500;
const REASON = z.object({ code: z.string(), message: z.string() });
const DATA = z.record(z.string(), z.string());

export async function deadLetters(db: Kysely<Database>): Promise<DeadLetter[]> {
  const { rows } = await sql<{
    name: string;
    id: string;
    data: unknown;
    output: unknown;
    retry_count: number;
    completed_on: Date;
  }>`
    select name, id, data, output, retry_count, completed_on
    from pgboss.job where state = 'failed'
    order by completed_on desc, id limit ${MOST}`.execute(db);
  return rows.flatMap((row) => {
    const queue = QUEUE_NAMES.find((name) => name === row.name);
    // pg-boss's own queues, for its schedules.
    if (queue === undefined) return [];
    const reason = REASON.safeParse(row.output);
    const data = DATA.safeParse(row.data);
    return {
      queue,
      id: row.id,
      data: data.success ? data.data : {},
      // Without a reason of ours pg-boss has given it up: its process was lost, or took too long, each time.
      code: reason.success ? reason.data.code : 'worker.lost',
      message: reason.success ? reason.data.message : 'Its process stopped or took too long, each time.',
      attempts: row.retry_count + 1,
      failedAt: row.completed_on,
    };
  });
}

export async function blockedKeys(db: Kysely<Database>): Promise<string[]> {
  const { rows } = await sql<{ key: string }>`
    select distinct singleton_key as key from pgboss.job
    where name = 'dispatch' and state = 'failed' order by key`.execute(db);
  return rows.map(({ key }) => key);
}
