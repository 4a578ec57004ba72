import { expect, test } from 'vitest';
import { lockDown } from '../../../shared/actions/lock-down.ts';
import { reopenAddress } from '../../../shared/actions/reopen-address.ts';
import { repair } from '../../../shared/actions/repair.ts';
import { lockedOrder, open, outcomes, planOf, ready, sent, tablesOf, typed } from '../../support/campaign.ts';
import { bookOf, look, run, sheet } from './shipping-support.ts';

const campaign = () =>
  tablesOf({
    orders: [ready('A-1'), lockedOrder('A-2'), open('A-3')],
    shipments: [sent('A-1-1', 'MUG x1')],
  });

test('a campaign that is in order needs no repair', () => {
  expect(outcomes(planOf(repair, campaign()))).toEqual({
    'A-1': 'already',
    'A-2': 'already',
    'A-3': 'already',
  });
});

test('J26: views that were typed over are computed again, facts are not touched', () => {
  const book = bookOf(campaign());
  const before = sheet(book);
  book.type('Orders', 0, 'Next step', 'nonsense');
  book.type('Shipments', 0, 'Status', 'delivered');
  book.type('Orders', 2, 'Packages', '');
  expect(run(book, repair, {}, 'r1').counts).toMatchObject({ change: 1, already: 2 });
  expect(sheet(book)).toEqual(before);
  expect(look(book, repair, {}).counts.change).toBe(0);
});

test('B24: a word typed into Stage stays: it is a request', () => {
  const book = bookOf(campaign());
  book.type('Orders', 0, 'Stage', 'Shipped');
  run(book, repair, {}, 'r1');
  expect(book.show('Orders')[0]?.Stage).toBe('Shipped');
});

test('an edit of a locked order waits for a decision, and "accept" takes it in', () => {
  const book = bookOf(typed(campaign(), 'Orders', 'A-1', 'City', 'Boston'));
  expect(look(book, repair, {}).counts).toMatchObject({ change: 0, decide: 1 });
  run(book, repair, { accept: true }, 'r1');
  expect(look(book, repair, {}).counts).toMatchObject({ change: 0, decide: 0 });
  expect(book.show('Orders')[0]?.City).toBe('Boston');
});

test('J2, J7: rows that carry another check, and doubled rows, are left alone even when edits are accepted', () => {
  const tables = tablesOf({
    orders: [ready('A-1', { 'Row check': '1.aaaaaa.aaaaaaa.f.' }), ready('A-2'), ready('A-2')],
  });
  expect(planOf(repair, tables).reason).toEqual(['row.scrambled', 'row.duplicate-id', 'row.duplicate-id']);
  const book = bookOf(tables);
  expect(look(book, repair, { accept: true }).counts).toMatchObject({ change: 0, left: 3 });
});

test('J2, J8: ids that were sorted alone or pasted over go back to their rows', () => {
  const book = bookOf(campaign());
  const before = sheet(book);
  book.type('Orders', 0, 'Order ID', 'A-3');
  book.type('Orders', 1, 'Order ID', 'A-1');
  book.type('Orders', 2, 'Order ID', 'A-2');
  expect(run(book, repair, {}, 'r1').counts).toMatchObject({ change: 3, left: 0 });
  expect(sheet(book)).toEqual(before);
});

test('J8: an id that was deleted shows as mixed up, and is known from the backer number', () => {
  const order = ready('A-7', { 'Backer number': '7' });
  const book = bookOf(tablesOf({ orders: [order] }));
  book.type('Orders', 0, 'Order ID', '');
  expect(look(book, lockDown, {}).reasons.map((reason) => reason.code)).toEqual(['row.scrambled']);
  run(book, repair, {}, 'r1');
  expect(book.show('Orders')[0]?.['Order ID']).toBe('A-7');
});

test('J2: a row whose id and content both differ from its check is not touched', () => {
  const book = bookOf(campaign());
  book.type('Orders', 0, 'Order ID', 'A-9');
  book.type('Orders', 0, 'City', 'Elsewhere');
  expect(look(book, repair, { accept: true }).reasons.map((reason) => reason.code)).toContain(
    'row.scrambled',
  );
});

test('while an address is reopened, accepting keeps its edits free', () => {
  const book = bookOf(tablesOf({ orders: [ready('A-1')] }));
  run(book, reopenAddress, {}, 'r1');
  const free = String(book.show('Orders')[0]?.['Row check']);
  expect(free).toContain('.-.');
  run(book, repair, { accept: true }, 'r2');
  expect(book.show('Orders')[0]?.['Row check']).toBe(free);
});

test('J2: many rows that differ warn that a column was sorted by itself; a few edits do not', () => {
  const many = tablesOf({ orders: Array.from({ length: 40 }, (_, n) => ready(`A-${n + 1}`)) });
  const edited = (count: number) =>
    Array.from({ length: count }, (_, n) => `A-${n + 1}`).reduce(
      (tables, id) => typed(tables, 'Orders', id, 'Name', `Somebody else ${id}`),
      many,
    );
  expect(planOf(repair, edited(20)).notices).toEqual([]);
  const plan = planOf(repair, edited(40), { accept: true });
  expect(plan.notices.map((notice) => notice.level)).toEqual(['warning']);
  expect(plan.notices[0]?.text).toContain('40 of 40 orders have another name, address or items');
  expect(new Set(plan.reason)).toEqual(new Set(['row.accepts']));
});

test('J2: Lock Down, which takes edits in, warns of a column that was sorted by itself', () => {
  const many = tablesOf({ orders: Array.from({ length: 300 }, (_, n) => open(`A-${n + 1}`)) });
  const edited = (count: number) =>
    Array.from({ length: count }, (_, n) => `A-${n + 1}`).reduce(
      (tables, id) => typed(tables, 'Orders', id, 'Name', `Somebody else ${id}`),
      many,
    );
  expect(planOf(lockDown, edited(20)).notices).toEqual([]);
  const plan = planOf(lockDown, edited(60));
  expect(plan.notices).toHaveLength(1);
  expect(plan.notices[0]?.text).toContain('If a column was sorted or pasted by itself, undo that first');
  expect(new Set(Object.values(outcomes(plan)))).toEqual(new Set(['change']));
});

test('J5: an order whose row was deleted is named while it still has parcels', () => {
  const shipments = [sent('A-1-1', 'MUG x1'), sent('A-9-1', 'MUG x1')];
  const gone = planOf(repair, tablesOf({ orders: [ready('A-1')], shipments })).notices.map(
    (notice) => notice.text,
  );
  expect(gone).toEqual([expect.stringContaining('1 order without a row in Orders: A-9.')]);
  expect(planOf(repair, campaign()).notices).toEqual([]);
});
