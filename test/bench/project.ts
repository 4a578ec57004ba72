/**
 * project: 100,000 changed shipments, scattered over a workbook of 220,000 rows, brought into the sheet by the worker over
 * real HTTP, with the views of their orders, Overview and Needs attention: requests to the Sheets API; cells sent that did
 * not change; bytes sent against the bytes of the changed texts alone, each with its comma. Beside it npm
 * google-spreadsheet saving 200 rows of the same workbook, in requests a row.
 */
import { createServer } from 'node:http';
import express from 'express';
import { z } from 'zod';
import { catalogOf, readProducts } from '../../shared/order/catalog.ts';
import { withAllViews } from '../../shared/plan/views.ts';
import { type Tables, tableOf, text, textColumn } from '../../shared/tabs/table.ts';
import { sheetsApi } from '../../worker/local/api/router.ts';
import type { Workbook } from '../../worker/local/core/types.ts';
import { createWorkbook } from '../../worker/local/core/workbook.ts';
import { generateDemo } from '../../worker/local/demo/generate.ts';
import { openSheets } from '../../worker/sheets/client.ts';
import { project } from '../../worker/sheets/project.ts';
import type { WantedRow } from '../../worker/sheets/wanted.ts';
import { fillCampaign } from '../worker/sheets/campaign-file.ts';
import { peerCallsPerRow } from './peer-calls.ts';
import { report } from './report.ts';

const ROWS = 220_000;
const CHANGED = 100_000;
const EARLIER = '2026-02-01 08:00:00Z';

/** A campaign in which every order waits for its one parcel. */
function campaign(): Tables {
  const { tables } = generateDemo({ seed: 20_250_901, size: ROWS });
  const catalog = catalogOf(readProducts(tables.Products));
  const kept = ['Order ID', 'Name', 'Items', 'Address 1', 'Address 2', 'City', 'State/Province'].concat([
    'Postal code',
    'Country',
    'Phone',
    'Email',
    'Notes',
  ]);
  const items = textColumn(tables.Orders, 'Items').map((cell) => (cell === '' ? 'MUG x1' : cell));
  const units = items.map((cell) => catalog.explode(cell).text);
  const ids = textColumn(tables.Orders, 'Order ID');
  const all = (cell: string): string[] => new Array<string>(ROWS).fill(cell);
  return withAllViews({
    Products: tables.Products,
    Rewards: tables.Rewards,
    Channels: tables.Channels,
    Orders: tableOf('Orders', {
      ...Object.fromEntries(kept.map((name) => [name, textColumn(tables.Orders, name)])),
      Items: items,
      'Locked items': units,
      Payment: all('paid'),
      'Amount due': all('0'),
      'Survey at': all(EARLIER),
      'Locked at': all(EARLIER),
      'Finalized at': all(EARLIER),
    }),
    Shipments: tableOf('Shipments', {
      'Shipment ID': ids.map((id) => `${id}-1`),
      'Order ID': ids,
      Channel: all('US 3PL'),
      Contents: units,
      'Pushed at': all('2026-02-10 09:00:00Z'),
      'Warehouse says': all('waiting'),
    }),
  });
}

/** Scattered by the bits of a number, the same in each run. */
function wanted(tables: Tables): WantedRow[] {
  const ids = textColumn(tables.Shipments, 'Shipment ID');
  const order = ids
    .map((id, i) => ({ id, i, draw: Math.imul(i + 1, 2_654_435_761) >>> 0 }))
    .sort((a, b) => a.draw - b.draw)
    .slice(0, CHANGED);
  return order.map(({ id, i }) => ({
    id,
    orderId: id.slice(0, -2),
    cells: {
      'Tracking number': `1Z999AA1${String(10_000_000 + i)}`,
      Carrier: 'UPS',
      'Tracking status': 'in transit',
      'Shipped at': '2026-03-02 08:00:00Z',
      'Warehouse says': 'accepted',
    },
    written: { 'Warehouse says': ['waiting'] },
    add: false,
  }));
}

