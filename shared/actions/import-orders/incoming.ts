/** Turns a platform's backer records into orders in our own fields. */

import { countryCode } from '../../address/countries.ts';
import { AT } from '../../order/source-check.ts';
import type { ReasonCode } from '../../plan/reasons.ts';
import type { Backer } from '../../source/backer.ts';
import type { CampaignSettings } from '../action.ts';
import { itemsReader, type RewardsMapping } from './items-of.ts';
import { SAYS_ALL, says, without } from './said.ts';
import { isStateWord, paymentOf } from './states.ts';

/** One row of a report in our fields: what travels to the server, so strings and numbers only. */
export interface IncomingOrder {
  /** "" when the row has no usable backer number. */
  readonly orderId: string;
  /** Row number in the file, as a spreadsheet shows it. */
  readonly line: number;
  /** In the order of SOURCE_FIELDS. */
  readonly values: readonly string[];
  /** A bit for each of them that the file says something about; the others are left as they are. */
  readonly said: number;
  readonly backerNumber: string;
  readonly uid: string;
  readonly orderedAt: string;
  /** The recipient's tax id, of new orders. */
  readonly taxId: string;
  /** Any of: `sent` the platform calls it sent; `out` dropped or cancelled there; `no-address` the file holds none for this backer; `no-reward`; `gone` the order is not in the file any more; `complete` the file knows no surveys and its order counts as answered. */
  readonly flags: readonly IncomingFlag[];
  /** The platform's own words: "collected", "collected, Sent". */
  readonly word: string;
  /** Ids of the questions that this row depends on, answered or not. */
  readonly asks: readonly string[];
  /** Why the row cannot be taken. */
  readonly refusal: { readonly code: ReasonCode; readonly detail: string } | null;
}

export const INCOMING_FLAGS = ['sent', 'out', 'no-address', 'no-reward', 'gone', 'complete'] as const;
export type IncomingFlag = (typeof INCOMING_FLAGS)[number];

/** The question of a file that knows no surveys; its answers are "complete" and "wait". */
export const SURVEY_QUESTION = 'survey';

const NO_FLAGS: readonly IncomingFlag[] = [];
const NO_ASKS: readonly string[] = [];

/** The Order ID of a backer: `LH-1042`; the hyphen may stand in the setting already. Without a prefix the number alone. */
function orderIdOf(prefix: string, backerNumber: string): string {
  return prefix === '' || prefix.endsWith('-') ? prefix + backerNumber : `${prefix}-${backerNumber}`;
}

/** All orders of a report. Two rows with one backer number: the second is a repeat, or a contradiction of the first. */
export function incomingOrders(
  backers: Iterable<Backer>,
  mapping: RewardsMapping,
  settings: Pick<CampaignSettings, 'prefix'>,
  answers: Readonly<Record<string, string>> = {},
): IncomingOrder[] {
  const read = incomingReader(mapping, settings, answers);
  const orders: IncomingOrder[] = [];
  for (const backer of backers) orders.push(read(backer));
  return orders;
}

/**
 * `incomingOrders` for one record at a time: a report of any size can be streamed through it. `now` is when an order
 * without a date was complete.
 */
export function incomingReader(
  mapping: RewardsMapping,
  settings: Pick<CampaignSettings, 'prefix'>,
  answers: Readonly<Record<string, string>> = {},
  said: number = SAYS_ALL,
  now = '',
): (backer: Backer) => IncomingOrder {
  const itemsOf = itemsReader(mapping);
  const seen = new Map<string, IncomingOrder>();
  const words = new Map<string, string>();
  const { prefix } = settings;
  const surveys = says(said, AT['Survey at']);
  return (backer) => {
    const order = orderOf(backer, itemsOf(backer), prefix, answers, words, said);
    const made = surveys || order.values[AT['Address 1']] === '' ? order : withoutSurvey(order, answers, now);
    if (made.orderId === '') return made;
    const first = seen.get(made.orderId);
    if (first === undefined) {
      seen.set(made.orderId, made);
      return made;
    }
    if (sameRow(first, made)) return { ...made, refusal: { code: 'duplicate.row', detail: '' } };
    const detail = `line ${first.line} says otherwise of backer ${backer.backerNumber}`;
    return { ...made, refusal: { code: 'source.problem', detail } };
  };
}

function sameRow(a: IncomingOrder, b: IncomingOrder): boolean {
  return a.uid === b.uid && a.word === b.word && a.values.every((value, at) => value === b.values[at]);
}

