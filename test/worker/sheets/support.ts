/** A campaign's file in the local workbook over real HTTP, with somebody else at work between any two calls. */
import { createServer, type IncomingMessage } from 'node:http';
import type { Tables } from '../../../shared/tabs/table.ts';
import type { TakeQuota } from '../../../worker/google/calls.ts';
import type { SheetInfo, Value, Workbook } from '../../../worker/local/core/types.ts';
import { generateDemo } from '../../../worker/local/demo/generate.ts';
import { openSheets } from '../../../worker/sheets/client.ts';
import type { Sheets } from '../../../worker/sheets/port.ts';
import type { Wanted, WantedRow } from '../../../worker/sheets/wanted.ts';
import { type Harness, startApi } from '../local/api/harness.ts';

export { fillCampaign } from './campaign-file.ts';

/** A request on its way to the API. */
export interface Passing {
  /** From 1. */
  readonly n: number;
  readonly kind: 'read' | 'write';
  /** What follows the spreadsheet's address. */
  readonly path: string;
  readonly body: string;
}
/** What happens to it: an answer of Google's instead; lost before it came; done, and the answer lost. */
export type Fault = { readonly status: number; readonly retryAfter?: string } | 'lost before' | 'lost after';
/** May take its time: what somebody else does in between is done before the request passes. */
export type Between = (passing: Passing) => Fault | undefined | Promise<Fault | undefined>;

export interface Google {
  readonly api: Harness;
  readonly url: string;
  /** Called before each request. */
  between: Between;
  /** Requests since the last `forget`. */
  readonly log: Passing[];
  forget(): void;
  client(take?: TakeQuota): Sheets;
  close(): Promise<void>;
}

const READS = /^(?:\/values:batchGet|\/developerMetadata:search|:getByDataFilter|)$/;

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(Buffer.from(part));
  return Buffer.concat(parts).toString();
}

