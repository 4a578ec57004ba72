/** Who may open a partner's sheet: people by their address, or whoever has the link after a warning (case K11). */
import { sql } from 'kysely';
import type { z } from 'zod';
import type { Language } from '../../../shared/partner-sheet/preset.ts';
import type { PartnerSheetView, SHARE_SHEET, UNSHARE_SHEET } from '../../../shared/sync/wire.ts';
import { DRIVE_PROBLEMS } from '../../drive/words.ts';
import { PRIORITY } from '../../jobs/queues.ts';
import type { Answer, Refusal } from '../../routes/operations.ts';
import { SheetsProblem } from '../../sheets/problem.ts';
import { SEALED } from '../../store/vault.ts';
import { accessTo, type PartnerSheet, type Reached, type SheetServices } from './access.ts';
import { shown } from './change.ts';
import { type Happening, happen } from './happen.ts';
import { packingSecret } from './make.ts';
import { isKept } from './people.ts';
import { ofProblem, refuse } from './refusals.ts';

/** What Google writes to them, above the link. */
const MESSAGE: Readonly<Record<Language, string>> = {
  en: 'The shipments that we ask you to send. Please fill in the columns at the right.',
  de: 'Die Sendungen, die wir Sie bitten zu versenden. Bitte füllen Sie die Spalten rechts aus.',
  fr: 'Les envois que nous vous demandons d’expédier. Merci de remplir les colonnes de droite.',
  es: 'Los envíos que le pedimos que expida. Rellene, por favor, las columnas de la derecha.',
};
/** One address; whether it is anybody's, Google knows. */
const EMAIL = /^[^\s@,;<>"]+@[^\s@,;<>"]+\.[^\s@,;<>"]+$/;
const LONGEST_EMAIL = 254;
const LINK = 'whoever has the link';

/** Does it at Drive; Drive's refusal, if it refuses. */
async function atDrive(
  services: SheetServices,
  sheet: PartnerSheet,
  work: (access: Reached) => Promise<Refusal | undefined>,
): Promise<Refusal | undefined> {
  try {
    const access = await accessTo(services.files, sheet);
    if (access !== null) return await work(access);
    const code = 'drive.consent-gone';
    return { ok: false, status: 422, code, message: DRIVE_PROBLEMS[code] };
  } catch (error) {
    if (error instanceof SheetsProblem) return ofProblem(error);
    throw error;
  }
}

async function note(
  { db, clock }: SheetServices,
  sheet: PartnerSheet,
  action: Happening['action'],
  who: string,
  whom: string,
): Promise<void> {
  const which = `${sheet.channel}: ${whom}`;
  await happen(db, { campaignId: sheet.campaign_id, who, action, which, changed: 1 }, clock());
}

async function allowLink({ db }: SheetServices, sheet: PartnerSheet, allowed: boolean): Promise<void> {
  await db
    .updateTable('partner_sheets')
    .set({ policy: sql`policy || ${JSON.stringify({ linkAllowed: allowed })}::jsonb` })
    .where('connection_id', '=', sheet.connection_id)
    .execute();
}

/** Who can open the sheet no more knows the address of its packing page: it gets another, which its rows' job writes there. */
async function movePacking(services: SheetServices, { connection_id: id }: PartnerSheet): Promise<void> {
  const { db, jobs, vault } = services;
  const { secret, hash } = packingSecret();
  await db.transaction().execute(async (trx) => {
    await trx
      .updateTable('partner_sheets')
      .set({ packing_sealed: vault.seal(secret, SEALED.packing(id)), packing_hash: hash })
      .where('connection_id', '=', id)
      .execute();
    await jobs.ensure('sheet', { connectionId: id }, { trx, priority: PRIORITY.person });
  });
}

export async function shareSheet(
  services: SheetServices,
  sheet: PartnerSheet,
  asked: z.infer<typeof SHARE_SHEET>,
): Promise<Answer<PartnerSheetView>> {
  const { role, warned, who = '' } = asked;
  const email = asked.email.trim().toLowerCase();
  const byLink = email === '';
  if (byLink && !warned) return refuse('sheet.link-warning');
  if (!byLink && (email.length > LONGEST_EMAIL || !EMAIL.test(email))) return refuse('sheet.email');
  const refused = await atDrive(services, sheet, async ({ drive, email: ours }) => {
    if (email !== '' && email === ours.toLowerCase()) return refuse('sheet.ours');
    if (byLink) await drive.shareLink(sheet.file_id, role);
    else await drive.share(sheet.file_id, { email, role, message: MESSAGE[sheet.preset.language] });
    return undefined;
  });
  if (refused !== undefined) return refused;
  if (byLink) await allowLink(services, sheet, true);
  const may = role === 'writer' ? 'may edit' : 'may view';
  await note(services, sheet, 'Share Partner Sheet', who, `${byLink ? LINK : email} ${may}`);
  return shown(services, sheet);
}

export async function unshareSheet(
  services: SheetServices,
  sheet: PartnerSheet,
  { person, who = '' }: z.infer<typeof UNSHARE_SHEET>,
): Promise<Answer<PartnerSheetView>> {
  const byLink = person === 'link';
  let whom = LINK;
  const refused = await atDrive(services, sheet, async ({ drive, email: ours }) => {
    if (byLink) {
      await drive.shareLink(sheet.file_id, null);
      return undefined;
    }
    const found = (await drive.permissions(sheet.file_id)).find(({ id }) => id === person);
    if (found === undefined) {
      whom = '';
      return undefined;
    }
    if (isKept(found, ours)) return refuse(found.role === 'owner' ? 'sheet.owner' : 'sheet.ours');
    await drive.unshare(sheet.file_id, person);
    whom = found.email;
    return undefined;
  });
  if (refused !== undefined) return refused;
  if (byLink) await allowLink(services, sheet, false);
  if (whom !== '') {
    await movePacking(services, sheet);
    await note(services, sheet, 'Stop Sharing Partner Sheet', who, whom);
  }
  return shown(services, sheet);
}
