/** The file of a new sheet: made, or one that is given and holds nothing. */
import type { Kysely } from 'kysely';
import type { z } from 'zod';
import type { MAKE_SHEET } from '../../../shared/sync/wire.ts';
import type { DriveFile, FileAccess } from '../../drive/port.ts';
import type { Answer } from '../../routes/operations.ts';
import { isPassing, SheetsProblem } from '../../sheets/problem.ts';
import type { Database } from '../../store/tables.ts';
import type { PartnerSheet, SheetServices } from './access.ts';
import { fileIdIn } from './address.ts';
import { ofProblem, refuse, unreachable } from './refusals.ts';

export interface NewFile {
  readonly file: Pick<DriveFile, 'id' | 'link'>;
  readonly by: PartnerSheet['by'];
}

/** `name`: of a file that is made. Refuses with what to do; Drive's passing faults too. */
export async function fileFor(
  services: SheetServices,
  campaignId: string,
  { way, address }: Pick<z.infer<typeof MAKE_SHEET>, 'way' | 'address'>,
  name: string,
): Promise<Answer<NewFile>> {
  const { files, db } = services;
  if (!files.ways.includes(way)) return refuse('sheet.way');
  try {
    if (way === 'address') return await givenFile(db, files.worker, files.workerAccount, address);
    if (way === 'local') return made(await files.worker.drive.create(name), 'worker');
    const account = await files.account(campaignId);
    return account === null ? refuse('sheet.no-account') : made(await account.drive.create(name), 'account');
  } catch (error) {
    if (error instanceof SheetsProblem) return ofProblem(error);
    throw error;
  }
}

const made = (file: DriveFile, by: PartnerSheet['by']): Answer<NewFile> => ({
  ok: true,
  value: { file, by },
});

async function givenFile(
  db: Kysely<Database>,
  { drive, sheets }: FileAccess,
  account: string,
  address: string,
): Promise<Answer<NewFile>> {
  const named = fileIdIn(address);
  if (!named.ok) return refuse(named.code);
  if (await isCampaign(db, named.id)) return refuse('sheet.campaign');
  if (await isTaken(db, named.id)) return refuse('sheet.taken');
  try {
    const file = await drive.look(named.id);
    if (file.trashed) return refuse('sheet.in-bin');
    if (!file.isSpreadsheet) return refuse('sheet.not-a-spreadsheet');
    if (!file.canEdit) return unreachable(account);
    // An address may name a file in a roundabout way.
    if (await isCampaign(db, file.id)) return refuse('sheet.campaign');
    if (await isTaken(db, file.id)) return refuse('sheet.taken');
    const shape = await sheets.shape(file.id);
    const [tab] = shape.sheets;
    if (tab === undefined || shape.sheets.length > 1) return refuse('sheet.not-empty');
    const range = `'${tab.title.replaceAll("'", "''")}'`;
    const [cells = []] = await sheets.read(file.id, [range], 'FORMULA');
    if (cells.some((line) => line.some((cell) => cell !== ''))) return refuse('sheet.not-empty');
    return made(file, 'worker');
  } catch (error) {
    if (!(error instanceof SheetsProblem)) throw error;
    return UNREACHABLE.has(error.code) && !isPassing(error) ? unreachable(account) : ofProblem(error);
  }
}

const UNREACHABLE: ReadonlySet<string> = new Set([
  'drive.not-found',
  'drive.not-allowed',
  'sheet.gone',
  'sheet.no-access',
]);

/** Nobody's partner is to look into a campaign. */
async function isCampaign(db: Kysely<Database>, fileId: string): Promise<boolean> {
  const row = await db.selectFrom('campaigns').select('id').where('id', '=', fileId).executeTakeFirst();
  return row !== undefined;
}

async function isTaken(db: Kysely<Database>, fileId: string): Promise<boolean> {
  const row = await db
    .selectFrom('partner_sheets')
    .select('connection_id')
    .where('file_id', '=', fileId)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return row !== undefined;
}
