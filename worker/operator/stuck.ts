import type { Kysely } from 'kysely';
import type { Database } from '../store/tables.ts';

/** Something that a partner was to be asked, and that waits for a person. */
export interface StuckRequest {
  readonly id: string;
  readonly campaign: string;
  readonly connection: string;
  readonly kind: string;
  /** The lead Shipment ID. */
  readonly parcel: string;
  readonly code: string;
  readonly message: string;
  readonly attempts: number;
  readonly since: Date;
}

const MOST = 200;

export function stuckRequests(db: Kysely<Database>): Promise<StuckRequest[]> {
  return db
    .selectFrom('requests')
    .innerJoin('campaigns', 'campaigns.id', 'requests.campaign_id')
    .innerJoin('connections', 'connections.id', 'requests.connection_id')
    .select([
      'requests.id',
      'campaigns.name as campaign',
      'connections.name as connection',
      'kind',
      'parcel_id as parcel',
      'code',
      'message',
      'attempts',
      'requests.changed_at as since',
    ])
    .where('requests.state', '=', 'stuck')
    .orderBy('requests.changed_at')
    .orderBy('requests.id')
    .limit(MOST)
    .execute();
}

/** @returns null when there is no such request */
export async function campaignOfRequest(db: Kysely<Database>, id: string): Promise<string | null> {
  const row = await db.selectFrom('requests').select('campaign_id').where('id', '=', id).executeTakeFirst();
  return row?.campaign_id ?? null;
}
