import { z } from 'zod';
import {
  CELL_LEAVES,
  cellData,
  repeatCell as repeat,
  validationOf,
  validationRule,
  writeCells,
} from '../cell-data.ts';
import { invalid } from '../error.ts';
import { areaOfGridRange, gridRange, int, sheetById } from '../grid-range.ts';
import { cellLeaves } from '../look.ts';
import { request } from './define.ts';

export const repeatCell = request(
  z.strictObject({ range: gridRange, cell: cellData.optional(), fields: z.string() }),
  (workbook, given) => {
    const { sheet, range } = areaOfGridRange(workbook, given.range);
    repeat(workbook, sheet.id, range, given.cell ?? {}, cellLeaves(given.fields, CELL_LEAVES));
    return undefined;
  },
);

export const updateCells = request(
  z.strictObject({
    rows: z.array(z.strictObject({ values: z.array(cellData).optional() })).optional(),
    fields: z.string(),
    start: z
      .strictObject({
        sheetId: int.optional(),
        rowIndex: int.nonnegative().optional(),
        columnIndex: int.nonnegative().optional(),
      })
      .optional(),
    range: gridRange.optional(),
  }),
  (workbook, { rows: given = [], fields, start, range }) => {
    const leaves = cellLeaves(fields, CELL_LEAVES);
    const rows = given.map(({ values = [] }) => values);
    const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
    if ((start === undefined) === (range === undefined)) throw invalid('Give either start or range.');
    if (range !== undefined) {
      const area = areaOfGridRange(workbook, range);
      if (rows.length > area.range.rows || width > area.range.columns) {
        throw invalid('More cells are given than the range has.');
      }
      writeCells(workbook, area.sheet.id, area.range, rows, leaves);
      return undefined;
    }
    const { sheetId = 0, rowIndex = 0, columnIndex = 0 } = start ?? {};
    const sheet = sheetById(workbook, sheetId);
    // Rows may be of unlike length; from a start, cells that are not given stay as they are.
    rows.forEach((row, r) => {
      if (row.length === 0) return;
      const line = { row: rowIndex + r, column: columnIndex, rows: 1, columns: row.length };
      writeCells(workbook, sheet.id, line, [row], leaves);
    });
    return undefined;
  },
);

/** Below the last row with data, in a grid that grows as needed; each row begins in the first column. */
export const appendCells = request(
  z.strictObject({
    sheetId: int.optional(),
    rows: z.array(z.strictObject({ values: z.array(cellData).optional() })).optional(),
    fields: z.string(),
  }),
  (workbook, { sheetId = 0, rows: given = [], fields }) => {
    const leaves = cellLeaves(fields, CELL_LEAVES);
    const { id } = sheetById(workbook, sheetId);
    const rows = given.map(({ values = [] }) => values);
    const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
    if (rows.length === 0 || width === 0) return undefined;
    const { rowCount, columnCount } = workbook.sheet(id);
    const row = workbook.contentSize(id).rows;
    const missing = row + rows.length - rowCount;
    if (missing > 0) workbook.insertRows(id, rowCount, missing);
    if (width > columnCount) workbook.insertColumns(id, columnCount, width - columnCount);
    writeCells(workbook, id, { row, column: 0, rows: rows.length, columns: width }, rows, leaves);
    return undefined;
  },
);

export const setDataValidation = request(
  z.strictObject({ range: gridRange, rule: validationRule.optional() }),
  (workbook, given) => {
    const { sheet, range } = areaOfGridRange(workbook, given.range);
    workbook.setValidation(sheet.id, range, given.rule ? validationOf(given.rule) : null);
    return undefined;
  },
);
