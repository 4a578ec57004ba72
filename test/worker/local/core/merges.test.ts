import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GridRange, Value, Workbook } from '../../../../worker/local/core/types.ts';
import { createWorkbook } from '../../../../worker/local/core/workbook.ts';
import { actions, doAll } from './actions.ts';

const at = (row: number, column: number, rows = 1, columns = 1): GridRange => ({
  row,
  column,
  rows,
  columns,
});
const refused = (message: string) =>
  expect.objectContaining({
    name: 'WorkbookError',
    code: 'merge.refused',
    message: expect.stringContaining(message),
  });
function filled(rows: Value[][]): Workbook {
  const book = createWorkbook({ id: 'a', title: 'A' });
  book.write(0, 0, 0, rows, 'RAW');
  return book;
}

describe('merging', () => {
  it('keeps the first value, note and look of a block, and the rest is gone', () => {
    const book = filled([
      ['a', 'b'],
      ['c', 4],
    ]);
    book.setNote(0, at(0, 0, 2, 2), 'a note');
    book.setFormat(0, at(0, 0), { bold: true });
    book.mergeCells(0, at(0, 0, 2, 2), 'all');
    expect(book.merges(0)).toEqual([at(0, 0, 2, 2)]);
    expect(book.values(0, at(0, 0, 2, 2))).toEqual([
      ['a', null],
      [null, null],
    ]);
    expect(book.notes(0, at(0, 0, 2, 2)).flat()).toEqual(['a note', '', '', '']);
    expect(book.formats(0, at(1, 1))).toEqual([[{ bold: true }]]);
  });

  it('takes the first value that is there, where the first cell is blank', () => {
    const book = filled([
      [null, null, null],
      [null, null, 'late'],
    ]);
    book.mergeCells(0, at(0, 0, 2, 3), 'all');
    expect(book.values(0, at(0, 0, 2, 3)).flat()).toEqual(['late', null, null, null, null, null]);
  });

  it('makes one block, or one a row or a column; single cells are none', () => {
    const book = filled([]);
    book.mergeCells(0, at(0, 0, 2, 3), 'rows');
    book.mergeCells(0, at(3, 0, 3, 2), 'columns');
    expect(book.merges(0)).toEqual([at(0, 0, 1, 3), at(1, 0, 1, 3), at(3, 0, 3, 1), at(3, 1, 3, 1)]);
    const { revision } = book;
    book.mergeCells(0, at(8, 8), 'all');
    expect(book.revision).toBe(revision);
  });

  it('replaces blocks that lie inside, and refuses to cut one', () => {
    const book = filled([]);
    book.mergeCells(0, at(0, 0, 1, 2), 'all');
    book.mergeCells(0, at(0, 0, 2, 2), 'all');
    expect(book.merges(0)).toEqual([at(0, 0, 2, 2)]);
    expect(() => book.mergeCells(0, at(1, 1, 2, 2), 'all')).toThrow(refused('select all cells'));
    expect(() => book.unmergeCells(0, at(0, 0))).toThrow(refused('select all cells'));
    book.unmergeCells(0, at(0, 0, 5, 5));
    expect(book.merges(0)).toEqual([]);
  });

  it('refuses a block over the edge of the frozen part, and a freeze through one', () => {
    const book = filled([]);
    book.updateSheet(0, { frozenRows: 1, frozenColumns: 1 });
    expect(() => book.mergeCells(0, at(0, 2, 2, 1), 'all')).toThrow(refused('frozen and non-frozen rows'));
    expect(() => book.mergeCells(0, at(2, 0, 1, 2), 'all')).toThrow(refused('frozen and non-frozen columns'));
    book.mergeCells(0, at(2, 2, 2, 2), 'all');
    expect(() => book.updateSheet(0, { frozenRows: 3 })).toThrow(refused('frozen and non-frozen rows'));
    expect(book.sheet(0).frozenRows).toBe(1);
  });

  it('is taken back with what it removed', () => {
    const book = filled([['a', 'b']]);
    book.history.as({ who: 'ana', step: '1' }, () => book.mergeCells(0, at(0, 0, 1, 2), 'all'));
    book.history.undo('ana');
    expect(book.merges(0)).toEqual([]);
    expect(book.values(0, at(0, 0, 1, 2))).toEqual([['a', 'b']]);
    book.history.redo('ana');
    expect(book.merges(0)).toEqual([at(0, 0, 1, 2)]);
    expect(book.values(0, at(0, 0, 1, 2))).toEqual([['a', null]]);
  });

  it('is taken back too where another person has worked on the sheet meanwhile', () => {
    const book = filled([['a', 'b']]);
    book.history.as({ who: 'ana', step: '1' }, () => book.mergeCells(0, at(0, 0, 1, 2), 'all'));
    book.history.as({ who: 'bea', step: '2' }, () => book.setFormat(0, at(5, 5), { bold: true }));
    expect(book.history.undo('ana')).toMatchObject({ done: true });
    expect(book.merges(0)).toEqual([]);
    expect(book.values(0, at(0, 0, 1, 2))).toEqual([['a', 'b']]);
  });
});

