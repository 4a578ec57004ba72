import { kindOfPattern } from '../core/display.ts';
import type { Format, GridRange, Value, Workbook } from '../core/types.ts';
import { allowedValues, isAllowed } from '../core/validation.ts';
import type { Cells, Counters, SpreadsheetBackend } from './backend.ts';
import { toA1 } from './services/a1.ts';

type CellMethods = Pick<
  SpreadsheetBackend,
  'values' | 'displayValues' | 'formulas' | 'write' | 'fill' | 'clear' | 'appendRow'
>;

/** What a date written into a cell without a format looks like. */
const DATE_PATTERN = 'yyyy-mm-dd';
const TIME_PATTERN = 'yyyy-mm-dd hh:mm:ss';

const isDatePattern = (pattern: string | undefined): boolean => {
  const kind = kindOfPattern(pattern);
  return kind === 'DATE' || kind === 'TIME' || kind === 'DATE_TIME';
};

/** Reading and writing cell content for scripts, with its counters. */
export function cellMethods(workbook: Workbook, counters: Counters): CellMethods {
  const countRead = (range: GridRange): void => {
    counters.reads += 1;
    counters.readCells += range.rows * range.columns;
  };
  const countWrite = (cells: number): void => {
    counters.writes += 1;
    counters.writtenCells += cells;
  };
  const size = (ranges: readonly GridRange[]): number =>
    ranges.reduce((sum, range) => sum + range.rows * range.columns, 0);

  const datesIn = (sheetId: number, range: GridRange, values: Value[][]): number[] => {
    const dates: number[] = [];
    if (!values.some((row) => row.some((value) => typeof value === 'number'))) return dates;
    const known = new Map<Format, boolean>();
    workbook.formats(sheetId, range).forEach((row, down) => {
      row.forEach((format, right) => {
        if (typeof values[down]?.[right] !== 'number') return;
        const date = known.get(format) ?? isDatePattern(format.numberFormat);
        known.set(format, date);
        if (date) dates.push(down * range.columns + right);
      });
    });
    return dates;
  };

  const write: SpreadsheetBackend['write'] = (sheetId, row, column, values, how, dates) => {
    const columns = values[0]?.length ?? 0;
    refuseInvalid(workbook, sheetId, row, column, values);
    workbook.batch(() => {
      if (how === 'text') workbook.write(sheetId, row, column, values, 'RAW');
      else workbook.write(sheetId, row, column, values, 'USER', { formulasInText: true });
      for (const index of dates) {
        const at = {
          row: row + Math.floor(index / columns),
          column: column + (index % columns),
          rows: 1,
          columns: 1,
        };
        const serial = values[Math.floor(index / columns)]?.[index % columns];
        if (workbook.formats(sheetId, at)[0]?.[0]?.numberFormat !== undefined) continue;
        const numberFormat = Number.isInteger(serial) ? DATE_PATTERN : TIME_PATTERN;
        workbook.setFormat(sheetId, at, { numberFormat });
      }
    });
  };

  return {
    values(sheetId, range): Cells {
      countRead(range);
      const values = workbook.values(sheetId, range);
      return { values, dates: datesIn(sheetId, range, values) };
    },
    displayValues(sheetId, range) {
      countRead(range);
      return workbook.displayValues(sheetId, range);
    },
    formulas(sheetId, range) {
      countRead(range);
      return workbook.formulas(sheetId, range);
    },
    write(sheetId, row, column, values, how, dates) {
      countWrite(values.length * (values[0]?.length ?? 0));
      write(sheetId, row, column, values, how, dates);
    },
    fill(sheetId, ranges, value, dated) {
      countWrite(size(ranges));
      workbook.batch(() => {
        for (const { row, column, rows, columns } of ranges) {
          const values = Array.from({ length: rows }, () => Array<Value>(columns).fill(value));
          write(
            sheetId,
            row,
            column,
            values,
            'typed',
            dated ? Array.from({ length: rows * columns }, (_, i) => i) : [],
          );
        }
      });
    },
    clear(sheetId, ranges, what) {
      if (what.values === true) countWrite(size(ranges));
      workbook.batch(() => {
        for (const range of ranges) workbook.clear(sheetId, range, what);
      });
    },
    appendRow(sheetId, values, dates) {
      countWrite(values.length);
      workbook.batch(() => {
        const row = workbook.contentSize(sheetId).rows;
        const sheet = workbook.sheet(sheetId);
        if (row >= sheet.rowCount) workbook.insertRows(sheetId, sheet.rowCount, 1);
        if (values.length > sheet.columnCount) {
          workbook.insertColumns(sheetId, sheet.columnCount, values.length - sheet.columnCount);
        }
        if (values.length > 0) write(sheetId, row, 0, [values], 'typed', dates);
      });
    },
  };
}

/** A strict drop-down refuses a script's values as it refuses a person's. */
function refuseInvalid(
  workbook: Workbook,
  sheetId: number,
  row: number,
  column: number,
  values: readonly (readonly Value[])[],
): void {
  const columns = values[0]?.length ?? 0;
  if (columns === 0) return;
  workbook.validations(sheetId, { row, column, rows: values.length, columns }).forEach((line, down) => {
    line.forEach((rule, right) => {
      const value = values[down]?.[right] ?? null;
      if (rule === null || !rule.strict || value === null) return;
      if (isAllowed(rule, String(value))) return;
      throw new Error(
        `The data you entered in cell ${toA1({ row: row + down, column: column + right, rows: 1, columns: 1 })} violates ` +
          `the data validation rules set on this cell. Please enter one of the following values: ` +
          `${allowedValues(rule).join(', ')}.`,
      );
    });
  });
}
