import { expect, test } from 'vitest';
import { finalizeAddressesWith } from '../../../shared/actions/finalize-addresses.ts';
import { lockDown } from '../../../shared/actions/lock-down.ts';
import { reopenAddress } from '../../../shared/actions/reopen-address.ts';
import { unlock } from '../../../shared/actions/unlock.ts';
import { parseRowCheck } from '../../../shared/order/row-check.ts';
import {
  cellOf,
  lockedOrder,
  NOW,
  open,
  orderCells,
  outcomes,
  paidOrder,
  planned,
  planOf,
  ran,
  ready,
  sent,
  shipped,
  tablesOf,
  typed,
} from '../../support/campaign.ts';

const finalize = finalizeAddressesWith(() => ({ refusal: null, warnings: [] }));
const reason = { reason: 'wrong size' };

test('D11: after Reopen Address the address may be edited, and Finalize accepts it', () => {
  const reopened = ran(reopenAddress, tablesOf({ orders: [ready('A-1')] }));
  expect(orderCells(reopened, 'A-1', 'Stage', 'Finalized at')).toEqual({ Stage: 'Paid', 'Finalized at': '' });
  expect(parseRowCheck(cellOf(reopened, 'Orders', 'A-1', 'Row check'))?.content).toBe('-');
  const moved = typed(reopened, 'Orders', 'A-1', 'City', 'Boston');
  expect(outcomes(planOf(finalize, moved))).toEqual({ 'A-1': 'change' });
  const final = ran(finalize, moved);
  expect(orderCells(final, 'A-1', 'Stage', 'Finalized at')).toEqual({
    Stage: 'Ready to ship',
    'Finalized at': NOW,
  });
  expect(parseRowCheck(cellOf(final, 'Orders', 'A-1', 'Row check'))?.content).toMatch(/^[0-9a-z]{7}$/);
});

test('the Row check that Reopen Address proposes is the one that the views leave in the cell', () => {
  const tables = tablesOf({ orders: [ready('A-1'), ready('A-2', { Payment: 'errored: expired' })] });
  const plan = planOf(reopenAddress, tables);
  const proposed = plan.changes[0]?.columns.get('Row check');
  const written = ran(reopenAddress, tables).Orders?.columns.get('Row check');
  expect(proposed).toEqual(written);
});

test('Reopen Address keeps what the last import knew of the row', () => {
  const tables = tablesOf({ orders: [ready('A-1')] });
  const check = `${cellOf(tables, 'Orders', 'A-1', 'Row check')}abc123`;
  const imported = typed(tables, 'Orders', 'A-1', 'Row check', check);
  const reopened = ran(reopenAddress, imported);
  expect(parseRowCheck(cellOf(reopened, 'Orders', 'A-1', 'Row check'))?.source).toBe('abc123');
});

test('Reopen Address leaves alone what is at the warehouse or gone, and opens the rest of a part-shipped order', () => {
  const tables = tablesOf({
    orders: [
      ready('A-1'),
      ready('A-2'),
      ready('A-3', { Items: 'MUG x2' }),
      paidOrder('A-4'),
      ready('A-5', { 'Cancelled items': 'MUG x1' }),
    ],
    shipments: [sent('A-1-1', 'MUG x1'), shipped('A-2-1', 'MUG x1'), shipped('A-3-1', 'MUG x1')],
  });
  const plan = planOf(reopenAddress, tables);
  expect(outcomes(plan)).toEqual({
    'A-1': 'left: shipment.pushed',
    'A-2': 'left: order.shipped',
    'A-3': 'change',
    'A-4': 'already',
    'A-5': 'left: order.cancelled',
  });
  expect(plan.detail[0]).toBe('A-1-1');
});

test('Unlock takes lock, finalization and locked units back, and Lock Down freezes the new items', () => {
  const tables = tablesOf({ orders: [lockedOrder('A-1', { 'Finalized at': NOW })] });
  const unlocked = ran(unlock, tables, reason);
  expect(
    orderCells(unlocked, 'A-1', 'Stage', 'Locked at', 'Finalized at', 'Locked items', 'Payment'),
  ).toEqual({
    Stage: 'Open',
    'Locked at': '',
    'Finalized at': '',
    'Locked items': '',
    Payment: 'card on file',
  });
  const again = ran(lockDown, typed(unlocked, 'Orders', 'A-1', 'Items', 'SET x1'));
  expect(cellOf(again, 'Orders', 'A-1', 'Locked items')).toBe('MUG x2; PDF x1');
});

test('Unlock leaves alone what is at the warehouse, shipped or cancelled', () => {
  const tables = tablesOf({
    orders: [
      lockedOrder('A-1'),
      lockedOrder('A-2', { Items: 'MUG x2' }),
      lockedOrder('A-3', { 'Cancelled items': 'MUG x1' }),
      open('A-4'),
    ],
    shipments: [sent('A-1-1', 'MUG x1'), shipped('A-2-1', 'MUG x1')],
  });
  expect(outcomes(planOf(unlock, tables, reason))).toEqual({
    'A-1': 'left: shipment.pushed',
    'A-2': 'left: shipment.shipped',
    'A-3': 'left: order.cancelled',
    'A-4': 'already',
  });
});

test('Unlock cancels shipments that were made from the locked units and not sent', () => {
  const tables = tablesOf({ orders: [lockedOrder('A-1')], shipments: [planned('A-1-1', 'MUG x1')] });
  const unlocked = ran(unlock, tables, reason);
  expect(cellOf(unlocked, 'Shipments', 'A-1-1', 'Cancelled at')).toBe(NOW);
  expect(cellOf(unlocked, 'Shipments', 'A-1-1', 'Status')).toBe('cancelled');
});

test('B18: a charged order is unlocked only with a word on the money', () => {
  const tables = tablesOf({
    orders: [paidOrder('A-1'), lockedOrder('A-2', { Payment: 'partly paid' }), lockedOrder('A-3')],
  });
  expect(outcomes(planOf(unlock, tables, reason))).toEqual({
    'A-1': 'decide: payment.charged',
    'A-2': 'decide: payment.charged',
    'A-3': 'change',
  });
  const refunded = ran(unlock, tables, { ...reason, charged: 'refunded' });
  expect(['A-1', 'A-2', 'A-3'].map((id) => cellOf(refunded, 'Orders', id, 'Payment'))).toEqual([
    'refunded',
    'refunded',
    'card on file',
  ]);
});

test('B7, B18: after "any difference will be due" the order is not paid until that is recorded', () => {
  const tables = tablesOf({ orders: [paidOrder('A-1')] });
  const options = { ...reason, charged: 'difference' };
  expect(planOf(unlock, tables, options).notices.map((notice) => notice.text)).toEqual([
    'The payment of 1 order becomes “partly paid”: record the payment again before the address is finalized.',
  ]);
  const dearer = typed(ran(unlock, tables, options), 'Orders', 'A-1', 'Items', 'MUG x1; SHIRT x1');
  const locked = ran(lockDown, dearer);
  expect(orderCells(locked, 'A-1', 'Stage', 'Payment')).toEqual({
    Stage: 'Locked down',
    Payment: 'partly paid',
  });
  expect(outcomes(planOf(finalize, locked))).toEqual({ 'A-1': 'left: payment.pending' });
});

test('Unlock asks why', () => {
  expect(unlock.check({ charged: 'refunded' })).toEqual({
    ok: false,
    message: 'Say why the orders are unlocked.',
  });
});
