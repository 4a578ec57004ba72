import { describe, expect, test } from 'vitest';
import { forceMarkShipped, markShipped } from '../../../shared/actions/mark-shipped.ts';
import type { Options } from '../../../shared/plan/types.ts';
import { withTypedNumber } from '../../../shared/tracking/typed-number.ts';
import {
  lockedOrder,
  open,
  outcomes,
  paidOrder,
  planned,
  planOf,
  ready,
  sent,
  shipped,
  tablesOf,
} from '../../support/campaign.ts';
import { bookOf, look, NUMBERS, parcels, run, sheet, unitsOf } from './shipping-support.ts';

const WHY = { reason: 'handed over at the fair' };
const CHANNELS = [
  { Channel: 'US', SKUs: 'MUG' },
  { Channel: 'EU', SKUs: 'SHIRT' },
];
const N1 = NUMBERS[0];

test('ships what is at the warehouse and what is free, once', () => {
  const book = bookOf(
    tablesOf({ orders: [ready('A-1', { Items: 'MUG x3; PDF x1' })], shipments: [sent('A-1-1', 'MUG x1')] }),
  );
  expect(run(book, markShipped, {}, 'r1').sentence).toBe('Marked as shipped: 1 order.');
  expect(parcels(book)).toEqual(['A-1-1 MUG x1 shipped', 'A-1-2 MUG x2 shipped']);
  expect(unitsOf(book, 'A-1').MUG).toEqual([3, 0, 0, 3, 0]);
  expect(book.show('Orders')[0]?.Stage).toBe('Shipped');
  expect(look(book, markShipped, {}).counts).toEqual({ change: 0, already: 1, left: 0, decide: 0 });
});

test('works only on what is ready, and names what is missing', () => {
  const tables = tablesOf({
    orders: [
      open('A-1'),
      lockedOrder('A-2'),
      paidOrder('A-3'),
      ready('A-4', { Hold: 'fraud' }),
      ready('A-5', { 'Cancelled items': 'MUG x1' }),
      ready('A-6', { Items: 'PDF x1' }),
      ready('A-7', { Items: 'HAT x1' }),
    ],
  });
  expect(outcomes(planOf(markShipped, tables))).toEqual({
    'A-1': 'left: order.not-locked',
    'A-2': 'left: payment.unpaid',
    'A-3': 'left: order.not-finalized',
    'A-4': 'left: hold',
    'A-5': 'left: order.cancelled',
    'A-6': 'left: nothing-physical',
    'A-7': 'left: sku.unknown',
  });
});

test('what the warehouse has is marked although the order went on hold; its rest stays', () => {
  const book = bookOf(
    tablesOf({
      orders: [ready('A-1', { Items: 'MUG x2', Hold: 'fraud' })],
      shipments: [sent('A-1-1', 'MUG x1')],
    }),
  );
  run(book, markShipped, {}, 'r1');
  expect(parcels(book)).toEqual(['A-1-1 MUG x1 shipped']);
  expect(unitsOf(book, 'A-1')).toEqual({ MUG: [2, 0, 0, 1, 1] });
});

describe('an order of several channels', () => {
  const tables = () =>
    tablesOf({ orders: [ready('A-1', { Items: 'MUG x1; SHIRT x1' })], channels: CHANNELS });

  test('is asked about, with their names', () => {
    const plan = planOf(markShipped, tables());
    expect(outcomes(plan)).toEqual({ 'A-1': 'decide: channel.choose' });
    expect(plan.detail).toEqual(['EU, US']);
  });

  test('ships the chosen one; the other stays open', () => {
    const book = bookOf(tables());
    run(book, markShipped, { channel: 'EU' }, 'r1');
    expect(parcels(book)).toEqual(['A-1-1 SHIRT x1 shipped']);
    expect(book.show('Orders')[0]?.Stage).toBe('Partly shipped');
    run(book, markShipped, {}, 'r2');
    expect(parcels(book)).toEqual(['A-1-1 SHIRT x1 shipped', 'A-1-2 MUG x1 shipped']);
  });

  test('a channel that has nothing of it is said', () => {
    const only = tablesOf({ orders: [ready('A-1', { Items: 'MUG x1' })], channels: CHANNELS });
    expect(outcomes(planOf(markShipped, only, { channel: 'EU' }))).toEqual({
      'A-1': 'left: channel.not-this',
    });
  });

  test('a SKU that no channel ships cannot be marked', () => {
    const none = tablesOf({
      orders: [ready('A-1', { Items: 'SHIRT x1' })],
      channels: [{ Channel: 'US', SKUs: 'MUG' }],
    });
    expect(outcomes(planOf(markShipped, none))).toEqual({ 'A-1': 'decide: channel.none' });
  });
});

