/** The engine's Book over SpreadsheetApp: what it reads and writes, in how few calls, and what it leaves as it was. */
import { describe, expect, it } from 'vitest';
import { openBook } from '../../../addon/book/open-book.ts';
import type { Book } from '../../../shared/plan/book.ts';
import type { Cell } from '../../../shared/tabs/table.ts';
import { open, ready } from '../../support/campaign.ts';
import { type TestSheet, testSheet } from '../server/sheet.ts';

const orders = (n: number, cells = {}) => Array.from({ length: n }, (_, i) => open(`A-${i + 1}`, cells));
/** A book as a new execution opens it. */
function bookOf(sheet: TestSheet): Book {
  sheet.execution();
  return openBook(SpreadsheetApp);
}
/** Columns (from 0) of each change that the work makes, in order. */
function written(sheet: TestSheet, work: () => void): [column: number, rows: number][] {
  const seen: [number, number][] = [];
  const off = sheet.workbook.onChange((change) => {
    for (const { range } of change.cells) seen.push([range.column, range.rows]);
  });
  work();
  off();
  return seen;
}

describe('reading', () => {
  it('finds columns by header, names those that are missing, and tells the rows of a part', () => {
    const sheet = testSheet({ orders: orders(5) });
    const book = bookOf(sheet);
    const table = book.read('Orders', ['Order ID', 'Backer number'], { from: 1, count: 2 });
    expect(table).toMatchObject({ n: 2, missing: ['Backer number'], rows: [1, 2] });
    expect(table.columns.get('Order ID')).toEqual(['A-2', 'A-3']);
    expect(book.read('Orders', ['Order ID'], { from: 4, count: 9 }).n).toBe(1);
    expect(book.read('Orders', ['Order ID'], { from: 50, count: 9 }).n).toBe(0);
  });

  it('takes a small tab in one call, and a larger one in two: the header, and all columns with what is between', () => {
    const small = testSheet({ orders: orders(20) });
    const book = bookOf(small);
    book.read('Orders', ['Order ID', 'Items', 'Row check']);
    book.read('Orders', ['Name', 'Country']);
    expect(small.counters()).toMatchObject({ reads: 1, writes: 0 });
    const large = testSheet({ orders: orders(500) });
    const other = bookOf(large);
    other.read('Orders', ['Order ID', 'Stage', 'Items', 'Row check']);
    expect(large.counters()).toMatchObject({ reads: 2, writes: 0 });
  });

  it('reads rows by key, ascending, in at most four blocks', () => {
    const sheet = testSheet({ orders: orders(500) });
    const book = bookOf(sheet);
    const keys = new Set(['A-400', 'A-3', 'A-100', 'A-200', 'A-300', 'A-77', 'none']);
    const table = book.readKeys('Orders', 'Order ID', keys, ['Order ID', 'Name']);
    expect(table.columns.get('Order ID')).toEqual(['A-3', 'A-77', 'A-100', 'A-200', 'A-300', 'A-400']);
    expect(table.rows).toEqual([2, 76, 99, 199, 299, 399]);
    // Header, keys, and a call for each block.
    expect(sheet.counters().reads).toBeLessThanOrEqual(6);
    expect(book.readKeys('Orders', 'Order ID', new Set(), ['Name'])).toMatchObject({ n: 0, missing: [] });
  });
});

