/** What happens by the clock: syncs that are due, work that was paused, and what is thrown away. */
import { subDays } from 'date-fns';
import { sql } from 'kysely';
import type { JobOutcome, TakenJob } from '../jobs/jobs.ts';
import { PRIORITY } from '../jobs/queues.ts';
import { resume } from '../outbox/accounts.ts';
import { SILENT_DAYS } from '../parcel/attention.ts';
import type { SheetServices } from '../partner-sheet/operations/access.ts';
import { lookAtSheets } from '../partner-sheet/operations/look.ts';
import { wipeSheets } from '../partner-sheet/wipe.ts';
import type { Services } from '../services.ts';

/** Rows that a sheet does not have are looked for again after so long. */
const RETRY_ROWS_MS = 600_000;
/** A webhook that comes again after a week is a new one to nobody. */
const EVENT_DAYS = 14;

const done = (jobs: readonly { readonly id: string }[]): Map<string, JobOutcome> =>
  new Map(jobs.map(({ id }) => [id, { outcome: 'done' }]));

/** Each minute: syncs that are due, what was paused and may go on, and sheets that still lack rows. */
export async function dueWork(
  services: Services,
  work: readonly TakenJob<'due'>[],
  sheets: SheetServices | null = null,
): Promise<Map<string, JobOutcome>> {
  const { db, jobs, clock } = services;
  const now = clock();
  // The next moment is set with the asking: two processes at once ask once.
  const { rows: due } = await sql<{ id: string }>`
    update connections set next_sync_at = ${now}::timestamptz + campaigns.every_minutes * interval '1 minute'
    from campaigns
    where campaigns.id = connections.campaign_id and campaigns.detached_at is null
      and campaigns.every_minutes > 0 and connections.removed_at is null
      and (connections.next_sync_at is null or connections.next_sync_at <= ${now})
    returning connections.id`.execute(db);
  for (const { id } of due) await jobs.ensure('poll', { connectionId: id }, { priority: PRIORITY.nightly });
  await resume(services, null);
  const { rows: lacking } = await sql<{ id: string }>`
    select campaigns.id from campaigns left join projections on projections.campaign_id = campaigns.id
    where campaigns.detached_at is null
      and (projections.ended_at is null or projections.ended_at < ${new Date(now.getTime() - RETRY_ROWS_MS)})
      and exists (select from parcels where parcels.campaign_id = campaigns.id and version > projected_version)`.execute(
    db,
  );
  for (const { id } of lacking) await jobs.ensure('project', { campaignId: id });
  if (sheets !== null) await lookAtSheets(sheets);
  return done(work);
}

/**
 * Each hour: what is expired goes, parcels that nobody scans are pointed out (case H11), and names leave partners' sheets
 * when their time is over (case K8).
 */
export async function upkeepWork(
  services: Pick<Services, 'db' | 'jobs' | 'clock'>,
  work: readonly TakenJob<'upkeep'>[],
): Promise<Map<string, JobOutcome>> {
  const { db, jobs, clock } = services;
  const now = clock();
  await db.deleteFrom('nonces').where('expires_at', '<', now).execute();
  await db.deleteFrom('pairings').where('expires_at', '<', now).execute();
  const expired = subDays(now, EVENT_DAYS);
  await db
    .deleteFrom('events')
    .where((or) =>
      // What nobody could fetch for so long, a sync has brought: of a campaign that is connected no more, for one.
      or.or([or('done_at', '<', expired), or.and({ done_at: null }).and('received_at', '<', expired)]),
    )
    .execute();
  const silent = subDays(now, SILENT_DAYS);
  // Once a parcel: `projected` remembers what was raised.
  const { rows } = await sql<{ campaign_id: string }>`
    update parcels set version = version + 1
    from packages k
    where k.campaign_id = parcels.campaign_id and k.parcel_id = parcels.id and k.voided_at is null
      and k.tracking_status in ('in transit', 'out for delivery')
      and (k.scans -> -1 ->> 'at')::timestamptz < ${silent}
      and parcels.version = parcels.projected_version
      and not coalesce((parcels.projected -> parcels.id -> 'Needs attention')::text like '%parcel.silent/%', false)
    returning parcels.campaign_id`.execute(db);
  for (const id of new Set(rows.map(({ campaign_id }) => campaign_id)))
    await jobs.ensure('project', { campaignId: id });
  await wipeSheets(services);
  return done(work);
}
