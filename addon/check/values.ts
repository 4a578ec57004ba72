import { type Assumption, refuses, type Sheet, seen } from './types.ts';

/** What a cell holds, as a script reads it. */
const kinds = (values: unknown[][]): string[] =>
  values.map(([value]) => (value instanceof Date ? 'date' : `${typeof value} ${String(value)}`));

const column = (texts: readonly unknown[]): unknown[][] => texts.map((text) => [text]);

function textOf(text: string): GoogleAppsScript.Spreadsheet.RichTextValue {
  return SpreadsheetApp.newRichTextValue().setText(text).build();
}

function typed(sheet: Sheet, texts: readonly unknown[], format?: string): GoogleAppsScript.Spreadsheet.Range {
  const range = sheet.getRange(1, 1, texts.length, 1);
  if (format !== undefined) range.setNumberFormat(format);
  range.setValues(column(texts));
  SpreadsheetApp.flush();
  return range;
}

/** How values go into cells and come out of them. */
export const VALUE_ASSUMPTIONS: readonly Assumption[] = [
  {
    name: 'equals-set-values',
    run(sheet) {
      const range = typed(sheet, ['=1+1'], '@');
      return seen(range.getFormula(), '=1+1');
    },
  },
  {
    name: 'equals-rich-text',
    run(sheet) {
      const range = sheet.getRange('A1:A3').setNumberFormat('@');
      range.setRichTextValues([[textOf('=1+1')], [textOf('+49 170 1')], [textOf('-')]]);
      SpreadsheetApp.flush();
      return seen(
        [range.getValues(), range.getFormulas()],
        [
          [['=1+1'], ['+49 170 1'], ['-']],
          [[''], [''], ['']],
        ],
      );
    },
  },
  {
    name: 'equals-rich-text-read',
    run(sheet) {
      const range = sheet.getRange('A1').setNumberFormat('@').setRichTextValue(textOf('=A2'));
      SpreadsheetApp.flush();
      return seen(range.getRichTextValue()?.getText(), '=A2');
    },
  },
  {
    name: 'text-format-keeps',
    run(sheet) {
      const texts = ['0042', '+49 170 1', '1e5', 'TRUE', '2026-03-01', '(5)', '1/2'];
      return seen(typed(sheet, texts, '@').getValues(), column(texts));
    },
  },
  {
    name: 'time-text-keeps',
    run: (sheet) => seen(typed(sheet, ['2026-03-01 10:22:31Z'], '@').getValue(), '2026-03-01 10:22:31Z'),
  },
  {
    name: 'general-parses',
    run: (sheet) =>
      seen(kinds(typed(sheet, ['0042', '1e5', 'TRUE', 'MUG']).getValues()), [
        'number 42',
        'number 100000',
        'boolean true',
        'string MUG',
      ]),
  },
  {
    name: 'apostrophe',
    run: (sheet) => seen(kinds(typed(sheet, ["'0042"]).getValues()), ['string 0042']),
  },
  {
    name: 'types-round-trip',
    run: (sheet) =>
      seen(typed(sheet, [1.5, true, 'a', '', null]).getValues(), [[1.5], [true], ['a'], [''], ['']]),
  },
  {
    name: 'number-in-text-cell',
    run: (sheet) => seen(typed(sheet, [42], '@').getValue(), '42'),
  },
  {
    name: 'date-typed',
    run(sheet) {
      const value: unknown = typed(sheet, ['2026-03-01']).getValue();
      const zone = sheet.getParent().getSpreadsheetTimeZone();
      const day =
        value instanceof Date ? Utilities.formatDate(value, zone, 'yyyy-MM-dd HH:mm') : typeof value;
      return seen(day, '2026-03-01 00:00');
    },
  },
  {
    name: 'date-display',
    run: (sheet) => seen(typed(sheet, ['2026-03-01']).getDisplayValue(), '2026-03-01'),
  },
  {
    name: 'date-object',
    run(sheet) {
      const moment = new Date(Date.UTC(2026, 6, 1, 10, 22, 31));
      const back: unknown = typed(sheet, [moment]).getValue();
      return seen(back instanceof Date ? back.toISOString() : typeof back, moment.toISOString());
    },
  },
  {
    name: 'format-change-keeps-value',
    run(sheet) {
      const range = typed(sheet, [42]);
      range.setNumberFormat('@');
      SpreadsheetApp.flush();
      return seen(typeof range.getValue(), 'number');
    },
  },
  {
    name: 'display-values',
    run(sheet) {
      sheet.getRange('A1').setNumberFormat('0.00');
      return seen(typed(sheet, [1.5, true, 'a', '']).getDisplayValues(), [['1.50'], ['TRUE'], ['a'], ['']]);
    },
  },
  {
    name: 'unicode',
    run(sheet) {
      const texts = ['a\nb', '東京都', 'Łódź 🚚'];
      return seen(typed(sheet, texts).getValues(), column(texts));
    },
  },
  {
    name: 'cell-length',
    run(sheet) {
      typed(sheet, ['x'.repeat(50_000)]);
      return refuses(() => typed(sheet, ['x'.repeat(50_001)]), '50000 characters');
    },
  },
  {
    name: 'row-mismatch',
    run: (sheet) =>
      refuses(
        () => sheet.getRange('A1:A2').setValues([['a']]),
        'The number of rows in the data does not match the number of rows in the range. ' +
          'The data has 1 but the range has 2.',
      ),
  },
  {
    name: 'column-mismatch',
    run: (sheet) =>
      refuses(
        () => sheet.getRange('A1').setValues([['a', 'b']]),
        'The number of columns in the data does not match the number of columns in the range. ' +
          'The data has 2 but the range has 1.',
      ),
  },
  {
    name: 'strict-drop-down',
    run(sheet) {
      const rule = SpreadsheetApp.newDataValidation()
        .requireValueInList(['yes', 'no'])
        .setAllowInvalid(false)
        .build();
      sheet.getRange('A1').setDataValidation(rule).setValue('yes');
      return refuses(() => {
        sheet.getRange('A1').setValue('maybe');
        SpreadsheetApp.flush();
      }, 'data validation');
    },
  },
  {
    name: 'lenient-drop-down',
    run(sheet) {
      const rule = SpreadsheetApp.newDataValidation().requireValueInList(['yes', 'no']).build();
      sheet.getRange('A1').setDataValidation(rule).setValue('maybe');
      SpreadsheetApp.flush();
      return seen([rule.getAllowInvalid(), sheet.getRange('A1').getValue()], [true, 'maybe']);
    },
  },
];
