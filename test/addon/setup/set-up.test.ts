import { describe, expect, it } from 'vitest';
import { TABS } from '../../../shared/tabs/tabs.ts';
import { createWorkbook } from '../../../worker/local/core/workbook.ts';
import { sheetOver, testSheet } from '../server/sheet.ts';

describe('a new spreadsheet', () => {
  it('gets its tabs by the first request, in order, with the Journal hidden and the blank sheet gone', () => {
    const workbook = createWorkbook({ id: 'new', title: 'New' });
    const sheet = sheetOver(workbook);
    expect(sheet.call('context', {})).toMatchObject({ orders: 0, runs: [], openRun: null });
    expect(workbook.sheets().map(({ name, hidden }) => [name, hidden])).toEqual(
      TABS.map(({ name, hidden }) => [name, hidden === true]),
    );
  });

  it('shows Orders afterwards, not the Journal that was made last', () => {
    const workbook = createWorkbook({ id: 'front', title: 'New' });
    sheetOver(workbook).call('context', {});
    expect(SpreadsheetApp.getActiveSpreadsheet().getActiveSheet().getName()).toBe('Orders');
  });

  it('leaves the view where it was when one tab is made again', () => {
    const sheet = testSheet();
    sheet.workbook.deleteSheet(sheet.sheet('Activity').id);
    sheet.select('Rewards', [2, 2]);
    sheet.call('setUp', {});
    expect(SpreadsheetApp.getActiveSpreadsheet().getActiveSheet().getName()).toBe('Rewards');
  });

  it('says in Overview what to do first', () => {
    expect(testSheet().values('Overview').flat().join(' ')).toMatch(/Import Orders/);
  });

  it('keeps the tabs that a person had, also one of ours by name', () => {
    const workbook = createWorkbook({ id: 'old', title: 'Old' });
    const first = workbook.sheets()[0]?.id ?? 0;
    workbook.write(first, 0, 0, [['my notes']], 'RAW');
    const products = workbook.addSheet({ name: 'Products', rows: 10, columns: 3 });
    workbook.write(
      products.id,
      0,
      0,
      [
        ['SKU', 'Colour'],
        ['MUG', 'red'],
      ],
      'RAW',
    );
    const sheet = sheetOver(workbook);
    sheet.call('setUp', {});
    expect(workbook.values(first, { row: 0, column: 0, rows: 1, columns: 1 })).toEqual([['my notes']]);
    expect(sheet.header('Products').slice(0, 4)).toEqual(['SKU', 'Colour', 'Name', 'Kind']);
    expect(sheet.rows('Products')[0]).toMatchObject({ SKU: 'MUG', Colour: 'red' });
  });
});

describe('each tab', () => {
  const sheet = testSheet();
  const { workbook } = sheet;

  it.each(TABS.filter((tab) => tab.columns.length > 0).map((tab) => [tab.name, tab] as const))(
    '%s has its header, formats, drop-downs, protections, hidden columns and marks',
    (name, tab) => {
      const info = sheet.sheet(name);
      const columns = tab.columns.filter((column) => column.optional !== true);
      expect(info).toMatchObject({ frozenRows: 1, rowCount: tab.rows + 1, columnCount: columns.length });
      expect(sheet.header(name)).toEqual(columns.map((column) => column.name));
      const body = { row: 1, column: 0, rows: tab.rows, columns: columns.length };
      for (const row of workbook.formats(info.id, body))
        expect(row.map((format) => format.numberFormat)).toEqual(
          columns.map((column) => (column.format === 'number' ? '0.##' : '@')),
        );
      for (const row of workbook.validations(info.id, body))
        expect(row.map((rule) => rule?.values ?? null)).toEqual(
          columns.map((column) => column.values ?? null),
        );
      // Other values are parsed or refused by the model: Google must not refuse them first.
      expect(
        workbook
          .validations(info.id, body)
          .flat()
          .every((rule) => rule?.strict !== true),
      ).toBe(true);
      expect(workbook.hiddenColumns(info.id)).toEqual(
        columns.flatMap((column, at) => (column.hidden === true ? [at] : [])),
      );
      const guarded = workbook.protections(info.id);
      expect(guarded.every((protection) => protection.warningOnly)).toBe(true);
      expect(guarded.map((protection) => protection.range?.column).sort((a = 0, b = 0) => a - b)).toEqual(
        columns.flatMap((column, at) => (column.owner === 'c' ? [] : [at])),
      );
      const marks = workbook
        .metadata()
        .filter(({ location }) => location.type === 'column' && location.sheetId === info.id);
      expect(marks.map(({ value }) => value)).toEqual(columns.map((column) => column.name));
    },
  );
});
