import { sheetOf } from './apply.ts';
import { checkColumns, checkLength, checkRange, checkRows } from './check.ts';
import { newId } from './ids.ts';
import { blocksOf, checkFrozenMerges, checkNoTall, checkWhole, coveredBy, intersects } from './merges.ts';
import { fromSegments, type Runs, runAt } from './runs.ts';
import type { Cell, Sheet } from './state.ts';
import type { Transactions } from './transaction.ts';
import { type GridRange, type Protection, type Value, type Workbook, WorkbookError } from './types.ts';
import { type Entered, enter } from './typing.ts';

type Changes = Pick<
  Workbook,
  | 'write'
  | 'clear'
  | 'setFormat'
  | 'setFormats'
  | 'setNote'
  | 'setNotes'
  | 'setValidation'
  | 'mergeCells'
  | 'unmergeCells'
  | 'addProtection'
  | 'updateProtection'
  | 'removeProtection'
  | 'setColumnWidth'
  | 'setColumnsHidden'
  | 'setRowsHidden'
>;

/** A block as runs by column; undefined when it has no cell. */
function columnsOf<T>(
  sheet: Sheet,
  row: number,
  column: number,
  block: readonly (readonly (T | undefined)[])[],
  copy: (value: T) => T,
): { range: GridRange; columns: Runs<T>[] } | undefined {
  const width = block.reduce((most, line) => Math.max(most, line.length), 0);
  if (width === 0) return undefined;
  const range = { row, column, rows: block.length, columns: width };
  checkRange(sheet, range);
  const columns = Array.from({ length: width }, (_, c) =>
    fromSegments(block.map((line, r) => ({ start: row + r, end: row + r + 1, value: line[c] }))).map(
      (run) => ({ ...run, value: copy(run.value) }),
    ),
  );
  return { range, columns };
}

/** Of a block, row by row: its first value, and whether any cell but the first holds one. */
function firstValue(sheet: Sheet, block: GridRange): { first: Cell; others: boolean } {
  const columns = sheet.columns.slice(block.column, block.column + block.columns);
  const end = Math.min(block.row + block.rows, Math.max(...columns.map(({ values }) => values.length)));
  const corner = columns[0]?.values[block.row] ?? null;
  let first = corner;
  let others = false;
  for (let row = block.row; row < end; row++) {
    for (const [i, { values }] of columns.entries()) {
      const cell = values[row] ?? null;
      if (cell === null || (row === block.row && i === 0)) continue;
      others = true;
      first ??= cell;
      if (first !== null) return { first, others };
    }
  }
  return { first, others };
}

/** Makes a block one cell: one value, one note, one look. */
function joinBlock(store: Transactions, sheet: Sheet, range: GridRange): void {
  const corner = sheet.columns[range.column];
  if (corner === undefined) return;
  const { row, column } = range;
  const { first, others } = firstValue(sheet, range);
  const note = runAt(corner.notes, row);
  const format = runAt(corner.formats, row);
  const on = { sheet: sheet.id };
  store.run({ do: 'clear', ...on, range, values: others, formats: true, notes: true, validations: false });
  if (others) store.run({ do: 'cells', ...on, row, column, columns: [[first]], patterns: [[]] });
  if (note !== undefined) {
    store.run({ do: 'note', ...on, range: { row, column, rows: 1, columns: 1 }, note });
  }
  if (format !== undefined) store.run({ do: 'format', ...on, range, format });
}

