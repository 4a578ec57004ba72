/**
 * Import Tracking: what a warehouse's file says has left. Subjects are the rows of the file; a row ends as changed,
 * already known, left alone or to be decided, and a blank or damaged number never makes anything shipped.
 */
import * as z from 'zod/mini';
import { accounts } from '../order/accounts.ts';
import type { Campaign } from '../order/campaign.ts';
import { firstRefusal, frozen, hasPhysical, notCancelled, type Refusal } from '../order/guards.ts';
import { type PlanBuilder, planBuilder } from '../plan/builder.ts';
import { isReasonCode, type ReasonCode } from '../plan/reasons.ts';
import { ALREADY, CHANGE, LEFT, type Options, type Plan } from '../plan/types.ts';
import { ADDRESS_COLUMNS } from '../shipment/ship-to.ts';
import { textColumn } from '../tabs/table.ts';
import { numberFault } from '../tracking/plain-number.ts';
import {
  answerTo,
  counted,
  type IntentAction,
  isChecked,
  isWhole,
  NOTHING_SENT,
  type PlanContext,
  textOption,
} from './action.ts';
import { actionInfo } from './info.ts';
import { NEW_SHIPMENT, SHIP_TO_COLUMNS } from './shipments.ts';
import { orderParcels, type Parcels } from './tracking-parcels.ts';

const code = z.custom<ReasonCode>(isReasonCode);

const intentShape = z.object({
  /** Index of the file and line in it, from 1: how a person finds the row. */
  file: z.number(),
  line: z.number(),
  orderId: z.string(),
  /** Named by the row; "" when it names only the order. */
  shipmentId: z.string(),
  /** Cleaned; "" when the row has none. */
  number: z.string(),
  carrier: z.string(),
  url: z.string(),
  /** `2026-03-01` or a time; "" for the moment of the import. */
  shippedAt: z.string(),
  /** What this parcel holds; null when the file does not say. Fewer than none would grow what it is taken from. */
  units: z.nullable(z.array(z.object({ sku: z.string(), quantity: z.custom<number>(isWhole) }))),
  /** Other orders that have the same number, in the files or on the sheet. */
  sameNumber: z.array(z.string()),
  /** Other numbers that the files have for the same order: a parcel with one of them has not got a wrong number. */
  otherNumbers: z.array(z.string()),
  /** Decided already by the file alone (no number, damaged, no such order ...). */
  verdict: z.nullable(z.object({ outcome: z.enum(['already', 'left', 'decide']), code, detail: z.string() })),
  /** A remark on a row that goes on (a zero may be lost ...). */
  remark: z.nullable(z.object({ code, detail: z.string() })),
  /** 0, or the place of a further number in the same cell: a person accepted it as a parcel of its own. */
  nth: z.number(),
  /** A person accepted that this row ships without a number. */
  untracked: z.boolean(),
  /** The file's own word that only a label was made so far ("label created"); "" when it says no such thing. */
  labelOnly: z.string(),
});
export type TrackingIntent = z.infer<typeof intentShape>;

export interface TrackingOptions {
  /** The channel that the file is from; "" for any. */
  readonly channel: string;
  readonly shipWithoutTracking: boolean;
  /** Narrows shipWithoutTracking to rows of this carrier (untracked letters); "" for all rows. */
  readonly withoutCarrier: string;
  /** A second number of an order without quantities: yes is a further box; null is not answered. */
  readonly extraBox: 'yes' | 'no' | null;
  readonly otherNumber: 'keep' | 'add' | 'replace' | null;
  /** Record parcels of orders that are not ready. */
  readonly anyway: boolean;
}

/** The panel's options. Answers to the preview's questions come under `answers`. */
function trackingOptions(options: Options): TrackingOptions {
  const extraBox = answerTo(options, 'extraBox');
  const otherNumber = answerTo(options, 'otherNumber');
  return {
    channel: textOption(options, 'channel'),
    shipWithoutTracking: isChecked(options, 'shipWithoutTracking'),
    withoutCarrier: textOption(options, 'withoutCarrier'),
    extraBox: extraBox === 'yes' || extraBox === 'no' ? extraBox : null,
    otherNumber:
      otherNumber === 'keep' || otherNumber === 'add' || otherNumber === 'replace' ? otherNumber : null,
    anyway: isChecked(options, 'anyway'),
  };
}

/** `line 12`, `file 2, line 12` from the second file on, `line 12, number 2` for a further number of a cell. */
export const keyOf = (intent: Pick<TrackingIntent, 'file' | 'line' | 'nth'>): string =>
  `${intent.file === 0 ? '' : `file ${intent.file + 1}, `}line ${intent.line}${
    intent.nth === 0 ? '' : `, number ${intent.nth + 1}`
  }`;

