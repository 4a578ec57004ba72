import { expect, test } from 'vitest';
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

test('J2, J7: mixed-up and doubled rows are left alone until a person accepts what stands there', () => {
  const tables = tablesOf({
    orders: [ready('A-1', { 'Row check': '1.aaaaaa.aaaaaaa.f.' }), ready('A-2'), ready('A-2')],
  });
  expect(planOf(repair, tables).reason).toEqual(['row.scrambled', 'row.duplicate-id', 'row.duplicate-id']);
  const book = bookOf(tables);
  run(book, repair, { accept: true }, 'r1');
  expect(look(book, repair, {}).counts).toMatchObject({ already: 1, left: 2 });
});

test('while an address is reopened, accepting keeps its edits free', () => {
  const book = bookOf(tablesOf({ orders: [ready('A-1')] }));
  run(book, reopenAddress, {}, 'r1');
  const free = String(book.show('Orders')[0]?.['Row check']);
  expect(free).toContain('.-.');
  run(book, repair, { accept: true }, 'r2');
  expect(book.show('Orders')[0]?.['Row check']).toBe(free);
});
