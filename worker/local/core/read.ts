import { display } from './display.ts';
import { type Runs, segments } from './runs.ts';
import { type Column, isFormula, type Sheet } from './state.ts';
import type { Format, GridRange, SheetInfo } from './types.ts';

/** A block, row by row, from what `read` gives for each column's part. */
function block<T>(
  sheet: Sheet,
  range: GridRange,
  blank: T,
  read: (column: Column, put: Put<T>) => void,
): T[][] {
  const rows: T[][] = [];
  for (let i = 0; i < range.rows; i++) rows.push(new Array<T>(range.columns).fill(blank));
  for (let c = 0; c < range.columns; c++) {
    const column = sheet.columns[range.column + c];
    if (column === undefined) continue;
    read(column, (row, value) => {
      const line = rows[row - range.row];
      if (line !== undefined) line[c] = value;
    });
  }
  return rows;
}
type Put<T> = (row: number, value: T) => void;

export function readValues(sheet: Sheet, range: GridRange): (string | number | boolean | null)[][] {
  return block<string | number | boolean | null>(sheet, range, null, (column, put) => {
    const end = Math.min(range.row + range.rows, column.values.length);
    for (let row = range.row; row < end; row++) {
      const cell = column.values[row];
      if (cell === undefined || cell === null) continue;
      put(row, isFormula(cell) ? cell.formula : cell);
    }
  });
}

export function readFormulas(sheet: Sheet, range: GridRange): string[][] {
  return block(sheet, range, '', (column, put) => {
    const end = Math.min(range.row + range.rows, column.values.length);
    for (let row = range.row; row < end; row++) {
      const cell = column.values[row];
      if (cell !== undefined && isFormula(cell)) put(row, cell.formula);
    }
  });
}

export function readDisplay(sheet: Sheet, range: GridRange): string[][] {
  return block(sheet, range, '', (column, put) => {
    const end = Math.min(range.row + range.rows, column.values.length);
    for (const part of segments(column.formats, range.row, end)) {
      for (let row = part.start; row < part.end; row++) {
        const cell = column.values[row];
        if (cell !== undefined && cell !== null) put(row, display(cell, part.value?.numberFormat));
      }
    }
  });
}

/** Formats, notes or validations: what the runs of each column say, `blank` in the gaps. */
export function readRuns<T>(
  sheet: Sheet,
  range: GridRange,
  blank: T,
  runsOf: (column: Column) => Runs<T & {}>,
): T[][] {
  return block(sheet, range, blank, (column, put) => {
    for (const part of segments(runsOf(column), range.row, range.row + range.rows)) {
      if (part.value === undefined) continue;
      for (let row = part.start; row < part.end; row++) put(row, part.value);
    }
  });
}

export const NO_FORMAT: Format = {};

export function infoOf(sheet: Sheet, index: number): SheetInfo {
  return {
    id: sheet.id,
    name: sheet.name,
    index,
    hidden: sheet.hidden,
    rowCount: sheet.rows,
    columnCount: sheet.columns.length,
    frozenRows: sheet.frozenRows,
    frozenColumns: sheet.frozenColumns,
    ...(sheet.tabColor === '' ? {} : { tabColor: sheet.tabColor }),
  };
}

export function contentOf(sheet: Sheet): { rows: number; columns: number } {
  let rows = 0;
  let columns = 0;
  sheet.columns.forEach(({ values }, i) => {
    if (values.length === 0) return;
    rows = Math.max(rows, values.length);
    columns = i + 1;
  });
  return { rows, columns };
}
