import { describe, expect, test } from 'vitest';
import { partnerQuantity } from '../../../shared/partner-sheet/quantity.ts';

const MUGS = [{ sku: 'MUG', quantity: 3 }];
const BOTH = [
  { sku: 'MUG', quantity: 2 },
  { sku: 'NOTE, A5', quantity: 1 },
];
const all = { ok: true, units: null };
const some = (...units: { sku: string; quantity: number }[]) => ({ ok: true, units });
const no = (code: string, detail: string) => ({ ok: false, code, detail });

describe('K4: the Quantity of a partner', () => {
  test.each(['', '  ', '3', '3.0', '3,00', 'MUG x3', 'mug x1; MUG x2'])(
    '“%s” of three mugs is all',
    (cell) => {
      expect(partnerQuantity(cell, MUGS)).toEqual(all);
    },
  );

  test('a smaller number of one SKU is that many', () => {
    expect(partnerQuantity('2', MUGS)).toEqual(some({ sku: 'MUG', quantity: 2 }));
  });

  test('a smaller number of several SKUs does not say which', () => {
    expect(partnerQuantity('3', BOTH)).toEqual(all);
    expect(partnerQuantity('2', BOTH)).toEqual(no('qty.invalid', '2'));
  });

  test.each(['MUG x1; NOTE, A5 x1', 'mug X1;note, a5 × 1', 'MUG x1\nNOTE, A5 x1'])(
    '“%s” is read by item',
    (cell) => {
      expect(partnerQuantity(cell, BOTH)).toEqual(
        some({ sku: 'MUG', quantity: 1 }, { sku: 'NOTE, A5', quantity: 1 }),
      );
    },
  );

  test('items in any order that make up the parcel are all', () => {
    expect(partnerQuantity('NOTE, A5 x1; MUG x2', BOTH)).toEqual(all);
  });

  test.each([
    ['0', 'qty.none', '0'],
    ['MUG x0', 'qty.none', 'MUG x0'],
    ['4', 'qty.over', '4 of 3'],
    ['MUG x4', 'qty.over', '4 MUG of 3'],
    ['MUG x2; mug x2', 'qty.over', '4 MUG of 3'],
    ['SHIRT x1', 'sku.not-in-order', 'SHIRT'],
    ['-1', 'qty.invalid', '-1'],
    ['1.5', 'qty.invalid', '1.5'],
    ['all', 'qty.invalid', 'all'],
    ['MUG', 'qty.invalid', 'MUG'],
    ['MUG xx', 'qty.invalid', 'MUG xx'],
    ['=1+1', 'qty.invalid', '=1+1'],
  ])('“%s” is refused as %s', (cell, code, detail) => {
    expect(partnerQuantity(cell, MUGS)).toEqual(no(code, detail));
  });

  test('a long text is not told in full', () => {
    const refused = partnerQuantity('x'.repeat(500), MUGS);
    expect(refused.ok ? '' : refused.detail).toHaveLength(80);
  });
});
