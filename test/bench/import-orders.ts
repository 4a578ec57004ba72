/**
 * import-orders: a backer report of 220,000 rows by 25 columns, read as the import panel reads it (bytes, encoding,
 * header, every row a Backer, items counted), against papaparse alone streaming the same file into arrays.
 */
import { createReadStream, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Papa from 'papaparse';
import { openOrders, readOrders } from '../../addon/sidebar/read-file.ts';
import { writeCsv } from '../../shared/csv/write.ts';
import { DEMO_BIG } from '../../worker/local/demo/generate.ts';
import { kickstarterReport } from '../../worker/local/demo/kickstarter.ts';
import { inChild, measure } from './child.ts';
import { median, report } from './report.ts';

const ROWS = 220_000;
const RUNS = 3;

/** 25 columns of the report of 2025: all that an import reads, two items and an add-on. */
const COLUMNS = [
  'Backer Number',
  'Backer UID',
  'Backer Name',
  'Email',
  'Shipping Country',
  'Reward Title',
  'Reward ID',
  'Pledge Amount',
  'Amount Due',
  'Pledged At',
  'Fulfillment Status',
  'Pledged Status',
  'Notes',
  'Lanterns of Havenmoor (board game)',
  'Collector’s chest',
  '[Addon: 10750435] Dice set',
  'Survey Response',
  'Shipping Name',
  'Shipping Address 1',
  'Shipping Address 2',
  'Shipping City',
  'Shipping State',
  'Shipping Postal Code',
  'Shipping Country Code',
  'Shipping Phone Number',
];

function makeFile(path: string): void {
  const [header = [], ...rows] = kickstarterReport({ ...DEMO_BIG, size: 240_000 });
  const at = COLUMNS.map((name) => header.indexOf(name));
  if (at.includes(-1)) throw new Error('The report lacks a column of the bench');
  const narrow = rows.slice(0, ROWS).map((row) => at.map((column) => row[column] ?? ''));
  writeFileSync(path, writeCsv([COLUMNS, ...narrow], { for: 'exact', bom: true }));
}

/** Rows as arrays, kept: whoever plans an import needs them all. */
function bare(path: string): Promise<number> {
  return new Promise((done, failed) => {
    const rows: string[][] = [];
    Papa.parse<string[]>(createReadStream(path, { encoding: 'utf8' }), {
      chunk: ({ data }) => {
        for (const row of data) if (row.length === COLUMNS.length) rows.push(row);
      },
      complete: () => done(rows.length - 1),
      error: failed,
    });
  });
}

async function ours(path: string): Promise<number> {
  const opened = await openOrders([{ name: path, bytes: new Uint8Array(readFileSync(path)) }]);
  const [best] = opened.ok ? opened.candidates : [];
  if (!opened.ok || best === undefined) throw new Error('Not recognised');
  const read = readOrders(opened, best);
  if (!read.ok) throw new Error(read.message);
  return read.file.backers.length;
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'shipsheet-bench-'));
  try {
    const path = join(folder, 'backers.csv');
    makeFile(path);
    const runs = Array.from({ length: RUNS }, () => ({
      bare: inChild('bare', path),
      ours: inChild('ours', path),
    }));
    for (const run of runs) {
      if (run.bare.count !== ROWS || run.ours.count !== ROWS) throw new Error('Not all rows were read');
    }
    const speed = (way: 'bare' | 'ours') => ROWS / (median(runs.map((run) => run[way].ms)) / 1000);
    const peak = (way: 'bare' | 'ours') => median(runs.map((run) => run[way].peakMb));
    report('import-orders', [
      { metric: 'rowsPerSecond', value: speed('ours'), unit: 'rows/s', baseline: speed('bare') },
      { metric: 'rowsRatio', value: speed('ours') / speed('bare'), unit: 'ratio', baseline: 1 },
      { metric: 'peakMb', value: peak('ours'), unit: 'MB', baseline: peak('bare') },
      { metric: 'memoryRatio', value: peak('ours') / peak('bare'), unit: 'ratio', baseline: 1 },
    ]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const [, , way, path = ''] = process.argv;
if (way === 'bare') await measure(() => bare(path));
else if (way === 'ours') await measure(() => ours(path));
else await main();
