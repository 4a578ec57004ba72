/** Cases J9 to J11: which orders a run takes, and what it leaves untouched around them. */
import { describe, expect, it } from 'vitest';
import { open, ready } from '../../support/campaign.ts';
import { ALL, type TestSheet, testSheet } from './sheet.ts';

const five = (): TestSheet => testSheet({ orders: [1, 2, 3, 4, 5].map((n) => open(`A-${n}`)) });
const lockedIds = (sheet: TestSheet): string[] =>
  sheet.rows('Orders').flatMap((row) => (row['Locked at'] === '' ? [] : [row['Order ID'] ?? '']));

describe('J9 the scope', () => {
  it('is said in the preview: selected, visible, all, or a pasted list', () => {
    const sheet = five();
    sheet.select('Orders', [2, 3]);
    const which = (base: 'selection' | 'visible' | 'all', more = {}): string =>
      sheet.preview('lock-down', {}, { base, ...more }).which;
    expect(which('selection')).toBe('Selected rows: 2 orders');
    expect(which('all')).toBe('All orders: 5 orders');
    expect(which('all', { stages: ['Open'], countries: ['US'] })).toBe(
      'All orders, stage Open, country US: 5 orders',
    );
    expect(sheet.preview('lock-down', {}, { base: 'list', list: 'A-5, A-1\nA-77' })).toMatchObject({
      which: 'Pasted list: 2 orders',
      counts: { change: 2 },
      notices: [{ level: 'warning', text: expect.stringContaining('A-77') }],
    });
    const { id } = sheet.sheet('Orders');
    sheet.workbook.setRowsHidden(id, 1, 1, true);
    const stage = sheet.columnOf('Orders', 'Order ID');
    const { columns } = sheet.workbook.contentSize(id);
    sheet.workbook.setFilter(id, {
      range: { row: 0, column: 0, rows: 6, columns },
      hiddenValues: new Map([[stage, new Set(['A-4'])]]),
    });
    expect(which('visible')).toBe('Visible rows: 3 orders');
    sheet.run('lock-down', {}, { base: 'visible' });
    expect(lockedIds(sheet)).toEqual(['A-2', 'A-3', 'A-5']);
  });

  it('never writes what was not previewed: a click elsewhere before the button writes nothing', () => {
    const sheet = five();
    sheet.select('Orders', [2, 3]);
    const shown = sheet.preview('lock-down', {}, { base: 'selection' });
    sheet.select('Orders', [5, 6]);
    const { result } = sheet.apply('lock-down', shown, {}, { base: 'selection' });
    expect(result).toMatchObject({ counts: { change: 0 }, moved: ['A-4', 'A-5'] });
    expect(lockedIds(sheet)).toEqual([]);
  });

  it('of a selection in another tab is refused with what to do', () => {
    const sheet = five();
    sheet.select('Shipments', [2, 3]);
    expect(() => sheet.preview('lock-down', {}, { base: 'selection' })).toThrow(
      /scope.no-selection: No orders are selected/,
    );
  });
});

describe('J10 a selection', () => {
  it('over the header, blank rows and several ranges takes each order once', () => {
    const sheet = five();
    sheet.select('Orders', [1, 2], [2, 3], [6, 40]);
    expect(sheet.call('context', {}).selected).toEqual(['A-1', 'A-2', 'A-5']);
    expect(sheet.preview('lock-down', {}, { base: 'selection' })).toMatchObject({
      which: 'Selected rows: 3 orders',
      total: 3,
    });
    sheet.run('lock-down', {}, { base: 'selection' });
    expect(lockedIds(sheet)).toEqual(['A-1', 'A-2', 'A-5']);
  });

  it('drawn over a filtered list takes what is seen of it', () => {
    const sheet = five();
    const { id } = sheet.sheet('Orders');
    const { columns } = sheet.workbook.contentSize(id);
    sheet.workbook.setFilter(id, {
      range: { row: 0, column: 0, rows: 6, columns },
      hiddenValues: new Map([[sheet.columnOf('Orders', 'Order ID'), new Set(['A-2', 'A-4'])]]),
    });
    sheet.select('Orders', [2, 6]);
    expect(sheet.call('context', {}).selected).toEqual(['A-1', 'A-3', 'A-5']);
    sheet.run('lock-down', {}, { base: 'selection' });
    expect(lockedIds(sheet)).toEqual(['A-1', 'A-3', 'A-5']);
  });

  it('of the header alone is no order', () => {
    const sheet = five();
    sheet.select('Orders', [1, 1]);
    expect(sheet.preview('lock-down', {}, { base: 'selection' }).total).toBe(0);
    expect(sheet.call('order', {})).toBeNull();
  });
});

describe('J11 what a person made of the sheet', () => {
  it('formats, notes, widths, frozen columns and tab order stay through runs and Repair Sheets', () => {
    const sheet = testSheet({ orders: [ready('A-1'), open('A-2')] });
    const { id } = sheet.sheet('Orders');
    const at = sheet.columnOf('Orders', 'Stage');
    const cell = { row: 1, column: at, rows: 1, columns: 1 };
    sheet.workbook.setFormat(id, cell, { background: '#ffff00', bold: true });
    sheet.workbook.setNote(id, cell, 'Ask Zoe');
    sheet.workbook.setColumnWidth(id, at, 1, 321);
    sheet.workbook.updateSheet(id, { frozenColumns: 1, tabColor: '#123456', index: 3 });
    const look = (): unknown => [
      sheet.workbook.formats(id, cell),
      sheet.workbook.notes(id, cell),
      sheet.workbook.columnWidths(id)[at],
      sheet.workbook.sheet(id),
    ];
    const before = look();
    sheet.run('push-to-channel', { channel: 'All items' });
    sheet.run('lock-down');
    sheet.run('repair', {}, ALL);
    sheet.call('setUp', {});
    expect(look()).toEqual(before);
  });

  it('a person’s own note stays beside ours when an edit is put back', () => {
    const sheet = five();
    const { id } = sheet.sheet('Orders');
    const cell = { row: 1, column: sheet.columnOf('Orders', 'Stage'), rows: 1, columns: 1 };
    sheet.workbook.setNote(id, cell, 'Ask Zoe');
    sheet.type('Orders', 'A-1', 'Stage', 'Shipped');
    expect(sheet.note('Orders', 'A-1', 'Stage')).toMatch(/^Ask Zoe\nShipsheet: /);
    sheet.type('Orders', 'A-1', 'Stage', 'Open');
    expect(sheet.note('Orders', 'A-1', 'Stage')).toBe('Ask Zoe');
  });
});
