import { describe, expect, it } from 'vitest';
import type { GridRange, Value, Workbook } from '../../../../worker/local/core/types.ts';
import { createWorkbook } from '../../../../worker/local/core/workbook.ts';

const at = (row: number, column: number, rows = 1, columns = 1): GridRange => ({
  row,
  column,
  rows,
  columns,
});
const code = (expected: string) => expect.objectContaining({ name: 'WorkbookError', code: expected });
function filled(rows: Value[][]): Workbook {
  const book = createWorkbook({ id: 'a', title: 'A' });
  book.write(0, 0, 0, rows, 'RAW');
  return book;
}
const column = (book: Workbook, c: number, rows: number) =>
  book.values(0, at(0, c, rows)).map(([value]) => value);

describe('moved rows', () => {
  it('take all that is on them along, down and up again', () => {
    const book = filled([['h'], ['a'], ['b'], ['c']]);
    book.setFormat(0, at(1, 0), { bold: true });
    book.setNote(0, at(1, 0), 'of a');
    book.setValidation(0, at(1, 1), { values: [], checkbox: true, strict: true });
    book.setRowsHidden(0, 1, 1, true);
    const location = { type: 'row', sheetId: 0, index: 1 } as const;
    book.addMetadata({ key: 'k', value: 'a', visibility: 'DOCUMENT', location });
    book.moveRows(0, 1, 1, 4);
    expect(column(book, 0, 4)).toEqual(['h', 'b', 'c', 'a']);
    expect(book.formats(0, at(3, 0))).toEqual([[{ bold: true }]]);
    expect(book.formats(0, at(1, 0))).toEqual([[{}]]);
    expect(book.notes(0, at(3, 0))).toEqual([['of a']]);
    expect(book.validations(0, at(3, 1))[0]?.[0]?.checkbox).toBe(true);
    expect(book.hiddenRows(0).byUser).toEqual([3]);
    expect(book.metadata()[0]?.location).toMatchObject({ index: 3 });
    book.moveRows(0, 3, 1, 1);
    expect(column(book, 0, 4)).toEqual(['h', 'a', 'b', 'c']);
    expect(book.hiddenRows(0).byUser).toEqual([1]);
    expect(() => book.moveRows(0, 1, 1, 1001)).toThrow(code('range.outside'));
  });

  it('of 220,000 move at once', () => {
    const book = createWorkbook({ id: 'a', title: 'A' });
    book.updateSheet(0, { rowCount: 220_000, columnCount: 3 });
    book.write(0, 0, 0, [['first']], 'RAW');
    book.write(0, 219_999, 0, [['last']], 'RAW');
    book.setFilter(0, { range: at(0, 0, 220_000, 2), hiddenValues: new Map() });
    book.moveRows(0, 0, 1, 220_000);
    expect(book.values(0, at(219_998, 0, 2)).flat()).toEqual(['last', 'first']);
    book.moveRows(0, 1, 219_999, 0);
    expect(book.filter(0)?.range.rows).toBe(220_000);
  });
});

describe('a new workbook', () => {
  it("has one sheet as Google's have", () => {
    const book = createWorkbook({ id: 'a', title: 'A' });
    expect(book.sheets()).toEqual([
      {
        id: 0,
        name: 'Sheet1',
        index: 0,
        hidden: false,
        rowCount: 1000,
        columnCount: 26,
        frozenRows: 0,
        frozenColumns: 0,
      },
    ]);
    expect(book).toMatchObject({ id: 'a', title: 'A', locale: 'en_US', timeZone: 'Etc/UTC', revision: 0 });
  });
});

