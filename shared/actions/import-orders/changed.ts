/** Orders that are in the sheet and differ from the file: what is applied, kept, left alone or asked. */
import { type Accounts, accounts } from '../../order/accounts.ts';
import type { Campaign } from '../../order/campaign.ts';
import { countryFrozen } from '../../order/country-frozen.ts';
import { frozen, type Refusal } from '../../order/guards.ts';
import { formatItems } from '../../order/items.ts';
import { isPaid } from '../../order/payment.ts';
import { formatRowCheck, keyHash, parseRowCheck } from '../../order/row-check.ts';
import {
  AT,
  SOURCE_FIELDS,
  sourceHash,
  sourcePartOf,
  storedHash,
  wasSent,
} from '../../order/source-check.ts';
import type { PlanBuilder } from '../../plan/builder.ts';
import type { Cell } from '../../tabs/table.ts';
import { acceptedContent, movedText } from './accepted.ts';
import { type AddShipment, physicalUnits } from './added.ts';
import { type Difference, isSaid } from './compare.ts';
import type { IncomingOrder } from './incoming.ts';
import { SENT_BIT, says } from './said.ts';
import { OUT_PAYMENTS } from './states.ts';

/** The answers that rule a whole file. */
export interface Rules {
  /** null: the file is not older than the sheet. */
  readonly older: 'nothing' | 'forward' | 'newest' | null;
  /** Changed on both sides: null asks. */
  readonly both: 'keep' | 'take' | null;
}

/** Rows that are shown with before and after; the others name their fields. */
const MOST_TOLD = 50;

const FACTS = ['Locked at', 'Finalized at', 'Locked items', 'Cancelled items', 'Row check'] as const;

/** What is frozen at Finalize Addresses: who gets it and where. */
const ADDRESS: ReadonlySet<number> = new Set([
  AT.Name,
  AT['Address 1'],
  AT['Address 2'],
  AT.City,
  AT['State/Province'],
  AT['Postal code'],
  AT.Country,
  AT.Phone,
]);

const OUT: ReadonlySet<string> = new Set(OUT_PAYMENTS.map((payment) => sourceHash(AT.Payment, payment)));

const names = (fields: readonly number[]): string =>
  [...fields]
    .sort((a, b) => a - b)
    .map((at) => SOURCE_FIELDS[at])
    .join(', ');

export type ChangeOrder = (subject: number, i: number, order: IncomingOrder, difference: Difference) => void;

/** What is to happen with one order, before anything is said about it. */
interface Intended {
  /** Fields whose cells the file sets. */
  take: number[];
  /** Fields whose cells stay, and whose value in the file is now known. */
  seen: number[];
}

/** Plans changes of orders that exist. One outcome each; a row is changed as a whole or not at all. */
export function orderChanger(
  builder: PlanBuilder,
  campaign: Campaign,
  now: string,
  rules: Rules,
  ship: AddShipment,
): ChangeOrder {
  const set = builder.cells('Orders', [...SOURCE_FIELDS, ...FACTS]);
  let told = 0;
  return (subject, i, order, difference) => {
    const refusal =
      frozen(campaign, i) ?? otherProject(campaign, i, order) ?? otherPerson(campaign, i, order, difference);
    if (refusal !== null) {
      builder.left(subject, refusal);
      return;
    }
    const intended = intend(builder, subject, order, difference, rules);
    if (intended === null) return;
    const kept = frozenFields(campaign, i, order, intended.take);
    if (kept !== null) {
      builder.left(subject, kept);
      return;
    }
    const made = factsOf(campaign, i, order, difference, intended, now);
    if (made.refusal !== null) {
      builder.decide(subject, made.refusal);
      return;
    }
    const quiet = intended.take.length === 0 && intended.seen.length === 0 && !difference.unsent;
    if (quiet && made.contents === '') {
      builder.already(subject);
      return;
    }
    const values: (Cell | undefined)[] = SOURCE_FIELDS.map(() => undefined);
    for (const at of intended.take) values[at] = order.values[at] ?? '';
    const sentKnown = knowsSent(campaign, i, order, difference, rules);
    const check = rowCheck(campaign, i, order, intended, sentKnown);
    set(subject, order.orderId, i, [...values, ...made.facts, check]);
    if (made.contents !== '') ship(subject, order.orderId, made.contents);
    told++;
    builder.change(
      subject,
      'source.changed',
      saidOf(campaign, i, order, intended, made.contents, told > MOST_TOLD),
    );
  };
}

