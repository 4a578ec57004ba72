/** Sorting and the basic filter of a sheet, as the column menus use them. */

import type { GridRange, Workbook } from '../core/types.ts';
import { Problem } from './problem.ts';
import type { DistinctWire } from './wire.ts';

const ROWS_AT_A_TIME = 5000;

/** What a filter or a sort without a range is about: header row and content, at least one row of data. */
export function dataRange(workbook: Workbook, sheetId: number): GridRange {
  const sheet = workbook.sheet(sheetId);
  const size = workbook.contentSize(sheetId);
  const row = Math.max(0, sheet.frozenRows - 1);
  return {
    row,
    column: 0,
    rows: Math.max(1, size.rows - row),
    columns: Math.max(1, size.columns),
  };
}

/** Sorts whole rows below the header by one column; a filter's range is sorted within itself. */
export function sortByColumn(
  workbook: Workbook,
  sheetId: number,
  column: number,
  ascending: boolean,
  range?: GridRange,
): void {
  const sheet = workbook.sheet(sheetId);
  const size = workbook.contentSize(sheetId);
  const filter = workbook.filter(sheetId)?.range;
  const head = filter ? filter.row + 1 : sheet.frozenRows;
  const sorted = range ?? {
    row: head,
    column: 0,
    rows: Math.max(0, (filter ? Math.max(filter.row + filter.rows, size.rows) : size.rows) - head),
    columns: sheet.columnCount,
  };
  if (sorted.rows > 0) workbook.sort(sheetId, sorted, [{ column, ascending }]);
}

function* shownIn(workbook: Workbook, sheetId: number, range: GridRange, column: number): Generator<string> {
  const end = Math.min(range.row + range.rows, workbook.contentSize(sheetId).rows);
  for (let row = range.row + 1; row < end; row += ROWS_AT_A_TIME) {
    const rows = Math.min(ROWS_AT_A_TIME, end - row);
    for (const line of workbook.displayValues(sheetId, { row, column, rows, columns: 1 })) {
      yield line[0] ?? '';
    }
  }
}

function filterOf(workbook: Workbook, sheetId: number) {
  const filter = workbook.filter(sheetId);
  if (!filter) throw new Problem(409, 'filter.none', 'This sheet has no filter.');
  return filter;
}

/** The values of a column under the filter, most readable order first: numbers, then text, blanks last. */
export function distinctValues(
  workbook: Workbook,
  sheetId: number,
  column: number,
  search: string,
  limit: number,
): DistinctWire {
  const filter = filterOf(workbook, sheetId);
  const hidden = filter.hiddenValues.get(column);
  const counts = new Map<string, number>();
  const wanted = search.toLowerCase();
  for (const value of shownIn(workbook, sheetId, filter.range, column)) {
    if (wanted === '' || value.toLowerCase().includes(wanted))
      counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  const order = new Intl.Collator('en', { numeric: true });
  // Where the list is cut, what is shown now must be on it: the choice that comes back is made from the list.
  const cut = counts.size > limit && hidden !== undefined;
  const first = (value: string): number => (cut && hidden.has(value) ? 1 : 0);
  const values = [...counts.keys()]
    .sort((a, b) => first(a) - first(b) || Number(a === '') - Number(b === '') || order.compare(a, b))
    .slice(0, limit)
    .map((value) => ({ value, count: counts.get(value) ?? 0, shown: !hidden?.has(value) }));
  return { values, total: counts.size };
}

export type ColumnChoice =
  /** Exactly these are hidden. */
  | { readonly hidden: readonly string[] }
  /** Only these are shown: the rest of the column, listed or not, is hidden. */
  | { readonly shown: readonly string[] }
  /** What fits is shown. */
  | { readonly condition: Condition; readonly value: string };

/** What a cell may be asked, beside its exact value. */
export const CONDITIONS = [
  'empty',
  'filled',
  'contains',
  'not-contains',
  'starts',
  'ends',
  'is',
  'more',
  'less',
] as const;
export type Condition = (typeof CONDITIONS)[number];

/** A displayed number; NaN for text, so that it is neither more nor less than anything. */
function numberOf(shown: string): number {
  const plain = shown.replace(/[,\s%€$£]/g, '');
  return plain === '' ? Number.NaN : Number(plain);
}

/** Whether a displayed value meets a condition; case does not matter. */
function meets(shown: string, condition: Condition, value: string): boolean {
  const cell = shown.toLowerCase();
  const wanted = value.trim().toLowerCase();
  switch (condition) {
    case 'empty':
      return cell.trim() === '';
    case 'filled':
      return cell.trim() !== '';
    case 'contains':
      return cell.includes(wanted);
    case 'not-contains':
      return !cell.includes(wanted);
    case 'starts':
      return cell.startsWith(wanted);
    case 'ends':
      return cell.endsWith(wanted);
    case 'is':
      return cell === wanted || numberOf(cell) === numberOf(wanted);
    case 'more':
      return numberOf(cell) > numberOf(wanted);
    case 'less':
      return numberOf(cell) < numberOf(wanted);
  }
}

/** Sets which values of a column the filter hides; none hidden shows all again. */
export function chooseValues(
  workbook: Workbook,
  sheetId: number,
  column: number,
  choice: ColumnChoice,
): void {
  const filter = filterOf(workbook, sheetId);
  const hiddenValues = new Map(filter.hiddenValues);
  const hidden = new Set('hidden' in choice ? choice.hidden : []);
  if (!('hidden' in choice)) {
    const kept = 'shown' in choice ? new Set(choice.shown) : undefined;
    const isKept = (value: string): boolean =>
      'condition' in choice ? meets(value, choice.condition, choice.value) : kept?.has(value) === true;
    for (const value of shownIn(workbook, sheetId, filter.range, column)) {
      if (!hidden.has(value) && !isKept(value)) hidden.add(value);
    }
  }
  if (hidden.size === 0) hiddenValues.delete(column);
  else hiddenValues.set(column, hidden);
  workbook.setFilter(sheetId, { range: filter.range, hiddenValues });
}
