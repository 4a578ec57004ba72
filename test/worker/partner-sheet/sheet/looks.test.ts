import { describe, expect, it } from 'vitest';
import type { SheetColumn } from '../../../../shared/partner-sheet/columns.ts';
import { bringLooks } from '../../../../worker/partner-sheet/sheet/looks.ts';
import type { PartnerTab } from '../../../../worker/partner-sheet/sheet/open.ts';
import type { Area, Look, Sheets } from '../../../../worker/sheets/port.ts';

const TOP = 2;
const columns = new Map<SheetColumn, number>([
  ['id', 0],
  ['number', 1],
]);
const tab: PartnerTab = {
  grid: {
    sheetId: 7,
    title: 'Shipments',
    rows: 0,
    columns: 2,
    top: TOP,
    header: [],
    positions: columns,
    ids: [],
  },
  columns,
  merges: [],
  topRow: 0,
  topTexts: [],
  gone: [],
  others: [],
};

/** A sheet whose numbers all have this note; what is asked of it is kept, and done. */
function sheetOf(rows: number, note: string) {
  const asked: (readonly [row: number, rows: number])[] = [];
  const changed: object[] = [];
  const marked = new Set(note === '' ? [] : Array.from({ length: rows }, (_, i) => TOP + i));
  const look = (row: number): Look => ({
    note: marked.has(row) ? note : '',
    shown: '',
    struck: false,
    color: '',
  });
  const never = () => Promise.reject(new Error('Not asked'));
  const sheets: Sheets = {
    shape: never,
    columnMarks: never,
    lineMarks: never,
    read: never,
    notes: never,
    write: never,
    again: (work) => work(),
    counted: () => sheets,
    calls: () => 0,
    async looks(_, areas: readonly Area[]) {
      for (const { row, rows: height } of areas) asked.push([row, height]);
      return areas.map(({ row, rows: height, columns: width }) =>
        Array.from({ length: height }, (_line, r) => Array.from({ length: width }, () => look(row + r))),
      );
    },
    async change(_, requests) {
      changed.push(...requests);
      marked.clear();
    },
  };
  return { sheets, asked, changed };
}

describe('How the rows of a partner look', () => {
  it('is asked for at once as long as a sheet is as large as they are', async () => {
    const { sheets, asked } = sheetOf(50_000, '');
    await bringLooks(sheets, 'file', tab, 50_000, [], { bytes: 0 });
    expect(asked).toEqual([[TOP, 50_000]]);
  });

  it('is asked for in parts where somebody has filled the tab: one answer would never come', async () => {
    const { sheets, asked } = sheetOf(120_000, '');
    await bringLooks(sheets, 'file', tab, 120_000, [], { bytes: 0 });
    expect(asked).toEqual([
      [TOP, 50_000],
      [TOP + 50_000, 50_000],
      [TOP + 100_000, 20_000],
    ]);
  });

  it('is put right where it stands, in the last part too', async () => {
    const { sheets, changed } = sheetOf(50_001, 'Shipsheet: old');
    const before = sheets.looks;
    // Only the last row has a note of ours.
    sheets.looks = async (id, areas) =>
      (await before(id, areas)).map((lines, a) =>
        (areas[a]?.row ?? 0) > TOP ? lines : lines.map((line) => line.map((cell) => ({ ...cell, note: '' }))),
      );
    await bringLooks(sheets, 'file', tab, 50_001, [], { bytes: 0 });
    expect(changed).toMatchObject([
      { updateCells: { range: { startRowIndex: TOP + 50_000, startColumnIndex: 1 }, fields: 'note' } },
    ]);
  });
});
