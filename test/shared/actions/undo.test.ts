/** Undo of each action through the engine and the journal. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { OrderAction } from '../../../shared/actions/action.ts';
import { cancel } from '../../../shared/actions/cancel.ts';
import { finalizeAddresses } from '../../../shared/actions/finalize-addresses.ts';
import { hold } from '../../../shared/actions/hold.ts';
import { lockDown } from '../../../shared/actions/lock-down.ts';
import { forceMarkShipped, markShipped } from '../../../shared/actions/mark-shipped.ts';
import { pushToChannel } from '../../../shared/actions/push-to-channel.ts';
import { recall } from '../../../shared/actions/recall.ts';
import { recordPayments } from '../../../shared/actions/record-payments.ts';
import { release } from '../../../shared/actions/release.ts';
import { reopenAddress } from '../../../shared/actions/reopen-address.ts';
import { repair } from '../../../shared/actions/repair.ts';
import { sendChanges } from '../../../shared/actions/send-changes.ts';
import { undo } from '../../../shared/actions/undo.ts';
import { unlock } from '../../../shared/actions/unlock.ts';
import type { Options } from '../../../shared/plan/types.ts';
import { text } from '../../../shared/tabs/table.ts';
import {
  lockedOrder,
  NOW,
  open,
  paidOrder,
  planned,
  ready,
  sent,
  tablesOf,
  typed,
} from '../../support/campaign.ts';
import { type MemoryBook, memoryBook } from '../../support/memory-book.ts';
import { anyCampaign, anyStep } from '../../support/random-campaign.ts';
import { importRows } from './import-support.ts';
import { bookOf, importFiles, look, NUMBERS, parcels, run, sheet, unitsOf } from './shipping-support.ts';

const ALL = { channel: 'All items' };
const WHY = { reason: 'because' };
const N1 = NUMBERS[0];
const N2 = NUMBERS[1];
const NOT_SENT = { notSent: true };

const campaign = () =>
  bookOf(
    tablesOf({
      orders: [
        open('A-1'),
        lockedOrder('A-2', { Items: 'SET x1' }),
        paidOrder('A-3'),
        ready('A-4', { Items: 'MUG x3; SHIRT x1' }),
        ready('A-5', { Hold: 'wait' }),
      ],
      shipments: [
        sent('A-4-1', 'MUG x1', { Batch: 'All items #1', 'Tracking URL': '' }),
        planned('A-4-2', 'MUG x1'),
      ],
    }),
  );

/** The sheet without what an undo leaves behind: shipments that it cancelled. */
function live(book: MemoryBook) {
  const { orders, shipments } = sheet(book);
  const gone = new Set(
    shipments.filter((row) => row['Cancelled at'] !== '').map((row) => row['Shipment ID']),
  );
  const packages = (cell: unknown): string =>
    String(cell)
      .split('; ')
      .filter((part) => !gone.has(part.split(' ')[0] ?? ''))
      .join('; ');
  return {
    orders: orders.map((row) => ({ ...row, Packages: packages(row.Packages) })),
    // A run makes optional columns that were missing; blank cells say nothing.
    shipments: shipments
      .filter((row) => !gone.has(row['Shipment ID'] ?? ''))
      .map((row) => Object.fromEntries(Object.entries(row).filter(([, cell]) => cell !== ''))),
  };
}

const ACTIONS: readonly [string, OrderAction, Options][] = [
  ['Lock Down', lockDown, {}],
  ['Record Payments', recordPayments, { payment: 'paid' }],
  ['Finalize Addresses', finalizeAddresses, {}],
  ['Push to Channel', pushToChannel, ALL],
  ['Mark as Shipped', markShipped, {}],
  ['Force Mark as Shipped', forceMarkShipped, WHY],
  ['Hold', hold, WHY],
  ['Release', release, {}],
  ['Reopen Address', reopenAddress, {}],
  ['Unlock', unlock, { ...WHY, charged: 'difference' }],
  ['Cancel', cancel, { confirmed: true }],
  ['Repair Sheets', repair, { accept: true }],
];

