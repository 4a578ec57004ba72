/** The actions through the engine, on a workbook in memory: preview, apply, a second person, Undo. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { OrderAction } from '../../../shared/actions/action.ts';
import { cancel } from '../../../shared/actions/cancel.ts';
import { recordPayments } from '../../../shared/actions/record-payments.ts';
import { reopenAddress } from '../../../shared/actions/reopen-address.ts';
import { undo } from '../../../shared/actions/undo.ts';
import { unlock } from '../../../shared/actions/unlock.ts';
import { apply, preview } from '../../../shared/plan/run.ts';
import type { Options, Preview, RunResult } from '../../../shared/plan/types.ts';
import type { Cell, Tables } from '../../../shared/tabs/table.ts';
import { lockedOrder, planned, ready, sent, tablesOf } from '../../support/campaign.ts';
import { type MemoryBook, memoryBook } from '../../support/memory-book.ts';
import { anyCampaign, anyStep } from '../../support/random-campaign.ts';

const SETTINGS = { prefix: 'A', campaignName: 'Test' };
const ALL = { base: 'all' } as const;

function bookOf(tables: Tables): MemoryBook {
  const cells: Record<string, Record<string, readonly Cell[]>> = {};
  for (const [name, table] of Object.entries(tables)) cells[name] = Object.fromEntries(table?.columns ?? []);
  return memoryBook(cells);
}

const look = (book: MemoryBook, action: OrderAction, options: Options, runId: string): Preview =>
  preview(book, action, SETTINGS, ALL, options, runId);

function go(book: MemoryBook, action: OrderAction, options: Options, shown: Preview): RunResult {
  const { runId, now, sums } = shown;
  const progress = apply(book, action, SETTINGS, { scope: ALL, options, runId, now, sums });
  if (progress.result === null) throw new Error('The run did not end');
  return progress.result;
}

function run(book: MemoryBook, action: OrderAction, options: Options, runId: string): RunResult {
  return go(book, action, options, look(book, action, options, runId));
}

/** What the creator sees of orders and shipments. */
const sheet = (book: MemoryBook) => ({ orders: book.show('Orders'), shipments: book.show('Shipments') });

const start = () =>
  bookOf(
    tablesOf({
      orders: [ready('A-1', { Items: 'MUG x3' }), lockedOrder('A-2', { Items: 'SET x1' }), ready('A-3')],
      shipments: [sent('A-1-1', 'MUG x1'), planned('A-1-2', 'MUG x2')],
    }),
  );

const RUNS: readonly [string, OrderAction, Options][] = [
  ['Cancel, confirmed', cancel, { confirmed: true }],
  ['Cancel of a quantity', cancel, { sku: { sku: 'MUG', quantity: 2 } }],
  ['Reopen Address', reopenAddress, {}],
  ['Unlock', unlock, { reason: 'wrong size', charged: 'refunded' }],
  ['Record Payments, refunded', recordPayments, { payment: 'refunded', cancelOpen: true }],
];

test.each(RUNS)('property 4: after %s, Undo puts the sheet back as it was', (_, action, options) => {
  const book = start();
  const before = sheet(book);
  expect(run(book, action, options, 'r1').counts.change).toBeGreaterThan(0);
  expect(sheet(book)).not.toEqual(before);
  const back = run(book, undo, { runId: 'r1' }, 'r2');
  expect(back.counts.left + back.counts.decide).toBe(0);
  expect(sheet(book)).toEqual(before);
});

test('a run that moves the stage of an order is nobody who typed into Stage', () => {
  const book = start();
  run(book, reopenAddress, {}, 'r1');
  expect(book.show('Orders')[2]).toMatchObject({ 'Order ID': 'A-3', Stage: 'Paid' });
  expect(book.show('Needs attention').filter(({ Key }) => String(Key).startsWith('stage.'))).toEqual([]);
});

test('property 4: Undo of any run that adds no shipment puts any campaign back as it was', () => {
  const adds = new Set(['push-to-channel', 'mark-shipped', 'force-mark-shipped', 'send-replacement']);
  const step = anyStep.filter(({ action }) => !adds.has(action.info.name));
  fc.assert(
    fc.property(anyCampaign, step, (tables, { action, options }) => {
      const book = bookOf(tables);
      const before = sheet(book);
      if (run(book, action, options, 'r1').counts.change === 0) {
        expect(sheet(book)).toEqual(before);
        return;
      }
      run(book, undo, { runId: 'r1' }, 'r2');
      expect(sheet(book)).toEqual(before);
    }),
    { numRuns: 150 },
  );
});

test('B12: two people cancel one mug at the same time, and one mug is cancelled', () => {
  const book = start();
  const options = { sku: { sku: 'MUG', quantity: 1 } };
  const ana = look(book, cancel, options, 'r1');
  book.person('ben@example.com');
  const ben = look(book, cancel, options, 'r2');
  expect(ana.button).toBe('Cancel 3 orders');
  expect(go(book, cancel, options, ana).sentence).toBe('Cancelled 3 orders.');
  const late = go(book, cancel, options, ben);
  expect(late.counts.change).toBe(0);
  expect(late.moved.length).toBeGreaterThan(0);
  expect(book.show('Orders').map((order) => order['Cancelled items'])).toEqual([
    'MUG x1',
    'MUG x1',
    'MUG x1',
  ]);
});

test('J13: an order that is shipped while the preview is open is not cancelled', () => {
  const book = start();
  const shown = look(book, cancel, { confirmed: true }, 'r1');
  book.type('Shipments', 0, 'Shipped at', '2026-03-01 10:00:00Z');
  const done = go(book, cancel, { confirmed: true }, shown);
  expect(done.moved).toContain('A-1');
  expect(book.show('Orders').map((order) => order['Cancelled items'])).toEqual([
    '',
    'MUG x2; PDF x1',
    'MUG x1',
  ]);
});
