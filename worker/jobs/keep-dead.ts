import { type Kysely, sql } from 'kysely';
import type { StoreLog } from '../store/log.ts';
import type { Database } from '../store/tables.ts';

const EVERY_MS = 3_600_000;

/**
 * pg-boss throws failed jobs away with the finished ones, after two days; ours wait for a person, however long it takes.
 * @returns a function that ends it
 */
export function keepDeadLetters(db: Kysely<Database>, log: StoreLog): () => void {
  const keep = (): void => {
    keepDead(db).catch((error: unknown) => {
      log.warn(
        { name: error instanceof Error ? error.name : '' },
        'jobs that were given up may be lost in a day',
      );
    });
  };
  keep();
  const timer = setInterval(keep, EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}

export async function keepDead(db: Kysely<Database>): Promise<void> {
  await sql`
    update pgboss.job set deletion_seconds = 0
    where state = 'failed' and deletion_seconds > 0 and name not like '\\_\\_pgboss%'`.execute(db);
}
