/** A campaign's file as the add-on's set-up leaves it, made without running the add-on. */
import { COLUMN_MARK, FILE_MARK, TAB_MARK } from '../../../shared/tabs/headers.ts';
import type { Tables } from '../../../shared/tabs/table.ts';
import { TABS } from '../../../shared/tabs/tabs.ts';
import type { Workbook } from '../../../worker/local/core/types.ts';
import { fillDemo } from '../../../worker/local/demo/fill.ts';

/** Lays out the tabs as set-up does: headers, text format, marks; then the cells of the tables. */
export function fillCampaign(book: Workbook, tables: Tables): void {
  const [blank] = book.sheets();
  for (const tab of TABS) {
    const columns = tab.columns.filter(({ optional }) => optional !== true);
    const sheet = book.addSheet({
      name: tab.name,
      rows: tab.rows + 1,
      columns: Math.max(10, columns.length),
    });
    book.addMetadata({
      key: TAB_MARK,
      value: tab.name,
      visibility: 'DOCUMENT',
      location: { type: 'sheet', sheetId: sheet.id },
    });
    if (columns.length === 0) continue;
    if (columns.length < 10) book.deleteColumns(sheet.id, columns.length, 10 - columns.length);
    book.write(sheet.id, 0, 0, [columns.map(({ name }) => name)], 'RAW');
    book.setFormat(
      sheet.id,
      { row: 1, column: 0, rows: tab.rows, columns: columns.length },
      { numberFormat: '@' },
    );
    for (const [index, { name }] of columns.entries())
      book.addMetadata({
        key: COLUMN_MARK,
        value: name,
        visibility: 'DOCUMENT',
        location: { type: 'column', sheetId: sheet.id, index },
      });
  }
  if (blank !== undefined) book.deleteSheet(blank.id);
  book.addMetadata({
    key: FILE_MARK,
    value: book.id,
    visibility: 'DOCUMENT',
    location: { type: 'spreadsheet' },
  });
  fillDemo(book, tables);
}
