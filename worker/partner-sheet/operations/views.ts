/** Partners' sheets as the panel shows them. */
import { type Kysely, type Selectable, sql } from 'kysely';
import { OUR_COLUMNS } from '../../../shared/partner-sheet/columns.ts';
import { headerWord } from '../../../shared/partner-sheet/headers.ts';
import type { PartnerSheetView } from '../../../shared/sync/wire.ts';
import { cellTime } from '../../parcel/time.ts';
import type { ConnectionTable, Database } from '../../store/tables.ts';
import { SEALED } from '../../store/vault.ts';
import { isCopy } from '../strays.ts';
import type { PartnerSheet, SheetServices } from './access.ts';
import { lookAtPeople } from './people.ts';

/** Rows that wait for the creator, of one sheet in one answer. */
const MOST_ASKS = 100;

type Rows = PartnerSheetView['rows'];
type Ask = PartnerSheetView['asks'][number];
type Connection = Pick<Selectable<ConnectionTable>, 'id' | 'name' | 'last_error'>;

export const packingUrl = (publicUrl: string, secret: string): string => `${publicUrl}/packing/${secret}`;

/** One sheet, with its people as Drive says now. */
export async function viewOf(services: SheetServices, sheet: PartnerSheet): Promise<PartnerSheetView> {
  const { db, vault, publicUrl } = services;
  const [opening, rows, asks, connection] = await Promise.all([
    lookAtPeople(services, sheet),
    countsOf(db, sheet),
    asksOf(db, sheet),
    connectionOf(db, sheet.connection_id),
  ]);
  const secret = vault.open(sheet.packing_sealed, SEALED.packing(sheet.connection_id));
  return {
    id: sheet.connection_id,
    name: connection.name,
    channel: sheet.channel,
    url: opening.url,
    packingUrl: sheet.ended_at === null ? packingUrl(publicUrl(), secret) : '',
    preset: sheet.preset,
    policy: sheet.policy,
    people: opening.people,
    openTo: opening.openTo,
    peopleProblem: opening.problem,
    rows,
    asks,
    lastRead: cellTime(sheet.read_at),
    lastWritten: cellTime(sheet.written_at),
    lastError: connection.last_error ?? '',
    endedAt: cellTime(sheet.ended_at),
  };
}

const connectionOf = (db: Kysely<Database>, id: string): Promise<Connection> =>
  db
    .selectFrom('connections')
    .select(['id', 'name', 'last_error'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();

/** Sheets in use, and of channels without one the last that ended. By channel. */
export async function sheetsOf(db: Kysely<Database>, campaignId: string): Promise<PartnerSheet[]> {
  const rows = await db
    .selectFrom('partner_sheets')
    .selectAll()
    .where('campaign_id', '=', campaignId)
    .orderBy('channel')
    .orderBy(sql`ended_at desc nulls first`)
    .execute();
  return rows.filter((row, i) => row.ended_at === null || rows[i - 1]?.channel !== row.channel);
}

/**
 * What stands in the sheet, by the states of its lines (worker/partner-sheet/lines.ts). Each row looks its parcel and
 * packages up by their keys: a join of so many new rows is planned badly before the database has counted them.
 */
async function countsOf(db: Kysely<Database>, { connection_id, campaign_id }: PartnerSheet): Promise<Rows> {
  const { rows } = await sql<Rows>`
    with found as materialized (
      select r.change <> '' as changed, r.refusal is not null as refused,
        (select case when p.connection_id = r.connection_id then p.state end from parcels p
          where p.campaign_id = ${campaign_id} and p.id = r.parcel_id) as state,
        exists (select from packages k where k.campaign_id = ${campaign_id} and k.parcel_id = r.parcel_id
          and k.voided_at is null and k.number <> '') as numbered
      from partner_rows r
      where r.connection_id = ${connection_id} and r.shown_hash <> ''
    ), standing as materialized (
      select *, state = 'cancel asked' and not numbered as stopping,
        state <> 'cancelled' and not (state = 'cancel asked' and not numbered) as live
      from found
    )
    select count(*) as total,
      count(*) filter (where live and not changed and not refused and not numbered) as fresh,
      count(*) filter (where live and changed) as changed,
      count(*) filter (where stopping) as cancelling,
      count(*) filter (where live and not numbered) as "withoutNumber",
      count(*) filter (where live and not changed and refused) as problems
    from standing`.execute(db);
  return rows[0] ?? { total: 0, fresh: 0, changed: 0, cancelling: 0, withoutNumber: 0, problems: 0 };
}

/** A cell holds 50,000 characters: a partner could fill the panel with which the creator ends the sheet. */
const MOST_TOLD = 300;
const brief = (text: string): string =>
  text.length <= MOST_TOLD ? text : `${text.slice(0, MOST_TOLD).replace(/[\ud800-\udbff]$/, '')}…`;

async function asksOf(db: Kysely<Database>, sheet: PartnerSheet): Promise<Ask[]> {
  if (sheet.ended_at !== null) return [];
  const rows = await db
    .selectFrom('partner_rows')
    .select(['parcel_id', 'refusal', 'answer', 'edits'])
    .where('connection_id', '=', sheet.connection_id)
    .where(sql<boolean>`((refusal ->> 'decide')::boolean and answer = '' or edits <> '{}')`)
    .orderBy('parcel_id')
    .limit(MOST_ASKS)
    .execute();
  const asks = rows.flatMap(({ parcel_id: shipmentId, refusal, answer, edits }): Ask[] => {
    const typed = OUR_COLUMNS.flatMap((column) => {
      const text = edits[column];
      return text === undefined ? [] : [`${headerWord(column, 'en')}: ${brief(text) || '(blank)'}`];
    });
    return [
      ...(refusal?.decide && answer === ''
        ? [
            {
              shipmentId,
              line: 0,
              kind: 'decide' as const,
              code: refusal.code,
              detail: brief(refusal.detail),
            },
          ]
        : []),
      ...(typed.length > 0
        ? [{ shipmentId, line: 0, kind: 'edit' as const, code: 'partner.edit', detail: typed.join('; ') }]
        : []),
    ];
  });
  const strays = sheet.strays.map(
    ({ line, id, code }): Ask => ({ shipmentId: '', line, kind: 'stray', code, detail: id }),
  );
  const tabs = sheet.strays.filter(isCopy).length;
  // Tabs stand first there: many rows must not hide them.
  return [...strays.slice(0, tabs), ...asks, ...strays.slice(tabs)].slice(0, MOST_ASKS);
}
