import { z } from 'zod';
import type { Format, GridRange, Validation, Value, Workbook } from '../core/types.ts';
import { invalid, unsupported } from './error.ts';
import {
  type CellFormat,
  cellFormat,
  FORMAT_LEAVES,
  formatAnswer,
  formatPatch,
  wholeFormat,
} from './look.ts';

export const validationRule = z.strictObject({
  condition: z.strictObject({
    type: z.string(),
    values: z.array(z.strictObject({ userEnteredValue: z.string() })).optional(),
  }),
  inputMessage: z.string().optional(),
  strict: z.boolean().optional(),
  showCustomUi: z.boolean().optional(),
});

export const cellData = z.strictObject({
  userEnteredValue: z
    .strictObject({
      numberValue: z.number().optional(),
      stringValue: z.string().optional(),
      boolValue: z.boolean().optional(),
      formulaValue: z.string().optional(),
    })
    .optional(),
  userEnteredFormat: cellFormat.optional(),
  note: z.string().optional(),
  dataValidation: validationRule.optional(),
});
export type CellData = z.infer<typeof cellData>;

export const CELL_LEAVES = ['userEnteredValue', ...FORMAT_LEAVES, 'note', 'dataValidation'] as const;

export function validationOf(rule: z.infer<typeof validationRule>): Validation {
  const { type, values = [] } = rule.condition;
  const more = {
    strict: rule.strict ?? false,
    ...(rule.inputMessage ? { help: rule.inputMessage } : {}),
  };
  if (type === 'BOOLEAN') {
    if (values.length > 0) throw unsupported('A checkbox with values of its own');
    return { values: [], checkbox: true, ...more };
  }
  if (type !== 'ONE_OF_LIST') throw unsupported(`The condition ${type}`);
  if (values.length === 0) throw invalid('ONE_OF_LIST needs at least one value.');
  return {
    values: values.map(({ userEnteredValue }) => userEnteredValue),
    ...more,
  };
}

function validationAnswer(validation: Validation) {
  return {
    condition: validation.checkbox
      ? { type: 'BOOLEAN' }
      : {
          type: 'ONE_OF_LIST',
          values: validation.values.map((value) => ({ userEnteredValue: value })),
        },
    inputMessage: validation.help,
    strict: validation.strict,
    showCustomUi: true,
  };
}

function plainValue(given: CellData['userEnteredValue']): Value | undefined {
  if (given === undefined) return null;
  const parts = Object.values(given).filter((part) => part !== undefined);
  if (parts.length > 1)
    throw invalid('A cell holds one of numberValue, stringValue, boolValue and formulaValue.');
  if (given.formulaValue === undefined) return parts[0] ?? null;
  if (!given.formulaValue.startsWith('=')) throw invalid('A formulaValue begins with "=".');
  return undefined;
}

/** Writes the masked parts of a block of cells; a blank cell clears them. Formulas go in one by one: they are few. */
export function writeCells(
  workbook: Workbook,
  sheetId: number,
  range: GridRange,
  rows: readonly (readonly CellData[])[],
  leaves: ReadonlySet<string>,
): void {
  const cellAt = (r: number, c: number): CellData => rows[r]?.[c] ?? {};
  const each = (visit: (cell: CellData, one: GridRange) => void) => {
    for (let r = 0; r < range.rows; r++) {
      for (let c = 0; c < range.columns; c++) {
        visit(cellAt(r, c), { row: range.row + r, column: range.column + c, rows: 1, columns: 1 });
      }
    }
  };
  if (leaves.has('userEnteredValue')) {
    const block = Array.from({ length: range.rows }, (_, r) =>
      Array.from({ length: range.columns }, (_, c) => plainValue(cellAt(r, c).userEnteredValue)),
    );
    workbook.write(sheetId, range.row, range.column, block, 'RAW');
    each(({ userEnteredValue }, { row, column }) => {
      const formula = userEnteredValue?.formulaValue;
      if (formula === undefined) return;
      workbook.write(sheetId, row, column, [[formula]], 'USER', { formulasInText: true });
    });
  }
  if (FORMAT_LEAVES.some((leaf) => leaves.has(leaf))) {
    if (wholeFormat(leaves)) workbook.clear(sheetId, range, { formats: true });
    each((cell, one) => format(workbook, sheetId, one, cell.userEnteredFormat ?? {}, leaves));
  }
  if (leaves.has('note')) each(({ note }, one) => workbook.setNote(sheetId, one, note ?? ''));
  if (leaves.has('dataValidation')) {
    each(({ dataValidation }, one) =>
      workbook.setValidation(sheetId, one, dataValidation ? validationOf(dataValidation) : null),
    );
  }
}