describe('writing', () => {
  it('leaves undefined alone, clears null and "", keeps RAW as given', () => {
    const book = filled([['a', 'b', 'c', 'd']]);
    book.write(0, 0, 0, [[undefined, null, '', '=1+1']], 'RAW');
    expect(book.values(0, at(0, 0, 1, 4))).toEqual([['a', null, null, '=1+1']]);
    expect(book.formulas(0, at(0, 3))).toEqual([['']]);
  });

  it('takes rows of unlike length, and leaves what a short row lacks alone', () => {
    const book = filled([
      ['a', 'b'],
      ['c', 'd'],
    ]);
    book.write(0, 0, 0, [['x'], ['y', 'z']], 'RAW');
    expect(book.values(0, at(0, 0, 2, 2))).toEqual([
      ['x', 'b'],
      ['y', 'z'],
    ]);
  });

  it('refuses a block outside the grid, a long text and no number, and writes nothing of it', () => {
    const book = filled([['a']]);
    expect(() => book.write(0, 999, 25, [['x', 'y']], 'RAW')).toThrow(code('range.outside'));
    expect(() => book.write(0, 0, 0, [['x'], ['y'.repeat(50_001)]], 'RAW')).toThrow(
      code('limit.cell-length'),
    );
    expect(() => book.write(0, 0, 0, [['x'], [Number.NaN]], 'RAW')).toThrow(code('value.invalid'));
    expect(() => book.write(7, 0, 0, [['x']], 'RAW')).toThrow(code('sheet.unknown'));
    expect(column(book, 0, 2)).toEqual(['a', null]);
    book.write(0, 0, 0, [['y'.repeat(50_000)]], 'RAW');
  });

  it('knows the last row and column with content', () => {
    const book = filled([['a'], [''], ['', '', 'c']]);
    expect(book.contentSize(0)).toEqual({ rows: 3, columns: 3 });
    book.clear(0, at(2, 0, 1, 26), { values: true });
    expect(book.contentSize(0)).toEqual({ rows: 1, columns: 1 });
    book.write(0, 0, 0, [['']], 'RAW');
    expect(book.contentSize(0)).toEqual({ rows: 0, columns: 0 });
  });

  it("gives values that are the caller's own", () => {
    const book = filled([['a']]);
    const values = book.values(0, at(0, 0));
    if (values[0]) values[0][0] = 'changed';
    expect(book.values(0, at(0, 0))).toEqual([['a']]);
  });
});

describe('formats', () => {
  it('merge: what is absent stays, what is at its default goes', () => {
    const book = filled([['a']]);
    book.setFormat(0, at(0, 0, 2), { bold: true, numberFormat: '@' });
    book.setFormat(0, at(1, 0, 2), { background: '#eeeeee', bold: false });
    expect(book.formats(0, at(0, 0, 4))).toEqual([
      [{ numberFormat: '@', bold: true }],
      [{ numberFormat: '@', background: '#eeeeee' }],
      [{ background: '#eeeeee' }],
      [{}],
    ]);
    book.clear(0, at(0, 0, 2), { formats: true });
    expect(book.formats(0, at(0, 0, 3))).toEqual([[{}], [{}], [{ background: '#eeeeee' }]]);
    expect(book.values(0, at(0, 0))).toEqual([['a']]);
  });
});

describe('a block of formats or notes', () => {
  it('is one change, leaves undefined alone and takes defaults away', () => {
    const book = filled([['a']]);
    book.setFormat(0, at(0, 0, 2, 2), { bold: true });
    book.setNote(0, at(0, 0, 2, 2), 'old');
    const { revision } = book;
    book.setFormats(0, 0, 0, [[{ numberFormat: '@' }, undefined], [{ bold: false }]]);
    book.setNotes(0, 0, 0, [['new', undefined], ['']]);
    expect(book.revision).toBe(revision + 2);
    expect(book.formats(0, at(0, 0, 2, 2))).toEqual([
      [{ numberFormat: '@', bold: true }, { bold: true }],
      [{}, { bold: true }],
    ]);
    expect(book.notes(0, at(0, 0, 2, 2))).toEqual([
      ['new', 'old'],
      ['', 'old'],
    ]);
    expect(() => book.setNotes(0, 999, 25, [['a', 'b']])).toThrow(code('range.outside'));
  });
});

