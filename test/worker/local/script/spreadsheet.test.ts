import { expect, test } from 'vitest';
import { inProcess } from './in-process.ts';

test('a spreadsheet knows its name, place and sheets', () => {
  const { run } = inProcess();
  expect(
    run(`spreadsheet.insertSheet('Orders', 0); spreadsheet.insertSheet('Last'); spreadsheet.rename('Lamp');
      return [spreadsheet.getId(), spreadsheet.getName(), spreadsheet.getSpreadsheetTimeZone(),
        spreadsheet.getSpreadsheetLocale(), spreadsheet.getSheets().map((s) => s.getName() + s.getIndex())];`),
  ).toEqual(['wb', 'Lamp', 'Europe/Berlin', 'en_US', ['Orders1', 'Last2', 'Sheet13']]);
});

test('a new sheet becomes the active one, and what is active moves on when it is deleted', () => {
  const { run } = inProcess();
  expect(
    run(`const made = spreadsheet.insertSheet('Orders');
      const before = spreadsheet.getActiveSheet().getName();
      spreadsheet.deleteSheet(made);
      return [before, spreadsheet.getActiveSheet().getName(), spreadsheet.getSheetByName('Orders')];`),
  ).toEqual(['Orders', 'Sheet1', null]);
});

test('sheets are found by name and id, renamed, moved, hidden and coloured', () => {
  const { run } = inProcess();
  expect(
    run(`const made = spreadsheet.insertSheet('Orders').setName('Shipments').setTabColor('#ff0000');
      spreadsheet.moveActiveSheet(1);
      const same = spreadsheet.getSheetById(made.getSheetId());
      made.setFrozenRows(1); made.hideSheet();
      return [same.getName(), same.getIndex(), same.getTabColor(), same.getFrozenRows(), same.isSheetHidden(),
        spreadsheet.getSheetById(12345)];`),
  ).toEqual(['Shipments', 1, '#ff0000', 1, true, null]);
});

test('a taken name is refused in words of Google', () => {
  expect(() => inProcess().run(`spreadsheet.insertSheet('sheet1');`)).toThrow(
    'A sheet with the name "sheet1" already exists. Please enter another name.',
  );
});

test('ranges come by numbers and by A1, and say where they are', () => {
  const { run } = inProcess();
  expect(
    run(`const all = (...args) => sheet.getRange(...args).getA1Notation();
      return [all(2, 3), all(2, 3, 2), all(2, 3, 2, 4), all('B2'), all('C5:B2'), all('A:B'), all('3:4'), all('A2:A'),
        all("'Sheet1'!D1"), spreadsheet.getRange('Sheet1!A1:B2').getA1Notation()];`),
  ).toEqual(['C2', 'C2:C3', 'C2:F3', 'B2', 'B2:C5', 'A1:B1000', 'A3:Z4', 'A2:A1000', 'D1', 'A1:B2']);
});

test('a range gives its corners, its size, its cells and its neighbours', () => {
  const { run } = inProcess();
  expect(
    run(`const range = sheet.getRange('B2:D5');
      return [range.getRow(), range.getColumn(), range.getLastRow(), range.getLastColumn(), range.getNumRows(),
        range.getNumColumns(), range.getCell(2, 3).getA1Notation(), range.offset(1, -1).getA1Notation(),
        range.offset(0, 0, 1, 1).getA1Notation(), range.getSheet().getName()];`),
  ).toEqual([2, 2, 5, 4, 4, 3, 'D3', 'A3:C6', 'B2', 'Sheet1']);
});

test.each([
  ['sheet.getRange(0, 1)', 'The starting row of the range is too small.'],
  ['sheet.getRange(1, 0)', 'The starting column of the range is too small.'],
  ['sheet.getRange(1, 1, 0)', 'The number of rows in the range must be at least 1.'],
  ['sheet.getRange(1, 1, 1, 0)', 'The number of columns in the range must be at least 1.'],
  ['sheet.getRange(1000, 1, 2)', 'The coordinates of the range are outside the dimensions of the sheet.'],
  ["sheet.getRange('AAA1')", 'The coordinates of the range are outside the dimensions of the sheet.'],
  ["sheet.getRange('orders')", 'Range not found'],
  [
    "sheet.getRange('1', 2)",
    "The parameters (String,number) don't match the method signature for SpreadsheetApp.Sheet.getRange.",
  ],
  ["sheet.getRange('A1').setValues('a')", "The parameters (String) don't match the method signature"],
  ['sheet.deleteRows(1, 1000)', "You can't delete all the rows on the sheet."],
  ['sheet.hideColumns(27)', 'out of bounds'],
])('%s is refused: %s', (call, message) => {
  expect(() => inProcess().run(call)).toThrow(message);
});

