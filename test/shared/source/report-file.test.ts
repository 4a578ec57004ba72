import fc from 'fast-check';
import { strToU8, unzipSync, zipSync } from 'fflate';
import readWorkbook from 'read-excel-file/universal';
import { describe, expect, test } from 'vitest';
import { writeCsv } from '../../../shared/csv/write.ts';
import { suggestMapping } from '../../../shared/source/mapping.ts';
import { readBackers } from '../../../shared/source/read.ts';
import {
  mappedReport,
  type OpenedReport,
  openReport,
  type ReportRead,
  readReport,
  settledReport,
} from '../../../shared/source/report-file.ts';
import { makeWorkbook } from '../csv/workbook.ts';
import { reportRows } from './kickstarter/reports.ts';
import { SAMPLES } from './samples.ts';

const TOOLS = { readWorkbook, unzip: unzipSync };
const csv = (rows: readonly (readonly string[])[]): Uint8Array => strToU8(writeCsv(rows, { for: 'exact' }));
const named = (name: string, bytes: Uint8Array) => ({ name, bytes });

async function open(files: { name: string; bytes: Uint8Array }[], choice = {}): Promise<OpenedReport> {
  const opened = await openReport(files, TOOLS, choice);
  if (!opened.ok) throw new Error(`${opened.name}: ${opened.code}`);
  return opened;
}

function best(opened: OpenedReport): ReportRead {
  const [candidate] = opened.candidates;
  if (candidate === undefined) throw new Error('Not recognised');
  const read = readReport(opened, candidate);
  if (!read.ok) throw new Error(read.code);
  return read;
}

