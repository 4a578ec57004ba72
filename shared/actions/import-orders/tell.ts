/** What the preview of an import says beside the outcomes: counts, states, rewards to map, questions, warnings. */
import type { Campaign } from '../../order/campaign.ts';
import { parseRowCheck } from '../../order/row-check.ts';
import { AT, isImported, mixed } from '../../order/source-check.ts';
import type { PlanBuilder } from '../../plan/builder.ts';
import { CHANGE } from '../../plan/types.ts';
import { answerTo, counted, formatCount, type PlanContext } from '../action.ts';
import type { IncomingOrder } from './incoming.ts';
import { STATE_CHOICES } from './states.ts';

/** Lists for people stop here; the count beside them goes on. */
const MOST_LISTED = 50;

export interface Seen {
  readonly orders: readonly IncomingOrder[];
  /** The order of each subject as index in Orders, -1 for new or refused ones. */
  readonly order: readonly number[];
}

/** Counts, states and rewards of the whole file. */
export function tellCounts(builder: PlanBuilder, campaign: Campaign, { orders, order }: Seen): void {
  let [fresh, changed, same] = [0, 0, 0];
  const states = new Map<string, Map<string, number>>();
  const unmapped = new Map<string, number>();
  for (let s = 0; s < orders.length; s++) {
    const incoming = orders[s];
    if (incoming === undefined || incoming.refusal?.code === 'duplicate.row') continue;
    const here = becomes(incoming);
    const word = states.get(incoming.word) ?? new Map<string, number>();
    if (word.size === 0) states.set(incoming.word, word);
    word.set(here, (word.get(here) ?? 0) + 1);
    if (incoming.refusal !== null) continue;
    const outcome = builder.outcomeOf(s);
    if (outcome !== CHANGE) same++;
    else if ((order[s] ?? -1) < 0) fresh++;
    else changed++;
    for (const token of campaign.catalog.explode(incoming.values[AT.Items] ?? '').unmapped) {
      unmapped.set(token, (unmapped.get(token) ?? 0) + 1);
    }
  }
  builder.notice('info', `${formatCount(fresh)} new, ${formatCount(changed)} changed`);
  builder.figures({
    title: 'Orders in the file',
    columns: ['', 'Orders'],
    rows: [
      ['New', fresh],
      ['Changed', changed],
      ['Not changed', same],
    ],
  });
  builder.figures({
    title: 'What the states in the file become',
    columns: ['In the file', 'Here', 'Orders'],
    rows: [...states]
      .flatMap(([word, all]) => [...all].map(([here, count]) => [word, here, count] as const))
      .sort((a, b) => b[2] - a[2] || (`${a[0]} ${a[1]}` < `${b[0]} ${b[1]}` ? -1 : 1)),
  });
  if (unmapped.size === 0) return;
  builder.figures({
    title: 'Rewards and items without SKUs',
    columns: ['Platform ID', 'Orders'],
    rows: [...unmapped].sort(byCount).map(([token, count]) => [token, count]),
  });
}

const byCount = (a: readonly [string, number], b: readonly [string, number]): number =>
  b[1] - a[1] || (a[0] < b[0] ? -1 : 1);

function becomes(order: IncomingOrder): string {
  if (order.refusal?.code === 'source.state-unknown') return 'not known: asks';
  if (order.flags.includes('sent')) return 'shipped, from import; never pushed';
  const payment = order.values[AT.Payment] ?? '';
  return order.flags.includes('out') ? `cancelled (${payment})` : payment;
}

/** Two orders of one e-mail address stay two orders (case A4). */
export function tellSameEmail(builder: PlanBuilder, orders: readonly IncomingOrder[]): void {
  const again = repeatedEmails(orders);
  if (again.size === 0) return;
  let sum = 0;
  for (const count of again.values()) sum += count;
  builder.notice(
    'warning',
    `${counted(again.size, 'e-mail address').replace('addresss', 'addresses')} stand on ${formatCount(sum)} orders: they stay apart. Consider shipping them together.`,
  );
}

