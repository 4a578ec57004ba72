import { expect, test } from 'vitest';
import { finalizeAddresses, finalizeAddressesWith } from '../../../shared/actions/finalize-addresses.ts';
import { lockDown } from '../../../shared/actions/lock-down.ts';
import {
  applied,
  type Cells,
  cellOf,
  lockedOrder,
  NOW,
  open,
  outcomes,
  PRODUCT_ROWS,
  paidOrder,
  planOf,
  ran,
  ready,
  shipped,
  tablesOf,
  typed,
} from '../../support/campaign.ts';

/** Refuses what has no city: this file tests what Finalize does with a refusal, not how addresses are checked. */
const finalize = finalizeAddressesWith((campaign, i) => ({
  refusal: campaign.col('City')[i] === '' ? { code: 'address.missing', detail: 'city' } : null,
  warnings: [],
}));

const stock = (cells: Record<string, number>): Cells[] =>
  PRODUCT_ROWS.map((row) => ({ ...row, 'On hand': cells[String(row.SKU)] ?? '' }));

test('a paid order with a good address becomes Ready to ship', () => {
  const tables = ran(finalize, tablesOf({ orders: [paidOrder('A-1')] }));
  expect(cellOf(tables, 'Orders', 'A-1', 'Finalized at')).toBe(NOW);
  expect(cellOf(tables, 'Orders', 'A-1', 'Stage')).toBe('Ready to ship');
  expect(outcomes(planOf(finalize, tables, {}, '2026-06-01 00:00:00Z'))).toEqual({ 'A-1': 'already' });
});

test('B13, B15, B19: what is not locked or not paid is left alone with the exact reason', () => {
  const tables = tablesOf({
    orders: [
      open('A-1', { Payment: 'paid' }),
      lockedOrder('A-2'),
      lockedOrder('A-3', { Payment: 'errored: expired' }),
      lockedOrder('A-4', { Payment: 'pending' }),
      lockedOrder('A-5', { Payment: 'refunded' }),
      lockedOrder('A-6', { Payment: 'no card' }),
      lockedOrder('A-7', { Payment: '', 'Amount due': '' }),
      lockedOrder('A-8', { Payment: 'by cheque' }),
    ],
  });
  expect(outcomes(planOf(finalize, tables))).toEqual({
    'A-1': 'left: order.not-locked',
    'A-2': 'left: payment.unpaid',
    'A-3': 'left: payment.errored',
    'A-4': 'left: payment.pending',
    'A-5': 'left: payment.refunded',
    'A-6': 'left: payment.missing',
    'A-7': 'left: payment.unknown',
    'A-8': 'left: payment.invalid',
  });
});

test('B3: an order with nothing due goes all the way without a card', () => {
  const start = tablesOf({ orders: [open('A-1', { Payment: 'no card', 'Amount due': '0' })] });
  const locked = ran(lockDown, start);
  expect(cellOf(locked, 'Orders', 'A-1', 'Stage')).toBe('Paid');
  expect(outcomes(planOf(finalize, locked))).toEqual({ 'A-1': 'change' });
});

test('B20: one bad address is left alone, the others go on, and it goes through after the fix', () => {
  const tables = tablesOf({ orders: [paidOrder('A-1', { City: '' }), paidOrder('A-2')] });
  const plan = planOf(finalize, tables);
  expect(outcomes(plan)).toEqual({ 'A-1': 'left: address.missing', 'A-2': 'change' });
  expect(plan.detail[0]).toBe('city');
  const fixed = tablesOf({ orders: [paidOrder('A-1'), paidOrder('A-2')] });
  expect(outcomes(planOf(finalize, fixed))).toEqual({ 'A-1': 'change', 'A-2': 'change' });
});

test('B21: a digital order needs no address', () => {
  const tables = tablesOf({
    orders: [
      paidOrder('A-1', { Items: 'PDF x1', City: '' }),
      paidOrder('A-2', { Items: 'MUG x1; PDF x1', 'Cancelled items': 'MUG x1' }),
    ],
  });
  expect(outcomes(planOf(finalize, tables))).toEqual({
    'A-1': 'left: nothing-physical',
    'A-2': 'left: nothing-physical',
  });
});

test('an address that was edited behind our back is left alone until it is accepted', () => {
  const edited = typed(
    tablesOf({ orders: [paidOrder('A-1')] }),
    'Orders',
    'A-1',
    'Address 1',
    '2 Side Street',
  );
  expect(outcomes(planOf(finalize, edited))).toEqual({ 'A-1': 'left: row.edited' });
});

test('what is cancelled, shipped, unknown, unmapped or unreadable is left alone', () => {
  const tables = tablesOf({
    orders: [
      paidOrder('A-1', { 'Cancelled items': 'MUG x1' }),
      paidOrder('A-2'),
      paidOrder('A-3', { Items: 'CUP x1' }),
      paidOrder('A-4', { Items: 'reward:Early bird x1' }),
      paidOrder('A-5', { 'Locked items': 'MUG' }),
    ],
    shipments: [shipped('A-2-1', 'MUG x1')],
  });
  const plan = planOf(finalize, tables);
  expect(outcomes(plan)).toEqual({
    'A-1': 'left: order.cancelled',
    'A-2': 'left: order.shipped',
    'A-3': 'left: sku.unknown',
    'A-4': 'left: reward.unmapped',
    'A-5': 'left: items.invalid',
  });
  expect(plan.detail[2]).toBe('CUP');
});