describe('number, carrier and link of one order', () => {
  const tables = () => tablesOf({ orders: [ready('A-1')], shipments: [sent('A-1-1', 'MUG x1')] });
  /** As the panel hands them over. */
  const typed = (options: Options): Options => {
    const made = withTypedNumber(options);
    if (!made.ok) throw new Error(made.message);
    return made.value;
  };

  test.each([
    ['N/A', 'N/A is no tracking number. Leave it empty to ship without one.'],
    ['9.25082E+11', 'The number 9.25082E+11 was damaged by a spreadsheet program.'],
    [`${N1}; ${NUMBERS[1]}`, 'Type one tracking number; further ones go through Import Tracking.'],
    ['https://parcels.example/?q=1', 'There is a link but no number in it that is known.'],
  ])('the panel refuses %s with a sentence', (number, message) => {
    expect(withTypedNumber({ number })).toEqual({ ok: false, message });
  });

  test('a link that is typed as the number gives number, carrier and link', () => {
    const link = 'https://www.fedex.com/fedextrack/?trknbr=986578788855';
    expect(typed({ number: link, channel: 'US' })).toMatchObject({
      number: '986578788855',
      carrier: 'FedEx',
      channel: 'US',
    });
    expect(typed({ carrier: 'fx' })).toEqual({ carrier: 'FedEx' });
    expect(typed({ channel: 'US' })).toEqual({ channel: 'US' });
  });

  test('are cleaned and written to its parcel, the carrier found from the number', () => {
    const book = bookOf(tables());
    run(book, markShipped, typed({ number: ' 1z999 aa1 0123 456784 ' }), 'r1');
    expect(book.show('Shipments')[0]).toMatchObject({
      'Tracking number': '1Z999AA10123456784',
      Carrier: 'UPS',
      Status: 'shipped',
    });
    expect(book.show('Shipments')[0]?.['Tracking URL']).toContain('1Z999AA10123456784');
  });

  test('a typed carrier and link win', () => {
    const book = bookOf(tablesOf({ orders: [ready('A-1')] }));
    run(book, markShipped, typed({ number: N1, carrier: 'fed ex', url: 'https://track.example/1' }), 'r1');
    expect(book.show('Shipments')[0]).toMatchObject({
      'Tracking number': N1,
      Carrier: 'FedEx',
      'Tracking URL': 'https://track.example/1',
    });
  });

  test.each(['9.25082E+11', '9400111200000000000000', `${N1}; ${NUMBERS[1]}`, '??'])(
    'property 13: the number %s is refused before anything is planned',
    (number) => {
      for (const action of [markShipped, forceMarkShipped]) {
        const checked = action.check({ ...WHY, number });
        expect(checked.ok).toBe(false);
        expect(() => look(bookOf(tables()), action, { ...WHY, number })).toThrow();
      }
    },
  );

  test('a number that a parcel has stays', () => {
    const book = bookOf(
      tablesOf({ orders: [ready('A-1')], shipments: [sent('A-1-1', 'MUG x1', { 'Tracking number': N1 })] }),
    );
    run(book, markShipped, { number: NUMBERS[1] }, 'r1');
    expect(parcels(book)).toEqual([`A-1-1 MUG x1 shipped ${N1}`]);
  });

  test('several orders never get one number', () => {
    const plan = planOf(markShipped, tablesOf({ orders: [ready('A-1'), ready('A-2')] }), { number: N1 });
    expect(outcomes(plan)).toEqual({
      'A-1': 'decide: tracking.same-number',
      'A-2': 'decide: tracking.same-number',
    });
    expect(plan.added).toEqual([]);
  });
});

