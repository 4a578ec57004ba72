import { describe, expect, test } from 'vitest';
import { numberFault } from '../../../shared/tracking/plain-number.ts';
import { rebuilt, remainsOf } from '../../../shared/tracking/rebuild.ts';

describe('what remains of a damaged number', () => {
  test.each([
    ['9.25082E+11', { begins: '92508', length: 12 }],
    ['9,25082E+11', { begins: '92508', length: 12 }],
    ['4E+15', { begins: '4', length: 16 }],
    ['9400111201080800000000', { begins: '94001112010808', length: 22 }],
    ["'9400111201080800000000", { begins: '94001112010808', length: 22 }],
  ])('G2, G4: %s', (raw, remains) => {
    expect(remainsOf(raw)).toEqual(remains);
  });

  test.each(['1Z999AA10123456784', 'N/A', '', '925082000000'])('nothing was lost of "%s"', (raw) => {
    expect(remainsOf(raw)).toBe(null);
  });
});

describe('what a damaged number may have been', () => {
  test('G2: only what stands in the row, begins alike and is as long', () => {
    const cells = ['KS-1042', '9.25082E+11', 'label 925081234567, box 2', '925099999999', '92508123456'];
    expect(rebuilt('9.25082E+11', cells)).toEqual(['925081234567']);
  });

  test('G4: a copy that lost the same digits is no help', () => {
    expect(rebuilt('9400111201080800000000', ['9400111201080800000000', '9400111201080805000000'])).toEqual([
      '9400111201080805000000',
    ]);
    expect(rebuilt('9400111201080800000000', ["'9400111201080800000000"])).toEqual([]);
  });

  test('G2: a digit or two prove nothing', () => {
    expect(rebuilt('9E+11', ['987654321098'])).toEqual([]);
    expect(rebuilt('9.25E+11', ['923456789012'])).toEqual([]);
  });

  test('a link gives the number that it tracks', () => {
    const link =
      'https://tools.usps.com/go/TrackConfirmAction?tLabels=9400111201080805483016&x=9400111201080805483017';
    expect(rebuilt('9.40011120108E+21', [link])).toEqual(['9400111201080805483016']);
  });
});

describe('numbers that may be stored', () => {
  test.each([
    '1Z999AA10123456784',
    '9400111201080805483016',
    '0073938000549297',
    'XHAX4HDA',
    '5E12',
    '568283610012000',
  ])('%s', (number) => {
    expect(numberFault(number)).toBe(null);
  });

  test.each([
    ['', 'tracking.blank'],
    ['000', 'tracking.blank'],
    ['9.25082E+11', 'tracking.damaged-scientific'],
    ['9E+11', 'tracking.damaged-scientific'],
    ['9400111200000000000000', 'tracking.damaged-precision'],
    ['LETTER', 'tracking.unreadable'],
    ['12 34', 'tracking.unreadable'],
    ['abc1234', 'tracking.unreadable'],
    ['123', 'tracking.unreadable'],
    ['9'.repeat(42), 'tracking.unreadable'],
  ])('"%s" may not: %s', (number, fault) => {
    expect(numberFault(number)).toBe(fault);
  });
});