export const importTracking: IntentAction<TrackingIntent> = {
  info: actionInfo('import-tracking'),
  words: { button: 'Import', done: 'Imported', noun: 'tracking row', sends: NOTHING_SENT },
  reads: () => ({
    Orders: [...SHIP_TO_COLUMNS, 'Backer number', 'Backer UID', 'Email', 'Ordered at'],
    Shipments: ['Tracking URL', 'Ship to', 'Batch'],
    Channels: ['Channel', 'SKUs', 'Method', 'Countries', 'Priority', 'Counts as shipped when'],
  }),
  parse: (raw) => z.parse(z.array(intentShape), raw),
  keys: (intents) =>
    [...new Set(intents.flatMap((intent) => [intent.orderId, ...intent.sameNumber]))].filter(
      (id) => id !== '',
    ),
  plan: planTracking,
};

function planTracking({ campaign, now, options }: PlanContext, intents: readonly TrackingIntent[]): Plan {
  const asked = trackingOptions(options);
  const order = intents.map((intent) => campaign.index.get(intent.orderId) ?? -1);
  const builder = planBuilder(intents.map(keyOf), order);
  const writer = writerOf(builder);
  const parcelsOf = new Map<number, Parcels>();
  let future = 0;
  let early = 0;
  const stored = new Map<string, number>();
  for (const s of surestFirst(intents)) {
    const intent = intents[s];
    if (intent === undefined) continue;
    const i = order[s] ?? -1;
    const refusal = ofFile(intent, asked) ?? ofOrder(campaign, i, intent);
    if (refusal !== null) {
      say(builder, s, refusal);
      continue;
    }
    let parcels = parcelsOf.get(i);
    if (parcels === undefined) {
      parcels = orderParcels(campaign, i, asked);
      parcelsOf.set(i, parcels);
    }
    const decision = parcels.known(intent) ?? ofNumber(campaign, i, intent) ?? parcels.take(s, intent);
    const { outcome, code, detail } = decision;
    if (outcome === 'change') {
      const remark = code === null ? intent.remark : { code, detail };
      builder.change(s, remark?.code ?? null, remark?.detail ?? '');
      if (intent.shippedAt.slice(0, 10) > now.slice(0, 10)) future++;
      if (intent.shippedAt !== '' && intent.shippedAt.slice(0, 10) < orderedOn(campaign, i)) early++;
      if (code === 'tracking.stored') stored.set(detail, (stored.get(detail) ?? 0) + 1);
    } else say(builder, s, { outcome, code: code ?? 'already.done', detail });
  }
  together(builder, intents);
  for (const [i, parcels] of parcelsOf) parcels.write(writer, campaign, i, now);
  for (const [why, count] of stored)
    builder.notice('info', `${counted(count, 'number')} stored without marking anything shipped: ${why}.`);
  if (future > 0) builder.notice('warning', `${counted(future, 'ship date')} in the file: later than today.`);
  if (early > 0)
    builder.notice('warning', `${counted(early, 'ship date')} in the file: before the day of the order.`);
  questions(builder, intents.length, asked);
  return builder.build();
}

/**
 * Rows that say most come first: those that name their shipment, then those that state their items. What says neither
 * gets what is left, and the order of the rows decides nothing that the file has said.
 */
function surestFirst(intents: readonly TrackingIntent[]): number[] {
  const rank = ({ shipmentId, units }: TrackingIntent): number =>
    (shipmentId === '' ? 2 : 0) + (units === null ? 1 : 0);
  const byRank: number[][] = [[], [], [], []];
  for (const [s, intent] of intents.entries()) byRank[rank(intent)]?.push(s);
  return byRank.flat();
}

/** The day of the order, `2026-03-01`; "" where it is not known in this form. */
const orderedOn = (campaign: Campaign, i: number): string =>
  /^\d{4}-\d\d-\d\d/.exec(campaign.col('Ordered at')[i] ?? '')?.[0] ?? '';

type Verdict = NonNullable<TrackingIntent['verdict']>;

function say(builder: PlanBuilder, s: number, verdict: Verdict): void {
  if (verdict.outcome === 'already') builder.already(s, verdict.code, verdict.detail);
  else if (verdict.outcome === 'left') builder.left(s, verdict);
  else builder.decide(s, verdict);
}

/**
 * What the file alone decides; a row without a number goes on only when shipping without tracking is chosen. Whatever
 * the sender of the intent says, a text that is no number is looked at once more here: it would be stored for good.
 */
function ofFile(intent: TrackingIntent, options: TrackingOptions): Verdict | null {
  const { verdict, carrier, number, untracked } = intent;
  const fault = numberFault(number);
  if (fault !== null && fault !== 'tracking.blank' && verdict === null)
    return { outcome: 'left', code: fault, detail: number };
  if (verdict !== null && verdict.code !== 'tracking.blank') return verdict;
  if (fault === null) return verdict;
  const chosen =
    options.shipWithoutTracking && (options.withoutCarrier === '' || options.withoutCarrier === carrier);
  return chosen || untracked ? null : (verdict ?? { outcome: 'decide', code: 'tracking.blank', detail: '' });
}

/** A number that is new to the order: whose else it is, and whether its carrier is known. */
function ofNumber(campaign: Campaign, i: number, intent: TrackingIntent): Verdict | null {
  if (intent.number === '') return null;
  if (!sameParcel(campaign, i, intent.sameNumber)) {
    const detail = `${intent.number} (${[intent.orderId, ...intent.sameNumber].join(', ')})`;
    return { outcome: 'decide', code: 'tracking.same-number', detail };
  }
  return intent.carrier === ''
    ? { outcome: 'decide', code: 'tracking.carrier-unknown', detail: intent.number }
    : null;
}

