import fc from 'fast-check';
import type { Value, Workbook } from '../../../../worker/local/core/types.ts';

const small = fc.nat(7);
const count = fc.integer({ min: 1, max: 3 });
const value: fc.Arbitrary<Value | undefined> = fc.oneof(
  fc.constantFrom(undefined, null, '', 'a', 'B', '=A1', '2020-01-01', '0042', '12%', true, false),
  fc.integer({ min: -5, max: 50 }),
);
const area = fc.record({ row: small, column: small, rows: count, columns: count });

/** Anything that a workbook can be asked to do; what it refuses is part of the game. */
const action: fc.Arbitrary<(book: Workbook, sheet: number) => void> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc
      .tuple(
        small,
        small,
        fc.array(fc.array(value, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 4 }),
        fc.constantFrom('RAW' as const, 'USER' as const),
      )
      .map(
        ([row, column, block, mode]) =>
          (book: Workbook, sheet: number) =>
            book.write(sheet, row, column, block, mode),
      ),
  },
  fc.tuple(area, fc.boolean(), fc.boolean()).map(
    ([range, values, formats]) =>
      (book: Workbook, sheet: number) =>
        book.clear(sheet, range, { values, formats, notes: values, validations: formats }),
  ),
  fc
    .tuple(
      area,
      fc.constantFrom(
        { bold: true },
        { numberFormat: '@' },
        { bold: false, background: '#ff0000' },
        { strikethrough: true, color: '#999999' },
      ),
    )
    .map(
      ([range, format]) =>
        (book: Workbook, sheet: number) =>
          book.setFormat(sheet, range, format),
    ),
  fc
    .tuple(
      small,
      small,
      fc.constantFrom('', 'x', undefined),
      fc.constantFrom({ bold: true }, { numberFormat: '' }),
    )
    .map(([row, column, note, format]) => (book: Workbook, sheet: number) => {
      book.setNotes(sheet, row, column, [[note, 'y'], [], ['y', note]]);
      book.setFormats(sheet, row, column, [
        [format, undefined],
        [{ italic: true }, format],
      ]);
    }),
  fc.tuple(area, fc.constantFrom('', 'note', 'other')).map(
    ([range, note]) =>
      (book: Workbook, sheet: number) =>
        book.setNote(sheet, range, note),
  ),
  fc
    .tuple(
      area,
      fc.constantFrom(
        null,
        { values: ['a', 'b'], strict: true },
        { values: [], checkbox: true as const, strict: true },
      ),
    )
    .map(
      ([range, rule]) =>
        (book: Workbook, sheet: number) =>
          book.setValidation(sheet, range, rule),
    ),
  {
    weight: 2,
    arbitrary: fc.tuple(area, fc.constantFrom('all' as const, 'rows' as const, 'columns' as const)).map(
      ([range, kind]) =>
        (book: Workbook, sheet: number) =>
          book.mergeCells(sheet, range, kind),
    ),
  },
  area.map((range) => (book: Workbook, sheet: number) => book.unmergeCells(sheet, range)),
  area.map(
    (range) => (book: Workbook, sheet: number) =>
      book.addProtection(sheet, { range, description: 'p', warningOnly: true }),
  ),
  fc.tuple(small, count).map(
    ([at, n]) =>
      (book: Workbook, sheet: number) =>
        book.insertRows(sheet, at, n),
  ),
  fc.tuple(small, count).map(
    ([at, n]) =>
      (book: Workbook, sheet: number) =>
        book.insertColumns(sheet, at, n, 'before'),
  ),
  fc.tuple(small, count).map(
    ([at, n]) =>
      (book: Workbook, sheet: number) =>
        book.deleteRows(sheet, at, n),
  ),
  fc.tuple(small, count).map(
    ([at, n]) =>
      (book: Workbook, sheet: number) =>
        book.deleteColumns(sheet, at, n),
  ),
  fc.tuple(small, count, small).map(
    ([at, n, to]) =>
      (book: Workbook, sheet: number) =>
        book.moveColumns(sheet, at, n, to),
  ),
  fc.tuple(small, count, small).map(
    ([at, n, to]) =>
      (book: Workbook, sheet: number) =>
        book.moveRows(sheet, at, n, to),
  ),
  fc.tuple(area, fc.boolean()).map(
    ([range, ascending]) =>
      (book: Workbook, sheet: number) =>
        book.sort(sheet, range, [{ column: range.column, ascending }]),
  ),
  fc.tuple(area, fc.constantFrom('', 'a', 'TRUE')).map(
    ([range, hidden]) =>
      (book: Workbook, sheet: number) =>
        book.setFilter(sheet, { range, hiddenValues: new Map([[range.column, new Set([hidden])]]) }),
  ),
  fc.constant((book: Workbook, sheet: number) => book.setFilter(sheet, null)),
  fc.tuple(small, count, fc.boolean()).map(
    ([at, n, hidden]) =>
      (book: Workbook, sheet: number) =>
        book.setRowsHidden(sheet, at, n, hidden),
  ),
  fc.tuple(small, count).map(
    ([at, n]) =>
      (book: Workbook, sheet: number) =>
        book.setColumnWidth(sheet, at, n, 50),
  ),
  fc.tuple(fc.constantFrom('row' as const, 'column' as const), small).map(
    ([type, index]) =>
      (book: Workbook, sheetId: number) =>
        book.addMetadata({ key: 'k', value: 'v', visibility: 'PROJECT', location: { type, sheetId, index } }),
  ),
  fc
    .constantFrom('Orders', 'Shipments', 'Stock')
    .map((name) => (book: Workbook) => book.addSheet({ name, rows: 8, columns: 8 })),
  fc
    .constantFrom('Orders', 'Stock')
    .map(
      (name) => (book: Workbook, sheet: number) => book.updateSheet(sheet, { name, frozenRows: 1, index: 0 }),
    ),
  fc.constant((book: Workbook, sheet: number) => book.deleteSheet(sheet)),
  fc.constant((book: Workbook, sheet: number) => book.copySheet(sheet, book)),
  fc.constant((book: Workbook) => {
    book.title = 'Another title';
  }),
);

export const actions = fc.array(fc.tuple(action, fc.nat(3)), { minLength: 1, maxLength: 15 });

/** Does them one by one; a refusal leaves the workbook as it was, and the next one goes on. */
export function doAll(
  book: Workbook,
  list: readonly (readonly [(book: Workbook, sheet: number) => void, number])[],
) {
  for (const [act, which] of list) {
    const sheets = book.sheets();
    const sheet = sheets[which % sheets.length];
    try {
      act(book, sheet?.id ?? -1);
    } catch (error) {
      if (!(error instanceof Error) || error.name !== 'WorkbookError') throw error;
    }
  }
}
