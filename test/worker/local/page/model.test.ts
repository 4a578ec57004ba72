import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellName, columnName, parseRange, rangeName } from '../../../../worker/local/page/model/a1.ts';
import { addressOf } from '../../../../worker/local/page/model/address.ts';
import { layoutOf } from '../../../../worker/local/page/model/layout.ts';
import { coverSelection, mergesOf } from '../../../../worker/local/page/model/merges.ts';
import {
  addCell,
  clamp,
  isBlock,
  selectCell,
  selectRange,
  stretch,
} from '../../../../worker/local/page/model/selection.ts';
import { fromTsv, toTsv } from '../../../../worker/local/page/model/tsv.ts';

describe('names of cells', () => {
  it.each([
    [0, 'A'],
    [25, 'Z'],
    [26, 'AA'],
    [701, 'ZZ'],
    [702, 'AAA'],
  ])('column %i is %s', (column, name) => {
    expect(columnName(column)).toBe(name);
  });
  it('of whole columns and rows have no end', () => {
    expect(rangeName({ row: 0, column: 3, rows: 100, columns: 2 }, 100, 26)).toBe('D:E');
    expect(rangeName({ row: 6, column: 0, rows: 1, columns: 26 }, 100, 26)).toBe('7:7');
    expect(rangeName({ row: 1, column: 1, rows: 2, columns: 2 }, 100, 26)).toBe('B2:C3');
  });
  it.each(['', 'A', '7', 'A0', 'B2:', 'A1:C', 'AAAA1', 'Z101', 'AA1', 'A1:B2:C3'])(
    '%s names nothing',
    (text) => {
      expect(parseRange(text, 100, 26)).toBeUndefined();
    },
  );
  it('are read as they are written, in any order of corners', () => {
    expect(parseRange('c3:a1', 100, 26)).toEqual({ row: 0, column: 0, rows: 3, columns: 3 });
    fc.assert(
      fc.property(fc.nat(99), fc.nat(25), (row, column) => {
        const range = parseRange(cellName(row, column), 100, 26);
        expect(range).toEqual({ row, column, rows: 1, columns: 1 });
      }),
    );
  });
});

describe('tab-separated text', () => {
  it('keeps tabs, quotes and line breaks inside cells', () => {
    expect(
      toTsv([
        ['a\tb', 'say "x"'],
        ['two\nlines', '5" plate'],
      ]),
    ).toBe('"a\tb"\t"say ""x"""\n"two\nlines"\t"5"" plate"');
  });
  it('takes a lone quote as text', () => {
    expect(fromTsv('5" plate\t"half')).toEqual([['5" plate', '"half']]);
  });
  it('ends with its last line, and fills short rows', () => {
    expect(fromTsv('a\tb\r\nc\r\n')).toEqual([
      ['a', 'b'],
      ['c', ''],
    ]);
    expect(fromTsv('')).toEqual([['']]);
  });
  it('comes back as it went', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', ' ', '"', '\t', '\n', '=', ','), maxLength: 6 });
    const block = fc
      .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 2, max: 4 }))
      .chain(([rows, columns]) =>
        fc.array(fc.array(cell, { minLength: columns, maxLength: columns }), {
          minLength: rows,
          maxLength: rows,
        }),
      );
    fc.assert(
      fc.property(block, (rows) => {
        expect(fromTsv(toTsv(rows))).toEqual(rows);
      }),
    );
  });
});

const shape = (change: Partial<Parameters<typeof layoutOf>[0]>) =>
  layoutOf({
    revision: 1,
    sheet: {
      id: 0,
      name: 'Orders',
      index: 0,
      hidden: false,
      rowCount: 10,
      columnCount: 5,
      frozenRows: 1,
      frozenColumns: 0,
    },
    content: { rows: 10, columns: 5 },
    widths: [100, 100, 100, 100, 100],
    heights: [],
    hiddenColumns: [],
    hiddenRows: [],
    filter: null,
    protections: [],
    merges: [],
    ...change,
  });

