/** Makes optional columns at the right end when the worker has something to say in them, as the add-on does. */
import { COLUMN_MARK } from '../../shared/tabs/headers.ts';
import type { Column, TabName } from '../../shared/tabs/tabs.ts';
import { type OpenFile, openFile, type Place, placeOf } from './columns.ts';
import type { Sheets } from './port.ts';

/** Optional columns among the names that the tab lacks. */
function lackingColumns(place: Place, names: Iterable<string>): Column[] {
  const wanted = new Set(names);
  return place.tab.columns.filter(
    ({ name, optional }) => optional === true && wanted.has(name) && !place.positions.has(name),
  );
}

/** Adds them in one step. A lost answer is not sent again: whoever calls opens the file anew and looks. */
async function makeColumns(
  sheets: Sheets,
  spreadsheetId: string,
  place: Place,
  columns: readonly Column[],
): Promise<void> {
  const used = place.header.length;
  const more = used + columns.length - place.columns;
  const requests: object[] = [];
  if (more > 0)
    requests.push({
      appendDimension: { sheetId: place.sheetId, dimension: 'COLUMNS', length: more },
    });
  for (const [offset, column] of columns.entries()) {
    const at = used + offset;
    const range = { sheetId: place.sheetId, startColumnIndex: at, endColumnIndex: at + 1 };
    const dimension = { sheetId: place.sheetId, dimension: 'COLUMNS', startIndex: at, endIndex: at + 1 };
    requests.push(
      {
        repeatCell: {
          range: { ...range, startRowIndex: 1 },
          cell: { userEnteredFormat: { numberFormat: { type: 'TEXT', pattern: '@' } } },
          fields: 'userEnteredFormat.numberFormat',
        },
      },
      {
        updateCells: {
          range: { ...range, startRowIndex: 0, endRowIndex: 1 },
          rows: [
            {
              values: [
                {
                  userEnteredValue: { stringValue: column.name },
                  userEnteredFormat: {
                    textFormat: { bold: true },
                    backgroundColorStyle: { rgbColor: { red: 232 / 255, green: 234 / 255, blue: 237 / 255 } },
                  },
                },
              ],
            },
          ],
          fields: 'userEnteredValue,userEnteredFormat.textFormat.bold,userEnteredFormat.backgroundColorStyle',
        },
      },
      {
        createDeveloperMetadata: {
          developerMetadata: {
            metadataKey: COLUMN_MARK,
            metadataValue: column.name,
            location: { dimensionRange: dimension },
            visibility: 'DOCUMENT',
          },
        },
      },
    );
    if (column.width !== undefined)
      requests.push({
        updateDimensionProperties: {
          range: dimension,
          properties: { pixelSize: column.width },
          fields: 'pixelSize',
        },
      });
  }
  await sheets.change(spreadsheetId, requests);
}

/** The file with those optional columns of a tab that are named; the same file when it has them all. */
export async function withColumns(
  sheets: Sheets,
  opened: OpenFile,
  tab: TabName,
  names: ReadonlySet<string>,
  clock: () => number,
): Promise<OpenFile> {
  if (lackingColumns(placeOf(opened, tab), names).length === 0) return opened;
  const look = () => openFile(sheets, opened.spreadsheetId, [...opened.places.keys()], clock());
  let first = true;
  await sheets.again(async () => {
    const file = first ? opened : await look();
    first = false;
    const place = placeOf(file, tab);
    const lacking = lackingColumns(place, names);
    if (lacking.length > 0) await makeColumns(sheets, opened.spreadsheetId, place, lacking);
  });
  return look();
}
