import { expect, test } from 'vitest';
import { type ChannelDraft, channelState } from '../../../shared/order/channel-state.ts';
import { ready, tablesOf } from '../../support/campaign.ts';

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
