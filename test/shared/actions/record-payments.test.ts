import { expect, test } from 'vitest';
import { recordPayments } from '../../../shared/actions/record-payments.ts';
import { type PaymentIntent, recordPaymentsFile } from '../../../shared/actions/record-payments-file.ts';
import type { Payment } from '../../../shared/tabs/tabs.ts';
import {
  applied,
  cellOf,
  contextOf,
  lockedOrder,
  orderCells,
  outcomes,
  paidOrder,
  planOf,
  ran,
  ready,
  sent,
  shipped,
  tablesOf,
} from '../../support/campaign.ts';

const refunded = { payment: 'refunded' };
const intent = (line: number, orderId: string, payment: Payment, more: Partial<PaymentIntent> = {}) => ({
  line,
  orderId,
  payment,
  reason: '',
  ...more,
});

test('B13, B14: an errored card keeps the lock and says why; a card that is fixed makes the order eligible again', () => {
  const start = tablesOf({ orders: [lockedOrder('A-1')] });
  const errored = ran(recordPayments, start, { payment: 'errored', reason: 'card expired' });
  expect(orderCells(errored, 'A-1', 'Stage', 'Payment', 'Locked at')).toEqual({
    Stage: 'Errored',
    Payment: 'errored: card expired',
    'Locked at': cellOf(start, 'Orders', 'A-1', 'Locked at'),
  });
  const fixed = ran(recordPayments, errored, { payment: 'paid' });
  expect(orderCells(fixed, 'A-1', 'Stage', 'Next step', 'Amount due')).toEqual({
    Stage: 'Paid',
    'Next step': 'Finalize Addresses',
    'Amount due': '20',
  });
});

test('what is recorded already stays, and an errored payment without a reason is asked about', () => {
  const tables = tablesOf({
    orders: [paidOrder('A-1'), lockedOrder('A-2', { Payment: 'errored: expired' })],
  });
  expect(outcomes(planOf(recordPayments, tables, { payment: 'paid' }))).toEqual({
    'A-1': 'already',
    'A-2': 'change',
  });
  expect(outcomes(planOf(recordPayments, tables, { payment: 'errored', reason: 'expired' }))).toEqual({
    'A-1': 'change',
    'A-2': 'already',
  });
  expect(recordPayments.check({ payment: 'errored' }).ok).toBe(false);
  expect(recordPayments.check({ payment: 'gold' }).ok).toBe(false);
});

test('B15: pay over time is pending, not paid', () => {
  const tables = ran(recordPayments, tablesOf({ orders: [lockedOrder('A-1')] }), { payment: 'pending' });
  expect(orderCells(tables, 'A-1', 'Stage', 'Next step')).toEqual({
    Stage: 'Locked down',
    'Next step': 'The payment is not complete yet. Wait for it, or record the payment.',
  });
});

test('B16: a refund before shipping cancels what is open, after a question', () => {
  const tables = tablesOf({ orders: [ready('A-1'), ready('A-2', { Payment: 'refunded' })] });
  const asked = planOf(recordPayments, tables, refunded);
  expect(outcomes(asked)).toEqual({ 'A-1': 'decide: payment.refund-open', 'A-2': 'already' });
  expect(asked.questions).toHaveLength(1);
  expect(asked.questions[0]).toMatchObject({
    id: 'cancelOpen',
    text: '1 refunded order still has something to ship. Cancel it?',
    answer: null,
  });
  const answered = { ...refunded, answers: { cancelOpen: 'cancel' } };
  for (const options of [answered, { ...refunded, cancelOpen: true }]) {
    expect(planOf(recordPayments, tables, options).questions[0]?.answer).toBe('cancel');
    const done = ran(recordPayments, tables, options);
    for (const id of ['A-1', 'A-2']) {
      expect(orderCells(done, id, 'Stage', 'Payment', 'Cancelled items')).toEqual({
        Stage: 'Cancelled',
        Payment: 'refunded',
        'Cancelled items': 'MUG x1',
      });
    }
  }
});

test('a refund that keeps the order open is only noted, and stands in the way of shipping', () => {
  const options = { ...refunded, answers: { cancelOpen: 'keep' } };
  const tables = ran(recordPayments, tablesOf({ orders: [paidOrder('A-1')] }), options);
  expect(orderCells(tables, 'A-1', 'Stage', 'Payment', 'Cancelled items')).toEqual({
    Stage: 'Locked down',
    Payment: 'refunded',
    'Cancelled items': '',
  });
  expect(cellOf(tables, 'Orders', 'A-1', 'Next step')).toContain('The payment was refunded.');
});

