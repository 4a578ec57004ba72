/** Add Item to Orders and Substitute Item: what a stretch goal and a discontinued SKU do to orders. */
import { describe, expect, test } from 'vitest';
import { addItem } from '../../../shared/actions/add-item.ts';
import { finalizeAddresses } from '../../../shared/actions/finalize-addresses.ts';
import { lockDown } from '../../../shared/actions/lock-down.ts';
import { pushToChannel } from '../../../shared/actions/push-to-channel.ts';
import { substituteItem } from '../../../shared/actions/substitute-item.ts';
import { undo } from '../../../shared/actions/undo.ts';
import {
  awaiting,
  type Cells,
  lockedOrder,
  open,
  orderCells,
  outcomes,
  PRODUCT_ROWS,
  paidOrder,
  planned,
  planOf,
  ran,
  ready,
  sent,
  shipped,
  tablesOf,
  typed,
} from '../../support/campaign.ts';
import { memoryBook } from '../../support/memory-book.ts';
import { importRows } from './import-support.ts';
import { bookOf, look, parcels, run, sheet, unitsOf } from './shipping-support.ts';

const PIN: Cells = { SKU: 'PIN', Name: 'Pin', Kind: 'physical' };
const products = [...PRODUCT_ROWS, PIN];
const pin = { item: { sku: 'PIN', quantity: 1 }, reason: 'Winter pin' };
const all = { ...pin, locked: true };