describe('property 4: undo(apply(x)) = x', () => {
  test.each(ACTIONS)('I5: %s', (name, action, options) => {
    const book = campaign();
    if (name === 'Repair Sheets') book.type('Orders', 3, 'City', 'Boston');
    const before = live(book);
    expect(run(book, action, options, 'r1').counts.change).toBeGreaterThan(0);
    book.wait(60_000);
    const undone = run(book, undo, { runId: 'r1', ...NOT_SENT }, 'r2');
    expect(undone.counts).toMatchObject({ left: 0, decide: 0 });
    expect(live(book)).toEqual(before);
    const twice = look(book, undo, { runId: 'r1', ...NOT_SENT });
    expect(twice.counts).toMatchObject({ change: 0, left: 0, decide: 0 });
  });

  test('I5: Import Tracking, with a split shipment, a further box and a new one', () => {
    const book = campaign();
    const before = live(book);
    const file = `Order ID,Tracking,Carrier,MUG,SHIRT\nA-4-1,${N1},USPS,,\nA-4-1,${N2},USPS,,\nA-4,${NUMBERS[2]},USPS,,1`;
    const { rows } = importFiles(book, file, { answers: { extraBox: 'yes' } }, 'r1');
    expect(rows).toEqual(['change', 'change', 'change']);
    expect(parcels(book).length).toBe(4);
    book.wait(60_000);
    run(book, undo, { runId: 'r1' }, 'r2');
    expect(live(book)).toEqual(before);
    expect(look(book, undo, { runId: 'r1' }).counts).toMatchObject({ change: 0, left: 0, decide: 0 });
  });

  test('any run on any campaign', () => {
    fc.assert(
      fc.property(anyCampaign, anyStep, (tables, { action, options }) => {
        const book = bookOf(tables);
        const before = live(book);
        if (run(book, action, options, 'r1').counts.change === 0) return;
        book.wait(60_000);
        const back = run(book, undo, { runId: 'r1', ...NOT_SENT }, 'r2');
        expect(back.counts).toMatchObject({ left: 0, decide: 0 });
        expect(live(book)).toEqual(before);
        expect(look(book, undo, { runId: 'r1', ...NOT_SENT }).counts.change).toBe(0);
      }),
      { numRuns: 150 },
    );
  });
});

describe('F8: the word of a connected warehouse that is taken back', () => {
  const WORD = { confirmed: true };
  const channels = [{ Channel: 'All items', Method: 'Integration', 'Connected to': 'Sandbox' }];
  const TO = 'Ada Byron, 1 Main Street, Albany, NY, 12207, US';
  const there = (says: string) =>
    bookOf(
      tablesOf({
        orders: [ready('A-1')],
        channels,
        shipments: [sent('A-1-1', 'MUG x1', { 'Ship to': TO, 'Warehouse says': says })],
      }),
    );
  const cells = (book: MemoryBook) => {
    const [row] = book.show('Shipments');
    return [row?.['Warehouse says'], row?.['Cancelled at']];
  };
  const undone = (book: MemoryBook) => {
    book.wait(60_000);
    return run(book, undo, { runId: 'r1' }, 'r2').counts;
  };

  test.each(['cancel agreed', 'cancelled'])('asks it once more, where the cell says “%s”', (says) => {
    const book = there('cancel refused: packed');
    run(book, recall, WORD, 'r1');
    book.type('Shipments', 0, 'Warehouse says', says);
    expect(undone(book)).toMatchObject({ change: 1, left: 0 });
    expect(cells(book)).toEqual(['cancel asked', '']);
    expect(look(book, undo, { runId: 'r1' }).counts.change).toBe(0);
  });

  test('leaves what has shipped all the same', () => {
    const book = there('cancel refused: packed');
    run(book, recall, WORD, 'r1');
    book.type('Shipments', 0, 'Warehouse says', 'cancelled');
    book.type('Shipments', 0, 'Cancelled at', '');
    book.type('Shipments', 0, 'Shipped at', NOW);
    expect(undone(book)).toMatchObject({ change: 0, left: 1 });
  });

  test.each([
    ['cancel asked', recall],
    ['update asked', sendChanges],
  ] as const)('leaves “%s” as it is: what was asked of the warehouse nobody takes back', (says, action) => {
    const book = bookOf(
      tablesOf({
        orders: [ready('A-1', { City: 'Troy' })],
        channels,
        shipments: [sent('A-1-1', 'MUG x1', { 'Ship to': TO, 'Warehouse says': 'accepted' })],
      }),
    );
    expect(run(book, action, {}, 'r1').counts.change).toBe(1);
    expect(cells(book)[0]).toBe(says);
    expect(undone(book)).toMatchObject({ change: 0, left: 1 });
    expect(cells(book)[0]).toBe(says);
    expect(look(book, undo, { runId: 'r1' }).reasons[0]).toMatchObject({
      code: 'undo.asked',
      samples: [{ detail: 'A-1-1' }],
    });
  });

  test.each(['update agreed', 'accepted'])('asks for the address once more, after “%s”', (says) => {
    const book = there('update refused: packed');
    expect(run(book, sendChanges, WORD, 'r1').counts.change).toBe(1);
    book.type('Shipments', 0, 'Warehouse says', says);
    expect(undone(book)).toMatchObject({ change: 1, left: 0 });
    expect(cells(book)[0]).toBe('update asked');
  });
});

