/** Takes every row of ours out of a partner's sheet. */
import type { Kysely } from 'kysely';
import type { Refusal } from '../../routes/operations.ts';
import { isPassing, SheetsProblem } from '../../sheets/problem.ts';
import type { Database } from '../../store/tables.ts';
import type { KnownRow } from '../contract.ts';
import { accessTo, type PartnerSheet, type SheetServices } from './access.ts';
import { ofProblem } from './refusals.ts';

/** Of a sheet that has ended, when no job writes any more. null: nothing of ours stands there. */
export async function clearRows(services: SheetServices, sheet: PartnerSheet): Promise<Refusal | null> {
  const { db, files, readPartner, writePartner } = services;
  try {
    const access = await accessTo(files, sheet);
    if (access === null) return null;
    const { preset, file_id: fileId, sheet_id: sheetId } = sheet;
    const file = { fileId, sheetId, preset };
    const read = await readPartner(access.sheets, file, await knownRows(db, sheet.connection_id));
    const written = await writePartner(access.sheets, file, read, [], { summary: '', words: '', link: '' });
    if (written.stopped !== null)
      return {
        ok: false,
        status: 503,
        code: written.stopped.code,
        message: 'The sheet has ended, and some of its rows still stand there. Try again to remove them.',
      };
  } catch (error) {
    if (!(error instanceof SheetsProblem)) throw error;
    // A file that is gone has no rows.
    return isPassing(error) ? ofProblem(error) : null;
  }
  await db
    .updateTable('partner_rows')
    .set({ shown: '{}', shown_hash: '', change: '', before: '{}', said: '{}', taken: '{}' })
    .where('connection_id', '=', sheet.connection_id)
    .execute();
  return null;
}

async function knownRows(db: Kysely<Database>, connectionId: string): Promise<KnownRow[]> {
  const rows = await db
    .selectFrom('partner_rows')
    .select(['parcel_id', 'shown', 'taken'])
    .where('connection_id', '=', connectionId)
    .where('shown_hash', '!=', '')
    .orderBy('parcel_id')
    .execute();
  return rows.map(({ parcel_id: id, shown, taken }) => ({ id, shown, taken }));
}