describe('rows inserted and deleted', () => {
  const prepared = () => {
    const book = filled([['head'], ['1'], ['2'], ['3']]);
    book.updateSheet(0, { frozenRows: 1 });
    book.setFormat(0, at(1, 0, 999), { numberFormat: '@' });
    book.setNote(0, at(2, 0), 'two');
    book.setValidation(0, at(1, 0, 999), { values: ['1', '2'], strict: false });
    book.addProtection(0, { range: at(2, 0, 2), description: '', warningOnly: true });
    book.addMetadata({
      key: 'row',
      value: '2',
      visibility: 'PROJECT',
      location: { type: 'row', sheetId: 0, index: 2 },
    });
    book.setFilter(0, { range: at(0, 0, 4), hiddenValues: new Map([[0, new Set(['3'])]]) });
    book.setRowsHidden(0, 1, 1, true);
    return book;
  };

  it('shift all that stands below, and take format and drop-down over', () => {
    const book = prepared();
    book.insertRows(0, 2, 2);
    expect(column(book, 0, 6)).toEqual(['head', '1', null, null, '2', '3']);
    expect(book.notes(0, at(2, 0, 3))).toEqual([[''], [''], ['two']]);
    expect(book.formats(0, at(2, 0))).toEqual([[{ numberFormat: '@' }]]);
    expect(book.validations(0, at(3, 0))[0]?.[0]?.values).toEqual(['1', '2']);
    expect(book.protections(0)[0]?.range).toEqual(at(4, 0, 2));
    expect(book.metadata()[0]?.location).toMatchObject({ index: 4 });
    expect(book.filter(0)?.range).toEqual(at(0, 0, 6));
    expect(book.hiddenRows(0)).toEqual({ byUser: [1], byFilter: [5] });
    expect(book.sheet(0)).toMatchObject({ rowCount: 1002, frozenRows: 1 });
  });

  it('take from the row before when asked, or at the end of the grid', () => {
    const book = filled([['head'], ['1']]);
    book.setFormat(0, at(0, 0), { bold: true });
    book.insertRows(0, 1, 1);
    expect(book.formats(0, at(1, 0))).toEqual([[{}]]);
    book.insertRows(0, 1, 1, 'before');
    expect(book.formats(0, at(1, 0))).toEqual([[{ bold: true }]]);
    book.setFormat(0, at(1001, 0), { numberFormat: '@' });
    book.insertRows(0, 1002, 3);
    expect(book.formats(0, at(1004, 0))).toEqual([[{ numberFormat: '@' }]]);
  });

  it('drop what stood on a deleted row', () => {
    const book = prepared();
    book.deleteRows(0, 2, 1);
    expect(column(book, 0, 3)).toEqual(['head', '1', '3']);
    expect(book.notes(0, at(2, 0))).toEqual([['']]);
    expect(book.protections(0)[0]?.range).toEqual(at(2, 0, 1));
    expect(book.metadata()).toEqual([]);
    expect(book.hiddenRows(0)).toEqual({ byUser: [1], byFilter: [2] });
    book.deleteRows(0, 2, 1);
    expect(book.protections(0)).toEqual([]);
    expect(book.filter(0)?.range).toEqual(at(0, 0, 2));
  });

  it('keep a row that is not frozen', () => {
    const book = prepared();
    expect(() => book.deleteRows(0, 1, 999)).toThrow(code('value.invalid'));
    book.deleteRows(0, 0, 999);
    expect(book.sheet(0)).toMatchObject({ rowCount: 1, frozenRows: 0 });
    expect(() => book.deleteRows(0, 0, 1)).toThrow(code('value.invalid'));
    expect(() => book.updateSheet(0, { frozenRows: 1 })).toThrow(code('value.invalid'));
  });
});

