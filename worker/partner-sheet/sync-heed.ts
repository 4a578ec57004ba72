/** Takes back what a partner typed: what the cells say, then what the Import Tracking plan says of it. */

import { cellTime } from '../parcel/time.ts';
import { SheetsProblem } from '../sheets/problem.ts';
import { campaignTime } from '../sheets/time.ts';
import type { PartnerRead } from './contract.ts';
import { type Heard, hear } from './intake.ts';
import { newsOf, planned } from './intake-news.ts';
import { numbersOf, type PlanRow, planRows, trackingFile } from './intake-plan.ts';
import { cellsOf } from './lines.ts';
import type { LoadedSheet, PartnerRow, SheetParcel } from './load.ts';
import { readCampaign } from './load-campaign.ts';
import type { SheetServices } from './operations/access.ts';
import { type Heeded, recordHeard } from './record.ts';
import { saysOther } from './record-attention.ts';
import { goneWaiting } from './waiting.ts';

/** Why nothing of what must be planned was planned; its rows are heard again the next time. */
export type Unplanned = SheetsProblem | null;

/** Answers the parcels as they are afterwards. */
export async function heed(
  services: SheetServices,
  loaded: LoadedSheet,
  parcels: ReadonlyMap<string, SheetParcel>,
  read: PartnerRead,
  /** Also at what only the creator's sheet could have mended: that takes some requests. */
  lookAgain: boolean,
): Promise<{ readonly parcels: Map<string, SheetParcel>; readonly unplanned: Unplanned }> {
  const { db } = services;
  const { sheet } = loaded;
  const channel = await db
    .selectFrom('channels')
    .select('shipped_when')
    .where('campaign_id', '=', sheet.campaign_id)
    .where('name', '=', sheet.channel)
    .executeTakeFirst();
  const reports = channel?.shipped_when === 'partner reports it';
  const rows = [...read.entries, ...goneWaiting(parcels, read)].flatMap((entry): Heard[] => {
    const parcel = parcels.get(entry.id);
    if (parcel === undefined) return [];
    return [hear(parcel, entry, { gone: read.gone, cells: () => cellsOf(parcel, sheet.preset), reports })];
  });
  const all = lookAgain || rows.some(({ plan, again }) => plan !== null && !again);
  const heard = all ? rows : rows.map((one) => (one.again ? { ...one, plan: null } : one));
  const { results, unplanned } = await planHeard(services, loaded, heard);
  const after = new Map(parcels);
  const heeded: Heeded[] = [];
  for (const one of heard) {
    const { parcel } = one;
    const plan = results.get(parcel.id);
    if (one.plan !== null && plan === undefined) continue;
    const row = plan === undefined ? one.row : planned(one, plan);
    const news = plan === undefined ? null : newsOf(one, plan);
    const attention = saysOther(parcel, row);
    if (news === null && !attention && isSame(parcel.row, row)) continue;
    heeded.push({ id: parcel.id, before: parcel.row, row, news, attention });
    const told = news?.packages ?? [];
    const gone = new Set(told.filter(({ voided }) => voided).map(({ id }) => id));
    after.set(parcel.id, {
      ...parcel,
      row,
      packages: [
        ...parcel.packages.map((known) =>
          gone.has(known.external_id) ? { ...known, voided_at: services.clock() } : known,
        ),
        ...told.flatMap(({ id, number, carrier, voided }) =>
          voided ? [] : [{ n: -1, external_id: id, number, carrier, shipped_at: null, voided_at: null }],
        ),
      ],
    });
  }
  await recordHeard(services, loaded, heeded);
  return { parcels: after, unplanned };
}

/** The plan of the rows that must be planned, and with them of those whose refusal may have been mended. */
async function planHeard(
  services: SheetServices,
  { sheet }: LoadedSheet,
  heard: readonly Heard[],
): Promise<{ readonly results: ReturnType<typeof planRows>; readonly unplanned: Unplanned }> {
  const none = { results: new Map(), unplanned: null };
  const rows = heard.flatMap(({ plan }): PlanRow[] => (plan === null ? [] : [plan]));
  if (rows.length === 0) return none;
  const file = trackingFile(rows);
  const now = services.clock();
  try {
    const tables = await readCampaign(
      services.files.worker.sheets,
      sheet.campaign_id,
      ordersOf(heard),
      numbersOf(file),
      ahead(heard, now),
      now.getTime(),
    );
    const setting = {
      tables,
      now: campaignTime(now.getTime()),
      furtherBox: sheet.policy.secondNumber === 'further box',
    };
    return { results: planRows(rows, file, setting), unplanned: null };
  } catch (problem) {
    if (!(problem instanceof SheetsProblem)) throw problem;
    return { results: new Map(), unplanned: problem };
  }
}

/** Those of all shipments of a box: what has its number must be of one parcel. */
const ordersOf = (heard: readonly Heard[]): Set<string> =>
  new Set(
    heard.flatMap(({ plan, parcel }) =>
      plan === null ? [] : parcel.content.shipments.map(({ orderId }) => orderId),
    ),
  );

/** What the worker knows of shipments and has not written into the creator's sheet yet: the plan sees it as if it stood there. */
function ahead(heard: readonly Heard[], now: Date): Map<string, Record<string, string>> {
  const cells = new Map<string, Record<string, string>>();
  for (const { plan, parcel } of heard) {
    if (plan === null || parcel.projected) continue;
    const live = parcel.packages.filter(({ voided_at }) => voided_at === null);
    const lead = live.find(({ n }) => n === 0);
    const known: Record<string, string> = {
      'Pushed at': cellTime(now),
      'Shipped at': cellTime(lead?.shipped_at ?? null),
      ...(parcel.packages.length > 0 && {
        'Tracking number': lead?.number ?? '',
        Carrier: lead?.carrier ?? '',
      }),
    };
    for (const { id } of parcel.content.shipments) cells.set(id, known);
  }
  return cells;
}

/** Of what a reading can change. */
function isSame(before: PartnerRow | null, after: PartnerRow): boolean {
  if (before === null) {
    const { said, refusal, edits } = after;
    return Object.keys(said).length === 0 && refusal === null && Object.keys(edits).length === 0;
  }
  const key = ({ seen_hash, said, taken, refusal, answer, edits }: PartnerRow): string =>
    JSON.stringify([
      seen_hash,
      answer,
      refusal && [refusal.column, refusal.code, refusal.detail, refusal.decide],
      sorted(said),
      sorted(taken),
      sorted(edits),
    ]);
  return key(before) === key(after);
}

/** JSON of the store sorts its keys. */
const sorted = (cells: Readonly<Record<string, string>>): [string, string][] =>
  Object.entries(cells).sort(([a], [b]) => (a < b ? -1 : 1));