describe('writing', () => {
  it('leaves the cells between as they were: formulas, dates, blanks around text, numbers', () => {
    const sheet = testSheet({ orders: orders(6) });
    const { id } = sheet.sheet('Orders');
    const at = sheet.columnOf('Orders', 'Notes');
    const cell = (row: number) => ({ row, column: at, rows: 1, columns: 1 });
    sheet.workbook.setFormat(id, { row: 2, column: at, rows: 2, columns: 1 }, { numberFormat: 'General' });
    sheet.workbook.write(id, 2, at, [['=1+1']], 'USER');
    sheet.workbook.setFormat(id, cell(3), { numberFormat: 'yyyy-mm-dd' });
    sheet.workbook.write(id, 3, at, [[46082]], 'RAW');
    sheet.workbook.write(id, 4, at, [['  two blanks ']], 'RAW');
    sheet.workbook.write(id, 5, at, [["'quoted"]], 'RAW');
    const before = sheet.values('Orders', { row: 2, column: at, rows: 4, columns: 1 });
    // Five rows apart from each other are joined over what is between.
    const book = bookOf(sheet);
    const current = book.read('Orders', ['Notes']);
    const block = (rows: readonly number[], values: readonly Cell[]): void =>
      book.write('Orders', rows, new Map([['Notes', values]]), current);
    block([0, 5], ['first', 'last']);
    const many = bookOf(sheet);
    many.write(
      'Orders',
      [0, 5],
      new Map([
        ['Email', ['a', 'b']],
        ['Notes', [undefined, undefined]],
      ]),
    );
    expect(sheet.values('Orders', { row: 2, column: at, rows: 4, columns: 1 })).toEqual(before);
    expect(sheet.workbook.formulas(id, cell(2))).toEqual([['=1+1']]);
    expect(sheet.cell('Orders', 'A-6', 'Notes')).toBe('last');
    expect(sheet.cell('Orders', 'A-6', 'Email')).toBe('b');
  });

  it('J24: never writes a cell that a formula above it fills', () => {
    const sheet = testSheet({ orders: orders(8) });
    const { id } = sheet.sheet('Orders');
    const at = sheet.columnOf('Orders', 'Notes');
    sheet.workbook.setFormat(id, { row: 1, column: at, rows: 8, columns: 1 }, { numberFormat: 'General' });
    sheet.workbook.write(id, 1, at, [['=ARRAYFORMULA(A2:A9&"!")']], 'USER');
    // Nothing calculates here: what the formula would show stands there as Sheets would tell it.
    sheet.workbook.write(
      id,
      2,
      at,
      [2, 3, 4, 5, 6, 7, 8].map((n) => [`A-${n}!`]),
      'RAW',
    );
    const touched = new Set<number>();
    sheet.workbook.onChange(({ cells }) => {
      for (const { sheetId, range } of cells) {
        if (sheetId !== id || at < range.column || at >= range.column + range.columns) continue;
        for (let row = range.row; row < range.row + range.rows; row++) touched.add(row);
      }
    });
    const book = bookOf(sheet);
    const rows = [1, 3, 4, 5, 6, 7];
    const email = ['a', 'b', 'c', 'd', 'e', 'f'];
    const notes = [undefined, undefined, undefined, undefined, undefined, 'mine'];
    book.write(
      'Orders',
      rows,
      new Map<string, (Cell | undefined)[]>([
        ['Email', email],
        ['Notes', notes],
      ]),
    );
    expect([...touched]).toEqual([8]);
    expect(sheet.cell('Orders', 'A-8', 'Notes')).toBe('mine');
    expect(sheet.cell('Orders', 'A-2', 'Email')).toBe('a');
  });

  it('joins scattered rows into four blocks a group of columns, without touching the rows between', () => {
    const sheet = testSheet({ orders: orders(200) });
    const { id } = sheet.sheet('Orders');
    const at = sheet.columnOf('Orders', 'Notes');
    for (let row = 1; row <= 200; row++) sheet.workbook.write(id, row, at, [[`n${row} `]], 'RAW');
    sheet.workbook.setFormat(id, { row: 51, column: at, rows: 1, columns: 1 }, { numberFormat: 'General' });
    sheet.workbook.write(id, 51, at, [['=A1']], 'USER');
    const book = bookOf(sheet);
    const rows = Array.from({ length: 40 }, (_, i) => i * 5);
    book.write('Orders', rows, new Map([['Notes', rows.map((row) => `=row ${row}`)]]));
    expect(sheet.counters().writes).toBeLessThanOrEqual(4 + 40);
    for (let row = 1; row <= 200; row++) {
      const [value] = sheet.values('Orders', { row, column: at, rows: 1, columns: 1 })[0] ?? [];
      if ((row - 1) % 5 === 0) expect(value).toBe(`=row ${row - 1}`);
      else expect(value).toBe(row === 51 ? '=row 50' : `n${row} `);
    }
  });

  it('writes times that mark a row as done after everything else', () => {
    const sheet = testSheet({ orders: orders(3) });
    const book = bookOf(sheet);
    const columns = ['Stage', 'Locked at', 'Locked items', 'Row check', 'Items'];
    const seen = written(sheet, () =>
      book.write('Orders', [0, 1, 2], new Map(columns.map((name) => [name, ['x', 'y', 'z']]))),
    );
    expect(seen.at(-1)).toEqual([sheet.columnOf('Orders', 'Locked at'), 3]);
    expect(seen).toHaveLength(4);
  });

  it('makes optional columns on demand at the right end, beyond a person’s own, as text', () => {
    const sheet = testSheet({ orders: orders(2) });
    const { id, columnCount } = sheet.sheet('Orders');
    sheet.workbook.insertColumns(id, columnCount, 1);
    sheet.workbook.write(id, 0, columnCount, [['Mine']], 'RAW');
    bookOf(sheet).write(
      'Orders',
      [1],
      new Map([
        ['Backer number', ['0042']],
        ['Tax ID', ['007']],
      ]),
    );
    expect(sheet.header('Orders').slice(-3)).toEqual(['Mine', 'Backer number', 'Tax ID']);
    expect(sheet.cell('Orders', 'A-2', 'Backer number')).toBe('0042');
    expect(bookOf(sheet).read('Orders', ['Backer number', 'Tax ID']).columns.get('Tax ID')).toEqual([
      '',
      '007',
    ]);
    expect(() => bookOf(sheet).write('Orders', [0], new Map([['Nonsense', ['x']]]))).toThrow(
      'Orders has no column',
    );
  });

  it('appends below the last row with the formats and drop-downs of the column, growing the grid', () => {
    const sheet = testSheet({ orders: orders(49) });
    const book = bookOf(sheet);
    const ids = Array.from({ length: 30 }, (_, i) => `00${i}`);
    book.append(
      'Orders',
      new Map([
        ['Order ID', ids],
        ['Postal code', ids],
        ['Stage', ids.map(() => 'Open')],
      ]),
    );
    const { id, rowCount } = sheet.sheet('Orders');
    expect(rowCount).toBe(80);
    expect(sheet.cell('Orders', '0029', 'Postal code')).toBe('0029');
    const last = { row: 79, column: sheet.columnOf('Orders', 'Stage'), rows: 1, columns: 1 };
    expect(sheet.workbook.validations(id, last)[0]?.[0]?.values).toContain('Paid');
    expect(book.read('Orders', ['Order ID']).n).toBe(79);
  });

  it('appends text as text into blank rows whose format somebody had cleared', () => {
    const sheet = testSheet({ orders: orders(2) });
    const { id, rowCount, columnCount } = sheet.sheet('Orders');
    sheet.workbook.clear(
      id,
      { row: 3, column: 0, rows: rowCount - 3, columns: columnCount },
      { formats: true },
    );
    const cells = new Map<string, Cell[]>([
      ['Order ID', ['A-9']],
      ['Postal code', ['02108']],
      ['Phone', ['+49 30 1']],
    ]);
    bookOf(sheet).append('Orders', cells);
    expect(sheet.rows('Orders')[2]).toMatchObject({ 'Postal code': '02108', Phone: '+49 30 1' });
  });

  it('removes rows in blocks from below, and keeps a row under the frozen header', () => {
    const sheet = testSheet({ orders: orders(6) });
    const book = bookOf(sheet);
    book.remove('Orders', [0, 1, 4]);
    expect(sheet.rows('Orders').map((row) => row['Order ID'])).toEqual(['A-3', 'A-4', 'A-6']);
    const { id } = sheet.sheet('Orders');
    sheet.workbook.deleteRows(id, 4, sheet.sheet('Orders').rowCount - 4);
    bookOf(sheet).remove('Orders', [0, 1, 2]);
    expect(sheet.rows('Orders')).toEqual([]);
    expect(sheet.sheet('Orders').rowCount).toBeGreaterThan(1);
  });
});

