/** The requests that make a partner's tab, and what of it is missing later. */
import { OUR_COLUMNS, type SheetColumn } from '../../../shared/partner-sheet/columns.ts';
import { headersOf } from '../../../shared/partner-sheet/headers.ts';
import type { Language, PartnerPreset } from '../../../shared/partner-sheet/preset.ts';
import { CARRIERS } from '../../../shared/tracking/carriers.ts';
import type { Located } from './locate.ts';
import { HEADER_ROW, HEADERS_MARK, LINE_MARK, TOP_ROW } from './marks.ts';

/** What a new tab is called; afterwards it is called as people like. */
const TITLES: Readonly<Record<Language, string>> = {
  en: 'Shipments',
  de: 'Sendungen',
  fr: 'Expéditions',
  es: 'Envíos',
};

/** In pixels; others are as wide as Sheets makes them. */
const WIDTHS: Readonly<Partial<Record<SheetColumn, number>>> = {
  status: 110,
  change: 250,
  contents: 260,
  skus: 160,
  units: 60,
  name: 160,
  address1: 200,
  address2: 130,
  city: 120,
  country: 140,
  customsDescription: 180,
  number: 190,
  carrier: 110,
  quantity: 130,
  remark: 200,
  seen: 60,
};
const WRAPPED: ReadonlySet<SheetColumn> = new Set(['change', 'contents', 'remark']);

const OURS: ReadonlySet<string> = new Set(OUR_COLUMNS);
const isOurs = (key: string): boolean => OURS.has(key);

const rgb = (red: number, green: number, blue: number) => ({
  rgbColor: { red: red / 255, green: green / 255, blue: blue / 255 },
});
const HEADER_OURS = rgb(232, 234, 237);
/** What the partner fills in stands out. */
const HEADER_THEIRS = rgb(255, 224, 130);
const CELLS_THEIRS = rgb(255, 249, 230);

interface Stretch {
  readonly sheetId: number;
  readonly startRowIndex: number;
  readonly startColumnIndex: number;
  readonly endColumnIndex: number;
}

/** How the cells of a column look and what may be typed there, from a row down. Their content stays. */
export function cellLooks(sheetId: number, key: SheetColumn, at: number, fromRow: number): object[] {
  const range: Stretch = { sheetId, startRowIndex: fromRow, startColumnIndex: at, endColumnIndex: at + 1 };
  const theirs = !isOurs(key);
  const format = {
    // A date that is typed is understood as the file's own country writes dates, and shown so that all read the same.
    ...(key !== 'seen' && {
      numberFormat:
        key === 'shippedAt' ? { type: 'DATE', pattern: 'yyyy-mm-dd' } : { type: 'TEXT', pattern: '@' },
    }),
    ...(theirs && { backgroundColorStyle: CELLS_THEIRS }),
    ...(WRAPPED.has(key) && { wrapStrategy: 'WRAP' }),
  };
  const fields = Object.keys(format).map((name) => `userEnteredFormat.${name}`);
  const requests: object[] = [];
  if (fields.length > 0)
    requests.push({ repeatCell: { range, cell: { userEnteredFormat: format }, fields: fields.join() } });
  if (key === 'seen')
    requests.push({ setDataValidation: { range, rule: { condition: { type: 'BOOLEAN' } } } });
  if (key === 'carrier') {
    const values = CARRIERS.map(({ name }) => ({ userEnteredValue: name }));
    // A proposal: a carrier that nobody here knows may be typed as well.
    const rule = { condition: { type: 'ONE_OF_LIST', values }, strict: false, showCustomUi: true };
    requests.push({ setDataValidation: { range, rule } });
  }
  return requests;
}

function headerCell(
  sheetId: number,
  { key, header }: { readonly key: SheetColumn; readonly header: string },
  at: number,
  row: number,
): object {
  return {
    updateCells: {
      range: {
        sheetId,
        startRowIndex: row,
        endRowIndex: row + 1,
        startColumnIndex: at,
        endColumnIndex: at + 1,
      },
      rows: [
        {
          values: [
            {
              userEnteredValue: { stringValue: header },
              userEnteredFormat: {
                textFormat: { bold: true },
                backgroundColorStyle: isOurs(key) ? HEADER_OURS : HEADER_THEIRS,
              },
            },
          ],
        },
      ],
      fields: 'userEnteredValue,userEnteredFormat.textFormat.bold,userEnteredFormat.backgroundColorStyle',
    },
  };
}

const lineMark = (sheetId: number, dimension: 'ROWS' | 'COLUMNS', index: number, value: string): object => ({
  createDeveloperMetadata: {
    developerMetadata: {
      metadataKey: LINE_MARK,
      metadataValue: value,
      location: { dimensionRange: { sheetId, dimension, startIndex: index, endIndex: index + 1 } },
      visibility: 'DOCUMENT',
    },
  },
});

/** A column as it begins: its header, looks, width and mark. */
function columnRequests(
  sheetId: number,
  column: { readonly key: SheetColumn; readonly header: string },
  at: number,
  headerRow: number,
): object[] {
  const { key } = column;
  const range = { sheetId, dimension: 'COLUMNS', startIndex: at, endIndex: at + 1 };
  const width = WIDTHS[key];
  return [
    headerCell(sheetId, column, at, headerRow),
    ...cellLooks(sheetId, key, at, headerRow + 1),
    ...(width === undefined
      ? []
      : [{ updateDimensionProperties: { range, properties: { pixelSize: width }, fields: 'pixelSize' } }]),
    lineMark(sheetId, 'COLUMNS', at, key),
  ];
}