describe('columns inserted, deleted and moved', () => {
  const prepared = () => {
    const book = filled([['a', 'b', 'c', 'd']]);
    book.setColumnWidth(0, 1, 1, 222);
    book.setColumnsHidden(0, 2, 1, true);
    const location = { type: 'column', sheetId: 0, index: 1 } as const;
    book.addMetadata({ key: 'k', value: 'b', visibility: 'DOCUMENT', location });
    book.setValidation(0, at(0, 1), { values: ['b'], strict: true });
    book.addProtection(0, { range: at(0, 1, 10, 2), description: '', warningOnly: true });
    book.setFilter(0, { range: at(0, 0, 5, 4), hiddenValues: new Map([[1, new Set(['x'])]]) });
    return book;
  };
  const state = (book: Workbook) => ({
    header: book.values(0, at(0, 0, 1, 6))[0]?.join(''),
    wide: book.columnWidths(0).indexOf(222),
    hidden: book.hiddenColumns(0),
    metadata: book.metadata().map(({ location }) => location),
    rule: book.validations(0, at(0, 0, 1, 6))[0]?.findIndex((rule) => rule !== null),
    protection: book.protections(0).map(({ range }) => [range?.column, range?.columns]),
    filter: [book.filter(0)?.range.column, book.filter(0)?.range.columns],
    filterKeys: [...(book.filter(0)?.hiddenValues.keys() ?? [])],
  });

  it('carry width, validation, metadata, protection and filter along', () => {
    const book = prepared();
    book.insertColumns(0, 0, 1);
    expect(state(book)).toEqual({
      header: 'abcd',
      wide: 2,
      hidden: [3],
      metadata: [{ type: 'column', sheetId: 0, index: 2 }],
      rule: 2,
      protection: [[2, 2]],
      filter: [1, 4],
      filterKeys: [2],
    });
    book.deleteColumns(0, 2, 1);
    expect(state(book)).toEqual({
      header: 'acd',
      wide: -1,
      hidden: [2],
      metadata: [],
      rule: -1,
      protection: [[2, 1]],
      filter: [1, 3],
      filterKeys: [],
    });
  });

  it('move within a filter, which stays whole', () => {
    const book = prepared();
    book.moveColumns(0, 1, 1, 4);
    expect(state(book)).toMatchObject({
      header: 'acdb',
      wide: 3,
      hidden: [1],
      metadata: [{ index: 3 }],
      rule: 3,
      protection: [[1, 1]],
      filter: [0, 4],
      filterKeys: [3],
    });
    book.moveColumns(0, 3, 1, 0);
    expect(state(book)).toMatchObject({ header: 'bacd', wide: 0, metadata: [{ index: 0 }] });
  });

  it('stay where they are when moved onto themselves', () => {
    const book = prepared();
    const { revision } = book;
    book.moveColumns(0, 1, 2, 3);
    expect(book.revision).toBe(revision);
  });
});

describe('sorting', () => {
  it('puts numbers before text before FALSE before TRUE, blanks last either way', () => {
    const book = filled([['b'], [true], [2], [null], ['A'], [false], [10], ['a']]);
    book.sort(0, at(0, 0, 8), [{ column: 0, ascending: true }]);
    expect(column(book, 0, 8)).toEqual([2, 10, 'A', 'a', 'b', false, true, null]);
    book.sort(0, at(0, 0, 8), [{ column: 0, ascending: false }]);
    expect(column(book, 0, 8)).toEqual([true, false, 'b', 'A', 'a', 10, 2, null]);
  });

  it('moves formats, notes and row metadata with their rows, and the filter looks again', () => {
    const book = filled([
      ['head', 'x'],
      ['b', 1],
      ['a', 2],
    ]);
    book.setFormat(0, at(1, 0), { bold: true });
    book.setNote(0, at(1, 1), 'on b');
    const location = { type: 'row', sheetId: 0, index: 1 } as const;
    book.addMetadata({ key: 'row', value: 'b', visibility: 'PROJECT', location });
    book.setFilter(0, { range: at(0, 0, 3, 2), hiddenValues: new Map([[0, new Set(['b'])]]) });
    book.sort(0, at(1, 0, 2, 2), [{ column: 0, ascending: true }]);
    expect(book.values(0, at(1, 0, 2, 2))).toEqual([
      ['a', 2],
      ['b', 1],
    ]);
    expect(book.formats(0, at(1, 0, 2))).toEqual([[{}], [{ bold: true }]]);
    expect(book.notes(0, at(1, 1, 2))).toEqual([[''], ['on b']]);
    expect(book.metadata()[0]?.location).toMatchObject({ index: 2 });
    expect(book.hiddenRows(0).byFilter).toEqual([2]);
  });

  it('leaves row metadata where it is when a column is sorted by itself', () => {
    const book = filled([
      ['b', 1],
      ['a', 2],
    ]);
    const location = { type: 'row', sheetId: 0, index: 0 } as const;
    book.addMetadata({ key: 'row', value: 'b', visibility: 'PROJECT', location });
    book.sort(0, at(0, 0, 2, 1), [{ column: 0, ascending: true }]);
    expect(book.values(0, at(0, 0, 2, 2))).toEqual([
      ['a', 1],
      ['b', 2],
    ]);
    expect(book.metadata()[0]?.location).toMatchObject({ index: 0 });
  });
});