function format(
  workbook: Workbook,
  sheetId: number,
  range: GridRange,
  given: CellFormat,
  leaves: ReadonlySet<string>,
) {
  const patch = formatPatch(given, leaves);
  if (patch !== undefined) workbook.setFormat(sheetId, range, patch);
}

/** The same cell all over a range: each part in one call, whatever the range's size. */
export function repeatCell(
  workbook: Workbook,
  sheetId: number,
  range: GridRange,
  cell: CellData,
  leaves: ReadonlySet<string>,
): void {
  if (leaves.has('userEnteredValue')) {
    const formula = cell.userEnteredValue?.formulaValue;
    const value = plainValue(cell.userEnteredValue);
    const row = new Array<Value>(range.columns).fill(formula ?? value ?? null);
    const block = new Array<Value[]>(range.rows).fill(row);
    if (formula === undefined) workbook.write(sheetId, range.row, range.column, block, 'RAW');
    else workbook.write(sheetId, range.row, range.column, block, 'USER', { formulasInText: true });
  }
  if (wholeFormat(leaves)) workbook.clear(sheetId, range, { formats: true });
  format(workbook, sheetId, range, cell.userEnteredFormat ?? {}, leaves);
  if (leaves.has('note')) workbook.setNote(sheetId, range, cell.note ?? '');
  if (leaves.has('dataValidation')) {
    const rule = cell.dataValidation;
    workbook.setValidation(sheetId, range, rule ? validationOf(rule) : null);
  }
}

function extended(value: Value | undefined, formula: string | undefined): object | undefined {
  if (formula) return { formulaValue: formula };
  if (typeof value === 'number') return { numberValue: value };
  if (typeof value === 'boolean') return { boolValue: value };
  return typeof value === 'string' ? { stringValue: value } : undefined;
}

/** The RowData of a range: cells without anything are {}, and go at the end of a row, as empty rows do at the end. */
export function rowData(workbook: Workbook, sheetId: number, range: GridRange): object[] {
  const values = workbook.values(sheetId, range);
  const formulas = workbook.formulas(sheetId, range);
  const shown = workbook.displayValues(sheetId, range);
  const formats = workbook.formats(sheetId, range);
  const notes = workbook.notes(sheetId, range);
  const validations = workbook.validations(sheetId, range);
  const rows = values.map((line, r) => {
    const cells = line.map((value, c) => {
      const entered = extended(value, formulas[r]?.[c]);
      const look: Format = formats[r]?.[c] ?? {};
      const validation = validations[r]?.[c];
      const format = formatAnswer(look);
      return {
        ...(entered && {
          userEnteredValue: entered,
          // A formula is not calculated: what it shows is its text.
          effectiveValue: extended(value, undefined),
          formattedValue: shown[r]?.[c],
        }),
        ...(format && { userEnteredFormat: format, effectiveFormat: format }),
        ...(notes[r]?.[c] && { note: notes[r]?.[c] }),
        ...(validation && { dataValidation: validationAnswer(validation) }),
      };
    });
    while (cells.length > 0 && Object.keys(cells[cells.length - 1] ?? {}).length === 0) cells.pop();
    return cells;
  });
  while (rows[rows.length - 1]?.length === 0) rows.pop();
  return rows.map((cells) => (cells.length === 0 ? {} : { values: cells }));
}
