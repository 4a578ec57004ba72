/** Tabs too large to be read with all their columns, and more rows than one payload holds. */
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { withAllViews } from '../../../shared/plan/views.ts';
import { type Tables, tableOf } from '../../../shared/tabs/table.ts';
import type { Workbook } from '../../../worker/local/core/types.ts';
import { PRODUCTS_TABLE } from '../../../worker/local/demo/goods.ts';
import { project } from '../../../worker/sheets/project.ts';
import type { WantedRow } from '../../../worker/sheets/wanted.ts';
import {
  cellsOf,
  fillCampaign,
  type Google,
  rowOf,
  rowsOf,
  sheetOf,
  sortBy,
  startGoogle,
  wantedOf,
  wantedRow,
} from './support.ts';

const ROWS = 27_000;
const EARLIER = '2026-02-01 08:00:00Z';
let google: Google;
let book: Workbook;
let tables: Tables;
beforeAll(async () => {
  google = await startGoogle();
  const ids = Array.from({ length: ROWS }, (_, i) => `KS-${1000 + i}`);
  const all = (cell: string): string[] => ids.map(() => cell);
  tables = withAllViews({
    Products: PRODUCTS_TABLE,
    Orders: tableOf('Orders', {
      'Order ID': ids,
      Name: ids.map((_, i) => `Backer ${i}`),
      Items: all('MUG x1'),
      'Locked items': all('MUG x1'),
      Payment: all('paid'),
      'Survey at': all(EARLIER),
      'Locked at': all(EARLIER),
      'Finalized at': all(EARLIER),
    }),
    Shipments: tableOf('Shipments', {
      'Shipment ID': ids.map((id) => `${id}-1`),
      'Order ID': ids,
      Channel: all('US 3PL'),
      Contents: ids.map((_, i) => `MUG x${1 + ((i * 7919) % 1000)}`),
      'Pushed at': all('2026-02-10 09:00:00Z'),
    }),
  });
});
afterAll(async () => {
  expect(google.api.faults).toEqual([]);
  await google.close();
});
beforeEach(() => {
  google.between = () => undefined;
  book = google.api.book(google.api.fresh());
  fillCampaign(book, tables);
  google.forget();
});

const wanted = (step: number): WantedRow[] =>
  Array.from({ length: Math.floor(ROWS / step) }, (_, i) =>
    wantedRow(`KS-${1000 + i * step}-1`, {
      'Tracking number': `1Z999AA1${10_000_000 + i * step}${'0'.repeat(60)}`,
      Carrier: 'UPS',
      'Tracking status': 'in transit',
      'Shipped at': '2026-03-02 08:00:00Z',
    }),
  );
const run = (rows: readonly WantedRow[]) => project(google.client(), book.id, wantedOf(rows));

/** Columns of Shipments that are not wanted, by Shipment ID. */
const others = (): Map<string, string> =>
  new Map(
    cellsOf(book, 'Shipments').map(([id = '', ...cells]) => [
      id,
      cells.filter((_, at) => ![3, 4, 5, 6, 8].includes(at)).join('|'),
    ]),
  );

it('many rows go in several payloads, and rows that are sorted between them all end as wanted', async () => {
  const rows = wanted(2);
  const kept = others();
  let writes = 0;
  google.between = ({ path }) => {
    if (path === '/values:batchUpdate' && ++writes < 4)
      sortBy(book, 'Shipments', 'Contents', writes % 2 === 1);
    return undefined;
  };
  const done = await run(rows);
  expect(done).toMatchObject({ stopped: null, conflicts: [], missing: [], duplicates: [] });
  expect(done.settled).toHaveLength(rows.length);
  const there = new Map(rowsOf(book, 'Shipments').map((row) => [row['Shipment ID'], row]));
  const wrong = rows.filter(({ id, cells }) =>
    Object.entries({ ...cells, Status: 'shipped' }).some(([name, text]) => there.get(id)?.[name] !== text),
  );
  expect(wrong).toEqual([]);
  const blank = [...there].filter(([, row]) => row.Carrier !== '').length;
  expect(blank).toBe(rows.length);
  expect(others()).toEqual(kept);
  const orders = rowsOf(book, 'Orders').filter(({ Packages }) => Packages?.endsWith('shipped'));
  expect(orders).toHaveLength(rows.length);
  for (const { body } of google.log) expect(body.length).toBeLessThan(2_000_000);
}, 120_000);

it('a column that is put in between two payloads gets nothing that stays', async () => {
  const rows = wanted(2);
  let writes = 0;
  const kept = others();
  google.between = ({ path }) => {
    if (path !== '/values:batchUpdate' || ++writes !== 2) return undefined;
    book.moveColumns(sheetOf(book, 'Shipments').id, 3, 1, 15);
    return undefined;
  };
  expect(await run(rows)).toMatchObject({ stopped: null });
  book.moveColumns(sheetOf(book, 'Shipments').id, 14, 1, 3);
  expect(others()).toEqual(kept);
  for (const { id, cells } of [rows[0], rows.at(-1)].flatMap((row) => row ?? []))
    expect(rowOf(book, 'Shipments', id)).toMatchObject(cells);
}, 120_000);

it('few rows of many are written without reading the whole campaign, and Overview waits', async () => {
  const rows = wanted(7000);
  const page = cellsOf(book, 'Overview');
  const done = await run(rows);
  expect(done).toMatchObject({ stopped: null });
  expect(rows.length).toBeGreaterThan(2);
  expect(done.settled).toHaveLength(rows.length);
  for (const { id, orderId, cells } of rows) {
    expect(rowOf(book, 'Shipments', id)).toMatchObject({ ...cells, Status: 'shipped' });
    expect(rowOf(book, 'Orders', orderId).Packages).toBe(`${id} shipped`);
  }
  expect(cellsOf(book, 'Overview')).toEqual(page);
  expect(done.cells).toBe(rows.length * 5 + rows.length * 4);
}, 120_000);