describe('a filter', () => {
  it('hides rows by what they show when it is set, not at each edit', () => {
    const book = createWorkbook({ id: 'a', title: 'A' });
    book.write(0, 0, 0, [['date'], ['2020-01-01'], [''], ['2020-01-02']], 'USER');
    book.setFilter(0, { range: at(0, 0, 4), hiddenValues: new Map([[0, new Set(['2020-01-01', ''])]]) });
    expect(book.hiddenRows(0).byFilter).toEqual([1, 2]);
    book.write(0, 3, 0, [['2020-01-01']], 'USER');
    expect(book.hiddenRows(0).byFilter).toEqual([1, 2]);
    book.setFilter(0, null);
    expect(book.hiddenRows(0).byFilter).toEqual([]);
  });
});

describe('sheets', () => {
  it('refuse a taken name, the last visible one going, and 10 million cells', () => {
    const book = createWorkbook({ id: 'a', title: 'A' });
    expect(() => book.addSheet({ name: 'SHEET1' })).toThrow(code('sheet.name-taken'));
    expect(() => book.deleteSheet(0)).toThrow(code('last-sheet'));
    expect(() => book.updateSheet(0, { hidden: true })).toThrow(code('last-sheet'));
    expect(() => book.addSheet({ name: 'B', rows: 399_000, columns: 25 })).toThrow(code('limit.cells'));
    expect(() => book.updateSheet(0, { rowCount: 400_000 })).toThrow(code('limit.cells'));
    expect(() => book.insertRows(0, 5, 400_000)).toThrow(code('limit.cells'));
    expect(() => book.insertColumns(0, 5, 18_300)).toThrow(code('limit.cells'));
    book.addSheet({ name: 'B', rows: 398_000, columns: 25 });
    expect(book.sheetByName('B')?.rowCount).toBe(398_000);
    expect(book.sheetByName('b')).toBeUndefined();
  });

  it('never use an id again', () => {
    const book = createWorkbook({ id: 'a', title: 'A' });
    const { id } = book.addSheet({ name: 'B' });
    book.deleteSheet(id);
    expect(book.addSheet({ name: 'B' }).id).not.toBe(id);
    expect(book.addSheet({ name: 'C', id: 2_000_000_000 }).id).toBe(2_000_000_000);
    expect(book.addSheet({ name: 'D' }).id).toBeLessThan(1000);
    expect(() => book.addSheet({ name: 'E', id: 0 })).toThrow(code('value.invalid'));
  });

  it('take their metadata with them when deleted', () => {
    const book = createWorkbook({ id: 'a', title: 'A' });
    const { id } = book.addSheet({ name: 'B' });
    const visibility = 'PROJECT';
    book.addMetadata({ key: 'a', value: '', visibility, location: { type: 'sheet', sheetId: id } });
    book.addMetadata({ key: 'b', value: '', visibility, location: { type: 'spreadsheet' } });
    book.deleteSheet(id);
    expect(book.metadata().map(({ key }) => key)).toEqual(['b']);
  });

  it('cut the grid when made smaller', () => {
    const book = filled([
      ['a', 'b'],
      ['c', 'd'],
    ]);
    book.updateSheet(0, { rowCount: 1, columnCount: 1 });
    expect(book.values(0, at(0, 0))).toEqual([['a']]);
    book.updateSheet(0, { rowCount: 2, columnCount: 2 });
    expect(book.values(0, at(0, 0, 2, 2))).toEqual([
      ['a', null],
      [null, null],
    ]);
  });
});

describe('a large sheet', () => {
  it('takes 220,000 rows of 14 columns and gives them back', () => {
    const book = createWorkbook({ id: 'a', title: 'A' });
    const { id } = book.addSheet({ name: 'Orders', rows: 220_000, columns: 25 });
    const rows = Array.from({ length: 220_000 }, (_, r) => Array.from({ length: 14 }, (_, c) => `${r}-${c}`));
    book.write(id, 0, 0, rows, 'RAW');
    expect(book.contentSize(id)).toEqual({ rows: 220_000, columns: 14 });
    expect(book.values(id, { row: 219_999, column: 0, rows: 1, columns: 14 })).toEqual([rows[219_999]]);
    book.sort(id, { row: 0, column: 0, rows: 220_000, columns: 25 }, [{ column: 0, ascending: false }]);
    expect(book.values(id, { row: 0, column: 0, rows: 1, columns: 1 })).toEqual([['99999-0']]);
  });
});