describe('merged cells in a selection', () => {
  const block = { row: 1, column: 1, rows: 2, columns: 2 };
  const wide = { row: 2, column: 3, rows: 1, columns: 3 };
  const merges = mergesOf([block, wide]);
  const size = { rowCount: 10, columnCount: 8 };

  it('are one: a cell of a block stands for all of it, and its first takes what is typed', () => {
    expect(merges.at(2, 2)).toEqual(block);
    expect(merges.at(0, 0)).toBeUndefined();
    const selected = coverSelection(selectCell({ row: 2, column: 2 }), merges, size);
    expect(selected).toMatchObject({ ranges: [block], active: { row: 1, column: 1 } });
  });

  it('widen a range that touches them, and then whatever that touches', () => {
    expect(merges.cover({ row: 2, column: 2, rows: 1, columns: 2 })).toEqual({
      row: 1,
      column: 1,
      rows: 2,
      columns: 5,
    });
    expect(merges.cover({ row: 5, column: 0, rows: 2, columns: 8 })).toMatchObject({ row: 5, rows: 2 });
  });

  it('leave whole rows and columns what they are', () => {
    const column = { row: 0, column: 1, rows: 10, columns: 1 };
    const selection = { ...selectCell({ row: 0, column: 1 }), ranges: [column] };
    expect(coverSelection(selection, merges, size).ranges).toEqual([column]);
  });
});

describe('an address in a cell', () => {
  it.each(['https://example.com/p/abc', ' http://127.0.0.1:8080/worker/packing/x?y=1 '])('is %j', (text) => {
    expect(addressOf(text)).toBe(text.trim());
  });
  it.each(['', 'example.com', 'javascript:alert(1)', 'see https://example.com', 'https://', 'ftp://x.de/y'])(
    'is not %j',
    (text) => {
      expect(addressOf(text)).toBeUndefined();
    },
  );
});

describe('the layout', () => {
  it('has the frozen rows apart, and no place for hidden ones', () => {
    const layout = shape({
      hiddenRows: [
        [2, 3],
        [9, 1],
      ],
    });
    expect(layout.frozen).toEqual([0]);
    expect([...layout.bodyRows]).toEqual([1, 5, 6, 7, 8]);
    expect(layout.bodyIndex(5)).toBe(1);
    expect([0, 3, 9].map((row) => layout.bodyIndex(row))).toEqual([-1, -1, -1]);
  });
  it('moves over what is hidden, and stops at the ends', () => {
    const layout = shape({ hiddenRows: [[2, 3]], hiddenColumns: [0, 2] });
    expect(layout.moveRow(1, 1)).toBe(5);
    expect(layout.moveRow(5, -1)).toBe(1);
    expect(layout.moveRow(3, 1)).toBe(5);
    expect(layout.moveRow(3, -1)).toBe(1);
    expect(layout.moveRow(8, 7)).toBe(9);
    expect(layout.moveColumn(1, 1)).toBe(3);
    expect(layout.moveColumn(1, -1)).toBe(1);
  });
  it('counts taller rows into the way from the top', () => {
    const layout = shape({
      heights: [
        [0, 40],
        [2, 31],
      ],
    });
    expect(layout.tall).toEqual([
      { frozen: true, index: 0, size: 40 },
      { frozen: false, index: 1, size: 31 },
    ]);
    expect([0, 1, 2].map(layout.bodyTop)).toEqual([0, 21, 52]);
    expect(layout.heightAt(1)).toBe(31);
    expect(layout.heightOf(1, 4)).toBe(73);
    expect(shape({ hiddenRows: [[2, 3]] }).heightOf(1, 6)).toBe(42);
  });
});

describe('the selection', () => {
  it('stretches its last range and keeps the others', () => {
    const first = selectCell({ row: 5, column: 2 });
    const two = addCell(first, { row: 8, column: 1 });
    const wide = stretch(two, { row: 6, column: 3 });
    expect(wide.ranges).toEqual([
      { row: 5, column: 2, rows: 1, columns: 1 },
      { row: 6, column: 1, rows: 3, columns: 3 },
    ]);
    expect(wide.active).toEqual({ row: 8, column: 1 });
    expect([isBlock(first), isBlock(two)]).toEqual([false, true]);
  });
  it('stays inside a sheet that became smaller', () => {
    const held = clamp(selectRange({ row: 2, column: 1, rows: 10, columns: 4 }), 5, 3);
    expect(held.ranges).toEqual([{ row: 2, column: 1, rows: 3, columns: 2 }]);
    expect(clamp(selectCell({ row: 9, column: 9 }), 5, 3).active).toEqual({ row: 4, column: 2 });
  });
});
