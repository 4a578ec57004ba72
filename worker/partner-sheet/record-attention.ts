/** What a creator must look at, of what a partner typed into its sheet. Pure but for the reading of rows. */
import { type Kysely, sql } from 'kysely';
import { OUR_COLUMNS } from '../../shared/partner-sheet/columns.ts';
import { headerWord } from '../../shared/partner-sheet/headers.ts';
import { isReasonCode, sentenceOf } from '../../shared/plan/reasons.ts';
import type { AttentionCode } from '../parcel/attention-words.ts';
import type { Database } from '../store/tables.ts';
import type { PartnerRow, SheetParcel } from './load.ts';
import { isOfTheCell } from './waiting.ts';

export type Said = readonly (readonly [code: AttentionCode, detail: string])[];

const NOTHING: Said = [];

/** With what is to be said of each: a decision, what only the creator can mend, edits of our cells, remarks. */
function attentionOf({
  refusal,
  answer,
  edits,
  said,
}: Pick<PartnerRow, 'refusal' | 'answer' | 'edits' | 'said'>): Said {
  const items: [AttentionCode, string][] = [];
  if (refusal !== null && answer === '') {
    const { code, detail, decide } = refusal;
    const sentence = isReasonCode(code) ? sentenceOf(code, detail) : detail;
    if (decide) items.push(['partner.decide', sentence]);
    else if (!isOfTheCell(code)) items.push(['partner.not-taken', sentence]);
  }
  const texts = OUR_COLUMNS.flatMap((column) => {
    const text = edits[column];
    return text === undefined ? [] : [`${headerWord(column, 'en')}: ${text}`];
  });
  if (texts.length > 0) items.push(['partner.edit', texts.join('; ')]);
  if (said.remark !== undefined) items.push(['partner.remark', said.remark]);
  return items.length === 0 ? NOTHING : items;
}

const OWN: ReadonlySet<string> = new Set<AttentionCode>([
  'partner.decide',
  'partner.not-taken',
  'partner.edit',
  'partner.remark',
]);

/** Whether the creator's sheet is to be told something else than it was. */
export function saysOther(parcel: SheetParcel, row: PartnerRow): boolean {
  const now = attentionOf(row);
  const before = parcel.row === null ? NOTHING : attentionOf(parcel.row);
  if (JSON.stringify(now) !== JSON.stringify(before)) return true;
  // Where it is on its way nothing more is to be done.
  if (!parcel.projected) return false;
  const raised = parcel.raised.map((key) => key.split('/')[0] ?? '').filter((code) => OWN.has(code));
  return (
    [...raised].sort().join() !==
    now
      .map(([code]) => code)
      .sort()
      .join()
  );
}

/** What partners typed for these parcels, by parcel; of sheets that have ended too, until their rows are gone. */
export async function saidOf(
  db: Kysely<Database>,
  campaignId: string,
  ids: readonly string[],
): Promise<Map<string, Said>> {
  const rows = await db
    .selectFrom('partner_rows')
    .innerJoin('partner_sheets', 'partner_sheets.connection_id', 'partner_rows.connection_id')
    .select(['parcel_id', 'refusal', 'answer', 'edits', 'said'])
    .where('campaign_id', '=', campaignId)
    .where('parcel_id', '=', sql<string>`any(${[...ids]}::text[])`)
    .orderBy('partner_rows.connection_id')
    .execute();
  const said = new Map<string, Said>();
  for (const { parcel_id, ...row } of rows)
    said.set(parcel_id, [...(said.get(parcel_id) ?? []), ...attentionOf(row)]);
  return said;
}
