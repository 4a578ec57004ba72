import { expect, test } from 'vitest';
import { campaignOf } from '../../../shared/order/campaign.ts';
import { Refused } from '../../../shared/plan/book.ts';
import { describeScope, requested, rowsInScope, unknownEntries } from '../../../shared/plan/scope.ts';
import type { Scope } from '../../../shared/plan/types.ts';
import { lockedOrder, open, paidOrder, ready, shipped, tablesOf, typed } from '../../support/campaign.ts';
import { memoryBook } from '../../support/memory-book.ts';

const tables = tablesOf({
  orders: [
    open('A-1', { 'Backer number': '1', Reward: 'Early' }),
    lockedOrder('A-2', { 'Backer number': '2', Country: 'DE', Items: 'MUG x1; SHIRT x1' }),
    paidOrder('A-3', { 'Backer number': '3', Items: 'SHIRT x2', 'Cancelled items': 'SHIRT x1' }),
    { 'Order ID': '', Items: '', 'Row check': '' },
    open('A-4', { Country: 'Germany', Items: 'MUG x1; PDF x1' }),
    ready('A-5', { 'Backer number': '05', Items: 'MUG x1', Reward: 'Early' }),
  ],
  shipments: [shipped('A-5-1', 'MUG x1')],
  channels: [
    { Channel: 'Shirts', SKUs: 'SHIRT' },
    { Channel: 'Mugs in Germany', SKUs: 'MUG', Countries: 'DE' },
    { Channel: 'Rest', SKUs: 'everything else' },
  ],
});
const campaign = campaignOf(tables);
const book = (selected: number[] | null = [], visible: number[] | null = []) => ({
  selectedRows: () => selected,
  visibleRows: () => visible,
  readKeys: memoryBook().readKeys,
});
const ids = (scope: Scope, from = book(), request?: string): string[] =>
  rowsInScope(campaign, scope, from, request).map((i) => campaign.col('Order ID')[i] ?? '');

test('J10: a selection of headers, blanks and repeated rows is each order once, in the order of the sheet', () => {
  expect(ids({ base: 'selection' }, book([5, -1, 3, 0, 5, 99]))).toEqual(['A-1', 'A-5']);
});

test('without a selection, or with too many visible rows, nothing is guessed', () => {
  expect(() => ids({ base: 'selection' }, book(null))).toThrow(Refused);
  expect(() => ids({ base: 'visible' }, book([], null))).toThrow(Refused);
});

test('J9: visible rows are those that are shown', () => {
  expect(ids({ base: 'visible' }, book([], [1, 2]))).toEqual(['A-2', 'A-3']);
});

test('A13: a pasted list takes ids and backer numbers as text, and names what fits no order', () => {
  const scope: Scope = { base: 'list', list: 'A-2, 3\n05;  5 9 A-2' };
  expect(ids(scope)).toEqual(['A-2', 'A-3', 'A-5']);
  expect(unknownEntries(campaign, scope.list ?? '')).toEqual(['5', '9']);
});

test('filters narrow the base, and all of them must hold', () => {
  expect(ids({ base: 'all', stages: ['Paid', 'Shipped'] })).toEqual(['A-3', 'A-5']);
  expect(ids({ base: 'all', countries: ['DE'] })).toEqual(['A-2', 'A-4']);
  expect(ids({ base: 'all', rewards: ['Early'], stages: ['Shipped'] })).toEqual(['A-5']);
  expect(ids({ base: 'all', channel: 'Shirts' })).toEqual(['A-2', 'A-3']);
  expect(ids({ base: 'all', channel: 'Mugs in Germany' })).toEqual(['A-2', 'A-4']);
});

test('F12: any, all and only are asked of all the lines of an order', () => {
  const skus = (mode: 'any' | 'all' | 'only', ...list: string[]) =>
    ids({ base: 'all', skus: { mode, skus: list } });
  expect(skus('any', 'SHIRT')).toEqual(['A-2', 'A-3']);
  expect(skus('all', 'SHIRT', 'MUG')).toEqual(['A-2']);
  expect(skus('only', 'MUG')).toEqual(['A-1', 'A-5']);
  expect(skus('only', 'MUG', 'SHIRT')).toEqual(['A-1', 'A-2', 'A-3', 'A-5']);
});

test('B24: a typed stage is a request, a stale one is not', () => {
  const asked = typed(tables, 'Orders', 'A-1', 'Stage', 'Locked down');
  expect(requested(campaignOf(asked), 'Locked down')).toEqual([0]);
  expect(requested(campaignOf(tables), 'Locked down')).toEqual([]);
  expect(requested(campaignOf(asked), undefined)).toEqual([]);
});

test('the scope says which orders it means', () => {
  const scope: Scope = {
    base: 'all',
    stages: ['Paid', 'Open'],
    countries: ['US'],
    rewards: ['Early'],
    skus: { mode: 'only', skus: ['MUG'] },
    channel: 'Rest',
  };
  expect(describeScope(scope, '3 orders')).toBe(
    'All orders, stage Paid or Open, country US, reward Early, with only MUG, channel Rest: 3 orders',
  );
});
