import { z } from 'zod';
import type { GridRange, Metadata, Workbook } from '../core/types.ts';
import { type Area, parseA1, wholeSheet } from './a1.ts';
import { invalid } from './error.ts';
import { areaOfGridRange, dimensionRange, gridRange, int, sheetById, stretchOf } from './grid-range.ts';

export const location = z.strictObject({
  locationType: z.enum(['ROW', 'COLUMN', 'SHEET', 'SPREADSHEET']).optional(),
  spreadsheet: z.boolean().optional(),
  sheetId: int.optional(),
  dimensionRange: dimensionRange.optional(),
});
type Location = z.infer<typeof location>;

const lookup = z.strictObject({
  locationType: z.enum(['ROW', 'COLUMN', 'SHEET', 'SPREADSHEET']).optional(),
  metadataLocation: location.optional(),
  locationMatchingStrategy: z.enum(['EXACT_LOCATION', 'INTERSECTING_LOCATION']).optional(),
  metadataId: int.optional(),
  metadataKey: z.string().optional(),
  metadataValue: z.string().optional(),
  visibility: z.enum(['DOCUMENT', 'PROJECT']).optional(),
});

export const dataFilter = z.strictObject({
  a1Range: z.string().optional(),
  gridRange: gridRange.optional(),
  developerMetadataLookup: lookup.optional(),
});
export type DataFilter = z.infer<typeof dataFilter>;

/** Where metadata may stand, from a request. */
export function locationOf(workbook: Workbook, given: Location): Metadata['location'] {
  const { dimensionRange: stretch, sheetId, spreadsheet } = given;
  const named = [stretch, sheetId, spreadsheet].filter((part) => part !== undefined && part !== false).length;
  if (named !== 1) throw invalid('A location is one of spreadsheet, sheetId and dimensionRange.');
  if (spreadsheet) return { type: 'spreadsheet' };
  if (stretch !== undefined) {
    const { sheet, axis, at, count } = stretchOf(workbook, stretch);
    if (count !== 1) throw invalid('Developer metadata belongs to one row or one column.');
    return { type: axis === 'ROWS' ? 'row' : 'column', sheetId: sheet.id, index: at };
  }
  return { type: 'sheet', sheetId: sheetById(workbook, sheetId ?? 0).id };
}

const TYPES = { spreadsheet: 'SPREADSHEET', sheet: 'SHEET', row: 'ROW', column: 'COLUMN' } as const;

function same(a: Metadata['location'], b: Metadata['location']): boolean {
  if (a.type === 'spreadsheet' || b.type === 'spreadsheet') return a.type === b.type;
  if (a.type !== b.type || a.sheetId !== b.sheetId) return false;
  return a.type === 'sheet' || b.type === 'sheet' || a.index === b.index;
}

/** A spreadsheet meets all, a sheet what is on it, a row every column and only its own row. */
function meets(a: Metadata['location'], b: Metadata['location']): boolean {
  if (a.type === 'spreadsheet' || b.type === 'spreadsheet') return true;
  if (a.sheetId !== b.sheetId) return false;
  if (a.type === 'sheet' || b.type === 'sheet' || a.type !== b.type) return true;
  return a.index === b.index;
}

function touches(at: Metadata['location'], sheetId: number, range: GridRange): boolean {
  if (at.type === 'spreadsheet') return false;
  if (at.sheetId !== sheetId) return false;
  if (at.type === 'row') return at.index >= range.row && at.index < range.row + range.rows;
  if (at.type === 'column') return at.index >= range.column && at.index < range.column + range.columns;
  return true;
}

function oneOf(filter: DataFilter): void {
  if (Object.values(filter).filter((part) => part !== undefined).length !== 1) {
    throw invalid('A data filter is one of a1Range, gridRange and developerMetadataLookup.');
  }
}

/** The metadata that a data filter means; by a range, that which stands on a row, column or sheet that it touches. */
export function metadataBy(workbook: Workbook, filter: DataFilter): Metadata[] {
  oneOf(filter);
  const wanted = filter.developerMetadataLookup;
  if (wanted === undefined) {
    const { sheet, range } = areaOf(workbook, filter);
    return workbook.metadata().filter((entry) => touches(entry.location, sheet.id, range));
  }
  const place = wanted.metadataLocation && locationOf(workbook, wanted.metadataLocation);
  const match = wanted.locationMatchingStrategy === 'INTERSECTING_LOCATION' ? meets : same;
  return workbook
    .metadata()
    .filter(
      (entry) =>
        (wanted.metadataId === undefined || wanted.metadataId === entry.id) &&
        (wanted.metadataKey === undefined || wanted.metadataKey === entry.key) &&
        (wanted.metadataValue === undefined || wanted.metadataValue === entry.value) &&
        (wanted.visibility === undefined || wanted.visibility === entry.visibility) &&
        (wanted.locationType === undefined || wanted.locationType === TYPES[entry.location.type]) &&
        (place === undefined || match(place, entry.location)),
    );
}

function areaOf(workbook: Workbook, filter: DataFilter): Area {
  if (filter.a1Range !== undefined) return parseA1(workbook, filter.a1Range);
  return areaOfGridRange(workbook, filter.gridRange ?? {});
}

/** The ranges that a data filter means: by metadata, its whole row, column or sheet (none for the spreadsheet's). */
export function areasBy(workbook: Workbook, filter: DataFilter): Area[] {
  oneOf(filter);
  if (filter.developerMetadataLookup === undefined) return [areaOf(workbook, filter)];
  return metadataBy(workbook, filter).flatMap(({ location: at }) => {
    if (at.type === 'spreadsheet') return [];
    const whole = wholeSheet(workbook.sheet(at.sheetId));
    if (at.type === 'sheet') return [whole];
    const part = at.type === 'row' ? { row: at.index, rows: 1 } : { column: at.index, columns: 1 };
    return [{ ...whole, range: { ...whole.range, ...part } }];
  });
}

export function metadataAnswer(entry: Metadata) {
  const at = entry.location;
  const place = () => {
    if (at.type === 'spreadsheet') return { spreadsheet: true };
    if (at.type === 'sheet') return { sheetId: at.sheetId };
    return {
      dimensionRange: {
        sheetId: at.sheetId,
        dimension: at.type === 'row' ? 'ROWS' : 'COLUMNS',
        startIndex: at.index,
        endIndex: at.index + 1,
      },
    };
  };
  return {
    metadataId: entry.id,
    metadataKey: entry.key,
    metadataValue: entry.value,
    location: { locationType: TYPES[at.type], ...place() },
    visibility: entry.visibility,
  };
}
