import fc from 'fast-check';
import readWorkbook from 'read-excel-file/universal';
import { describe, expect, test } from 'vitest';
import { encodingOf } from '../../../shared/csv/encoding.ts';
import { readFile } from '../../../shared/csv/file.ts';
import { type CsvOptions, readCsv, readPasted, readRows } from '../../../shared/csv/read.ts';
import type { Table } from '../../../shared/csv/table.ts';
import { writeCsv } from '../../../shared/csv/write.ts';
import { anyText } from '../source/any-text.ts';

const KNOWN = new Set(['order id', 'tracking number', 'carrier', 'name']);
const knows = (key: string): boolean => KNOWN.has(key);

function read(input: Uint8Array | string, options: CsvOptions = {}): Table {
  const table = readCsv(input, { knows, ...options });
  if (!table.ok) throw new Error(`${table.code} ${table.detail}`);
  return table;
}

const utf16 = (text: string, big: boolean): Uint8Array => {
  const bytes = new Uint8Array(text.length * 2);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < text.length; i++) view.setUint16(i * 2, text.charCodeAt(i), !big);
  return bytes;
};

const PLAIN = 'Order ID,Tracking Number,Name\r\nKS-1,9400,Zoë\r\nKS-2,9401,Ana\r\n';
const DATA = [
  ['KS-1', '9400', 'Zoë'],
  ['KS-2', '9401', 'Ana'],
];

