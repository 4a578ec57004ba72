/** The segments panel: saves, counts, and opens a segment as a sheet. */

import { accounts } from '../../shared/order/accounts.ts';
import type { Campaign } from '../../shared/order/campaign.ts';
import { recordActivity } from '../../shared/plan/activity.ts';
import { type Book, Refused } from '../../shared/plan/book.ts';
import { refuseWhileBusy } from '../../shared/plan/lease.ts';
import { runsOf } from '../../shared/segment/columns.ts';
import { type CompiledRule, compileRule } from '../../shared/segment/compile.ts';
import { literal } from '../../shared/segment/pattern.ts';
import {
  campaignFor,
  idsOf,
  listSegments,
  refreshSegments,
  type SegmentView,
} from '../../shared/segment/refresh.ts';
import { type Rule, termsOf } from '../../shared/segment/rule.ts';
import { ordersOfRuns } from '../../shared/segment/runs.ts';
import { findSegment, readSegments, SEGMENT_COLUMNS } from '../../shared/segment/saved.ts';
import { skuTest } from '../../shared/segment/skus.ts';
import { forget, keepRule, readStore, rename } from '../../shared/segment/store.ts';
import type { FilterCount, SegmentState } from '../api.ts';
import { columnsOf } from '../book/grid.ts';
import { findSheet } from '../book/sheets.ts';
import { findSegmentSheet, removeSegmentSheet, shownColumns, writeSegmentSheet } from './segment-sheet.ts';

type Spreadsheet = GoogleAppsScript.Spreadsheet.Spreadsheet;

/** Orders that are shown beside a count. */
const FIRST = 10;
const LONGEST_NAME = 60;

interface Read {
  readonly filter: string;
  readonly rule: Rule;
}

/** All segments; with `rules`, what their filters were read to, the orders are looked at again. */
export function segmentState(
  book: Book,
  spreadsheet: Spreadsheet,
  rules: readonly Read[] | null,
): SegmentState {
  if (rules !== null) keepRules(book, rules);
  const segments = rules === null ? listSegments(book) : refreshSegments(book);
  return { ...withSheets(spreadsheet, segments), columns: ownColumns(spreadsheet) };
}

function keepRules(book: Book, rules: readonly Read[]): void {
  const store = readStore(book);
  for (const { name, filter } of readSegments(book.read('Segments', SEGMENT_COLUMNS))) {
    const read = rules.find((one) => one.filter === filter);
    const same = (store.get(name.toLowerCase())?.ruleOf(filter) ?? null) !== null;
    if (read !== undefined && !same) keepRule(book, name, filter, read.rule);
  }
}

function withSheets(
  spreadsheet: Spreadsheet,
  segments: readonly SegmentView[],
): Pick<SegmentState, 'segments'> {
  return {
    segments: segments.map((segment) => ({
      ...segment,
      sheet: findSegmentSheet(spreadsheet, segment.name) !== null,
    })),
  };
}

/** Headers of Orders that are not ours. */
function ownColumns(spreadsheet: Spreadsheet): string[] {
  const sheet = findSheet(spreadsheet, 'Orders');
  if (sheet === null) return [];
  const header = sheet.getRange(1, 1, 1, Math.max(1, sheet.getLastColumn())).getValues()[0] ?? [];
  const ours = new Set(columnsOf(sheet, 'Orders', header).values());
  return header.flatMap((cell, at) =>
    ours.has(at) || String(cell).trim() === '' ? [] : [String(cell).trim()],
  );
}

/** Writes a segment: a new one, or in place of `was`. */
export function saveSegment(
  book: Book,
  spreadsheet: Spreadsheet,
  { was, name, filter, rule }: { was: string; name: string } & Read,
): SegmentState {
  refuseWhileBusy(book);
  const title = name.trim();
  if (title === '' || title.length > LONGEST_NAME)
    throw new Refused('segment.name', `Give the segment a name of at most ${LONGEST_NAME} letters.`);
  const segments = readSegments(book.read('Segments', SEGMENT_COLUMNS));
  const old = was === '' ? undefined : findSegment(segments, was);
  if (was !== '' && old === undefined)
    throw new Refused('segment.gone', `There is no segment “${was}” any more. Save it as a new one.`);
  const same = findSegment(segments, title);
  if (same !== undefined && same.row !== old?.row)
    throw new Refused('segment.same-name', `There is a segment “${same.name}” already. Choose another name.`);
  const cells = new Map([
    ['Segment', [title]],
    ['Filter', [filter]],
  ]);
  if (old === undefined) book.append('Segments', cells);
  else {
    book.write('Segments', [old.row], cells);
    if (old.name !== title) rename(book, old.name, title);
    // Another rule: who was in the old one says nothing of it.
    if (old.filter !== filter) forget(book, title, 'm');
  }
  keepRule(book, title, filter, rule);
  const which = old !== undefined && old.name !== title ? `${old.name} is now ${title}` : title;
  record(book, 'Segment saved', `${which}: ${filter}`);
  return segmentState(book, spreadsheet, []);
}