test('rows and columns are inserted, deleted, hidden, shown and sized', () => {
  const { run } = inProcess();
  expect(
    run(`sheet.getRange('A1:A3').setValues([['a'], ['b'], ['c']]);
      sheet.insertRowsAfter(1, 2).insertRowBefore(1).deleteRow(2);
      const rows = sheet.getRange('A1:A6').getValues().join();
      sheet.insertColumnsBefore(1, 2).deleteColumns(1, 1);
      sheet.setColumnWidth(2, 50); sheet.setColumnWidths(3, 2, 70); sheet.hideColumns(2, 2); sheet.showColumns(3);
      return [rows, sheet.getMaxRows(), sheet.getMaxColumns(), [1, 2, 3, 4].map((c) => sheet.getColumnWidth(c)),
        [1, 2, 3].map((c) => sheet.isColumnHiddenByUser(c))];`),
  ).toEqual([',,,b,c,', 1002, 27, [100, 50, 70, 70], [false, true, false]]);
});

test('dates are those of the time zone of the spreadsheet, in summer and in winter', () => {
  const { run } = inProcess();
  expect(
    run(`sheet.getRange('A1:A2').setValues([['2026-01-15 12:00:00'], ['2026-07-15 12:00:00']]);
      return sheet.getRange('A1:A2').getValues().map(([date]) => date.toISOString());`),
  ).toEqual(['2026-01-15T11:00:00.000Z', '2026-07-15T10:00:00.000Z']);
});

test('a date that is written gets a date format, unless the cell has one', () => {
  const { run } = inProcess({}, 'America/New_York');
  expect(
    run(`sheet.getRange('A2').setNumberFormat('d.m.yyyy');
      sheet.getRange('A1:A2').setValue(new Date('2026-03-01T05:00:00Z'));
      sheet.getRange('A3').setValue(new Date('2026-03-01T17:30:00Z'));
      return sheet.getRange('A1:A3').getDisplayValues();`),
  ).toEqual([['2026-03-01'], ['1.3.2026'], ['2026-03-01 12:30:00']]);
});

test('looks are set for ranges, cells and lists of ranges, and read back', () => {
  const { run } = inProcess();
  expect(
    run(`const range = sheet.getRange('A1:B1');
      range.setBackgrounds([['#FFF3CD', null]]).setFontWeight('bold').setFontColor('#123456').setFontStyle('italic')
        .setFontSize(12).setWrapStrategy(SpreadsheetApp.WrapStrategy.CLIP).setHorizontalAlignment('center')
        .setVerticalAlignment('middle').setNumberFormats([['@', '0.00']]);
      sheet.getRangeList(['A1', 'B1']).setFontWeight('normal');
      return [range.getBackgrounds(), range.getFontWeights(), range.getFontColor(), range.getFontStyle(),
        range.getFontSize(), range.getWrapStrategy() === SpreadsheetApp.WrapStrategy.CLIP,
        range.getHorizontalAlignment(), range.getNumberFormats(), sheet.getRange('C1').getNumberFormat()];`),
  ).toEqual([
    [['#fff3cd', '#ffffff']],
    [['normal', 'normal']],
    '#123456',
    'italic',
    12,
    true,
    'center',
    [['@', '0.00']],
    'General',
  ]);
});

test('clear takes content and looks, clearContent leaves looks, clearFormat takes drop-downs too', () => {
  const { run } = inProcess();
  expect(
    run(`const cell = sheet.getRange('A1');
      const rule = SpreadsheetApp.newDataValidation().requireValueInList(['a', 'b']).setHelpText('Choose').build();
      const state = () => [cell.getValue(), cell.getFontWeight(), cell.getDataValidation() !== null, cell.getNote()];
      const fill = () => cell.setValue('a').setFontWeight('bold').setDataValidation(rule).setNote('n');
      fill().clearContent(); const content = state();
      fill().clearFormat(); const format = state();
      fill().clear(); const all = state();
      fill().clearNote().clearDataValidations(); const rest = state();
      return [content, format, all, rest];`),
  ).toEqual([
    ['', 'bold', true, 'n'],
    ['a', 'normal', false, 'n'],
    ['', 'normal', false, 'n'],
    ['a', 'bold', false, ''],
  ]);
});

