import { describe, expect, test } from 'vitest';
import { accounts } from '../../../shared/order/accounts.ts';
import { attentionOf, canJudge, isOver } from '../../../shared/order/attention.ts';
import { campaignOf } from '../../../shared/order/campaign.ts';
import type { Tables } from '../../../shared/tabs/table.ts';
import {
  type Cells,
  lockedOrder,
  open,
  planned,
  ready,
  sent,
  shipped,
  tablesOf,
  typed,
} from '../../support/campaign.ts';

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

const AT_WAREHOUSE = 'Ada Byron, 1 Main Street, Albany, NY, 12207, US';

test('D12: an address that changed after it was sent is named by its shipment, until the two agree again', () => {
  const tables = tablesOf({
    orders: [ready('A-1'), ready('A-2', { City: 'Troy' }), ready('A-3', { Hold: 'wait' })],
    shipments: ['A-1-1', 'A-2-1', 'A-3-1'].map((id) => sent(id, 'MUG x1', { 'Ship to': AT_WAREHOUSE })),
  });
  const found = items(tables);
  expect(found.map((item) => item.key)).toEqual([
    'shipment.changed-since-sent/A-2/A-2-1',
    'shipment.changed-since-sent/A-3/A-3-1',
  ]);
  expect(found.map((item) => item.what)).toEqual([
    'Shipment A-2-1: Changed since it was sent to the warehouse: address.',
    'Shipment A-3-1: Changed since it was sent to the warehouse: hold.',
  ]);
  expect(items(typed(tables, 'Orders', 'A-2', 'City', 'Albany')).map((item) => item.key)).toEqual([
    'shipment.changed-since-sent/A-3/A-3-1',
  ]);
});

test('D13: a parcel that has left keeps the address that it was sent to', () => {
  const shipments = [shipped('A-1-1', 'MUG x1', { 'Ship to': AT_WAREHOUSE })];
  expect(items(tablesOf({ orders: [ready('A-1', { City: 'Troy' })], shipments }))).toEqual([]);
});

test('what an action did not read it does not call settled', () => {
  const tables = tablesOf({
    orders: [ready('A-1', { City: 'Troy' })],
    shipments: [sent('A-1-1', 'MUG x1', { 'Ship to': AT_WAREHOUSE })],
  });
  const orders = tables.Orders;
  if (orders === undefined) throw new Error('There are orders');
  const columns = new Map([...orders.columns].filter(([name]) => name !== 'Postal code'));
  const blind = campaignOf({ ...tables, Orders: { ...orders, columns } });
  const key = 'shipment.changed-since-sent/A-1/A-1-1';
  expect([canJudge(key, campaignOf(tables)), canJudge(key, blind)]).toEqual([true, false]);
  expect(canJudge('row.edited/A-1/', blind)).toBe(true);
  expect(items({ ...tables, Orders: { ...orders, columns } })).toEqual([]);
});

test('what only the worker knows of, nobody else calls settled', () => {
  const whole = campaignOf(tablesOf({ orders: [ready('A-1')] }));
  for (const key of [
    'partner.refused/A-1/A-1-1',
    'parcel.lost/A-1/A-1-1',
    'label.voided/A-1/A-1-1',
    'sheet.row-twice/A-1/A-1-1',
  ])
    expect(canJudge(key, whole)).toBe(false);
});

