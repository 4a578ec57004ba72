import fc from 'fast-check';
import { expect, test } from 'vitest';
import { planBuilder } from '../../../shared/plan/builder.ts';
import { journalParts, readJournal } from '../../../shared/plan/journal.ts';
import type { Cell, Tables } from '../../../shared/tabs/table.ts';
import { tableOf } from '../../../shared/tabs/table.ts';

/** A cell of Google Sheets takes so many characters. */
const MOST_IN_CELL = 50_000;

const cell: fc.Arbitrary<Cell> = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.double({ noNaN: true, noDefaultInfinity: true }).filter((n) => !Object.is(n, -0)),
  fc.boolean(),
);

test('what was there before and after comes back as it was, cell by cell', () => {
  const row = fc.record({
    hold: cell,
    notes: cell,
    newHold: fc.option(cell, { nil: undefined }),
    newNotes: fc.option(cell, { nil: undefined }),
  });
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 30 }), (rows) => {
      const keys = rows.map((_, i) => `A-${i}`);
      const tables: Tables = {
        Orders: tableOf('Orders', {
          'Order ID': keys,
          Hold: rows.map((one) => one.hold),
          Notes: rows.map((one) => one.notes),
        }),
      };
      const builder = planBuilder(
        keys,
        keys.map((_, i) => i),
      );
      const set = builder.cells('Orders', ['Hold', 'Notes']);
      for (const [i, one] of rows.entries()) set(i, keys[i] ?? '', i, [one.newHold, one.newNotes]);
      const read = readJournal(journalParts(builder.build(), builder.build().added, tables, () => true));
      expect(read.map((one) => [one.tab, one.kind, one.key])).toEqual(
        keys.map((key) => ['Orders', 'set', key]),
      );
      for (const [i, one] of rows.entries()) {
        const expected: [string, { before: Cell; after: Cell }][] = [];
        if (one.newHold !== undefined) expected.push(['Hold', { before: one.hold, after: one.newHold }]);
        if (one.newNotes !== undefined) expected.push(['Notes', { before: one.notes, after: one.newNotes }]);
        expect([...(read[i]?.columns ?? [])]).toEqual(expected);
      }
    }),
  );
});

test('long cells are split over parts that each fit a cell and cut no character in two', () => {
  const keys = Array.from({ length: 5000 }, (_, i) => `A-${i}`);
  const notes = keys.map((_, i) => (i === 7 ? '😀'.repeat(24_500) : 'x'.repeat(i % 50)));
  const tables: Tables = { Orders: tableOf('Orders', { 'Order ID': keys, Notes: notes, Hold: notes }) };
  const builder = planBuilder(
    keys,
    keys.map((_, i) => i),
  );
  const set = builder.cells('Orders', ['Notes', 'Hold']);
  for (const [i, key] of keys.entries()) set(i, key, i, [`${notes[i]}.`, 'h']);
  const parts = journalParts(builder.build(), [], tables, () => true);
  for (const part of parts) {
    expect(part.length).toBeLessThanOrEqual(MOST_IN_CELL);
    // It throws on half a character.
    expect(() => encodeURIComponent(part)).not.toThrow();
  }
  const read = readJournal(parts);
  const byKey = new Map<string, Record<string, { before: Cell; after: Cell }>>();
  for (const row of read) byKey.set(row.key, { ...byKey.get(row.key), ...Object.fromEntries(row.columns) });
  expect(byKey.size).toBe(5000);
  expect(byKey.get('A-49')).toEqual({
    Notes: { before: 'x'.repeat(49), after: `${'x'.repeat(49)}.` },
    Hold: { before: 'x'.repeat(49), after: 'h' },
  });
  expect(byKey.get('A-7')?.Notes).toEqual({ before: notes[7], after: `${notes[7]}.` });
});

test('added and removed rows are recorded by key, and only those that are kept', () => {
  const builder = planBuilder(['a', 'b', 'c'], [-1, -1, -1]);
  const add = builder.rows('Shipments', ['Shipment ID', 'Order ID']);
  add(0, 'A-1-1', ['A-1-1', 'A-1']);
  add(1, 'A-2-1', ['A-2-1', 'A-2']);
  builder.remove('Orders')(2, 'A-3', 4);
  const read = readJournal(
    journalParts(builder.build(), builder.build().added, {}, (subject) => subject !== 1),
  );
  expect(read.map(({ tab, kind, key }) => [tab, kind, key])).toEqual([
    ['Shipments', 'add', 'A-1-1'],
    ['Orders', 'remove', 'A-3'],
  ]);
});

test('a part that was edited by hand is no journal', () => {
  for (const part of ['', '{}', '{"tab":"Orders","kind":"set","keys":[1],"columns":{}}']) {
    expect(() => readJournal([part]), part).toThrow();
  }
});