/** Takes a segment out, with its sheet. */
export function deleteSegment(book: Book, spreadsheet: Spreadsheet, name: string): SegmentState {
  refuseWhileBusy(book);
  const segment = findSegment(readSegments(book.read('Segments', SEGMENT_COLUMNS)), name);
  if (segment !== undefined) {
    book.remove('Segments', [segment.row]);
    forget(book, segment.name);
    removeSegmentSheet(spreadsheet, segment.name);
    record(book, 'Segment deleted', `${segment.name}: ${segment.filter}`);
  }
  return segmentState(book, spreadsheet, null);
}

function record(book: Book, action: string, which: string): void {
  const counts = { change: 1, already: 0, left: 0, decide: 0 };
  recordActivity(book, { runId: '', when: book.now(), who: book.user(), action, which, counts });
}

interface Looked {
  readonly campaign: Campaign;
  readonly compiled: CompiledRule;
}

function look(book: Book, rule: Rule, columns: readonly string[] = []): Looked {
  const campaign = campaignFor(book, [rule], columns);
  const runs = ordersOfRuns(book, runsOf(rule));
  return { campaign, compiled: compileRule(rule, { campaign, now: book.now(), runs }) };
}

/** How many orders fit a rule, and the first of them. */
export function countFilter(book: Book, rule: Rule): FilterCount {
  const { campaign, compiled } = look(book, rule, ['Name']);
  if (!compiled.ok)
    return {
      count: 0,
      first: [],
      problem: { about: compiled.about, message: compiled.message },
      unknownSkus: [],
    };
  const ids = idsOf(campaign, compiled.test);
  const first = ids.slice(0, FIRST).map((orderId) => {
    const i = campaign.index.get(orderId) ?? 0;
    return { orderId, stage: campaign.col('Stage')[i] ?? '', name: campaign.col('Name')[i] ?? '' };
  });
  const held = (sku: string): boolean =>
    campaign.catalog.find(literal(sku)) !== undefined ||
    idsOf(
      campaign,
      skuTest(campaign, 'any', [sku], (i) => accounts(campaign, i)),
    ).length > 0;
  return { count: ids.length, first, problem: null, unknownSkus: skusOf(rule).filter((sku) => !held(sku)) };
}

const skusOf = (rule: Rule): string[] => [
  ...new Set(
    termsOf(rule).flatMap((term) =>
      term.kind === 'sku' ? term.skus : term.kind === 'quantity' ? [term.sku] : [],
    ),
  ),
];

/** Writes the orders of a segment into a sheet of its own, or writes that sheet again; `remove` takes it away. */
export function openSegment(
  book: Book,
  spreadsheet: Spreadsheet,
  { name, remove }: { name: string; remove: boolean },
): SegmentState {
  const segment = findSegment(readSegments(book.read('Segments', SEGMENT_COLUMNS)), name);
  if (segment === undefined)
    throw new Refused('segment.gone', `There is no segment “${name}” any more. Look at the list again.`);
  if (remove) removeSegmentSheet(spreadsheet, segment.name);
  else {
    const rule = readStore(book).get(segment.name.toLowerCase())?.ruleOf(segment.filter) ?? null;
    if (rule === null)
      throw new Refused('segment.changed', `“${segment.name}” has another filter now: count again first.`);
    const columns = shownColumns(rule);
    const { campaign, compiled } = look(book, rule, columns);
    if (!compiled.ok) throw new Refused(compiled.code, compiled.message);
    writeSegmentSheet(spreadsheet, segment, columns, campaign, compiled.test, book.now());
  }
  return segmentState(book, spreadsheet, null);
}
