/** Waits for jobs of a sheet to end. */
import { setTimeout as wait } from 'node:timers/promises';
import { type Kysely, sql } from 'kysely';
import type { Refusal } from '../../routes/operations.ts';
import type { Database } from '../../store/tables.ts';
import type { SheetServices } from './access.ts';

const LOOK_MS = 250;
/** 50,000 rows are written in a minute or two; who asked has been told by then that it goes on. */
const MOST_MS = 10 * 60_000;

/** Ends when no job of the sheet is to be done; the fault, where its last one failed or is to be tried again. */
export async function untilIdle({ db }: SheetServices, connectionId: string): Promise<Refusal | null> {
  for (const end = Date.now() + MOST_MS; Date.now() < end; await wait(LOOK_MS)) {
    const jobs = await jobsOf(db, connectionId);
    const fault = await faultOf(db, connectionId);
    if (fault !== null && (jobs.open === 0 || jobs.failed > 0)) return fault;
    if (jobs.open === 0) return null;
  }
  const message =
    'The rows could not be written within ten minutes. Try again later, or end it and keep the rows.';
  return { ok: false, status: 503, code: 'sheet.slow', message };
}

async function jobsOf(
  db: Kysely<Database>,
  connectionId: string,
): Promise<{ readonly open: number; readonly failed: number }> {
  const { rows } = await sql<{ open: number; failed: number }>`
    select count(*) filter (where state < 'completed') as open,
      count(*) filter (where state = 'retry') as failed
    from pgboss.job where name = 'sheet' and singleton_key = ${connectionId}`.execute(db);
  return rows[0] ?? { open: 0, failed: 0 };
}

async function faultOf(db: Kysely<Database>, connectionId: string): Promise<Refusal | null> {
  const row = await db
    .selectFrom('connections')
    .select(['last_error_code', 'last_error'])
    .where('id', '=', connectionId)
    .executeTakeFirst();
  if (!row?.last_error_code) return null;
  const message = `The rows could not be changed: ${row.last_error ?? ''} Or end it and keep the rows.`;
  return { ok: false, status: 503, code: row.last_error_code, message };
}
