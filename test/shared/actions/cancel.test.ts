import { expect, test } from 'vitest';
import { cancel } from '../../../shared/actions/cancel.ts';
import { accounts } from '../../../shared/order/accounts.ts';
import { campaignOf } from '../../../shared/order/campaign.ts';
import type { Tables } from '../../../shared/tabs/table.ts';
import {
  awaiting,
  cellOf,
  lockedOrder,
  NOW,
  open,
  orderCells,
  outcomes,
  planned,
  planOf,
  ran,
  ready,
  sent,
  shipped,
  tablesOf,
} from '../../support/campaign.ts';

const confirmed = { confirmed: true };
const some = (quantity: number, sku = 'MUG') => ({ sku: { sku, quantity } });

/** `ordered = cancelled + shipped + pushed + open` of a unit, as numbers. */
function account(tables: Tables, sku = 'MUG'): number[] {
  const unit = accounts(campaignOf(tables), 0).units.find((known) => known.sku === sku);
  if (unit === undefined) throw new Error(`No unit ${sku}`);
  return [unit.ordered, unit.cancelled, unit.shipped, unit.pushed, unit.open];
}

test('B8: an order that is cancelled before the push leaves the work', () => {
  const tables = ran(cancel, tablesOf({ orders: [ready('A-1', { Items: 'SET x1; SHIRT x1' })] }));
  expect(orderCells(tables, 'A-1', 'Stage', 'Cancelled items', 'Next step')).toEqual({
    Stage: 'Cancelled',
    'Cancelled items': 'MUG x2; PDF x1; SHIRT x1',
    'Next step': '',
  });
});

test('an order that was never locked, even without a survey, can be cancelled', () => {
  const tables = ran(cancel, tablesOf({ orders: [open('A-1'), awaiting('A-2')] }));
  expect(cellOf(tables, 'Orders', 'A-1', 'Stage')).toBe('Cancelled');
  expect(cellOf(tables, 'Orders', 'A-2', 'Stage')).toBe('Cancelled');
});

test('B11: of three, one is cancelled and two go on', () => {
  const tables = ran(cancel, tablesOf({ orders: [ready('A-1', { Items: 'MUG x3' })] }), some(1));
  expect(account(tables)).toEqual([3, 1, 0, 0, 2]);
  expect(cellOf(tables, 'Orders', 'A-1', 'Stage')).toBe('Ready to ship');
});

test('B11: the preview says which units are cancelled, for its button counts orders', () => {
  const orders = [ready('A-1', { Items: 'MUG x3' }), ready('A-2', { Items: 'MUG x1; SHIRT x1' })];
  expect(planOf(cancel, tablesOf({ orders }), some(1)).figures[0]).toEqual({
    title: 'Units to be cancelled',
    columns: ['SKU', 'Units'],
    rows: [['MUG', 2]],
  });
});

test('B12: cancelling twice, an order or a quantity, changes nothing the second time', () => {
  const whole = ran(cancel, tablesOf({ orders: [ready('A-1')] }));
  expect(outcomes(planOf(cancel, whole))).toEqual({ 'A-1': 'already' });
  const part = ran(cancel, tablesOf({ orders: [ready('A-1', { Items: 'MUG x3' })] }), some(1));
  const second = planOf(cancel, part, some(1));
  expect(outcomes(second)).toEqual({ 'A-1': 'already: already.cancelled' });
  expect(second.detail).toEqual(['MUG x1']);
});

test('the quantity is the total, so a larger one cancels the rest of it', () => {
  const part = ran(cancel, tablesOf({ orders: [ready('A-1', { Items: 'MUG x3; SHIRT x1' })] }), some(1));
  const more = ran(cancel, part, some(3));
  expect(cellOf(more, 'Orders', 'A-1', 'Cancelled items')).toBe('MUG x3');
  expect(cellOf(more, 'Orders', 'A-1', 'Stage')).toBe('Ready to ship');
});

