/** Turns rows of the core into the compact block that the page draws. */

import type { Format, GridRange, Validation, Value, Workbook } from '../core/types.ts';
import type { BlockWire, FormatWire, RangeWire } from './wire.ts';

/** What a person would type to get a cell: its formula, a plain number, or what it shows. */
function inputOf(value: Value, display: string, formula: string): string {
  if (formula !== '') return formula;
  // Text that looks like a formula is told from one by the apostrophe that makes it text.
  if (typeof value === 'string' && /^['=]/.test(value)) return `'${value}`;
  // 1,234.50 is typed as 1234.5; a date as it reads, because its serial would say nothing to a person.
  if (typeof value === 'number' && Number(display.replace(/[, ]/g, '')) === value) return String(value);
  return display;
}

/** The parts of a format that are seen; undefined for the default look. Number formats are in the display text. */
function lookOf(format: Format): FormatWire | undefined {
  const { numberFormat: _, ...look } = format;
  return Object.values(look).some((part) => part !== undefined) ? look : undefined;
}

type Run = [number, number, number, number];

/** Runs down each column of equal entries; `undefined` and null entries make no run. */
function runsOf<T>(rows: readonly (readonly (T | undefined | null)[])[], firstRow: number, columns: number) {
  const palette: T[] = [];
  const known = new Map<string, number>();
  // Neighbouring cells mostly share one object: looking that up first spares most of the JSON keys.
  const byObject = new Map<T, number>();
  const runs: Run[] = [];
  const indexOf = (entry: T): number => {
    const seen = byObject.get(entry);
    if (seen !== undefined) return seen;
    const key = JSON.stringify(entry);
    const index = known.get(key) ?? palette.push(entry) - 1;
    known.set(key, index);
    byObject.set(entry, index);
    return index;
  };
  for (let column = 0; column < columns; column++) {
    let last: Run | undefined;
    rows.forEach((row, offset) => {
      const entry = row[column];
      if (entry === undefined || entry === null) {
        last = undefined;
        return;
      }
      const index = indexOf(entry);
      if (last !== undefined && last[3] === index) last[2] += 1;
      else {
        last = [column, firstRow + offset, 1, index];
        runs.push(last);
      }
    });
  }
  return { palette, runs };
}

function trimmed(row: readonly string[]): string[] {
  let end = row.length;
  while (end > 0 && row[end - 1] === '') end--;
  return row.slice(0, end);
}

const wireOf = (validation: Validation) => ({ ...validation, values: [...validation.values] });

/** Rows `from` to `from + count` of a sheet, cut at its end. */
export function blockOf(workbook: Workbook, sheetId: number, from: number, count: number): BlockWire {
  const sheet = workbook.sheet(sheetId);
  const rows = Math.max(0, Math.min(count, sheet.rowCount - from));
  const range: GridRange = { row: from, column: 0, rows, columns: sheet.columnCount };
  const display = rows === 0 ? [] : workbook.displayValues(sheetId, range);
  const values = rows === 0 ? [] : workbook.values(sheetId, range);
  const formulas = rows === 0 ? [] : workbook.formulas(sheetId, range);
  const notes = rows === 0 ? [] : workbook.notes(sheetId, range);
  const formats = rows === 0 ? [] : workbook.formats(sheetId, range).map((row) => row.map(lookOf));
  const validations = rows === 0 ? [] : workbook.validations(sheetId, range);

  const numbers: Record<string, number[]> = {};
  const inputs: [number, number, string][] = [];
  const noteList: [number, number, string][] = [];
  values.forEach((row, offset) => {
    row.forEach((value, column) => {
      const shown = display[offset]?.[column] ?? '';
      if (typeof value === 'number') {
        const line = String(from + offset);
        numbers[line] = [...(numbers[line] ?? []), column];
      }
      const input = inputOf(value, shown, formulas[offset]?.[column] ?? '');
      if (input !== shown) inputs.push([from + offset, column, input]);
      const note = notes[offset]?.[column] ?? '';
      if (note !== '') noteList.push([from + offset, column, note]);
    });
  });
  const checks = runsOf(validations, from, sheet.columnCount);
  return {
    revision: workbook.revision,
    from,
    count: rows,
    values: display.map(trimmed),
    numbers,
    inputs,
    notes: noteList,
    formats: runsOf(formats, from, sheet.columnCount),
    validations: { palette: checks.palette.map(wireOf), runs: checks.runs },
  };
}

/** The typed form of each cell of a range. */
export function inputsOf(workbook: Workbook, sheetId: number, range: RangeWire): string[][] {
  const display = workbook.displayValues(sheetId, range);
  const values = workbook.values(sheetId, range);
  const formulas = workbook.formulas(sheetId, range);
  return display.map((row, r) =>
    row.map((shown, c) => inputOf(values[r]?.[c] ?? null, shown, formulas[r]?.[c] ?? '')),
  );
}