describe('readCsv', () => {
  const utf8 = new TextEncoder();
  test.each<[string, Uint8Array | string, string]>([
    ['UTF-8', utf8.encode(PLAIN), 'utf-8'],
    ['UTF-8 with a byte order mark', utf8.encode(`\ufeff${PLAIN}`), 'utf-8'],
    ['UTF-16 LE with a mark', utf16(`\ufeff${PLAIN}`, false), 'utf-16le'],
    ['UTF-16 BE with a mark', utf16(`\ufeff${PLAIN}`, true), 'utf-16be'],
    ['UTF-16 LE without a mark', utf16(PLAIN, false), 'utf-16le'],
    ['Windows-1252', Uint8Array.from(PLAIN, (c) => c.charCodeAt(0)), 'windows-1252'],
    ['a string', PLAIN, 'text'],
    ['a string with a byte order mark', `\ufeff${PLAIN}`, 'text'],
    ['LF', PLAIN.replaceAll('\r\n', '\n'), 'text'],
    ['CR only', PLAIN.replaceAll('\r\n', '\r'), 'text'],
    ['no last line end', PLAIN.trimEnd(), 'text'],
    ['LF after the header, CR LF later', PLAIN.replace('\r\n', '\n'), 'text'],
    ['CR LF after the header, LF later', PLAIN.replaceAll('\r\nKS-2', '\nKS-2'), 'text'],
    ['semicolons', PLAIN.replaceAll(',', ';'), 'text'],
    ['tabs', PLAIN.replaceAll(',', '\t'), 'text'],
    ['bars', PLAIN.replaceAll(',', '|'), 'text'],
    ['sep= and tabs', `sep=\t\r\n${PLAIN.replaceAll(',', '\t')}`, 'text'],
    ['a quoted sep line', `"sep=;"\r\n${PLAIN.replaceAll(',', ';')}`, 'text'],
    ['sep=; and semicolons', `sep=;\r\n${PLAIN.replaceAll(',', ';')}`, 'text'],
    ['trailing delimiters', PLAIN.replaceAll('\r\n', ',,\r\n'), 'text'],
    ['everything quoted', PLAIN.replace(/[^,\r\n]+/g, '"$&"'), 'text'],
  ])('G27: reads %s', (_, input, encoding) => {
    const table = read(input);
    expect(table.header).toEqual(['Order ID', 'Tracking Number', 'Name']);
    expect(table.rows).toEqual(DATA);
    expect(table.source.encoding).toBe(encoding);
  });

  test('G27: CR LF between rows and LF inside quoted cells', () => {
    const table = read(
      '"Order ID","Name","Notes"\r\n"KS-1","Ana\nBerg","a"\r\nKS-2,Bo,"x\ny"\r\nKS-3,Cy,\r\n',
    );
    expect(table.rows).toEqual([
      ['KS-1', 'Ana\nBerg', 'a'],
      ['KS-2', 'Bo', 'x\ny'],
      ['KS-3', 'Cy', ''],
    ]);
  });

  test('Windows-1252 keeps curly quotes and the euro sign', () => {
    const bytes = Uint8Array.from(
      [...'Order ID,Name\nKS-1,O'].map((c) => c.charCodeAt(0)).concat(0x92, 0x80),
    );
    expect(read(bytes).rows).toEqual([['KS-1', 'O\u2019\u20ac']]);
  });

  test('G27: a quoted line break stays inside its cell and does not count as a row', () => {
    const table = read('Order ID,Name\nKS-1,"Ana\nLine 2, ""x"""\nKS-2,Bo\n');
    expect(table.rows).toEqual([
      ['KS-1', 'Ana\nLine 2, "x"'],
      ['KS-2', 'Bo'],
    ]);
    expect(table.lines).toEqual([2, 3]);
  });

  test('G27: a damaged character is listed by line', () => {
    const table = read('Order ID,Name\nKS-1,Ana\nKS-2,Zo\ufffd\n');
    expect(table.damaged).toEqual([3]);
  });

  test('G28: the delimiter comes from the header, decimal commas in the data do not count', () => {
    const table = read('Order ID;Name;Weight\nKS-1;Ana;1,5\nKS-2;Bo, Jr;2,25,3\n');
    expect(table.source.delimiter).toBe(';');
    expect(table.rows[1]).toEqual(['KS-2', 'Bo, Jr', '2,25,3']);
  });

  test('G25: the header is found in row 3; title, blank and total rows are listed', () => {
    const table = read(
      'Acme shipping report,,\n,,\nOrder ID,Carrier,Pieces\nKS-1,UPS,1\n,,\nKS-2,DHL,2\nOrder ID,Carrier,Pieces\nTotal:,,3\n',
    );
    expect(table.headerLine).toBe(3);
    expect(table.rows.map((r) => r[0])).toEqual(['KS-1', 'KS-2']);
    expect(table.lines).toEqual([4, 6]);
    expect(table.ignored).toEqual([
      { line: 1, reason: 'title', text: 'Acme shipping report' },
      { line: 2, reason: 'blank', text: '' },
      { line: 5, reason: 'blank', text: '' },
      { line: 7, reason: 'header-again', text: 'Order ID | Carrier | Pieces' },
      { line: 8, reason: 'total', text: 'Total: | 3' },
    ]);
  });

  test.each([
    'Total',
    'TOTAL:',
    'Total 40',
    'Total (1,040)',
    'Grand total',
    'Total orders',
    'Gesamt:',
    '合計',
  ])('G25: %s below the data is a sum', (word) => {
    const table = read(
      `Order ID,Name,Carrier,City,Pieces,Paid\nKS-1,Ana,UPS,Bath,1,5\n"${word}",,,,1,"USD 1,040.00"\n`,
    );
    expect(table.rows).toHaveLength(1);
    expect(table.ignored.map(({ line, reason }) => [line, reason])).toEqual([[3, 'total']]);
  });

  test('a person called Total is not a total row', () => {
    expect(read('Name,Order ID,Carrier\nTotal,KS-9,UPS\n').rows).toEqual([['Total', 'KS-9', 'UPS']]);
    const wide = read('Name,Order ID,Carrier,City,Notes,Email\nTotal,KS-9,,,,\nTotal,,,,,t@example.com\n');
    expect(wide.rows).toHaveLength(2);
  });

  test('G25: blank rows at the end are no news; many in the middle do not hide a total', () => {
    const table = read(`Order ID,Name\n${',\n'.repeat(500)}KS-1,Ana\nTotal,1\n,\n,\n`);
    expect(table.ignored.at(-1)).toEqual({ line: 503, reason: 'total', text: 'Total | 1' });
    expect(table.ignored).toHaveLength(21);
    expect(table.ignoredCount).toBe(501);
    expect(read('Order ID,Name\nKS-1,Ana\n,\n,\n').ignored).toEqual([]);
  });

  test('G26: a header that a person points at is taken, whatever its names', () => {
    const table = read('Our shop\nNúmero,Quién\n7,Ana\n', { headerLine: 2 });
    expect(table).toMatchObject({ header: ['Número', 'Quién'], headerLine: 2, rows: [['7', 'Ana']] });
    expect(table.ignored).toEqual([{ line: 1, reason: 'title', text: 'Our shop' }]);
  });

  test('the first rows of a large file can be looked at without reading it all', () => {
    const lines = Array.from({ length: 50_000 }, (_, i) => `KS-${i},"name ${i}"`).join('\n');
    const table = read(new TextEncoder().encode(`Order ID,Name\n${lines}`), { most: 50 });
    expect(table.rows[0]).toEqual(['KS-0', 'name 0']);
    expect(table.count).toBeGreaterThanOrEqual(50);
    expect(table.count).toBeLessThan(10_000);
    // A quote that is open where the looking ends is no fault.
    const long = read(new TextEncoder().encode(`Order ID,Name\n${lines}\nKS-x,"open`), { most: 50 });
    expect(long.ok).toBe(true);
  });

  test('G26: a file without a header is refused with its first row', () => {
    expect(readCsv('KS-1,9400,UPS\nKS-2,9401,UPS\n', { knows })).toEqual({
      ok: false,
      code: 'file.no-header',
      detail: 'KS-1 | 9400 | UPS',
      line: 1,
    });
  });

  test('one known name is enough only when the row looks like labels', () => {
    expect(read('Order ID,Colour\nKS-1,red\n').rows).toHaveLength(1);
    expect(readCsv('Name,12345\nAna,9\n', { knows })).toMatchObject({ ok: false, code: 'file.no-header' });
  });

  test.each([
    ['no bytes', ''],
    ['only line ends', '\r\n\r\n'],
    ['only delimiters', ',,,\n,,,\n'],
  ])('G27: refuses an empty file: %s', (_, text) => {
    expect(readCsv(text, { knows })).toMatchObject({ ok: false, code: 'file.empty' });
  });

  test.each<[string, number[]]>([
    ['xlsx', [0x50, 0x4b, 3, 4, 20, 0, 0, 0]],
    ['xls', [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]],
    ['pdf', [...'%PDF-1.7'].map((c) => c.charCodeAt(0))],
    ['html', [...'\n<html><table>'].map((c) => c.charCodeAt(0))],
    ['binary', [1, 2, 3, 4, 5, 0, 7, 8, 9, 10]],
  ])('G34: %s bytes are refused, never parsed', async (kind, bytes) => {
    expect(readCsv(Uint8Array.from(bytes), { knows })).toMatchObject({ code: 'file.not-csv', detail: kind });
    const opened = await readFile(Uint8Array.from(bytes), readWorkbook, { knows });
    expect(opened).toMatchObject({ ok: false });
  });

  test('a quote that never closes is refused with the row where it opens', () => {
    const body = Array.from({ length: 50_000 }, (_, i) => `KS-${i},1Z999AA10123456784 and more text\n`).join(
      '',
    );
    const text = `Order ID,Name\nKS-1,Ana\nKS-2,"Bo\n${body}${body}`;
    expect(readCsv(text, { knows })).toMatchObject({ ok: false, code: 'file.open-quote', line: 3 });
  });

  test('ragged rows: short ones are filled up, long ones are kept and listed', () => {
    const table = read('Order ID,Name,Carrier\nKS-1\nKS-2,Ana,UPS,extra\nKS-3,Bo,DHL,,\n');
    expect(table.rows).toEqual([
      ['KS-1', '', ''],
      ['KS-2', 'Ana', 'UPS', 'extra'],
      ['KS-3', 'Bo', 'DHL'],
    ]);
    expect(table.ragged).toEqual([3]);
  });

  test('duplicate column names are kept by position', () => {
    const table = read('Order ID,Dice,Dice\nKS-1,1,2\n');
    expect(table.header).toEqual(['Order ID', 'Dice', 'Dice']);
    expect(table.rows).toEqual([['KS-1', '1', '2']]);
  });

  test('a row sink gets every row in order and nothing is held', () => {
    const lines = Array.from({ length: 20_000 }, (_, i) => `KS-${i},"name, ${i}"`);
    const seen: string[] = [];
    let header: readonly string[] = [];
    const table = read(new TextEncoder().encode(`Order ID,Name\n${lines.join('\n')}`), {
      onHeader: (names) => {
        header = names;
      },
      onRow: (cells, line) => {
        if (cells[0] === `KS-${line - 2}` && cells[1] === `name, ${line - 2}`) seen.push(cells[0]);
      },
    });
    expect(header).toEqual(['Order ID', 'Name']);
    expect(seen).toHaveLength(20_000);
    expect(table.rows).toHaveLength(0);
    expect(table.count).toBe(20_000);
  });

  test('columns that are not kept become empty', () => {
    const table = read('Order ID,Name,Notes\nKS-1,Ana,long text\n', { keep: (name) => name !== 'Notes' });
    expect(table.rows).toEqual([['KS-1', 'Ana', '']]);
  });

  test('pasted rows are tab-separated, with quoted line breaks', () => {
    const table = readPasted('Order ID\tName\nKS-1\t"Ana, ""A""\nBerg"\n', { knows });
    expect(table).toMatchObject({
      ok: true,
      rows: [['KS-1', 'Ana, "A"\nBerg']],
      source: { kind: 'paste', delimiter: '\t' },
    });
  });

  test('a multi-byte character on the border of two blocks is read whole', () => {
    const head = 'Order ID,Name\n';
    const filler = `KS-1,${'x'.repeat((1 << 20) - head.length - 6)}`;
    const table = read(new TextEncoder().encode(`${head}${filler}é\nKS-2,Zoë\n`));
    expect(table.rows[0]?.[1]?.endsWith('xé')).toBe(true);
    expect(table.rows[1]).toEqual(['KS-2', 'Zoë']);
  });
});

