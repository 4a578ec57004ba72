import { expect, test } from 'vitest';
import { accounts } from '../../../shared/order/accounts.ts';
import { attentionOf } from '../../../shared/order/attention.ts';
import { campaignOf } from '../../../shared/order/campaign.ts';
import type { Tables } from '../../../shared/tabs/table.ts';
import { lockedOrder, open, planned, ready, sent, shipped, tablesOf, typed } from '../../support/campaign.ts';

function items(tables: Tables) {
  const campaign = campaignOf(tables);
  return attentionOf(
    campaign,
    Array.from({ length: campaign.n }, (_, i) => accounts(campaign, i)),
  );
}

test('a campaign in order needs no attention', () => {
  expect(
    items(tablesOf({ orders: [open('A-1'), ready('A-2')], shipments: [sent('A-2-1', 'MUG x1')] })),
  ).toEqual([]);
});

test('rows in doubt are named once each, with what to do', () => {
  const found = items(
    tablesOf({
      orders: [
        ready('A-1', { 'Row check': '1.aaaaaa.aaaaaaa.f.' }),
        ready('A-2', { 'Row check': '' }),
        ready('A-3'),
        ready('A-3'),
        ready('A-4', { Packages: 'A-4-1 sent' }),
      ],
    }),
  );
  expect(found.map((item) => item.key)).toEqual([
    'row.scrambled/A-1/',
    'row.no-check/A-2/',
    'row.duplicate-id/A-3/',
    'shipment.row-missing/A-4/',
  ]);
  for (const item of found) expect(item.action).toMatch(/\.$/);
});

test('property 1: accounts that do not add up are named with their SKU', () => {
  const [item] = items(
    tablesOf({
      orders: [ready('A-1', { Items: 'MUG x2' })],
      shipments: [shipped('A-1-1', 'MUG x1'), planned('A-1-2', 'MUG x2')],
    }),
  );
  expect(item?.key).toBe('qty.over/A-1/');
  expect(item?.what).toContain('MUG');
});

test('unmapped rewards and SKUs in no channel come once, with the number of orders that wait', () => {
  const found = items(
    tablesOf({
      orders: [
        open('A-1', { Items: 'reward:7 x1' }),
        open('A-2', { Items: 'reward:7 x1' }),
        ready('A-3', { Items: 'SHIRT x1' }),
      ],
      channels: [{ Channel: 'US', SKUs: 'MUG' }],
    }),
  );
  expect(found.find((item) => item.key.startsWith('reward.unmapped'))?.what).toContain(
    'Orders that wait for it: 2.',
  );
  expect(found.find((item) => item.key === 'channel.none/SHIRT/')?.what).toContain(
    'Orders that wait for it: 1.',
  );
});

test('C12: with a channel for everything else, no SKU is without a channel', () => {
  const channels = [
    { Channel: 'US', SKUs: 'MUG' },
    { Channel: 'Rest', SKUs: 'everything else' },
  ];
  expect(items(tablesOf({ orders: [ready('A-1', { Items: 'SHIRT x1' })], channels }))).toEqual([]);
});

test('B24: a word typed into Stage is listed until its action was run', () => {
  const tables = typed(tablesOf({ orders: [lockedOrder('A-1')] }), 'Orders', 'A-1', 'Stage', 'Shipped');
  expect(items(tables).map((item) => item.key)).toEqual(['stage.requested/A-1/']);
});

test('J5: a shipment whose order is gone is named', () => {
  const found = items(tablesOf({ orders: [ready('A-1')], shipments: [sent('A-9-1', 'MUG x1')] }));
  expect(found.map((item) => item.key)).toEqual(['match.none/A-9/A-9-1']);
  expect(found[0]?.what).toContain('A-9-1');
});