test('no more than is open can be cancelled, and nothing that the order does not hold', () => {
  const tables = tablesOf({
    orders: [ready('A-1', { Items: 'MUG x2' }), ready('A-2', { Items: 'SHIRT x1' })],
  });
  const plan = planOf(cancel, tables, some(3));
  expect(outcomes(plan)).toEqual({ 'A-1': 'left: qty.not-open', 'A-2': 'left: sku.not-in-order' });
  expect(plan.detail).toEqual(['MUG x2', 'MUG']);
});

test('a SKU in other case is the same SKU, and a kit stands for its units', () => {
  const tables = tablesOf({ orders: [ready('A-1', { Items: 'SET x2' })] });
  expect(cellOf(ran(cancel, tables, some(1, 'mug')), 'Orders', 'A-1', 'Cancelled items')).toBe('MUG x1');
  expect(cellOf(ran(cancel, tables, some(1, 'SET')), 'Orders', 'A-1', 'Cancelled items')).toBe(
    'MUG x2; PDF x1',
  );
});

test('B9: what is at the warehouse is not cancelled before the warehouse confirms', () => {
  const tables = tablesOf({ orders: [ready('A-1')], shipments: [sent('A-1-1', 'MUG x1')] });
  const plan = planOf(cancel, tables);
  expect(outcomes(plan)).toEqual({ 'A-1': 'decide: cancel.at-partner' });
  expect(plan.detail).toEqual(['A-1-1']);
  const done = ran(cancel, tables, confirmed);
  expect(orderCells(done, 'A-1', 'Stage', 'Cancelled items', 'Packages')).toEqual({
    Stage: 'Cancelled',
    'Cancelled items': 'MUG x1',
    Packages: 'A-1-1 cancelled',
  });
  expect(cellOf(done, 'Shipments', 'A-1-1', 'Cancelled at')).toBe(NOW);
});

test('B9: the open rest is cancelled at once, and the preview names the shipment that stays', () => {
  const tables = tablesOf({
    orders: [ready('A-1', { Items: 'MUG x1; SHIRT x2' })],
    shipments: [sent('A-1-1', 'MUG x1')],
  });
  const plan = planOf(cancel, tables);
  expect(outcomes(plan)).toEqual({ 'A-1': 'change: cancel.at-partner' });
  const rest = ran(cancel, tables);
  expect(cellOf(rest, 'Orders', 'A-1', 'Cancelled items')).toBe('SHIRT x2');
  expect(outcomes(planOf(cancel, rest))).toEqual({ 'A-1': 'decide: cancel.at-partner' });
});

test('C20: a quantity at the warehouse is taken out of the shipment when the warehouse confirms', () => {
  const tables = tablesOf({
    orders: [ready('A-1', { Items: 'MUG x3' })],
    shipments: [sent('A-1-1', 'MUG x3')],
  });
  expect(outcomes(planOf(cancel, tables, some(1)))).toEqual({ 'A-1': 'decide: cancel.at-partner' });
  const done = ran(cancel, tables, { ...some(1), ...confirmed });
  expect(cellOf(done, 'Shipments', 'A-1-1', 'Contents')).toBe('MUG x2');
  expect(account(done)).toEqual([3, 1, 0, 2, 0]);
});

test('B10: what has shipped cannot be cancelled', () => {
  const tables = tablesOf({
    orders: [ready('A-1', { Items: 'MUG x1; PDF x1' })],
    shipments: [shipped('A-1-1', 'MUG x1')],
  });
  expect(outcomes(planOf(cancel, tables, confirmed))).toEqual({ 'A-1': 'left: parcel.shipped' });
  expect(outcomes(planOf(cancel, tables, some(1)))).toEqual({ 'A-1': 'left: parcel.shipped' });
});

