/**
 * import-tracking: 220,000 parsed rows of a warehouse's file, each matched to its order and its number classified, with
 * equal numbers and equal rows found; against a bare Map look-up over the same rows.
 */
import { readCsv } from '../../shared/csv/read.ts';
import type { Table } from '../../shared/csv/table.ts';
import { writeCsv } from '../../shared/csv/write.ts';
import { mapTrackingColumns, trackingKnows } from '../../shared/tracking/columns.ts';
import { checkFile } from '../../shared/tracking/file-checks.ts';
import { type KeyIndex, matchKeys } from '../../shared/tracking/match.ts';
import { NUMBER, readTrackingRows } from '../../shared/tracking/tracking-file.ts';
import { backerNumber } from '../../worker/local/demo/order.ts';
import { royalMailNumber, uspsNumber } from '../../worker/local/demo/tracking-numbers.ts';
import { median, report } from './report.ts';

const ROWS = 220_000;
const RUNS = 7;
const HEADER = ['Shipment ID', 'Order ID', 'Recipient', 'Contents', 'Tracking number', 'Carrier'];

const orderId = (i: number): string => `KS-${backerNumber(i)}`;

/** One row in a hundred has something wrong: a blank, a damaged number, an unknown order. */
function parsedRows(): Table {
  const rows = Array.from({ length: ROWS }, (_, i) => {
    const number = i % 3 === 0 ? royalMailNumber(i) : uspsNumber(i);
    const odd = i % 300;
    return [
      odd === 2 ? 'KS-9999999-1' : `${orderId(i)}-1`,
      odd === 2 ? 'KS-9999999' : orderId(i),
      'Avery Tate',
      'GAME x1; DICE x2',
      odd === 0 ? '' : odd === 1 ? '9.25082E+11' : number,
      i % 3 === 0 ? 'Royal Mail' : 'USPS',
    ];
  });
  const table = readCsv(writeCsv([HEADER, ...rows], { for: 'exact' }), { knows: trackingKnows });
  if (!table.ok || table.rows.length !== ROWS) throw new Error('The file cannot be read');
  return table;
}

function indexOf(): KeyIndex {
  const numbers = Array.from({ length: ROWS }, (_, i) => i);
  return {
    byShipmentId: new Map(numbers.map((i) => [`${orderId(i)}-1`, i])),
    byOrderId: new Map(numbers.map((i) => [orderId(i), i])),
    byUid: new Map(),
    byBackerNumber: new Map(numbers.map((i) => [String(backerNumber(i)), i])),
    byEmail: new Map(),
    orderIds: numbers.map(orderId),
  };
}

/** The least that an import could do: look each row's id up. */
function bare(table: Table, index: KeyIndex): number {
  const found = new Int32Array(table.rows.length).fill(-1);
  let hits = 0;
  table.rows.forEach((row, i) => {
    const n = index.byShipmentId.get(row[0] ?? '');
    if (n === undefined) return;
    found[i] = n;
    hits++;
  });
  return hits;
}

function ours(table: Table, index: KeyIndex): number {
  const file = readTrackingRows(table, mapTrackingColumns(table.header));
  const matched = matchKeys(file, index, { prefix: 'KS' });
  checkFile(file, matched.order);
  const numbers = file.kind.reduce((sum, kind) => sum + (kind === NUMBER ? 1 : 0), 0);
  if (numbers < ROWS * 0.99 || numbers === ROWS) throw new Error(`${numbers} numbers were taken`);
  return matched.counts.shipmentId;
}

function timed(work: () => number): number {
  const before = performance.now();
  if (work() < ROWS * 0.99) throw new Error('Not enough rows were matched');
  return performance.now() - before;
}

const table = parsedRows();
const index = indexOf();
const runs: { bare: number; ours: number }[] = [];
for (let run = 0; run < RUNS; run++) {
  runs.push({ bare: timed(() => bare(table, index)), ours: timed(() => ours(table, index)) });
}
const ms = (way: 'bare' | 'ours'): number => median(runs.map((run) => run[way]));
report('import-tracking', [
  { metric: 'ms', value: ms('ours'), unit: 'ms', baseline: ms('bare') },
  { metric: 'timeRatio', value: ms('ours') / ms('bare'), unit: 'ratio', baseline: 1 },
]);
