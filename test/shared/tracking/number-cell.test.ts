import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cleanNumber } from '../../../shared/tracking/clean.ts';
import { cleanId } from '../../../shared/tracking/ids.ts';
import { classifyNumber, type NumberCell, numberWarnings } from '../../../shared/tracking/number-cell.ts';
import { SAMPLES } from './samples.ts';

const brief = (cell: NumberCell): string => {
  if (cell.kind === 'number') return cell.number;
  if (cell.kind === 'several') return cell.numbers.join(' & ');
  return cell.kind === 'refused' ? cell.code : 'blank';
};
const read = (raw: string, isNumber = false): string => brief(classifyNumber(raw, isNumber));

describe('classifyNumber', () => {
  test('G1: an empty cell is blank', () => {
    expect(['', ' ', '\u00a0', '\t\n'].map((t) => read(t))).toEqual(['blank', 'blank', 'blank', 'blank']);
  });

  test.each([
    '9.25082E+11',
    '9,25082E+11',
    '9.4E21',
    '9E+21',
    "'9.25082E+11",
    ' 9.25082e+11 ',
    '="9.25E+11"',
  ])('G2: %s is damaged', (raw) => {
    expect(read(raw)).toBe('tracking.damaged-scientific');
  });

  test('G3: a number cell of up to 15 digits is taken exactly', () => {
    expect(read('925082000000', true)).toBe('925082000000');
    expect(read('986578788855', true)).toBe('986578788855');
  });

  test('G4: more than 15 digits in a number cell are damaged, whatever they end in', () => {
    expect(read('9400111899223100000000', true)).toBe('tracking.damaged-precision');
    expect(read('9400111899223159800000', true)).toBe('tracking.damaged-precision');
    expect(read('1234567890123456', true)).toBe('tracking.damaged-precision');
  });

  test('G4: text that ends in the zeros of a number cell is damaged too; a 16-digit number may end in 0', () => {
    expect(read('9400111899223150000000')).toBe('tracking.damaged-precision');
    expect(read('123456789012345000')).toBe('tracking.damaged-precision');
    expect(read('7035114477138470')).toBe('7035114477138470');
    expect(read('568283610012000')).toBe('568283610012000');
  });

  test.each([
    ["'9400111201080805483016", ['apostrophe']],
    ['="9400111201080805483016"', ['formula']],
    ['9400 1112 0108 0805 4830 16', ['spaces']],
    ['9400-1112-0108-0805-4830-16', ['dashes']],
    ['9400\u00a01112\u00a00108\u00a00805\u00a04830\u00a016', ['spaces']],
    ['\u200b9400111201080805483016\ufeff', ['invisible']],
    ['９４００111201080805483016', ['full-width']],
    [' 9400111201080805483016\n', ['spaces']],
  ])('G5: %j is cleaned', (raw, did) => {
    const cell = classifyNumber(raw);
    expect(cell).toMatchObject({ kind: 'number', number: '9400111201080805483016', did, raw });
  });

  test('G5: small letters become capitals, and the cell is kept as it was', () => {
    expect(classifyNumber('1z 999 aa1 01 2345 6784')).toMatchObject({
      number: '1Z999AA10123456784',
      did: ['spaces', 'lower-case'],
      raw: '1z 999 aa1 01 2345 6784',
    });
  });

  test.each([
    ...[
      'N/A',
      'n/a',
      '-',
      '--',
      '—',
      'pending',
      'Letter',
      'TBA',
      'none',
      '0',
      '0000',
      'untracked',
      '(none)',
      "'-",
    ],
    ...[
      'Brief',
      'folgt',
      'en attente',
      'sin seguimiento',
      'nessuno',
      'geen',
      '无',
      '#N/A',
      'shipped',
      'no tracking number',
    ],
  ])('G7: %s means no number', (raw) => {
    expect(classifyNumber(raw)).toEqual({ kind: 'blank', raw });
  });

  test.each([
    ['https://www.ups.com/track?loc=en_US&tracknum=1Z999AA10123456784', '1Z999AA10123456784', 'UPS'],
    [
      'https://tools.usps.com/go/TrackConfirmAction?tLabels=9400111201080805483016',
      '9400111201080805483016',
      'USPS',
    ],
    ['https://www.fedex.com/fedextrack/?trknbr=986578788855&trkqual=1', '986578788855', 'FedEx'],
    [
      'https://www.royalmail.com/track-your-item#/tracking-results/RB123456785GB',
      'RB123456785GB',
      'Royal Mail',
    ],
    [
      'https://www.dhl.de/de/privatkunden/dhl-sendungsverfolgung.html?piececode=00340434161094042557',
      '00340434161094042557',
      'DHL',
    ],
  ])('G8: the number is taken from the address %s', (raw, number, urlCarrier) => {
    expect(classifyNumber(raw)).toMatchObject({ kind: 'number', number, urlCarrier, url: raw });
  });

  test('G8: an address without a number of a known form is kept as an address', () => {
    expect(read('https://example.com/t/123456789012')).toBe('tracking.url-only');
    expect(read('https://www.ups.com/track')).toBe('tracking.url-only');
    expect(read('https://www.ups.com/track?tracknum=')).toBe('tracking.url-only');
  });

  test.each([
    '1Z999AA10123456784; 1Z5R89390357567127',
    '1Z999AA10123456784\n1Z5R89390357567127',
    '1Z999AA10123456784, 1z5r89390357567127',
    '1Z999AA10123456784 and 1Z5R89390357567127',
    '1Z999AA10123456784 1Z5R89390357567127',
  ])('G9: %j is two numbers', (raw) => {
    expect(read(raw)).toBe('1Z999AA10123456784 & 1Z5R89390357567127');
  });

  test('G9: the same number twice is one number, and groups of digits are one number', () => {
    expect(read('1Z999AA10123456784; 1Z999AA10123456784')).toBe('1Z999AA10123456784');
    expect(read('RB 123 456 785 GB')).toBe('RB123456785GB');
  });

  test('G31: a formula cell in a text file gives what it displays', () => {
    expect(read('=HYPERLINK("https://x.example/?n=1";"9400111201080805483016")')).toBe(
      '9400111201080805483016',
    );
    expect(read('=HYPERLINK("https://x.example/", "pending")')).toBe('blank');
  });

  test('a carrier in front of the number goes, other words make the cell unreadable', () => {
    expect(read('UPS 1Z999AA10123456784')).toBe('1Z999AA10123456784');
    expect(read('UPS: 1Z999AA10123456784')).toBe('1Z999AA10123456784');
    expect(['2 boxes', 'sent 3 May', '12', 'A1!B2#99', '=B2+1'].map((t) => read(t))).toEqual([
      ...Array.from({ length: 5 }, () => 'tracking.unreadable'),
    ]);
  });

  test.each(SAMPLES)('%s of %s: %s is taken as it stands', (_, __, number) => {
    expect(classifyNumber(number)).toMatchObject({ kind: 'number', number, did: [] });
  });
});

