/** Between the store and the sheet: what is wanted there, and what came of it. */
import { type Kysely, type Selectable, sql } from 'kysely';
import type { JobOutcome } from '../jobs/jobs.ts';
import { packagesOf, parcelKey } from '../outbox/parcels.ts';
import { refusalNews } from '../outbox/refusals.ts';
import { attentionFor, RAISED, type Trouble } from '../parcel/attention.ts';
import { CONNECTION_ATTENTION, wordsOf } from '../parcel/attention-words.ts';
import { wantedRows } from '../parcel/cells.ts';
import type { Parcel } from '../parcel/rows.ts';
import { cellTime } from '../parcel/time.ts';
import { saidOf } from '../partner-sheet/record-attention.ts';
import { sheetAttention } from '../partner-sheet/sheet-attention.ts';
import type { Services } from '../services.ts';
import { healsByItself } from '../sheets/problem.ts';
import type { Projected, Wanted, WantedAttention, WantedChannel, WantedRow } from '../sheets/wanted.ts';
import { type ConnectionTable, type Database, PARCEL_STATES } from '../store/tables.ts';

/** Writes what is wanted into a spreadsheet: worker/sheets/project.ts. */
export type Project = (campaignId: string, wanted: Wanted) => Promise<Projected>;

/** What is wanted of a campaign at one moment. */
export interface Batch {
  readonly wanted: Wanted;
  /** By parcel: its version at that moment, and the rows that must stand for it to be settled. */
  readonly parcels: ReadonlyMap<string, { readonly version: number; readonly rows: readonly string[] }>;
}

/** Parcels of one projection; the rest comes with the next. */
const MOST_PARCELS = 120_000;
const CHUNK = 5_000;
/** Texts remembered of a cell: the oldest are in no sheet any more. */
const MOST_TEXTS = 12;
/** In these states the row says what came of a request; in others the answer is to come. */
const ANSWERED = PARCEL_STATES.filter(
  (state) => !['taken', 'unknown', 'cancel asked', 'update asked'].includes(state),
);
/** A fault that lasts less is nobody's business (case H15). */
const RED_AFTER_MS = 3_600_000;

/** What the sheet lacks. Before it is answered the texts are noted as ours, so that a crash makes nobody's of them. */
async function wantedOf(services: Services, campaignId: string): Promise<Batch> {
  const { db, clock } = services;
  const rows: WantedRow[] = [];
  const attention: WantedAttention[] = [];
  const parcels = new Map<string, { version: number; rows: string[] }>();
  for (let after = ''; parcels.size < MOST_PARCELS; ) {
    const part = await unsettled(db, campaignId, after);
    const packages = await packagesOf(db, part);
    const troubles = await troublesOf(db, campaignId, part);
    const said = await saidOf(
      db,
      campaignId,
      part.map(({ id }) => id),
    );
    const noted: { id: string; projected: Parcel['projected'] }[] = [];
    for (const parcel of part) {
      const known = packages.get(parcelKey(campaignId, parcel.id)) ?? [];
      const wanted = wantedRows(parcel, known);
      const trouble = troubles.get(parcel.id) ?? null;
      const items = attentionFor(parcel, known, trouble, clock(), said.get(parcel.id));
      rows.push(...wanted);
      attention.push(...items);
      parcels.set(parcel.id, { version: parcel.version, rows: wanted.map(({ id }) => id) });
      const projected = withTexts(parcel, wanted, items);
      if (projected !== null) noted.push({ id: parcel.id, projected });
    }
    await note(db, campaignId, noted);
    const last = part.at(-1);
    if (last === undefined || part.length < CHUNK) break;
    after = last.id;
  }
  const channels = await channelsOf(db, campaignId, clock());
  return {
    wanted: { rows, channels: channels.cells, attention: [...attention, ...channels.attention] },
    parcels,
  };
}

function unsettled(db: Kysely<Database>, campaignId: string, after: string): Promise<Parcel[]> {
  return db
    .selectFrom('parcels')
    .selectAll()
    .where('campaign_id', '=', campaignId)
    .whereRef('version', '>', 'projected_version')
    .where('id', '>', after)
    .orderBy('id')
    .limit(CHUNK)
    .execute();
}

