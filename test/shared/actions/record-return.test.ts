import { expect, test } from 'vitest';
import { recordReturn } from '../../../shared/actions/record-return.ts';
import { cellOf, outcomes, planOf, ran, ready, shipped, tablesOf } from '../../support/campaign.ts';

const ONE = { items: 'MUG x1', condition: 'damaged' };
const tables = () =>
  tablesOf({
    orders: [ready('A-1', { Items: 'MUG x2' }), ready('A-2')],
    shipments: [shipped('A-1-1', 'MUG x2')],
  });

test('I4: what came back is written with quantity and state; shipped and paid stay', () => {
  const after = ran(recordReturn, tables(), ONE);
  expect(cellOf(after, 'Orders', 'A-1', 'Returned')).toBe('MUG x1 (damaged, 2026-05-03)');
  expect(cellOf(after, 'Orders', 'A-1', 'Stage')).toBe('Shipped');
  expect(cellOf(after, 'Orders', 'A-1', 'Payment')).toBe('paid');
});

test('the second click adds nothing; a further one of another day does', () => {
  const once = ran(recordReturn, tables(), ONE);
  expect(outcomes(planOf(recordReturn, once, ONE))['A-1']).toBe('already');
  const twice = ran(recordReturn, once, ONE, '2026-05-04 09:00:00Z');
  expect(cellOf(twice, 'Orders', 'A-1', 'Returned')).toBe(
    'MUG x1 (damaged, 2026-05-03)\nMUG x1 (damaged, 2026-05-04)',
  );
  const third = planOf(recordReturn, twice, { ...ONE, condition: 'as new' });
  expect(outcomes(third)['A-1']).toBe('left: return.over');
});

test('more than has shipped does not come back', () => {
  const plan = planOf(recordReturn, tables(), { ...ONE, items: 'MUG x3' });
  expect(outcomes(plan)).toEqual({ 'A-1': 'left: return.over', 'A-2': 'left: return.over' });
  expect(plan.detail[0]).toBe('MUG x3');
});

test('what came back and its state have to be said', () => {
  expect(recordReturn.check({ ...ONE, items: 'a mug' })).toMatchObject({ ok: false });
  expect(recordReturn.check({ items: 'MUG x1' })).toMatchObject({ ok: false });
  expect(recordReturn.check(ONE)).toEqual({ ok: true, value: null });
});
