/** Rows of a partner's sheet for its packing page, from the store. */
import { createHash } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { RowState } from '../../shared/partner-sheet/row.ts';
import { REMOVED } from '../../shared/partner-sheet/words.ts';
import { partnerParcel } from '../partner-sheet/lines-parcel.ts';
import type { Database, ParcelContent, ParcelState, PartnerSheetTable } from '../store/tables.ts';
import { type PackingRow, packingRow } from './rows.ts';

export type PackingSheet = Pick<PartnerSheetTable, 'connection_id' | 'campaign_id' | 'channel'> & {
  readonly preset: import('../../shared/partner-sheet/preset.ts').PartnerPreset;
};

/** Contents that are held at once; what is kept of a parcel is a tenth of it. */
const CHUNK = 2_000;

/** The sheet whose packing page has this secret; null for none, for one that has ended, and while its campaign is connected no more. */
export async function sheetBySecret(db: Kysely<Database>, secret: string): Promise<PackingSheet | null> {
  const hash = createHash('sha256').update(secret).digest('hex');
  const sheet = await db
    .selectFrom('partner_sheets')
    .innerJoin('campaigns', 'campaigns.id', 'partner_sheets.campaign_id')
    .select(['connection_id', 'campaign_id', 'channel', 'preset'])
    .where('packing_hash', '=', hash)
    .where('ended_at', 'is', null)
    // Nobody could end it, and no name would leave it when its time is over.
    .where('detached_at', 'is', null)
    .executeTakeFirst();
  return sheet ?? null;
}

interface Stored {
  readonly id: string;
  readonly state: ParcelState;
  readonly content: ParcelContent;
  readonly change: string;
  readonly refused: boolean;
  readonly wiped: boolean;
  readonly number: string;
}

/** Where a row stands, as its line in the sheet says (partner-sheet/lines.ts). A number outweighs a cancellation: it left. */
function stateOf({ state, number, refused, change }: Stored): RowState {
  if (state === 'cancelled') return 'cancelled';
  if (state === 'cancel asked' && number === '') return 'cancelling';
  if (change !== '') return 'changed';
  if (refused) return 'problem';
  return number === '' ? 'new' : 'sent';
}

/** Parcels that stand in the sheet, each reduced to what its preset shows; in no order that means anything. */
export async function rowsOf(db: Kysely<Database>, sheet: PackingSheet): Promise<PackingRow[]> {
  const { preset } = sheet;
  const rows: PackingRow[] = [];
  let after = '';
  for (;;) {
    const stored = await chunkOf(db, sheet, after);
    for (const row of stored) {
      const removed = row.wiped ? REMOVED[preset.language] : null;
      const { number, change } = row;
      rows.push(
        packingRow(
          partnerParcel(row.id, row.content),
          { state: stateOf(row), number, change, removed },
          preset,
        ),
      );
    }
    const last = stored.at(-1);
    if (last === undefined || stored.length < CHUNK) return rows;
    after = last.id;
  }
}

async function chunkOf(
  db: Kysely<Database>,
  { connection_id, campaign_id }: PackingSheet,
  after: string,
): Promise<Stored[]> {
  const { rows } = await sql<Stored>`
    select p.id, p.state, p.content, r.change, r.refusal is not null as refused,
      r.wiped_at is not null as wiped,
      coalesce((
        select k.number from packages k
        where k.campaign_id = p.campaign_id and k.parcel_id = p.id and k.voided_at is null and k.number <> ''
        order by k.n limit 1
      ), '') as number
    from partner_rows r
    join parcels p on p.campaign_id = ${campaign_id} and p.id = r.parcel_id and p.connection_id = r.connection_id
    where r.connection_id = ${connection_id} and r.shown_hash <> '' and r.parcel_id > ${after}
    order by r.parcel_id
    limit ${CHUNK}`.execute(db);
  return rows;
}
