import readWorkbook from 'read-excel-file/universal';
import { describe, expect, test } from 'vitest';
import { readFile } from '../../../shared/csv/file.ts';
import { numberText } from '../../../shared/csv/number-text.ts';
import { isNumberCell, type Table } from '../../../shared/csv/table.ts';
import { readXlsx, type XlsxOptions } from '../../../shared/csv/xlsx.ts';
import { type MadeCell, makeWorkbook } from './workbook.ts';

const KNOWN = new Set(['order id', 'tracking number', 'ship date']);
const knows = (key: string): boolean => KNOWN.has(key);

async function read(sheets: Record<string, MadeCell[][]>, options: XlsxOptions = {}): Promise<Table> {
  const table = await readXlsx(makeWorkbook(sheets), readWorkbook, { knows, ...options });
  if (!table.ok) throw new Error(`${table.code} ${table.detail}`);
  return table;
}

const HEADER = ['Order ID', 'Tracking number', 'Ship date'];

describe('readXlsx', () => {
  test('G34: a workbook is read into the same table as a CSV file', async () => {
    const bytes = makeWorkbook({
      May: [['Acme 3PL'], [], HEADER, ['KS-1', '9400 1', { date: 45678.5 }], ['KS-2']],
    });
    const table = await readFile(bytes, readWorkbook, { knows });
    expect(table).toMatchObject({
      ok: true,
      header: HEADER,
      headerLine: 3,
      rows: [
        ['KS-1', '9400 1', '2025-01-21 12:00:00'],
        ['KS-2', '', ''],
      ],
      lines: [4, 5],
      source: { kind: 'xlsx', sheet: 'May', sheets: ['May'] },
    });
  });

  test('G3: a number cell keeps every digit and is known as a number', async () => {
    const table = await read({
      S: [HEADER, ['KS-1', { n: '9.25082E+11' }], ['KS-2', { n: '925082000001' }], ['KS-3', '7']],
    });
    expect(table.rows.map((r) => r[1])).toEqual(['925082000000', '925082000001', '7']);
    expect([0, 1, 2].map((row) => isNumberCell(table, row, 1))).toEqual([true, true, false]);
  });

  test('G4: a number too long for a cell is written out in full, so that the damage shows', async () => {
    const table = await read({ S: [HEADER, ['KS-1', { n: '9.4001118992231598E+21' }]] });
    expect(table.rows[0]?.[1]).toBe('9400111899223159800000');
    expect(isNumberCell(table, 0, 1)).toBe(true);
  });

  test('G31: a formula cell gives what it shows', async () => {
    const formula = { formula: 'HYPERLINK("https://x.example/9400","9400")', shows: '9400' };
    expect((await read({ S: [HEADER, ['KS-1', formula]] })).rows[0]?.[1]).toBe('9400');
  });

  test('spaces and line breaks in a text cell stay', async () => {
    expect((await read({ S: [HEADER, ['KS-1', ' a\nb ']] })).rows[0]?.[1]).toBe(' a\nb ');
  });

  test('the first worksheet with a header is taken; another can be named', async () => {
    const sheets = { Cover: [['Dear team']], April: [HEADER, ['KS-1', '1']], May: [HEADER, ['KS-2', '2']] };
    const first = await read(sheets);
    expect(first.source).toMatchObject({ sheet: 'April', sheets: ['Cover', 'April', 'May'] });
    expect((await read(sheets, { sheet: 'May' })).rows[0]?.[0]).toBe('KS-2');
    expect(await readXlsx(makeWorkbook(sheets), readWorkbook, { knows, sheet: 'June' })).toMatchObject({
      code: 'file.no-sheet',
      detail: 'June',
    });
  });

  test.each<[string, Uint8Array, string]>([
    ['an empty workbook', makeWorkbook({ S: [] }), 'file.empty'],
    ['a workbook without a header', makeWorkbook({ S: [['KS-1', '9400']] }), 'file.no-header'],
    ['a zip that is no workbook', makeWorkbook({ S: [HEADER] }).slice(0, 300), 'file.not-xlsx'],
    [
      'the old format or an encrypted workbook',
      Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0, 0, 0, 0]),
      'file.not-xlsx',
    ],
  ])('G34: refuses %s', async (_, bytes, code) => {
    expect(await readXlsx(bytes, readWorkbook, { knows })).toMatchObject({ ok: false, code });
  });
});

test.each([
  ['925082000000', '925082000000'],
  ['9.25082E+11', '925082000000'],
  ['9.4001118992231598E+21', '9400111899223159800000'],
  ['1.0', '1'],
  ['0', '0'],
  ['-0.0', '0'],
  ['007', '7'],
  ['-12', '-12'],
  ['0.1', '0.1'],
  ['0.10000000000000001', '0.1'],
  ['5.0000000000000001E-2', '0.05'],
  ['12.50', '12.5'],
  ['1E3', '1000'],
  ['12.34E1', '123.4'],
  ['text', 'text'],
])('the number %s reads %s', (raw, text) => {
  expect(numberText(raw)).toBe(text);
});
