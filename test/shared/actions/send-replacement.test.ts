import { expect, test } from 'vitest';
import { pushToChannel } from '../../../shared/actions/push-to-channel.ts';
import { sendReplacement } from '../../../shared/actions/send-replacement.ts';
import { undo } from '../../../shared/actions/undo.ts';
import type { Options } from '../../../shared/plan/types.ts';
import { text } from '../../../shared/tabs/table.ts';
import {
  type Cells,
  EARLIER,
  outcomes,
  planned,
  planOf,
  ready,
  sent,
  shipped,
  tablesOf,
} from '../../support/campaign.ts';
import type { MemoryBook } from '../../support/memory-book.ts';
import { bookOf, exported, importFiles, NUMBERS, parcels, run, unitsOf } from './shipping-support.ts';

const LOST: Options = { why: 'lost' };
const ORDER = ready('A-1', { Items: 'MUG x2; SHIRT x1' });
const WHOLE = shipped('A-1-1', 'MUG x2; SHIRT x1', { 'Tracking number': NUMBERS[0] });

/** What becomes of one order with these shipments. */
function outcome(options: Options, ...shipments: Cells[]): string {
  const plan = planOf(sendReplacement, tablesOf({ orders: [ORDER], shipments }), options);
  return `${outcomes(plan)['A-1']} ${plan.detail[0]}`.trim();
}

const replaces = (book: MemoryBook): string[] =>
  book.show('Shipments').map((row) => text(row.Replaces ?? ''));

test('I3: a lost parcel is sent again whole, and neither ordered nor shipped goes up', () => {
  const book = bookOf(tablesOf({ orders: [ORDER], shipments: [WHOLE] }));
  const before = unitsOf(book, 'A-1');
  run(book, sendReplacement, LOST, 'r1');
  expect(parcels(book)).toEqual([
    `A-1-1 MUG x2; SHIRT x1 shipped ${NUMBERS[0]}`,
    'A-1-2 MUG x2; SHIRT x1 not sent',
  ]);
  expect(replaces(book)).toEqual(['', 'A-1-1 (lost)']);
  expect(unitsOf(book, 'A-1')).toEqual(before);
});

test('I2: of a damaged parcel only the broken item is sent again', () => {
  const book = bookOf(tablesOf({ orders: [ORDER], shipments: [WHOLE] }));
  run(book, sendReplacement, { why: 'damaged', items: 'MUG x1' }, 'r1');
  expect(parcels(book)[1]).toBe('A-1-2 MUG x1 not sent');
  expect(replaces(book)[1]).toBe('A-1-1 (damaged)');
});

test('I8: the right item need not have been in the wrong parcel', () => {
  expect(outcome({ why: 'wrong item', items: 'SET x1' }, WHOLE)).toBe('change');
  expect(outcome({ why: 'lost', items: 'SET x1' }, WHOLE)).toBe('left: shipment.lacks PDF x1');
  expect(outcome({ why: 'wrong item', items: 'HAT x1' }, WHOLE)).toBe('left: sku.unknown HAT');
  expect(outcome({ why: 'damaged', items: 'MUG x3' }, WHOLE)).toBe('left: shipment.lacks MUG x3');
});

test('the second click makes no second parcel; a lost replacement can be replaced', () => {
  const book = bookOf(tablesOf({ orders: [ORDER], shipments: [WHOLE] }));
  run(book, sendReplacement, LOST, 'r1');
  const twice = run(book, sendReplacement, LOST, 'r2');
  expect(twice.counts).toMatchObject({ change: 0, already: 1 });
  const again = shipped('A-1-2', 'MUG x2; SHIRT x1', { Replaces: 'A-1-1 (lost)' });
  expect(outcome(LOST, WHOLE, again)).toBe('change');
  expect(outcome({ ...LOST, shipment: 'A-1-1' }, WHOLE, again)).toBe('already A-1-2');
});

test('with two parcels the one that is meant has to be named', () => {
  const [first, second] = [shipped('A-1-1', 'MUG x2'), shipped('A-1-2', 'SHIRT x1')];
  expect(outcome(LOST, first, second)).toBe('decide: shipment.choose A-1-1, A-1-2');
  expect(outcome({ ...LOST, shipment: 'A-1-2' }, first, second)).toBe('change');
  expect(outcome({ ...LOST, shipment: 'A-9-1' }, first, second)).toBe('left: shipment.not-of-order A-9-1');
});

