import { expect, test } from 'vitest';
import { type ChannelDraft, channelState } from '../../../shared/order/channel-state.ts';
import { planned, ready, sent, shipped, tablesOf } from '../../support/campaign.ts';

const draft = (name: string, more: Partial<ChannelDraft> = {}): ChannelDraft => ({
  name,
  skus: [],
  everythingElse: false,
  method: 'Export',
  connectedTo: '',
  shippedWhen: '',
  emailsBy: '',
  countries: [],
  priority: 1,
  notTo: [],
  ...more,
});
const TABLES = tablesOf({
  orders: [
    ready('A-1', { Items: 'MUG x2' }),
    ready('A-2', { Items: 'MUG x1; SHIRT x1' }),
    ready('A-3', { Items: 'PDF x1' }),
  ],
  channels: [{ Channel: 'US', SKUs: 'MUG', 'Does not deliver to': 'PO boxes' }],
});

test('the tab as it is: its channels, units by SKU, packages, and what nobody ships', () => {
  const state = channelState(TABLES, null);
  expect(state.channels).toMatchObject([{ name: 'US', skus: ['MUG'], notTo: ['PO boxes'] }]);
  expect(state.skus.map(({ sku, units, channels }) => [sku, units, channels])).toEqual([
    ['SHIRT', 1, []],
    ['MUG', 3, ['US']],
  ]);
  expect(state.packages).toEqual([{ packages: 1, orders: 2 }]);
  expect(state.notes).toEqual([
    '1 order holds something that no channel ships: incomplete until a channel takes it.',
    'In no channel: SHIRT.',
  ]);
});

test('names in Shipments that are no channel’s, with what has not shipped', () => {
  const tables = tablesOf({
    orders: [ready('A-1')],
    channels: [{ Channel: 'US' }],
    shipments: [
      sent('A-1-1', 'MUG x1', { Channel: 'West' }),
      planned('A-1-2', 'MUG x1', { Channel: 'West' }),
      shipped('A-1-3', 'MUG x1', { Channel: 'North' }),
      sent('A-1-4', 'MUG x1', { Channel: 'US' }),
    ],
  });
  expect(channelState(tables, null).gone).toEqual([{ name: 'West', parcels: 2 }]);
  expect(channelState(tables, [draft('West')]).gone).toEqual([{ name: 'US', parcels: 1 }]);
});

test('drafts: what they would mean, with the rule that decides where two ship one SKU', () => {
  const state = channelState(TABLES, [
    draft('US', { skus: ['MUG'] }),
    draft('EU', { skus: ['MUG'], everythingElse: true, priority: 2 }),
  ]);
  expect(state.packages).toEqual([
    { packages: 1, orders: 1 },
    { packages: 2, orders: 1 },
  ]);
  expect(state.notes).toEqual([expect.stringContaining('In several channels: MUG.')]);
});
