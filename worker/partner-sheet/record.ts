/** Writes what a partner's sheet said, and what stands in it now, into the store. */
import { type Kysely, sql, type Transaction } from 'kysely';
import type { PartnerOrder } from '../connectors/contract.ts';
import { storeOrders } from '../inbox/store.ts';
import { type Finding, type Found, loadItems } from '../outbox/items.ts';
import { record } from '../outbox/record.ts';
import type { AWAITED } from '../outbox/requests.ts';
import type { Services } from '../services.ts';
import type { Database } from '../store/tables.ts';
import type { Answer, Line } from './lines.ts';
import { shownOf } from './lines.ts';
import type { LoadedSheet, PartnerRow } from './load.ts';

/** Parcels of one transaction. */
const CHUNK = 1_000;

/** A row of the partner's sheet after it was read, and what follows from it. */
export interface Heeded {
  readonly id: string;
  readonly before: PartnerRow | null;
  readonly row: PartnerRow;
  /** What its numbers say, in the form in which all partners tell; null for nothing. */
  readonly news: PartnerOrder | null;
  /** What Needs attention says of it is another now. */
  readonly attention: boolean;
}

/** Rows with their news, in whole: a row that was heard is never forgotten, and none is heard twice. */
export async function recordHeard(
  services: Services,
  { connection }: LoadedSheet,
  heeded: readonly Heeded[],
): Promise<void> {
  for (let i = 0; i < heeded.length; i += CHUNK) {
    const part = heeded.slice(i, i + CHUNK);
    const news = part.flatMap((one) => one.news ?? []);
    await storeOrders(services, connection, news, async (trx) => {
      await saveHeard(trx, connection.id, part);
      const ids = part.filter(({ attention }) => attention).map(({ id }) => id);
      if (ids.length === 0) return;
      await sql`
        update parcels set version = version + 1, changed_at = ${services.clock()}
        where campaign_id = ${connection.campaign_id} and id = any(${ids}::text[])`.execute(trx);
      await services.jobs.ensure(
        'project',
        { campaignId: connection.campaign_id },
        { trx, afterMs: services.gatherMs },
      );
    });
  }
}

/** An answer or a look of the creator's that came meanwhile stays: it is for what was there before. */
async function saveHeard(
  trx: Transaction<Database>,
  connectionId: string,
  heeded: readonly Heeded[],
): Promise<void> {
  const rows = heeded.map(({ id, before, row }) => ({
    parcel_id: id,
    seen_hash: row.seen_hash,
    said: row.said,
    taken: row.taken,
    refusal: row.refusal,
    answer: row.answer,
    answer_was: before?.answer ?? '',
    edits: row.edits,
    edits_were: before?.edits ?? {},
  }));
  await sql`
    insert into partner_rows as r (connection_id, parcel_id, seen_hash, said, taken, refusal, answer, edits)
    select ${connectionId}, t.parcel_id, t.seen_hash, t.said, t.taken, nullif(t.refusal, 'null'::jsonb), t.answer, t.edits
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as t(parcel_id text, seen_hash text, said jsonb,
      taken jsonb, refusal jsonb, answer text, edits jsonb)
    on conflict (connection_id, parcel_id) do update set seen_hash = excluded.seen_hash, said = excluded.said,
      taken = excluded.taken, refusal = excluded.refusal`.execute(trx);
  await sql`
    update partner_rows r set
      answer = case when r.answer = t.answer_was then t.answer else r.answer end,
      edits = case when r.wiped_at is not null then '{}' when r.edits = t.edits_were then t.edits else r.edits end
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as t(parcel_id text, answer text, answer_was text, edits jsonb, edits_were jsonb)
    where r.connection_id = ${connectionId} and r.parcel_id = t.parcel_id
      and (r.answer <> t.answer or r.edits <> t.edits)`.execute(trx);
}

/** Marks requests as being done, so that a hand-over leaves their parcels alone meanwhile. Answers those that are ours. */
export async function claimRequests(
  db: Kysely<Database>,
  connectionId: string,
  ids: readonly string[],
  now: Date,
): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const { rows } = await sql<{ id: string }>`
    update requests set state = 'sending', code = '', changed_at = ${now}
    where id = any(${[...ids]}::text[]) and connection_id = ${connectionId}
      and state in ('waiting', 'sending', 'unknown')
    returning id`.execute(db);
  return new Set(rows.map(({ id }) => id));
}

