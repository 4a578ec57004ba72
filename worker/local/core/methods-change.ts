import { sheetOf } from './apply.ts';
import { checkColumns, checkLength, checkRange, checkRows } from './check.ts';
import { newId } from './ids.ts';
import { coveredBy, intersects } from './merges.ts';
import { fromSegments, type Runs } from './runs.ts';
import type { Sheet } from './state.ts';
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
