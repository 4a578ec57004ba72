/** Rows of partners' sheets, and the Google identity that reaches each. */
import type { Kysely, Selectable } from 'kysely';
import type { FileAccess, Files } from '../../drive/port.ts';
import { PRIORITY } from '../../jobs/queues.ts';
import type { Services } from '../../services.ts';
import type { Database, PartnerSheetTable } from '../../store/tables.ts';
import type { PartnerHands } from '../contract.ts';

export type PartnerSheet = Selectable<PartnerSheetTable>;

/** What operations on partners' sheets need. */
export interface SheetServices extends Services, PartnerHands {
  /** Without a slash at the end. */
  readonly publicUrl: () => string;
}

export interface Reached extends FileAccess {
  /** Who we are there; "" on this machine. */
  readonly email: string;
}

/** The way to a sheet's file; null where its Google account lets the worker in no more. */
export async function accessTo(
  files: Files,
  { by, campaign_id }: Pick<PartnerSheet, 'by' | 'campaign_id'>,
): Promise<Reached | null> {
  if (by === 'account') return files.account(campaign_id);
  const { sheets, drive } = files.worker;
  return { sheets, drive, email: files.workerAccount };
}

export function sheetOf(
  db: Kysely<Database>,
  campaignId: string,
  connectionId: string,
): Promise<PartnerSheet | undefined> {
  return db
    .selectFrom('partner_sheets')
    .selectAll()
    .where('campaign_id', '=', campaignId)
    .where('connection_id', '=', connectionId)
    .executeTakeFirst();
}

/** The sheet of a channel that is in use. */
export function liveSheet(
  db: Kysely<Database>,
  campaignId: string,
  channel: string,
): Promise<PartnerSheet | undefined> {
  return db
    .selectFrom('partner_sheets')
    .selectAll()
    .where('campaign_id', '=', campaignId)
    .where('channel', '=', channel)
    .where('ended_at', 'is', null)
    .orderBy('created_at')
    .executeTakeFirst();
}

/** Has it read and written soon, before what nobody waits for. */
export const wantSheet = ({ jobs }: Pick<Services, 'jobs'>, connectionId: string): Promise<void> =>
  jobs.ensure('sheet', { connectionId }, { priority: PRIORITY.person });
