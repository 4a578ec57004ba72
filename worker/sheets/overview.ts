/** Lays out Overview by the Sheets API, with the looks that the add-on gives it. */
import type { RowStyle } from '../../shared/plan/book.ts';
import { alignsRight, LOOKS } from '../../shared/plan/looks.ts';
import { runsOf } from '../../shared/tabs/blocks.ts';
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

const FORMAT_FIELDS = [
  'userEnteredFormat.numberFormat',
  'userEnteredFormat.backgroundColorStyle',
  'userEnteredFormat.horizontalAlignment',
  'userEnteredFormat.textFormat.bold',
  'userEnteredFormat.textFormat.fontSize',
  'userEnteredFormat.textFormat.foregroundColorStyle',
].join(',');

const formatOf = (look: RowStyle['look']): object => ({
  numberFormat: { type: 'TEXT', pattern: '@' },
  horizontalAlignment: 'LEFT',
  backgroundColorStyle: rgb(LOOKS[look].background),
  textFormat: {
    bold: LOOKS[look].weight === 'bold',
    fontSize: LOOKS[look].size,
    foregroundColorStyle: rgb(LOOKS[look].color),
  },
});

/** Writes the page as a whole in one step: first how it looks, then what it says; what stood below goes. */
export async function layOut(
  sheets: Sheets,
  spreadsheetId: string,
  place: Place,
  rows: readonly (readonly Cell[])[],
  styles: readonly RowStyle[],
): Promise<void> {
  const { sheetId } = place;
  const width = Math.max(place.columns, ...rows.map((row) => row.length));
  const height = Math.max(place.rows, rows.length);
  const area = (row: number, toRow: number, column: number, toColumn: number): object => ({
    sheetId,
    startRowIndex: row,
    endRowIndex: toRow,
    startColumnIndex: column,
    endColumnIndex: toColumn,
  });
  const requests: object[] = [];
  const grow = (dimension: 'ROWS' | 'COLUMNS', length: number): void => {
    if (length > 0) requests.push({ appendDimension: { sheetId, dimension, length } });
  };
  grow('ROWS', height - place.rows);
  grow('COLUMNS', width - place.columns);
  const look = (range: object, format: object, fields: string): void => {
    requests.push({ repeatCell: { range, cell: { userEnteredFormat: format }, fields } });
  };
  look(area(0, height, 0, width), formatOf('plain'), FORMAT_FIELDS);
  for (const style of styles)
    look(area(style.row, style.row + 1, 0, width), formatOf(style.look), FORMAT_FIELDS);
  for (let row = 0; row < rows.length; row++) {
    const right = Array.from({ length: width }, (_, column) => column).filter((column) =>
      alignsRight(rows, row, column),
    );
    for (const { from, to } of runsOf(right))
      look(
        area(row, row + 1, from, to),
        { horizontalAlignment: 'RIGHT' },
        'userEnteredFormat.horizontalAlignment',
      );
  }
  requests.push({
    updateCells: {
      range: area(0, height, 0, width),
      rows: rows.map((cells) => ({
        values: cells.map((cell) => (cell === '' ? {} : { userEnteredValue: { stringValue: text(cell) } })),
      })),
      fields: 'userEnteredValue',
    },
  });
  await sheets.again(() => sheets.change(spreadsheetId, requests));
}
