/** The one door for the panels: every request is parsed, every refusal becomes a sentence. */
import * as z from 'zod/mini';
import { type Book, Refused } from '../../shared/plan/book.ts';
import { refreshSummary } from '../../shared/plan/summary.ts';
import type { Answer, Api, ApiName } from '../api.ts';
import { openBook } from '../book/open-book.ts';
import { isCopy } from '../setup/file-mark.ts';
import { isOlder, migrate } from '../setup/migrations.ts';
import { isSetUp, setUp, wasSetUp } from '../setup/set-up.ts';
import { saveChannels } from './channels.ts';
import { check } from './check.ts';
import { contextOf } from './context.ts';
import { adopt, noticeOf } from './copy.ts';
import { exportRows } from './export.ts';
import { readLayouts, saveLayout } from './layouts.ts';
import { findOrder, orderDetails, showOrder } from './orders.ts';
import { showPanel } from './panel.ts';
import { REQUEST, REQUESTS } from './requests.ts';
import { rewardState } from './rewards.ts';
import { runs } from './runs.ts';
import { countFilter, deleteSegment, openSegment, saveSegment, segmentState } from './segments.ts';
import { writeSettings } from './settings.ts';
import { listTabs, readTab } from './tabs.ts';
import { askWorker, handOver, pair, recordHappenings, unpair, workerState } from './worker.ts';

type Spreadsheet = GoogleAppsScript.Spreadsheet.Spreadsheet;

const api = (book: Book, spreadsheet: Spreadsheet): Api => ({
  setUp() {
    const made = setUp(spreadsheet);
    refreshSummary(openBook(SpreadsheetApp), null);
    return { made };
  },
  context: () => ({ ...contextOf(book), ...noticeOf(spreadsheet, book) }),
  ...runs(book, spreadsheet),
  tabs: () => listTabs(spreadsheet),
  readTab: ({ name, from, count }) => readTab(spreadsheet, name, from, count),
  findOrder: ({ query }) => findOrder(book, query),
  order: ({ orderId }) => orderDetails(book, orderId),
  saveChannels: ({ channels, renamed }) => saveChannels(book, channels, renamed),
  segments: ({ rules }) => segmentState(book, spreadsheet, rules),
  saveSegment: (asked) => saveSegment(book, spreadsheet, asked),
  deleteSegment: ({ name }) => deleteSegment(book, spreadsheet, name),
  countFilter: ({ rule }) => countFilter(book, rule),
  openSegment: (asked) => openSegment(book, spreadsheet, asked),
  rewards: () => rewardState(book),
  layouts: ({ kind }) => readLayouts(book, kind),
  saveLayout: ({ kind, key, name, mapping }) => saveLayout(book, kind, { key, name, mapping }),
  saveSettings(settings) {
    if (isCopy(spreadsheet)) adopt(book, spreadsheet);
    return writeSettings(book, settings);
  },
  exportRows: ({ batch, columns, from }) => exportRows(book, batch, columns, from),
  check: ({ part }) => check(spreadsheet, part),
  openPanel: showPanel,
  showOrder: ({ orderId }) => showOrder(spreadsheet, book, orderId),
  workerState: () => workerState(book, spreadsheet),
  pair: ({ address }) => pair(book, spreadsheet, address),
  unpair: () => unpair(book),
  askWorker: ({ method, path, body }) => askWorker(book, method, path, body),
  recordHappenings: () => recordHappenings(book),
  handOver: ({ channel, after }) => handOver(book, spreadsheet, channel, after),
});

/** Answers a request of a panel. Never throws for what a person can mend. */
export function serveRequest(raw: unknown): Answer<unknown> {
  const request = z.safeParse(REQUEST, raw);
  if (!request.success || !isApiName(request.data.fn))
    return refused('request.unknown', 'The panel asked for something unknown. Reload the spreadsheet.');
  try {
    return { ok: true, value: answer(request.data.fn, request.data.args) };
  } catch (error) {
    if (error instanceof Refused) return refused(error.code, error.message);
    throw error;
  }
}

function isApiName(name: string): name is ApiName {
  return Object.hasOwn(REQUESTS, name);
}

/** A panel may ask for several things at once: only one of its calls makes the tabs. */
function firstSetUp(spreadsheet: Spreadsheet): void {
  openBook(SpreadsheetApp).exclusive(() => {
    if (isSetUp(spreadsheet)) return;
    setUp(spreadsheet);
    refreshSummary(openBook(SpreadsheetApp), null);
  });
}

function answer<F extends ApiName>(fn: F, args: unknown): unknown {
  const spreadsheet = SpreadsheetApp.getActiveSpreadsheet();
  if (!isSetUp(spreadsheet) && !wasSetUp(spreadsheet)) firstSetUp(spreadsheet);
  bringUp(spreadsheet);
  const parsed = z.safeParse(REQUESTS[fn], args);
  if (!parsed.success) {
    const message = `The panel sent something that cannot be read (${fn}). Reload the spreadsheet and try again.`;
    throw new Refused('request.invalid', message);
  }
  const handler = api(openBook(SpreadsheetApp), spreadsheet)[fn] as (args: unknown) => unknown;
  return handler(parsed.data);
}

/** A spreadsheet that an older add-on set up gets what this one needs, before anything reads it. */
function bringUp(spreadsheet: Spreadsheet): void {
  const properties = PropertiesService.getDocumentProperties();
  if (!isOlder(properties)) return;
  const front = spreadsheet.getActiveSheet();
  const made = openBook(SpreadsheetApp).exclusive(() => migrate(spreadsheet, properties));
  // A sheet that is inserted comes to the front.
  if (made.length > 0) spreadsheet.setActiveSheet(front);
}

function refused(code: string, message: string): Answer<never> {
  return { ok: false, problem: { code, message } };
}
