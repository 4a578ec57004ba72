import { type Assumption, refuses, type Sheet, seen } from './types.ts';

function filled(sheet: Sheet, rows: readonly (readonly unknown[])[]): GoogleAppsScript.Spreadsheet.Range {
  const range = sheet.getRange(1, 1, rows.length, rows[0]?.length ?? 1);
  range.setValues(rows.map((row) => [...row]));
  SpreadsheetApp.flush();
  return range;
}

/** Rows, columns, sorting, filters, notes and marks. */
export const GRID_ASSUMPTIONS: readonly Assumption[] = [
  {
    name: 'outside-grid',
    run: (sheet) =>
      refuses(
        () => sheet.getRange(sheet.getMaxRows(), 1, 2, 1),
        'The coordinates of the range are outside the dimensions of the sheet.',
      ),
  },
  {
    name: 'last-row',
    run(sheet) {
      filled(sheet, [['a'], ['b'], ['c']]);
      sheet.getRange('A9').setBackground('#ffff00');
      const before = sheet.getLastRow();
      sheet.getRange('A2:A3').clearContent();
      SpreadsheetApp.flush();
      return seen([before, sheet.getLastRow()], [3, 1]);
    },
  },
  {
    name: 'insert-inherits',
    run(sheet) {
      sheet.getRange('A1').setNumberFormat('@');
      sheet.insertRowsAfter(1, 2);
      sheet.getRange('A3').setValue('0042');
      const value: unknown = sheet.getRange('A3').getValue();
      sheet.deleteRows(2, 2);
      return seen(value, '0042');
    },
  },
  {
    name: 'sort-moves-rows',
    run(sheet) {
      const range = filled(sheet, [
        ['b', 1],
        ['', 2],
        ['a', 3],
        [10, 4],
        [9, 5],
      ]);
      sheet.getRange('A1').setNote('of b');
      range.sort({ column: 1, ascending: true });
      SpreadsheetApp.flush();
      return seen(
        [range.getValues().map(([, id]) => id), sheet.getRange('A4').getNote()],
        [[5, 4, 3, 1, 2], 'of b'],
      );
    },
  },
  {
    name: 'filter-hides',
    run(sheet) {
      filled(sheet, [['Country'], ['US'], ['DE']]);
      const filter = sheet.getRange('A1:A3').createFilter();
      filter.setColumnFilterCriteria(1, SpreadsheetApp.newFilterCriteria().setHiddenValues(['DE']).build());
      SpreadsheetApp.flush();
      const hidden = [1, 2, 3].map((row) => sheet.isRowHiddenByFilter(row));
      sheet.getRange('A2:A3').setValues([['CA'], ['AT']]);
      const values = sheet.getRange('A2:A3').getValues();
      filter.remove();
      return seen(
        [hidden, values],
        [
          [false, false, true],
          [['CA'], ['AT']],
        ],
      );
    },
  },
  {
    name: 'hidden-rows',
    run(sheet) {
      filled(sheet, [['a'], ['b']]);
      sheet.hideRows(2);
      SpreadsheetApp.flush();
      const saw = [sheet.isRowHiddenByUser(2), sheet.isRowHiddenByFilter(2), sheet.getRange('A2').getValue()];
      sheet.showRows(2);
      return seen(saw, [true, false, 'b']);
    },
  },
  {
    name: 'note-round-trip',
    run(sheet) {
      const cell = sheet.getRange('A1').setValue('a').setNote('one\ntwo');
      cell.clearContent();
      SpreadsheetApp.flush();
      const kept = cell.getNote();
      cell.setNote('');
      SpreadsheetApp.flush();
      return seen([kept, cell.getNote()], ['one\ntwo', '']);
    },
  },
  {
    name: 'column-metadata',
    run(sheet) {
      const key = 'shipsheet-check';
      sheet.getRange('B:B').addDeveloperMetadata(key, 'b');
      sheet.insertColumnBefore(1);
      SpreadsheetApp.flush();
      const found = sheet.createDeveloperMetadataFinder().withKey(key).find();
      const saw = found.map((one) => [one.getValue(), one.getLocation().getColumn()?.getColumn()]);
      for (const one of found) one.remove();
      sheet.deleteColumn(1);
      return seen(saw, [['b', 3]]);
    },
  },
  {
    name: 'move-columns',
    run(sheet) {
      filled(sheet, [['a', 'b', 'c']]);
      sheet.getRange('A1').setNumberFormat('@');
      sheet.moveColumns(sheet.getRange('A1'), 4);
      SpreadsheetApp.flush();
      return seen(
        [sheet.getRange('A1:C1').getValues(), sheet.getRange('C1').getNumberFormat()],
        [[['b', 'c', 'a']], '@'],
      );
    },
  },
  {
    name: 'warning-protection',
    run(sheet) {
      sheet.getRange('A1:B2').protect().setDescription('shipsheet-check').setWarningOnly(true);
      SpreadsheetApp.flush();
      const found = sheet
        .getProtections(SpreadsheetApp.ProtectionType.RANGE)
        .filter((one) => one.getDescription() === 'shipsheet-check');
      const saw = found.map((one) => [one.isWarningOnly(), one.getRange().getA1Notation()]);
      for (const one of found) one.remove();
      return seen(saw, [[true, 'A1:B2']]);
    },
  },
  {
    name: 'range-list',
    run(sheet) {
      filled(sheet, [['a', 'b', 'c']]);
      sheet.getRangeList(['A1', 'C1']).clearContent();
      SpreadsheetApp.flush();
      return seen(sheet.getRange('A1:C1').getValues(), [['', 'b', '']]);
    },
  },
  {
    name: 'append-row',
    run(sheet) {
      filled(sheet, [['a'], ['b']]);
      sheet.appendRow(['c', 1]);
      SpreadsheetApp.flush();
      return seen(sheet.getRange('A3:B3').getValues(), [['c', 1]]);
    },
  },
];
