/**
 * The worker, as the add-on reaches it: pairing, signed requests, and the hand-over of what waits. The key of the
 * pairing lives in the document properties, which Google does not copy with the file.
 */
import * as z from 'zod/mini';
import { readChannels } from '../../shared/order/channels.ts';
import { recordActivity } from '../../shared/plan/activity.ts';
import { type Book, Refused } from '../../shared/plan/book.ts';
import { jsonOf } from '../../shared/plan/json.ts';
import { refuseWhileBusy } from '../../shared/plan/lease.ts';
import {
  HANDED_ORDER_COLUMNS,
  HANDED_PRODUCT_COLUMNS,
  handed,
  WAITING_COLUMNS,
  type Waiting,
  waitingIn,
} from '../../shared/sync/hand-over.ts';
import { PAIRING_MARK, WIRE_VERSION } from '../../shared/sync/marks.ts';
import { canonical, SIGNED } from '../../shared/sync/sign.ts';
import { CHANNELS } from '../../shared/tabs/tabs.ts';
import type { Api, HandedOver, WorkerState } from '../api.ts';
import { isCopy } from '../setup/file-mark.ts';

type Spreadsheet = GoogleAppsScript.Spreadsheet.Spreadsheet;
type Reply = ReturnType<Api['askWorker']>;

const PROPERTY = 'worker';
const kept = z.object({ address: z.string(), key: z.string() });
/** What pairing asks for and gets, and the refusals of the worker; the panels parse the rest. */
const pairing = z.object({ pairing: z.string(), nonce: z.string(), account: z.string() });
const confirmed = z.object({ key: z.string() });
const results = z.object({
  results: z.array(z.object({ id: z.string(), outcome: z.string(), code: z.string(), detail: z.string() })),
  warnings: z.optional(z.array(z.string())),
});
const events = z.object({
  happenings: z.array(
    z.object({
      id: z.string(),
      when: z.string(),
      who: z.string(),
      action: z.string(),
      which: z.string(),
      changed: z.number(),
    }),
  ),
});
const problem = z.object({ code: z.string(), detail: z.string() });

/** Shipments of one request, and of one call from the panel: an execution ends at 6 minutes. */
const A_REQUEST = 500;
const A_CALL = 5000;

/** The address that the build, or the local workbook, puts before the bundle; not there without one. */
declare const SHIPSHEET_WORKER: string | undefined;

export function workerState(book: Book, spreadsheet: Spreadsheet): WorkerState {
  const { address = '' } = keptOf(book) ?? {};
  return {
    paired: address !== '',
    address,
    offered: typeof SHIPSHEET_WORKER === 'string' ? SHIPSHEET_WORKER : '',
    copy: isCopy(spreadsheet),
  };
}

function keptOf(book: Pick<Book, 'property'>): z.infer<typeof kept> | null {
  const parsed = kept.safeParse(jsonOf(book.property(PROPERTY) ?? ''));
  return parsed.success ? parsed.data : null;
}

/** Proves by a mark that only an editor can make that this file may be written, and keeps the key that the worker gives. */
export function pair(book: Book, spreadsheet: Spreadsheet, typed: string): { paired: true } {
  const address = typed.trim().replace(/\/+$/, '');
  if (!/^https:\/\/[^\s/]|^http:\/\/(127\.0\.0\.1|localhost)[:/]/.test(address))
    throw new Refused(
      'worker.address',
      'The worker’s address begins with https://. Ask the person who runs it.',
    );
  const asked = read(
    pairing,
    send(address, 'POST', '/v1/pairings', {
      spreadsheetId: spreadsheet.getId(),
      name: spreadsheet.getName(),
      who: book.user(),
      version: WIRE_VERSION,
    }),
  );
  if (asked.account !== '') share(spreadsheet, asked.account);
  for (const mark of spreadsheet.getDeveloperMetadata()) if (mark.getKey() === PAIRING_MARK) mark.remove();
  spreadsheet.addDeveloperMetadata(PAIRING_MARK, asked.nonce);
  book.flush();
  const { key } = read(confirmed, send(address, 'POST', '/v1/pairings/confirm', { pairing: asked.pairing }));
  for (const mark of spreadsheet.getDeveloperMetadata()) if (mark.getKey() === PAIRING_MARK) mark.remove();
  book.setProperty(PROPERTY, JSON.stringify({ address, key }));
  return { paired: true };
}

function share(spreadsheet: Spreadsheet, account: string): void {
  try {
    spreadsheet.addEditor(account);
  } catch {
    throw new Refused(
      'worker.not-shared',
      `This file could not be shared with the worker. Share it by hand with ${account} as an editor, then connect again. Where your organisation forbids it, ask its administrator to allow that address.`,
    );
  }
}

/**
 * Forgets the key; the worker stops with this file. One that cannot be reached goes on with what it has taken: its
 * access to the file can be taken away under Share.
 */
export function unpair(book: Book): { paired: false } {
  if (keptOf(book) !== null) {
    try {
      askWorker(book, 'POST', '/v1/detach', {});
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
    }
    book.setProperty(PROPERTY, null);
  }
  return { paired: false };
}

/** A signed request. Refuses where the file is not connected, or the worker does not answer as one. */
export function askWorker(book: Book, method: string, path: string, body: unknown): Reply {
  const worker = keptOf(book);
  if (worker === null)
    throw new Refused('worker.none', 'This spreadsheet is not connected. Open Set Up, Connections.');
  return send(worker.address, method, path, body, worker.key);
}

const hex = (bytes: readonly number[]): string =>
  bytes.map((byte) => (byte & 255).toString(16).padStart(2, '0')).join('');