test('I1: the rest of a part-shipped order is cancelled, and the order is complete', () => {
  const tables = ran(
    cancel,
    tablesOf({ orders: [ready('A-1', { Items: 'MUG x3' })], shipments: [shipped('A-1-1', 'MUG x1')] }),
  );
  expect(account(tables)).toEqual([3, 2, 1, 0, 0]);
  expect(cellOf(tables, 'Orders', 'A-1', 'Stage')).toBe('Shipped');
  expect(outcomes(planOf(cancel, tables))).toEqual({ 'A-1': 'left: parcel.shipped' });
});

test('shipments that were not sent lose the cancelled units, the last one first', () => {
  const tables = tablesOf({
    orders: [ready('A-1', { Items: 'MUG x5' })],
    shipments: [planned('A-1-1', 'MUG x2'), planned('A-1-2', 'MUG x2')],
  });
  const one = ran(cancel, tables, some(1));
  expect(cellOf(one, 'Shipments', 'A-1-2', 'Contents')).toBe('MUG x2');
  const four = ran(cancel, tables, some(4));
  expect(cellOf(four, 'Shipments', 'A-1-2', 'Status')).toBe('cancelled');
  expect(cellOf(four, 'Shipments', 'A-1-1', 'Contents')).toBe('MUG x1');
  expect(accounts(campaignOf(four), 0).broken).toBe(false);
});

test('the further boxes of a cancelled shipment are cancelled with it, a replacement of another is not', () => {
  const tables = tablesOf({
    orders: [ready('A-1', { Items: 'MUG x2' })],
    shipments: [
      shipped('A-1-1', 'MUG x1'),
      sent('A-1-2', 'MUG x1'),
      sent('A-1-2.1', '-', { 'Order ID': 'A-1' }),
      sent('A-1-3', 'MUG x1', { Replaces: 'A-1-1 damaged' }),
    ],
  });
  const done = ran(cancel, tables, confirmed);
  expect(cellOf(done, 'Orders', 'A-1', 'Packages')).toBe(
    'A-1-1 shipped; A-1-2 cancelled; A-1-2.1 cancelled; A-1-3 sent',
  );
});

test('orders that cannot be taken apart are left alone: unread items, rewards without SKUs, no items at all', () => {
  const tables = tablesOf({
    orders: [
      open('A-1', { Items: 'MUG' }),
      open('A-2', { Items: 'reward:Early bird x1' }),
      open('A-3', { Items: '' }),
      lockedOrder('A-4', { 'Cancelled items': 'one mug' }),
    ],
  });
  expect(outcomes(planOf(cancel, tables))).toEqual({
    'A-1': 'left: items.invalid',
    'A-2': 'left: reward.unmapped',
    'A-3': 'left: order.no-items',
    'A-4': 'left: items.invalid',
  });
});

test('the panel’s SKU without a whole quantity is refused, an empty one means whole orders', () => {
  for (const sku of [{ sku: 'MUG', quantity: 0 }, { sku: 'MUG', quantity: 1.5 }, { sku: 'MUG' }, 'MUG']) {
    expect(cancel.check({ sku }).ok, JSON.stringify(sku)).toBe(false);
  }
  for (const options of [{}, { sku: '' }, some(2)]) expect(cancel.check(options).ok).toBe(true);
});

test('a refund in parts is noted with what it was for; what stays is untouched', () => {
  const order = ready('A-1', { Items: 'MUG x3', Notes: 'VIP' });
  const tables = ran(cancel, tablesOf({ orders: [order] }), { ...some(1), refund: '10.00 USD' });
  expect(orderCells(tables, 'A-1', 'Notes', 'Cancelled items', 'Payment')).toEqual({
    Notes: 'VIP; 2026-05-03: refunded 10.00 USD for MUG x1',
    'Cancelled items': 'MUG x1',
    Payment: 'paid',
  });
  const again = planOf(cancel, tables, { ...some(1), refund: '10.00 USD' });
  expect(outcomes(again)).toEqual({ 'A-1': 'already: already.cancelled' });
});