test('a drop-down can be read back', () => {
  expect(
    inProcess().run(`const rule = SpreadsheetApp.newDataValidation().requireValueInList(['a', 'b'], true)
        .setAllowInvalid(false).setHelpText('Choose').build();
      sheet.getRange('A1:A2').setDataValidations([[rule], [null]]);
      const [[first], [second]] = sheet.getRange('A1:A2').getDataValidations();
      return [first.getCriteriaValues(), first.getAllowInvalid(), first.getHelpText(), second,
        first.getCriteriaType() === SpreadsheetApp.DataValidationCriteria.VALUE_IN_LIST];`),
  ).toEqual([[['a', 'b'], true], false, 'Choose', null, true]);
});

test('a filter hides values, and sorts below its header', () => {
  expect(
    inProcess().run(`sheet.getRange('A1:A4').setValues([['Name'], ['b'], ['a'], ['c']]);
      const filter = sheet.getRange('A1:A4').createFilter().sort(1, false);
      filter.setColumnFilterCriteria(1, SpreadsheetApp.newFilterCriteria().setHiddenValues(['b']).build());
      const hidden = [1, 2, 3, 4].map((row) => sheet.isRowHiddenByFilter(row));
      const criteria = sheet.getFilter().getColumnFilterCriteria(1).getHiddenValues();
      sheet.getFilter().remove();
      return [sheet.getRange('A1:A4').getValues().join(), hidden, criteria, sheet.getFilter()];`),
  ).toEqual(['Name,c,b,a', [false, false, true, false], ['b'], null]);
});

test('protections are described, listed by kind and removed', () => {
  expect(
    inProcess().run(`sheet.protect().setDescription('all').setWarningOnly(true);
      sheet.getRange('A1:A9').protect().setDescription('keys');
      const list = (type) => sheet.getProtections(SpreadsheetApp.ProtectionType[type]);
      const before = [list('SHEET')[0].getDescription(), list('SHEET')[0].isWarningOnly(),
        list('RANGE')[0].getRange().getA1Notation()];
      list('RANGE')[0].remove();
      return [...before, list('RANGE').length];`),
  ).toEqual(['all', true, 'A1:A9', 0]);
});

test('metadata stands on the spreadsheet, a sheet or a whole column, and nowhere else', () => {
  const { run } = inProcess();
  expect(
    run(`spreadsheet.addDeveloperMetadata('a', '1');
      sheet.addDeveloperMetadata('a', '2', SpreadsheetApp.DeveloperMetadataVisibility.PROJECT);
      sheet.getRange('C:C').addDeveloperMetadata('a', '3');
      const find = (of) => of.createDeveloperMetadataFinder().withKey('a').find().map((one) => one.getValue());
      const [own] = sheet.getRange('C:C').getDeveloperMetadata();
      own.setValue('4');
      const saw = [find(spreadsheet), find(sheet), spreadsheet.getDeveloperMetadata().length,
        sheet.getDeveloperMetadata()[0].getVisibility().toString(), own.getLocation().getColumn().getA1Notation()];
      own.remove();
      return [...saw, find(sheet)];`),
  ).toEqual([['1', '2', '4'], ['2', '4'], 1, 'PROJECT', 'C1:C1000', ['2']]);
  expect(() => run("sheet.getRange('C1').addDeveloperMetadata('a')")).toThrow('arbitrary ranges');
});

test('what is selected is what the session selected, and a script can change it', () => {
  const shown: unknown[] = [];
  const { run } = inProcess({
    selection: {
      sheetId: 0,
      ranges: [
        { row: 1, column: 0, rows: 2, columns: 1 },
        { row: 5, column: 0, rows: 1, columns: 2 },
      ],
    },
    show: (event) => shown.push(event),
  });
  expect(
    run(`return [spreadsheet.getActiveRange().getA1Notation(), SpreadsheetApp.getCurrentCell().getA1Notation(),
      spreadsheet.getSelection().getActiveRangeList().getRanges().map((range) => range.getA1Notation())];`),
  ).toEqual(['A6:B6', 'A6', ['A2:A3', 'A6:B6']]);
  expect(run("sheet.getRange('D4').activate(); return sheet.getActiveRange().getA1Notation();")).toBe('D4');
  expect(shown).toEqual([
    { type: 'selection', selection: { sheetId: 0, ranges: [{ row: 3, column: 3, rows: 1, columns: 1 }] } },
  ]);
});

