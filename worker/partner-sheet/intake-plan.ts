/** What becomes of numbers that partners typed: rows of their sheet go through the Import Tracking plan. Pure. */
import type { CampaignSettings } from '../../shared/actions/action.ts';
import { importTracking, type TrackingIntent } from '../../shared/actions/import-tracking.ts';
import { matchFiles, trackingIntents } from '../../shared/actions/tracking-intents.ts';
import { numberCellKey, type Table } from '../../shared/csv/table.ts';
import { campaignOf } from '../../shared/order/campaign.ts';
import type { Unit } from '../../shared/order/items.ts';
import type { PartnerColumn } from '../../shared/partner-sheet/columns.ts';
import { CHANGE, DECIDE, LEFT, type Options, type Plan } from '../../shared/plan/types.ts';
import type { Tables } from '../../shared/tabs/table.ts';
import { carrierGroup } from '../../shared/tracking/candidates.ts';
import type { TrackingMapping } from '../../shared/tracking/columns.ts';
import { onlyCarrier } from '../../shared/tracking/detect.ts';
import { type Accepted, rowKey } from '../../shared/tracking/proposals.ts';
import { readTrackingRows, type TrackingFile } from '../../shared/tracking/tracking-file.ts';
import type { PartnerRow } from './load.ts';

/** A row of the sheet that is to be planned. */
export interface PlanRow {
  readonly id: string;
  readonly orderId: string;
  readonly line: number;
  readonly number: { readonly text: string; readonly isNumber: boolean };
  readonly carrier: string;
  readonly shippedAt: string;
  /** What the parcel holds of each SKU; null for all of it. */
  readonly units: readonly Unit[] | null;
  /** The creator has decided that what is typed there counts. */
  readonly take: boolean;
}

export type RowRefusal = NonNullable<PartnerRow['refusal']>;
export interface TakenNumber {
  /** "" for a parcel that ships without one. */
  readonly number: string;
  readonly carrier: string;
  readonly url: string;
  /** `2026-03-01` or a time; "" for now. */
  readonly shippedAt: string;
}
export interface Planned {
  /** Empty where nothing is taken. */
  readonly numbers: readonly TakenNumber[];
  /** The number before was wrong: it is in the place of that one. */
  readonly replaces: boolean;
  /** Why it was not taken, or what of it was not. */
  readonly refusal: RowRefusal | null;
}

/** The number itself, where it is clean; for the look into the creator's sheet. */
export function numbersOf(file: TrackingFile): Set<string> {
  const numbers = new Set<string>();
  for (let i = 0; i < file.count; i++) {
    const { cell } = file.row(i);
    if (cell.kind === 'number') numbers.add(cell.number);
    if (cell.kind === 'several') for (const number of cell.numbers) numbers.add(number);
  }
  return numbers;
}

/** The rows as a tracking file that names its columns: the very thing that a warehouse's file would be. */
export function trackingFile(rows: readonly PlanRow[]): TrackingFile {
  const skus = [...new Set(rows.flatMap(({ units }) => units?.map(({ sku }) => sku) ?? []))].sort();
  const fixed = ['Shipment ID', 'Tracking number', 'Carrier', 'Ship date'];
  const header = [...fixed, ...skus];
  const table: Table = {
    ok: true,
    header,
    headerLine: 0,
    rows: rows.map(({ id, number, carrier, shippedAt, units }) => [
      id,
      number.text,
      carrier,
      shippedAt,
      ...skus.map((sku) => String(units?.find((unit) => unit.sku === sku)?.quantity ?? '')),
    ]),
    lines: rows.map(({ line }) => line),
    count: rows.length,
    ignored: [],
    ignoredCount: 0,
    ragged: [],
    damaged: [],
    numberCells: new Set(rows.flatMap(({ number }, i) => (number.isNumber ? [numberCellKey(i, 1)] : []))),
    source: { kind: 'paste', encoding: '', delimiter: '', sheet: '', sheets: [] },
  };
  const mapping: TrackingMapping = {
    found: { shipmentId: 0, number: 1, carrier: 2, shippedAt: 3 },
    ambiguous: [],
    quantities: skus.map((sku, i) => ({ sku, column: fixed.length + i })),
    unknown: [],
  };
  return readTrackingRows(table, mapping);
}

export interface PlanSetting {
  /** As the creator's sheet has it: see load-campaign.ts. */
  readonly tables: Tables;
  /** `2026-03-01 10:22:31Z`. */
  readonly now: string;
  /** A second number is a further box; otherwise the creator is asked. */
  readonly furtherBox: boolean;
}

/** Reasons that the partner itself puts right: nobody else is asked. */
const PARTNERS: ReadonlySet<string> = new Set(['tracking.carrier-unknown', 'tracking.unreadable']);

const columnOf = (code: string): PartnerColumn =>
  code === 'tracking.carrier-unknown'
    ? 'carrier'
    : code.startsWith('qty.') || code === 'sku.not-in-order'
      ? 'quantity'
      : 'number';

