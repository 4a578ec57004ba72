import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Value } from '../../../../worker/local/core/types.ts';
import { createWorkbook } from '../../../../worker/local/core/workbook.ts';

const cell = { row: 0, column: 0, rows: 1, columns: 1 };

function typed(text: Value, options: { format?: string; formulasInText?: boolean } = {}) {
  const book = createWorkbook({ id: 'a', title: 'A' });
  if (options.format !== undefined) book.setFormat(0, cell, { numberFormat: options.format });
  book.write(0, 0, 0, [[text]], 'USER', { formulasInText: options.formulasInText === true });
  return {
    value: book.values(0, cell)[0]?.[0],
    shown: book.displayValues(0, cell)[0]?.[0],
    formula: book.formulas(0, cell)[0]?.[0],
    format: book.formats(0, cell)[0]?.[0]?.numberFormat,
  };
}

describe('a number typed', () => {
  it.each<[string, number, string]>([
    ['0042', 42, '42'],
    ['1,234.50', 1234.5, '1,234.50'],
    ['1,234', 1234, '1,234'],
    ['12%', 0.12, '12%'],
    ['12.5%', 0.125, '12.50%'],
    ['$5', 5, '$5'],
    ['$1,234.5', 1234.5, '$1,234.50'],
    ['-$5', -5, '-$5'],
    ['(5)', -5, '-5'],
    [' 42 ', 42, '42'],
    ['.5', 0.5, '0.5'],
    ['1.50', 1.5, '1.5'],
    ['1e3', 1000, '1.00E+03'],
    ['-7', -7, '-7'],
    ['+49170', 49170, '49170'],
    ['0', 0, '0'],
    ['-0', 0, '0'],
  ])('%s is %d and shows as %s', (text, value, shown) => {
    expect(typed(text)).toMatchObject({ value, shown, formula: '' });
  });

  it('loses the digits of a long tracking number, as in Sheets', () => {
    expect(typed('92508212345678901234')).toMatchObject({
      value: 9.25082123456789e19,
      shown: '9.25082E+19',
    });
    expect(typed('9.25082E+11')).toMatchObject({ value: 925082000000, shown: '9.25E+11' });
    expect(typed('123456789012345').shown).toBe('123456789012345');
  });

  it.each(['1,23', '12,34,567', '1.2.3', '42a', '$', '%', '--5', '1 000', '-', '.', 'e5', '1e999', '#5'])(
    '%s stays text',
    (text) => {
      expect(typed(text)).toEqual({ value: text, shown: text, formula: '', format: undefined });
    },
  );
});

describe('a date typed', () => {
  it.each<[string, number]>([
    ['2020-01-01', 43831],
    ['1/2/2020', 43832],
    ['01/02/2020', 43832],
    ['2020/1/2', 43832],
    ['1-2-2020', 43832],
    ['1/2/20', 43832],
    ['1/2/99', 36162],
    ['Jan 2, 2020', 43832],
    ['January 2, 2020', 43832],
    ['2 Jan 2020', 43832],
    ['2-Jan-2020', 43832],
    ['Jan 2020', 43831],
    ['1/2020', 43831],
    ['2020-01-01 12:00', 43831.5],
    ['2020-01-01 18:00:00', 43831.75],
    ['1/1/2020 6:00 PM', 43831.75],
    ['18:00', 0.75],
    ['6:00 PM', 0.75],
    ['06:00:30 AM', 0.25034722222222222],
    ['12/30/1899', 0],
    ['2/29/2024', 45351],
  ])('%s is %d and shows as typed', (text, serial) => {
    const { value, shown } = typed(text);
    expect(value).toBeCloseTo(serial, 9);
    expect(shown).toBe(text);
  });

  it('without a year is of this year', () => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date(2027, 5, 1) });
    onTestFinished(() => void vi.useRealTimers());
    expect(typed('3-4').value).toBe(typed('3/4/2027').value);
    expect(typed('3-4').shown).toBe('3-4');
  });

  it.each([
    '2020-02-30',
    '13/1/2020',
    '2/29/2023',
    '2026-03-01 10:22:31Z',
    '2026-03-01T10:22:31Z',
    '25:00',
    '10:61',
    '13:00 PM',
    '1/2/3/4',
    'Marble 5',
    'Mug 5',
    'June',
    'Decaf 12, 2020',
    '1-2/2020',
    '40-12',
  ])('%s is none', (text) => {
    expect(typed(text).value).toBe(text);
  });

  it('keeps the format that the cell has', () => {
    expect(typed('1/2/2020', { format: 'yyyy-mm-dd' })).toMatchObject({ value: 43832, shown: '2020-01-02' });
    expect(typed('5', { format: '0%' })).toMatchObject({ value: 0.05, shown: '5%' });
  });
});

