import type { GridRange, SortKey } from '../../core/types.ts';
import { toA1 } from './a1.ts';
import { checkSize, toCell } from './cells.ts';
import type { Context, Place } from './context.ts';
import { filter } from './filter.ts';
import { addMetadata, metadataAt, metadataFinder, wholeLine } from './metadata.ts';
import { badParameters, exception, integer, only } from './only.ts';
import { protect } from './protection.ts';
import { rangeContent } from './range-content.ts';
import { looks, rangeLooks } from './range-look.ts';
import { readValidation, validationRule } from './validation.ts';

/** Clears that a Range and a RangeList share. Clearing a format takes the drop-downs too, as in Sheets. */
function clears(context: Context, sheetId: number, areas: readonly GridRange[], self: () => object) {
  const clear = (what: Parameters<Context['backend']['clear']>[2]): object => {
    context.backend.clear(sheetId, areas, what);
    return self();
  };
  return {
    clear(options?: Record<string, unknown>): object {
      const { contentsOnly, formatOnly, commentsOnly, validationsOnly } = options ?? {};
      const some = [contentsOnly, formatOnly, commentsOnly, validationsOnly].includes(true);
      return clear({
        values: !some || contentsOnly === true,
        formats: !some || formatOnly === true,
        notes: commentsOnly === true,
        validations: !some || formatOnly === true || validationsOnly === true,
      });
    },
    clearContent: () => clear({ values: true }),
    clearFormat: () => clear({ formats: true, validations: true }),
    clearNote: () => clear({ notes: true }),
    clearDataValidations: () => clear({ validations: true }),
  };
}

/** Setters with one value for all cells, for a Range and a RangeList. */
function fills(context: Context, sheetId: number, areas: readonly GridRange[], self: () => object) {
  return {
    setNote(note: unknown): object {
      context.backend.setNote(sheetId, areas, note === null || note === undefined ? '' : String(note));
      return self();
    },
    setDataValidation(rule: unknown): object {
      const validation = readValidation(context, rule, 'SpreadsheetApp.Range.setDataValidation');
      context.backend.setValidation(sheetId, areas, validation);
      return self();
    },
  };
}

/** A Range object; area is inside the grid (who makes it checks). */
export function range(context: Context, sheetId: number, area: GridRange): object {
  const { backend } = context;
  const self = (): object => me;
  const corner: GridRange = { ...area, rows: 1, columns: 1 };
  const rules = (of: GridRange) =>
    backend
      .validations(sheetId, of)
      .map((row) => row.map((rule) => (rule === null ? null : validationRule(context, rule))));
  const me: object = only('Range', {
    ...rangeContent(context, sheetId, area, self),
    ...looks(context, sheetId, [area], self),
    ...rangeLooks(context, sheetId, area, self),
    ...clears(context, sheetId, [area], self),
    ...fills(context, sheetId, [area], self),
    getRow: () => area.row + 1,
    getColumn: () => area.column + 1,
    getRowIndex: () => area.row + 1,
    getLastRow: () => area.row + area.rows,
    getLastColumn: () => area.column + area.columns,
    getNumRows: () => area.rows,
    getNumColumns: () => area.columns,
    getWidth: () => area.columns,
    getHeight: () => area.rows,
    getA1Notation: () => toA1(area),
    getGridId: () => sheetId,
    getSheet: () => context.sheet(sheetId),
    getCell(row: unknown, column: unknown): object {
      const down = integer(row, 'SpreadsheetApp.Range.getCell') - 1;
      const right = integer(column, 'SpreadsheetApp.Range.getCell') - 1;
      if (down < 0 || right < 0 || down >= area.rows || right >= area.columns) {
        throw exception('Cell reference out of range');
      }
      return context.range(sheetId, {
        row: area.row + down,
        column: area.column + right,
        rows: 1,
        columns: 1,
      });
    },
    offset(
      rows: unknown,
      columns: unknown,
      height: unknown = area.rows,
      width: unknown = area.columns,
    ): object {
      const method = 'SpreadsheetApp.Range.offset';
      return checkedRange(context, sheetId, {
        row: area.row + integer(rows, method),
        column: area.column + integer(columns, method),
        rows: integer(height, method),
        columns: integer(width, method),
      });
    },
    getNote: () => backend.notes(sheetId, corner)[0]?.[0] ?? '',
    getNotes: () => backend.notes(sheetId, area),
    setNotes(notes: unknown): object {
      const texts = checkSize(notes, area, 'SpreadsheetApp.Range.setNotes').map((row) =>
        row.map((note) => (note === null || note === undefined ? '' : String(note))),
      );
      backend.setNotes(sheetId, area.row, area.column, texts);
      return me;
    },
    getDataValidation: () => rules(corner)[0]?.[0] ?? null,
    getDataValidations: () => rules(area),
    setDataValidations(values: unknown): object {
      const method = 'SpreadsheetApp.Range.setDataValidations';
      const all = checkSize(values, area, method).map((row) =>
        row.map((rule) => readValidation(context, rule, method)),
      );
      backend.setValidations(sheetId, area.row, area.column, all);
      return me;
    },
    protect: () => protect(context, sheetId, area),
    sort(spec: unknown): object {
      backend.sort(sheetId, area, sortKeys(spec));
      return me;
    },
    getFilter(): object | null {
      const found = backend.filter(sheetId);
      return found === null ? null : filter(context, sheetId, found.range);
    },
    createFilter(): object {
      if (backend.filter(sheetId) !== null) {
        throw exception("You can't create a filter in a sheet that already has a filter.");
      }
      backend.setFilter(sheetId, { range: area, hiddenValues: [] });
      return filter(context, sheetId, area);
    },
    activate(): object {
      backend.select({ sheetId, ranges: [area] });
      return me;
    },
    activateAsCurrentCell(): object {
      backend.select({ sheetId, ranges: [corner] });
      return me;
    },
    addDeveloperMetadata(...args: unknown[]): object {
      addMetadata(context, wholeLine(context, { sheetId, area }), args);
      return me;
    },
    getDeveloperMetadata() {
      const line = wholeLine(context, { sheetId, area });
      return metadataAt(context, (location) => JSON.stringify(location) === JSON.stringify(line));
    },
    createDeveloperMetadataFinder: () =>
      metadataFinder(context, (location) => {
        if (location.type !== 'column' && location.type !== 'row') return false;
        const start = location.type === 'column' ? area.column : area.row;
        const length = location.type === 'column' ? area.columns : area.rows;
        return location.sheetId === sheetId && location.index >= start && location.index < start + length;
      }),
  });
  return context.known.remember(me, 'range', { sheetId, area });
}

