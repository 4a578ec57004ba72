import { describe, expect, it } from 'vitest';
import { headersOf } from '../../../../shared/partner-sheet/headers.ts';
import { headRows, locate } from '../../../../worker/partner-sheet/sheet/locate.ts';
import { HEADER_ROW, TOP_ROW } from '../../../../worker/partner-sheet/sheet/marks.ts';
import type { LineMark, SheetShape } from '../../../../worker/sheets/port.ts';
import { PRESET } from './support.ts';

const columnCount = 20;
const sheet: SheetShape = {
  sheetId: 7,
  title: 'Shipments',
  rowCount: 400_000,
  columnCount,
  marks: [],
  merges: [],
};
const mark = (index: number, value: string): LineMark => ({
  id: index + 1,
  sheetId: 7,
  dimension: 'ROWS',
  index,
  value,
});
const header = headersOf(PRESET).map((column) => column.header);

describe('The head of a partner’s tab', () => {
  it('is read down to the header, where somebody has put rows above it', () => {
    expect(headRows(sheet, [mark(0, TOP_ROW), mark(1, HEADER_ROW)])).toBe(20);
    const marks = [mark(500, TOP_ROW), mark(501, HEADER_ROW)];
    expect(headRows(sheet, marks)).toBe(502);
    const head = [...Array.from({ length: 501 }, () => ['x']), header];
    expect(locate(sheet, marks, head, PRESET)).toMatchObject({ headerRow: 501, topRow: 500 });
  });

  it('is no whole tab: a header that was moved to its end is made anew at the top', () => {
    const marks = [mark(0, TOP_ROW), mark(399_999, HEADER_ROW)];
    expect(headRows(sheet, marks)).toBe(20);
    const head = Array.from({ length: 20 }, () => ['x']);
    expect(locate(sheet, marks, head, PRESET)).toMatchObject({ headerRow: null, topRow: 0 });
  });
});