test('I7: the undo of an undo is a run of its own and brings the change back', () => {
  for (const [, action, options] of ACTIONS) {
    const book = campaign();
    const { counts } = run(book, action, options, 'r1');
    if (counts.change === 0) continue;
    const after = live(book);
    book.wait(60_000);
    run(book, undo, { runId: 'r1', ...NOT_SENT }, 'r2');
    book.wait(60_000);
    run(book, undo, { runId: 'r2', ...NOT_SENT }, 'r3');
    expect(live(book), action.info.name).toEqual(after);
  }
});

describe('what changed since is refused and named', () => {
  test('a cell that somebody typed; the other orders go back', () => {
    const book = bookOf(tablesOf({ orders: [ready('A-1'), ready('A-2')] }));
    run(book, hold, WHY, 'r1');
    book.type('Orders', 1, 'Hold', 'another reason');
    const shown = look(book, undo, { runId: 'r1' });
    expect(shown.counts).toMatchObject({ change: 1, left: 1 });
    expect(shown.reasons.find((reason) => reason.outcome === 'left')).toMatchObject({
      code: 'undo.changed-since',
      samples: [{ key: 'A-2', detail: 'Hold' }],
    });
    run(book, undo, { runId: 'r1' }, 'r2');
    expect(book.show('Orders').map((row) => row.Hold)).toEqual(['', 'another reason']);
  });

  test('property 7: an export cannot be undone once its parcel has shipped', () => {
    const book = bookOf(tablesOf({ orders: [ready('A-1'), ready('A-2')] }));
    run(book, pushToChannel, ALL, 'r1');
    importFiles(book, `Order ID,Tracking,Carrier\nA-1,${N1},USPS`);
    const shown = look(book, undo, { runId: 'r1', ...NOT_SENT });
    expect(shown.counts).toMatchObject({ change: 1, left: 1 });
    expect(shown.reasons.map((reason) => reason.code)).toContain('undo.shipped-since');
    run(book, undo, { runId: 'r1', ...NOT_SENT }, 'r2');
    expect(parcels(book)).toEqual([`A-1-1 MUG x1 shipped ${N1}`, 'A-2-1 MUG x1 cancelled']);
  });

  test.each(['Integration', 'Partner sheet'])(
    'property 7: a push by %s cannot be undone for what the worker told as shipped since',
    (method) => {
      const channels = [{ Channel: 'All items', Method: method, 'Connected to': 'Sandbox' }];
      const book = bookOf(tablesOf({ channels, orders: [ready('A-1'), ready('A-2')] }));
      run(book, pushToChannel, ALL, 'r1');
      const told = {
        'Warehouse says': 'accepted',
        'Pushed at': NOW,
        'Shipped at': NOW,
        'Tracking number': N1,
      };
      for (const [column, value] of Object.entries(told)) book.type('Shipments', 0, column, value);
      const shown = look(book, undo, { runId: 'r1' });
      expect(shown.counts).toMatchObject({ change: 1, left: 1 });
      expect(shown.reasons.map((reason) => reason.code)).toContain('undo.shipped-since');
      run(book, undo, { runId: 'r1' }, 'r2');
      expect(book.show('Shipments').map((row) => row['Cancelled at'] !== '')).toEqual([false, true]);
    },
  );

  test('a parcel whose number was replaced since stays, and so does what the same run did to its order', () => {
    const book = bookOf(tablesOf({ orders: [lockedOrder('A-1')] }));
    run(book, forceMarkShipped, { ...WHY, number: N1 }, 'r1');
    importFiles(book, `Order ID,Tracking,Carrier\nA-1,${N2},USPS`, { answers: { otherNumber: 'replace' } });
    const after = sheet(book);
    run(book, undo, { runId: 'r1' }, 'r3');
    expect(sheet(book)).toEqual(after);
    expect(look(book, undo, { runId: 'r1' }).reasons.map((reason) => reason.code)).toEqual([
      'undo.changed-since',
    ]);
  });

  test.each([
    ['Lock Down', lockDown],
    ['Finalize Addresses', finalizeAddresses],
  ] as const)(
    '%s cannot be undone while something of the order is at the warehouse or has shipped',
    (_, action) => {
      const payment = { Payment: 'paid' };
      const order = action === lockDown ? open('A-1', payment) : lockedOrder('A-1', payment);
      const book = bookOf(tablesOf({ orders: [order] }));
      run(book, action, {}, 'r1');
      run(book, finalizeAddresses, {}, 'r1b');
      run(book, pushToChannel, ALL, 'r2');
      const shown = look(book, undo, { runId: 'r1' });
      expect(shown.counts).toMatchObject({ change: 0, left: 1 });
      expect(shown.reasons[0]?.code).toBe('shipment.pushed');
      importFiles(book, `Order ID,Tracking,Carrier\nA-1,${N1},USPS`);
      expect(look(book, undo, { runId: 'r1' }).reasons[0]?.code).toBe('undo.shipped-since');
    },
  );

  test('property 1: units that went out by another way are not given back to a cancelled shipment', () => {
    const book = bookOf(tablesOf({ orders: [ready('A-1', { Items: 'MUG x2' })] }));
    run(book, pushToChannel, ALL, 'r1');
    run(book, undo, { runId: 'r1', ...NOT_SENT }, 'r2');
    run(book, pushToChannel, ALL, 'r3');
    const shown = look(book, undo, { runId: 'r2' });
    expect(shown.counts).toMatchObject({ change: 0, left: 1 });
    expect(shown.reasons[0]?.code).toBe('qty.over');
    expect(unitsOf(book, 'A-1')).toEqual({ MUG: [2, 0, 2, 0, 0] });
  });

  test('runs are undone one after the other, the last first', () => {
    const book = bookOf(tablesOf({ orders: [open('A-1', { Payment: 'paid' })] }));
    const before = live(book);
    run(book, lockDown, {}, 'r1');
    book.wait(1000);
    run(book, finalizeAddresses, {}, 'r2');
    book.wait(1000);
    run(book, pushToChannel, ALL, 'r3');
    book.wait(1000);
    importFiles(book, `Order ID,Tracking,Carrier\nA-1,${N1},USPS`, {}, 'r4');
    for (const runId of ['r4', 'r3', 'r2', 'r1']) {
      book.wait(1000);
      const { counts } = run(book, undo, { runId, ...NOT_SENT }, `undo-${runId}`);
      expect(counts).toMatchObject({ left: 0, decide: 0 });
    }
    expect(live(book)).toEqual(before);
  });
});