/** The local workbook's API behind a door that a test opens and shuts. */
export async function startGoogle(): Promise<Google> {
  const api = await startApi();
  let log: Passing[] = [];
  const google = { between: (): Fault | undefined => undefined } as { between: Between };
  const server = createServer(async (request, response) => {
    const body = await bodyOf(request);
    const url = request.url ?? '';
    const path = (url.split('?')[0] ?? '').replace(/^\/v4\/spreadsheets\/[^/:]+/, '');
    const passing: Passing = { n: log.length + 1, kind: READS.test(path) ? 'read' : 'write', path, body };
    log.push(passing);
    const fault = await google.between(passing);
    if (fault === 'lost before') {
      request.socket.destroy();
      return;
    }
    if (typeof fault === 'object') {
      const error = { code: fault.status, message: 'Made by the test', status: 'UNAVAILABLE' };
      response.writeHead(fault.status, {
        'content-type': 'application/json',
        ...(fault.retryAfter !== undefined && { 'retry-after': fault.retryAfter }),
      });
      response.end(JSON.stringify({ error }));
      return;
    }
    // The API reads no body that was read before: what stands here is what it would have read.
    Object.assign(request, { body: body === '' ? undefined : JSON.parse(body) });
    if (fault === 'lost after') {
      response.write = () => false;
      response.end = () => {
        request.socket.destroy();
        return response;
      };
    }
    api.app(request, response);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  const url = `http://127.0.0.1:${address.port}/`;
  return {
    api,
    url,
    get log() {
      return log;
    },
    get between() {
      return google.between;
    },
    set between(next: Between) {
      google.between = next;
    },
    forget() {
      log = [];
    },
    client: (take = async () => ({ waitMs: 0 })) =>
      openSheets({
        rootUrl: url,
        credential: null,
        take,
        patience: { retries: 12, minTimeout: 1, maxTimeout: 4, maxRetryTime: 20_000 },
      }),
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
      await api.close();
    },
  };
}

export const demoTables = (size: number): Tables => generateDemo({ seed: 7, size }).tables;

export function sheetOf(book: Workbook, name: string): SheetInfo {
  const sheet = book.sheetByName(name);
  if (sheet === undefined) throw new Error(`no tab ${name}`);
  return sheet;
}

/** All cells of a tab, header included, as texts. */
export function cellsOf(book: Workbook, tab: string): string[][] {
  const sheet = sheetOf(book, tab);
  const { rows, columns } = book.contentSize(sheet.id);
  if (rows === 0) return [];
  return book
    .values(sheet.id, { row: 0, column: 0, rows, columns })
    .map((row) => row.map((value) => String(value ?? '')));
}

/** Rows of a tab as objects by header. */
export function rowsOf(book: Workbook, tab: string): Record<string, string>[] {
  const [header = [], ...rows] = cellsOf(book, tab);
  return rows.map((row) => Object.fromEntries(header.map((name, at) => [name, row[at] ?? ''])));
}

export function rowOf(book: Workbook, tab: string, key: string): Record<string, string> {
  const [first = ''] = cellsOf(book, tab)[0] ?? [];
  const found = rowsOf(book, tab).filter((row) => row[first] === key);
  const [row] = found;
  if (row === undefined || found.length > 1) throw new Error(`${tab} has ${found.length} rows ${key}`);
  return row;
}

/** Where a cell stands: row and column from 0, header included. */
export function placeOf(
  book: Workbook,
  tab: string,
  key: string,
  column: string,
): { sheetId: number; row: number; column: number } {
  const cells = cellsOf(book, tab);
  const row = cells.findIndex((line) => line[0] === key);
  const at = cells[0]?.indexOf(column) ?? -1;
  if (row < 0 || at < 0) throw new Error(`${tab} has no cell ${key} / ${column}`);
  return { sheetId: sheetOf(book, tab).id, row, column: at };
}

/** A person types into a cell. */
export function type(book: Workbook, tab: string, key: string, column: string, value: Value): void {
  const place = placeOf(book, tab, key, column);
  book.write(place.sheetId, place.row, place.column, [[value]], 'RAW');
}
export function noteOn(book: Workbook, tab: string, key: string, column: string): string {
  const { sheetId, ...place } = placeOf(book, tab, key, column);
  return book.notes(sheetId, { ...place, rows: 1, columns: 1 })[0]?.[0] ?? '';
}

/** A person sorts a tab below its header, as Data, Sort range does. */
export function sortBy(book: Workbook, tab: string, column: string, ascending = true): void {
  const sheet = sheetOf(book, tab);
  const { rows } = book.contentSize(sheet.id);
  const at = cellsOf(book, tab)[0]?.indexOf(column) ?? 0;
  book.sort(sheet.id, { row: 1, column: 0, rows: Math.max(1, rows - 1), columns: sheet.columnCount }, [
    { column: at, ascending },
  ]);
}

/** The shipments at a warehouse, as the worker would hear of them next: number, carrier, shipped. */
export function arrivals(book: Workbook, most = Number.POSITIVE_INFINITY): WantedRow[] {
  return rowsOf(book, 'Shipments')
    .filter((row) => row['Pushed at'] !== '' && row['Shipped at'] === '' && row['Cancelled at'] === '')
    .slice(0, most)
    .map((row, i) => wantedRow(row['Shipment ID'] ?? '', arrivalCells(i)));
}
const arrivalCells = (i: number): Record<string, string> => ({
  'Tracking number': `1Z999AA1${String(10_000_000 + i)}`,
  Carrier: 'UPS',
  'Tracking status': 'in transit',
  'Shipped at': '2026-03-02 08:00:00Z',
  'Warehouse says': 'accepted',
});
export const wantedRow = (
  id: string,
  cells: Record<string, string>,
  more: Partial<WantedRow> = {},
): WantedRow => ({
  id,
  orderId: id.replace(/-\d+(?:\.\d+)*$/, ''),
  cells,
  written: {},
  add: false,
  ...more,
});
export const wantedOf = (rows: readonly WantedRow[], more: Partial<Wanted> = {}): Wanted => ({
  rows,
  channels: [],
  attention: [],
  ...more,
});