function orderOf(
  backer: Backer,
  items: string,
  prefix: string,
  answers: Readonly<Record<string, string>>,
  words: Map<string, string>,
  said: number,
): IncomingOrder {
  const { address } = backer;
  let asks = NO_ASKS;
  let pledge = backer.pledge;
  let { sent } = backer;
  let unknown = '';
  if (pledge === 'unknown') {
    const id = `state:${backer.status}`;
    asks = [...asks, id];
    const answer = answers[id] ?? '';
    if (isStateWord(answer)) pledge = answer;
    else unknown = backer.status;
  }
  if (sent === 'unknown') {
    const id = `sent:${backer.sentText}`;
    asks = [...asks, id];
    const answer = answers[id];
    if (answer === 'sent' || answer === 'not sent') sent = answer;
    else unknown ||= backer.sentText;
  }
  const paid = paymentOf(pledge, backer);
  // In the order of SOURCE_FIELDS, made at once: this runs for each of 220,000 rows.
  const values = [
    address?.name || backer.name,
    items,
    paid.payment,
    paid.amountDue,
    inOnePiece(backer.surveyAt),
    address === null ? '' : address.line1,
    address === null ? '' : address.line2,
    address === null ? '' : address.city,
    address === null ? '' : address.state,
    address === null ? '' : address.postal,
    countryOf(address?.countryCode || address?.countryName || backer.country),
    address === null ? '' : address.phone,
    backer.email,
    notesOf(backer),
    backer.reward === null ? '' : backer.reward.title,
    backer.pledged === null ? '' : backer.pledged.amount,
  ];
  const damaged = backer.problems.length > 0 ? problemOf(backer) : null;
  const noId = (backer.idPart === '' && backer.orderId === '') || damaged?.code === 'match.damaged-id';
  return {
    orderId: noId ? '' : backer.orderId || orderIdOf(prefix, backer.idPart),
    line: backer.line,
    values,
    said: saidOf(said, backer, pledge),
    backerNumber: backer.backerNumber,
    uid: backer.backerUid,
    orderedAt: inOnePiece(backer.pledgedAt),
    taxId: backer.taxId,
    flags: flagsOf(sent === 'sent', paid.out, address === null, backer.reward === null),
    word: wordOf(backer, words),
    asks,
    refusal: damaged ?? (unknown === '' ? null : { code: 'source.state-unknown', detail: unknown }),
  };
}

/**
 * A file without surveys, as a shop's: whether an order with an address is complete is asked once for all of them.
 * Otherwise each would wait for an answer that nobody gives.
 */
function withoutSurvey(
  order: IncomingOrder,
  answers: Readonly<Record<string, string>>,
  now: string,
): IncomingOrder {
  const asks = [...order.asks, SURVEY_QUESTION];
  const at = order.orderedAt || now;
  if (answers[SURVEY_QUESTION] !== 'complete' || at === '') return { ...order, asks };
  const values = order.values.map((value, k) => (k === AT['Survey at'] ? at : value));
  return {
    ...order,
    asks,
    values,
    said: order.said | (1 << AT['Survey at']),
    flags: [...order.flags, 'complete'],
  };
}

/** Of a file that has no states, Payment and Amount due are said by the answer to what holds for all its orders. */
function saidOf(said: number, { status, amountDue }: Backer, pledge: Backer['pledge']): number {
  if (status !== '') return said;
  if (pledge !== 'unknown') return said | (1 << AT.Payment) | (1 << AT['Amount due']);
  const silent = without(said, AT.Payment);
  return amountDue === null ? without(silent, AT['Amount due']) : silent;
}

/** The words of a report are few: each is kept once. */
function wordOf({ status, sentText }: Backer, words: Map<string, string>): string {
  const word = [status, sentText].filter((text) => text !== '').join(', ');
  const known = words.get(word);
  if (known !== undefined) return known;
  words.set(word, word);
  return word;
}

/** The ISO code where the country is known, else as given. */
function countryOf(given: string): string {
  return given === '' ? '' : (countryCode(given) ?? given);
}

/** A text that was put together from pieces holds the pieces until somebody reads in it; here 220,000 are kept. */
export function inOnePiece(text: string): string {
  return text.charCodeAt(0) === 0 ? '' : text;
}

/** Nearly every row has none, or the address alone missing: those share their lists. */
const ONLY_NO_ADDRESS: readonly IncomingFlag[] = ['no-address'];

function flagsOf(
  sent: boolean,
  out: boolean,
  noAddress: boolean,
  noReward: boolean,
): readonly IncomingFlag[] {
  if (!sent && !out && !noReward) return noAddress ? ONLY_NO_ADDRESS : NO_FLAGS;
  const flags: IncomingFlag[] = [];
  if (sent) flags.push('sent');
  if (out) flags.push('out');
  if (noAddress) flags.push('no-address');
  if (noReward) flags.push('no-reward');
  return flags;
}

/** The creator's notes, then what the backer told: there is no other place for a shirt size. */
function notesOf(backer: Backer): string {
  const delivery = backer.address?.deliveryNotes ?? '';
  if (delivery === '' && backer.questions.length === 0) return backer.notes;
  const parts = backer.notes === '' ? [] : [backer.notes];
  if (delivery !== '') parts.push(`Delivery notes: ${delivery}`);
  for (const { question, answer } of backer.questions) parts.push(`${question} ${answer}`);
  return parts.join('; ');
}

/** The first thing that keeps a row from being taken; unknown states are asked instead. */
function problemOf(backer: Backer): IncomingOrder['refusal'] {
  for (const { code, column, value } of backer.problems) {
    if (code === 'source.state-unknown') continue;
    if (code === 'id.missing') return { code: 'match.missing-id', detail: '' };
    if (code === 'match.damaged-id') return { code, detail: value };
    if (code === 'qty.invalid') return { code: 'source.problem', detail: `${column}: ${value}` };
    return { code: 'source.problem', detail: `${column}: ${value}` };
  }
  return null;
}