test('property 13: what is blank, damaged or unreadable never gives a number', () => {
  const damaged = fc.oneof(
    fc
      .tuple(
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 0, max: 99_999 }),
        fc.integer({ min: 9, max: 30 }),
      )
      .map(([a, b, e]) => `${a}.${b}E+${e}`),
    fc.integer({ min: 100_000_000_000_000, max: 999_999_999_999_999 }).map((n) => `${n}0000000`),
    fc.string({ unit: fc.constantFrom(' ', '-', '0', '/', '.', '\t', '\u00a0') }),
    fc.string({ unit: fc.constantFrom('a', 'B', 'ß', '無', ' ') }),
  );
  fc.assert(fc.property(damaged, (text) => classifyNumber(text).kind !== 'number'));
});

test('cleaning twice changes nothing more, and spaces, dashes and case never change a number', () => {
  const number = fc.constantFrom(...SAMPLES.map(([, , n]) => n));
  const noise = fc.array(fc.constantFrom('', '', ' ', '-', '\u00a0', '\u200b'), {
    minLength: 41,
    maxLength: 41,
  });
  fc.assert(
    fc.property(number, noise, fc.boolean(), (text, marks, small) => {
      const noisy = [...text].map((c, i) => c + (marks[i] ?? '')).join('');
      const { text: cleaned } = cleanNumber(small ? noisy.toLowerCase() : noisy);
      expect(cleaned).toBe(text);
      expect(cleanNumber(cleaned)).toEqual({ text, did: [] });
    }),
  );
});

describe('numberWarnings', () => {
  test('G6: zeros lost in front are named with the number that would be right', () => {
    expect(numberWarnings('3071790000523483741')).toEqual([
      { code: 'tracking.zero-lost', detail: '03071790000523483741' },
    ]);
  });
  test('G3: a wrong check digit is a warning', () => {
    expect(numberWarnings('1Z999AA10123456785')).toEqual([{ code: 'tracking.check-digit', detail: 'UPS' }]);
  });
  test('G22: a carrier that contradicts the number is a warning; branches of one house do not contradict', () => {
    expect(numberWarnings('1Z999AA10123456784', 'FedEx')).toEqual([
      { code: 'tracking.other-carrier', detail: 'UPS' },
    ]);
    expect(numberWarnings('3318810025', 'DHL')).toEqual([]);
    expect(numberWarnings('1Z999AA10123456784', 'UPS')).toEqual([]);
  });
  test('a number of no known format has nothing to warn of', () => {
    expect(numberWarnings('ABC-123', 'Local Courier')).toEqual([]);
  });
});

test.each([
  ['KS-1042', 'KS-1042', false],
  [' KS-1042 ', 'KS-1042', false],
  ["'0042", '0042', false],
  ['="0042"', '0042', false],
  ['1042.0', '1042', false],
  ['#123a', '#123a', false],
  ['123a-2', '123a-2', false],
  ['999999999999999', '999999999999999', false],
  ['1042.5', '1042.5', true],
  ['1.5E+15', '1.5E+15', true],
  ['1E15', '1E15', true],
  ['1234567890123450', '1234567890123450', true],
])('A13, A14: the id %j reads %s', (raw, text, damaged) => {
  expect(cleanId(raw)).toEqual({ text, damaged });
});