/** Rows that go with an earlier one of the same parcel end as that one did: their units are in its intent. */
function together(builder: PlanBuilder, intents: readonly TrackingIntent[]): void {
  const { outcome, reason, detail } = builder.build();
  const subjects = new Map(intents.map((intent, s) => [keyOf(intent), s]));
  for (const [s, { verdict }] of intents.entries()) {
    if (verdict?.code !== 'tracking.same-parcel') continue;
    const first = subjects.get(verdict.detail);
    if (first === undefined || outcome[first] === CHANGE || outcome[first] === ALREADY) continue;
    const refusal = { code: reason[first] ?? 'tracking.same-parcel', detail: detail[first] ?? '' };
    if (outcome[first] === LEFT) builder.left(s, refusal);
    else builder.decide(s, refusal);
  }
}

function ofOrder(campaign: Campaign, i: number, intent: TrackingIntent): Verdict | null {
  if (i < 0) return { outcome: 'left', code: 'match.none', detail: intent.orderId };
  const doubt = frozen(campaign, i);
  if (doubt !== null) return { outcome: 'left', ...doubt };
  const account = accounts(campaign, i);
  const gone = firstRefusal([notCancelled], campaign, i, account);
  if (gone !== null) return { outcome: 'decide', ...gone };
  const nothing: Refusal = hasPhysical(campaign, i, account);
  return nothing === null ? null : { outcome: 'left', ...nothing };
}

/** Orders that share a number must share an address, or travel in one Box. */
function sameParcel(campaign: Campaign, i: number, others: readonly string[]): boolean {
  if (others.length === 0) return true;
  const address = (index: number): string =>
    ADDRESS_COLUMNS.map((name) => (campaign.col(name)[index] ?? '').toLowerCase().replace(/\s+/g, ' ')).join(
      '\u0001',
    );
  const boxes = (orderId: string): string[] =>
    campaign
      .shipmentsOf(orderId)
      .flatMap(({ box, status }) => (box === '' || status === 'cancelled' ? [] : box));
  const mine = address(i);
  const myBoxes = new Set(boxes(campaign.col('Order ID')[i] ?? ''));
  return others.every((id) => {
    const other = campaign.index.get(id);
    if (other === undefined) return false;
    if (boxes(id).some((box) => myBoxes.has(box))) return true;
    // Two blank addresses are not the same place.
    return (campaign.col('Address 1')[i] ?? '') !== '' && address(other) === mine;
  });
}

/** How parcels reach the plan: cells of shipments that exist, added shipments, and the order's missing facts. */
export interface ParcelWriter {
  readonly shipment: ReturnType<PlanBuilder['cells']>;
  readonly added: ReturnType<PlanBuilder['rows']>;
  readonly order: ReturnType<PlanBuilder['cells']>;
}

function writerOf(builder: PlanBuilder): ParcelWriter {
  return {
    shipment: builder.cells('Shipments', [
      'Contents',
      'Tracking number',
      'Carrier',
      'Tracking URL',
      'Shipped at',
      'Pushed at',
    ]),
    added: builder.rows('Shipments', NEW_SHIPMENT),
    order: builder.cells('Orders', ['Locked at', 'Locked items', 'Finalized at']),
  };
}

/** Decisions for the whole file are asked once, when a row needs them. */
function questions(builder: PlanBuilder, n: number, options: TrackingOptions): void {
  const plan = builder.build();
  const has = (wanted: ReasonCode): boolean => plan.reason.some((found, s) => s < n && found === wanted);
  if (options.extraBox !== null || has('tracking.extra-box')) {
    builder.question({
      id: 'extraBox',
      text: 'Some orders have a second number without quantities. Are second numbers further boxes?',
      choices: [
        { value: 'yes', label: 'Yes: the first number covers everything, others are further boxes' },
        { value: 'no', label: 'No: leave those rows alone' },
      ],
      answer: options.extraBox,
    });
  }
  if (options.otherNumber !== null || has('tracking.other-number')) {
    builder.question({
      id: 'otherNumber',
      text: 'Some shipments already have another number. What should happen?',
      choices: [
        { value: 'keep', label: 'Keep the number that is there' },
        { value: 'add', label: 'Add the new one as a further parcel' },
        { value: 'replace', label: 'Replace it: the earlier number was wrong' },
      ],
      answer: options.otherNumber,
    });
  }
}

/** Orders by tracking number, of shipments that count: for `sameNumber` of the intents. */
export function ordersByNumber(campaign: Campaign): Map<string, Set<string>> {
  const orders = new Map<string, Set<string>>();
  const numbers = textColumn(campaign.shipmentsTable, 'Tracking number');
  for (const shipment of campaign.shipments) {
    const number = numbers[shipment.index] ?? '';
    if (number === '' || shipment.status === 'cancelled') continue;
    const set = orders.get(number) ?? new Set<string>();
    orders.set(number, set.add(shipment.orderId));
  }
  return orders;
}