test('content calls are counted, looks and shapes are not', () => {
  const { run, counters } = inProcess();
  run(`sheet.getRange('A1:B2').setValues([[1, 2], [3, 4]]).setFontWeight('bold').getBackgrounds();
    sheet.getDataRange().getValues(); sheet.getRange('A1').getDisplayValue(); sheet.getLastRow();
    sheet.getRange('A1:A2').clearContent();`);
  expect(counters).toEqual({ reads: 2, writes: 2, readCells: 5, writtenCells: 6 });
});

test.each([
  ['SpreadsheetApp.newConditionalFormatRule()', 'SpreadsheetApp.newConditionalFormatRule'],
  ['spreadsheet.getNamedRanges()', 'Spreadsheet.getNamedRanges'],
  ['sheet.getCharts()', 'Sheet.getCharts'],
  ["sheet.getRange('A1').copyTo()", 'Range.copyTo'],
  ["sheet.getRangeList(['A1']).check()", 'RangeList.check'],
  ['SpreadsheetApp.getUi().showDialog()', 'Ui.showDialog'],
  ['Utilities.zip([])', 'Utilities.zip'],
  ['SpreadsheetApp.ProtectionType.NONE', 'SpreadsheetApp.ProtectionType.NONE'],
])('%s is not here and says so', (call, name) => {
  expect(() => inProcess().run(call)).toThrow(`${name} is not available in the local workbook`);
});

test('sharing and other files are not here and say so', () => {
  const { run } = inProcess();
  expect(() => run("spreadsheet.addEditor('a@example.com')")).toThrow('cannot be shared');
  expect(() => run("SpreadsheetApp.openById('x')")).toThrow('Specified permissions are not sufficient');
  expect(() => run('ScriptApp.getOAuthToken()')).toThrow('not available in the local workbook');
});

test('errors of services are named Exception', () => {
  expect(
    inProcess().run(
      "try { sheet.getRange('A9999'); } catch (error) { return [error.name, error instanceof Error]; }",
    ),
  ).toEqual(['Exception', true]);
});

test('a sheet is sorted below its frozen rows', () => {
  expect(
    inProcess().run(`sheet.getRange('A1:A3').setValues([['z'], ['b'], ['a']]); sheet.setFrozenRows(1); sheet.sort(1);
      return sheet.getRange('A1:A3').getValues().join();`),
  ).toBe('z,a,b');
});

test('a sheet can be cleared in parts, and appended to at the edge of its grid', () => {
  expect(
    inProcess().run(`sheet.deleteRows(2, 999);
      sheet.getRange('A1').setValue('a').setFontWeight('bold');
      sheet.appendRow(['b', new Date('2026-03-01T00:00:00Z')]);
      const shown = sheet.getDataRange().getDisplayValues();
      sheet.clearContents();
      return [shown, sheet.getMaxRows(), sheet.getLastRow(), sheet.getRange('A1').getFontWeight()];`),
  ).toEqual([
    [
      ['a', ''],
      ['b', '2026-03-01 01:00:00'],
    ],
    2,
    0,
    'bold',
  ]);
});

test('rich text is text, and none for numbers', () => {
  expect(
    inProcess().run(`const text = (value) => SpreadsheetApp.newRichTextValue().setText(value).build();
      sheet.getRange('A1:B1').setRichTextValues([[text('=A2'), text('')]]);
      sheet.getRange('C1').setValue(5);
      return [sheet.getRange('A1:C1').getRichTextValues()[0].map((rich) => rich && rich.getText()),
        sheet.getRange('A1').getFormula(), sheet.getRange('B1').isBlank()];`),
  ).toEqual([['=A2', '', null], '', true]);
});

test('formulas are kept as their text, and told apart from text', () => {
  expect(
    inProcess().run(`sheet.getRange('A1:B1').setFormulas([['SUM(B1:B2)', '']]);
      sheet.getRange('C1').setFormula('=A1');
      return [sheet.getRange('A1:C1').getFormulas(), sheet.getRange('A1').getValue()];`),
  ).toEqual([[['=SUM(B1:B2)', '', '=A1']], '=SUM(B1:B2)']);
});
