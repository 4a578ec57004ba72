/** What a hand-over must know of partners' sheets: whose channel each serves, and who can open it. */
import { type Kysely, type Selectable, sql } from 'kysely';
import type { PartnerPreset } from '../../shared/partner-sheet/preset.ts';
import { type DescribedCells, describe } from '../../shared/partner-sheet/row.ts';
import type { SheetPolicy } from '../../shared/sync/wire.ts';
import type { Database, ParcelContent, PartnerSheetTable } from '../store/tables.ts';
import { partnerParcel } from './lines-parcel.ts';

type PartnerSheet = Selectable<PartnerSheetTable>;

export interface SheetRule {
  readonly channel: string;
  readonly ended: boolean;
  readonly openTo: PartnerSheet['open_to'];
  readonly policy: SheetPolicy;
  readonly preset: PartnerPreset;
}

/** The partners' sheets of a campaign by their connection, ended ones too. */
export async function sheetRules(db: Kysely<Database>, campaignId: string): Promise<Map<string, SheetRule>> {
  const rows = await db
    .selectFrom('partner_sheets')
    .select(['connection_id', 'channel', 'ended_at', 'open_to', 'policy', 'preset'])
    .where('campaign_id', '=', campaignId)
    .execute();
  return new Map(
    rows.map(({ connection_id, channel, ended_at, open_to, policy, preset }) => [
      connection_id,
      { channel, ended: ended_at !== null, openTo: open_to, policy, preset },
    ]),
  );
}

export interface SheetRefusal {
  readonly code: 'connection.other-channel' | 'partner.sheet-ended' | 'partner.link-open';
  readonly detail: string;
}

/** Nothing goes where whoever has the link can read it, unless the creator was warned and wants that (case K11). */
export const isOpen = ({ openTo, policy }: Pick<SheetRule, 'openTo' | 'policy'>): boolean =>
  openTo !== 'nobody' && !policy.linkAllowed;

/**
 * Why a sheet does not take parcels of a channel; null when it does. A partner sees its own channel alone (case K2).
 * `isThere`: it has the parcel, and its word about it, so only what would be written for all to read is refused.
 */
export function sheetRefusal(rule: SheetRule, channel: string, isThere = false): SheetRefusal | null {
  if (rule.ended && isThere) return null;
  if (rule.ended)
    return {
      code: 'partner.sheet-ended',
      detail: `The partner’s sheet of ${rule.channel} has ended. Make a new one under Set Up, Partner Sheets.`,
    };
  if (rule.channel !== channel && !isThere)
    return {
      code: 'connection.other-channel',
      detail: `This partner’s sheet serves ${rule.channel} alone. Make one for ${channel} under Set Up, Partner Sheets.`,
    };
  if (isOpen(rule))
    return {
      code: 'partner.link-open',
      detail: `Whoever has the link can open the partner’s sheet of ${channel}. Close it under Set Up, Partner Sheets, or allow it there.`,
    };
  return null;
}

/** What the person who pushes should know, of sheets that take parcels; "" for nothing. */
export function sheetWarning({ channel, openTo }: SheetRule): string {
  if (openTo === 'nobody') return '';
  const what = openTo === 'writers' ? 'open and change' : 'open';
  return `Whoever has the link can ${what} the partner’s sheet of ${channel}, with its names and addresses.`;
}

/** What a parcel's row showed until now. */
export const shownBefore = (id: string, content: ParcelContent, { preset }: SheetRule): DescribedCells =>
  describe(partnerParcel(id, content), preset);

/** Forgets what rows showed before a change that the partner has agreed to by another way: nobody is asked to look at it. */
export async function forgetBefore(
  db: Kysely<Database>,
  campaignId: string,
  parcelIds: readonly string[],
): Promise<void> {
  if (parcelIds.length === 0) return;
  await sql`
    update partner_rows r set before = '{}' from partner_sheets s
    where s.connection_id = r.connection_id and s.campaign_id = ${campaignId}
      and r.parcel_id = any(${[...parcelIds]}::text[])`.execute(db);
}

export interface Before {
  readonly connection_id: string;
  readonly parcel_id: string;
  readonly before: DescribedCells;
  /** What they are to show. */
  readonly next: DescribedCells;
}

/**
 * Keeps what rows showed before a change, where a partner has been shown it and has no older change to look at. One that
 * takes the older change back is a change of its own: the partner may have worked by that.
 */
export async function keepBefore(db: Kysely<Database>, rows: readonly Before[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    update partner_rows r set before = t.before
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as t(connection_id text, parcel_id text, before jsonb, next jsonb)
    where r.connection_id = t.connection_id and r.parcel_id = t.parcel_id
      and r.shown_hash <> '' and r.before in ('{}'::jsonb, t.next) and r.wiped_at is null`.execute(db);
}