const written = z.object({
  data: z.array(z.object({ values: z.array(z.array(z.union([z.string(), z.null()]))) })),
});

/** The texts of the tabs that values were written to, to see which cells changed. */
function textsOf(book: Workbook): string[][][] {
  return ['Shipments', 'Orders', 'Needs attention', 'Channels'].map((name) => {
    const sheet = book.sheetByName(name);
    if (sheet === undefined) throw new Error(`no tab ${name}`);
    const { rows, columns } = book.contentSize(sheet.id);
    return book
      .values(sheet.id, { row: 0, column: 0, rows, columns })
      .map((row) => row.map((value) => text(value ?? '')));
  });
}

function changedCells(before: string[][][], after: string[][][]): string[] {
  return after.flatMap((rows, tab) =>
    rows.flatMap((cells, row) =>
      cells.filter((cell, column) => cell !== (before[tab]?.[row]?.[column] ?? '')),
    ),
  );
}

const book = createWorkbook({ id: 'bench', title: 'Bench' });
const tables = campaign();
fillCampaign(book, tables);
const rows = wanted(tables);
let requests = 0;
let bytes = 0;
let cells = 0;
const app = express();
app.use((request, response, next) => {
  requests++;
  if (!request.path.endsWith('/values:batchUpdate')) return next();
  bytes += Number(request.headers['content-length']);
  response.on('finish', () => {
    for (const { values } of written.parse(request.body).data)
      for (const line of values) for (const cell of line) if (cell !== null) cells++;
  });
  next();
});
app.use(sheetsApi({ workbooks: (id) => (id === book.id ? book : undefined), create: () => book }));
const server = createServer(app);
// One process plays both sides: while it computes, an idle connection must not close.
server.keepAliveTimeout = 600_000;
await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
const address = server.address();
if (address === null || typeof address === 'string') throw new Error('The server has no port');
const url = `http://127.0.0.1:${address.port}`;
try {
  const before = textsOf(book);
  const sheets = openSheets({ rootUrl: `${url}/`, credential: null, take: async () => ({ waitMs: 0 }) });
  const started = performance.now();
  const done = await project(sheets, book.id, { rows, channels: [], attention: [] });
  const seconds = (performance.now() - started) / 1000;
  if (done.stopped !== null) throw new Error(`The projection stopped: ${done.stopped.code}`);
  if (done.settled.length !== CHANGED) throw new Error(`Only ${done.settled.length} rows are settled`);
  if (done.calls !== requests) throw new Error('The projection counts its requests wrongly');
  const calls = requests;
  const changed = changedCells(before, textsOf(book));
  if (changed.length < CHANGED * 9) throw new Error(`Only ${changed.length} cells changed`);
  const least = changed.reduce((sum, cell) => sum + Buffer.byteLength(JSON.stringify(cell)) + 1, 0);
  const peer = await peerCallsPerRow(
    `${url}/`,
    book.id,
    { title: 'Shipments', headerRow: 1 },
    (i) => ({ 'Tracking status': 'delivered', 'Tracking number': `1Z999AA2${String(10_000_000 + i)}` }),
    () => requests,
  );
  report('project', [
    { metric: 'apiCalls', value: calls, unit: 'calls', baseline: null },
    { metric: 'cellsExcess', value: cells - changed.length, unit: 'cells', baseline: null },
    { metric: 'bytesRatio', value: bytes / least, unit: 'ratio', baseline: 1 },
    { metric: 'callsPerRow', value: calls / CHANGED, unit: 'calls/row', baseline: peer },
    { metric: 'peerCallsPerRow', value: peer, unit: 'calls/row', baseline: null },
    { metric: 'seconds', value: seconds, unit: 's', baseline: null },
  ]);
} finally {
  server.closeAllConnections();
  server.close();
}