test('a replacement that waits is marked too, and raises no count', () => {
  const book = bookOf(
    tablesOf({
      orders: [ready('A-1')],
      shipments: [shipped('A-1-1', 'MUG x1'), sent('A-1-2', 'MUG x1', { Replaces: 'A-1-1 (lost)' })],
    }),
  );
  run(book, markShipped, {}, 'r1');
  expect(parcels(book)).toEqual(['A-1-1 MUG x1 shipped', 'A-1-2 MUG x1 shipped']);
  expect(unitsOf(book, 'A-1')).toEqual({ MUG: [1, 0, 0, 1, 0] });
});

describe('B22: Force Mark as Shipped', () => {
  test('asks for a reason', () => {
    expect(forceMarkShipped.check({}).ok).toBe(false);
    expect(forceMarkShipped.check(WHY).ok).toBe(true);
  });

  test('names each guard it passes, and records what must have happened', () => {
    const tables = tablesOf({ orders: [open('A-1', { Items: 'SET x1', Hold: 'wait' })] });
    const plan = planOf(forceMarkShipped, tables, WHY);
    expect(plan.detail).toEqual([
      'the order is not locked down; the order is not paid; the address is not finalized; on hold: wait',
    ]);
    expect(plan.notices.map((notice) => notice.text)).toEqual([
      'Passes for 1: The order is not locked down.',
      'Passes for 1: The order is not paid.',
      'Passes for 1: The address is not finalized.',
      'Passes for 1: On hold.',
    ]);
    const book = bookOf(tables);
    run(book, forceMarkShipped, WHY, 'r1');
    expect(book.show('Orders')[0]).toMatchObject({
      Stage: 'Shipped',
      'Locked at': '2026-03-01 10:00:00Z',
      'Locked items': 'MUG x2; PDF x1',
      'Finalized at': '2026-03-01 10:00:00Z',
      Payment: 'card on file',
    });
    const after = sheet(book);
    expect(run(book, forceMarkShipped, WHY, 'r2').counts).toMatchObject({ change: 0, already: 1 });
    expect(sheet(book)).toEqual(after);
  });

  test('cannot pass a cancelled order, an unknown SKU, unmapped rewards, a missing address or accounts that do not add up', () => {
    const tables = tablesOf({
      orders: [
        open('A-1', { 'Cancelled items': 'MUG x1' }),
        open('A-2', { Items: 'HAT x1' }),
        open('A-3', { Items: 'reward:7 x1' }),
        open('A-4', { 'Address 1': '' }),
        ready('A-5', { Items: 'MUG x2' }),
        open('A-6', { Items: 'MUG' }),
      ],
      shipments: [shipped('A-5-1', 'MUG x1'), planned('A-5-2', 'MUG x2')],
    });
    expect(outcomes(planOf(forceMarkShipped, tables, WHY))).toEqual({
      'A-1': 'left: order.cancelled',
      'A-2': 'left: sku.unknown',
      'A-3': 'left: reward.unmapped',
      'A-4': 'left: address.missing',
      'A-5': 'left: qty.over',
      'A-6': 'left: items.invalid',
    });
  });

  test('an address that is only wrong can be passed: the parcel has left', () => {
    const tables = tablesOf({ orders: [ready('A-1', { 'Postal code': 'nowhere' })] });
    expect(outcomes(planOf(forceMarkShipped, tables, WHY))).toEqual({ 'A-1': 'change' });
  });
});
