/** Lays out Overview by the Sheets API, with the looks that the add-on gives it. */
import type { RowStyle } from '../../shared/plan/book.ts';
import { alignsRight, LOOKS } from '../../shared/plan/looks.ts';
import { type Cell, type Table, text } from '../../shared/tabs/table.ts';
import type { Place } from './columns.ts';
import type { Sheets } from './port.ts';

/** `As of 2026-03-01 10:22:31Z`: alone it is no news. */
const isDate = (cell: Cell | undefined): boolean => text(cell).startsWith('As of ');

/** Whether the page says something else than what stands there, its date aside. */
export function overviewDiffers(rows: readonly (readonly Cell[])[], there: Table): boolean {
  const columns = [...there.columns.values()];
  const height = Math.max(rows.length, there.n);
  for (let row = 0; row < height; row++) {
    const width = Math.max(columns.length, rows[row]?.length ?? 0);
    for (let column = 0; column < width; column++) {
      const wanted = rows[row]?.[column];
      const now = columns[column]?.[row];
      if (text(wanted) !== text(now) && !(isDate(wanted) && isDate(now))) return true;
    }
  }
  return false;
}

const rgb = (hex: string): object => ({
  rgbColor: {
    red: Number.parseInt(hex.slice(1, 3), 16) / 255,
    green: Number.parseInt(hex.slice(3, 5), 16) / 255,
    blue: Number.parseInt(hex.slice(5, 7), 16) / 255,
  },
});

/** Writes the page as a whole; what stood below goes. */
export async function layOut(
  sheets: Sheets,
  spreadsheetId: string,
  place: Place,
  rows: readonly (readonly Cell[])[],
  styles: readonly RowStyle[],
): Promise<void> {
  const width = Math.max(place.columns, ...rows.map((row) => row.length));
  const height = Math.max(place.rows, rows.length);
  const looks = new Map(styles.map(({ row, look }) => [row, LOOKS[look]]));
  const data = Array.from({ length: height }, (_, row) => {
    const look = looks.get(row) ?? LOOKS.plain;
    const format = {
      numberFormat: { type: 'TEXT', pattern: '@' },
      backgroundColorStyle: rgb(look.background),
      textFormat: {
        bold: look.weight === 'bold',
        fontSize: look.size,
        foregroundColorStyle: rgb(look.color),
      },
    };
    const values = Array.from({ length: width }, (__, column) => {
      const cell = text(rows[row]?.[column]);
      return {
        ...(cell !== '' && { userEnteredValue: { stringValue: cell } }),
        userEnteredFormat: {
          ...format,
          horizontalAlignment: alignsRight(rows, row, column) ? 'RIGHT' : 'LEFT',
        },
      };
    });
    return { values };
  });
  const { sheetId } = place;
  const grow: object[] = [];
  if (height > place.rows)
    grow.push({ appendDimension: { sheetId, dimension: 'ROWS', length: height - place.rows } });
  if (width > place.columns)
    grow.push({ appendDimension: { sheetId, dimension: 'COLUMNS', length: width - place.columns } });
  await sheets.again(() =>
    sheets.change(spreadsheetId, [
      ...grow,
      {
        updateCells: {
          range: {
            sheetId,
            startRowIndex: 0,
            endRowIndex: height,
            startColumnIndex: 0,
            endColumnIndex: width,
          },
          rows: data,
          fields: [
            'userEnteredValue',
            'userEnteredFormat.numberFormat',
            'userEnteredFormat.backgroundColorStyle',
            'userEnteredFormat.horizontalAlignment',
            'userEnteredFormat.textFormat.bold',
            'userEnteredFormat.textFormat.fontSize',
            'userEnteredFormat.textFormat.foregroundColorStyle',
          ].join(','),
        },
      },
    ]),
  );
}
