/**
 * partner-sheet: a warehouse's sheet of 50,000 shipments in which the warehouse has typed 5,000 tracking numbers, and of which
 * 5,000 others have new addresses, read and brought up to date over real HTTP: requests to the Sheets API, read and write
 * together; cells sent that did not change; bytes sent. Beside it a plain write of all rows in payloads of the same size, and
 * npm google-spreadsheet saving 200 rows of the same workbook, in requests a row.
 */
import { createServer } from 'node:http';
import express from 'express';
import { z } from 'zod';
import { text } from '../../shared/tabs/table.ts';
import { sheetsApi } from '../../worker/local/api/router.ts';
import type { Workbook } from '../../worker/local/core/types.ts';
import { createWorkbook } from '../../worker/local/core/workbook.ts';
import type { KnownRow, PartnerFile, WantedLine } from '../../worker/partner-sheet/contract.ts';
import { readPartner } from '../../worker/partner-sheet/sheet/read.ts';
import { writePartner } from '../../worker/partner-sheet/sheet/write.ts';
import { openSheets } from '../../worker/sheets/client.ts';
import type { Sheets } from '../../worker/sheets/port.ts';
import { knownLine, PRESET, parcel, wantedLine } from '../worker/partner-sheet/sheet/support.ts';
import { peerCallsPerRow } from './peer-calls.ts';
import { report } from './report.ts';

const ROWS = 50_000;
const TYPED = 5_000;
const CHANGED = 5_000;
/** As large as Google asks payloads to be at most. */
const PAYLOAD = 1_900_000;

const sent = z.object({
  data: z.array(z.object({ values: z.array(z.array(z.union([z.string(), z.boolean(), z.null()]))) })),
});

