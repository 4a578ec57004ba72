/** The properties of shipping that must always hold, by their numbers, over random runs through engine and journal. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cancel } from '../../shared/actions/cancel.ts';
import { forceMarkShipped, markShipped } from '../../shared/actions/mark-shipped.ts';
import { pushToChannel } from '../../shared/actions/push-to-channel.ts';
import { undo } from '../../shared/actions/undo.ts';
import { accounts } from '../../shared/order/accounts.ts';
import { campaignOf } from '../../shared/order/campaign.ts';
import { brokenLink } from '../../shared/plan/activity.ts';
import type { Options } from '../../shared/plan/types.ts';
import { text } from '../../shared/tabs/table.ts';
import { ACTIVITY } from '../../shared/tabs/tabs.ts';
import { classifyNumber } from '../../shared/tracking/number-cell.ts';
import { lockedOrder, ready, tablesOf } from '../support/campaign.ts';
import type { MemoryBook } from '../support/memory-book.ts';
import { bookOf, importFiles, look, NUMBERS, run, tablesIn } from './actions/shipping-support.ts';

/** By name, so that a counterexample can be read. */
const ACTIONS = { push: pushToChannel, mark: markShipped, force: forceMarkShipped, cancel } as const;

type Click =
  | { readonly kind: 'run'; readonly name: keyof typeof ACTIONS; readonly options: Options }
  | { readonly kind: 'file'; readonly rows: readonly string[]; readonly options: Options }
  | { readonly kind: 'undo'; readonly back: number };

const click = (name: keyof typeof ACTIONS, options: Options): Click => ({ kind: 'run', name, options });

const anyRun: fc.Arbitrary<Click> = fc.constantFrom(
  click('push', { channel: 'US' }),
  click('push', { channel: 'EU' }),
  click('mark', {}),
  click('mark', { channel: 'EU' }),
  click('force', { channel: 'US', reason: 'fair' }),
  click('cancel', { sku: { sku: 'MUG', quantity: 1 } }),
  click('cancel', { sku: { sku: 'SHIRT', quantity: 2 }, confirmed: true }),
);

const cell = fc.constantFrom(...NUMBERS, '', 'none', '9.25E+11', '9400111200000000000000');
const ids = ['A-1', 'A-2', 'A-3', 'A-1-1', 'A-1-2', 'A-2-1', 'A-2-2', 'A-3-1', 'A-1-1.1', 'A-8'];
const quantity = fc.constantFrom('', '', '', '1', '2', '3');
const fileRow = fc
  .tuple(fc.constantFrom(...ids), cell, quantity, quantity)
  .map((cells) => `${cells.join(',')},USPS`);
const fileOptions: fc.Arbitrary<Options> = fc.record({
  channel: fc.constantFrom('', 'US', 'EU'),
  anyway: fc.boolean(),
  answers: fc.record({
    extraBox: fc.constantFrom('', 'yes', 'no'),
    otherNumber: fc.constantFrom('', 'keep', 'add', 'replace'),
  }),
});
const anyFile: fc.Arbitrary<Click> = fc
  .tuple(fc.array(fileRow, { minLength: 1, maxLength: 5 }), fileOptions)
  .map(([rows, options]) => ({ kind: 'file', rows, options }));
const anyUndo: fc.Arbitrary<Click> = fc.integer({ min: 1, max: 4 }).map((back) => ({ kind: 'undo', back }));

const clicks = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: anyRun },
    { weight: 3, arbitrary: anyFile },
    { weight: 2, arbitrary: anyUndo },
  ),
  { minLength: 1, maxLength: 9 },
);

const items = fc.constantFrom('MUG x1', 'MUG x3', 'MUG x2; SHIRT x2', 'SHIRT x1; PDF x1', 'SET x1; SHIRT x1');
const start = fc.tuple(items, items, items, fc.constantFrom('US', 'US; EU')).map(([one, two, three]) =>
  tablesOf({
    orders: [
      ready('A-1', { Items: one }),
      ready('A-2', { Items: two }),
      lockedOrder('A-3', { Items: three }),
    ],
    channels: [
      { Channel: 'US', SKUs: 'MUG', Priority: 1 },
      { Channel: 'EU', SKUs: 'SHIRT; MUG', Priority: 2 },
    ],
  }),
);

