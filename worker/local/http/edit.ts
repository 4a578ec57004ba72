/** Edits made by hand: they parse like typing, and the add-on's onEdit hears of them. */

import { randomUUID } from 'node:crypto';
import type { GridRange, Workbook } from '../core/types.ts';
import { allowedValues, isAllowed } from '../core/validation.ts';
import { inputsOf } from './block.ts';
import type { Edit } from './ports.ts';
import { Problem } from './problem.ts';
import type { Room } from './rooms.ts';

/** Cells up to which an edit answers with what was there before. */
const BEFORE_CELLS = 20_000;
/** Cells that a summary reads at a time. */
const SUMMARY_ROWS = 5000;

export interface EditOutcome {
  readonly result: { readonly before?: string[][] };
  /** Runs onEdit; never rejects, because a failing trigger does not undo the edit. */
  readonly trigger: () => Promise<void>;
}

/** One step of the session's undo, all or nothing. */
function inOneStep<T>(workbook: Workbook, session: string, work: () => T): T {
  return workbook.history.as({ who: session, step: randomUUID() }, () => workbook.batch(work));
}

type Typed = readonly (readonly (string | null)[])[];

/** Makes the grid large enough for a block, as pasting at the edge does in Sheets. */
function makeRoom(workbook: Workbook, sheetId: number, range: GridRange): void {
  const sheet = workbook.sheet(sheetId);
  const rowCount = range.row + range.rows;
  const columnCount = range.column + range.columns;
  if (rowCount > sheet.rowCount) workbook.updateSheet(sheetId, { rowCount });
  if (columnCount > sheet.columnCount) workbook.updateSheet(sheetId, { columnCount });
}

/** A drop-down that accepts only its list refuses a typed value; pasted blocks pass, as in Sheets. */
function checkValidation(workbook: Workbook, sheetId: number, range: GridRange, typed: string): void {
  const check = workbook.validations(sheetId, range)[0]?.[0];
  if (!check?.strict || isAllowed(check, typed)) return;
  throw new Problem(
    422,
    'validation.refused',
    check.help || `This cell takes one of: ${allowedValues(check).join(', ')}.`,
  );
}

/** A failing onEdit does not undo the edit: the page of the session is told. */
function triggerOf(room: Room, session: string, edit: Edit): () => Promise<void> {
  const who = room.sessions.get(session);
  return async () => {
    try {
      await room.scripts.edit(who, edit);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      room.sessions.say(session, { type: 'script-error', functionName: 'onEdit', message });
    }
  };
}

/** Writes typed text from a cell on. null leaves a cell alone, "" clears it. */
export function editCells(
  room: Room,
  session: string,
  sheetId: number,
  row: number,
  column: number,
  values: Typed,
): EditOutcome {
  const { workbook } = room;
  const range: GridRange = {
    row,
    column,
    rows: values.length,
    columns: Math.max(...values.map((line) => line.length)),
  };
  const single = range.rows === 1 && range.columns === 1;
  const cells = range.rows * range.columns;
  const before = inOneStep(workbook, session, () => {
    makeRoom(workbook, sheetId, range);
    const typed = values[0]?.[0];
    if (single && typed !== undefined && typed !== null) checkValidation(workbook, sheetId, range, typed);
    const old = cells <= BEFORE_CELLS ? inputsOf(workbook, sheetId, range) : undefined;
    const written = values.map((line) => line.map((text) => (text === null ? undefined : text || null)));
    workbook.write(sheetId, row, column, written, 'USER');
    return old;
  });
  const oldValue = before?.[0]?.[0] ?? '';
  const value = workbook.displayValues(sheetId, { ...range, rows: 1, columns: 1 })[0]?.[0] ?? '';
  return {
    result: before ? { before } : {},
    trigger: triggerOf(room, session, {
      sheetId,
      range,
      ...(single && value !== '' && { value }),
      ...(single && oldValue !== '' && { oldValue }),
    }),
  };
}

/** Empties ranges (values only); onEdit runs once for each. */
export function clearCells(
  room: Room,
  session: string,
  sheetId: number,
  ranges: readonly GridRange[],
): EditOutcome {
  const { workbook } = room;
  const edits = inOneStep(workbook, session, () =>
    ranges.map((range) => {
      const cells = range.rows * range.columns;
      const before = cells <= BEFORE_CELLS ? inputsOf(workbook, sheetId, range) : undefined;
      workbook.clear(sheetId, range, { values: true });
      return { range, before, oldValue: cells === 1 ? before?.[0]?.[0] : undefined };
    }),
  );
  const only = edits.length === 1 ? edits[0]?.before : undefined;
  return {
    result: only ? { before: only } : {},
    trigger: async () => {
      for (const { range, oldValue } of edits) {
        await triggerOf(room, session, { sheetId, range, ...(oldValue && { oldValue }) })();
      }
    },
  };
}

/** Filled cells, numbers and their sum. Cells in two of the ranges count twice, as in Sheets. */
export function summarize(workbook: Workbook, sheetId: number, ranges: readonly GridRange[]) {
  const size = workbook.contentSize(sheetId);
  const hidden = workbook.hiddenRows(sheetId);
  const skipped = new Set([...hidden.byUser, ...hidden.byFilter]);
  const total = { filled: 0, numbers: 0, sum: 0 };
  for (const range of ranges) {
    const end = Math.min(range.row + range.rows, size.rows);
    const columns = Math.min(range.columns, size.columns - range.column);
    if (columns <= 0) continue;
    for (let row = range.row; row < end; row += SUMMARY_ROWS) {
      const rows = Math.min(SUMMARY_ROWS, end - row);
      workbook.values(sheetId, { ...range, row, rows, columns }).forEach((line, offset) => {
        if (skipped.has(row + offset)) return;
        for (const value of line) {
          if (value === null || value === '') continue;
          total.filled++;
          if (typeof value !== 'number') continue;
          total.numbers++;
          total.sum += value;
        }
      });
    }
  }
  return total;
}