async function troublesOf(
  db: Kysely<Database>,
  campaignId: string,
  parcels: readonly Parcel[],
): Promise<Map<string, Trouble>> {
  const rows = await db
    .selectFrom('requests')
    .select(['parcel_id', 'code', 'message'])
    .where('campaign_id', '=', campaignId)
    .where('state', '=', 'stuck')
    .where('parcel_id', '=', sql<string>`any(${parcels.map(({ id }) => id)}::text[])`)
    .orderBy('created_at')
    .execute();
  return new Map(rows.map(({ parcel_id, code, message }) => [parcel_id, { code, message }]));
}

/** What was written of a parcel, with what is now to be written; null when that is known already. */
function withTexts(
  parcel: Parcel,
  rows: readonly WantedRow[],
  items: readonly WantedAttention[],
): Parcel['projected'] | null {
  const next: Record<string, Record<string, string[]>> = { ...parcel.projected };
  let changed = false;
  const add = (id: string, column: string, text: string): void => {
    const known = next[id]?.[column] ?? [];
    if (known.at(-1) === text || (text === '' && known.length === 0)) return;
    changed = true;
    const texts = [...known.filter((one) => one !== text), text].slice(-MOST_TEXTS);
    next[id] = { ...next[id], [column]: texts };
  };
  for (const { id, cells } of rows) for (const [column, text] of Object.entries(cells)) add(id, column, text);
  const raised = items.filter(({ what }) => what !== '').map(({ key }) => key);
  const before = parcel.projected[parcel.id]?.[RAISED] ?? [];
  if (JSON.stringify(raised) !== JSON.stringify(before)) {
    changed = true;
    // What is over stays until it was resolved in the sheet: `settle` takes it away.
    next[parcel.id] = { ...next[parcel.id], [RAISED]: [...new Set([...before, ...raised])] };
  }
  return changed ? next : null;
}

async function note(
  db: Kysely<Database>,
  campaignId: string,
  noted: readonly { readonly id: string; readonly projected: Parcel['projected'] }[],
): Promise<void> {
  if (noted.length === 0) return;
  await sql`
    update parcels set projected = t.projected
    from jsonb_to_recordset(${JSON.stringify(noted)}::jsonb) as t(id text, projected jsonb)
    where parcels.campaign_id = ${campaignId} and parcels.id = t.id`.execute(db);
}

/** Notes which parcels stand in the sheet as they were wanted; what changed since is wanted still. */
async function settle(
  { db }: Services,
  campaignId: string,
  batch: Batch,
  projected: Projected,
): Promise<{ readonly unsettled: number }> {
  const settled = new Set(projected.settled);
  const raised = new Set(batch.wanted.attention.filter(({ what }) => what !== '').map(({ key }) => key));
  const done: { id: string; version: number }[] = [];
  for (const [id, { version, rows }] of batch.parcels)
    if (rows.every((row) => settled.has(row))) done.push({ id, version });
  for (let i = 0; i < done.length; i += CHUNK) {
    await sql`
      update parcels set projected_version = greatest(projected_version, t.version),
        projected = case when projected -> parcels.id ? ${RAISED} then
          jsonb_set(projected, array[parcels.id, ${RAISED}],
            coalesce((select jsonb_agg(item) from jsonb_array_elements_text(projected -> parcels.id -> ${RAISED})
              as before(item) where item = any(${[...raised]}::text[])), '[]'::jsonb))
          else projected end,
        asked = case when parcels.version = t.version and state = any(${ANSWERED}::text[]) then '' else asked end
      from jsonb_to_recordset(${JSON.stringify(done.slice(i, i + CHUNK))}::jsonb) as t(id text, version integer)
      where parcels.campaign_id = ${campaignId} and parcels.id = t.id`.execute(db);
  }
  return { unsettled: batch.parcels.size - done.length };
}

type Connection = Selectable<ConnectionTable>;

/** Since when a connection does not work, when that is long enough to tell; "" otherwise. */
function redSince(row: Pick<Connection, 'last_error_code' | 'last_error_at'>, now: Date): string {
  const { last_error_code: code, last_error_at: at } = row;
  if (code === null || at === null) return '';
  // A fault of the moment heals by itself, refused credentials never do.
  const passing = code.startsWith('api.') || healsByItself(code);
  const patient = passing && now.getTime() - at.getTime() < RED_AFTER_MS;
  return patient ? '' : cellTime(at);
}