test('B23: two steps in one: the second plan is made from the first one’s result', () => {
  const start = tablesOf({ orders: [open('A-1', { Payment: 'paid' })] });
  expect(outcomes(planOf(finalize, start))).toEqual({ 'A-1': 'left: order.not-locked' });
  expect(outcomes(planOf(finalize, applied(start, planOf(lockDown, start))))).toEqual({ 'A-1': 'change' });
});

test('stock that is too small is shown and refuses nothing; a blank On hand says nothing', () => {
  const orders = [
    ready('A-1', { Items: 'MUG x3' }),
    paidOrder('A-2', { Items: 'MUG x3' }),
    paidOrder('A-3', { Items: 'SHIRT x1' }),
    lockedOrder('A-4', { Items: 'MUG x90' }),
  ];
  const plan = planOf(finalize, tablesOf({ orders, products: stock({ MUG: 5, SHIRT: 0 }) }));
  expect(outcomes(plan)).toMatchObject({ 'A-2': 'change', 'A-3': 'change: stock.none' });
  expect(plan.figures).toEqual([
    {
      title: 'Less on hand than needed',
      columns: ['SKU', 'Needed', 'On hand', 'Missing'],
      rows: [
        ['MUG', 6, 5, 1],
        ['SHIRT', 1, 0, 1],
      ],
    },
  ]);
  expect(plan.notices.map((notice) => notice.level)).toEqual(['warning']);
  const unknown = planOf(finalize, tablesOf({ orders, products: stock({}) }));
  expect([unknown.figures, unknown.notices]).toEqual([[], []]);
  const enough = planOf(finalize, tablesOf({ orders, products: stock({ MUG: 6, SHIRT: 1 }) }));
  expect([enough.figures, enough.notices]).toEqual([[], []]);
});

test('units that shipped need no stock any more', () => {
  const tables = tablesOf({
    orders: [ready('A-1', { Items: 'MUG x3' })],
    shipments: [shipped('A-1-1', 'MUG x2')],
    products: stock({ MUG: 1 }),
  });
  expect(planOf(finalize, tables).figures).toEqual([]);
});

test('B20, D1, D3, D5: the addresses of all countries are asked for what they need, by code or by name', () => {
  const tables = tablesOf({
    orders: [
      paidOrder('A-1', { 'Postal code': '1220' }),
      paidOrder('A-2', { Country: 'Hong Kong', 'State/Province': 'Kowloon', 'Postal code': '' }),
      paidOrder('A-3', { Country: 'Deutschland', 'State/Province': '', 'Postal code': '10115' }),
      paidOrder('A-4', { Country: 'Atlantis' }),
      paidOrder('A-5', { 'Address 1': '' }),
      paidOrder('A-6', { Country: '' }),
    ],
  });
  const plan = planOf(finalizeAddresses, tables);
  expect(outcomes(plan)).toEqual({
    'A-1': 'left: address.zip-zero-lost',
    'A-2': 'change',
    'A-3': 'change',
    'A-4': 'left: address.country-unknown',
    'A-5': 'left: address.missing',
    'A-6': 'left: address.missing',
  });
  expect(plan.detail[0]).toContain('1220, not 01220');
  expect([plan.detail[3], plan.detail[4], plan.detail[5]]).toEqual(['Atlantis', 'Address 1', 'Country']);
});

test('B20: warnings let an address through; they are counted by kind and lead to Check Addresses', () => {
  const warned = finalizeAddressesWith((campaign, i) => {
    const city = campaign.col('City')[i] ?? '';
    const warning = (code: 'address.po-box' | 'address.phone-missing', detail: string) =>
      ({
        field: 'Address 1',
        level: 'warning',
        kind: 'po-box',
        code,
        detail,
        proposal: null,
        sure: false,
      }) as const;
    const all = [warning('address.po-box', 'PO Box 12'), warning('address.phone-missing', '')];
    return { refusal: null, warnings: city === 'Box' ? all : city === 'Mute' ? all.slice(1) : [] };
  });
  const tables = tablesOf({
    orders: [paidOrder('A-1', { City: 'Box' }), paidOrder('A-2', { City: 'Mute' }), paidOrder('A-3')],
  });
  const plan = planOf(warned, tables);
  expect(outcomes(plan)).toEqual({
    'A-1': 'change: address.po-box',
    'A-2': 'change: address.phone-missing',
    'A-3': 'change',
  });
  expect(plan.notices.map(({ text }) => text)).toEqual([
    expect.stringContaining(
      'Warnings about the address of 2 orders. They can be finalized; Check Addresses first',
    ),
  ]);
  expect(plan.figures[0]?.rows.map(([, orders]) => orders)).toEqual([2, 1]);
  expect(JSON.stringify(plan.figures)).not.toContain('{detail}');
});
