/** Overview as the add-on lays it out on the sheet. */
import { expect, it } from 'vitest';
import { ready, shipped } from '../../support/campaign.ts';
import { testSheet } from '../server/sheet.ts';

it('puts counts and their heads to the right, names and sentences to the left', () => {
  const sheet = testSheet({
    products: [{ SKU: '12345', Kind: 'physical' }],
    orders: [ready('A-1', { Items: '12345 x1' }), ready('A-2', { Items: '12345 x1', Country: 'DE' })],
    shipments: [shipped('A-1-1', '12345 x1')],
  });
  sheet.run('hold', { reason: 'wait' }, { base: 'list', list: 'A-2' });
  const values = sheet.values('Overview');
  const { id, columnCount } = sheet.sheet('Overview');
  const alignOf = (first: string): (string | undefined)[] => {
    const row = values.findIndex(([cell]) => cell === first);
    const formats = sheet.workbook.formats(id, { row, column: 0, rows: 1, columns: columnCount })[0] ?? [];
    return formats.slice(0, 3).map((format) => format?.align ?? 'left');
  };
  expect(alignOf('Stage')).toEqual(['left', 'right', 'left']);
  expect(alignOf('Shipped')).toEqual(['left', 'right', 'left']);
  expect(alignOf('12345')).toEqual(['left', 'right', 'right']);
  expect(alignOf('United States')).toEqual(['left', 'right', 'right']);
  expect(alignOf('Overview')).toEqual(['left', 'left', 'left']);
});
