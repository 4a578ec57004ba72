import { z } from 'zod';
import type { SheetInfo, Workbook } from '../../core/types.ts';
import { invalid, unsupported } from '../error.ts';
import { int, sheetById } from '../grid-range.ts';
import { color, colorStyle, hexOf } from '../look.ts';
import { maskedLeaves } from '../mask.ts';
import { sheetProperties } from '../spreadsheet.ts';
import { request } from './define.ts';

export const properties = z.strictObject({
  sheetId: int.optional(),
  title: z.string().optional(),
  index: int.nonnegative().optional(),
  sheetType: z.literal('GRID').optional(),
  hidden: z.boolean().optional(),
  tabColor: color.optional(),
  tabColorStyle: colorStyle.optional(),
  gridProperties: z
    .strictObject({
      rowCount: int.positive().optional(),
      columnCount: int.positive().optional(),
      frozenRowCount: int.nonnegative().optional(),
      frozenColumnCount: int.nonnegative().optional(),
    })
    .optional(),
});
type Properties = z.infer<typeof properties>;

const LEAVES = [
  'title',
  'index',
  'hidden',
  'tabColor',
  'tabColorStyle',
  'gridProperties.rowCount',
  'gridProperties.columnCount',
  'gridProperties.frozenRowCount',
  'gridProperties.frozenColumnCount',
] as const;

function tabColorOf(given: Properties): string {
  const tab = given.tabColorStyle?.rgbColor ?? given.tabColor;
  return tab === undefined ? '' : hexOf(tab);
}

/** `Sheet2` and so on, the first that is free. */
function freeName(workbook: Workbook): string {
  const taken = new Set(workbook.sheets().map(({ name }) => name));
  for (let n = taken.size + 1; ; n++) if (!taken.has(`Sheet${n}`)) return `Sheet${n}`;
}

/** A new sheet as the properties say; what they leave open is Google's default. */
export function addSheetBy(workbook: Workbook, given: Properties): SheetInfo {
  const { gridProperties: grid = {}, title, sheetId, index } = given;
  const added = workbook.addSheet({
    name: title ?? freeName(workbook),
    rows: grid.rowCount ?? 1000,
    columns: grid.columnCount ?? 26,
    ...(index === undefined ? {} : { index }),
    ...(sheetId === undefined ? {} : { id: sheetId }),
  });
  workbook.updateSheet(added.id, {
    frozenRows: grid.frozenRowCount ?? 0,
    frozenColumns: grid.frozenColumnCount ?? 0,
    tabColor: tabColorOf(given),
    hidden: given.hidden ?? false,
  });
  return workbook.sheet(added.id);
}

export const addSheet = request(
  z.strictObject({ properties: properties.optional() }),
  (workbook, { properties: given = {} }) => ({
    addSheet: { properties: sheetProperties(addSheetBy(workbook, given)) },
  }),
);

export const deleteSheet = request(
  z.strictObject({ sheetId: int.optional() }),
  (workbook, { sheetId = 0 }) => {
    workbook.deleteSheet(sheetById(workbook, sheetId).id);
    return undefined;
  },
);

export const updateSheetProperties = request(
  z.strictObject({ properties, fields: z.string() }),
  (workbook, { properties: given, fields }) => {
    const sheet = sheetById(workbook, given.sheetId ?? 0);
    const leaves = maskedLeaves(fields, LEAVES, 'sheet properties');
    const grid = given.gridProperties ?? {};
    if (leaves.has('title') && given.title === undefined) throw invalid('A sheet needs a title.');
    const size = (leaf: (typeof LEAVES)[number], count: number | undefined) => {
      if (!leaves.has(leaf)) return undefined;
      if (count === undefined && !leaves.has('gridProperties.frozenRowCount')) {
        throw invalid(`${leaf} must be given.`);
      }
      return count;
    };
    const rowCount = size('gridProperties.rowCount', grid.rowCount);
    const columnCount = size('gridProperties.columnCount', grid.columnCount);
    const { title, index, hidden = false } = given;
    // The API counts the place as before the move, the core as after it.
    const place = index !== undefined && index > sheet.index ? index - 1 : index;
    workbook.updateSheet(sheet.id, {
      ...(leaves.has('title') && title !== undefined ? { name: title } : {}),
      ...(leaves.has('hidden') ? { hidden } : {}),
      ...(leaves.has('index') && place !== undefined ? { index: place } : {}),
      ...(leaves.has('tabColor') || leaves.has('tabColorStyle') ? { tabColor: tabColorOf(given) } : {}),
      ...(rowCount === undefined ? {} : { rowCount }),
      ...(columnCount === undefined ? {} : { columnCount }),
      ...(leaves.has('gridProperties.frozenRowCount') ? { frozenRows: grid.frozenRowCount ?? 0 } : {}),
      ...(leaves.has('gridProperties.frozenColumnCount')
        ? { frozenColumns: grid.frozenColumnCount ?? 0 }
        : {}),
    });
    return undefined;
  },
);

export const duplicateSheet = request(
  z.strictObject({
    sourceSheetId: int.optional(),
    insertSheetIndex: int.nonnegative().optional(),
    newSheetId: int.optional(),
    newSheetName: z.string().optional(),
  }),
  (workbook, given) => {
    const source = sheetById(workbook, given.sourceSheetId ?? 0);
    const name = given.newSheetName;
    if (name !== undefined && workbook.sheetByName(name) !== undefined) {
      throw invalid(`A sheet with the name "${name}" already exists.`);
    }
    const copy = workbook.copySheet(source.id, workbook, name, given.newSheetId);
    workbook.updateSheet(copy.id, { index: given.insertSheetIndex ?? source.index + 1 });
    return { duplicateSheet: { properties: sheetProperties(workbook.sheet(copy.id)) } };
  },
);

export const updateSpreadsheetProperties = request(
  z.strictObject({
    properties: z.strictObject({
      title: z.string().optional(),
      locale: z.string().optional(),
      timeZone: z.string().optional(),
    }),
    fields: z.string(),
  }),
  (workbook, { properties: given, fields }) => {
    const leaves = maskedLeaves(fields, ['title'], 'spreadsheet properties');
    if ((given.locale ?? workbook.locale) !== workbook.locale) throw unsupported('Another locale');
    if ((given.timeZone ?? workbook.timeZone) !== workbook.timeZone) throw unsupported('Another time zone');
    if (leaves.has('title')) {
      if (!given.title) throw invalid('A spreadsheet needs a title.');
      workbook.title = given.title;
    }
    return undefined;
  },
);
