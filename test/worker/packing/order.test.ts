import { describe, expect, it } from 'vitest';
import {
  batchesOf,
  byBatches,
  chosenOf,
  countsOf,
  inPickOrder,
  picksOf,
} from '../../../worker/packing/order.ts';
import { packing } from './made.ts';

const ids = (rows: readonly { readonly id: string }[]): string[] => rows.map(({ id }) => id);

describe('the order of packing', () => {
  it('puts like with like: parcels of one content together, of one SKU before of two, then by id', () => {
    const rows = [
      packing('1042-10', { items: { MUG: 1 } }),
      packing('1001-1', { items: { MUG: 1, NOTE: 1 } }),
      packing('1042-2', { items: { MUG: 1 } }),
      packing('1003-1', { items: { LAMP: 2 } }),
      packing('1002-1', { items: { MUG: 2 } }),
    ];
    expect(ids(inPickOrder(rows))).toEqual(['1003-1', '1042-2', '1042-10', '1002-1', '1001-1']);
    expect(inPickOrder([...rows].reverse())).toEqual(inPickOrder(rows));
  });

  it('goes batch by batch, the second before the tenth and those of none last', () => {
    const rows = ['', 'EU #10', 'EU #2'].map((batch, n) => packing(`${n}-1`, { batch }));
    expect(batchesOf(rows)).toEqual(['EU #2', 'EU #10', '']);
    expect(byBatches(inPickOrder(rows)).map(({ batch, rows }) => [batch, ids(rows)])).toEqual([
      ['EU #2', ['2-1']],
      ['EU #10', ['1-1']],
      ['', ['0-1']],
    ]);
  });
});

describe('the choice of parcels', () => {
  const rows = [
    packing('1-1'),
    packing('2-1', { state: 'changed', batch: 'B' }),
    packing('3-1', { state: 'problem' }),
    packing('4-1', { state: 'sent', number: '1Z' }),
    packing('5-1', { state: 'cancelling' }),
    packing('6-1', { state: 'cancelled' }),
  ];

  it('takes new ones, changed ones, those without a number, or all', () => {
    const chosen = (which: 'new' | 'changed' | 'open' | 'all') => ids(chosenOf(rows, { batch: null, which }));
    expect(chosen('new')).toEqual(['1-1']);
    expect(chosen('changed')).toEqual(['2-1']);
    expect(chosen('open')).toEqual(['1-1', '2-1', '3-1']);
    expect(chosen('all')).toHaveLength(6);
  });

  it('takes those of one batch, and those of none', () => {
    expect(ids(chosenOf(rows, { batch: 'B', which: 'all' }))).toEqual(['2-1']);
    expect(ids(chosenOf(rows, { batch: '', which: 'open' }))).toEqual(['1-1', '3-1']);
  });

  it('counts what the top of the page says', () => {
    expect(countsOf(rows)).toEqual({ fresh: 1, changed: 1, withoutNumber: 3, cancelling: 1, problems: 1 });
  });
});

describe('units to pick', () => {
  it('are summed by SKU, without parcels that are cancelled', () => {
    const rows = [
      packing('1-1', { items: { 'P-10': 1, 'P-2': 2 } }),
      packing('2-1', { items: { 'P-2': 3 } }),
      packing('3-1', { items: { 'P-2': 100 }, state: 'cancelling' }),
    ];
    expect(picksOf(rows)).toEqual([
      { sku: 'P-2', name: 'The p-2', quantity: 5, parcels: 2 },
      { sku: 'P-10', name: 'The p-10', quantity: 1, parcels: 1 },
    ]);
  });
});
