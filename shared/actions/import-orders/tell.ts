/**
 * What the preview of an import says beside the outcomes: counts, states, what changes, rewards to map, duplicates,
 * warnings. It is told once, where the whole file is planned: the server plans parts and shows nothing.
 */
import type { Campaign } from '../../order/campaign.ts';
import { AT, SOURCE_FIELDS } from '../../order/source-check.ts';
import { explain, type ReasonCode } from '../../plan/reasons.ts';
import { CHANGE, type Figures, type Notice, type Plan } from '../../plan/types.ts';
import { counted, formatCount, type PlanContext } from '../action.ts';
import { duplicatesOf } from './duplicates.ts';
import type { IncomingOrder } from './incoming.ts';

/** Lists for people stop here; the count beside them goes on. */
const MOST_LISTED = 50;

interface Said {
  notice(level: Notice['level'], text: string): void;
  figures(figures: Figures): void;
}

/** The plan with all that is to be said about the file. */
export function tellImport(context: PlanContext, orders: readonly IncomingOrder[], plan: Plan): Plan {
  const { campaign } = context;
  const notices: Notice[] = [];
  const figures: Figures[] = [];
  const said: Said = {
    notice: (level, text) => void notices.push({ level, text }),
    figures: (made) => void figures.push(made),
  };
  tellCounts(said, orders, plan);
  tellFields(said, plan);
  tellUnmapped(said, campaign, orders);
  tellDisappeared(said, orders);
  tellPending(said, plan);
  tellDuplicates(said, campaign, orders, plan);
  tellOtherPrefix(said, campaign, orders, plan);
  return { ...plan, notices: [...notices, ...plan.notices], figures: [...figures, ...plan.figures] };
}

const isGone = (order: IncomingOrder): boolean => order.flags.includes('gone');

/** New, changed, as they were; and what the platform's states become. */
function tellCounts(said: Said, orders: readonly IncomingOrder[], plan: Plan): void {
  let [fresh, changed, same, gone] = [0, 0, 0, 0];
  const states = new Map<string, Map<string, number>>();
  for (let s = 0; s < orders.length; s++) {
    const incoming = orders[s];
    if (incoming === undefined || incoming.refusal?.code === 'duplicate.row') continue;
    if (isGone(incoming)) {
      gone++;
      continue;
    }
    const here = becomes(incoming);
    const word = states.get(incoming.word) ?? new Map<string, number>();
    if (word.size === 0) states.set(incoming.word, word);
    word.set(here, (word.get(here) ?? 0) + 1);
    if (incoming.refusal !== null) continue;
    if (plan.outcome[s] !== CHANGE) same++;
    else if ((plan.order[s] ?? -1) < 0) fresh++;
    else changed++;
  }
  said.notice('info', `${formatCount(fresh)} new, ${formatCount(changed)} changed`);
  said.figures({
    title: 'Orders in the file',
    columns: ['', 'Orders'],
    rows: [
      ['New', fresh],
      ['Changed', changed],
      ['Not changed', same],
      ...(gone > 0 ? [['Vanished', gone] as const] : []),
    ],
  });
  // A file without states has nothing to translate.
  if (states.size === 1 && states.has('')) return;
  said.figures({
    title: 'What the states in the file become',
    columns: ['In the file', 'Here', 'Orders'],
    rows: [...states]
      .flatMap(([word, all]) => [...all].map(([here, count]) => [word, here, count] as const))
      .sort((a, b) => b[2] - a[2] || (`${a[0]} ${a[1]}` < `${b[0]} ${b[1]}` ? -1 : 1)),
  });
}

function becomes(order: IncomingOrder): string {
  if (order.refusal?.code === 'source.state-unknown') return 'not known: asks';
  if (order.flags.includes('sent')) return 'shipped, from import; never pushed';
  const payment = order.values[AT.Payment] ?? '';
  return order.flags.includes('out') ? `cancelled (${payment})` : payment;
}

/** Which fields of orders that are there change, and in how many. */
function tellFields(said: Said, plan: Plan): void {
  const rows: [string, number][] = [];
  for (const { tab, columns } of plan.changes) {
    if (tab !== 'Orders') continue;
    for (const name of SOURCE_FIELDS) {
      let count = 0;
      for (const value of columns.get(name) ?? []) if (value !== undefined) count++;
      if (count > 0) rows.push([name, count]);
    }
  }
  if (rows.length === 0) return;
  said.figures({
    title: 'Fields that change',
    columns: ['Field', 'Orders'],
    rows: rows.sort(byCount),
  });
}

function tellUnmapped(said: Said, campaign: Campaign, orders: readonly IncomingOrder[]): void {
  const unmapped = new Map<string, number>();
  for (const { refusal, values } of orders) {
    if (refusal !== null) continue;
    for (const token of campaign.catalog.explode(values[AT.Items] ?? '').unmapped) {
      unmapped.set(token, (unmapped.get(token) ?? 0) + 1);
    }
  }
  if (unmapped.size === 0) return;
  said.figures({
    title: 'Rewards and items without SKUs',
    columns: ['Reward or item', 'Orders'],
    rows: [...unmapped]
      .map(([token, count]): [string, number] => [campaign.titleOf(token), count])
      .sort(byCount),
  });
}

