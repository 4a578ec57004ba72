/** A sheet that is there: its preset and rules, what waits for the creator, and a look at once. */
import { sql, type Transaction } from 'kysely';
import type { z } from 'zod';
import type { CHANGE_SHEET, DECIDE_ROW, PartnerSheetView } from '../../../shared/sync/wire.ts';
import { PRIORITY } from '../../jobs/queues.ts';
import type { Answer } from '../../routes/operations.ts';
import type { Database } from '../../store/tables.ts';
import { wipeSheets } from '../wipe.ts';
import { type PartnerSheet, type SheetServices, sheetOf } from './access.ts';
import { policyRefusal, presetRefusal } from './check.ts';
import { happen } from './happen.ts';
import { refuse } from './refusals.ts';
import { viewOf } from './views.ts';

/** The sheet as it is now. */
export async function shown(
  services: SheetServices,
  { campaign_id, connection_id }: PartnerSheet,
): Promise<Answer<PartnerSheetView>> {
  const sheet = await sheetOf(services.db, campaign_id, connection_id);
  return sheet === undefined ? refuse('sheet.unknown') : { ok: true, value: await viewOf(services, sheet) };
}

export async function changeSheet(
  services: SheetServices,
  sheet: PartnerSheet,
  { preset = sheet.preset, policy = sheet.policy, who = '' }: z.infer<typeof CHANGE_SHEET>,
): Promise<Answer<PartnerSheetView>> {
  const { db, jobs, clock } = services;
  const bad = presetRefusal(preset) ?? policyRefusal(policy);
  if (bad !== null) return bad;
  const id = sheet.connection_id;
  await db.transaction().execute(async (trx) => {
    await trx
      .updateTable('partner_sheets')
      .set({ preset: JSON.stringify(preset), policy: JSON.stringify(policy) })
      .where('connection_id', '=', id)
      .execute();
    const { campaign_id: campaignId, channel: which } = sheet;
    await happen(trx, { campaignId, who, action: 'Change Partner Sheet', which, changed: 1 }, clock());
    await jobs.ensure('sheet', { connectionId: id }, { trx, priority: PRIORITY.person });
  });
  await wipeSheets(services, id);
  return shown(services, sheet);
}

/** take, keep: of a value that was not taken. seen: the partner's edits of our cells were looked at. */
export async function decideRow(
  services: SheetServices,
  sheet: PartnerSheet,
  { shipmentId, answer, who = '' }: z.infer<typeof DECIDE_ROW>,
): Promise<Answer<PartnerSheetView>> {
  const { db, jobs, clock } = services;
  const { connection_id: id, campaign_id: campaignId, channel } = sheet;
  if (answer === 'take' && (await isElsewhere(db, sheet, shipmentId))) return refuse('sheet.row-elsewhere');
  const decided = await db.transaction().execute(async (trx) => {
    const row = await trx
      .updateTable('partner_rows')
      .set(answer === 'seen' ? { edits: '{}' } : { answer })
      .where('connection_id', '=', id)
      .where('parcel_id', '=', shipmentId)
      .where(answer === 'seen' ? sql<boolean>`edits <> '{}'` : sql<boolean>`(refusal ->> 'decide')::boolean`)
      .returning('parcel_id')
      .executeTakeFirst();
    if (row === undefined) return false;
    await attend(trx, campaignId, [shipmentId], clock());
    const which = `${channel}: ${shipmentId}, ${answer}`;
    await happen(trx, { campaignId, who, action: 'Decide Partner Row', which, changed: 1 }, clock());
    await jobs.ensure('sheet', { connectionId: id }, { trx, priority: PRIORITY.person });
    await jobs.ensure('project', { campaignId }, { trx, afterMs: services.gatherMs });
    return true;
  });
  return decided ? shown(services, sheet) : refuse('sheet.row-unknown');
}

/** Whose number is for another partner's parcel now, which alone tells of it: an answer would come to nothing unseen. */
async function isElsewhere(
  db: SheetServices['db'],
  { connection_id, campaign_id }: PartnerSheet,
  parcelId: string,
): Promise<boolean> {
  const parcel = await db
    .selectFrom('parcels')
    .select('connection_id')
    .where('campaign_id', '=', campaign_id)
    .where('id', '=', parcelId)
    .executeTakeFirst();
  return parcel !== undefined && parcel.connection_id !== connection_id;
}

/** Needs attention follows the version of a parcel. */
export async function attend(
  trx: Transaction<Database>,
  campaignId: string,
  parcelIds: readonly string[],
  now: Date,
): Promise<void> {
  await trx
    .updateTable('parcels')
    .set((eb) => ({ version: eb('version', '+', 1), changed_at: now }))
    .where('campaign_id', '=', campaignId)
    .where('id', '=', sql<string>`any(${[...parcelIds]}::text[])`)
    .execute();
}
