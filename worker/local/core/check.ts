import { cellCount, MAX_CELL_LENGTH, MAX_CELLS, MAX_COLUMNS, type Sheet, type State } from './state.ts';
import { type GridRange, type Value, WorkbookError } from './types.ts';

const isCount = (number: number) => Number.isSafeInteger(number) && number >= 0;

/** The range lies on the grid and holds at least one cell. */
export function checkRange(sheet: Sheet, range: GridRange): void {
  const { row, column, rows, columns } = range;
  const whole = [row, column, rows, columns].every(isCount) && rows > 0 && columns > 0;
  if (!whole || row + rows > sheet.rows || column + columns > sheet.columns.length) {
    throw new WorkbookError(
      'range.outside',
      `Row ${row}, column ${column}, ${rows} by ${columns} is outside the grid of "${sheet.name}" ` +
        `(${sheet.rows} rows, ${sheet.columns.length} columns).`,
    );
  }
}

export function checkRows(sheet: Sheet, row: number, rows: number): void {
  checkRange(sheet, { row, column: 0, rows, columns: sheet.columns.length });
}

export function checkColumns(sheet: Sheet, column: number, columns: number): void {
  checkRange(sheet, { row: 0, column, rows: sheet.rows, columns });
}

/** Before a grid grows: the file's cells, blanks included, and the columns of one sheet. */
export function checkGrowth(state: State, more: number, columns: number): void {
  const cells = state.sheets.reduce((sum, sheet) => sum + cellCount(sheet), 0) + more;
  if (cells > MAX_CELLS) {
    throw new WorkbookError(
      'limit.cells',
      `This would make ${cells} cells; a workbook holds ${MAX_CELLS}, blanks included.`,
    );
  }
  if (columns > MAX_COLUMNS) {
    throw new WorkbookError(
      'limit.cells',
      `A sheet holds ${MAX_COLUMNS} columns; this would make ${columns}.`,
    );
  }
}

export function checkSize(rows: number, columns: number): void {
  if (!isCount(rows) || !isCount(columns) || rows < 1 || columns < 1) {
    throw new WorkbookError('range.outside', `A sheet of ${rows} rows and ${columns} columns cannot be.`);
  }
}

export function checkLength(text: string): void {
  if (text.length > MAX_CELL_LENGTH) {
    throw new WorkbookError(
      'limit.cell-length',
      `A cell holds ${MAX_CELL_LENGTH} characters; this text has ${text.length}.`,
    );
  }
}

export function checkValue(value: Value): void {
  if (typeof value === 'string') checkLength(value);
  else if (typeof value === 'number' && !Number.isFinite(value)) {
    throw new WorkbookError('value.invalid', `A cell cannot hold ${value}.`);
  }
}

/** Names are unique without regard to case, as in Sheets, and hold at most 100 characters. */
export function checkName(state: State, name: string, except?: number): void {
  if (name === '' || name.length > 100) {
    throw new WorkbookError('value.invalid', 'A sheet name has 1 to 100 characters.');
  }
  const same = (other: Sheet) => other.id !== except && other.name.toLowerCase() === name.toLowerCase();
  if (state.sheets.some(same)) {
    throw new WorkbookError('sheet.name-taken', `A sheet with the name "${name}" already exists.`);
  }
}

/** What is left must have a row and a column, and one of each that is not frozen. */
export function checkRemaining(sheet: Sheet, axis: 'rows' | 'columns', at: number, count: number): void {
  const size = axis === 'rows' ? sheet.rows : sheet.columns.length;
  const frozen = axis === 'rows' ? sheet.frozenRows : sheet.frozenColumns;
  const frozenGone = Math.max(0, Math.min(frozen, at + count) - at);
  if (size - count <= frozen - frozenGone) {
    throw new WorkbookError('value.invalid', `You can't delete all ${axis} that are not frozen.`);
  }
}

export function checkFrozen(size: number, frozen: number, axis: 'rows' | 'columns'): void {
  if (!isCount(frozen)) throw new WorkbookError('value.invalid', `${frozen} frozen ${axis} cannot be.`);
  if (frozen >= size) throw new WorkbookError('value.invalid', `You can't freeze all visible ${axis}.`);
}
