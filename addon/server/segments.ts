/** The segments panel: saves, counts, and opens a segment as a sheet. */

import type { Campaign } from '../../shared/order/campaign.ts';
import { recordActivity } from '../../shared/plan/activity.ts';
import { type Book, Refused } from '../../shared/plan/book.ts';
import { refuseWhileBusy } from '../../shared/plan/lease.ts';
import { runsOf } from '../../shared/segment/columns.ts';
import { type CompiledFilter, compileFilter } from '../../shared/segment/compile.ts';
import type { Filter } from '../../shared/segment/filter.ts';
import { parseFilter } from '../../shared/segment/parse.ts';
import {
  campaignFor,
  idsOf,
  listSegments,
  noteSegments,
  refreshSegments,
  renameMembers,
  type SegmentView,
  writeMembers,
} from '../../shared/segment/refresh.ts';
import { ordersOfRuns } from '../../shared/segment/runs.ts';
import { findSegment, readSegments, SEGMENT_COLUMNS } from '../../shared/segment/saved.ts';
import type { FilterCount, SegmentState } from '../api.ts';
import { columnsOf } from '../book/grid.ts';
import { findSheet } from '../book/sheets.ts';
import { findSegmentSheet, removeSegmentSheet, shownColumns, writeSegmentSheet } from './segment-sheet.ts';

type Spreadsheet = GoogleAppsScript.Spreadsheet.Spreadsheet;

/** Orders that are shown beside a count. */
const FIRST = 10;
const LONGEST_NAME = 60;

/** All segments; `recount` looks at the orders again. */
export function segmentState(book: Book, spreadsheet: Spreadsheet, recount: boolean): SegmentState {
  const segments = recount ? refreshSegments(book) : listSegments(book);
  if (recount) book.flush();
  return { ...withSheets(spreadsheet, segments), columns: ownColumns(spreadsheet) };
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
  { was, name, filter }: { was: string; name: string; filter: string },
): SegmentState {
  refuseWhileBusy(book);
  const title = name.trim();
  if (title === '' || title.length > LONGEST_NAME)
    throw new Refused('segment.name', `Give the segment a name of at most ${LONGEST_NAME} letters.`);
  parsed(filter);
  const segments = readSegments(book.read('Segments', SEGMENT_COLUMNS));
  const old = was === '' ? undefined : findSegment(segments, was);
  if (was !== '' && old === undefined)
    throw new Refused('segment.gone', `There is no segment “${was}” any more. Save it as a new one.`);
  const same = findSegment(segments, title);
  if (same !== undefined && same.row !== old?.row)
    throw new Refused('segment.same-name', `There is a segment “${same.name}” already. Choose another name.`);
  const cells = new Map([
    ['Segment', [title]],
    ['Filter', [filter.trim()]],
  ]);
  if (old === undefined) book.append('Segments', cells);
  else {
    book.write('Segments', [old.row], cells);
    if (old.name !== title) renameMembers(book, old.name, title);
    // Another rule: who was in the old one says nothing of it.
    if (old.filter !== filter.trim()) writeMembers(book, title, null);
  }
  const which = old !== undefined && old.name !== title ? `${old.name} is now ${title}` : title;
  record(book, 'Segment saved', `${which}: ${filter.trim()}`);
  noteSegments(book, true);
  return segmentState(book, spreadsheet, true);
}

/** Takes a segment out, with its sheet. */
export function deleteSegment(book: Book, spreadsheet: Spreadsheet, name: string): SegmentState {
  refuseWhileBusy(book);
  const segment = findSegment(readSegments(book.read('Segments', SEGMENT_COLUMNS)), name);
  if (segment !== undefined) {
    book.remove('Segments', [segment.row]);
    writeMembers(book, segment.name, null);
    removeSegmentSheet(spreadsheet, segment.name);
    record(book, 'Segment deleted', `${segment.name}: ${segment.filter}`);
  }
  return segmentState(book, spreadsheet, false);
}

function record(book: Book, action: string, which: string): void {
  const counts = { change: 1, already: 0, left: 0, decide: 0 };
  recordActivity(book, { runId: '', when: book.now(), who: book.user(), action, which, counts });
}

function parsed(text: string): Filter {
  const made = parseFilter(text);
  if (!made.ok) throw new Refused('filter.invalid', made.error.message);
  return made.filter;
}

interface Looked {
  readonly campaign: Campaign;
  readonly compiled: CompiledFilter;
}

function look(book: Book, filter: Filter, columns: readonly string[] = []): Looked {
  const campaign = campaignFor(book, [filter], columns);
  const runs = ordersOfRuns(book, runsOf(filter));
  return { campaign, compiled: compileFilter(filter, { campaign, now: book.now(), runs }) };
}

/** How many orders fit a filter, and the first of them. */
export function countFilter(book: Book, text: string): FilterCount {
  const { campaign, compiled } = look(book, parsed(text), ['Name']);
  if (!compiled.ok)
    return { count: 0, first: [], problem: { about: compiled.about, message: compiled.message } };
  const ids = idsOf(campaign, compiled.test);
  const first = ids.slice(0, FIRST).map((orderId) => {
    const i = campaign.index.get(orderId) ?? 0;
    return { orderId, stage: campaign.col('Stage')[i] ?? '', name: campaign.col('Name')[i] ?? '' };
  });
  return { count: ids.length, first, problem: null };
}

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
    const filter = parsed(segment.filter);
    const columns = shownColumns(filter);
    const { campaign, compiled } = look(book, filter, columns);
    if (!compiled.ok) throw new Refused(compiled.code, compiled.message);
    writeSegmentSheet(spreadsheet, segment, columns, campaign, compiled.test, book.now());
  }
  return segmentState(book, spreadsheet, false);
}