/** Whether the row is to be known as sent; a file that says nothing of it changes nothing. */
function knowsSent(
  campaign: Campaign,
  i: number,
  order: IncomingOrder,
  difference: Difference,
  rules: Rules,
): boolean {
  if (!says(order.said, SENT_BIT)) return wasSent(campaign.col('Row check')[i] ?? '');
  return difference.unsent ? rules.older !== 'newest' : order.flags.includes('sent');
}

/** What changes, with before and after; `short`: the fields alone. */
function saidOf(
  campaign: Campaign,
  i: number,
  order: IncomingOrder,
  intended: Intended,
  contents: string,
  short: boolean,
): string {
  const parts = short
    ? names(intended.take).split(', ').filter(Boolean)
    : intended.take.map((at) => moved(campaign, i, order, at));
  if (contents !== '') parts.push('shipped');
  if (intended.seen.length > 0) parts.push(`kept: ${names(intended.seen)}`);
  return parts.join('; ');
}

function moved(campaign: Campaign, i: number, order: IncomingOrder, at: number): string {
  const name = SOURCE_FIELDS[at] ?? '';
  return movedText(name, campaign.col(name)[i] ?? '', order.values[at] ?? '');
}

/** One backer number with two platform ids: the file is from another project. */
function otherProject(campaign: Campaign, i: number, order: IncomingOrder): Refusal {
  const uid = campaign.col('Backer UID')[i] ?? '';
  if (uid === '' || order.uid === '' || uid === order.uid) return null;
  return { code: 'match.other-project', detail: `Backer ${order.backerNumber}` };
}

/**
 * One number, and name and e-mail address both of somebody else: an order of a shop that counts from 1, as Kickstarter
 * does. Taking it would send the backer's parcel to a stranger. A platform id that is equal on both sides knows better.
 */
function otherPerson(campaign: Campaign, i: number, order: IncomingOrder, difference: Difference): Refusal {
  const uid = campaign.col('Backer UID')[i] ?? '';
  if (uid !== '' && uid === order.uid) return null;
  const changes = (name: 'Name' | 'Email'): boolean => {
    const differs = difference.take.includes(AT[name]) || difference.both.includes(AT[name]);
    return differs && (campaign.col(name)[i] ?? '') !== '' && (order.values[AT[name]] ?? '') !== '';
  };
  if (!changes('Name') || !changes('Email')) return null;
  const told = `${campaign.col('Name')[i] ?? ''}, in the file ${order.values[AT.Name] ?? ''}`;
  return { code: 'match.other-person', detail: `${order.orderId} (${told})` };
}

/** Which fields the answers let through; null when the row was left alone or waits for an answer. */
function intend(
  builder: PlanBuilder,
  subject: number,
  order: IncomingOrder,
  difference: Difference,
  rules: Rules,
): Intended | null {
  const { take, both, back, nowSent, unsent } = difference;
  const behind = unsent
    ? [...back.map((at) => SOURCE_FIELDS[at]), 'sent']
    : back.map((at) => SOURCE_FIELDS[at]);
  const older = (): null => {
    const detail = behind.length > 0 ? behind.join(', ') : names([...take, ...both]) || 'sent';
    builder.left(subject, { code: 'source.older-than-current', detail });
    return null;
  };
  if (rules.older === 'nothing') return older();
  if (rules.older === 'forward') {
    // Of an older file only facts can be told to be news: an address may just be an old one.
    const facts = take.filter((at) => movesForward(at, order));
    return facts.length > 0 || nowSent ? { take: facts, seen: [] } : older();
  }
  const seen = rules.older === 'newest' ? [...back] : [];
  if (both.length === 0) return { take: [...take], seen };
  if (rules.both === null) {
    builder.decide(subject, { code: 'source.both-changed', detail: names(both) });
    return null;
  }
  return rules.both === 'take'
    ? { take: [...take, ...both], seen }
    : { take: [...take], seen: [...seen, ...both] };
}

function movesForward(at: number, order: IncomingOrder): boolean {
  const paid = isPaid(order.values[AT.Payment] ?? '', '');
  if (at === AT.Payment || at === AT['Amount due']) return paid;
  return at === AT['Survey at'];
}

/** Why the row has to stay as it is: the address is final, or items or country are (cases B7, D11, D14). */
function frozenFields(campaign: Campaign, i: number, order: IncomingOrder, take: readonly number[]): Refusal {
  if ((campaign.facts.lockedAt[i] ?? '') === '') return null;
  const finalized = (campaign.col('Finalized at')[i] ?? '') !== '';
  const final = finalized ? take.filter((at) => ADDRESS.has(at)) : [];
  if (take.includes(AT.Items)) return { code: 'order.locked', detail: moved(campaign, i, order, AT.Items) };
  if (final.length > 0) return { code: 'source.frozen', detail: names(final) };
  return take.includes(AT.Country)
    ? countryFrozen(campaign.col('Country')[i] ?? '', order.values[AT.Country] ?? '')
    : null;
}

