/** What a partner typed, and what is decided about it without looking at the creator's sheet. Pure. */
import {
  type OurColumn,
  PARCEL_COLUMNS,
  PARTNER_COLUMNS,
  type PartnerColumn,
} from '../../shared/partner-sheet/columns.ts';
import { partnerQuantity } from '../../shared/partner-sheet/quantity.ts';
import { isBlankWord } from '../../shared/tracking/blank-words.ts';
import { classifyNumber } from '../../shared/tracking/number-cell.ts';
import type { Entry } from './contract.ts';
import type { PlanRow, RowRefusal } from './intake-plan.ts';
import { hasNumber } from './lines.ts';
import type { PartnerRow, SheetParcel } from './load.ts';
import { isOfTheCell, PLANNED } from './waiting.ts';

/** Of a parcel whose row was not written yet. */
export const NEW_ROW: PartnerRow = {
  shown: {},
  shown_hash: '',
  seen_hash: '',
  change: '',
  before: {},
  said: {},
  taken: {},
  refusal: null,
  answer: '',
  edits: {},
  wiped_at: null,
};

export interface Heard {
  readonly parcel: SheetParcel;
  /** As it is to be kept, but for what the plan says of it. */
  readonly row: PartnerRow;
  /** null: nothing is to be planned. */
  readonly plan: PlanRow | null;
  /** Nothing was typed since, and what kept it from being taken may be mended in the creator's sheet. */
  readonly again: boolean;
}

export interface HearOptions {
  /** Columns of the partner that are gone: their cells say nothing. */
  readonly gone: readonly PartnerColumn[];
  /** The cells that should stand in the row, by column. */
  readonly cells: () => Readonly<Partial<Record<OurColumn, string>>>;
  /** The channel counts from the partner's report: a day without a number may be one. */
  readonly reports: boolean;
}

const isTicked = (text: string | undefined): boolean => /^(true|wahr|vrai|verdadero|x|1)$/i.test(text ?? '');

/** One row of the partner's sheet. */
export function hear(parcel: SheetParcel, entry: Entry, { gone, cells, reports }: HearOptions): Heard {
  const old = parcel.row ?? NEW_ROW;
  const said = saidOf(entry, old.said, gone);
  const differs = PLANNED.some((column) => (said[column] ?? '') !== (old.said[column] ?? ''));
  // A tick that stood there already was for what stood there then.
  const ticked = isTicked(said.seen) && !isTicked(old.said.seen);
  const row: PartnerRow = {
    ...old,
    said,
    answer: differs ? '' : old.answer,
    ...(ticked && old.shown_hash !== '' && { seen_hash: old.shown_hash }),
    edits: old.wiped_at === null ? editsOf(entry, old.edits, cells) : {},
  };
  const refused = (refusal: RowRefusal | null): Heard => ({
    parcel,
    row: { ...row, refusal: kept(refusal, row) },
    plan: null,
    again: false,
  });
  const local = ofCells(parcel, entry, said, old, reports);
  if (local !== 'plan' && !(local?.code === 'tracking.blank' && row.answer === 'take')) return refused(local);
  const quantity = partnerQuantity(said.quantity ?? '', parcel.content.order.lines);
  if (!quantity.ok) {
    const { code, detail } = quantity;
    return refused({ column: 'quantity', code, detail, decide: false });
  }
  const retyped =
    old.refusal?.code.startsWith('tracking.damaged') === true &&
    classifyNumber(said.number ?? '', entry.typed.number?.isNumber).kind === 'number';
  const open = old.refusal !== null && row.answer !== 'keep';
  const elsewhere = open && !isOfTheCell(old.refusal?.code ?? '');
  const now = differs || retyped || (open && row.answer === 'take');
  const plan: PlanRow = {
    id: parcel.id,
    orderId: parcel.content.shipments[0]?.orderId ?? '',
    line: entry.line,
    number: { text: said.number ?? '', isNumber: entry.typed.number?.isNumber ?? false },
    carrier: said.carrier ?? '',
    shippedAt: said.shippedAt ?? '',
    // Of a box with several shipments nobody says whose units went where: the parcel keeps what was stated.
    units: parcel.content.shipments.length === 1 ? quantity.units : null,
    take: row.answer === 'take',
  };
  return { parcel, row, plan: now || elsewhere ? plan : null, again: !now };
}

