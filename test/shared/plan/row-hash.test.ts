import { expect, test } from 'vitest';
import { lockDown } from '../../../shared/actions/lock-down.ts';
import { campaignOf } from '../../../shared/order/campaign.ts';
import { hashPlan } from '../../../shared/plan/row-hash.ts';
import type { Tables } from '../../../shared/tabs/table.ts';
import { NOW, open, planOf, sent, tablesOf, typed } from '../../support/campaign.ts';

const start = tablesOf({
  orders: [open('A-1'), open('A-2', { Items: 'MUG x2' }), open('A-3')],
  shipments: [sent('A-1-1', 'MUG x1')],
});

const hashes = (tables: Tables, now = NOW) =>
  hashPlan(campaignOf(tables), tables, planOf(lockDown, tables, {}, now));
const movedRows = (tables: Tables): number[] => {
  const before = hashes(start).rows;
  return [...hashes(tables).rows].flatMap((hash, i) => (hash === before[i] ? [] : [i]));
};

test('J13: a fact that moves after the preview changes the hash of its own order only', () => {
  expect(movedRows(start)).toEqual([]);
  expect(movedRows(typed(start, 'Orders', 'A-2', 'City', 'Boston'))).toEqual([1]);
  expect(movedRows(typed(start, 'Orders', 'A-3', 'Survey at', ''))).toEqual([2]);
  expect(movedRows(typed(start, 'Shipments', 'A-1-1', 'Shipped at', NOW))).toEqual([0]);
  expect(hashes(typed(start, 'Orders', 'A-2', 'City', 'Boston')).total).not.toBe(hashes(start).total);
});

test('a view that was refreshed is no move', () => {
  expect(movedRows(typed(start, 'Orders', 'A-2', 'Stage', 'Shipped'))).toEqual([]);
  expect(movedRows(typed(start, 'Shipments', 'A-1-1', 'Status', 'whatever'))).toEqual([]);
});

test('a Row check whose stage letter was rewritten is no move, one whose content changed is', () => {
  const check = String(start.Orders?.columns.get('Row check')?.[1]);
  const parts = check.split('.');
  const with_ = (at: number, part: string): string =>
    parts.map((old, n) => (n === at ? part : old)).join('.');
  expect(movedRows(typed(start, 'Orders', 'A-2', 'Row check', with_(3, 'c')))).toEqual([]);
  expect(movedRows(typed(start, 'Orders', 'A-2', 'Row check', with_(2, '-')))).toEqual([1]);
  expect(movedRows(typed(start, 'Orders', 'A-2', 'Row check', with_(4, 'abc')))).toEqual([1]);
  const free = typed(start, 'Orders', 'A-2', 'Row check', with_(2, '-'));
  const freeLocked = typed(free, 'Orders', 'A-2', 'Row check', with_(2, '-').replace('.b.', '.c.'));
  expect(hashes(freeLocked).total).toBe(hashes(free).total);
});

test('what is proposed is in the hash: another moment is another plan', () => {
  expect(hashes(start, '2026-05-04 00:00:00Z').total).not.toBe(hashes(start).total);
});

test('the sums hold only what will change', () => {
  const [locked, none] = [hashes(start), hashes(tablesOf({ orders: [open('A-1', { 'Survey at': '' })] }))];
  expect([...locked.sums.buckets].filter((sum) => sum !== 0)).not.toEqual([]);
  expect([...none.sums.buckets].every((sum) => sum === 0)).toBe(true);
});
