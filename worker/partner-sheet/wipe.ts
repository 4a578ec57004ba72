/**
 * Names and addresses are taken out of partners' sheets when their time is over (case K8): the rows, their numbers and
 * what they hold stay. Never of a parcel that may still have to be packed.
 */
import { subDays } from 'date-fns';
import { type Kysely, sql } from 'kysely';
import type { SheetPolicy } from '../../shared/sync/wire.ts';
import { packagesOf, parcelKey } from '../outbox/parcels.ts';
import { isLive, type Package, type Parcel, quantities } from '../parcel/rows.ts';
import type { Services } from '../services.ts';
import type { Database } from '../store/tables.ts';
import { happen } from './operations/happen.ts';

/** Rows looked at together. */
const CHUNK = 5_000;

interface Sheet {
  readonly connection_id: string;
  readonly campaign_id: string;
  readonly channel: string;
  readonly policy: SheetPolicy;
}

/** Each hour, and one sheet as soon as its rules change. Nothing is wiped twice; one happening a run and sheet. */
export async function wipeSheets(
  services: Pick<Services, 'db' | 'jobs' | 'clock'> & { readonly gatherMs?: number },
  connectionId?: string,
): Promise<void> {
  const sheets: Sheet[] = await services.db
    .selectFrom('partner_sheets')
    .innerJoin('campaigns', 'campaigns.id', 'partner_sheets.campaign_id')
    .select(['connection_id', 'campaign_id', 'channel', 'policy'])
    .where('ended_at', 'is', null)
    .where('detached_at', 'is', null)
    .$if(connectionId !== undefined, (query) => query.where('connection_id', '=', connectionId ?? ''))
    .orderBy('connection_id')
    .execute();
  for (const sheet of sheets) await wipeSheet(services, sheet);
}

async function wipeSheet(
  { db, jobs, clock, gatherMs = 0 }: Parameters<typeof wipeSheets>[0],
  sheet: Sheet,
): Promise<void> {
  const now = clock();
  let wiped = 0;
  let edited = 0;
  for (let after = ''; ; ) {
    const part = await dueParcels(db, sheet, now, after);
    const packages = await packagesOf(db, part);
    const over = part
      .filter((parcel) => isOver(parcel, packages.get(parcelKey(parcel.campaign_id, parcel.id)) ?? []))
      .map(({ id }) => id);
    const done = await wipeRows(db, sheet, over, now);
    wiped += done.wiped;
    edited += done.edited;
    const last = part.at(-1);
    if (last === undefined || part.length < CHUNK) break;
    after = last.id;
  }
  if (wiped === 0) return;
  const { campaign_id: campaignId, channel: which } = sheet;
  await happen(db, { campaignId, who: '', action: 'Remove Names', which, changed: wiped }, now);
  await jobs.ensure('sheet', { connectionId: sheet.connection_id });
  if (edited > 0) await jobs.ensure('project', { campaignId }, { afterMs: gatherMs });
}

/** A day so many days ago; null for never. */
const since = (days: number, now: Date): Date | null => (days === 0 ? null : subDays(now, days));

/**
 * Parcels whose time is over by their packages, as far as SQL sees it: all delivered before the one day, or all shipped
 * before the other, or cancelled before that. Whoever ships them: what another channel has now is still named here.
 */
async function dueParcels(
  db: Kysely<Database>,
  { connection_id: id, campaign_id, policy }: Sheet,
  now: Date,
  after: string,
): Promise<Parcel[]> {
  const delivered = since(policy.wipeDays, now);
  const shipped = since(policy.wipeShippedDays, now);
  const cancelled = shipped ?? delivered;
  const { rows } = await sql<Parcel>`
    select p.* from partner_rows r
    join parcels p on p.campaign_id = ${campaign_id} and p.id = r.parcel_id
    left join lateral (
      select count(*) as total, count(k.delivered_at) as delivered, count(k.shipped_at) as shipped,
        max(k.delivered_at) as delivered_at, max(k.shipped_at) as shipped_at
      from packages k
      where k.campaign_id = ${campaign_id} and k.parcel_id = p.id and k.voided_at is null
    ) k on true
    where r.connection_id = ${id} and r.wiped_at is null and r.parcel_id > ${after}
      and (
        k.total > 0 and k.shipped = k.total and (
          k.delivered = k.total and k.delivered_at < ${delivered}::timestamptz
          or k.shipped_at < ${shipped}::timestamptz)
        or k.shipped = 0 and p.state = 'cancelled' and p.cancelled_at < ${cancelled}::timestamptz)
    order by r.parcel_id limit ${CHUNK}`.execute(db);
  return rows;
}

/** Whether all of a parcel has left: of one that goes in several packages the next may be packed only now. */
function isOver(parcel: Parcel, packages: readonly Package[]): boolean {
  const live = packages.filter(isLive);
  if (live.length === 0) return parcel.state === 'cancelled';
  const stated = live.flatMap(({ lines }) => lines ?? []);
  // Without quantities the first package stands for all of it.
  if (live.some(({ lines }) => lines === null)) return true;
  const left = quantities(stated);
  return [...quantities(parcel.content.order.lines)].every(([sku, n]) => (left.get(sku) ?? 0) >= n);
}

async function wipeRows(
  db: Kysely<Database>,
  { connection_id: id, campaign_id }: Sheet,
  parcelIds: readonly string[],
  now: Date,
): Promise<{ readonly wiped: number; readonly edited: number }> {
  if (parcelIds.length === 0) return { wiped: 0, edited: 0 };
  const { rows } = await sql<{ wiped: number; edited: number }>`
    with edited as (
      select parcel_id from partner_rows
      where connection_id = ${id} and parcel_id = any(${[...parcelIds]}::text[]) and edits <> '{}'
    ), told as (
      update parcels set version = version + 1, changed_at = ${now} from edited
      where parcels.campaign_id = ${campaign_id} and parcels.id = edited.parcel_id
      returning parcels.id
    ), wiped as (
      update partner_rows set wiped_at = ${now}, change = '', before = '{}', edits = '{}'
      where connection_id = ${id} and parcel_id = any(${[...parcelIds]}::text[]) and wiped_at is null
      returning parcel_id
    )
    select (select count(*) from wiped) as wiped, (select count(*) from told) as edited`.execute(db);
  return rows[0] ?? { wiped: 0, edited: 0 };
}