/** A cell holds 50,000 characters: a sheet full of them would fill the worker's memory each time it is looked at. */
const MOST_KEPT = 2_000;
/** What is kept of a text. The sign at its end makes of a number that was cut none that could be taken. */
const keptOf = (text: string): string =>
  text.length <= MOST_KEPT ? text : `${text.slice(0, MOST_KEPT).replace(/[\ud800-\udbff]$/, '')}…`;

/** What a row says now, blanks left out. A column that is gone says what it last said. */
function saidOf(
  entry: Entry,
  before: PartnerRow['said'],
  gone: readonly PartnerColumn[],
): PartnerRow['said'] {
  const said: Partial<Record<PartnerColumn, string>> = {};
  for (const column of PARTNER_COLUMNS) {
    const cell = entry.typed[column];
    const text = cell === undefined || gone.includes(column) ? before[column] : keptOf(cell.text.trim());
    if (text === undefined || text === '' || (column === 'seen' && !isTicked(text))) continue;
    said[column] = text;
  }
  return said;
}

/** Edits that wait to be looked at; what is true by now, or was written by a process that died, is none. */
function editsOf(
  { edited }: Entry,
  before: PartnerRow['edits'],
  cells: HearOptions['cells'],
): PartnerRow['edits'] {
  // What a partner changed of them it may have meant for the creator (case K3).
  const some = PARCEL_COLUMNS.some((column) => edited[column] !== undefined || before[column] !== undefined);
  if (!some) return before;
  const should = cells();
  const edits: Partial<Record<OurColumn, string>> = {};
  for (const column of PARCEL_COLUMNS) {
    const text = keptOf(edited[column]?.trim() || (before[column] ?? ''));
    if (text !== '' && text !== keptOf(should[column] ?? '')) edits[column] = text;
  }
  return edits;
}

/** A refusal that the creator has answered with "keep" is asked no more. */
export const kept = (refusal: RowRefusal | null, { answer }: PartnerRow): RowRefusal | null =>
  refusal !== null && answer === 'keep' ? { ...refusal, decide: false } : refusal;

/** What the cells alone decide: a refusal, null for nothing typed, or that the plan must say. */
function ofCells(
  parcel: SheetParcel,
  { typed, differs = [] }: Entry,
  said: PartnerRow['said'],
  { taken }: PartnerRow,
  reports: boolean,
): RowRefusal | null | 'plan' {
  const twice = PLANNED.find((column) => differs.includes(column));
  if (twice !== undefined) return { column: twice, code: 'row.twice', detail: '', decide: false };
  const merged = PLANNED.find((column) => typed[column]?.isMerged === true && said[column] !== undefined);
  if (merged !== undefined) return { column: merged, code: 'cell.merged', detail: '', decide: false };
  const number = said.number ?? '';
  if (number === '' || isBlankWord(number)) {
    // What was taken stays: nothing that has left comes back by a blank cell.
    if (taken.number !== undefined && hasNumber(parcel))
      return { column: 'number', code: 'tracking.removed', detail: taken.number, decide: false };
    if (said.shippedAt === undefined || taken.shippedAt === said.shippedAt) return null;
    return { column: 'number', code: 'tracking.blank', detail: '', decide: reports && parcel.here };
  }
  if (!parcel.here || parcel.state === 'taken')
    return { column: 'number', code: 'shipment.cancelled', detail: parcel.id, decide: !parcel.here };
  return 'plan';
}
