import { expect, test } from 'vitest';
import { planBuilder } from '../../../shared/plan/builder.ts';
import { overlay } from '../../../shared/plan/overlay.ts';
import { ALREADY, CHANGE, DECIDE, LEFT } from '../../../shared/plan/types.ts';
import { withViews } from '../../../shared/plan/views.ts';
import { tableOf } from '../../../shared/tabs/table.ts';
import { applied, cellOf, EARLIER, NOW, open, ready, sent, tablesOf } from '../../support/campaign.ts';

const orders = () => ({
  Orders: tableOf('Orders', { 'Order ID': ['A-1', 'A-2'], Hold: ['', 'x'], Notes: ['n1', 'n2'] }),
});

test('a plan changes copies of the columns that it names, and only for the subjects that are taken', () => {
  const tables = orders();
  const builder = planBuilder(['A-1', 'A-2'], [0, 1]);
  const set = builder.cells('Orders', ['Hold', 'Payment']);
  set(0, 'A-1', 0, ['held', undefined]);
  set(1, 'A-2', 1, ['', 'paid']);
  const first = overlay(tables, builder.build(), (subject) => subject === 0);
  expect(first.Orders?.columns.get('Hold')).toEqual(['held', 'x']);
  expect(first.Orders?.columns.get('Payment')).toEqual(['', '']);
  expect(first.Orders?.columns.get('Notes')).toBe(tables.Orders.columns.get('Notes'));
  expect(tables.Orders.columns.get('Hold')).toEqual(['', 'x']);
});

test('added rows stand at the end, with blanks where they say nothing, beside changed ones', () => {
  const builder = planBuilder(['A-1', 'A-3', 'A-4'], [0, -1, -1]);
  builder.cells('Orders', ['Hold'])(0, 'A-1', 0, ['held']);
  const add = builder.rows('Orders', ['Order ID', 'Reward']);
  add(1, 'A-3', ['A-3', 'Early bird']);
  add(2, 'A-4', ['A-4', 'Late bird']);
  const made = overlay(orders(), builder.build(), (subject) => subject !== 1).Orders;
  expect(made?.n).toBe(3);
  expect(Object.fromEntries(made?.columns ?? [])).toEqual({
    'Order ID': ['A-1', 'A-2', 'A-4'],
    Hold: ['held', 'x', ''],
    Notes: ['n1', 'n2', ''],
    Reward: ['', '', 'Late bird'],
  });
});

test('rows are added to a tab that was not there', () => {
  const builder = planBuilder(['A-1'], [0]);
  builder.rows('Shipments', ['Shipment ID', 'Order ID'])(0, 'A-1-1', ['A-1-1', 'A-1']);
  const made = overlay(orders(), builder.build(), () => true).Shipments;
  expect([made?.n, made?.columns.get('Order ID')]).toEqual([1, ['A-1']]);
});

test('a removed row is blank, so that nothing finds it', () => {
  const builder = planBuilder(['A-2'], [1]);
  builder.remove('Orders')(0, 'A-2', 1);
  const made = overlay(orders(), builder.build(), () => true).Orders;
  expect(made?.columns.get('Order ID')).toEqual(['A-1', '']);
});

test('the builder gives each subject its last word, and leaves out what nothing was put into', () => {
  const builder = planBuilder(['a', 'b', 'c', 'd'], [-1, -1, -1, -1]);
  builder.cells('Orders', ['Hold']);
  builder.change(0, 'stock.none', 'MUG');
  builder.left(1, { code: 'hold', detail: 'x' });
  builder.decide(2, { code: 'payment.charged', detail: '' });
  builder.change(3);
  builder.already(3);
  const plan = builder.build();
  expect([...plan.outcome]).toEqual([CHANGE, LEFT, DECIDE, ALREADY]);
  expect(plan.reason).toEqual(['stock.none', 'hold', 'payment.charged', 'already.done']);
  expect(plan.detail).toEqual(['MUG', 'x', '', '']);
  expect(plan.changes).toEqual([]);
});

test('the views follow a changed shipment and an added one, of orders that the plan itself does not touch', () => {
  const tables = tablesOf({ orders: [ready('A-1'), ready('A-2')], shipments: [sent('A-1-1', 'MUG x1')] });
  const builder = planBuilder(['A-1', 'A-2'], [0, 1]);
  builder.change(0);
  builder.cells('Shipments', ['Shipped at'])(0, 'A-1-1', 0, [NOW]);
  builder.change(1);
  const add = builder.rows('Shipments', ['Shipment ID', 'Order ID', 'Contents', 'Pushed at']);
  add(1, 'A-2-1', ['A-2-1', 'A-2', 'MUG x1', NOW]);
  const after = applied(tables, builder.build());
  expect(cellOf(after, 'Orders', 'A-1', 'Stage')).toBe('Shipped');
  expect(cellOf(after, 'Orders', 'A-1', 'Packages')).toBe('A-1-1 shipped');
  expect(cellOf(after, 'Shipments', 'A-1-1', 'Status')).toBe('shipped');
  expect(cellOf(after, 'Orders', 'A-2', 'Packages')).toBe('A-2-1 sent');
  expect(cellOf(after, 'Shipments', 'A-2-1', 'Status')).toBe('sent');
});

test('views that are right already are not written again', () => {
  const tables = tablesOf({ orders: [open('A-1')] });
  const builder = planBuilder(['A-1'], [0]);
  builder.change(0);
  builder.cells('Orders', ['Notes'])(0, 'A-1', 0, ['hello']);
  const { views } = withViews(tables, builder.build());
  expect(views.flatMap((change) => [...change.columns.values()].flat())).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});

test('an added order gets its views and a Row check of its own', () => {
  const builder = planBuilder(['line 2'], [-1]);
  builder.change(0);
  const add = builder.rows('Orders', ['Order ID', 'Items', 'Survey at', 'Payment']);
  add(0, 'A-9', ['A-9', 'MUG x1', EARLIER, 'paid']);
  const after = applied(tablesOf({ orders: [open('A-1')] }), builder.build());
  expect(cellOf(after, 'Orders', 'A-9', 'Stage')).toBe('Open');
  expect(cellOf(after, 'Orders', 'A-9', 'Next step')).toBe('Lock Down');
  expect(cellOf(after, 'Orders', 'A-9', 'Row check')).toMatch(/^1\.[0-9a-z]{6}\.[0-9a-z]{7}\.b\.$/);
});