test('what has not shipped is not replaced', () => {
  expect(outcome(LOST)).toBe('left: shipment.not-shipped');
  expect(outcome(LOST, sent('A-1-1', 'MUG x2'))).toBe('left: shipment.not-shipped A-1-1');
  expect(outcome({ ...LOST, shipment: 'A-1-1' }, planned('A-1-1', 'MUG x2'))).toBe(
    'left: shipment.not-shipped A-1-1',
  );
  expect(outcome(LOST, shipped('A-1-1', 'MUG x2', { 'Cancelled at': EARLIER }))).toBe(
    'left: shipment.not-shipped A-1-1',
  );
});

test('I2: the replacement is pushed, exported and tracked on its own; the order stays Shipped', () => {
  const book = bookOf(tablesOf({ orders: [ORDER], shipments: [WHOLE] }));
  run(book, sendReplacement, { why: 'damaged', items: 'MUG x1' }, 'r1');
  run(book, pushToChannel, { channel: 'All items' }, 'r2');
  expect(parcels(book)[1]).toBe('A-1-2 MUG x1 sent');
  expect(book.show('Orders')[0]?.Stage).toBe('Shipped');
  const file = exported(book, 'All items #1', 'shipment', () => [NUMBERS[1], 'USPS']);
  importFiles(book, file);
  expect(parcels(book)).toEqual([
    `A-1-1 MUG x2; SHIRT x1 shipped ${NUMBERS[0]}`,
    `A-1-2 MUG x1 shipped ${NUMBERS[1]}`,
  ]);
  expect(unitsOf(book, 'A-1')).toEqual({ MUG: [2, 0, 0, 2, 0], SHIRT: [1, 0, 0, 1, 0] });
});

test('an undo takes the replacement back while it has not left', () => {
  const book = bookOf(tablesOf({ orders: [ORDER], shipments: [WHOLE] }));
  run(book, sendReplacement, LOST, 'r1');
  run(book, undo, { runId: 'r1' }, 'r2');
  expect(parcels(book)[1]).toBe('A-1-2 MUG x2; SHIRT x1 cancelled');
  expect(
    outcome(LOST, WHOLE, shipped('A-1-2', 'MUG x2', { Replaces: 'A-1-1 (lost)', 'Cancelled at': EARLIER })),
  ).toBe('change');
});

test('what happened has to be chosen, and items have to be readable', () => {
  expect(sendReplacement.check({})).toEqual({ ok: false, message: 'Choose what happened to the parcel.' });
  expect(sendReplacement.check({ why: 'lost', items: 'two mugs' })).toMatchObject({ ok: false });
  expect(sendReplacement.check({ why: 'lost', items: 'MUG x2' })).toEqual({ ok: true, value: null });
});

test('a replacement has a next step until it has left, although the order counts as shipped', () => {
  const book = bookOf(tablesOf({ orders: [ORDER], shipments: [WHOLE] }));
  const step = (): unknown[] => [book.show('Orders')[0]?.Stage, book.show('Orders')[0]?.['Next step']];
  run(book, sendReplacement, LOST, 'r1');
  expect(step()).toEqual(['Shipped', 'Push to Channel']);
  run(book, pushToChannel, { channel: 'All items' }, 'r2');
  expect(step()).toEqual(['Shipped', 'Waits for the warehouse: Import Tracking']);
  importFiles(book, `Order ID,Tracking,Carrier\nA-1,${NUMBERS[1]},USPS`);
  expect(step()).toEqual(['Shipped', '']);
});

test('what keeps a replacement from being pushed is its next step', () => {
  const book = bookOf(tablesOf({ orders: [{ ...ORDER, Hold: 'moves house' }], shipments: [WHOLE] }));
  run(book, sendReplacement, LOST, 'r1');
  expect(text(book.show('Orders')[0]?.['Next step'] ?? '')).toContain('On hold: moves house');
});

test('beside a rest at the warehouse a replacement is still to be pushed', () => {
  const rest = [shipped('A-1-1', 'MUG x2'), sent('A-1-2', 'SHIRT x1')];
  const lost = planned('A-1-3', 'MUG x2', { Replaces: 'A-1-1 (lost)' });
  const [before, after] = [rest, [...rest, lost]].map((shipments) =>
    tablesOf({ orders: [ORDER], shipments })
      .Orders?.columns.get('Next step')
      ?.join(),
  );
  expect([before, after]).toEqual([
    'Waits for the warehouse: Import Tracking',
    'Push to Channel; Import Tracking',
  ]);
});

test('a channel that is not there, or not any more, gets no replacement', () => {
  expect(outcome({ ...LOST, channel: 'Nowhere' }, WHOLE)).toBe('left: channel.unknown Nowhere');
  expect(outcome(LOST, { ...WHOLE, Channel: 'Closed' })).toBe('left: channel.unknown Closed');
  expect(outcome({ ...LOST, channel: 'All items' }, { ...WHOLE, Channel: 'Closed' })).toBe('change');
});
