import { z } from 'zod';
import { invalid, unsupported } from '../error.ts';
import { dimensionRange, int, sheetById, stretchOf } from '../grid-range.ts';
import { maskedLeaves } from '../mask.ts';
import { request } from './define.ts';

export const appendDimension = request(
  z.strictObject({
    sheetId: int.optional(),
    dimension: z.enum(['ROWS', 'COLUMNS']),
    length: int.positive(),
  }),
  (workbook, { sheetId = 0, dimension, length }) => {
    const sheet = sheetById(workbook, sheetId);
    if (dimension === 'ROWS') workbook.insertRows(sheet.id, sheet.rowCount, length);
    else workbook.insertColumns(sheet.id, sheet.columnCount, length);
    return undefined;
  },
);

export const insertDimension = request(
  z.strictObject({ range: dimensionRange, inheritFromBefore: z.boolean().optional() }),
  (workbook, { range, inheritFromBefore = false }) => {
    const { sheet, axis, at, count } = stretchOf(workbook, range, 'beyond');
    if (inheritFromBefore && at === 0) {
      throw invalid('inheritFromBefore cannot be true when inserting at the start.');
    }
    const inherit = inheritFromBefore ? 'before' : 'after';
    if (axis === 'ROWS') workbook.insertRows(sheet.id, at, count, inherit);
    else workbook.insertColumns(sheet.id, at, count, inherit);
    return undefined;
  },
);

export const deleteDimension = request(z.strictObject({ range: dimensionRange }), (workbook, { range }) => {
  const { sheet, axis, at, count } = stretchOf(workbook, range);
  if (axis === 'ROWS') workbook.deleteRows(sheet.id, at, count);
  else workbook.deleteColumns(sheet.id, at, count);
  return undefined;
});

export const moveDimension = request(
  z.strictObject({ source: dimensionRange, destinationIndex: int.nonnegative().optional() }),
  (workbook, { source, destinationIndex = 0 }) => {
    const { sheet, axis, at, count } = stretchOf(workbook, source);
    if (axis === 'ROWS') workbook.moveRows(sheet.id, at, count, destinationIndex);
    else workbook.moveColumns(sheet.id, at, count, destinationIndex);
    return undefined;
  },
);

export const updateDimensionProperties = request(
  z.strictObject({
    range: dimensionRange,
    properties: z.strictObject({
      pixelSize: int.nonnegative().optional(),
      hiddenByUser: z.boolean().optional(),
    }),
    fields: z.string(),
  }),
  (workbook, { range, properties, fields }) => {
    const { sheet, axis, at, count } = stretchOf(workbook, range);
    const leaves = maskedLeaves(fields, ['pixelSize', 'hiddenByUser'], 'dimension properties');
    const hidden = properties.hiddenByUser ?? false;
    if (axis === 'ROWS') {
      if (properties.pixelSize !== undefined) throw unsupported('Changing the height of rows');
      if (leaves.has('hiddenByUser')) workbook.setRowsHidden(sheet.id, at, count, hidden);
      return undefined;
    }
    if (leaves.has('hiddenByUser')) workbook.setColumnsHidden(sheet.id, at, count, hidden);
    if (leaves.has('pixelSize') && properties.pixelSize !== undefined) {
      workbook.setColumnWidth(sheet.id, at, count, properties.pixelSize);
    }
    return undefined;
  },
);

/** Widths guessed by length, for there is no font here: 7 pixels a character and room at the sides. */
const CHARACTER = 7;
const SIDES = 17;
const LOOKED_AT = 1000;

export const autoResizeDimensions = request(
  z.strictObject({ dimensions: dimensionRange }),
  (workbook, { dimensions }) => {
    const { sheet, axis, at, count } = stretchOf(workbook, dimensions);
    // A row is as high as its text already.
    if (axis === 'ROWS') return undefined;
    const rows = Math.min(workbook.contentSize(sheet.id).rows, LOOKED_AT);
    if (rows === 0) return undefined;
    const shown = workbook.displayValues(sheet.id, { row: 0, column: at, rows, columns: count });
    for (let c = 0; c < count; c++) {
      const longest = shown.reduce((most, row) => Math.max(most, row[c]?.length ?? 0), 0);
      if (longest === 0) continue;
      workbook.setColumnWidth(sheet.id, at + c, 1, Math.min(2000, longest * CHARACTER + SIDES));
    }
    return undefined;
  },
);