/** Requests that came to nothing this time wait again, or are in doubt. */
export async function releaseRequests(
  db: Kysely<Database>,
  ids: readonly string[],
  code: '' | typeof AWAITED,
  state: 'waiting' | 'unknown' = 'waiting',
): Promise<void> {
  if (ids.length === 0) return;
  await sql`
    update requests set state = ${state}, code = ${code}
    where id = any(${[...ids]}::text[]) and state in ('waiting', 'sending', 'unknown')
      and (state, code) is distinct from (${state}, ${code})`.execute(db);
}

/** What the answer of a sheet is for the outbox; null: it waits. */
const FINDINGS: Readonly<
  Record<Answer, (id: string, kind: 'create' | 'update' | 'cancel') => Finding | null>
> = {
  accepted: (id) => ({ result: 'accepted', externalId: id, orderNumber: '' }),
  done: () => ({ result: 'done' }),
  gone: () => ({ result: 'gone' }),
  shipped: (_, kind) => ({ result: 'refused', code: `partner.${kind}-refused`, reason: 'already shipped' }),
  awaited: () => null,
};

export interface Settling {
  readonly requestId: string;
  readonly parcelId: string;
  readonly answer: Answer;
}

/** Settles requests that were claimed. */
export async function settleAnswers(
  services: Services,
  { connection }: LoadedSheet,
  settling: readonly Settling[],
): Promise<void> {
  for (let i = 0; i < settling.length; i += CHUNK) {
    const part = new Map(settling.slice(i, i + CHUNK).map((one) => [one.requestId, one]));
    const items = await loadItems(services.db, [...part.keys()]);
    const found = items.flatMap((item): Found[] => {
      const one = part.get(item.request.id);
      const finding = one === undefined ? null : FINDINGS[one.answer](one.parcelId, item.request.kind);
      return finding === null ? [] : [{ item, finding }];
    });
    await record(services, connection.campaign_id, found);
  }
}

export interface Stands {
  readonly line: Line;
  readonly row: PartnerRow | null;
  /** The change was noticed, or there is none: what was before is no one's business any more. */
  readonly over: boolean;
}

/** Notes what stands in the sheet: only rows where that is another than before. */
export async function recordStanding(
  db: Kysely<Database>,
  connectionId: string,
  stands: readonly Stands[],
): Promise<void> {
  const rows = stands.flatMap(({ line, row, over }) => {
    if (line.wanted === null) return [];
    const shown = shownOf(line.wanted.cells);
    const change = line.wanted.cells.change ?? '';
    const untick = line.wanted.untick === true;
    const same =
      row !== null &&
      row.shown_hash === line.standing &&
      row.change === change &&
      !untick &&
      !(over && Object.keys(row.before).length > 0) &&
      sameCells(row.shown, shown);
    return same ? [] : [{ parcel_id: line.id, shown, shown_hash: line.standing, change, untick, over }];
  });
  for (let i = 0; i < rows.length; i += CHUNK * 5) {
    await sql`
      insert into partner_rows as r (connection_id, parcel_id, shown, shown_hash, change)
      select ${connectionId}, t.parcel_id, t.shown, t.shown_hash, t.change
      from jsonb_to_recordset(${JSON.stringify(rows.slice(i, i + CHUNK * 5))}::jsonb)
        as t(parcel_id text, shown jsonb, shown_hash text, change text)
      on conflict (connection_id, parcel_id) do update set shown = excluded.shown,
        shown_hash = excluded.shown_hash, change = excluded.change`.execute(db);
  }
  const ids = (wanted: (one: (typeof rows)[number]) => boolean): string[] =>
    rows.filter(wanted).map(({ parcel_id }) => parcel_id);
  await setRows(
    db,
    connectionId,
    ids(({ over }) => over),
    sql`before = '{}'`,
  );
  await setRows(
    db,
    connectionId,
    ids(({ untick }) => untick),
    sql`said = said - 'seen'`,
  );
}

async function setRows(
  db: Kysely<Database>,
  connectionId: string,
  ids: readonly string[],
  change: ReturnType<typeof sql>,
): Promise<void> {
  if (ids.length === 0) return;
  await sql`update partner_rows set ${change}
    where connection_id = ${connectionId} and parcel_id = any(${[...ids]}::text[])`.execute(db);
}

function sameCells(a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): boolean {
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => a[key] === b[key]);
}
