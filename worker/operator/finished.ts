import { type Kysely, sql } from 'kysely';
import type { Database } from '../store/tables.ts';

/** Jobs that ended within a minute, those of the clock left out. */
export interface Finished {
  readonly done: number;
  readonly dead: number;
}

/** The last 60 minutes, oldest first; the last is the one that runs. By the database's clock, which wrote the times. */
export async function finishedByMinute(db: Kysely<Database>): Promise<Finished[]> {
  const { rows } = await sql<Finished>`
    with ended as (
      select floor(extract(epoch from now()) / 60) - floor(extract(epoch from completed_on) / 60) as ago, state
      from pgboss.job
      where completed_on > now() - interval '1 hour' and name in ('dispatch', 'poll', 'inbox', 'project')
    )
    select count(ended.ago) filter (where state = 'completed') as done,
      count(ended.ago) filter (where state = 'failed') as dead
    from generate_series(59, 0, -1) as minutes (ago) left join ended on ended.ago = minutes.ago
    group by minutes.ago order by minutes.ago desc`.execute(db);
  return rows;
}