describe('the 10 million cells', () => {
  it('are refused before anything of the run is written, and warned about at 7 million', () => {
    const sheet = testSheet({ orders: Array.from({ length: 60 }, (_, i) => ready(`A-${i + 1}`)) });
    const mine = sheet.workbook.addSheet({ name: 'Mine', rows: 70_000, columns: 100 });
    expect(sheet.call('context', {}).notice).toMatch(/^This file holds 7\.0 of the 10 million cells/);
    sheet.workbook.updateSheet(mine.id, { rowCount: 97_980 });
    const shown = sheet.preview('push-to-channel', { channel: 'All items' });
    const before = ['Orders', 'Shipments', 'Activity', 'Overview'].map((tab) => sheet.values(tab));
    expect(() => sheet.apply('push-to-channel', shown, { channel: 'All items' })).toThrow(
      /limit.cells: Google Sheets holds 10 million cells, and Shipments needs more/,
    );
    expect(['Orders', 'Shipments', 'Activity', 'Overview'].map((tab) => sheet.values(tab))).toEqual(before);
    // With room it goes on.
    sheet.workbook.deleteSheet(mine.id);
    expect(sheet.run('push-to-channel', { channel: 'All items' }).result?.counts.change).toBe(60);
  });

  it('J23: room for two tabs is refused as a whole, before either has a row more', () => {
    const sheet = testSheet({ orders: orders(2) });
    const orderColumns = sheet.sheet('Orders').columnCount;
    const cells = sheet.workbook.sheets().reduce((sum, each) => sum + each.rowCount * each.columnCount, 0);
    // Room for 2,000 more orders, and for nothing else.
    const filler = Math.floor((9_800_000 - cells - 2_000 * orderColumns) / 100);
    sheet.workbook.addSheet({ name: 'Archive', rows: filler, columns: 100 });
    const book = bookOf(sheet);
    const before = sheet.workbook.revision;
    const order = { tab: 'Orders', rows: 1_500, columns: ['Order ID'] } as const;
    book.makeRoom([order]);
    expect(() =>
      book.makeRoom([order, { tab: 'Shipments', rows: 2_000, columns: ['Shipment ID', 'Batch'] }]),
    ).toThrow(/Google Sheets holds 10 million cells, and Orders needs more/);
    expect(sheet.workbook.revision).toBe(before);
  });
});