const byCount = (a: readonly [string, number], b: readonly [string, number]): number =>
  b[1] - a[1] || (a[0] < b[0] ? -1 : 1);

/** Imported orders that a full report no longer holds (case A9). */
function tellDisappeared(said: Said, orders: readonly IncomingOrder[]): void {
  const gone = orders.filter(isGone).length;
  if (gone === 0) return;
  said.notice(
    'warning',
    `${counted(gone, 'order')} of an earlier import ${gone === 1 ? 'is' : 'are'} not in this file. Nothing is done by itself: say below what it means.`,
  );
}

/** Items bought after lock-down wait until a person has unlocked the order (case B7). */
function tellPending(said: Said, plan: Plan): void {
  const rows: string[][] = [];
  let count = 0;
  for (let s = 0; s < plan.n; s++) {
    if (plan.reason[s] !== 'order.locked') continue;
    count++;
    if (rows.length < MOST_LISTED) rows.push([plan.key[s] ?? '', plan.detail[s] ?? '']);
  }
  if (count === 0) return;
  said.notice(
    'warning',
    `${counted(count, 'locked order')} ${count === 1 ? 'has' : 'have'} other items in this file: a pending change. To take it: Unlock, import this file again, see what is due, Lock Down.`,
  );
  said.figures({ title: 'Pending changes of locked orders', columns: ['Order', 'Change'], rows });
}

/** Orders of one e-mail address or one address, in the file and on the sheet; relay addresses (cases A4, A5, A7). */
function tellDuplicates(said: Said, campaign: Campaign, orders: readonly IncomingOrder[], plan: Plan): void {
  const taken: number[] = [];
  const there = new Set<number>();
  for (let s = 0; s < orders.length; s++) {
    const order = orders[s];
    if (order === undefined || order.refusal !== null) continue;
    taken.push(s);
    const i = plan.order[s] ?? -1;
    if (i >= 0) there.add(i);
  }
  const ids = campaign.col('Order ID');
  const rest: number[] = [];
  for (let i = 0; i < ids.length; i++) if (ids[i] !== '' && !there.has(i)) rest.push(i);
  const cellOf = (k: number, name: keyof typeof AT): string => {
    const s = taken[k];
    if (s !== undefined) return orders[s]?.values[AT[name]] ?? '';
    return campaign.col(name)[rest[k - taken.length] ?? 0] ?? '';
  };
  const idOf = (k: number): string => {
    const s = taken[k];
    return (s === undefined ? ids[rest[k - taken.length] ?? 0] : orders[s]?.orderId) ?? '';
  };
  const found = duplicatesOf({
    n: taken.length + rest.length,
    email: (k) => cellOf(k, 'Email'),
    address(k) {
      const street = cellOf(k, 'Address 1');
      if (street === '') return '';
      const place = cellOf(k, 'Postal code') || cellOf(k, 'City');
      return `${street}\n${cellOf(k, 'Address 2')}\n${place}\n${cellOf(k, 'Country')}`;
    },
  });
  const tell = (code: ReasonCode, groups: readonly (readonly number[])[], title: string): void => {
    if (groups.length === 0) return;
    const sum = groups.reduce((n, group) => n + group.length, 0);
    const words = explain(code, counted(sum, 'order'));
    said.notice('info', `${words.sentence} ${words.next}`);
    said.figures({
      title,
      columns: ['Orders', 'Name'],
      rows: groups
        .slice(0, MOST_LISTED)
        .map((group) => [group.map(idOf).join(', '), cellOf(group[0] ?? 0, 'Name')]),
    });
  };
  tell('duplicate.same-email', found.sameEmail, 'Several orders of one e-mail address');
  tell('duplicate.same-address', found.sameAddress, 'One address, different e-mail addresses');
  tell(
    'email.relay',
    found.relays.map((k) => [k]),
    'Relay addresses of Apple',
  );
}

/** New orders whose backer number and platform id stand on another order already: the prefix was changed, most likely. */
function tellOtherPrefix(said: Said, campaign: Campaign, orders: readonly IncomingOrder[], plan: Plan): void {
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
    if (i === undefined || refusal !== null || (plan.order[s] ?? -1) >= 0 || uids[i] !== uid) return;
    twins.push(campaign.col('Order ID')[i] ?? '');
  });
  if (twins.length === 0) return;
  said.notice(
    'warning',
    `${counted(twins.length, 'backer')} of this file ${twins.length === 1 ? 'is' : 'are'} in the sheet under another Order ID: ${twins.slice(0, 5).join(', ')}${twins.length > 5 ? ' and more' : ''}. Check the prefix under Set Up, Settings before you import.`,
  );
}
