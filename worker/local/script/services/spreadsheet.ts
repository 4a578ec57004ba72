import { parseA1 } from './a1.ts';
import type { Context } from './context.ts';
import { addMetadata, metadataAt, metadataFinder } from './metadata.ts';
import { exception, integer, only } from './only.ts';
import { protections } from './protection.ts';
import { checkedRange } from './range.ts';

/** What is selected and shown, for SpreadsheetApp, Spreadsheet and Selection alike. */
export function activeThings(context: Context) {
  const { backend } = context;
  const at = () => {
    const { sheetId, ranges } = backend.selection();
    return { sheetId, ranges: ranges.length > 0 ? ranges : [{ row: 0, column: 0, rows: 1, columns: 1 }] };
  };
  const last = () => at().ranges.at(-1) ?? { row: 0, column: 0, rows: 1, columns: 1 };
  const getCurrentCell = () => context.range(at().sheetId, { ...last(), rows: 1, columns: 1 });
  return {
    getActiveSheet: () => context.sheet(at().sheetId),
    getActiveRange: () => context.range(at().sheetId, last()),
    getActiveRangeList: () => context.rangeList(at().sheetId, at().ranges),
    getCurrentCell,
    getActiveCell: getCurrentCell,
    getSelection: () =>
      only('Selection', {
        getActiveSheet: () => context.sheet(at().sheetId),
        getActiveRange: () => context.range(at().sheetId, last()),
        getActiveRangeList: () => context.rangeList(at().sheetId, at().ranges),
        getCurrentCell,
      }),
    setActiveSheet(sheet: unknown): unknown {
      const id = context.sheetIdOf(sheet, 'SpreadsheetApp.Spreadsheet.setActiveSheet');
      backend.select({ sheetId: id, ranges: at().sheetId === id ? at().ranges : [] });
      return sheet;
    },
    setActiveRange(range: unknown): unknown {
      const { sheetId, area } = context.placeOf(range, 'SpreadsheetApp.Spreadsheet.setActiveRange');
      backend.select({ sheetId, ranges: [area] });
      return range;
    },
    setActiveRangeList(list: unknown): unknown {
      const places = context.placesOf(list, 'SpreadsheetApp.Spreadsheet.setActiveRangeList');
      const [first] = places;
      if (first !== undefined) {
        backend.select({ sheetId: first.sheetId, ranges: places.map((place) => place.area) });
      }
      return list;
    },
    setCurrentCell(cell: unknown): unknown {
      const { sheetId, area } = context.placeOf(cell, 'SpreadsheetApp.Spreadsheet.setCurrentCell');
      backend.select({ sheetId, ranges: [area] });
      return cell;
    },
  };
}

export function spreadsheet(context: Context): object {
  const { backend } = context;
  const activeIndex = (): number => backend.sheet(backend.selection().sheetId).index;
  const here = (method: string) => (): never => {
    throw exception(`${method} needs Google: a local workbook is on this machine alone and cannot be shared`);
  };
  const deleteSheet = (sheet: unknown): void => {
    const id = context.sheetIdOf(sheet, 'SpreadsheetApp.Spreadsheet.deleteSheet');
    const wasActive = backend.selection().sheetId === id;
    const index = backend.sheet(id).index;
    backend.deleteSheet(id);
    if (!wasActive) return;
    const left = backend.sheets();
    const next = left[Math.min(index, left.length - 1)];
    if (next !== undefined) backend.select({ sheetId: next.id, ranges: [] });
  };
  const me: object = only('Spreadsheet', {
    ...activeThings(context),
    getId: () => backend.about().id,
    getName: () => backend.about().title,
    getUrl: () => backend.about().url,
    rename: (name: unknown) => backend.setTitle(String(name)),
    getSpreadsheetLocale: () => backend.about().locale,
    getSpreadsheetTimeZone: () => backend.about().timeZone,
    getSheets: () => backend.sheets().map((info) => context.sheet(info.id)),
    getNumSheets: () => backend.sheets().length,
    getSheetByName(name: unknown): object | null {
      const found = backend.sheetByName(String(name));
      return found === undefined ? null : context.sheet(found.id);
    },
    getSheetById(id: unknown): object | null {
      const number = integer(id, 'SpreadsheetApp.Spreadsheet.getSheetById');
      return backend.sheetExists(number) ? context.sheet(number) : null;
    },
    /** insertSheet(), (name), (index), (name, index): the index counts from 0, and the new sheet becomes active. */
    insertSheet(...args: unknown[]): object {
      const name = args.find((argument) => typeof argument === 'string');
      const index = args.find((argument) => typeof argument === 'number');
      if (args.some((argument) => typeof argument === 'object')) {
        throw exception('Spreadsheet.insertSheet with a template is not available in the local workbook');
      }
      const made = backend.addSheet(name, index ?? activeIndex() + 1);
      backend.select({ sheetId: made.id, ranges: [] });
      return context.sheet(made.id);
    },
    deleteSheet,
    deleteActiveSheet(): object {
      deleteSheet(context.sheet(backend.selection().sheetId));
      return context.sheet(backend.selection().sheetId);
    },
    /** The position counts from 1. */
    moveActiveSheet(position: unknown): void {
      const index = integer(position, 'SpreadsheetApp.Spreadsheet.moveActiveSheet') - 1;
      if (index < 0 || index >= backend.sheets().length)
        throw exception('The sheet position is out of bounds.');
      backend.updateSheet(backend.selection().sheetId, { index });
    },
    renameActiveSheet: (name: unknown) =>
      backend.updateSheet(backend.selection().sheetId, { name: String(name) }),
    getRange(text: unknown): object {
      const { sheetId, range } = parseA1(String(text), (name) => {
        const info =
          name === undefined ? backend.sheet(backend.selection().sheetId) : backend.sheetByName(name);
        return info && { sheetId: info.id, rows: info.rowCount, columns: info.columnCount };
      });
      return checkedRange(context, sheetId, range);
    },
    getProtections: (type: unknown) =>
      backend.sheets().flatMap((info) => protections(context, info.id, type)),
    toast(text: unknown, title: unknown = '', seconds: unknown = 5): void {
      // null keeps a toast until it is clicked away.
      const time = seconds === null ? -1 : Number(seconds);
      backend.show({ type: 'toast', title: String(title ?? ''), text: String(text), seconds: time });
    },
    addDeveloperMetadata(...args: unknown[]): object {
      addMetadata(context, { type: 'spreadsheet' }, args);
      return me;
    },
    getDeveloperMetadata: () => metadataAt(context, (location) => location.type === 'spreadsheet'),
    createDeveloperMetadataFinder: () => metadataFinder(context, () => true),
    addEditor: here('Spreadsheet.addEditor'),
    addEditors: here('Spreadsheet.addEditors'),
    addViewer: here('Spreadsheet.addViewer'),
  });
  return context.known.remember(me, 'sheet', 'spreadsheet');
}
