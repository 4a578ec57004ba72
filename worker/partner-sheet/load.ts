/** A partner's sheet out of the store: its file, its parcels, and what is asked for them. */
import { type Kysely, type Selectable, sql } from 'kysely';
import { RAISED } from '../parcel/attention.ts';
import type {
  ConnectionTable,
  Database,
  PackageTable,
  ParcelContent,
  ParcelState,
  PartnerRowTable,
  PartnerSheetTable,
  RequestTable,
} from '../store/tables.ts';
import type { KnownRow } from './contract.ts';

export type PartnerSheet = Selectable<PartnerSheetTable>;
export type PartnerRow = Omit<Selectable<PartnerRowTable>, 'connection_id' | 'parcel_id'>;
export type OpenRequest = Pick<Selectable<RequestTable>, 'id' | 'kind' | 'code'>;
export type RowPackage = Pick<
  Selectable<PackageTable>,
  'n' | 'external_id' | 'number' | 'carrier' | 'shipped_at' | 'voided_at'
>;

/** A parcel that the sheet has, or should have. */
export interface SheetParcel {
  readonly id: string;
  readonly key: string;
  /** false: another connection has it now (case K12). */
  readonly here: boolean;
  readonly content: ParcelContent;
  readonly contentHash: string;
  readonly state: ParcelState;
  /** What was written of it is in the creator's sheet too. */
  readonly projected: boolean;
  /** Keys of Needs attention that it raised. */
  readonly raised: readonly string[];
  /** null: it was never written, and nothing was ever typed for it. */
  readonly row: PartnerRow | null;
  /** What is asked for it and not answered, the oldest first. */
  readonly open: readonly OpenRequest[];
  readonly packages: readonly RowPackage[];
}

export interface LoadedSheet {
  readonly connection: Selectable<ConnectionTable>;
  readonly sheet: PartnerSheet;
}

/** null: there is nothing to do (any more): removed, ended, or of a campaign that is connected no more. */
export async function loadSheet(db: Kysely<Database>, connectionId: string): Promise<LoadedSheet | null> {
  const connection = await db
    .selectFrom('connections')
    .innerJoin('campaigns', 'campaigns.id', 'connections.campaign_id')
    .selectAll('connections')
    .where('connections.id', '=', connectionId)
    .where('removed_at', 'is', null)
    .where('detached_at', 'is', null)
    .executeTakeFirst();
  const sheet = await db
    .selectFrom('partner_sheets')
    .selectAll()
    .where('connection_id', '=', connectionId)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return connection === undefined || sheet === undefined ? null : { connection, sheet };
}

const CHUNK = 5_000;

interface ParcelLine {
  readonly id: string;
  readonly key: string;
  readonly here: boolean;
  readonly content: ParcelContent;
  readonly content_hash: string;
  readonly state: ParcelState;
  readonly projected: boolean;
  readonly raised: readonly string[] | null;
  readonly row: (Omit<PartnerRow, 'wiped_at'> & { readonly wiped_at: string | null }) | null;
}

/**
 * The parcels of a connection and those whose rows stand in its sheet, by id, in their order. 50,000 of them are some
 * 150 megabytes and, on a machine with nothing else to do, a few seconds: what the projection remembers of each stays in the
 * store.
 */
export function loadParcels(
  db: Kysely<Database>,
  sheet: Pick<PartnerSheet, 'connection_id' | 'campaign_id'>,
): Promise<Map<string, SheetParcel>> {
  // One moment: a content without the request that brought it would be written as if nothing had changed.
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute((trx) => parcelsOf(trx, sheet));
}

async function parcelsOf(
  db: Kysely<Database>,
  { connection_id, campaign_id }: Pick<PartnerSheet, 'connection_id' | 'campaign_id'>,
): Promise<Map<string, SheetParcel>> {
  const parcels = new Map<string, SheetParcel>();
  const open = await openRequests(db, campaign_id, connection_id);
  for (let after = ''; ; ) {
    const { rows } = await sql<ParcelLine>`
      select p.id, p.key, p.connection_id = ${connection_id} as here, p.content, p.content_hash, p.state,
        p.version = p.projected_version as projected, p.projected -> p.id -> ${RAISED} as raised,
        to_jsonb(r) - 'connection_id' - 'parcel_id' as row
      from parcels p
      left join partner_rows r on r.connection_id = ${connection_id} and r.parcel_id = p.id and r.parcel_id > ${after}
      where p.campaign_id = ${campaign_id} and p.id > ${after}
        and (p.connection_id = ${connection_id} or r.parcel_id is not null)
      order by p.id limit ${CHUNK}`.execute(db);
    const packages = await packagesOf(
      db,
      campaign_id,
      rows.map(({ id }) => id),
    );
    for (const { content_hash, raised, row, ...parcel } of rows) {
      parcels.set(parcel.id, {
        ...parcel,
        contentHash: content_hash,
        raised: raised ?? [],
        row:
          row === null ? null : { ...row, wiped_at: row.wiped_at === null ? null : new Date(row.wiped_at) },
        open: open.get(parcel.id) ?? [],
        packages: packages.get(parcel.id) ?? [],
      });
    }
    const last = rows.at(-1);
    if (last === undefined || rows.length < CHUNK) return parcels;
    after = last.id;
  }
}

/** Sent ones too: nothing is under way at a sheet but by its own job, so they were left by a process that died. */
async function openRequests(
  db: Kysely<Database>,
  campaignId: string,
  connectionId: string,
): Promise<Map<string, OpenRequest[]>> {
  const rows = await db
    .selectFrom('requests')
    .select(['id', 'kind', 'code', 'parcel_id'])
    // The index begins with it.
    .where('campaign_id', '=', campaignId)
    .where('connection_id', '=', connectionId)
    .where('state', 'in', ['waiting', 'sending', 'unknown'])
    .orderBy('created_at')
    .execute();
  return byParcel(rows);
}

async function packagesOf(
  db: Kysely<Database>,
  campaignId: string,
  ids: readonly string[],
): Promise<Map<string, RowPackage[]>> {
  const rows = await db
    .selectFrom('packages')
    .select(['parcel_id', 'n', 'external_id', 'number', 'carrier', 'shipped_at', 'voided_at'])
    .where('campaign_id', '=', campaignId)
    .where('parcel_id', '=', sql<string>`any(${[...ids]}::text[])`)
    .orderBy('n')
    .execute();
  return byParcel(rows);
}

function byParcel<T extends { readonly parcel_id: string }>(rows: readonly T[]): Map<string, T[]> {
  const found = new Map<string, T[]>();
  for (const row of rows) {
    const list = found.get(row.parcel_id);
    if (list) list.push(row);
    else found.set(row.parcel_id, [row]);
  }
  return found;
}

const NOTHING = {} as const satisfies KnownRow['shown'] & KnownRow['taken'];

/** Rows that the worker has written, as it last wrote them, and those that a process may have written before it died. */
export const knownRows = (parcels: Iterable<SheetParcel>): KnownRow[] =>
  [...parcels].flatMap(({ id, row, open }) =>
    row !== null || open.some(({ kind }) => kind === 'create')
      ? [{ id, shown: row?.shown ?? NOTHING, taken: row?.taken ?? NOTHING }]
      : [],
  );
