import { expect, test } from 'vitest';
import { accounts } from '../../../shared/order/accounts.ts';
import { campaignOf } from '../../../shared/order/campaign.ts';
import { channelCounts } from '../../../shared/plan/channel-counts.ts';
import { paidOrder, planned, ready, sent, shipped, tablesOf } from '../../support/campaign.ts';

test('each channel has its orders to push, and its parcels at the warehouse and gone', () => {
  const campaign = campaignOf(
    tablesOf({
      orders: [
        ready('A-1', { Items: 'MUG x1; SHIRT x1' }),
        ready('A-2', { Items: 'MUG x1' }),
        ready('A-3', { Items: 'MUG x1', Hold: 'address' }),
        paidOrder('A-4', { Items: 'MUG x1' }),
        ready('A-5', { Items: 'SHIRT x1' }),
      ],
      channels: [
        { Channel: 'US', SKUs: 'MUG' },
        { Channel: 'Rest', SKUs: 'everything else' },
      ],
      shipments: [
        sent('A-1-1', 'MUG x1', { Channel: 'US' }),
        planned('A-2-1', 'MUG x1', { Channel: 'US', 'Warehouse says': 'waiting' }),
        shipped('A-5-1', 'SHIRT x1', { Channel: 'Rest' }),
      ],
    }),
  );
  const all = Array.from({ length: campaign.n }, (_, i) => accounts(campaign, i));
  expect(Object.fromEntries(channelCounts(campaign, all))).toEqual({
    US: { ready: 1, sent: 1, shipped: 0 },
    Rest: { ready: 1, sent: 0, shipped: 1 },
  });
});
