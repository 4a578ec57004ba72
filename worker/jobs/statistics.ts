import { type Kysely, sql } from 'kysely';
import type { StoreLog } from '../store/log.ts';
import type { Database } from '../store/tables.ts';

/** Rows that change before the planner's idea of a table is too old. */
const MANY = 300;
/** After a change: so long until its transaction has committed, as a rule. */
const SOON_MS = 200;
const EVERY_MS = 2_000;
/** Any number that nothing else in the database uses. */
const LOCK = 7_431_200_002;

export interface Statistics {
  /** So many jobs were made or finished by this process. */
  changed(jobs: number): void;
  end(): Promise<void>;
}

/**
 * Keeps the planner's idea of the job tables up to date. A push fills an empty queue with thousands of jobs within a
 * second; PostgreSQL's own upkeep looks once a minute, and its counters lag by seconds; until then each fetch would be
 * planned as if the queue were empty, which takes ten to a hundred times as long.
 */
export function keepStatistics(db: Kysely<Database>, log: StoreLog): Statistics {
  let changes = 0;
  let timer: NodeJS.Timeout | null = null;
  let last = 0;
  let ended = false;
  let running: Promise<void> = Promise.resolve();

  const analyze = async (): Promise<void> => {
    timer = null;
    changes = 0;
    last = Date.now();
    try {
      await analyzeTables(db);
    } catch (error) {
      log.warn({ name: error instanceof Error ? error.name : '' }, 'the job tables were not analyzed');
    }
  };
  return {
    changed(jobs) {
      changes += jobs;
      if (changes < MANY || timer !== null || ended) return;
      const delay = Math.max(SOON_MS, last + EVERY_MS - Date.now());
      timer = setTimeout(() => {
        running = analyze();
      }, delay);
      timer.unref();
    },
    async end() {
      ended = true;
      if (timer !== null) clearTimeout(timer);
      await running;
    },
  };
}

async function analyzeTables(db: Kysely<Database>): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const { rows: held } = await sql<{ mine: boolean }>`
      select pg_try_advisory_xact_lock(${LOCK}) as mine`.execute(trx);
    // Another process is at it.
    if (held[0]?.mine !== true) return;
    const { rows } = await sql<{ name: string }>`
      select distinct table_name as name from pgboss.queue order by name`.execute(trx);
    for (const { name } of rows) await sql`analyze ${sql.table(`pgboss.${name}`)}`.execute(trx);
  });
}
