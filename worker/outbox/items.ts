/** What a dispatch works on: requests with their parcels, and what is found out about each. */
import { type Kysely, sql } from 'kysely';
import type { CallProblem, OrderRef, ParcelOrder, PartnerOrder } from '../connectors/contract.ts';
import { orderOf } from '../parcel/content.ts';
import type { Parcel } from '../parcel/rows.ts';
import type { Database } from '../store/tables.ts';
import type { Request } from './requests.ts';

export interface Item {
  readonly request: Request;
  readonly parcel: Parcel;
  readonly emailsBy: ParcelOrder['emailsBy'];
}

/** What came of a request. A fault is `unknown` where the partner may have done it all the same. */
export type Finding =
  | { readonly result: 'accepted'; readonly externalId: string; readonly orderNumber: string }
  /** It was there already, and holds the same. */
  | { readonly result: 'adopted'; readonly order: PartnerOrder }
  /** An update or a cancellation. */
  | { readonly result: 'done' }
  | { readonly result: 'refused'; readonly code: string; readonly reason: string }
  | { readonly result: 'unknown' | 'again' | 'stuck'; readonly problem: CallProblem }
  | { readonly result: 'later'; readonly ms: number }
  /** Not now: its credentials are refused (`auth`), or the connection is paused already. What was in doubt stays so. */
  | { readonly result: 'paused'; readonly auth: boolean }
  /** Its parcel is cancelled or refused meanwhile: there is nothing to ask. */
  | { readonly result: 'moot' }
  /** Was to be cancelled, and the partner never had it. */
  | { readonly result: 'gone' };

export interface Found {
  readonly item: Item;
  readonly finding: Finding;
}

/** Nobody can tell whether the partner has it: it was found as being sent, or the partner says that it is there. */
export const doubted = (item: Item): Item => ({ ...item, request: { ...item.request, state: 'unknown' } });

export const refOf = ({ parcel }: Item): OrderRef => ({
  key: parcel.key,
  externalId: parcel.external_id ?? '',
  shipmentId: parcel.id,
});
export const parcelOrder = ({ parcel, emailsBy }: Item): ParcelOrder =>
  orderOf(parcel.key, parcel.id, parcel.content, emailsBy);

const EMAILS_BY: Readonly<Record<string, ParcelOrder['emailsBy']>> = {
  Shipsheet: 'Shipsheet',
  partner: 'partner',
  nobody: 'nobody',
};

/** Open requests by id, with their parcels. Those that are settled are left out. */
export async function loadItems(db: Kysely<Database>, ids: readonly string[]): Promise<Item[]> {
  const requests = await db
    .selectFrom('requests')
    .selectAll()
    .where('id', '=', sql<string>`any(${[...ids]}::text[])`)
    .where('state', 'in', ['waiting', 'sending', 'unknown'])
    .execute();
  if (requests.length === 0) return [];
  const { rows: parcels } = await sql<Parcel & { request_id: string; emails_by: string | null }>`
    select parcels.*, requests.id as request_id, channels.emails_by
    from requests
    join parcels on parcels.campaign_id = requests.campaign_id and parcels.id = requests.parcel_id
    left join channels on channels.campaign_id = parcels.campaign_id and channels.name = parcels.channel
    where requests.id = any(${requests.map(({ id }) => id)}::text[])`.execute(db);
  const byRequest = new Map(parcels.map((row) => [row.request_id, row]));
  return requests.flatMap((request) => {
    const row = byRequest.get(request.id);
    if (row === undefined) return [];
    const { request_id: _id, emails_by, ...parcel } = row;
    // A channel that the sheet dropped since: nobody is mailed twice.
    return [{ request, parcel, emailsBy: EMAILS_BY[emails_by ?? ''] ?? 'nobody' }];
  });
}

/**
 * Marks requests as being sent, committed before the partner is called. Answers those that are ours: another process may
 * have taken one up, or the sheet may have changed it, since it was loaded.
 */
export async function claim(db: Kysely<Database>, items: readonly Item[], now: Date): Promise<Item[]> {
  if (items.length === 0) return [];
  const seen = items.map(({ request }) => ({ id: request.id, at: request.changed_at, state: request.state }));
  const { rows } = await sql<{ id: string }>`
    with ours as (
      select requests.id from requests
      join jsonb_to_recordset(${JSON.stringify(seen)}::jsonb) as t(id text, at timestamptz, state text)
        on requests.id = t.id and requests.state = t.state
        and date_trunc('milliseconds', requests.changed_at) = t.at
      order by requests.id for update of requests
    )
    update requests set state = 'sending', changed_at = ${now} from ours where requests.id = ours.id
    returning requests.id`.execute(db);
  const won = new Set(rows.map(({ id }) => id));
  return items.flatMap((item) =>
    won.has(item.request.id)
      ? [{ ...item, request: { ...item.request, state: 'sending' as const, changed_at: now } }]
      : [],
  );
}
