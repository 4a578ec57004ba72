import { z } from 'zod';
import type { GridRange, SheetInfo, Workbook } from '../core/types.ts';
import type { Area } from './a1.ts';
import { invalid } from './error.ts';

export const int = z
  .number()
  .int()
  .min(-(2 ** 31))
  .max(2 ** 31 - 1);

export const gridRange = z.strictObject({
  sheetId: int.optional(),
  startRowIndex: int.optional(),
  endRowIndex: int.optional(),
  startColumnIndex: int.optional(),
  endColumnIndex: int.optional(),
});

/** From a request: half-open, from 0, an absent end is the grid's; an end beyond the grid is cut. */
export function areaOfGridRange(workbook: Workbook, given: z.infer<typeof gridRange>): Area {
  const sheet = sheetById(workbook, given.sheetId ?? 0);
  const top = given.startRowIndex ?? 0;
  const left = given.startColumnIndex ?? 0;
  const bottom = Math.min(given.endRowIndex ?? sheet.rowCount, sheet.rowCount);
  const right = Math.min(given.endColumnIndex ?? sheet.columnCount, sheet.columnCount);
  if (top < 0 || left < 0 || top >= sheet.rowCount || left >= sheet.columnCount) {
    throw invalid(
      `Range (${JSON.stringify(given)}) exceeds grid limits. ` +
        `Max rows: ${sheet.rowCount}, max columns: ${sheet.columnCount}`,
    );
  }
  if (bottom <= top || right <= left) throw invalid(`Range (${JSON.stringify(given)}) is empty.`);
  const range = { row: top, column: left, rows: bottom - top, columns: right - left };
  return { sheet, range, anchor: false };
}

export function sheetById(workbook: Workbook, id: number): SheetInfo {
  const sheet = workbook.sheets().find((candidate) => candidate.id === id);
  if (sheet === undefined) throw invalid(`No grid with id: ${id}`);
  return sheet;
}

export function gridRangeAnswer(sheetId: number, range: GridRange) {
  return {
    sheetId,
    startRowIndex: range.row,
    endRowIndex: range.row + range.rows,
    startColumnIndex: range.column,
    endColumnIndex: range.column + range.columns,
  };
}

export const dimensionRange = z.strictObject({
  sheetId: int.optional(),
  dimension: z.enum(['ROWS', 'COLUMNS']),
  startIndex: int.optional(),
  endIndex: int.optional(),
});

export interface Stretch {
  readonly sheet: SheetInfo;
  readonly axis: 'ROWS' | 'COLUMNS';
  readonly at: number;
  readonly count: number;
}

/** `beyond`: the stretch may end outside the grid, as one to be inserted does. */
export function stretchOf(
  workbook: Workbook,
  given: z.infer<typeof dimensionRange>,
  beyond: 'beyond' | 'inside' = 'inside',
): Stretch {
  const sheet = sheetById(workbook, given.sheetId ?? 0);
  const size = given.dimension === 'ROWS' ? sheet.rowCount : sheet.columnCount;
  const at = given.startIndex ?? 0;
  const end = given.endIndex ?? size;
  if (at < 0 || end <= at || (beyond === 'inside' && end > size)) {
    throw invalid(`${given.dimension} ${at} to ${end} are not on the grid, which has ${size}.`);
  }
  return { sheet, axis: given.dimension, at, count: end - at };
}