describe('Add Item to Orders', () => {
  const orders = [
    awaiting('A-1'),
    open('A-2', { Notes: 'Asked by mail' }),
    lockedOrder('A-3'),
    ready('A-4'),
    ready('A-5', { Items: 'MUG x2' }),
    ready('A-6'),
    ready('A-7', { 'Cancelled items': 'MUG x1' }),
    open('A-8', { Items: 'PDF x1' }),
    open('A-9', { Items: '' }),
  ];
  const shipments = [shipped('A-5-1', 'MUG x1'), shipped('A-6-1', 'MUG x1')];
  const tables = () => tablesOf({ orders, shipments, products });

  test('C11: open orders get it, locked ones only when that is ticked, shipped and cancelled ones never', () => {
    expect(outcomes(planOf(addItem, tables(), pin))).toEqual({
      'A-1': 'change',
      'A-2': 'change',
      'A-3': 'left: order.locked',
      'A-4': 'left: order.locked',
      'A-5': 'left: order.locked',
      'A-6': 'left: order.shipped',
      'A-7': 'left: order.cancelled',
      'A-8': 'left: nothing-physical',
      'A-9': 'left: order.no-items',
    });
    const ticked = planOf(addItem, tables(), all);
    expect(outcomes(ticked)).toMatchObject({ 'A-3': 'change', 'A-4': 'change', 'A-5': 'change' });
    expect(ticked.figures[0]?.rows).toEqual([
      ['Open', 2],
      ['Locked down', 2],
      ['With packages already: a further package', 1],
    ]);
  });

  test('C11: the stretch goal is noted in each order, and a second run under its name finds it done', () => {
    const after = ran(addItem, tables(), all);
    expect(orderCells(after, 'A-2', 'Items', 'Notes', 'Locked items')).toEqual({
      Items: 'MUG x1; PIN x1',
      Notes: 'Asked by mail; Stretch goal “Winter pin”: PIN x1',
      'Locked items': '',
    });
    expect(orderCells(after, 'A-3', 'Items', 'Notes', 'Locked items')).toEqual({
      Items: 'MUG x1; PIN x1',
      Notes: 'Stretch goal “Winter pin”: PIN x1',
      'Locked items': 'MUG x1; PIN x1',
    });
    const again = outcomes(planOf(addItem, after, all));
    expect([again['A-1'], again['A-2'], again['A-4']]).toEqual(['already', 'already', 'already']);
    expect(outcomes(planOf(addItem, after, { ...all, reason: 'WINTER pin' }))['A-2']).toBe('already');
    expect(outcomes(planOf(addItem, after, { ...all, reason: 'Summer pin' }))['A-2']).toBe('change');
  });

  test('C11: a stretch goal may bring a second SKU under the same name', () => {
    const after = ran(addItem, tables(), all);
    const mug = { ...all, item: { sku: 'SHIRT', quantity: 1 } };
    expect(outcomes(planOf(addItem, after, mug))['A-2']).toBe('change');
    const both = ran(addItem, after, mug);
    expect(orderCells(both, 'A-3', 'Items')).toEqual({ Items: 'MUG x1; PIN x1; SHIRT x1' });
    expect(outcomes(planOf(addItem, both, all))['A-3']).toBe('already');
    expect(outcomes(planOf(addItem, both, mug))['A-3']).toBe('already');
  });

  test('an undo takes nothing out of Items that a later run has locked', () => {
    const book = bookOf(tablesOf({ orders: [open('A-1')], products }));
    run(book, addItem, pin, 'r1');
    run(book, lockDown, {}, 'r2');
    expect(look(book, undo, { runId: 'r1' }).reasons).toMatchObject([
      { code: 'undo.changed-since', samples: [{ detail: 'Locked at' }] },
    ]);
    run(book, undo, { runId: 'r2' }, 'r3');
    run(book, undo, { runId: 'r1' }, 'r4');
    expect(sheet(book).orders[0]).toMatchObject({ Items: 'MUG x1', Notes: '', 'Locked items': '' });
  });

  test('C11: locked orders with it can be finalized and pushed as if it had always been there', () => {
    let after = ran(addItem, tablesOf({ orders: [paidOrder('A-1')], products }), all);
    after = ran(finalizeAddresses, after);
    const pushed = planOf(pushToChannel, after, { channel: 'All items' });
    expect(outcomes(pushed)).toEqual({ 'A-1': 'change' });
    expect(pushed.added[0]?.columns.get('Contents')).toEqual(['MUG x1; PIN x1']);
  });

  test('C19: what is added after the push goes in a further package; the pushed one stays as it is', () => {
    const book = bookOf(tablesOf({ orders: [ready('A-1')], products }));
    run(book, pushToChannel, { channel: 'All items' }, 'r1');
    run(book, addItem, all, 'r2');
    run(book, pushToChannel, { channel: 'All items' }, 'r3');
    expect(parcels(book)).toEqual(['A-1-1 MUG x1 sent', 'A-1-2 PIN x1 sent']);
    expect(unitsOf(book, 'A-1')).toEqual({ MUG: [1, 0, 1, 0, 0], PIN: [1, 0, 1, 0, 0] });
  });

  test('a kit is added as a kit, and taken apart in Locked items', () => {
    const after = ran(addItem, tablesOf({ orders: [lockedOrder('A-1')] }), {
      ...all,
      item: { sku: 'SET', quantity: 2 },
    });
    expect(orderCells(after, 'A-1', 'Items', 'Locked items')).toEqual({
      Items: 'MUG x1; SET x2',
      'Locked items': 'MUG x5; PDF x2',
    });
  });

  test('a SKU that Products lacks, or that is discontinued, is added to nobody', () => {
    const to = (rows: readonly Cells[], item = pin.item) =>
      outcomes(planOf(addItem, tablesOf({ orders: [open('A-1')], products: rows }), { ...pin, item }));
    expect(to(PRODUCT_ROWS)).toEqual({ 'A-1': 'left: sku.unknown' });
    expect(to([...PRODUCT_ROWS, { ...PIN, Discontinued: 'yes' }])).toEqual({
      'A-1': 'left: sku.discontinued',
    });
  });

  test('a locked row that was edited by hand is left alone: adding would accept the edit', () => {
    const edited = typed(
      tablesOf({ orders: [lockedOrder('A-1')], products }),
      'Orders',
      'A-1',
      'City',
      'Troy',
    );
    expect(outcomes(planOf(addItem, edited, all))).toEqual({ 'A-1': 'left: row.edited' });
  });

  test('the SKU, a whole number and a name are needed', () => {
    for (const options of [
      {},
      { ...pin, reason: ' ' },
      { ...pin, item: { sku: 'PIN', quantity: 0 } },
      { ...pin, item: { sku: 'PIN; MUG', quantity: 1 } },
    ])
      expect(addItem.check(options).ok, JSON.stringify(options)).toBe(false);
    expect(addItem.check(pin).ok).toBe(true);
  });

  test('C11: the next report of the platform does not take it away', () => {
    const book = memoryBook({ Products: { SKU: ['GAME', 'PIN'], Kind: ['physical', 'physical'] } });
    importRows(book, [{ Notes: 'Lives on a boat' }]);
    run(book, addItem, pin, 'r1');
    const items = () => book.show('Orders')[0]?.Items;
    expect(items()).toBe('GAME x1; PIN x1');
    expect(book.show('Activity').at(-1)?.Which).toBe('All orders: 1 order. Reason: Winter pin');
    const again = importRows(book, [{ Notes: 'Lives on a boat', Email: 'new@example.com' }]);
    expect(again.counts).toMatchObject({ change: 1, decide: 0 });
    expect(book.show('Orders')[0]).toMatchObject({ Email: 'new@example.com', Items: 'GAME x1; PIN x1' });
    expect(book.show('Orders')[0]?.Notes).toContain('Stretch goal “Winter pin”: PIN x1');
    expect(importRows(book, [{ Notes: 'Lives on a boat', Email: 'new@example.com' }]).counts.already).toBe(1);
  });

  test('an undo takes it out again, notes included', () => {
    const book = bookOf(tables());
    const before = sheet(book).orders;
    run(book, addItem, all, 'r1');
    run(book, undo, { runId: 'r1' }, 'r2');
    const now = sheet(book).orders;
    // Something of A-5 has shipped, so what its lock holds stays.
    for (const id of ['A-1', 'A-2', 'A-3', 'A-4']) {
      const row = (rows: typeof before) => rows.find((one) => one['Order ID'] === id);
      expect(row(now), id).toEqual(row(before));
    }
  });
});