interface After {
  readonly book: MemoryBook;
  readonly click: Click;
  /** What a person saw before and sees now, by tab and key. */
  readonly before: ReadonlyMap<string, Record<string, unknown>>;
  readonly now: ReadonlyMap<string, Record<string, unknown>>;
  /** The orders that the run was said to change. */
  readonly changed: number;
}

function rowsByKey(book: MemoryBook): Map<string, Record<string, unknown>> {
  return new Map([
    ...book.show('Orders').map((row) => [`Orders ${row['Order ID']}`, row] as const),
    ...book.show('Shipments').map((row) => [`Shipments ${row['Shipment ID']}`, row] as const),
  ]);
}

/** Does the clicks one by one, and looks after each. */
function play(
  tables: ReturnType<typeof tablesOf>,
  sequence: readonly Click[],
  see: (after: After) => void,
): void {
  const book = bookOf(tables);
  const runs: string[] = [];
  for (const [n, one] of sequence.entries()) {
    book.wait(61_000);
    const runId = `r${n}`;
    const before = rowsByKey(book);
    let changed = 0;
    if (one.kind === 'run') changed = run(book, ACTIONS[one.name], one.options, runId).counts.change;
    else if (one.kind === 'file')
      changed =
        importFiles(book, ['Order ID,Tracking,MUG,SHIRT,Carrier', ...one.rows].join('\n'), one.options, runId)
          .result?.counts.change ?? 0;
    else {
      const target = runs.at(-one.back);
      if (target === undefined) continue;
      changed = run(book, undo, { runId: target, notSent: true }, runId).counts.change;
    }
    if (changed > 0) runs.push(runId);
    see({ book, click: one, before, now: rowsByKey(book), changed });
  }
}

const RUNS = { numRuns: 60 };

test('properties 1 and 2: units are ordered once, and never ship, wait or are cancelled twice', () => {
  fc.assert(
    fc.property(start, clicks, (tables, sequence) => {
      play(tables, sequence, ({ book }) => {
        const campaign = campaignOf(tablesIn(book));
        for (let i = 0; i < campaign.n; i++) {
          const account = accounts(campaign, i);
          expect(account.broken).toBe(false);
          const perChannel = new Map<string, number>();
          for (const shipment of campaign.shipmentsOf(campaign.col('Order ID')[i] ?? '')) {
            if (shipment.status === 'cancelled') continue;
            for (const { sku, quantity: n } of campaign.catalog.units(shipment.contents).units)
              perChannel.set(sku, (perChannel.get(sku) ?? 0) + n);
          }
          for (const unit of account.units) {
            expect(unit.ordered).toBe(unit.cancelled + unit.shipped + unit.pushed + unit.open);
            for (const n of [unit.cancelled, unit.shipped, unit.pushed, unit.open])
              expect(n).toBeGreaterThanOrEqual(0);
            expect(perChannel.get(unit.sku) ?? 0).toBe(
              unit.ordered - unit.cancelled - unit.open + unit.planned,
            );
          }
        }
      });
    }),
    RUNS,
  );
});

test('property 3: what was done is not done again', () => {
  fc.assert(
    fc.property(start, clicks, (tables, sequence) => {
      play(tables, sequence, ({ book, click: one, before, now }) => {
        if (one.kind === 'run') expect(look(book, ACTIONS[one.name], one.options).counts.change).toBe(0);
        // A file that names a shipment before it was made finds it the next time.
        const named = (row: string): string => `Shipments ${row.split(',')[0]}`;
        const early = (row: string): boolean => !before.has(named(row)) && now.has(named(row));
        if (one.kind === 'file' && !one.rows.some(early)) {
          const file = ['Order ID,Tracking,MUG,SHIRT,Carrier', ...one.rows].join('\n');
          expect(importFiles(book, file, one.options).result).toBe(null);
          expect(rowsByKey(book)).toEqual(now);
        }
      });
    }),
    RUNS,
  );
});