function send(address: string, method: string, path: string, body: unknown, key?: string): Reply {
  const payload = method === 'GET' ? '' : JSON.stringify(body);
  const headers: Record<string, string> = {};
  if (key !== undefined) {
    const time = String(Date.now());
    const nonce = Utilities.getUuid();
    const { DigestAlgorithm, Charset } = Utilities;
    const bodyHash = hex(Utilities.computeDigest(DigestAlgorithm.SHA_256, payload, Charset.UTF_8));
    const text = canonical({ method, path, time, nonce, bodyHash });
    const signature = Utilities.computeHmacSha256Signature(text, key);
    headers[SIGNED.campaign] = SpreadsheetApp.getActiveSpreadsheet().getId();
    headers[SIGNED.time] = time;
    headers[SIGNED.nonce] = nonce;
    headers[SIGNED.signature] = Utilities.base64Encode(signature);
  }
  const answer = fetched(`${address}${path}`, {
    method: method.toLowerCase() as GoogleAppsScript.URL_Fetch.HttpMethod,
    headers,
    muteHttpExceptions: true,
    followRedirects: false,
    ...(method !== 'GET' && { contentType: 'application/json', payload }),
  });
  const status = answer.getResponseCode();
  const said = answer.getContentText();
  const parsed = said === '' ? null : jsonOf(said);
  // A redirect is no answer of the worker’s: its address was given otherwise.
  if (status < 300 && (parsed !== null || said === '')) return { status, body: parsed };
  const why = problem.safeParse(parsed);
  if (why.success) throw new Refused(why.data.code, why.data.detail);
  throw away(`it answered ${status}`);
}

function fetched(
  url: string,
  options: GoogleAppsScript.URL_Fetch.URLFetchRequestOptions,
): GoogleAppsScript.URL_Fetch.HTTPResponse {
  try {
    return UrlFetchApp.fetch(url, options);
  } catch {
    throw away('it does not answer');
  }
}

const away = (how: string): Refused =>
  new Refused(
    'worker.away',
    `The worker cannot be reached (${how}). Nothing is lost: what is not sent stays so. Check its address under Set Up, Connections, and run Sync Now later.`,
  );

function read<T>(shape: z.ZodMiniType<T>, { body }: Reply): T {
  const parsed = shape.safeParse(body);
  if (parsed.success) return parsed.data;
  throw away('its answer cannot be read: is that the worker’s address?');
}

/**
 * Hands over what waits in a channel ("" for all connected ones), parcel by parcel in the order of their ids, from after
 * the parcel `after` on. Answers what was taken and what was not, with why.
 */
export function handOver(book: Book, spreadsheet: Spreadsheet, channel: string, after = ''): HandedOver {
  if (isCopy(spreadsheet))
    throw new Refused(
      'worker.copy',
      'This is a copy: its parcels may be in the hands of the original’s warehouses. Nothing is sent from here until it has settings of its own and is connected.',
    );
  const channels = readChannels(
    book.read(
      'Channels',
      CHANNELS.columns.slice(0, 8).map(({ name }) => name),
    ),
  );
  const all = waitingIn(book.read('Shipments', WAITING_COLUMNS), channels).filter(
    (one) => one.lead > after && (channel === '' || one.channel === channel),
  );
  const now = upTo(all, A_CALL);
  const refused: { id: string; code: string; detail: string }[] = [];
  const warnings = new Set<string>();
  let [taken, already] = [0, 0];
  const ids = new Set(now.map(({ orderId }) => orderId));
  const orders = book.readKeys('Orders', 'Order ID', ids, HANDED_ORDER_COLUMNS);
  const products = book.read('Products', HANDED_PRODUCT_COLUMNS);
  for (let rest = now; rest.length > 0; ) {
    const some = upTo(rest, A_REQUEST);
    rest = rest.slice(some.length);
    const made = handed(some, channels, orders, products);
    refused.push(...made.refused);
    if (made.request.shipments.length === 0) continue;
    const answer = read(results, askWorker(book, 'POST', '/v1/shipments', made.request));
    for (const warning of answer.warnings ?? []) warnings.add(warning);
    for (const { id, outcome, code, detail } of answer.results) {
      if (outcome === 'refused') refused.push({ id, code, detail });
      else if (outcome === 'taken') taken++;
      else already++;
    }
  }
  const next = now.length < all.length ? (now.at(-1)?.lead ?? null) : null;
  return { taken, already, refused, warnings: [...warnings], next };
}

/** Of the last rows that the worker gave: its answer to "recorded" may have been lost. */
const RECORDED = 'happenings';

/** Writes what the worker did by itself into Activity, once each, and tells it so. Answers how many. */
export function recordHappenings(book: Book): { recorded: number } {
  refuseWhileBusy(book);
  const { happenings } = read(events, askWorker(book, 'GET', '/v1/happenings', null));
  if (happenings.length === 0) return { recorded: 0 };
  const ids = happenings.map(({ id }) => id);
  book.exclusive(() => {
    const known = (book.property(RECORDED) ?? '').split(' ');
    for (const { id, when, who, action, which, changed } of happenings) {
      if (known.includes(id)) continue;
      const counts = { change: changed, already: 0, left: 0, decide: 0 };
      recordActivity(book, { runId: '', when, who: who || 'worker', action, which, counts });
    }
    book.setProperty(RECORDED, ids.join(' '));
    book.flush();
  });
  askWorker(book, 'POST', '/v1/happenings/recorded', { ids });
  return { recorded: ids.length };
}

/** The first `most`, and what shares a box with the last of them. */
function upTo(waiting: readonly Waiting[], most: number): readonly Waiting[] {
  let end = Math.min(most, waiting.length);
  while (end > 0 && end < waiting.length && waiting[end]?.lead === waiting[end - 1]?.lead) end++;
  return waiting.slice(0, end);
}
