/** A small Orders sheet for tests of the page and its API: a header and `rows` orders. */

import type { Workbook } from '../../worker/local/core/types.ts';

const HEADER = ['Order ID', 'Stage', 'Name', 'Items', 'Amount due'];
const STAGES = ['Open', 'Paid', 'Shipped'];

/** Order KS-1001 in row 2, and so on; stages go round, the amount due is the row's number. */
export function fillOrders(workbook: Workbook, rows: number): void {
  const sheet = workbook.sheets()[0];
  if (!sheet) throw new Error('the workbook has no sheet');
  workbook.batch(() => {
    workbook.updateSheet(sheet.id, { name: 'Orders', rowCount: rows + 10, columnCount: 8, frozenRows: 1 });
    const cells = Array.from({ length: rows }, (_, row) => [
      `KS-${1001 + row}`,
      STAGES[row % STAGES.length] ?? '',
      `Backer ${row + 1}`,
      'MUG x1',
      row + 1,
    ]);
    workbook.write(sheet.id, 0, 0, [HEADER, ...cells], 'RAW');
    workbook.setFormat(
      sheet.id,
      { row: 0, column: 0, rows: 1, columns: 8 },
      { bold: true, background: '#e8f0ee' },
    );
    workbook.setValidation(
      sheet.id,
      { row: 1, column: 1, rows, columns: 1 },
      { values: STAGES, strict: true },
    );
    workbook.setNote(sheet.id, { row: 2, column: 2, rows: 1, columns: 1 }, 'Asked for blue.');
  });
}
