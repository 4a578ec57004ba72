import { expect, it } from 'vitest';
import { createWorkbook } from '../../../../worker/local/core/workbook.ts';
import { tallRows } from '../../../../worker/local/http/heights.ts';

const LONG =
  '1 × Lanterns of Havenmoor (GAME); 2 × Lantern dice, set of 7 (DICE); 1 × Harbour playmat (PLAYMAT)';

it('rows whose text wraps are as tall as it wants, also far down the sheet', () => {
  const book = createWorkbook({ id: 'w', title: '' });
  const sheet = book.addSheet({ name: 'S', rows: 6000, columns: 2 });
  book.write(sheet.id, 1, 0, [[LONG, LONG]], 'RAW');
  book.write(sheet.id, 5400, 0, [[LONG], ['short']], 'RAW');
  expect(tallRows(book, sheet.id)).toEqual([]);
  book.setFormat(sheet.id, { row: 1, column: 0, rows: 5900, columns: 1 }, { wrap: 'WRAP' });
  book.setFormat(sheet.id, { row: 5401, column: 1, rows: 1, columns: 1 }, { fontSize: 18 });
  const tall = tallRows(book, sheet.id);
  expect(tall.map(([row]) => row)).toEqual([1, 5400]);
  expect(tall.every(([, pixels]) => pixels > 60)).toBe(true);
  book.write(sheet.id, 5401, 1, [['Large']], 'RAW');
  expect(tallRows(book, sheet.id).at(-1)).toEqual([5401, 35]);
});
