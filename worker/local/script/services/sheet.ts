import type { GridRange } from '../../core/types.ts';
import { parseA1 } from './a1.ts';
import { toCells } from './cells.ts';
import type { Context } from './context.ts';
import { filter } from './filter.ts';
import { addMetadata, metadataAt, metadataFinder } from './metadata.ts';
import { badParameters, exception, integer, only } from './only.ts';
import { protect, protections } from './protection.ts';
import { checkedRange, sortKeys } from './range.ts';
import { sheetShape } from './sheet-shape.ts';

/** A Sheet object, by its id: it stays the same sheet when it is renamed or moved. */
export function sheet(context: Context, sheetId: number): object {
  const { backend } = context;
  const self = (): object => me;
  const info = () => backend.sheet(sheetId);
  const grid = (): GridRange => ({ row: 0, column: 0, rows: info().rowCount, columns: info().columnCount });
  const clear = (what: Parameters<typeof backend.clear>[2]): object => {
    backend.clear(sheetId, [grid()], what);
    return me;
  };
  const isActive = (): boolean => backend.selection().sheetId === sheetId;
  const activeAreas = (): readonly GridRange[] => {
    const { ranges } = backend.selection();
    return isActive() && ranges.length > 0 ? ranges : [{ row: 0, column: 0, rows: 1, columns: 1 }];
  };
  const active = (): GridRange => activeAreas().at(-1) ?? { row: 0, column: 0, rows: 1, columns: 1 };
  const a1 = (text: string): object => {
    const found = parseA1(text, (name) => {
      const sheet = name === undefined ? info() : backend.sheetByName(name);
      return sheet && { sheetId: sheet.id, rows: sheet.rowCount, columns: sheet.columnCount };
    });
    return checkedRange(context, found.sheetId, found.range);
  };
  const getRange = (...args: unknown[]): object => {
    const [first, column, rows = 1, columns = 1] = args;
    if (args.length === 1 && typeof first === 'string') return a1(first);
    if (args.length < 2 || args.some((argument) => typeof argument !== 'number')) {
      throw badParameters('SpreadsheetApp.Sheet.getRange', args);
    }
    const number = (value: unknown): number => integer(value, 'SpreadsheetApp.Sheet.getRange');
    return checkedRange(context, sheetId, {
      row: number(first) - 1,
      column: number(column) - 1,
      rows: number(rows),
      columns: number(columns),
    });
  };
  const setName = (name: unknown): object => {
    backend.updateSheet(sheetId, { name: String(name) });
    return me;
  };
  const me: object = only('Sheet', {
    ...sheetShape(context, sheetId, self),
    getName: () => info().name,
    getSheetName: () => info().name,
    setName,
    getSheetId: () => sheetId,
    getIndex: () => info().index + 1,
    getParent: () => context.spreadsheet(),
    getLastRow: () => backend.contentSize(sheetId).rows,
    getLastColumn: () => backend.contentSize(sheetId).columns,
    getRange,
    getRangeList(list: unknown): object {
      if (!Array.isArray(list)) throw badParameters('SpreadsheetApp.Sheet.getRangeList', [list]);
      const areas = list.map(
        (text) => context.placeOf(a1(String(text)), 'SpreadsheetApp.Sheet.getRangeList').area,
      );
      return context.rangeList(sheetId, areas);
    },
    getDataRange() {
      const size = backend.contentSize(sheetId);
      const area = { row: 0, column: 0, rows: Math.max(size.rows, 1), columns: Math.max(size.columns, 1) };
      return context.range(sheetId, area);
    },
    appendRow(values: unknown): object {
      if (!Array.isArray(values)) throw badParameters('SpreadsheetApp.Sheet.appendRow', [values]);
      const area = { row: 0, column: 0, rows: 1, columns: values.length };
      const method = 'SpreadsheetApp.Sheet.appendRow';
      const cells = toCells([values], area, () => backend.about().timeZone, method);
      backend.appendRow(sheetId, cells.values[0] ?? [], cells.dates);
      return me;
    },
    clear(options?: Record<string, unknown>): object {
      const { contentsOnly, formatOnly } = options ?? {};
      const some = contentsOnly === true || formatOnly === true;
      const formats = !some || formatOnly === true;
      return clear({ values: !some || contentsOnly === true, formats, validations: formats });
    },
    clearContents: () => clear({ values: true }),
    clearFormats: () => clear({ formats: true, validations: true }),
    clearNotes: () => clear({ notes: true }),
    sort(column: unknown, ascending: unknown = true): object {
      const all = grid();
      const frozen = info().frozenRows;
      const [key] = sortKeys({ column, ascending });
      const area = { ...all, row: frozen, rows: all.rows - frozen };
      if (key !== undefined && area.rows > 0) backend.sort(sheetId, area, [key]);
      return me;
    },
    copyTo(target: unknown): object {
      // One workbook is open here, and Shipsheet's own scope reaches no other file on Google either.
      if (context.known.recall(target, 'sheet') !== 'spreadsheet') {
        throw exception('Sheet.copyTo another spreadsheet is not available in the local workbook');
      }
      return context.sheet(backend.copySheet(sheetId, `Copy of ${info().name}`).id);
    },
    protect: () => protect(context, sheetId),
    getProtections: (type: unknown) => protections(context, sheetId, type),
    getFilter(): object | null {
      const found = backend.filter(sheetId);
      return found === null ? null : filter(context, sheetId, found.range);
    },
    activate(): object {
      backend.select({ sheetId, ranges: isActive() ? backend.selection().ranges : [] });
      return me;
    },
    getActiveRange: () => context.range(sheetId, active()),
    getActiveRangeList: () => context.rangeList(sheetId, activeAreas()),
    getActiveCell: () => context.range(sheetId, { ...active(), rows: 1, columns: 1 }),
    getCurrentCell: () => context.range(sheetId, { ...active(), rows: 1, columns: 1 }),
    setActiveRange(range: unknown): unknown {
      const place = context.placeOf(range, 'SpreadsheetApp.Sheet.setActiveRange');
      backend.select({ sheetId: place.sheetId, ranges: [place.area] });
      return range;
    },
    setActiveSelection(range: unknown): unknown {
      const target = typeof range === 'string' ? a1(range) : range;
      const place = context.placeOf(target, 'SpreadsheetApp.Sheet.setActiveSelection');
      backend.select({ sheetId: place.sheetId, ranges: [place.area] });
      return target;
    },
    addDeveloperMetadata(...args: unknown[]): object {
      addMetadata(context, { type: 'sheet', sheetId }, args);
      return me;
    },
    getDeveloperMetadata: () =>
      metadataAt(context, (location) => location.type === 'sheet' && location.sheetId === sheetId),
    createDeveloperMetadataFinder: () =>
      metadataFinder(context, (location) => location.type !== 'spreadsheet' && location.sheetId === sheetId),
  });
  return context.known.remember(me, 'sheet', sheetId);
}
