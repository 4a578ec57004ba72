/** Case J30: a spreadsheet that an older add-on has set up. */
import { describe, expect, it } from 'vitest';
import { isOlder, type Migration, migrate } from '../../../addon/setup/migrations.ts';
import { ready } from '../../support/campaign.ts';
import { type TestSheet, testSheet } from '../server/sheet.ts';

const properties = () => PropertiesService.getDocumentProperties();

/** As the first version left it: no tabs for segments, no version, and a person's own things. */
function older(): TestSheet {
  const sheet = testSheet({ orders: [ready('A-1')] });
  for (const tab of ['Segments', 'Segment members']) sheet.workbook.deleteSheet(sheet.sheet(tab).id);
  sheet.execution();
  properties().deleteProperty('layout');
  const { id } = sheet.sheet('Orders');
  sheet.workbook.insertColumns(id, 1, 1);
  sheet.workbook.write(id, 0, 1, [['Mine'], ['=B1']], 'USER');
  return sheet;
}
const state = (sheet: TestSheet): unknown =>
  sheet.workbook.sheets().map((each) => [each, sheet.values(each.name)]);
const names = (sheet: TestSheet): string[] => sheet.workbook.sheets().map(({ name }) => name);

describe('J30: an older layout', () => {
  it('gets the tabs that came since, with the first request, and works; a person’s own column stays', () => {
    const sheet = older();
    const before = sheet.values('Orders');
    expect(sheet.call('context', {}).orders).toBe(1);
    expect(names(sheet)).toEqual(expect.arrayContaining(['Segments', 'Segment members']));
    expect(sheet.header('Segments')).toContain('Filter');
    expect(sheet.values('Orders')).toEqual(before);
    expect(sheet.run('push-to-channel', { channel: 'All items' }).result?.counts.change).toBe(1);
    expect(sheet.header('Orders')[1]).toBe('Mine');
  });

  it('leaves the person where they were', () => {
    const sheet = older();
    sheet.select('Products', [2, 2]);
    sheet.call('context', {});
    expect(SpreadsheetApp.getActiveSpreadsheet().getActiveSheet().getName()).toBe('Products');
  });

  it('is brought up once: a second time changes nothing, also when the version was forgotten', () => {
    const sheet = older();
    sheet.call('context', {});
    const once = state(sheet);
    sheet.call('context', {});
    expect(state(sheet)).toEqual(once);
    properties().deleteProperty('layout');
    sheet.call('context', {});
    expect(state(sheet)).toEqual(once);
  });

  it('a tab that was deleted afterwards does not come back empty', () => {
    const sheet = older();
    sheet.call('context', {});
    sheet.workbook.deleteSheet(sheet.sheet('Segments').id);
    sheet.call('context', {});
    expect(names(sheet)).not.toContain('Segments');
  });
});

describe('steps', () => {
  const steps = (ran: number[], fails = 0): Migration[] =>
    [2, 3, 4].map((to) => ({
      to,
      run: () => {
        if (to === fails) throw new Error('no room');
        ran.push(to);
        return [`step ${to}`];
      },
    }));

  it('run in order from where the spreadsheet stands, each once', () => {
    const sheet = testSheet();
    sheet.execution();
    const spreadsheet = SpreadsheetApp.getActiveSpreadsheet();
    properties().setProperty('layout', '2');
    const ran: number[] = [];
    expect(isOlder(properties(), steps(ran))).toBe(true);
    expect(migrate(spreadsheet, properties(), steps(ran))).toEqual(['step 3', 'step 4']);
    expect(migrate(spreadsheet, properties(), steps(ran))).toEqual([]);
    expect(ran).toEqual([3, 4]);
    expect(isOlder(properties(), steps(ran))).toBe(false);
  });

  it('one that fails is done again, those before it are not', () => {
    const sheet = testSheet();
    sheet.execution();
    const spreadsheet = SpreadsheetApp.getActiveSpreadsheet();
    properties().setProperty('layout', 'damaged');
    const ran: number[] = [];
    expect(() => migrate(spreadsheet, properties(), steps(ran, 3))).toThrow('no room');
    expect(migrate(spreadsheet, properties(), steps(ran))).toEqual(['step 3', 'step 4']);
    expect(ran).toEqual([2, 3, 4]);
  });

  it('a layout of a newer add-on is left alone', () => {
    const sheet = testSheet();
    sheet.execution();
    properties().setProperty('layout', '9');
    expect(migrate(SpreadsheetApp.getActiveSpreadsheet(), properties(), steps([]))).toEqual([]);
    expect(properties().getProperty('layout')).toBe('9');
  });
});