describe('what happens around merged cells', () => {
  it('cells under a block take nothing', () => {
    const book = filled([]);
    book.mergeCells(0, at(0, 0, 2, 2), 'all');
    book.write(
      0,
      0,
      0,
      [
        ['1', '2', '3'],
        ['4', '5', '6'],
      ],
      'USER',
    );
    expect(book.values(0, at(0, 0, 2, 3))).toEqual([
      [1, null, 3],
      [null, null, 6],
    ]);
  });

  it('blocks move and grow with inserted rows and columns, and shrink with deleted ones until they are gone', () => {
    const book = filled([]);
    book.mergeCells(0, at(2, 2, 2, 2), 'all');
    book.insertRows(0, 0, 1);
    book.insertColumns(0, 3, 1);
    expect(book.merges(0)).toEqual([at(3, 2, 2, 3)]);
    book.deleteRows(0, 3, 1);
    book.deleteColumns(0, 0, 3);
    expect(book.merges(0)).toEqual([at(3, 0, 1, 2)]);
    book.deleteColumns(0, 0, 1);
    expect(book.merges(0)).toEqual([]);
  });

  it('columns move with a whole block, not with part of one and not into one', () => {
    const book = filled([]);
    book.mergeCells(0, at(0, 1, 1, 2), 'all');
    expect(() => book.moveColumns(0, 2, 1, 5)).toThrow(refused('only part of a merged cell'));
    expect(() => book.moveColumns(0, 4, 1, 2)).toThrow(refused('into the middle'));
    book.moveColumns(0, 1, 2, 5);
    expect(book.merges(0)).toEqual([at(0, 3, 1, 2)]);
  });

  it('rows move with a whole block, not with part of one and not into one', () => {
    const book = filled([['a'], ['b'], ['c'], ['d']]);
    book.mergeCells(0, at(1, 1, 2, 1), 'all');
    expect(() => book.moveRows(0, 2, 1, 0)).toThrow(refused('only part of a merged cell'));
    expect(() => book.moveRows(0, 0, 1, 2)).toThrow(refused('into the middle'));
    book.moveRows(0, 1, 2, 0);
    expect(book.merges(0)).toEqual([at(0, 1, 2, 1)]);
    expect(book.values(0, at(0, 0, 4)).flat()).toEqual(['b', 'c', 'a', 'd']);
  });

  it('J11: a sort takes blocks of one row along, and refuses blocks over several rows', () => {
    const book = filled([
      ['b', 2],
      ['a', 1],
    ]);
    book.mergeCells(0, at(0, 2, 1, 2), 'all');
    book.sort(0, at(0, 0, 2, 4), [{ column: 0, ascending: true }]);
    expect(book.merges(0)).toEqual([at(1, 2, 1, 2)]);
    expect(() => book.sort(0, at(0, 0, 2, 3), [{ column: 0, ascending: true }])).toThrow(
      refused('only part of a merged cell'),
    );
    book.mergeCells(0, at(0, 1, 2, 1), 'all');
    expect(() => book.sort(0, at(0, 0, 2, 4), [{ column: 0, ascending: false }])).toThrow(
      refused("can't sort"),
    );
    expect(book.values(0, at(0, 0, 2))).toEqual([['a'], ['b']]);
  });

  it('a filter and cells merged over several rows refuse each other', () => {
    const book = filled([['h'], ['a'], ['b']]);
    book.setFilter(0, { range: at(0, 0, 3, 2), hiddenValues: new Map() });
    expect(() => book.mergeCells(0, at(1, 0, 2, 1), 'all')).toThrow(refused("can't filter"));
    book.mergeCells(0, at(1, 0, 1, 2), 'all');
    book.setFilter(0, null);
    book.mergeCells(0, at(1, 0, 2, 2), 'all');
    expect(() => book.setFilter(0, { range: at(0, 0, 3, 2), hiddenValues: new Map() })).toThrow(
      refused("can't filter"),
    );
  });

  it('a copy of a sheet has them too', () => {
    const book = filled([['a']]);
    book.mergeCells(0, at(0, 0, 1, 3), 'all');
    expect(book.merges(book.copySheet(0, book).id)).toEqual([at(0, 0, 1, 3)]);
  });

  it('whatever is done, blocks stay on the grid and apart, and nothing stands under them', () => {
    fc.assert(
      fc.property(actions, (list) => {
        const book = filled([]);
        book.updateSheet(0, { rowCount: 8, columnCount: 8 });
        doAll(book, list);
        for (const { id, rowCount, columnCount } of book.sheets()) {
          const seen = new Set<string>();
          const values = book.values(id, at(0, 0, rowCount, columnCount));
          for (const { row, column, rows, columns } of book.merges(id)) {
            expect(rows * columns).toBeGreaterThan(1);
            expect(row + rows <= rowCount && column + columns <= columnCount).toBe(true);
            for (let r = row; r < row + rows; r++) {
              for (let c = column; c < column + columns; c++) {
                expect(seen.has(`${r} ${c}`)).toBe(false);
                seen.add(`${r} ${c}`);
                if (r !== row || c !== column) expect(values[r]?.[c]).toBeNull();
              }
            }
          }
        }
      }),
      { numRuns: 150 },
    );
  });
});