/** What becomes of each row, by Shipment ID. Reasons and matching are those of Import Tracking; nothing is written. */
export function planRows(
  rows: readonly PlanRow[],
  file: TrackingFile,
  { tables, now, furtherBox }: PlanSetting,
): Map<string, Planned> {
  const campaign = campaignOf(tables);
  const settings: CampaignSettings = { prefix: prefixOf(rows), campaignName: '' };
  const accepted = new Map<string, Accepted>();
  for (const { line, take, number } of rows) {
    if (number.text.trim() === '') accepted.set(rowKey(0, line), { untracked: true });
    else if (take || furtherBox) accepted.set(rowKey(0, line), { split: true });
  }
  const several = new Set<number>();
  for (let i = 0; i < file.count; i++)
    if (file.row(i).cell.kind === 'several') several.add(rows[i]?.line ?? 0);
  for (const { line, number } of rows)
    if (number.text.trim() !== '' && !several.has(line)) accepted.delete(rowKey(0, line));
  const intents = trackingIntents([file], campaign, matchFiles([file], campaign, settings, false), {
    useEmail: false,
    carrier: '',
    carriers: carriersOf(file),
    accepted,
  });
  const byLine = new Map(rows.map((row, i) => [row.line, { row, i }]));
  const planned = new Map<string, Planned>();
  for (const take of [false, true]) {
    const mine = intents.filter(({ line }) => byLine.get(line)?.row.take === take);
    if (mine.length === 0) continue;
    const options: Options = {
      answers: { extraBox: take || furtherBox ? 'yes' : '', otherNumber: take ? 'replace' : '' },
    };
    const plan = importTracking.plan({ campaign, tables, now, options, settings }, mine);
    const added = new Set(plan.added.flatMap(({ subject }) => subject));
    for (const [line, subjects] of bySubject(mine)) {
      const found = byLine.get(line);
      if (found === undefined) continue;
      const { row, i } = found;
      planned.set(row.id, outcomeOf(row, file, i, { intents: mine, plan, added, now }, subjects));
    }
  }
  return planned;
}

/** Of several numbers in a cell each says its own carrier, where it fits only one. */
function carriersOf(file: TrackingFile): Map<string, string> {
  const carriers = new Map<string, string>();
  for (let i = 0; i < file.count; i++) {
    const { cell } = file.row(i);
    for (const number of cell.kind === 'several' ? cell.numbers : []) {
      const carrier = onlyCarrier(number);
      if (carrier !== null) carriers.set(carrierGroup(number), carrier);
    }
  }
  return carriers;
}

/** What all ids begin with, for words about ids of other campaigns. */
const prefixOf = (rows: readonly PlanRow[]): string => rows[0]?.orderId.replace(/[-_ ]?\d+$/, '') ?? '';

/** Intents by their line; those that only follow, for the other shipments of a box, say nothing of their own. */
function bySubject(intents: readonly TrackingIntent[]): Map<number, number[]> {
  const lines = new Map<number, number[]>();
  const lead = new Map<number, string>();
  for (const [s, { line, shipmentId }] of intents.entries()) {
    if (!lead.has(line)) lead.set(line, shipmentId);
    if (lead.get(line) !== shipmentId) continue;
    const list = lines.get(line);
    if (list) list.push(s);
    else lines.set(line, [s]);
  }
  return lines;
}

interface PlannedPart {
  readonly intents: readonly TrackingIntent[];
  readonly plan: Plan;
  /** Subjects that made a shipment of their own: further boxes. */
  readonly added: ReadonlySet<number>;
  readonly now: string;
}

const DAY_MS = 86_400_000;
/** A spreadsheet gives a day of December that is typed in January the new year, and people go on writing the old one. */
const MOST_AHEAD = 31;
const MOST_BACK = 300;

function isFar(text: string, now: string): boolean {
  if (text === '') return false;
  const days = (Date.parse(text.slice(0, 10)) - Date.parse(now.slice(0, 10))) / DAY_MS;
  return days > MOST_AHEAD || days < -MOST_BACK;
}

function outcomeOf(
  row: PlanRow,
  file: TrackingFile,
  i: number,
  { intents, plan, added, now }: PlannedPart,
  subjects: readonly number[],
): Planned {
  const refused = subjects.find((s) => plan.outcome[s] === LEFT || plan.outcome[s] === DECIDE);
  if (refused !== undefined) {
    const code = plan.reason[refused] ?? 'tracking.unreadable';
    const decides = plan.outcome[refused] === DECIDE && !PARTNERS.has(code);
    // What the creator wants all the same: a number of a shipment that was cancelled, or of two orders.
    if (!(decides && row.take)) {
      const refusal = { column: columnOf(code), code, detail: plan.detail[refused] ?? '', decide: decides };
      return { numbers: [], replaces: false, refusal };
    }
  }
  const read = file.row(i);
  const lostZero = subjects.find((s) => intents[s]?.remark?.code === 'tracking.zero-lost');
  if (lostZero !== undefined && row.number.isNumber && !row.take) {
    const detail = intents[lostZero]?.remark?.detail ?? '';
    const refusal = { column: 'number' as const, code: 'tracking.zero-lost', detail, decide: true };
    return { numbers: [], replaces: false, refusal };
  }
  const why = read.shippedAt.why || (isFar(read.shippedAt.text, now) ? 'far' : '');
  return {
    numbers: subjects.flatMap((s) => {
      const intent = intents[s];
      if (intent === undefined) return [];
      const { number, carrier, url, shippedAt } = intent;
      return [{ number, carrier, url, shippedAt: why === '' ? shippedAt : '' }];
    }),
    replaces: subjects.some((s) => plan.outcome[s] === CHANGE && !added.has(s)),
    refusal:
      why === '' ? null : { column: 'shippedAt', code: `date.${why}`, detail: row.shippedAt, decide: false },
  };
}