test('bytes that are no UTF-8 anywhere in the file mean Windows-1252', () => {
  const bytes = new Uint8Array((1 << 20) + 10).fill(0x61);
  expect(encodingOf(bytes)).toBe('utf-8');
  bytes[(1 << 20) + 5] = 0xe9;
  expect(encodingOf(bytes)).toBe('windows-1252');
});

describe('property 9: what is written is read back', () => {
  const text = fc.oneof(
    anyText,
    fc.string({
      unit: fc.constantFrom('=', '+', '-', '@', "'", '"', ',', ';', '\t', '\r', '\n', '\ufeff', '1', ' '),
    }),
    fc.string(),
  );
  const rows = fc
    .integer({ min: 1, max: 5 })
    .chain((width) => fc.array(fc.array(text, { minLength: width, maxLength: width }), { minLength: 1 }));

  test('every cell of every row, for people and for machines', () => {
    fc.assert(
      fc.property(rows, fc.constantFrom(',', ';', '\t'), (table, delimiter) => {
        const people = writeCsv(table, { for: 'people', delimiter });
        expect(readRows(people, { delimiter, ownFile: true })).toEqual(table);
        const exact = writeCsv(table, { for: 'exact', delimiter });
        expect(readRows(exact, { delimiter })).toEqual(table);
      }),
      { numRuns: 400 },
    );
  });

  test('through UTF-8 bytes and the header search', () => {
    const filled = fc.array(fc.tuple(fc.constant('KS-1'), text, text), { minLength: 1 });
    fc.assert(
      fc.property(filled, (data) => {
        const header = ['Order ID', 'Name', 'Carrier'];
        const bytes = new TextEncoder().encode(writeCsv([header, ...data], { for: 'people' }));
        expect(read(bytes, { ownFile: true }).rows).toEqual(data);
      }),
      { numRuns: 300 },
    );
  });

  test('J22: no cell for people begins like a formula, while phones and negative numbers keep their sign', () => {
    fc.assert(
      fc.property(text, (cell) => {
        const [written = ''] = readRows(writeCsv([[cell, 'x']], { for: 'people' }))[0] ?? [];
        const harmless = /^(\+\d[\d ().\-/]*|-\d[\d.,]*|-+)$/.test(written);
        expect(harmless || !/^[=+\-@\t\r\n]/.test(written)).toBe(true);
      }),
    );
    const kept = ['+49 (30) 123-45', '-5', '-1,5', '-'];
    expect(readRows(writeCsv([kept], { for: 'people' }))).toEqual([kept]);
    expect(readRows(writeCsv([['=1+1', '+1+cmd', '@x']], { for: 'people' }))).toEqual([
      ["'=1+1", "'+1+cmd", "'@x"],
    ]);
  });
});