const book = createWorkbook({ id: 'bench', title: 'Bench' });
let requests = 0;
let bytes = 0;
let cells = 0;
let counting = false;
const app = express();
app.use((request, response, next) => {
  requests++;
  if (request.method === 'GET' || /(?::search|:getByDataFilter)$/.test(request.path)) return next();
  bytes += Number(request.headers['content-length']);
  response.on('finish', () => {
    if (!counting || !request.path.endsWith('/values:batchUpdate')) return;
    for (const { values } of sent.parse(request.body).data)
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
const rootUrl = `http://127.0.0.1:${address.port}/`;

/** Scattered by the bits of a number, the same in each run. */
const scattered = Array.from({ length: ROWS }, (_, i) => i)
  .map((i) => ({ i, draw: Math.imul(i + 1, 2_654_435_761) >>> 0 }))
  .sort((a, b) => a.draw - b.draw)
  .map(({ i }) => i);
const number = (i: number): string => `1Z999AA1${String(10_000_000 + i)}`;

function lines(typed: ReadonlySet<number>, moved: ReadonlySet<number>): WantedLine[] {
  return Array.from({ length: ROWS }, (_, i) => {
    const one = parcel(i);
    if (!moved.has(i))
      return wantedLine(one, {
        cells: { status: typed.has(i) ? 'Sent' : 'New' },
        ...(typed.has(i) && { taken: { number: number(i) } }),
      });
    const to = { ...one.to, address1: `${i} New Road`, city: 'Bergen', postalCode: `9${1000 + (i % 9000)}` };
    const change = `Address was: ${one.to.address1}, ${one.to.city}. Tick Seen when the parcel is changed.`;
    return wantedLine({ ...one, to }, { cells: { status: 'Changed', change } });
  });
}
/** The texts of the tab. */
function textsOf(workbook: Workbook): string[][] {
  const [tab] = workbook.sheets();
  if (tab === undefined) throw new Error('There is no tab');
  const { rows, columns } = workbook.contentSize(tab.id);
  return workbook
    .values(tab.id, { row: 0, column: 0, rows, columns })
    .map((line) => line.map((value) => text(value ?? '')));
}

/** Every row as it should be, whatever stands there. */
async function plainWrite(sheets: Sheets, title: string, wanted: readonly string[][]): Promise<void> {
  let from = 0;
  let size = 0;
  for (let at = 0; at <= wanted.length; at++) {
    const line = wanted[at];
    const more = line === undefined ? 0 : Buffer.byteLength(JSON.stringify(line)) + 1;
    if (line === undefined || size + more > PAYLOAD) {
      const values = wanted.slice(from, at);
      await sheets.write(book.id, [{ range: `'${title}'!A${from + 3}`, majorDimension: 'ROWS', values }]);
      from = at;
      size = 0;
    }
    size += more;
  }
}

try {
  const sheets = openSheets({ rootUrl, credential: null, take: async () => ({ waitMs: 0 }) });
  const none = new Set<number>();
  const file = (sheetId: number | null): PartnerFile => ({ fileId: book.id, sheetId, preset: PRESET });
  const first = lines(none, none);
  const made = await writePartner(sheets, file(null), await readPartner(sheets, file(null), []), first, {
    summary: `${ROWS} new`,
    words: '',
    link: '',
  });
  if (made.there.length !== ROWS) throw new Error(`Only ${made.there.length} rows were made`);
  const known: KnownRow[] = first.map(knownLine);

  const [tab] = book.sheets();
  if (tab === undefined) throw new Error('There is no tab');
  const column = PRESET.columns.findIndex(({ key }) => key === 'number');
  const typed = new Set(scattered.slice(0, TYPED));
  const moved = new Set(scattered.slice(TYPED, TYPED + CHANGED));
  book.batch(() => {
    for (const i of typed) book.write(tab.id, 2 + i, column, [[number(i)]], 'RAW');
  });
  const before = textsOf(book);
  const wanted = lines(typed, moved);
  requests = 0;
  bytes = 0;
  counting = true;
  const started = performance.now();
  const read = await readPartner(sheets, file(made.sheetId), known);
  const taken = read.entries.filter((entry) => entry.typed.number?.text !== '').length;
  const summary = `${ROWS - TYPED - CHANGED} new, ${CHANGED} changed, ${ROWS - TYPED} without a number`;
  const done = await writePartner(sheets, file(made.sheetId), read, wanted, { summary, words: '', link: '' });
  const seconds = (performance.now() - started) / 1000;
  counting = false;
  if (done.stopped !== null) throw new Error(`The writing stopped: ${done.stopped.code}`);
  if (taken !== TYPED) throw new Error(`Only ${taken} numbers were read`);
  if (done.there.length !== ROWS) throw new Error(`Only ${done.there.length} rows stand right`);
  const after = textsOf(book);
  const changed = after.reduce(
    (sum, line, row) => sum + line.filter((cell, at) => cell !== (before[row]?.[at] ?? '')).length,
    0,
  );
  if (changed < TYPED + CHANGED * 5) throw new Error(`Only ${changed} cells changed`);
  const ours = { calls: requests, bytes };
  bytes = 0;
  await plainWrite(sheets, tab.name, after.slice(2));
  const all = after.slice(2).reduce((sum, line) => sum + line.length, 0);
  const plain = bytes;
  const peer = await peerCallsPerRow(
    rootUrl,
    book.id,
    { title: tab.name, headerRow: 2 },
    (i) => ({ City: `Bergen ${i}` }),
    () => requests,
  );
  report('partner-sheet', [
    { metric: 'apiCalls', value: ours.calls, unit: 'calls', baseline: null },
    { metric: 'callsPerRow', value: ours.calls / (TYPED + CHANGED), unit: 'calls/row', baseline: peer },
    { metric: 'cellsExcess', value: cells - changed, unit: 'cells', baseline: all - changed },
    { metric: 'bytes', value: ours.bytes, unit: 'bytes', baseline: plain },
    { metric: 'seconds', value: seconds, unit: 's', baseline: null },
  ]);
} finally {
  server.closeAllConnections();
  server.close();
}
