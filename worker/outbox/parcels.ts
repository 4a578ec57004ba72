/** Parcels and their packages, out of the store and into it: whole sets in one statement each. */
import { type Kysely, sql, type Transaction } from 'kysely';
import type { Package, Parcel } from '../parcel/rows.ts';
import type { Database } from '../store/tables.ts';

export const parcelKey = (campaignId: string, id: string): string => `${campaignId}\u0001${id}`;

export interface Loaded {
  readonly parcel: Parcel;
  readonly packages: readonly Package[];
}

/** The packages of these parcels, by `parcelKey`, in their order. */
export async function packagesOf(
  db: Kysely<Database>,
  parcels: readonly Pick<Parcel, 'campaign_id' | 'id'>[],
): Promise<Map<string, Package[]>> {
  const found = new Map<string, Package[]>();
  for (const [campaignId, ids] of byCampaign(parcels)) {
    const rows = await db
      .selectFrom('packages')
      .selectAll()
      .where('campaign_id', '=', campaignId)
      .where('parcel_id', '=', sql<string>`any(${ids}::text[])`)
      .orderBy('n')
      .execute();
    for (const row of rows) {
      const key = parcelKey(row.campaign_id, row.parcel_id);
      const list = found.get(key);
      if (list) list.push(row);
      else found.set(key, [row]);
    }
  }
  return found;
}

function byCampaign(parcels: readonly Pick<Parcel, 'campaign_id' | 'id'>[]): Map<string, string[]> {
  const ids = new Map<string, string[]>();
  for (const { campaign_id, id } of parcels) {
    const list = ids.get(campaign_id);
    if (list) list.push(id);
    else ids.set(campaign_id, [id]);
  }
  return ids;
}

/** Parcels of a campaign by id, held until the transaction ends. In the order of their ids, so that no two wait for each other. */
export async function holdParcels(
  trx: Transaction<Database>,
  campaignId: string,
  ids: readonly string[],
): Promise<Map<string, Loaded>> {
  const parcels = await trx
    .selectFrom('parcels')
    .selectAll()
    .where('campaign_id', '=', campaignId)
    .where('id', '=', sql<string>`any(${[...ids]}::text[])`)
    .orderBy('id')
    .forUpdate()
    .execute();
  return withPackages(trx, parcels);
}

export async function withPackages(
  db: Kysely<Database>,
  parcels: readonly Parcel[],
): Promise<Map<string, Loaded>> {
  const packages = await packagesOf(db, parcels);
  return new Map(
    parcels.map((parcel) => [
      parcel.id,
      { parcel, packages: packages.get(parcelKey(parcel.campaign_id, parcel.id)) ?? [] },
    ]),
  );
}

/** Writes parcels whole, new ones too. They must be held, or be new. */
export async function putParcels(trx: Transaction<Database>, parcels: readonly Parcel[]): Promise<void> {
  if (parcels.length === 0) return;
  await sql`
    insert into parcels (campaign_id, id, connection_id, channel, key, external_id, order_number, content,
      content_hash, confirmed_hash, state, reason, pushed_at, cancelled_at, version, projected_version, projected,
      changed_at, asked)
    select * from jsonb_to_recordset(${JSON.stringify(parcels)}::jsonb) as t(campaign_id text, id text,
      connection_id text, channel text, key text, external_id text, order_number text, content jsonb,
      content_hash text, confirmed_hash text, state text, reason text, pushed_at timestamptz,
      cancelled_at timestamptz, version integer, projected_version integer, projected jsonb, changed_at timestamptz, asked text)
    on conflict (campaign_id, id) do update set connection_id = excluded.connection_id, channel = excluded.channel,
      key = excluded.key, external_id = excluded.external_id, order_number = excluded.order_number,
      content = excluded.content, content_hash = excluded.content_hash, confirmed_hash = excluded.confirmed_hash,
      state = excluded.state, reason = excluded.reason, pushed_at = excluded.pushed_at,
      cancelled_at = excluded.cancelled_at, version = excluded.version, changed_at = excluded.changed_at,
      asked = excluded.asked`.execute(trx);
}

/** Writes what partners say of parcels that are held: neither their content nor what was projected. */
export async function saveParcels(trx: Transaction<Database>, parcels: readonly Parcel[]): Promise<void> {
  if (parcels.length === 0) return;
  const rows = parcels.map(({ content: _content, projected: _projected, ...row }) => row);
  await sql`
    update parcels set external_id = t.external_id, order_number = t.order_number,
      confirmed_hash = t.confirmed_hash, state = t.state, reason = t.reason, pushed_at = t.pushed_at,
      cancelled_at = t.cancelled_at, version = t.version, changed_at = t.changed_at
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as t(campaign_id text, id text, external_id text,
      order_number text, confirmed_hash text, state text, reason text, pushed_at timestamptz,
      cancelled_at timestamptz, version integer, changed_at timestamptz)
    where parcels.campaign_id = t.campaign_id and parcels.id = t.id`.execute(trx);
}

/** Replaces the packages of parcels that are held: their places may change with each other. */
export async function savePackages(trx: Transaction<Database>, loaded: readonly Loaded[]): Promise<void> {
  const known = loaded.filter(({ packages }) => packages.length > 0);
  for (const [campaignId, ids] of byCampaign(known.map(({ parcel }) => parcel))) {
    await trx
      .deleteFrom('packages')
      .where('campaign_id', '=', campaignId)
      .where('parcel_id', '=', sql<string>`any(${ids}::text[])`)
      .execute();
  }
  const rows = known.flatMap(({ packages }) => packages);
  if (rows.length === 0) return;
  await sql`
    insert into packages (campaign_id, parcel_id, n, external_id, number, carrier, url, cost, lines, shipped_at,
      voided_at, tracking_status, scans, delivered_at)
    select campaign_id, parcel_id, n, external_id, number, carrier, url, cost, coalesce(lines, 'null'::jsonb),
      shipped_at, voided_at, tracking_status, scans, delivered_at
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as t(campaign_id text, parcel_id text, n integer,
      external_id text, number text, carrier text, url text, cost text, lines jsonb, shipped_at timestamptz,
      voided_at timestamptz, tracking_status text, scans jsonb, delivered_at timestamptz)`.execute(trx);
}
