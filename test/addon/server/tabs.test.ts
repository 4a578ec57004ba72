/** Any tab of the spreadsheet as rows of text. */
import { describe, expect, it } from 'vitest';
import { testSheet } from './sheet.ts';

describe('a tab as a source', () => {
  const withTab = () => {
    const sheet = testSheet();
    const { id } = sheet.workbook.addSheet({ name: 'Form Responses 1' });
    sheet.workbook.write(
      id,
      0,
      0,
      [
        ['Timestamp', 'Born', 'Backer number', 'Street'],
        ['3/4/2026 14:05:09', '3/4/2026', '42', '1 Main St'],
        ['', '', '9250825000000', 'Weg 2'],
      ],
      'USER',
    );
    return sheet;
  };

  it('is listed with its rows', () => {
    expect(withTab().call('tabs', {})).toContainEqual({ name: 'Form Responses 1', rows: 3 });
  });

  it('gives numbers and times as they are, whatever the format shows of them', () => {
    const { rows, more, hiddenRows } = withTab().call('readTab', {
      name: 'Form Responses 1',
      from: 0,
      count: 100,
    });
    expect(rows[0]).toEqual(['Timestamp', 'Born', 'Backer number', 'Street']);
    // Berlin is an hour ahead of UTC on the fourth of March.
    expect(rows[1]).toEqual(['2026-03-04 13:05:09Z', '2026-03-04', '42', '1 Main St']);
    expect(rows[2]?.[2]).toBe('9250825000000');
    expect([more, hiddenRows]).toEqual([false, 0]);
  });

  it('comes in blocks', () => {
    const sheet = withTab();
    const block = sheet.call('readTab', { name: 'Form Responses 1', from: 2, count: 1 });
    expect([block.rows.length, block.more]).toEqual([1, false]);
    expect(sheet.call('readTab', { name: 'Form Responses 1', from: 0, count: 2 }).more).toBe(true);
  });
});
