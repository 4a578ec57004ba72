import { expect, test } from 'vitest';
import { accounts, unitsOf } from '../../../shared/order/accounts.ts';
import { type Cells, campaign, open, planned, ready, sent, shipped } from '../../support/campaign.ts';

/** Unit by unit: [SKU, ordered, cancelled, shipped, pushed, open, planned]. */
function lines(order: Cells, ...shipments: Cells[]): (string | number)[][] {
  return accounts(campaign({ orders: [order], shipments }), 0).units.map((unit) => [
    unit.sku,
    unit.ordered,
    unit.cancelled,
    unit.shipped,
    unit.pushed,
    unit.open,
    unit.planned,
  ]);
}

test('shipped, sent, not sent and cancelled shipments count each in their place', () => {
  const order = ready('A-1', { Items: 'MUG x9', 'Cancelled items': 'MUG x1' });
  expect(
    lines(
      order,
      shipped('A-1-1', 'MUG x2'),
      sent('A-1-2', 'MUG x1'),
      planned('A-1-3', 'MUG x3'),
      sent('A-1-4', 'MUG x4', { 'Cancelled at': '2026-01-01' }),
    ),
  ).toEqual([['MUG', 9, 1, 2, 1, 5, 3]]);
});

test('F7: what the partner refused is open again', () => {
  const refused = sent('A-1-1', 'MUG x1', { 'Warehouse says': 'refused: no such SKU' });
  expect(lines(ready('A-1'), refused)).toEqual([['MUG', 1, 0, 0, 0, 1, 0]]);
  const kept = sent('A-1-1', 'MUG x1', { 'Warehouse says': 'cancel refused: packed' });
  expect(lines(ready('A-1'), kept)).toEqual([['MUG', 1, 0, 0, 1, 0, 0]]);
});

test('F10: the children of a split shipment count for themselves, an extra box counts no unit', () => {
  expect(
    lines(
      ready('A-1', { Items: 'MUG x3' }),
      shipped('A-1-1', 'MUG x2'),
      shipped('A-1-1.1', 'MUG x1', { 'Order ID': 'A-1' }),
      shipped('A-1-1.2', '-', { 'Order ID': 'A-1' }),
    ),
  ).toEqual([['MUG', 3, 0, 3, 0, 0, 0]]);
});

test('C5, C8: kits explode while the order is open and are frozen by the lock', () => {
  expect(lines(open('A-1', { Items: 'SET x2; MUG x1' })).map((line) => line.slice(0, 2))).toEqual([
    ['MUG', 5],
    ['PDF', 2],
  ]);
  const products = [
    { SKU: 'MUG', Kind: 'physical' },
    { SKU: 'SET', Kind: 'kit', 'Kit contents': 'MUG x7' },
  ];
  const changed = campaign({
    orders: [open('A-1', { Items: 'SET x1' }), ready('A-2', { Items: 'SET x1', 'Locked items': 'MUG x2' })],
    products,
  });
  expect([unitsOf(changed, 0).text, unitsOf(changed, 1).text]).toEqual(['MUG x7', 'MUG x2']);
});

test('more going out than was ordered is seen', () => {
  const broken = (...shipments: Cells[]) =>
    accounts(campaign({ orders: [ready('A-1')], shipments }), 0).broken;
  expect(broken(sent('A-1-1', 'MUG x1'))).toBe(false);
  expect(broken(sent('A-1-1', 'MUG x2'))).toBe(true);
  expect(broken(sent('A-1-1', 'SHIRT x1'))).toBe(true);
  expect(broken(sent('A-1-1', 'MUG x1'), planned('A-1-2', 'MUG x1'))).toBe(true);
});

test('a cell of units that cannot be read is a problem of the order, not a zero', () => {
  const problem = (order: Cells, ...shipments: Cells[]) =>
    accounts(campaign({ orders: [order], shipments }), 0).problem;
  expect(problem(ready('A-1'))).toBe(null);
  expect(problem(ready('A-1', { 'Cancelled items': 'one mug' }))).toEqual({
    code: 'items.invalid',
    detail: 'one mug',
  });
  expect(problem(ready('A-1'), sent('A-1-1', 'MUG xx'))).toEqual({ code: 'qty.invalid', detail: 'MUG xx' });
});

test('a Locked at that somebody typed, without locked units, leaves the items in the accounts', () => {
  expect(lines(ready('A-1', { Items: 'MUG x2', 'Locked items': '' }))).toEqual([['MUG', 2, 0, 0, 0, 2, 0]]);
});

test('orders with the same items share their accounts until something happens to one of them', () => {
  const two = campaign({ orders: [open('A-1'), open('A-2'), open('A-3', { 'Cancelled items': 'MUG x1' })] });
  expect(accounts(two, 0)).toBe(accounts(two, 1));
  expect(accounts(two, 2).allCancelled).toBe(true);
  expect(accounts(two, 0).allCancelled).toBe(false);
});
