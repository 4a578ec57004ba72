import { describe, expect, it } from 'vitest';
import { ROW_STATES } from '../../../../shared/partner-sheet/row.ts';
import { stateOfWord, stateWord } from '../../../../shared/partner-sheet/words.ts';
import { colorRequests, STATE_COLORS } from '../../../../worker/partner-sheet/sheet/colors.ts';

const AT = { sheetId: 7, top: 2, column: 1 };
const plain = (shown: string, color = '') => ({ shown, color });
const { new: fresh, sent } = STATE_COLORS;

/** By WCAG 2, of two colours `#rrggbb`. */
function contrast(a: string, b: string): number {
  const light = (color: string): number =>
    [0.2126, 0.7152, 0.0722].reduce((sum, weight, i) => {
      const share = Number.parseInt(color.slice(1 + 2 * i, 3 + 2 * i), 16) / 255;
      return sum + weight * (share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4);
    }, 0.05);
  const [dark = 1, bright = 1] = [light(a), light(b)].sort((x, y) => x - y);
  return bright / dark;
}

describe('the colours of states', () => {
  it('can be read, and each is told by its text alone', () => {
    for (const { text, ground } of Object.values(STATE_COLORS))
      expect(contrast(text, ground)).toBeGreaterThan(4.5);
    expect(new Set(Object.values(STATE_COLORS).map(({ text }) => text)).size).toBe(ROW_STATES.length);
  });

  it('follow the word of each state in each language', () => {
    for (const state of ROW_STATES)
      for (const language of ['en', 'de', 'fr', 'es'] as const)
        expect(stateOfWord(stateWord(state, language))).toBe(state);
    expect(stateOfWord('Shelf 4')).toBeNull();
  });

  it('are written in one request for rows that follow one another, and not where they stand already', () => {
    const cells = [plain('New'), plain('New'), plain('Sent', sent.text), plain('Sent', fresh.text)];
    expect(colorRequests(cells, AT)).toMatchObject([
      { repeatCell: { range: { startRowIndex: 2, endRowIndex: 4, startColumnIndex: 1, endColumnIndex: 2 } } },
      {
        repeatCell: {
          range: { startRowIndex: 5, endRowIndex: 6 },
          cell: { userEnteredFormat: { backgroundColorStyle: { rgbColor: { red: 0xe6 / 255 } } } },
        },
      },
    ]);
    expect(colorRequests([plain('New', fresh.text), plain('')], AT)).toEqual([]);
  });

  it('go from rows of no state, and the partner’s own stay', () => {
    const cells = [plain('Shelf 4', fresh.text), plain('Shelf 5', '#ff00ff'), plain('Sent', '#ff00ff')];
    expect(colorRequests(cells, AT)).toMatchObject([
      { repeatCell: { range: { startRowIndex: 2, endRowIndex: 3 }, cell: {} } },
    ]);
  });
});
