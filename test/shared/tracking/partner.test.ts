import { describe, expect, test } from 'vitest';
import {
  chosenColumns,
  columnsChosen,
  lastFileText,
  partnerLayoutText,
  readLastFile,
  readPartnerLayout,
  rowsHash,
  sinceLast,
} from '../../../shared/tracking/partner.ts';

const ROWS = [
  ['KS-1', '1Z999AA10123456784'],
  ['KS-2', ''],
];
const last = { name: 'mon.csv', rows: 2, hash: rowsHash(ROWS) };

describe('the last file of a partner', () => {
  test('a daily file that only grew is known by its first rows', () => {
    expect(sinceLast([...ROWS, ['KS-3', '9400111201080805483016']], last)).toBe('grown');
    expect(sinceLast(ROWS, last)).toBe('same');
    expect(
      sinceLast(
        [
          ['KS-1 ', ' 1Z999AA10123456784'],
          ['KS-2', ''],
        ],
        last,
      ),
    ).toBe('same');
  });

  test('a changed, shorter or shuffled file is another one: nothing of it is called old', () => {
    expect(sinceLast([...ROWS].reverse(), last)).toBe('other');
    expect(sinceLast(ROWS.slice(0, 1), last)).toBe('other');
    expect(
      sinceLast(
        [
          ['KS-1', '1Z999AA10123456784'],
          ['KS-2', 'N'],
          ['KS-3', 'x'],
        ],
        last,
      ),
    ).toBe('other');
    expect(sinceLast(ROWS, { name: '', rows: 0, hash: rowsHash([]) })).toBe('other');
  });

  test('the same cells in other columns are other rows', () => {
    expect(rowsHash([['a', 'b']])).not.toBe(rowsHash([['ab']]));
    expect(rowsHash([['a'], ['b']])).not.toBe(rowsHash([['b'], ['a']]));
  });

  test('is read back as it was written, and damage is no memory', () => {
    expect(readLastFile(lastFileText(last))).toEqual(last);
    for (const damaged of ['', 'null', '{}', '{"is":"last"}', '{"is":"last","rows":-1}', '{"is":"layout"}'])
      expect(readLastFile(damaged)).toBe(null);
  });
});

describe('the layout of a partner', () => {
  const layout = {
    columns: { number: 'awb', orderId: '' },
    dayOrder: 'dmy',
    carrier: 'USPS',
    carriers: { 'Canada Post or Evri': 'Evri' },
  } as const;

  test('is read back as it was written; what is no field of ours is dropped', () => {
    expect(readPartnerLayout(partnerLayoutText(layout))).toEqual(layout);
    expect(
      readPartnerLayout('{"is":"layout","columns":{"number":"awb","evil":"x","sku":7},"dayOrder":"ymd"}'),
    ).toEqual({
      columns: { number: 'awb' },
      dayOrder: undefined,
      carrier: '',
      carriers: {},
    });
    expect(readPartnerLayout('[1')).toBe(null);
    expect(readPartnerLayout(lastFileText(last))).toBe(null);
  });

  test('G24: columns are kept by name, so that moved columns are found and renamed ones asked again', () => {
    const kept = columnsChosen(
      ['Ref', 'AWB #'],
      new Map([['number', 1] as const, ['orderId', 0] as const, ['sku', -1] as const]),
    );
    expect(kept).toEqual({ number: 'awb no', orderId: 'ref', sku: '' });
    expect([...chosenColumns(['AWB No.', 'Colour', 'Ref'], kept)]).toEqual(
      expect.arrayContaining([
        ['number', 0],
        ['orderId', 2],
        ['sku', -1],
      ]),
    );
    expect(chosenColumns(['Waybill', 'Ref'], kept).has('number')).toBe(false);
  });
});