/** A Range, refused with Google's messages when it leaves the grid. */
export function checkedRange(context: Context, sheetId: number, area: GridRange): object {
  if (area.row < 0) throw exception('The starting row of the range is too small.');
  if (area.column < 0) throw exception('The starting column of the range is too small.');
  if (area.rows < 1) throw exception('The number of rows in the range must be at least 1.');
  if (area.columns < 1) throw exception('The number of columns in the range must be at least 1.');
  const sheet = context.backend.sheet(sheetId);
  if (area.row + area.rows > sheet.rowCount || area.column + area.columns > sheet.columnCount) {
    throw exception('The coordinates of the range are outside the dimensions of the sheet.');
  }
  return context.range(sheetId, area);
}

/** Range.sort's argument: a column, {column, ascending}, or a list of these. */
export function sortKeys(spec: unknown): SortKey[] {
  const method = 'SpreadsheetApp.Range.sort';
  return (Array.isArray(spec) ? spec : [spec]).map((key: unknown) => {
    if (typeof key === 'number') return { column: key - 1, ascending: true };
    if (typeof key !== 'object' || key === null || !('column' in key)) throw badParameters(method, [spec]);
    const ascending = 'ascending' in key ? key.ascending !== false : true;
    return { column: integer(key.column, method) - 1, ascending };
  });
}

/** A RangeList object: one setter for several ranges of a sheet. */
export function rangeList(context: Context, sheetId: number, areas: readonly GridRange[]): object {
  const self = (): object => me;
  const me: object = only('RangeList', {
    ...looks(context, sheetId, areas, self),
    ...clears(context, sheetId, areas, self),
    setNote: fills(context, sheetId, areas, self).setNote,
    getRanges: () => areas.map((area) => context.range(sheetId, area)),
    setValue(value: unknown): object {
      const cell = toCell(value, () => context.backend.about().timeZone);
      context.backend.fill(sheetId, areas, cell.value, cell.dated);
      return me;
    },
    activate(): object {
      context.backend.select({ sheetId, ranges: areas });
      return me;
    },
  });
  return context.known.remember(
    me,
    'rangeList',
    areas.map((area): Place => ({ sheetId, area })),
  );
}