/** A tab that holds nothing becomes the partner's: `sheetId` of one that is there, or the id of one to be added. */
export function tabRequests(
  sheetId: number,
  preset: PartnerPreset,
  { add, taken }: { readonly add: boolean; readonly taken: ReadonlySet<string> },
): object[] {
  const columns = headersOf(preset);
  const title = TITLES[preset.language];
  // Not a row or column more than is used: a file has 10 million cells. Below frozen rows one more must stand.
  const gridProperties = {
    rowCount: 3,
    columnCount: columns.length,
    frozenRowCount: 2,
    frozenColumnCount: 1,
  };
  const named = taken.has(title) ? {} : { title };
  return [
    add
      ? { addSheet: { properties: { sheetId, ...named, gridProperties } } }
      : {
          updateSheetProperties: {
            properties: { sheetId, ...named, gridProperties },
            fields: `${taken.has(title) ? '' : 'title,'}gridProperties`,
          },
        },
    ...columns.flatMap((column, at) => columnRequests(sheetId, column, at, 1)),
    {
      repeatCell: {
        range: { sheetId, startRowIndex: 0, endRowIndex: 1 },
        cell: { userEnteredFormat: { textFormat: { bold: true } } },
        fields: 'userEnteredFormat.textFormat.bold',
      },
    },
    lineMark(sheetId, 'ROWS', 0, TOP_ROW),
    lineMark(sheetId, 'ROWS', 1, HEADER_ROW),
    headersRequest(sheetId, preset, null),
  ];
}

function headersRequest(sheetId: number, preset: PartnerPreset, written: Located['written']): object {
  const value = JSON.stringify(Object.fromEntries(headersOf(preset).map(({ key, header }) => [key, header])));
  if (written === null)
    return {
      createDeveloperMetadata: {
        developerMetadata: {
          metadataKey: HEADERS_MARK,
          metadataValue: value,
          location: { sheetId },
          visibility: 'DOCUMENT',
        },
      },
    };
  return {
    updateDeveloperMetadata: {
      dataFilters: [{ developerMetadataLookup: { metadataId: written.mark.id } }],
      developerMetadata: { metadataValue: value },
      fields: 'metadataValue',
    },
  };
}

/**
 * What brings a tab that was changed by people, or whose preset was, back to all that it needs; nothing when it is whole.
 * One kind at a time: rows first, then columns, so that positions that were seen are still those that are meant.
 */
export function repairs(found: Located, preset: PartnerPreset): object[] {
  const { sheet, topRow, headerRow, positions, written } = found;
  const { sheetId } = sheet;
  const insertRow = (at: number, value: string): object[] => [
    {
      insertDimension: {
        range: { sheetId, dimension: 'ROWS', startIndex: at, endIndex: at + 1 },
        inheritFromBefore: false,
      },
    },
    lineMark(sheetId, 'ROWS', at, value),
  ];
  if (headerRow === null) return insertRow(topRow === null ? 0 : topRow + 1, HEADER_ROW);
  if (topRow === null) return insertRow(headerRow, TOP_ROW);
  const columns = headersOf(preset);
  if (found.surplus.length > 0)
    return [...found.surplus]
      .sort((a, b) => b - a)
      .map((at) => ({
        deleteDimension: { range: { sheetId, dimension: 'COLUMNS', startIndex: at, endIndex: at + 1 } },
      }));
  const requests: object[] = found.stale.map((id) => ({
    deleteDeveloperMetadata: { dataFilter: { developerMetadataLookup: { metadataId: id } } },
  }));
  for (const key of found.unmarked) requests.push(lineMark(sheetId, 'COLUMNS', positions.get(key) ?? 0, key));
  for (const { key, header } of columns) {
    const at = positions.get(key);
    if (at === undefined) continue;
    const now = found.header[at] ?? '';
    // The creator chose another; what the partner calls a column stays until then.
    const chosen = written !== null && written.headers[key] !== header && now !== header;
    if (chosen || now === '') requests.push(headerCell(sheetId, { key, header }, at, headerRow));
  }
  // From the right, so that places on the left stay.
  const made = found.missing.flatMap((key) => {
    const column = columns.find((one) => one.key === key);
    return column === undefined ? [] : [{ column, at: placeFor(key, columns, positions) }];
  });
  for (const { column, at } of made.reverse().sort((a, b) => b.at - a.at))
    requests.push(
      {
        insertDimension: {
          range: { sheetId, dimension: 'COLUMNS', startIndex: at, endIndex: at + 1 },
          inheritFromBefore: false,
        },
      },
      ...columnRequests(sheetId, column, at, headerRow),
    );
  const now = JSON.stringify(Object.fromEntries(columns.map(({ key, header }) => [key, header])));
  if (written === null || written.mark.value !== now) requests.push(headersRequest(sheetId, preset, written));
  return requests;
}

/** Right of the nearest column before it in the preset that is there; else in front of all. */
function placeFor(
  key: SheetColumn,
  columns: readonly { readonly key: SheetColumn }[],
  positions: ReadonlyMap<SheetColumn, number>,
): number {
  const index = columns.findIndex((one) => one.key === key);
  for (let i = index - 1; i >= 0; i--) {
    const before = columns[i];
    const at = before === undefined ? undefined : positions.get(before.key);
    if (at !== undefined) return at + 1;
  }
  return 0;
}
