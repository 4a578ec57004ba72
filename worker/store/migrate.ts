import { type Kysely, type Migration, Migrator, sql } from 'kysely';
import { firstTables } from './migrations/0001-first-tables.ts';
import { asked } from './migrations/0002-asked.ts';
import { partnerSheets } from './migrations/0003-partner-sheets.ts';
import { refusals } from './migrations/0004-refusals.ts';
import { StoreError } from './problem.ts';
import type { Database } from './tables.ts';

/** By name, in order. Named here and not read from a folder, since the program is one bundled file. */
const MIGRATIONS: Record<string, Migration> = {
  '0001-first-tables': firstTables,
  '0002-asked': asked,
  '0003-partner-sheets': partnerSheets,
  '0004-refusals': refusals,
};

/** Any number that nothing else in the database uses: processes that start together wait for each other on it. */
const LOCK = 7_431_200_001;

/** Brings the tables up to date. Several processes may do so at once: one works, the others wait and find it done. */
export async function migrate(db: Kysely<Database>): Promise<void> {
  await db.connection().execute(async (connection) => {
    await sql`select pg_advisory_lock(${LOCK})`.execute(connection);
    try {
      await refuseNewer(connection);
      const migrator = new Migrator({
        db: connection,
        provider: { getMigrations: () => Promise.resolve(MIGRATIONS) },
      });
      const { error } = await migrator.migrateToLatest();
      if (error !== undefined) throw error;
    } finally {
      await sql`select pg_advisory_unlock(${LOCK})`.execute(connection);
    }
  });
}

async function refuseNewer(db: Kysely<Database>): Promise<void> {
  const there = await sql<{ table: string | null }>`
    select to_regclass('kysely_migration')::text as table`.execute(db);
  if (there.rows[0]?.table == null) return;
  const done = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db);
  const unknown = done.rows.find(({ name }) => !(name in MIGRATIONS));
  if (unknown === undefined) return;
  throw new StoreError(
    'store.newer',
    `The database was changed by a newer Shipsheet (${unknown.name}). Start that version, or a later one.`,
  );
}
