/** Needs attention for discontinued SKUs, as it stands on the sheet after a run. */
import { expect, test } from 'vitest';
import { cancel } from '../../../shared/actions/cancel.ts';
import { hold } from '../../../shared/actions/hold.ts';
import { open, PRODUCT_ROWS, ready, tablesOf } from '../../support/campaign.ts';
import { bookOf, run } from '../actions/shipping-support.ts';

test('C4: a discontinued SKU needs attention while an order waits for it', () => {
  const products = PRODUCT_ROWS.map((row) => (row.SKU === 'MUG' ? { ...row, Discontinued: 'yes' } : row));
  const orders = [open('A-1'), ready('A-2'), open('A-3', { Items: 'SHIRT x1' })];
  const book = bookOf(tablesOf({ orders, products }));
  const row = () => book.show('Needs attention').find(({ Key }) => Key === 'sku.discontinued/MUG/');
  run(book, hold, { reason: 'look' }, 'r1', { base: 'list', list: 'A-3' });
  expect(row()).toMatchObject({
    What: 'Discontinued: MUG. Orders that wait for it: 2.',
    'Suggested action': 'Use Orders, Substitute Item, or cancel it for these orders.',
    Resolved: '',
  });
  run(book, cancel, { sku: { sku: 'MUG', quantity: 1 } }, 'r2', { base: 'list', list: 'A-1 A-2' });
  expect(row()?.Resolved).not.toBe('');
});
