import { expect, test } from 'vitest';
import { hold } from '../../../shared/actions/hold.ts';
import { release } from '../../../shared/actions/release.ts';
import {
  cellOf,
  open,
  outcomes,
  planOf,
  ran,
  ready,
  sent,
  shipped,
  tablesOf,
} from '../../support/campaign.ts';

const reason = { reason: 'address' };

test('F13: a hold says its reason and its day, and stands in the way of the push', () => {
  const tables = ran(hold, tablesOf({ orders: [ready('A-1')] }), reason);
  expect(cellOf(tables, 'Orders', 'A-1', 'Hold')).toBe('address (2026-05-03)');
  expect(cellOf(tables, 'Orders', 'A-1', 'Next step')).toBe(
    'On hold: address (2026-05-03). Release it when the matter is settled.',
  );
  expect(cellOf(tables, 'Orders', 'A-1', 'Stage')).toBe('Ready to ship');
});

test('an order that is held for another reason keeps that reason', () => {
  const plan = planOf(hold, tablesOf({ orders: [open('A-1', { Hold: 'fraud (2026-01-02)' })] }), reason);
  expect(outcomes(plan)).toEqual({ 'A-1': 'already: hold' });
  expect(plan.detail[0]).toBe('fraud (2026-01-02)');
  expect(plan.changes).toEqual([]);
});

test('what is shipped, cancelled or only digital cannot be held; what is at the warehouse can', () => {
  const tables = tablesOf({
    orders: [
      ready('A-1'),
      ready('A-2', { 'Cancelled items': 'MUG x1' }),
      ready('A-3', { Items: 'PDF x1' }),
      ready('A-4'),
    ],
    shipments: [shipped('A-1-1', 'MUG x1'), sent('A-4-1', 'MUG x1')],
  });
  expect(outcomes(planOf(hold, tables, reason))).toEqual({
    'A-1': 'left: order.shipped',
    'A-2': 'left: order.cancelled',
    'A-3': 'left: nothing-physical',
    'A-4': 'change',
  });
});

test('a hold asks why, and keeps the answer on one line', () => {
  expect(hold.check({ reason: '  ' })).toEqual({ ok: false, message: 'Say why the orders are held.' });
  const tables = ran(hold, tablesOf({ orders: [open('A-1')] }), { reason: 'two\nlines' });
  expect(cellOf(tables, 'Orders', 'A-1', 'Hold')).toBe('two lines (2026-05-03)');
});

test('Release ends the hold and only the hold', () => {
  const held = ran(hold, tablesOf({ orders: [ready('A-1'), open('A-2')] }), reason);
  const tables = ran(release, held);
  expect(cellOf(tables, 'Orders', 'A-1', 'Hold')).toBe('');
  expect(cellOf(tables, 'Orders', 'A-1', 'Next step')).toBe('Push to Channel');
  expect(outcomes(planOf(release, tables))).toEqual({ 'A-1': 'already', 'A-2': 'already' });
});

test('J7, J2: rows whose identity is in doubt are left alone by every action', () => {
  const tables = tablesOf({
    orders: [open('A-1'), open('A-1'), open('A-2', { 'Row check': '1.zzzzzz.1234567.a.' })],
  });
  for (const plan of [planOf(hold, tables, reason), planOf(release, tables)]) {
    expect(plan.reason).toEqual(['row.duplicate-id', 'row.duplicate-id', 'row.scrambled']);
    expect(plan.changes).toEqual([]);
  }
});