describe('an export asks whether the file was sent', () => {
  test('a shipment that was added, and a planned one that was sent', () => {
    const book = bookOf(
      tablesOf({ orders: [ready('A-1'), ready('A-2')], shipments: [planned('A-2-1', 'MUG x1')] }),
    );
    run(book, pushToChannel, ALL, 'r1');
    const asked = look(book, undo, { runId: 'r1' });
    expect(asked.counts).toEqual({ change: 0, already: 0, left: 0, decide: 2 });
    expect(asked.notices.map((notice) => notice.text).join(' ')).toContain(
      '2 shipments in an exported file.',
    );
    run(book, undo, { runId: 'r1', ...NOT_SENT }, 'r2');
    expect(parcels(book)).toEqual(['A-2-1 MUG x1 not sent', 'A-1-1 MUG x1 cancelled']);
    expect(unitsOf(book, 'A-1')).toEqual({ MUG: [1, 0, 0, 0, 1] });
  });

  test('an added shipment is cancelled, never deleted, and its number is not used again', () => {
    const book = bookOf(tablesOf({ orders: [ready('A-1')] }));
    run(book, pushToChannel, ALL, 'r1');
    run(book, undo, { runId: 'r1', ...NOT_SENT }, 'r2');
    run(book, pushToChannel, ALL, 'r3');
    expect(parcels(book)).toEqual(['A-1-1 MUG x1 cancelled', 'A-1-2 MUG x1 sent']);
    expect(book.show('Shipments').map((row) => row.Batch)).toEqual(['All items #1', 'All items #2']);
  });
});

