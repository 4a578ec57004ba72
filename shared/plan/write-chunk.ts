/** Writes a chunk of a plan: the journal first, then what is added, facts and views in blocks, then what goes. */

import type { PlanContext } from '../actions/action.ts';
import { type Cell, rowOf, type Tables } from '../tabs/table.ts';
import { TABS, type TabName } from '../tabs/tabs.ts';
import type { Book } from './book.ts';
import { journalParts, unwrittenParts } from './journal.ts';
import type { PlanHashes } from './row-hash.ts';
import type { Plan } from './types.ts';
import { unmovedSince } from './unmoved.ts';
import type { withViews } from './views.ts';

/** Rows of one tab that are journalled, written and flushed together. */
export const CHUNK_ROWS = 50_000;

export interface Prepared {
  readonly tables: Tables;
  readonly context: PlanContext;
  readonly plan: Plan;
  readonly hashes: PlanHashes;
  readonly which: string;
}

/** Subjects that will be written, in chunks of CHUNK_ROWS. What takes rows out goes at once, for the rows below move up. */
export function chunksOf(plan: Plan, keep: (subject: number) => boolean): number[][] {
  const most = plan.removed.length > 0 ? Number.POSITIVE_INFINITY : CHUNK_ROWS;
  const chunks: number[][] = [];
  let chunk: number[] = [];
  for (let s = 0; s < plan.n; s++) {
    if (!keep(s)) continue;
    chunk.push(s);
    if (chunk.length === most) {
      chunks.push(chunk);
      chunk = [];
    }
  }
  if (chunk.length > 0) chunks.push(chunk);
  return chunks;
}

/**
 * Journals a chunk, looks whether its rows still stand where they were read, and writes those that do; answers them.
 * `first`: of the chunks that were planned together. `soFar`: subjects that the run has written before.
 */
export function writeChunk(
  book: Book,
  made: Prepared,
  views: ReturnType<typeof withViews>,
  runId: string,
  chunk: readonly number[],
  first: boolean,
  soFar: number,
): readonly number[] {
  const planned = new Set(chunk);
  const parts = journalParts(made.plan, views.added, made.tables, (subject) => planned.has(subject), soFar);
  if (parts.length > 0) {
    record(book, runId, parts);
    // The journal must be there before the first cell moves, or a killed run could not be undone.
    book.flush();
  }
  // After the journal, for the bigger it is the longer it takes. What is journalled and not written, Undo finds as it was.
  const { chunk: still, unsettled } = unmovedSince(book, made.tables, made.plan, views.views, chunk, first);
  const inChunk = new Set(still);
  if (still.length < chunk.length)
    record(
      book,
      runId,
      unwrittenParts(made.plan, made.tables, (subject) => planned.has(subject) && !inChunk.has(subject)),
    );
  const keep = (subject: number): boolean => inChunk.has(subject);
  // First what may be refused for lack of room, in all tabs: then nothing that stands there has changed yet.
  const adds = views.added
    .map((added) => ({
      added,
      kept: added.key.map((_, at) => at).filter((at) => keep(added.subject[at] ?? 0)),
    }))
    .filter(({ kept }) => kept.length > 0);
  if (adds.length > 0)
    book.makeRoom(
      adds.map(({ added, kept }) => ({
        tab: added.tab,
        rows: kept.length,
        columns: [...added.columns.keys()],
      })),
    );
  for (const { added, kept } of adds) {
    const columns = new Map<string, Cell[]>();
    for (const [name, cells] of added.columns)
      columns.set(
        name,
        kept.map((at) => cells[at] ?? ''),
      );
    book.append(added.tab, columns);
  }
  for (const tab of TABS) writeTab(book, made, views, tab.name, keep, !unsettled.has(tab.name));
  for (const removed of made.plan.removed) {
    const table = made.tables[removed.tab];
    const rows = removed.row
      .filter((_, at) => keep(removed.subject[at] ?? 0))
      .map((i) => (table === undefined ? i : rowOf(table, i)));
    if (rows.length > 0)
      book.remove(
        removed.tab,
        rows.sort((a, b) => a - b),
      );
  }
  book.flush();
  return still;
}

function record(book: Book, runId: string, parts: readonly string[]): void {
  if (parts.length === 0) return;
  book.append(
    'Journal',
    new Map<string, Cell[]>([
      ['Run ID', parts.map(() => runId)],
      ['Part', parts.map((_, at) => String(at + 1))],
      ['Data', [...parts]],
    ]),
  );
}

/**
 * Gathers facts and views of one tab by row, and writes them together: adjacent columns go in one block. `settled`: the
 * rows between stand as they were read too.
 */
function writeTab(
  book: Book,
  made: Prepared,
  views: ReturnType<typeof withViews>,
  tab: TabName,
  keep: (subject: number) => boolean,
  settled: boolean,
): void {
  const table = made.tables[tab];
  const sets = [...made.plan.changes, ...views.views].filter((change) => change.tab === tab);
  if (sets.length === 0 || table === undefined) return;
  const at = new Map<number, number>();
  for (const change of sets) {
    for (let k = 0; k < change.row.length; k++) {
      const row = change.row[k] ?? 0;
      if (keep(change.subject[k] ?? 0) && !at.has(row)) at.set(row, 0);
    }
  }
  if (at.size === 0) return;
  const rows = [...at.keys()].sort((a, b) => rowOf(table, a) - rowOf(table, b));
  for (const [place, row] of rows.entries()) at.set(row, place);
  const columns = new Map<string, (Cell | undefined)[]>();
  for (const change of sets) {
    for (const [name, values] of change.columns) {
      let column = columns.get(name);
      if (column === undefined) {
        column = new Array<Cell | undefined>(rows.length).fill(undefined);
        columns.set(name, column);
      }
      for (let k = 0; k < change.row.length; k++) {
        const value = values[k];
        if (value === undefined || !keep(change.subject[k] ?? 0)) continue;
        column[at.get(change.row[k] ?? 0) ?? 0] = value;
      }
    }
  }
  for (const [name, column] of columns)
    if (column.every((value) => value === undefined)) columns.delete(name);
  if (columns.size > 0)
    book.write(
      tab,
      rows.map((row) => rowOf(table, row)),
      columns,
      settled ? table : undefined,
    );
}