/** E-mail addresses on more than one order, with their counts. A table of places: 220,000 texts in a set would be slow. */
function repeatedEmails(orders: readonly IncomingOrder[]): ReadonlyMap<string, number> {
  const emailOf = (s: number): string => (orders[s]?.values[AT.Email] ?? '').trim().toLowerCase();
  let size = 16;
  while (size < 2 * orders.length) size *= 2;
  const places = new Int32Array(size).fill(-1);
  const hashes = new Int32Array(orders.length);
  const again = new Map<string, number>();
  for (let s = 0; s < orders.length; s++) {
    const given = orders[s]?.values[AT.Email] ?? '';
    if (given === '' || orders[s]?.refusal !== null) continue;
    const hash = mixed(given, true) | 0;
    hashes[s] = hash;
    let at = hash & (size - 1);
    for (; (places[at] ?? -1) >= 0; at = (at + 1) & (size - 1)) {
      const other = places[at] ?? 0;
      if (hashes[other] === hash && emailOf(other) === emailOf(s)) break;
    }
    if ((places[at] ?? -1) < 0) places[at] = s;
    else again.set(emailOf(s), (again.get(emailOf(s)) ?? 1) + 1);
  }
  return again;
}

/** New orders whose backer number and platform id stand on another order already: the prefix was changed, most likely. */
export function tellOtherPrefix(builder: PlanBuilder, campaign: Campaign, { orders, order }: Seen): void {
  const numbers = campaign.col('Backer number');
  const uids = campaign.col('Backer UID');
  const place = new Map<string, number>();
  numbers.forEach((number, i) => {
    if (number !== '' && uids[i] !== '') place.set(number, i);
  });
  if (place.size === 0) return;
  const twins: string[] = [];
  orders.forEach(({ backerNumber, uid, refusal }, s) => {
    const i = place.get(backerNumber);
    if (i === undefined || refusal !== null || (order[s] ?? -1) >= 0 || uids[i] !== uid) return;
    twins.push(campaign.col('Order ID')[i] ?? '');
  });
  if (twins.length === 0) return;
  builder.notice(
    'warning',
    `${counted(twins.length, 'backer')} of this file are in the sheet under another Order ID: ${twins.slice(0, 5).join(', ')}${twins.length > 5 ? ' and more' : ''}. Check the prefix under Set Up, Settings before you import.`,
  );
}

/** Imported orders that a full report no longer holds. Nothing is done about them. */
export function tellDisappeared(
  builder: PlanBuilder,
  campaign: Campaign,
  orders: readonly IncomingOrder[],
): void {
  const there = new Set(orders.map(({ orderId }) => orderId));
  const ids = campaign.col('Order ID');
  const checks = campaign.col('Row check');
  const gone: string[] = [];
  for (let i = 0; i < ids.length; i++) {
    const id = ids[i] ?? '';
    if (id === '' || there.has(id)) continue;
    if (isImported(parseRowCheck(checks[i] ?? '')?.source ?? '')) gone.push(id);
  }
  if (gone.length === 0) return;
  builder.notice(
    'warning',
    `${counted(gone.length, 'order')} of an earlier import are not in this file. Nothing is done by itself: cancel them if the backers have dropped out.`,
  );
  builder.figures({
    title: 'Not in this file any more (source.disappeared)',
    columns: ['Order'],
    rows: gone.slice(0, MOST_LISTED).map((id) => [id]),
  });
}

/** The questions of a file: unknown states first, then which side counts. */
export function ask(
  builder: PlanBuilder,
  { options }: PlanContext,
  orders: readonly IncomingOrder[],
  counts: { readonly both: number; readonly older: boolean },
): void {
  const asked = new Set<string>();
  for (const order of orders) for (const id of order.asks) asked.add(id);
  for (const id of [...asked].sort()) {
    const word = id.slice(id.indexOf(':') + 1);
    const sent = id.startsWith('sent:');
    builder.question({
      id,
      text: sent ? `What does “${word}” mean for shipping?` : `What does the payment state “${word}” mean?`,
      choices: sent ? SENT_CHOICES : STATE_CHOICES,
      answer: answerTo(options, id),
    });
  }
  if (counts.older) {
    builder.question({
      id: 'older',
      text: 'This file knows less than the sheet: it seems to be an older one. What shall it change?',
      choices: [
        { value: 'nothing', label: 'Nothing of orders that are there; only add new ones' },
        { value: 'forward', label: 'Also take payments, answers and shipping that the sheet does not know' },
        { value: 'newest', label: 'It is the newest file: take all but what would go back' },
      ],
      answer: answerTo(options, 'older') ?? 'nothing',
    });
  }
  if (counts.both > 0) {
    builder.question({
      id: 'both-changed',
      text: `${counted(counts.both, 'order')} changed in the file and in the sheet. Which one counts?`,
      choices: [
        { value: 'keep', label: 'The sheet' },
        { value: 'take', label: 'The file' },
      ],
      answer: answerTo(options, 'both-changed'),
    });
  }
}

const SENT_CHOICES = [
  { value: 'sent', label: 'Sent' },
  { value: 'not sent', label: 'Not sent' },
] as const;
