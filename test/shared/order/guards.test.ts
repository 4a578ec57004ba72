import { expect, test } from 'vitest';
import { lockDown } from '../../../shared/actions/lock-down.ts';
import { markShipped } from '../../../shared/actions/mark-shipped.ts';
import { pushToChannel } from '../../../shared/actions/push-to-channel.ts';
import { campaignOf } from '../../../shared/order/campaign.ts';
import { frozen } from '../../../shared/order/guards.ts';
import {
  awaiting,
  cellOf,
  EARLIER,
  lockedOrder,
  NOW,
  open,
  orderCells,
  outcomes,
  paidOrder,
  planOf,
  ran,
  ready,
  sent,
  shipped,
  tablesOf,
  typed,
} from '../../support/campaign.ts';

test('B1, B2, B3, B4: Lock Down asks for the survey and, where money is due, for payment information', () => {
  const tables = tablesOf({
    orders: [
      awaiting('A-1'),
      open('A-2', { Payment: 'no card' }),
      open('A-3', { Payment: '', 'Amount due': '0' }),
      lockedOrder('A-4'),
      open('A-5', { Payment: '', 'Amount due': '' }),
      open('A-6'),
      open('A-7', { Payment: 'cheque' }),
    ],
  });
  expect(outcomes(planOf(lockDown, tables))).toEqual({
    'A-1': 'left: survey.incomplete',
    'A-2': 'left: payment.missing',
    'A-3': 'change',
    'A-4': 'already',
    'A-5': 'left: payment.unknown',
    'A-6': 'change',
    'A-7': 'left: payment.invalid',
  });
  const locked = ran(lockDown, tables);
  expect(cellOf(locked, 'Orders', 'A-4', 'Locked at')).toBe(EARLIER);
  expect(orderCells(locked, 'A-6', 'Locked at', 'Locked items', 'Stage')).toEqual({
    'Locked at': NOW,
    'Locked items': 'MUG x1',
    Stage: 'Locked down',
  });
});

test('J7: two rows with one id are both frozen', () => {
  const copied = campaignOf(tablesOf({ orders: [open('A-1'), open('A-1'), open('A-2')] }));
  expect([0, 1, 2].map((i) => frozen(copied, i)?.code ?? null)).toEqual([
    'row.duplicate-id',
    'row.duplicate-id',
    null,
  ]);
});

test('J2, J8: a row whose hidden check is another order’s is frozen', () => {
  const tables = tablesOf({ orders: [open('A-1'), open('A-2')] });
  const sorted = typed(tables, 'Orders', 'A-1', 'Order ID', 'A-3');
  expect(frozen(campaignOf(sorted), 0)).toEqual({ code: 'row.scrambled', detail: '' });
});

test('a row typed by hand is free while it is open, and no action trusts its lock', () => {
  const rows = campaignOf(
    tablesOf({ orders: [open('A-1', { 'Row check': '' }), lockedOrder('A-2', { 'Row check': '' })] }),
  );
  expect([frozen(rows, 0), frozen(rows, 1)?.code]).toEqual([null, 'row.no-check']);
});

test('a shipment that Orders names and Shipments lacks freezes its order', () => {
  const gone = campaignOf(
    tablesOf({
      orders: [ready('A-1', { Packages: 'A-1-1 shipped; A-1-2 sent' })],
      shipments: [shipped('A-1-1', 'MUG x1')],
    }),
  );
  expect(frozen(gone, 0)).toEqual({ code: 'shipment.row-missing', detail: 'A-1-2' });
});

test('Next step answers why an order is not shipped', () => {
  const tables = tablesOf({
    orders: [
      awaiting('A-1'),
      open('A-2'),
      open('A-3', { Payment: 'no card' }),
      lockedOrder('A-4'),
      paidOrder('A-5'),
      ready('A-6'),
      ready('A-7'),
      ready('A-8', { Items: 'MUG x2' }),
      ready('A-9', { Items: 'MUG x2' }),
      lockedOrder('A-10', { Payment: 'errored: expired' }),
      open('A-11', { Items: 'MUG x2' }),
      open('A-12'),
    ],
    shipments: [
      sent('A-7-1', 'MUG x1'),
      sent('A-8-1', 'MUG x1'),
      shipped('A-9-1', 'MUG x1'),
      shipped('A-11-1', 'MUG x1'),
      shipped('A-12-1', 'MUG x1'),
    ],
  });
  const steps = Array.from({ length: 12 }, (_, n) => cellOf(tables, 'Orders', `A-${n + 1}`, 'Next step'));
  expect(steps).toEqual([
    'Waits for the backer’s survey',
    'Lock Down',
    'Money is due and there is no card. Ask the backer for a card, or record the payment.',
    'The order is not paid. Charge the card and record the payment.',
    'Finalize Addresses',
    'Push to Channel',
    'Waits for the warehouse: Import Tracking',
    'Push to Channel; Import Tracking',
    'Push to Channel',
    'The payment failed: expired. Ask the backer to fix the card; then record the payment.',
    'The order is not locked down. Run Lock Down first.',
    '',
  ]);
});

test('a cancelled order is called cancelled, not empty', () => {
  const tables = tablesOf({ orders: [ready('A-1', { 'Cancelled items': 'MUG x1' })] });
  expect(outcomes(planOf(pushToChannel, tables, { channel: 'All items' }))).toEqual({
    'A-1': 'left: order.cancelled',
  });
  expect(outcomes(planOf(markShipped, tables))).toEqual({ 'A-1': 'left: order.cancelled' });
});

test('B16: a refunded order is not locked, so that it never counts for the factory', () => {
  const plan = planOf(lockDown, tablesOf({ orders: [open('A-1', { Payment: 'refunded' }), open('A-2')] }));
  expect(outcomes(plan)).toEqual({ 'A-1': 'left: payment.refunded', 'A-2': 'change' });
});
