import type { GridRange, Value } from '../../core/types.ts';
import type { Cells } from '../backend.ts';
import { badParameters, exception } from './only.ts';
import { instantToSerial, serialToInstant } from './time-zone.ts';

/** What getValues hands to a script: blank is '', dates are Date objects. */
export type ScriptValue = string | number | boolean | Date;

/** Turns stored cells into what getValues returns; the rows are changed in place, they are ours alone. */
export function toScript(cells: Cells, columns: number, timeZone: string): ScriptValue[][] {
  const rows: (Value | Date)[][] = cells.values;
  for (const row of rows) {
    for (let column = 0; column < row.length; column++) if (row[column] === null) row[column] = '';
  }
  for (const index of cells.dates) {
    const row = rows[Math.floor(index / columns)];
    const serial = row?.[index % columns];
    if (row !== undefined && typeof serial === 'number') {
      row[index % columns] = new Date(serialToInstant(serial, timeZone));
    }
  }
  return rows as ScriptValue[][];
}

/** One value of a script as a cell: '' and null are blank, a date its serial number. timeZone is asked for dates. */
export function toCell(value: unknown, timeZone: () => string): { value: Value; dated: boolean } {
  if (value === null || value === undefined || value === '') return { value: null, dated: false };
  if (value instanceof Date) {
    if (Number.isNaN(value.getTime())) return { value: '#NUM!', dated: false };
    return { value: instantToSerial(value.getTime(), timeZone()), dated: true };
  }
  if (typeof value === 'number') return { value: Number.isFinite(value) ? value : '#NUM!', dated: false };
  if (typeof value === 'string' || typeof value === 'boolean') return { value, dated: false };
  return { value: String(value), dated: false };
}

/** A block of a script's values as cells, checked against the size of the range with Google's messages. */
export function toCells(
  values: unknown,
  area: GridRange,
  timeZone: () => string,
  method: string,
): { values: Value[][]; dates: number[] } {
  const dates: number[] = [];
  const rows = checkSize(values, area, method).map((row, index) =>
    row.map((value, column) => {
      if (typeof value === 'string' && value !== '') return value;
      const cell = toCell(value, timeZone);
      if (cell.dated) dates.push(index * area.columns + column);
      return cell.value;
    }),
  );
  return { values: rows, dates };
}

/** Refuses a block that is not exactly as large as the range. */
export function checkSize(values: unknown, area: GridRange, method: string): unknown[][] {
  if (!Array.isArray(values) || !values.every((row) => Array.isArray(row)))
    throw badParameters(method, [values]);
  if (values.length !== area.rows) throw sizeMismatch('rows', values.length, area.rows);
  for (const row of values) {
    if (row.length !== area.columns) throw sizeMismatch('columns', row.length, area.columns);
  }
  return values;
}

function sizeMismatch(what: 'rows' | 'columns', has: number, range: number): Error {
  return exception(
    `The number of ${what} in the data does not match the number of ${what} in the range. ` +
      `The data has ${has} but the range has ${range}.`,
  );
}
