/** Refusals at the hand-over: nobody was told and the row goes on asking, so a person must be told until it is mended. */
import { type Kysely, sql, type Transaction } from 'kysely';
import { explain, REASONS, type ReasonCode } from '../../shared/plan/reasons.ts';
import { ATTENTION, wordsOf } from '../parcel/attention-words.ts';
import type { WantedAttention } from '../sheets/wanted.ts';
import type { Database } from '../store/tables.ts';

const CODE = 'parcel.not-sent';

/** A parcel that was handed over, by its lead Shipment ID and the order of that. */
export interface HandedParcel {
  readonly id: string;
  readonly orderId: string;
  /** Why its row goes on asking; null where it was taken, or says itself what came of it. */
  readonly refusal: { readonly code: string; readonly detail: string } | null;
}

/** Notes what became of parcels. Answers whether the sheet is to be told of anything. */
export async function noteRefusals(
  trx: Transaction<Database>,
  campaignId: string,
  parcels: readonly HandedParcel[],
): Promise<boolean> {
  const waiting = parcels.flatMap(({ id, orderId, refusal }) =>
    refusal === null ? [] : [{ parcel_id: id, order_id: orderId, ...refusal }],
  );
  const over = parcels.flatMap(({ id, refusal }) => (refusal === null ? [id] : []));
  const { rows } = await sql<{ is_told: boolean }>`
    insert into refusals as r (campaign_id, parcel_id, order_id, code, detail)
    select ${campaignId}, t.parcel_id, t.order_id, t.code, t.detail
    from jsonb_to_recordset(${JSON.stringify(waiting)}::jsonb)
      as t(parcel_id text, order_id text, code text, detail text)
    on conflict (campaign_id, parcel_id) do update set order_id = excluded.order_id, code = excluded.code,
      detail = excluded.detail, is_over = false,
      is_told = r.is_told and not r.is_over and r.code = excluded.code and r.detail = excluded.detail
    returning is_told`.execute(trx);
  const ended = await sql`
    update refusals set is_over = true, is_told = false
    where campaign_id = ${campaignId} and parcel_id = any(${over}::text[]) and not is_over`.execute(trx);
  return rows.some(({ is_told }) => !is_told) || (ended.numAffectedRows ?? 0n) > 0n;
}

/** What Needs attention is to say of refusals, and how to note that it does. */
export interface RefusalNews {
  readonly attention: readonly WantedAttention[];
  told(): Promise<void>;
}

/** Refusals that the sheet was not told of as they stand; blank words for those that are over. */
export async function refusalNews(db: Kysely<Database>, campaignId: string): Promise<RefusalNews> {
  const rows = await db
    .selectFrom('refusals')
    .select(['parcel_id', 'order_id', 'code', 'detail', 'is_over'])
    .where('campaign_id', '=', campaignId)
    .where('is_told', '=', false)
    .orderBy('parcel_id')
    .execute();
  return {
    attention: rows.map(({ parcel_id, order_id, code, detail, is_over }) => {
      const key = `${CODE}/${order_id}/${parcel_id}`;
      if (is_over) return { key, what: '', action: '' };
      const words = isOurs(code) ? explain(code, detail) : { sentence: detail || `${code}.`, next: '' };
      const { what, action } = wordsOf(ATTENTION[CODE], words.sentence);
      return { key, what: `Shipment ${parcel_id}: ${what}`, action: `${words.next} ${action}`.trim() };
    }),
    async told() {
      if (rows.length === 0) return;
      // What changed meanwhile is to be told still.
      await sql`
        update refusals r set is_told = true
        from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
          as t(parcel_id text, code text, detail text, is_over boolean)
        where r.campaign_id = ${campaignId} and r.parcel_id = t.parcel_id and r.code = t.code
          and r.detail = t.detail and r.is_over = t.is_over`.execute(db);
      await db
        .deleteFrom('refusals')
        .where('campaign_id', '=', campaignId)
        .where('is_over', '=', true)
        .where('is_told', '=', true)
        .execute();
    },
  };
}

const isOurs = (code: string): code is ReasonCode => Object.hasOwn(REASONS, code);