describe('What a partner refused, or cancelled by itself', () => {
  const refused = sent('A-1-1', 'MUG x1', { 'Warehouse says': 'refused: no stock' });
  const stopped = sent('A-1-1', 'MUG x1', { 'Warehouse says': 'cancelled', 'Cancelled at': '2026-05-01' });
  const left = (shipments: readonly Cells[], order: Cells = {}) => {
    const there = campaignOf(tablesOf({ orders: [ready('A-1', order)], shipments }));
    return ['partner.refused', 'partner.cancelled', 'partner.stuck', 'parcel.lost'].map((code) =>
      canJudge(`${code}/A-1/A-1-1`, there),
    );
  };
  const OVER = [true, true, false, false];
  const LASTS = [false, false, false, false];

  test.each([refused, stopped])(
    'lasts while its units are open, and while they only wait to be sent',
    (one) => {
      expect(left([one])).toEqual(LASTS);
      expect(left([one, planned('A-1-2', 'MUG x1', { 'Warehouse says': 'waiting' })])).toEqual(LASTS);
      expect(left([one, sent('A-1-2', 'MUG x1', { 'Warehouse says': 'refused: no stock' })])).toEqual(LASTS);
    },
  );

  test.each([refused, stopped])(
    'is over when they went out again, were cancelled, or are no part of it any more',
    (one) => {
      expect(left([one, sent('A-1-2', 'MUG x1', { 'Warehouse says': 'accepted' })])).toEqual(OVER);
      expect(left([one], { 'Cancelled items': 'MUG x1' })).toEqual(OVER);
      expect(
        left([one], {
          Items: 'MUG x1; SHIRT x1',
          'Locked items': 'MUG x1; SHIRT x1',
          'Cancelled items': 'MUG x1',
        }),
      ).toEqual(OVER);
    },
  );

  test('lasts for part of its units, and for contents that nobody can read', () => {
    const two = sent('A-1-1', 'MUG x1; SHIRT x1', { 'Warehouse says': 'refused: no stock' });
    const both = { Items: 'MUG x1; SHIRT x1', 'Locked items': 'MUG x1; SHIRT x1' };
    expect(left([two, sent('A-1-2', 'MUG x1')], both)).toEqual(LASTS);
    expect(left([{ ...refused, Contents: 'MUG' }, sent('A-1-2', 'MUG x1')])).toEqual(LASTS);
  });

  test('a refused replacement is over when another one is on its way', () => {
    const gone = shipped('A-1-1', 'MUG x1');
    const replacement = (id: string, says: string) =>
      sent(id, 'MUG x1', { Replaces: 'A-1-1 (lost)', 'Warehouse says': says });
    const over = (shipments: readonly Cells[]) =>
      isOver('partner.refused/A-1/A-1-2', campaignOf(tablesOf({ orders: [ready('A-1')], shipments })));
    expect(over([gone, replacement('A-1-2', 'refused: no stock')])).toBe(false);
    expect(over([gone, replacement('A-1-2', 'refused: no stock'), replacement('A-1-3', 'accepted')])).toBe(
      true,
    );
  });

  test('what could not be handed over is over when its row asks for nothing more', () => {
    const over = (cells: Cells) =>
      isOver(
        'parcel.not-sent/A-1/A-1-1',
        campaignOf(tablesOf({ orders: [ready('A-1')], shipments: [planned('A-1-1', 'MUG x1', cells)] })),
      );
    const says = ['waiting', 'update asked', 'cancel agreed', 'accepted', 'cancelled', ''];
    expect(says.map((text) => over({ 'Warehouse says': text }))).toEqual([
      false,
      false,
      false,
      true,
      true,
      true,
    ]);
    expect(over({ 'Warehouse says': 'waiting', 'Shipped at': '2026-05-01' })).toBe(true);
    expect(over({ 'Warehouse says': 'waiting', 'Shipment ID': 'A-1-2' })).toBe(true);
  });

  test('what was cancelled in the sheet is not over while nobody has said that it is stopped', () => {
    const over = (says: string) =>
      isOver(
        'parcel.not-sent/A-1/A-1-1',
        campaignOf(
          tablesOf({
            orders: [ready('A-1')],
            shipments: [sent('A-1-1', 'MUG x1', { 'Warehouse says': says, 'Cancelled at': '2026-05-01' })],
          }),
        ),
      );
    expect(['accepted', 'unknown', 'cancel refused: packed', 'cancelled'].map(over)).toEqual([
      false,
      false,
      false,
      true,
    ]);
  });

  test('a box, and a parcel that its partner has split, are not over while any row of them asks', () => {
    const over = (id: string, cells: Cells) =>
      isOver(
        'parcel.not-sent/A-1/B-2-1',
        campaignOf(
          tablesOf({ orders: [ready('A-1'), ready('B-2')], shipments: [sent(id, 'MUG x1', cells)] }),
        ),
      );
    // The lead of the box is another order's, and asks for nothing.
    const row = { 'Order ID': 'A-1', Box: 'B-2-1' };
    expect(over('A-1-1', { ...row, 'Warehouse says': 'cancel asked' })).toBe(false);
    expect(over('A-1-1', { ...row, 'Warehouse says': 'accepted' })).toBe(true);
    expect(over('B-2-1.2', { 'Order ID': 'A-1', 'Warehouse says': 'cancel asked' })).toBe(false);
    expect(over('B-2-10', { 'Order ID': 'A-1', 'Warehouse says': 'cancel asked' })).toBe(true);
  });

  test('of an order or a shipment that is not there nobody can tell', () => {
    const there = campaignOf(tablesOf({ orders: [ready('A-1')], shipments: [refused] }));
    expect(
      ['partner.refused/A-9/A-9-1', 'partner.refused/A-1/A-1-7'].map((key) => isOver(key, there)),
    ).toEqual([false, false]);
  });
});
