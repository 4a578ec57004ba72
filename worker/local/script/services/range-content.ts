import type { GridRange } from '../../core/types.ts';
import { checkSize, toCell, toCells, toScript } from './cells.ts';
import type { Context } from './context.ts';
import { badParameters } from './only.ts';
import { readRichText, richText } from './rich-text.ts';

/** Reading and writing what is in the cells of a range. */
export function rangeContent(context: Context, sheetId: number, area: GridRange, self: () => object) {
  const { backend } = context;
  const corner: GridRange = { ...area, rows: 1, columns: 1 };
  // Asked for only when a date is there, and once: it is a call.
  let zoneKnown: string | undefined;
  const zone = (): string => {
    zoneKnown ??= backend.about().timeZone;
    return zoneKnown;
  };
  const read = (range: GridRange) => {
    const cells = backend.values(sheetId, range);
    return toScript(cells, range.columns, cells.dates.length > 0 ? zone() : '');
  };
  const write = (values: unknown, method: string): object => {
    const cells = toCells(values, area, zone, method);
    backend.write(sheetId, area.row, area.column, cells.values, 'typed', cells.dates);
    return self();
  };
  const formulas = (values: unknown, method: string): string[][] =>
    checkSize(values, area, method).map((row) =>
      row.map((formula) => {
        if (typeof formula !== 'string') throw badParameters(method, [values]);
        return formula === '' || formula.startsWith('=') ? formula : `=${formula}`;
      }),
    );
  const rich = (range: GridRange) =>
    backend
      .values(sheetId, range)
      .values.map((row) =>
        row.map((value) =>
          value === null || typeof value === 'string' ? richText(context, value ?? '') : null,
        ),
      );
  return {
    getValue: () => read(corner)[0]?.[0] ?? '',
    getValues: () => read(area),
    setValue(value: unknown): object {
      const cell = toCell(value, zone);
      backend.fill(sheetId, [area], cell.value, cell.dated);
      return self();
    },
    setValues: (values: unknown) => write(values, 'SpreadsheetApp.Range.setValues'),
    getDisplayValue: () => backend.displayValues(sheetId, corner)[0]?.[0] ?? '',
    getDisplayValues: () => backend.displayValues(sheetId, area),
    getFormula: () => backend.formulas(sheetId, corner)[0]?.[0] ?? '',
    getFormulas: () => backend.formulas(sheetId, area),
    setFormula(formula: unknown): object {
      if (typeof formula !== 'string') throw badParameters('SpreadsheetApp.Range.setFormula', [formula]);
      backend.fill(
        sheetId,
        [area],
        formula === '' || formula.startsWith('=') ? formula : `=${formula}`,
        false,
      );
      return self();
    },
    setFormulas: (values: unknown) => write(formulas(values, 'SpreadsheetApp.Range.setFormulas'), ''),
    getRichTextValue: () => rich(corner)[0]?.[0] ?? null,
    getRichTextValues: () => rich(area),
    setRichTextValue(value: unknown): object {
      const text = readRichText(context, value, 'SpreadsheetApp.Range.setRichTextValue') || null;
      const values = Array.from({ length: area.rows }, () => Array<string | null>(area.columns).fill(text));
      backend.write(sheetId, area.row, area.column, values, 'text', []);
      return self();
    },
    setRichTextValues(values: unknown): object {
      const method = 'SpreadsheetApp.Range.setRichTextValues';
      const texts = checkSize(values, area, method).map((row) =>
        row.map((value) => readRichText(context, value, method) || null),
      );
      backend.write(sheetId, area.row, area.column, texts, 'text', []);
      return self();
    },
    isBlank: () => backend.values(sheetId, area).values.every((row) => row.every((value) => value === null)),
  };
}