test('a run that the journal no longer holds cannot be undone, and says so', () => {
  expect(undo.check({}).ok).toBe(false);
  const shown = look(campaign(), undo, { runId: 'gone' });
  expect(shown.counts.change).toBe(0);
  expect(shown.notices[0]?.text).toMatch(/journal keeps the last 20/);
});

test('views are nobody’s to put back: after Undo of a repair they are right', () => {
  const book = bookOf(typed(tablesOf({ orders: [ready('A-1')] }), 'Orders', 'A-1', 'Next step', 'nonsense'));
  run(book, repair, {}, 'r1');
  const after = sheet(book);
  expect(look(book, undo, { runId: 'r1' }).counts).toMatchObject({ change: 0, already: 1 });
  expect(sheet(book)).toEqual(after);
});

describe('undo of an import of orders', () => {
  const imported = () => {
    const book = memoryBook({ Products: { SKU: ['GAME'], Kind: ['physical'] } });
    importRows(book, [{}, { 'Backer Number': '1043', 'Backer UID': '9', 'Fulfillment Status': 'Sent' }]);
    return { book, runId: text(book.show('Activity')[0]?.['Run ID']) };
  };

  test('untouched orders go again, with the shipments that came with them', () => {
    const { book, runId } = imported();
    expect(book.show('Orders').length).toBe(2);
    expect(book.show('Shipments').length).toBe(1);
    expect(run(book, undo, { runId }, 'r2').counts).toMatchObject({ left: 0, decide: 0 });
    expect(sheet(book)).toEqual({ orders: [], shipments: [] });
    expect(look(book, undo, { runId }).counts).toMatchObject({ change: 0, left: 0, decide: 0 });
  });

  test('an order that a later run locked, or a person edited, stays with its shipments', () => {
    const { book, runId } = imported();
    run(book, lockDown, {}, 'r2');
    book.type('Orders', 1, 'City', 'Lund');
    const shown = look(book, undo, { runId });
    expect(shown.counts.change).toBe(0);
    expect(shown.reasons.map((reason) => reason.code)).toEqual(['undo.changed-since']);
    run(book, undo, { runId }, 'r3');
    expect(book.show('Orders').length).toBe(2);
    expect(book.show('Shipments')[0]?.Status).toBe('shipped');
  });
});