export function changeMethods(store: Transactions): Changes {
  const find = (id: number) => sheetOf(store.state(), id);
  const protectedBy = (sheet: number, id: number, given: Omit<Protection, 'id'>): Protection => {
    if (given.range !== undefined) checkRange(find(sheet), given.range);
    const { range, description, warningOnly } = given;
    const protection: Protection = { id, description, warningOnly, ...(range && { range }) };
    store.run({ do: 'protect', sheet, protection });
    return protection;
  };
  const checkProtection = (sheet: number, id: number) => {
    if (find(sheet).protections.some((protection) => protection.id === id)) return;
    throw new WorkbookError('value.invalid', `There is no protected range with the id ${id}.`);
  };
  return {
    write(id, row, column, values, mode, options) {
      const sheet = find(id);
      const width = values.reduce((most, line) => Math.max(most, line.length), 0);
      if (width === 0) return;
      const block = { row, column, rows: values.length, columns: width };
      checkRange(sheet, block);
      const year = new Date().getFullYear();
      const merges = sheet.merges.filter((merge) => intersects(merge, block));
      const entered: Entered[] = [];
      for (let c = 0; c < width; c++) {
        const target = sheet.columns[column + c];
        if (target === undefined) continue;
        const given = new Array<Value | undefined>(values.length);
        for (let r = 0; r < values.length; r++) given[r] = values[r]?.[c];
        if (merges.length > 0) {
          for (let r = 0; r < given.length; r++)
            if (coveredBy(merges, row + r, column + c)) given[r] = undefined;
        }
        entered.push(enter(target, row, given, mode, options?.formulasInText === true, year));
      }
      store.run({
        do: 'cells',
        sheet: id,
        row,
        column,
        columns: entered.map(({ puts }) => puts),
        patterns: entered.map(({ patterns }) => patterns),
      });
    },
    clear(id, range, what) {
      checkRange(find(id), range);
      const { values = false, formats = false, notes = false, validations = false } = what;
      store.run({ do: 'clear', sheet: id, range, values, formats, notes, validations });
    },
    setFormat(id, range, format) {
      checkRange(find(id), range);
      store.run({ do: 'format', sheet: id, range, format: { ...format } });
    },
    setNote(id, range, note) {
      checkRange(find(id), range);
      checkLength(note);
      store.run({ do: 'note', sheet: id, range, note });
    },
    setFormats(id, row, column, formats) {
      const given = columnsOf(find(id), row, column, formats, (format) => ({ ...format }));
      if (given !== undefined) store.run({ do: 'formats', sheet: id, ...given });
    },
    setNotes(id, row, column, notes) {
      for (const line of notes) for (const note of line) if (note !== undefined) checkLength(note);
      const given = columnsOf(find(id), row, column, notes, (note) => note);
      if (given !== undefined) store.run({ do: 'notes', sheet: id, ...given });
    },
    setValidation(id, range, validation) {
      checkRange(find(id), range);
      store.run({ do: 'validation', sheet: id, range, validation });
    },
    mergeCells(id, range, kind) {
      const sheet = find(id);
      checkRange(sheet, range);
      checkWhole(sheet, range);
      const merges = blocksOf(range, kind);
      checkFrozenMerges(merges, sheet.frozenRows, sheet.frozenColumns);
      if (sheet.filter !== null) checkNoTall(merges, sheet.filter.range, 'filter');
      if (merges.length === 0 && !sheet.merges.some((merge) => intersects(merge, range))) return;
      store.batch(() => {
        for (const merge of merges) joinBlock(store, find(id), merge);
        store.run({ do: 'merges', sheet: id, range, merges });
      });
    },
    unmergeCells(id, range) {
      const sheet = find(id);
      checkRange(sheet, range);
      checkWhole(sheet, range);
      if (!sheet.merges.some((merge) => intersects(merge, range))) return;
      store.run({ do: 'merges', sheet: id, range, merges: [] });
    },
    addProtection(id, protection) {
      find(id);
      return protectedBy(id, newId(store.state()), protection);
    },
    updateProtection(sheet, id, protection) {
      checkProtection(sheet, id);
      return protectedBy(sheet, id, protection);
    },
    removeProtection(sheet, id) {
      checkProtection(sheet, id);
      store.run({ do: 'unprotect', sheet, id });
    },
    setColumnWidth(sheet, column, columns, pixels) {
      checkColumns(find(sheet), column, columns);
      if (!Number.isInteger(pixels) || pixels < 0 || pixels > 2000) {
        throw new WorkbookError('value.invalid', `A column cannot be ${pixels} pixels wide.`);
      }
      store.run({ do: 'columns', sheet, column, columns, width: pixels });
    },
    setColumnsHidden(sheet, column, columns, hidden) {
      checkColumns(find(sheet), column, columns);
      store.run({ do: 'columns', sheet, column, columns, hidden });
    },
    setRowsHidden(sheet, row, rows, hidden) {
      checkRows(find(sheet), row, rows);
      store.run({ do: 'hide-rows', sheet, row, rows, hidden });
    },
  };
}
