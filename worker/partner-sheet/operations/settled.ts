/** Waits for jobs of a sheet to end. */
import { setTimeout as wait } from 'node:timers/promises';
import { type Kysely, sql } from 'kysely';
import type { Refusal } from '../../routes/operations.ts';
import type { Database } from '../../store/tables.ts';
import type { SheetServices } from './access.ts';

const LOOK_MS = 250;
/** 50,000 rows are written in a minute or two; who asked has been told by then that it goes on. */
const MOST_MS = 10 * 60_000;

/**
 * Ends when no job of the sheet runs, nor, where `due` says so, is about to; answers the fault of the last, null for
 * none. What failed, or waits for something, is tried again later: nobody waits for that.
 */
export async function untilIdle(
  { db }: SheetServices,
  connectionId: string,
  due: boolean,
): Promise<Refusal | null> {
  for (const end = Date.now() + MOST_MS; Date.now() < end; await wait(LOOK_MS)) {
    if (!(await isBusy(db, connectionId, due))) return faultOf(db, connectionId);
  }
  const message =
    'The rows could not be written within ten minutes. Try again later, or end it and keep the rows.';
  return { ok: false, status: 503, code: 'sheet.slow', message };
}

async function isBusy(db: Kysely<Database>, connectionId: string, due: boolean): Promise<boolean> {
  const { rows } = await sql<{ busy: boolean }>`
    select exists (
      select from pgboss.job where name = 'sheet' and singleton_key = ${connectionId}
        and (state = 'active' or ${due} and state < 'active' and start_after < now() + interval '1 second')
    ) as busy`.execute(db);
  return rows[0]?.busy ?? false;
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