describe('other things typed', () => {
  it('are TRUE and FALSE in any case', () => {
    expect(typed('true')).toMatchObject({ value: true, shown: 'TRUE' });
    expect(typed('FALSE')).toMatchObject({ value: false, shown: 'FALSE' });
    expect(typed('trueish').value).toBe('trueish');
  });

  it('are text after an apostrophe', () => {
    expect(typed("'0042")).toMatchObject({ value: '0042', shown: '0042' });
    expect(typed("'=1+1")).toMatchObject({ value: '=1+1', formula: '' });
  });

  it('are formulas after = and after + that begins no number, stored and shown as their text', () => {
    expect(typed('=1+1')).toMatchObject({ value: '=1+1', shown: '=1+1', formula: '=1+1' });
    expect(typed('+A1+1')).toMatchObject({ formula: '=+A1+1' });
    expect(typed('+49 170').formula).toBe('=+49 170');
    expect(typed('=').formula).toBe('');
    expect(typed('-A1').formula).toBe('');
    expect(typed('@handle').formula).toBe('');
  });

  it('stay as typed in a text cell, "=1+1" too unless formulas are asked for', () => {
    expect(typed('0042', { format: '@' })).toMatchObject({ value: '0042', format: '@' });
    expect(typed('+49 170 123', { format: '@' })).toMatchObject({ value: '+49 170 123', formula: '' });
    expect(typed('2020-01-01', { format: '@' }).value).toBe('2020-01-01');
    expect(typed("'x", { format: '@' }).value).toBe("'x");
    expect(typed('=1+1', { format: '@' })).toMatchObject({ value: '=1+1', formula: '' });
    expect(typed('=1+1', { format: '@', formulasInText: true }).formula).toBe('=1+1');
    expect(typed(42, { format: '@' }).value).toBe('42');
    expect(typed(true, { format: '@' }).value).toBe('TRUE');
  });

  it('are numbers and truth values as given', () => {
    expect(typed(42).value).toBe(42);
    expect(typed(false).value).toBe(false);
  });

  it('clear the cell when empty', () => {
    expect(typed('').value).toBeNull();
    expect(typed("'").value).toBeNull();
  });
});

describe('a number format', () => {
  it.each<[number, string, string]>([
    [1234.567, '#,##0.00', '1,234.57'],
    [1234567, '#,##0', '1,234,567'],
    [0.5, '0%', '50%'],
    [-0.001, '0.00', '0.00'],
    [7, '0000', '0007'],
    [1234.5, '"EUR "0.00', 'EUR 1234.50'],
    [1.5, '0.##', '1.5'],
    [-3, '0;(0)', '(3)'],
    [12345, '0.00E+00', '1.23E+04'],
    [43831.4326, 'yyyy-mm-dd hh:mm:ss', '2020-01-01 10:22:56'],
    [43831, 'dddd, mmmm d', 'Wednesday, January 1'],
    [43831, 'ddd d mmm yy', 'Wed 1 Jan 20'],
    [0.5, 'h:mm am/pm', '12:00 PM'],
    [0.1 + 0.2, 'General', '0.3'],
    [1e15, '', '1E+15'],
    [1e-10, '', '1E-10'],
    [42, '@', '42'],
  ])('shows %d by %s as %s', (value, numberFormat, shown) => {
    const book = createWorkbook({ id: 'a', title: 'A' });
    book.setFormat(0, cell, { numberFormat });
    book.write(0, 0, 0, [[value]], 'RAW');
    expect(book.displayValues(0, cell)).toEqual([[shown]]);
  });
});