test('B16: a refunded order at the warehouse names the shipment to ask about', () => {
  const tables = tablesOf({
    orders: [ready('A-1', { Items: 'MUG x2' })],
    shipments: [sent('A-1-1', 'MUG x1')],
  });
  const plan = planOf(recordPayments, tables, { ...refunded, cancelOpen: true });
  expect(outcomes(plan)).toEqual({ 'A-1': 'change: cancel.at-partner' });
  expect(plan.detail).toEqual(['A-1-1']);
  const done = applied(tables, plan);
  expect(orderCells(done, 'A-1', 'Cancelled items', 'Packages')).toEqual({
    'Cancelled items': 'MUG x1',
    Packages: 'A-1-1 sent',
  });
});

test('B17: a refund after shipping is a fact of money only', () => {
  const tables = tablesOf({
    orders: [ready('A-1', { Items: 'MUG x1; PDF x1' })],
    shipments: [shipped('A-1-1', 'MUG x1')],
  });
  const plan = planOf(recordPayments, tables, refunded);
  expect(outcomes(plan)).toEqual({ 'A-1': 'change' });
  expect(plan.questions).toEqual([]);
  expect(orderCells(applied(tables, plan), 'A-1', 'Stage', 'Payment', 'Cancelled items')).toEqual({
    Stage: 'Shipped',
    Payment: 'refunded',
    'Cancelled items': '',
  });
});

test('a refunded order whose items cannot be read is not cancelled on a guess', () => {
  const tables = tablesOf({ orders: [lockedOrder('A-1', { 'Locked items': 'broken' })] });
  expect(outcomes(planOf(recordPayments, tables, refunded))).toEqual({
    'A-1': 'decide: payment.refund-open',
  });
  expect(outcomes(planOf(recordPayments, tables, { ...refunded, cancelOpen: true }))).toEqual({
    'A-1': 'left: items.invalid',
  });
});

test('a payments file is taken line by line: written, already, twice, unknown, unreadable', () => {
  const tables = tablesOf({
    orders: [lockedOrder('A-1'), paidOrder('A-2'), lockedOrder('A-3'), lockedOrder('A-4')],
  });
  const intents = [
    intent(2, 'A-1', 'paid', { amountDue: '0' }),
    intent(3, 'A-1', 'paid', { amountDue: '0.00' }),
    intent(4, 'A-2', 'paid'),
    intent(5, 'A-3', 'errored', { reason: 'do not\nhonour' }),
    intent(6, 'A-4', 'paid'),
    intent(7, 'A-4', 'refunded'),
    intent(8, 'A-9', 'paid'),
    intent(9, '', 'paid'),
    intent(10, 'A-3', 'paid', { amountDue: 'soon' }),
  ];
  const withoutLast = intents.slice(0, -1);
  const plan = recordPaymentsFile.plan(contextOf(tables), withoutLast);
  expect(outcomes(plan)).toEqual({
    'line 2': 'change',
    'line 3': 'already: duplicate.row',
    'line 4': 'already',
    'line 5': 'change',
    'line 6': 'decide: payment.said-twice',
    'line 7': 'decide: payment.said-twice',
    'line 8': 'left: match.none',
    'line 9': 'left: match.missing-id',
  });
  expect(plan.detail.slice(4, 6)).toEqual(['lines 6, 7', 'lines 6, 7']);
  const done = applied(tables, plan);
  expect(orderCells(done, 'A-1', 'Payment', 'Amount due')).toEqual({ Payment: 'paid', 'Amount due': '0' });
  expect(cellOf(done, 'Orders', 'A-3', 'Payment')).toBe('errored: do not honour');
  expect(cellOf(done, 'Orders', 'A-4', 'Payment')).toBe('card on file');
  const last = recordPaymentsFile.plan(contextOf(tables), intents.slice(-1));
  expect(outcomes(last)).toEqual({ 'line 10': 'left: payment.amount-invalid' });
});

test('a payments file that is imported again changes nothing', () => {
  const tables = tablesOf({ orders: [lockedOrder('A-1'), lockedOrder('A-2')] });
  const intents = [
    intent(2, 'A-1', 'paid', { amountDue: '0' }),
    intent(3, 'A-2', 'errored', { reason: 'expired' }),
  ];
  const done = applied(tables, recordPaymentsFile.plan(contextOf(tables), intents));
  expect(outcomes(recordPaymentsFile.plan(contextOf(done), intents))).toEqual({
    'line 2': 'already',
    'line 3': 'already',
  });
});

test('intents from the sidebar are read by their shape, and name the orders to load', () => {
  const raw: unknown[] = [intent(2, 'A-1', 'paid'), intent(3, 'A-1', 'paid'), intent(4, '', 'paid')];
  expect(recordPaymentsFile.keys(recordPaymentsFile.parse(raw))).toEqual(['A-1']);
  expect(() => recordPaymentsFile.parse([{ ...intent(2, 'A-1', 'paid'), payment: 'gold' }])).toThrow();
});
