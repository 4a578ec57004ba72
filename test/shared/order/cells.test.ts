/** The cells that the model reads: items, payment, row check, products. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { catalogOf, normalSku, readProducts } from '../../../shared/order/catalog.ts';
import { formatItems, parseItems, skuText } from '../../../shared/order/items.ts';
import { isPaid, readAmount, readPayment } from '../../../shared/order/payment.ts';
import { formatRowCheck, keyHash, keyMatches, parseRowCheck } from '../../../shared/order/row-check.ts';
import { tableOf } from '../../../shared/tabs/table.ts';
import { STAGES } from '../../../shared/tabs/tabs.ts';

describe('items', () => {
  test('C9, C10: the same SKU twice is a sum, a zero is no item', () => {
    expect(parseItems('MUG x1; SHIRT x0 ; MUG x2;')).toEqual({
      ok: true,
      items: [{ sku: 'MUG', quantity: 3 }],
    });
  });

  test('C10: blank, negative, broken and wordy quantities are refused', () => {
    for (const cell of ['MUG x-1', 'MUG x1.5', 'MUG x', 'MUG xtwo', 'MUG x123456']) {
      expect(parseItems(cell), cell).toMatchObject({ ok: false, code: 'qty.invalid', detail: cell });
    }
    for (const cell of ['MUG', ' x2', '2x MUG', `${'A'.repeat(65)} x1`]) {
      expect(parseItems(cell), cell).toMatchObject({ ok: false, code: 'items.invalid' });
    }
  });

  test('a SKU may hold blanks and an x of its own', () => {
    expect(parseItems('BOX x L x2')).toEqual({ ok: true, items: [{ sku: 'BOX x L', quantity: 2 }] });
  });

  test('items survive being written and read, whatever the SKUs are called', () => {
    const sku = fc
      .string({ unit: 'grapheme', minLength: 1 })
      .map(skuText)
      .filter((said) => said !== '');
    const unit = fc.record({ sku, quantity: fc.integer({ min: 1, max: 99_999 }) });
    fc.assert(
      fc.property(fc.uniqueArray(unit, { selector: (one) => one.sku, maxLength: 5 }), (units) => {
        expect(parseItems(formatItems(units))).toEqual({ ok: true, items: units });
      }),
    );
  });
});

describe('products', () => {
  const catalog = (rows: [string, string, string][]) =>
    catalogOf(
      readProducts(
        tableOf('Products', {
          SKU: rows.map(([sku]) => sku),
          Kind: rows.map(([, kind]) => kind),
          'Kit contents': rows.map(([, , contents]) => contents),
        }),
      ),
    );

  test('C1: other case, dashes and blanks are the same SKU, an exact spelling goes first', () => {
    const found = catalog([
      ['ABC-1', 'physical', ''],
      ['abc-1', 'digital', ''],
    ]);
    expect(found.find('abc-1')?.kind).toBe('digital');
    expect(found.find('ABC\u20111 ')?.sku).toBeDefined();
    expect(normalSku('abc\u20111\u00a0')).toBe('ABC-1');
  });

  test('C2: an unknown SKU is named and counts as physical, a placeholder of a reward is unmapped', () => {
    const made = catalog([['MUG', 'physical', '']]).explode('CUP x2; reward:Early bird x1');
    expect([made.unknown, made.unmapped, made.physical]).toEqual([['CUP'], ['reward:Early bird'], 3]);
  });

  test('C6: kits explode fully, and a cycle names its path', () => {
    const kits = catalog([
      ['ALL', 'kit', 'PAIR x2; PDF x1'],
      ['PAIR', 'kit', 'MUG x2'],
      ['MUG', 'physical', ''],
      ['PDF', 'digital', ''],
      ['LOOP', 'kit', 'BACK x1'],
      ['BACK', 'kit', 'LOOP x1'],
    ]);
    expect(kits.explode('ALL x3').text).toBe('MUG x12; PDF x3');
    expect(kits.explode('LOOP x1').problem).toEqual({ code: 'kit.cycle', detail: 'LOOP > BACK > LOOP' });
  });

  test('C3: an alias leads to the SKU of today', () => {
    const found = catalogOf(
      [{ sku: 'NEW', name: 'New', kind: 'physical', kitContents: '', onHand: null }],
      new Map([['OLD', 'NEW']]),
    );
    expect(found.explode('OLD x1; NEW x1').text).toBe('NEW x2');
  });
});

describe('payment', () => {
  test('a blank is unknown, other words are not guessed, errored keeps its reason', () => {
    expect(readPayment('')).toEqual({ known: false, blank: true });
    expect(readPayment('cheque')).toEqual({ known: false, blank: false });
    expect(readPayment('Errored: Card: Expired')).toEqual({
      known: true,
      payment: 'errored',
      reason: 'Card: Expired',
    });
  });

  test('paid, or nothing due', () => {
    const yes: [string, string][] = [
      ['paid', '20'],
      ['PAID ', ''],
      ['nothing due', ''],
      ['', '0'],
      ['', '$0.00'],
      ['no card', '0'],
      ['card on file', '0'],
      ['no card', '-3'],
    ];
    for (const [payment, amount] of yes) expect(isPaid(payment, amount), `${payment} ${amount}`).toBe(true);
    const no: [string, string][] = [
      ['', ''],
      ['', '20'],
      ['card on file', '20'],
      ['card on file', ''],
      ['errored', '0'],
      ['pending', '0'],
      ['partly paid', '0'],
      ['refunded', '0'],
      ['cheque', '0'],
    ];
    for (const [payment, amount] of no) expect(isPaid(payment, amount), `${payment} ${amount}`).toBe(false);
  });

  test('amounts are read with currency and thousands; what is no amount is no zero', () => {
    expect(['$1,234.50', '12,50 €', '0', '-3'].map(readAmount)).toEqual([1234.5, 12.5, 0, -3]);
    expect(['1.234,50', '1.234,50 €'].map(readAmount)).toEqual([1234.5, 1234.5]);
    expect(['', 'free', '1,2,3.4.5'].map(readAmount)).toEqual([null, null, null]);
  });
});

describe('row check', () => {
  test('it survives being written and read, for every stage', () => {
    for (const stage of STAGES) {
      for (const content of ['abc1234', '-']) {
        const check = { key: keyHash('A-1'), content, stage, source: 'x9' };
        expect(parseRowCheck(formatRowCheck(check))).toEqual(check);
      }
    }
  });

  test('it fits its own order only, and a damaged one is no check', () => {
    const cell = formatRowCheck({ key: keyHash('A-1'), content: '-', stage: 'Open', source: '' });
    expect(keyMatches(cell, 'A-1')).toBe(true);
    expect(keyMatches(cell, 'A-2')).toBe(false);
    expect(parseRowCheck(cell.slice(0, -3))).toBe(null);
    expect(parseRowCheck('')).toBe(null);
  });
});
