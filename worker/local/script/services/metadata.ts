import type { Metadata } from '../../core/types.ts';
import type { Context, Place } from './context.ts';
import { enumeration, exception, only } from './only.ts';

export const VISIBILITIES = enumeration('SpreadsheetApp.DeveloperMetadataVisibility', [
  'DOCUMENT',
  'PROJECT',
]);
export const LOCATION_TYPES = enumeration('SpreadsheetApp.DeveloperMetadataLocationType', [
  'SPREADSHEET',
  'SHEET',
  'ROW',
  'COLUMN',
]);

type Location = Metadata['location'];

/** addDeveloperMetadata(key, value?, visibility?) at one place. */
export function addMetadata(context: Context, location: Location, args: readonly unknown[]): void {
  const [key, ...rest] = args;
  const value = rest.find((argument) => typeof argument === 'string');
  const visibility = rest.includes(VISIBILITIES.PROJECT) ? 'PROJECT' : 'DOCUMENT';
  context.backend.addMetadata({ key: String(key), value: String(value ?? ''), visibility, location });
}

export function metadataAt(context: Context, matches: (location: Location) => boolean): object[] {
  return context.backend
    .metadata()
    .filter((found) => matches(found.location))
    .map((found) => metadata(context, found));
}

/** The whole column or row that a range is; metadata goes nowhere else. */
export function wholeLine(context: Context, place: Place): Location {
  const { sheetId, area } = place;
  const sheet = context.backend.sheet(sheetId);
  if (area.columns === 1 && area.rows === sheet.rowCount)
    return { type: 'column', sheetId, index: area.column };
  if (area.rows === 1 && area.columns === sheet.columnCount) return { type: 'row', sheetId, index: area.row };
  throw exception(
    'Adding developer metadata to arbitrary ranges is not currently supported. Developer metadata may only be ' +
      'added to the top-level spreadsheet, an individual sheet, or an entire row or column.',
  );
}

function metadata(context: Context, start: Metadata): object {
  let value = start.value;
  const lineRange = (location: Location): object | null => {
    if (location.type !== 'column' && location.type !== 'row') return null;
    const sheet = context.backend.sheet(location.sheetId);
    return context.range(
      location.sheetId,
      location.type === 'column'
        ? { row: 0, column: location.index, rows: sheet.rowCount, columns: 1 }
        : { row: location.index, column: 0, rows: 1, columns: sheet.columnCount },
    );
  };
  // A column moves while the script works: the place is read when it is asked for.
  const location = (): Location =>
    context.backend.metadata().find((found) => found.id === start.id)?.location ?? start.location;
  const self: object = only('DeveloperMetadata', {
    getId: () => start.id,
    getKey: () => start.key,
    getValue: () => value,
    getVisibility: () => VISIBILITIES[start.visibility],
    setValue(text: unknown): object {
      value = String(text);
      context.backend.updateMetadata(start.id, value);
      return self;
    },
    remove: () => context.backend.removeMetadata(start.id),
    getLocation() {
      const at = location();
      return only('DeveloperMetadataLocation', {
        getLocationType: () =>
          LOCATION_TYPES[at.type.toUpperCase() as 'SPREADSHEET' | 'SHEET' | 'ROW' | 'COLUMN'],
        getSpreadsheet: () => (at.type === 'spreadsheet' ? context.spreadsheet() : null),
        getSheet: () => (at.type === 'sheet' ? context.sheet(at.sheetId) : null),
        getColumn: () => (at.type === 'column' ? lineRange(at) : null),
        getRow: () => (at.type === 'row' ? lineRange(at) : null),
      });
    },
  });
  return self;
}

/** createDeveloperMetadataFinder: all conditions must hold. within is what a sheet or range sees by itself. */
export function metadataFinder(context: Context, within: (location: Location) => boolean): object {
  const conditions: ((found: Metadata) => boolean)[] = [];
  const and = (condition: (found: Metadata) => boolean): object => {
    conditions.push(condition);
    return self;
  };
  const self: object = only('DeveloperMetadataFinder', {
    withKey: (key: unknown) => and((found) => found.key === key),
    withValue: (value: unknown) => and((found) => found.value === value),
    withId: (id: unknown) => and((found) => found.id === id),
    withVisibility: (visibility: unknown) => and((found) => VISIBILITIES[found.visibility] === visibility),
    withLocationType: (type: unknown) => and((found) => String(type) === found.location.type.toUpperCase()),
    find: () =>
      context.backend
        .metadata()
        .filter((found) => within(found.location) && conditions.every((condition) => condition(found)))
        .map((found) => metadata(context, found)),
  });
  return self;
}