test('property 4: the undo of the last run gives back what was there, apart from shipments that it cancels', () => {
  fc.assert(
    fc.property(start, clicks, (tables, sequence) => {
      play(tables, sequence, ({ book, click: one, before, changed }) => {
        if (one.kind === 'undo' || changed === 0) return;
        const last = text(book.show('Activity').at(-1)?.['Run ID']);
        run(book, undo, { runId: last, notSent: true }, `undo-${last}`);
        const facts = (row: Record<string, unknown> | undefined): Record<string, unknown> =>
          Object.fromEntries(
            Object.entries(row ?? {}).filter(
              ([name, value]) => value !== '' && name !== 'Packages' && name !== 'Row check',
            ),
          );
        for (const [key, row] of rowsByKey(book)) {
          if (before.has(key)) expect(facts(row)).toEqual(facts(before.get(key)));
          else expect(row.Status).toBe('cancelled');
        }
      });
    }),
    RUNS,
  );
});

test('property 6: only what a run says it changed is changed, and Activity has a chain that holds', () => {
  fc.assert(
    fc.property(start, clicks, (tables, sequence) => {
      play(tables, sequence, ({ book, before, now, changed }) => {
        if (changed === 0) expect(now).toEqual(before);
        const columns = ACTIVITY.columns.map((column) => column.name);
        expect(brokenLink(book.read('Activity', columns), book.property('activity-hash') ?? '')).toBe(-1);
        expect(book.show('Activity').length > 0 || changed === 0).toBe(true);
      });
    }),
    RUNS,
  );
});

test('property 7: only Undo makes a shipped shipment unshipped; a shipment never leaves the tab', () => {
  fc.assert(
    fc.property(start, clicks, (tables, sequence) => {
      play(tables, sequence, ({ click: one, before, now }) => {
        for (const [key, row] of before) {
          expect(now.has(key)).toBe(true);
          if (row.Status === 'shipped' && one.kind !== 'undo') expect(now.get(key)?.Status).toBe('shipped');
        }
      });
    }),
    RUNS,
  );
});

test('property 13: no stored number is blank for a file’s parcel, damaged or two in one', () => {
  fc.assert(
    fc.property(start, clicks, (tables, sequence) => {
      play(tables, sequence, ({ click: one, before, now }) => {
        for (const [key, row] of now) {
          if (!key.startsWith('Shipments')) continue;
          const number = String(row['Tracking number']);
          if (number !== '') expect(classifyNumber(number)).toMatchObject({ kind: 'number', number });
          const ships = row.Status === 'shipped' && before.get(key)?.Status !== 'shipped';
          if (one.kind === 'file' && ships) expect(number).not.toBe('');
        }
      });
    }),
    RUNS,
  );
});

test('a tracking number is on one order only where the addresses are the same, and ids are never used twice', () => {
  fc.assert(
    fc.property(start, clicks, (tables, sequence) => {
      play(tables, sequence, ({ book }) => {
        const list = book.show('Shipments').map((row) => row['Shipment ID']);
        expect(new Set(list).size).toBe(list.length);
        for (const row of book.show('Shipments'))
          expect(String(row['Shipment ID']).startsWith(`${row['Order ID']}-`)).toBe(true);
      });
    }),
    RUNS,
  );
});

test('property 15: an order is Shipped exactly when something shipped and nothing is open or at a warehouse', () => {
  fc.assert(
    fc.property(start, clicks, (tables, sequence) => {
      play(tables, sequence, ({ book }) => {
        const campaign = campaignOf(tablesIn(book));
        for (let i = 0; i < campaign.n; i++) {
          const { physical, allCancelled } = accounts(campaign, i);
          const done = !allCancelled && physical.shipped > 0 && physical.open === 0 && physical.pushed === 0;
          expect(book.show('Orders')[i]?.Stage === 'Shipped').toBe(done);
        }
      });
    }),
    RUNS,
  );
});
