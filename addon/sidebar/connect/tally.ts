/** Where the parcels of connected channels stand, in numbers. */
import type { State } from '../../../shared/sync/wire.ts';
import { h } from '../dom.ts';
import { count, counted, when } from '../words.ts';

export type ChannelNumbers = State['channels'][number];

const COLUMNS = [
  ['waiting', 'To send', ''],
  ['accepted', 'Accepted', ''],
  ['shipped', 'Shipped', ''],
  // What is well takes no room.
  ['refused', 'Refused', 'bad'],
  ['unknown', 'Unknown', 'odd'],
] as const;

/** One channel: its numbers, when it was synced, what went wrong last. */
export function channelTally(channel: ChannelNumbers): HTMLElement {
  const { lastSync, nextSync } = channel;
  const times = [
    lastSync === '' ? 'Never synced yet' : `Last synced ${when(lastSync)}`,
    nextSync === '' ? '' : `next ${hour(lastSync, nextSync)}`,
  ].filter((text) => text !== '');
  return h(
    'section',
    { class: 'card', 'aria-label': channel.name },
    h('h3', {}, channel.name),
    channel.connection !== channel.name && h('p', { class: 'help' }, `by ${channel.connection}`),
    h(
      'dl',
      { class: 'tally' },
      COLUMNS.filter(([key, , tint]) => tint === '' || channel[key] > 0).map(([key, label, tint]) =>
        h(
          'div',
          { class: channel[key] === 0 ? 'none' : tint },
          h('dt', {}, label),
          h('dd', {}, count(channel[key])),
        ),
      ),
    ),
    h('p', { class: 'help' }, times.join(', ')),
    channel.lastError === '' ? null : h('p', { class: 'wrong' }, channel.lastError),
  );
}

/** The time of day alone when it is the same day as the one that stands before it. */
function hour(before: string, time: string): string {
  const [day = '', clock] = when(time).split(', ');
  return clock !== undefined && when(before).startsWith(`${day},`) ? clock : when(time);
}

/** "120 to send, 3 answers to read, writing 40 rows"; "" when nothing is under way. Of one partner many may be due. */
export function busyWords({ sending, asking, writing }: State['busy']): string {
  const parts = [
    sending > 0 && `${count(sending)} to send`,
    asking > 0 && `${counted(asking, 'answer')} to read`,
    writing > 0 && `writing ${writing === 1 ? '1 row' : `${count(writing)} rows`}`,
  ].filter((part) => part !== false);
  return parts.join(', ');
}

type Totals = Record<(typeof COLUMNS)[number][0], number>;

/** Over the channel of this name, or all with "". */
function totals(state: State, name: string): Totals {
  const sum: Totals = { waiting: 0, accepted: 0, refused: 0, unknown: 0, shipped: 0 };
  for (const channel of state.channels)
    if (name === '' || channel.name === name) for (const [key] of COLUMNS) sum[key] += channel[key];
  return sum;
}

/** What came between two states, in one sentence. */
export function changeSentence(before: State, after: State, name: string): string {
  const [then, now] = [totals(before, name), totals(after, name)];
  const shipped = Math.max(0, now.shipped - then.shipped);
  // A parcel that ships leaves the accepted ones.
  const accepted = Math.max(0, now.accepted + now.shipped - then.accepted - then.shipped);
  const refused = Math.max(0, now.refused - then.refused);
  const news = [
    accepted > 0 && `${count(accepted)} accepted`,
    refused > 0 && `${count(refused)} refused`,
    shipped > 0 && `${count(shipped)} shipped`,
  ].filter((part) => part !== false);
  const open = [
    now.unknown > 0 && `${count(now.unknown)} unknown: the worker asks before it sends anything twice`,
    now.waiting > 0 && `${count(now.waiting)} still to send`,
  ].filter((part) => part !== false);
  const first = news.length === 0 ? 'Nothing new from your partners' : news.join(', ');
  return `${[first, ...open].join('; ')}.`;
}