async function channelsOf(
  db: Kysely<Database>,
  campaignId: string,
  now: Date,
): Promise<{ readonly cells: WantedChannel[]; readonly attention: WantedAttention[] }> {
  const connections = await db
    .selectFrom('connections')
    .selectAll()
    .where('campaign_id', '=', campaignId)
    .execute();
  const byId = new Map(connections.map((row) => [row.id, row]));
  const channels = await db
    .selectFrom('channels')
    .select(['name', 'connection_id'])
    .where('campaign_id', '=', campaignId)
    .orderBy('name')
    .execute();
  const cells = channels.flatMap(({ name, connection_id }): WantedChannel[] => {
    const row = byId.get(connection_id);
    return row === undefined ? [] : [{ name, cells: channelCells(row, now) }];
  });
  const ofSheets = await sheetAttention(db, campaignId);
  // One that was removed says nothing of the one that has its name now.
  const live = new Set(connections.flatMap((row) => (row.removed_at === null ? [row.name] : [])));
  const told = connections.filter((row) => row.removed_at === null || !live.has(row.name));
  return {
    cells,
    attention: [...told.flatMap((row) => connectionAttention(row, now)), ...ofSheets],
  };
}

export function channelCells(row: Connection, now: Date): WantedChannel['cells'] {
  const since = redSince(row, now);
  return {
    'Last sync': cellTime(row.last_success_at),
    'Next sync': row.removed_at === null ? cellTime(row.next_sync_at) : '',
    'Last error': since === '' || row.removed_at !== null ? '' : `${since} ${row.last_error ?? ''}`.trim(),
  };
}

function connectionAttention(row: Connection, now: Date): WantedAttention[] {
  const since = row.removed_at === null ? redSince(row, now) : '';
  const holds = since === '' ? null : troubleOf(row.last_error_code ?? '');
  return (['partner.auth', 'partner.away', 'partner.sheet'] as const).map((code) => {
    const key = `${code}/${row.name}/`;
    if (code !== holds) return { key, what: '', action: '' };
    const { what, action } = wordsOf(CONNECTION_ATTENTION[code], since);
    // What is to be done about a file depends on what is wrong with it.
    return { key, what: `${row.name}: ${what}`, action: action || (row.last_error ?? '') };
  });
}

function troubleOf(code: string): 'partner.auth' | 'partner.away' | 'partner.sheet' {
  if (code === 'partner.auth') return code;
  const ofFile = code.startsWith('drive.') || code.startsWith('sheet.');
  return ofFile && !healsByItself(code) ? 'partner.sheet' : 'partner.away';
}

/** One projection of a campaign: what is wanted is written, and what stands is noted. */
export async function projectCampaign(
  services: Services,
  project: Project,
  campaignId: string,
): Promise<JobOutcome> {
  const { db, clock, log } = services;
  const campaign = await db
    .selectFrom('campaigns')
    .select('detached_at')
    .where('id', '=', campaignId)
    .executeTakeFirst();
  if (campaign === undefined || campaign.detached_at !== null) return { outcome: 'done' };
  const started = clock();
  const batch = await wantedOf(services, campaignId);
  const refusals = await refusalNews(db, campaignId);
  const attention = [...batch.wanted.attention, ...refusals.attention];
  const projected = await project(campaignId, { ...batch.wanted, attention });
  const { unsettled } = await settle(services, campaignId, batch, projected);
  if (projected.stopped === null) await refusals.told();
  const numbers = {
    started_at: started,
    ended_at: clock(),
    rows: batch.wanted.rows.length,
    cells: projected.cells,
    calls: projected.calls,
    error: projected.stopped?.code ?? null,
  };
  await db
    .insertInto('projections')
    .values({ campaign_id: campaignId, wanted_at: started, ...numbers })
    .onConflict((conflict) => conflict.column('campaign_id').doUpdateSet(numbers))
    .execute();
  log.info({ ...numbers, started_at: undefined, ended_at: undefined, unsettled }, 'projected');
  if (projected.stopped !== null)
    return { outcome: 'later', ms: Math.max(1_000, projected.stopped.retryAfterMs) };
  // More than one projection takes: the rest at once. Rows that are not there wait for the next minutes.
  return batch.parcels.size >= MOST_PARCELS ? { outcome: 'later', ms: 0 } : { outcome: 'done' };
}