describe('one file', () => {
  test('a report is opened, recognised and read; its format is told', async () => {
    const opened = await open([named('backers.csv', csv(reportRows('2025', 300)))]);
    expect(opened.candidates.map(({ layout }) => layout.platform)).toEqual(['kickstarter']);
    expect(opened.parts[0]?.table.source).toMatchObject({ encoding: 'utf-8', delimiter: ',' });
    const read = best(opened);
    expect(read.backers).toHaveLength(300);
    expect(read.backers[0]).toMatchObject({ line: 2, idPart: '3' });
    expect(read).toMatchObject({ from: [0], twice: [] });
    expect(read.tables[0]?.count).toBe(300);
  });

  test.each(SAMPLES)('$name reads the same from a workbook', async ({ rows, platform }) => {
    const fromCsv = best(await open([named('a.csv', csv(rows))]));
    const fromXlsx = best(await open([named('a.xlsx', makeWorkbook({ Orders: rows }))]));
    expect(fromXlsx.layout.platform).toBe(platform);
    expect(fromXlsx.backers).toEqual(fromCsv.backers);
  });

  test('A13, A14: ids that a workbook holds as numbers keep their digits; one too long to be exact is a problem', async () => {
    const [header = [], row = []] = reportRows('2019', 1);
    const with_ = (n: string) => row.map((cell, i) => (i === 0 ? { n } : cell));
    const bytes = makeWorkbook({
      S: [header, with_('1042'), with_('1.042E3'), with_('1.042E18')],
    });
    const { backers } = best(await open([named('a.xlsx', bytes)]));
    expect(backers.map(({ idPart }) => idPart).slice(0, 2)).toEqual(['1042', '1042']);
    expect(backers[2]?.problems.map(({ code }) => code)).toEqual(['match.damaged-id']);
  });

  test('a file of no platform has no candidate and can be mapped; its parts have one key', async () => {
    const rows = [
      ['Bestellnummer', 'Name', 'E-Mail', 'Straße', 'PLZ', 'Ort', 'Land', 'SKU', 'Menge'],
      ['7', 'Ana', 'ana@example.com', 'Weg 1', '01067', 'Dresden', 'DE', 'MUG', '2'],
      ['7', '', '', '', '', '', '', 'PIN', '1'],
    ];
    const opened = await open([named('orders.csv', csv(rows))]);
    expect(opened.candidates).toEqual([]);
    expect(opened.key).toMatch(/^[0-9a-z]{10}$/);
    const candidate = mappedReport(opened, suggestMapping(rows[0] ?? []).mapping);
    if (candidate === null) throw new Error('Not mapped');
    const read = readReport(opened, candidate);
    expect(
      read.ok && read.backers.map(({ idPart, address, items }) => [idPart, address?.postal, items]),
    ).toEqual([
      [
        '7',
        '01067',
        [
          { key: 'sku:MUG', title: 'MUG', quantity: 2 },
          { key: 'sku:PIN', title: 'PIN', quantity: 1 },
        ],
      ],
    ]);
  });

  test('dates that could be read two ways are asked, and read by the answer', async () => {
    const sample = SAMPLES.find(({ platform }) => platform === 'shipstation');
    const rows = (sample?.rows ?? []).map((row) =>
      row.map((cell) => (cell === '3/25/2024' ? '3/4/2024' : cell)),
    );
    const opened = await open([named('a.csv', csv(rows))]);
    const [candidate] = opened.candidates;
    if (candidate === undefined) throw new Error('Not recognised');
    expect(candidate.layout).toMatchObject({
      sure: false,
      asks: [{ id: 'day-order', column: 1, sample: '3/4/2024' }],
    });
    const at = (order: string): string | undefined => {
      const settled = settledReport(candidate, { 'day-order': order });
      expect(settled.layout.sure).toBe(true);
      const read = readReport(opened, settled);
      return read.ok ? read.backers[0]?.pledgedAt : '';
    };
    expect([at('dmy'), at('mdy')]).toEqual(['2024-04-03 00:00:00Z', '2024-03-04 00:00:00Z']);
    expect(settledReport(candidate, { 'day-order': 'maybe' }).layout.sure).toBe(false);
  });

  test('another encoding, delimiter or header row can be chosen', async () => {
    const text =
      'My shop\nBacker Number;Backer Name;Email;Pledge Amount;Pledged Status\n1;Jos\u008e;a@example.com;$5;collected\n';
    const bytes = Uint8Array.from(text, (c) => c.charCodeAt(0));
    const opened = await open([named('a.csv', bytes)], {
      encoding: 'macintosh',
      headerLine: 2,
      delimiter: ';',
    });
    expect(best(opened).backers[0]?.name).toBe('José');
  });

  test.each<[string, Uint8Array, string]>([
    ['an empty file', new Uint8Array(), 'file.empty'],
    ['a PDF', strToU8('%PDF-1.7 ...'), 'file.not-csv'],
    ['a file without known columns', strToU8('1,2\n3,4\n'), 'file.no-header'],
    ['a zip of pictures', zipSync({ 'a.jpg': strToU8('x') }), 'file.no-csv'],
    ['a zip with a broken CSV', zipSync({ 'a.csv': strToU8('1,2\n3,4\n') }), 'file.no-header'],
  ])('refuses %s by name', async (_, bytes, code) => {
    const refused = await openReport([named('my file', bytes)], TOOLS);
    expect(refused).toMatchObject({ ok: false, code, name: expect.stringContaining('my file') });
  });

  test('a note beside the files of an archive is not one of them', async () => {
    const files = { 'read me.txt': strToU8('Thank you!\n'), 'a.csv': csv(reportRows('2019', 3)) };
    const opened = await open([named('a.zip', zipSync(files))]);
    expect(opened.parts.map(({ name }) => name)).toEqual(['a.csv']);
  });
});

