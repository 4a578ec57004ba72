import { beforeEach, describe, expect, it } from 'vitest';
import { TABS } from '../../../../shared/tabs/tabs.ts';
import type { Workbook } from '../../../../worker/local/core/types.ts';
import { createWorkbook } from '../../../../worker/local/core/workbook.ts';
import { fillDemo } from '../../../../worker/local/demo/fill.ts';
import { DEMO, type DemoCampaign, generateDemo } from '../../../../worker/local/demo/generate.ts';

let workbook: Workbook;
let demo: DemoCampaign;

/** A workbook with the tabs as set-up leaves them: headers, text format and a drop-down, 20 rows. */
beforeEach(() => {
  workbook = createWorkbook({ id: 'demo', title: 'Demo' });
  for (const tab of TABS) {
    const headers = tab.columns.filter(({ optional }) => !optional).map(({ name }) => name);
    const { id } = workbook.addSheet({ name: tab.name, rows: 20, columns: Math.max(1, headers.length) });
    if (headers.length > 0) workbook.write(id, 0, 0, [headers], 'RAW');
    const cells = { row: 1, column: 0, rows: 19, columns: Math.max(1, headers.length) };
    workbook.setFormat(id, cells, { numberFormat: '@' });
    if (tab.name === 'Orders') {
      workbook.setValidation(id, { ...cells, column: 7, columns: 1 }, { values: ['paid'], strict: false });
    }
    if (tab.name === 'Channels') workbook.write(id, 1, 0, [['All items'], ['left over']], 'RAW');
  }
  demo = generateDemo({ ...DEMO, size: 300 });
  fillDemo(workbook, demo.tables);
});

function tab(name: string) {
  const sheet = workbook.sheetByName(name);
  if (sheet === undefined) throw new Error(`no ${name}`);
  const size = workbook.contentSize(sheet.id);
  const all = { row: 0, column: 0, rows: size.rows, columns: size.columns };
  return { id: sheet.id, all, rows: workbook.displayValues(sheet.id, all) };
}

describe('fillDemo', () => {
  it('puts each cell under its header, also where the header is a new one', () => {
    const { rows } = tab('Orders');
    const [header = [], ...orders] = rows;
    expect(orders).toHaveLength(300);
    for (const [name, cells] of demo.tables.Orders.columns) {
      const at = header.indexOf(name);
      expect(orders.map((row) => row[at])).toEqual(cells);
    }
    expect(header.slice(-2)).toEqual(['Pledged', 'Ordered at']);
  });

  it('keeps a name that begins with = as text', () => {
    const { id, all, rows } = tab('Orders');
    expect(rows.some((row) => row.some((cell) => cell.startsWith('=')))).toBe(true);
    expect(
      workbook
        .formulas(id, all)
        .flat()
        .filter((formula) => formula !== ''),
    ).toEqual([]);
  });

  it('leaves blank cells blank', () => {
    const { id, all } = tab('Orders');
    expect(workbook.values(id, all).flat()).not.toContain('');
  });

  it('carries text format and drop-downs to the last row', () => {
    const { id } = tab('Orders');
    const last = { row: 300, column: 0, rows: 1, columns: 29 };
    expect(workbook.formats(id, last)[0]?.map((format) => format.numberFormat)).toEqual(
      new Array(29).fill('@'),
    );
    expect(workbook.validations(id, last)[0]?.[7]?.values).toEqual(['paid']);
  });

  it('replaces the rows that set-up made', () => {
    const names = tab('Channels').rows.map((row) => row[0]);
    expect(names).toEqual(['Channel', 'US 3PL', 'All items']);
  });

  it('can be done again', () => {
    const before = tab('Shipments').rows;
    fillDemo(workbook, demo.tables);
    expect(tab('Shipments').rows).toEqual(before);
  });

  it('says which tab is missing', () => {
    const bare = createWorkbook({ id: 'bare', title: 'Bare' });
    expect(() => fillDemo(bare, demo.tables)).toThrow('no tab Orders');
  });
});
