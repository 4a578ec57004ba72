import { intersects } from './merges.ts';
import type { Applied, Operation, Put } from './operation.ts';
import { mapRuns, overlay, type Runs, reorderRuns, setRun } from './runs.ts';
import { type Cell, type Column, internFormat, internValidation, type Sheet, type State } from './state.ts';
import type { Format, GridRange } from './types.ts';

type Of<K extends Operation['do']> = Extract<Operation, { do: K }>;

export function replaceSheet(state: State, sheet: Sheet): State {
  return { ...state, sheets: state.sheets.map((other) => (other.id === sheet.id ? sheet : other)) };
}

/** The columns of a range through `change`. */
export function mapColumns(
  sheet: Sheet,
  from: number,
  count: number,
  change: (column: Column) => Column,
): Sheet {
  return {
    ...sheet,
    columns: sheet.columns.map((column, i) => (i >= from && i < from + count ? change(column) : column)),
  };
}

/** Blanks at the end go, so that the length is the last row with content. */
export function trim(values: Cell[]): Cell[] {
  let length = values.length;
  while (length > 0 && values[length - 1] === null) length--;
  values.length = length;
  return values;
}

function isSkip(put: Put): put is Exclude<Put, Cell> {
  return typeof put === 'object' && put !== null && 'skip' in put;
}

function putColumn(values: Cell[], row: number, puts: readonly Put[]): void {
  while (values.length < row) values.push(null);
  for (let i = 0; i < puts.length; i++) {
    const put = puts[i];
    const at = row + i;
    if (put === undefined || isSkip(put)) {
      if (at >= values.length) values.push(null);
    } else if (at < values.length) values[at] = put;
    else values.push(put);
  }
  trim(values);
}

function withPatterns(formats: Runs<Format>, patterns: Runs<string>): Runs<Format> {
  return overlay(formats, patterns, (format, numberFormat) => internFormat({ ...format, numberFormat }));
}

export function applyCells(state: State, sheet: Sheet, op: Of<'cells'>): Applied {
  const saved: { values: Cell[]; length: number; part: Cell[] }[] = [];
  let formatted = false;
  const rows = op.columns[0]?.length ?? 0;
  const columns = sheet.columns.slice();
  for (let i = 0; i < op.columns.length; i++) {
    const column = columns[op.column + i];
    const puts = op.columns[i];
    const patterns = op.patterns[i];
    if (column === undefined || puts === undefined) continue;
    const { values } = column;
    saved.push({ values, length: values.length, part: values.slice(op.row, op.row + puts.length) });
    putColumn(values, op.row, puts);
    if (patterns !== undefined && patterns.length > 0) {
      formatted = true;
      columns[op.column + i] = { ...column, formats: withPatterns(column.formats, patterns) };
    }
  }
  return {
    state: formatted ? replaceSheet(state, { ...sheet, columns }) : state,
    touched: {
      cells: {
        sheetId: sheet.id,
        range: { row: op.row, column: op.column, rows, columns: op.columns.length },
      },
    },
    undo: () => {
      for (const { values, length, part } of saved) {
        while (values.length < length) values.push(null);
        values.length = length;
        for (let i = 0; i < part.length; i++) values[op.row + i] = part[i] ?? null;
      }
    },
  };
}

function look(sheet: Sheet, range: GridRange, state: State, change: (column: Column) => Column): Applied {
  return {
    state: replaceSheet(state, mapColumns(sheet, range.column, range.columns, change)),
    touched: { cells: { sheetId: sheet.id, range } },
  };
}

export function applyClear(state: State, sheet: Sheet, op: Of<'clear'>): Applied {
  const { range } = op;
  const end = range.row + range.rows;
  return look(sheet, range, state, (column) => ({
    ...column,
    values: op.values ? trim(column.values.slice().fill(null, range.row, end)) : column.values,
    formats: op.formats ? setRun(column.formats, range.row, end, undefined) : column.formats,
    notes: op.notes ? setRun(column.notes, range.row, end, undefined) : column.notes,
    validations: op.validations ? setRun(column.validations, range.row, end, undefined) : column.validations,
  }));
}

export function applyFormat(state: State, sheet: Sheet, op: Of<'format'>): Applied {
  const { range } = op;
  return look(sheet, range, state, (column) => ({
    ...column,
    formats: mapRuns(column.formats, range.row, range.row + range.rows, (format) =>
      internFormat({ ...format, ...op.format }),
    ),
  }));
}

/** Each column of a range with its own part of what is given. */
function lookBy<P>(
  sheet: Sheet,
  range: GridRange,
  state: State,
  given: readonly P[],
  change: (column: Column, part: P) => Column,
): Applied {
  const columns = sheet.columns.map((column, i) => {
    const part = given[i - range.column];
    return part === undefined ? column : change(column, part);
  });
  return {
    state: replaceSheet(state, { ...sheet, columns }),
    touched: { cells: { sheetId: sheet.id, range } },
  };
}

export function applyFormats(state: State, sheet: Sheet, op: Of<'formats'>): Applied {
  return lookBy(sheet, op.range, state, op.columns, (column, part) => ({
    ...column,
    formats: overlay(column.formats, part, (old, given) => internFormat({ ...old, ...given })),
  }));
}

export function applyNotes(state: State, sheet: Sheet, op: Of<'notes'>): Applied {
  return lookBy(sheet, op.range, state, op.columns, (column, part) => ({
    ...column,
    notes: overlay(column.notes, part, (_, note) => (note === '' ? undefined : note)),
  }));
}

export function applyNote(state: State, sheet: Sheet, op: Of<'note'>): Applied {
  const { range } = op;
  const note = op.note === '' ? undefined : op.note;
  return look(sheet, range, state, (column) => ({
    ...column,
    notes: setRun(column.notes, range.row, range.row + range.rows, note),
  }));
}

export function applyValidation(state: State, sheet: Sheet, op: Of<'validation'>): Applied {
  const { range } = op;
  const validation = op.validation === null ? undefined : internValidation(op.validation);
  return look(sheet, range, state, (column) => ({
    ...column,
    validations: setRun(column.validations, range.row, range.row + range.rows, validation),
  }));
}

export function applyReorder(state: State, sheet: Sheet, op: Of<'reorder'>): Applied {
  const { range, order } = op;
  const sorted = mapColumns(sheet, range.column, range.columns, (column) => {
    const values = column.values.slice();
    while (values.length < range.row + order.length) values.push(null);
    for (let i = 0; i < order.length; i++) {
      values[range.row + i] = column.values[range.row + (order[i] ?? i)] ?? null;
    }
    return {
      ...column,
      values: trim(values),
      formats: reorderRuns(column.formats, range.row, order),
      notes: reorderRuns(column.notes, range.row, order),
    };
  });
  const rows = new Map(order.map((from, to) => [range.row + from, range.row + to]));
  const now = replaceSheet(state, {
    ...sorted,
    // Those in the range are one row high: what else could not be sorted.
    merges: sheet.merges.map((merge) =>
      intersects(merge, range) ? { ...merge, row: rows.get(merge.row) ?? merge.row } : merge,
    ),
  });
  const placed = op.metadata ? rows : new Map<number, number>();
  return {
    state: {
      ...now,
      metadata: now.metadata.map((entry) => {
        const at = entry.location;
        if (at.type !== 'row' || at.sheetId !== sheet.id) return entry;
        const index = placed.get(at.index);
        return index === undefined ? entry : { ...entry, location: { ...at, index } };
      }),
    },
    touched: { sheet: sheet.id },
  };
}