interface Facts {
  /** In the order of FACTS, without Row check. */
  readonly facts: readonly (Cell | undefined)[];
  /** Units that the platform has sent; "" for no shipment. */
  readonly contents: string;
  readonly refusal: NonNullable<Refusal> | null;
}

const NO_FACTS: readonly undefined[] = [undefined, undefined, undefined, undefined];

function factsOf(
  campaign: Campaign,
  i: number,
  order: IncomingOrder,
  difference: Difference,
  { take }: Intended,
  now: string,
): Facts {
  const none: Facts = { facts: NO_FACTS, contents: '', refusal: null };
  const paymentTaken = take.includes(AT.Payment);
  const out = order.flags.includes('out') && paymentTaken;
  if (!difference.nowSent && !paymentTaken) return none;
  const account = accounts(campaign, i);
  const items = take.includes(AT.Items) ? (order.values[AT.Items] ?? '') : (campaign.col('Items')[i] ?? '');
  const fresh = campaign.catalog.explode(items);
  const locked = campaign.col('Locked at')[i] ?? '';
  if (difference.nowSent) {
    const problem = locked === '' ? fresh.problem : account.problem;
    if (problem !== null) return { ...none, refusal: problem };
    const contents = take.includes(AT.Items) ? physicalUnits(campaign, fresh) : openUnits(account);
    const busy = atWork(campaign, i);
    if (busy !== null) return { ...none, refusal: { code: 'shipment.pushed', detail: busy } };
    if (contents === '') return none;
    return { ...none, contents, facts: sentFacts(campaign, i, fresh.text, now) };
  }
  if (out) {
    const busy = atWork(campaign, i);
    if (busy !== null) return { ...none, refusal: { code: 'cancel.at-partner', detail: busy } };
    const cancelled =
      locked === ''
        ? fresh.text
        : formatItems(
            account.units.map(({ sku, ordered, shipped }) => ({ sku, quantity: ordered - shipped })),
          );
    return { ...none, facts: [undefined, undefined, undefined, cancelled] };
  }
  // A pledge that was dropped and is taken up again brings its units back.
  const source = parseRowCheck(campaign.col('Row check')[i] ?? '')?.source ?? '';
  const back = account.allCancelled && OUT.has(storedHash(source, AT.Payment));
  return back && !order.flags.includes('out')
    ? { ...none, facts: [undefined, undefined, undefined, ''] }
    : none;
}

function sentFacts(campaign: Campaign, i: number, items: string, now: string): (Cell | undefined)[] {
  const locked = (campaign.col('Locked at')[i] ?? '') !== '';
  const finalized = (campaign.col('Finalized at')[i] ?? '') !== '';
  return [locked ? undefined : now, finalized ? undefined : now, locked ? undefined : items, undefined];
}

const openUnits = (account: Accounts): string =>
  formatItems(
    account.units.filter((unit) => unit.physical).map(({ sku, open }) => ({ sku, quantity: open })),
  );

/** A shipment that waits for a warehouse or is there: what happened to it cannot be told from here. */
export function atWork(campaign: Campaign, i: number): string | null {
  const list = campaign.shipmentsAt(i);
  return list.find(({ status }) => status === 'sent' || status === 'not sent')?.id ?? null;
}

/** Row check with the file's hashes for all that was compared; what was held back stays as it was. */
function rowCheck(
  campaign: Campaign,
  i: number,
  order: IncomingOrder,
  intended: Intended,
  sent: boolean,
): string {
  const old = parseRowCheck(campaign.col('Row check')[i] ?? '');
  const source = old?.source ?? '';
  const known = new Set([...intended.take, ...intended.seen]);
  const hashes = SOURCE_FIELDS.map((name, at) => {
    const before = storedHash(source, at);
    const cell = campaign.col(name)[i] ?? '';
    const value = order.values[at] ?? '';
    if (known.has(at) || (cell === value && isSaid(order, at)) || before === '') return sourceHash(at, value);
    return before;
  });
  return formatRowCheck({
    key: keyHash(order.orderId),
    content: acceptedContent(
      campaign,
      i,
      (name) => (intended.take.includes(AT[name]) ? (order.values[AT[name]] ?? '') : undefined),
      old?.content ?? '',
    ),
    // The stage as it was: the engine writes the new one beside it.
    stage: old?.stage ?? 'Awaiting survey',
    source: sourcePartOf(hashes, sent),
  });
}