describe('Substitute Item', () => {
  const swap = { from: 'MUG', to: 'PIN', reason: 'sold out' };
  const run1 = (
    orders: readonly Cells[],
    options: Record<string, unknown> = swap,
    shipments: readonly Cells[] = [],
  ) => planOf(substituteItem, tablesOf({ orders, products, shipments }), options);

  test('C18: the old line is cancelled, the new one added, and Notes hold the link', () => {
    const tables = tablesOf({ orders: [lockedOrder('A-1', { Items: 'MUG x2; SHIRT x1' })], products });
    const after = ran(substituteItem, tables, swap);
    expect(orderCells(after, 'A-1', 'Items', 'Locked items', 'Cancelled items', 'Notes')).toEqual({
      Items: 'MUG x2; SHIRT x1; PIN x2',
      'Locked items': 'MUG x2; SHIRT x1; PIN x2',
      'Cancelled items': 'MUG x2',
      Notes: 'MUG x2 → PIN x2: sold out',
    });
  });

  test('C4: an order with a discontinued SKU ships after the substitution', () => {
    const gone = products.map((row) => (row.SKU === 'MUG' ? { ...row, Discontinued: 'yes' } : row));
    const book = bookOf(tablesOf({ orders: [ready('A-1', { Items: 'MUG x1; SHIRT x1' })], products: gone }));
    run(book, substituteItem, swap, 'r1');
    run(book, pushToChannel, { channel: 'All items' }, 'r2');
    expect(parcels(book)).toEqual(['A-1-1 SHIRT x1; PIN x1 sent']);
    expect(unitsOf(book, 'A-1')).toEqual({
      MUG: [1, 1, 0, 0, 0],
      SHIRT: [1, 0, 1, 0, 0],
      PIN: [1, 0, 1, 0, 0],
    });
  });

  test('an open order is locked with what was substituted', () => {
    const after = ran(lockDown, ran(substituteItem, tablesOf({ orders: [open('A-1')], products }), swap));
    expect(orderCells(after, 'A-1', 'Items', 'Locked items', 'Cancelled items', 'Stage')).toEqual({
      Items: 'MUG x1; PIN x1',
      'Locked items': 'MUG x1; PIN x1',
      'Cancelled items': 'MUG x1',
      Stage: 'Locked down',
    });
  });

  test('the part of a kit is substituted too', () => {
    const after = ran(
      substituteItem,
      tablesOf({ orders: [ready('A-1', { Items: 'SET x1' })], products }),
      swap,
    );
    expect(orderCells(after, 'A-1', 'Items', 'Locked items', 'Cancelled items')).toEqual({
      Items: 'SET x1; PIN x2',
      'Locked items': 'MUG x2; PDF x1; PIN x2',
      'Cancelled items': 'MUG x2',
    });
  });

  test('what is at a warehouse or has shipped stays; a planned parcel loses the old SKU', () => {
    const orders = [
      ready('A-1'),
      ready('A-2'),
      ready('A-3', { Items: 'MUG x2' }),
      ready('A-4'),
      ready('A-5'),
    ];
    const made = run1(
      orders.map((order, i) => (i === 4 ? { ...order, Items: 'SHIRT x1' } : order)),
      swap,
      [
        sent('A-1-1', 'MUG x1'),
        shipped('A-2-1', 'MUG x1'),
        shipped('A-3-1', 'MUG x1'),
        planned('A-4-1', 'MUG x1'),
      ],
    );
    expect(outcomes(made)).toEqual({
      'A-1': 'left: cancel.at-partner',
      'A-2': 'left: parcel.shipped',
      'A-3': 'change',
      'A-4': 'change',
      'A-5': 'left: sku.not-in-order',
    });
    expect(made.changes.find(({ tab }) => tab === 'Shipments')?.key).toEqual(['A-4-1']);
  });

  test('at most so many of each order, counted with those that were cancelled before: twice changes nothing more', () => {
    const one = { ...swap, each: '1' };
    const after = ran(
      substituteItem,
      tablesOf({ orders: [lockedOrder('A-1', { Items: 'MUG x3' })], products }),
      one,
    );
    expect(orderCells(after, 'A-1', 'Cancelled items')).toEqual({ 'Cancelled items': 'MUG x1' });
    expect(outcomes(planOf(substituteItem, after, one))).toEqual({ 'A-1': 'already: already.cancelled' });
  });

  test('both SKUs, a reason and a whole number are needed', () => {
    for (const options of [
      { ...swap, from: '' },
      { ...swap, to: 'MUG' },
      { ...swap, reason: '' },
      { ...swap, each: '1.5' },
      { ...swap, each: '0' },
    ])
      expect(substituteItem.check(options).ok, JSON.stringify(options)).toBe(false);
    expect(outcomes(run1([open('A-1')], { ...swap, to: 'CUP' }))).toEqual({ 'A-1': 'left: sku.unknown' });
  });

  test('C18: another spelling of the same SKU is no other SKU', () => {
    const aliased = [
      ...products,
      { SKU: 'RED', Name: 'Red mug', Kind: 'physical', 'SKU aliases': 'CRIMSON' },
    ];
    const tables = tablesOf({ orders: [open('A-1', { Items: 'RED x2' })], products: aliased });
    expect(outcomes(planOf(substituteItem, tables, { ...swap, from: 'CRIMSON', to: 'RED' }))).toEqual({
      'A-1': 'already',
    });
  });

  test('an undo gives the old line back', () => {
    const book = bookOf(tablesOf({ orders: [lockedOrder('A-1'), open('A-2')], products }));
    const before = sheet(book).orders;
    run(book, substituteItem, swap, 'r1');
    run(book, undo, { runId: 'r1' }, 'r2');
    expect(sheet(book).orders).toEqual(before);
  });
});