describe('a zip of one file a tier', () => {
  const tier = (numbers: readonly number[], era: '2015 survey' | '2015 no reward') => {
    const [header = [], ...rows] = reportRows(era, 40);
    return csv([header, ...rows.filter((row) => numbers.includes(Number(row[0])))]);
  };
  const archive = zipSync({
    'Kickstarter Backer Report - $59 - Aug 18 07am.csv': tier([3, 6, 9], '2015 survey'),
    'Kickstarter Backer Report - $1,000 - Aug 18 07am.csv': tier([9, 12], '2015 survey'),
    'Kickstarter Backer Report - No reward - Aug 18 07am.csv': tier([15, 18], '2015 no reward'),
    '__MACOSX/._Kickstarter Backer Report.csv': strToU8('x'),
  });

  test('is one report: the backers of all tiers, those without a reward too', async () => {
    const opened = await open([named('report.zip', archive)]);
    expect(opened.parts.map(({ name }) => name)).toEqual([
      'Kickstarter Backer Report - $1,000 - Aug 18 07am.csv',
      'Kickstarter Backer Report - $59 - Aug 18 07am.csv',
      'Kickstarter Backer Report - No reward - Aug 18 07am.csv',
    ]);
    expect(opened.key).toBe('');
    const read = best(opened);
    expect(read.layout.label).toBe('Kickstarter backer report, with survey, 3 files');
    expect(read.backers.map(({ idPart }) => idPart)).toEqual(['9', '12', '3', '6', '9', '15', '18']);
    expect(read.from).toEqual([0, 2, 5]);
    expect(read.backers.slice(5).map(({ reward }) => reward)).toEqual([null, null]);
  });

  test('a backer in two files is named with both', async () => {
    const read = best(await open([named('report.zip', archive)]));
    expect(read.twice).toEqual([
      {
        id: '9',
        names: [
          'Kickstarter Backer Report - $1,000 - Aug 18 07am.csv',
          'Kickstarter Backer Report - $59 - Aug 18 07am.csv',
        ],
      },
    ]);
  });

  test('its files chosen one by one are the same report', async () => {
    const files = Object.entries(unzipSync(archive))
      .filter(([name]) => !name.startsWith('__'))
      .sort(([a], [b]) => (a < b ? -1 : 1));
    const read = best(await open(files.map(([name, bytes]) => named(name, bytes))));
    expect(read.backers).toEqual(best(await open([named('report.zip', archive)])).backers);
  });

  test('files of two platforms are no report', async () => {
    const [indiegogo] = SAMPLES;
    const opened = await open([
      named('a.csv', csv(reportRows('2019', 3))),
      named('b.csv', csv(indiegogo?.rows ?? [])),
    ]);
    expect(opened.candidates).toEqual([]);
    expect(mappedReport(opened, suggestMapping([]).mapping)).toBeNull();
  });
});

describe('G25, G27, G28: however a file was saved', () => {
  const bytesOf = (text: string, encoding: string): Uint8Array => {
    if (encoding === 'utf-8') return strToU8(text);
    const bytes = new Uint8Array(Uint16Array.from(text, (c) => c.charCodeAt(0)).buffer);
    return encoding === 'utf-16le' ? bytes : Uint8Array.from(bytes, (_, i) => bytes[i ^ 1] ?? 0);
  };
  const form = fc.record({
    sample: fc.constantFrom(...SAMPLES),
    delimiter: fc.constantFrom(',', ';', '\t'),
    newline: fc.constantFrom('\r\n', '\n', '\r'),
    encoding: fc.constantFrom('utf-8', 'utf-16le', 'utf-16be'),
    mark: fc.boolean(),
    above: fc.subarray(['Our shop', 'Exported on 2024-05-01', '']),
    declared: fc.boolean(),
    blanks: fc.nat(3),
    total: fc.boolean(),
  });

  test('its orders are the same', async () => {
    await fc.assert(
      fc.asyncProperty(form, async (how) => {
        const { sample, delimiter, newline, encoding, mark, above, declared, blanks, total } = how;
        const text = writeCsv(sample.rows, { for: 'exact', delimiter }).trimEnd();
        const blank = delimiter.repeat((sample.rows[0]?.length ?? 1) - 1);
        const lines = [
          ...(declared ? [`sep=${delimiter}`] : []),
          ...above,
          ...text.split('\r\n'),
          ...Array<string>(blanks).fill(blank),
          ...(total ? [`Total${blank}`] : []),
          ...Array<string>(blanks).fill(blank),
        ];
        const file = `${mark ? '\ufeff' : ''}${lines.join(newline)}${newline}`;
        const read = best(await open([named('a.csv', bytesOf(file, encoding))]));
        const plain = readBackers(sample.rows.slice(1), read.layout);
        const down = (declared ? 1 : 0) + above.length;
        expect(read.backers).toEqual(plain.map((backer) => ({ ...backer, line: backer.line + down })));
        expect(read.tables[0]?.ignored.filter(({ reason }) => reason === 'total')).toHaveLength(
          total ? 1 : 0,
        );
      }),
      { numRuns: 100 },
    );
  });
});
