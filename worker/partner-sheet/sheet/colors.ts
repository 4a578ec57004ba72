/**
 * The colour of a row's state, in its Status cell. A sort carries colours with the rows; what is copied or filled down is
 * told by the word that stands there. It is written where it differs, many rows a request, along with the other looks.
 */
import type { RowState } from '../../../shared/partner-sheet/row.ts';
import { stateOfWord } from '../../../shared/partner-sheet/words.ts';
import { runsOf } from '../../../shared/tabs/blocks.ts';

/** Of the text, 4.5 to 1 and more on its ground. No two are alike: the text's alone is read back. */
export const STATE_COLORS: Readonly<Record<RowState, { readonly text: string; readonly ground: string }>> = {
  new: { text: '#174ea6', ground: '#e8f0fe' },
  changed: { text: '#8a3b00', ground: '#fde4c4' },
  cancelling: { text: '#8c1d18', ground: '#f9c0ba' },
  cancelled: { text: '#5f6368', ground: '#f1f3f4' },
  sent: { text: '#0d652d', ground: '#e6f4ea' },
  problem: { text: '#a50e0e', ground: '#fce8e6' },
};
const OURS: ReadonlySet<string> = new Set(Object.values(STATE_COLORS).map(({ text }) => text));
const FIELDS = 'userEnteredFormat.textFormat.foregroundColorStyle,userEnteredFormat.backgroundColorStyle';

const styleOf = (color: string): object => {
  const part = (from: number): number => Number.parseInt(color.slice(from, from + 2), 16) / 255;
  return { rgbColor: { red: part(1), green: part(3), blue: part(5) } };
};

/**
 * Requests that colour a column as its words say; none where all is well. Colours that the partner chose stay.
 * @param cells From the first row under the header: what Status shows, and the colour of its text ("" for none)
 */
export function colorRequests(
  cells: readonly { readonly shown: string; readonly color: string }[],
  { sheetId, top, column }: { readonly sheetId: number; readonly top: number; readonly column: number },
): object[] {
  const rows = new Map<RowState | null, number[]>();
  cells.forEach(({ shown, color }, row) => {
    const state = stateOfWord(shown);
    const wanted = state === null ? '' : STATE_COLORS[state].text;
    if (color === wanted || (color !== '' && !OURS.has(color))) return;
    const same = rows.get(state);
    if (same === undefined) rows.set(state, [row]);
    else same.push(row);
  });
  return [...rows].flatMap(([state, differing]) =>
    runsOf(differing).map(({ from, to }) => ({
      repeatCell: {
        range: {
          sheetId,
          startRowIndex: top + from,
          endRowIndex: top + to,
          startColumnIndex: column,
          endColumnIndex: column + 1,
        },
        cell: state === null ? {} : { userEnteredFormat: formatOf(state) },
        fields: FIELDS,
      },
    })),
  );
}

const formatOf = (state: RowState): object => ({
  textFormat: { foregroundColorStyle: styleOf(STATE_COLORS[state].text) },
  backgroundColorStyle: styleOf(STATE_COLORS[state].ground),
});
