import type { Metadata, SheetInfo, Workbook } from '../core/types.ts';
import { type Area, wholeSheet } from './a1.ts';
import { rowData } from './cell-data.ts';
import { metadataAnswer } from './data-filter.ts';
import { gridRangeAnswer } from './grid-range.ts';
import { colorOf } from './look.ts';

/** A row's height in Sheets when nobody changed it. */
const ROW_PIXELS = 21;

export function sheetProperties(sheet: SheetInfo) {
  const tab = sheet.tabColor === undefined ? undefined : colorOf(sheet.tabColor);
  return {
    sheetId: sheet.id,
    title: sheet.name,
    index: sheet.index,
    sheetType: 'GRID',
    hidden: sheet.hidden,
    gridProperties: {
      rowCount: sheet.rowCount,
      columnCount: sheet.columnCount,
      frozenRowCount: sheet.frozenRows,
      frozenColumnCount: sheet.frozenColumns,
    },
    ...(tab && { tabColor: tab, tabColorStyle: { rgbColor: tab } }),
  };
}

function metadataOf(workbook: Workbook, wanted: (at: Metadata['location']) => boolean) {
  return workbook
    .metadata()
    .filter(({ location }) => wanted(location))
    .map(metadataAnswer);
}

function gridData(workbook: Workbook, { sheet, range }: Area) {
  const widths = workbook.columnWidths(sheet.id);
  const hiddenColumns = new Set(workbook.hiddenColumns(sheet.id));
  const hidden = workbook.hiddenRows(sheet.id);
  const byUser = new Set(hidden.byUser);
  const byFilter = new Set(hidden.byFilter);
  const on = (type: 'row' | 'column', index: number) =>
    metadataOf(workbook, (at) => at.type === type && at.sheetId === sheet.id && at.index === index);
  const places = new Set(
    workbook
      .metadata()
      .flatMap(({ location: at }) =>
        (at.type === 'row' || at.type === 'column') && at.sheetId === sheet.id
          ? [`${at.type}/${at.index}`]
          : [],
      ),
  );
  const developerMetadata = (type: 'row' | 'column', index: number) =>
    places.has(`${type}/${index}`) ? { developerMetadata: on(type, index) } : {};
  return {
    startRow: range.row,
    startColumn: range.column,
    rowData: rowData(workbook, sheet.id, range),
    rowMetadata: Array.from({ length: range.rows }, (_, i) => ({
      pixelSize: ROW_PIXELS,
      hiddenByUser: byUser.has(range.row + i),
      hiddenByFilter: byFilter.has(range.row + i),
      ...developerMetadata('row', range.row + i),
    })),
    columnMetadata: Array.from({ length: range.columns }, (_, i) => ({
      pixelSize: widths[range.column + i],
      hiddenByUser: hiddenColumns.has(range.column + i),
      ...developerMetadata('column', range.column + i),
    })),
  };
}

export function protectionAnswer(sheetId: number, protection: ReturnType<Workbook['protections']>[number]) {
  return {
    protectedRangeId: protection.id,
    range: protection.range ? gridRangeAnswer(sheetId, protection.range) : { sheetId },
    description: protection.description,
    warningOnly: protection.warningOnly,
    // One person works here, and may edit all.
    requestingUserCanEdit: true,
  };
}

function filterAnswer(workbook: Workbook, sheetId: number) {
  const filter = workbook.filter(sheetId);
  if (filter === null) return {};
  const hidden = [...filter.hiddenValues].map(([column, values]) => ({ column, values: [...values] }));
  return {
    basicFilter: {
      range: gridRangeAnswer(sheetId, filter.range),
      criteria: Object.fromEntries(hidden.map(({ column, values }) => [column, { hiddenValues: values }])),
      filterSpecs: hidden.map(({ column, values }) => ({
        columnIndex: column,
        filterCriteria: { hiddenValues: values },
      })),
    },
  };
}

function sheetAnswer(workbook: Workbook, sheet: SheetInfo, areas: readonly Area[]) {
  return {
    properties: sheetProperties(sheet),
    ...(areas.length > 0 && { data: areas.map((area) => gridData(workbook, area)) }),
    merges: workbook.merges(sheet.id).map((range) => gridRangeAnswer(sheet.id, range)),
    ...filterAnswer(workbook, sheet.id),
    protectedRanges: workbook.protections(sheet.id).map((one) => protectionAnswer(sheet.id, one)),
    developerMetadata: metadataOf(workbook, (at) => at.type === 'sheet' && at.sheetId === sheet.id),
  };
}

/** A Spreadsheet. With `areas` only their sheets are in it; `data` adds the cells: of the areas, or of all. */
export function spreadsheetAnswer(workbook: Workbook, areas: readonly Area[] | undefined, data: boolean) {
  const sheets = workbook
    .sheets()
    .filter((sheet) => areas === undefined || areas.some((area) => area.sheet.id === sheet.id));
  const dataOf = (sheet: SheetInfo): readonly Area[] => {
    if (!data) return [];
    return areas === undefined ? [wholeSheet(sheet)] : areas.filter((area) => area.sheet.id === sheet.id);
  };
  return {
    spreadsheetId: workbook.id,
    properties: {
      title: workbook.title,
      locale: workbook.locale,
      timeZone: workbook.timeZone,
      autoRecalc: 'ON_CHANGE',
    },
    sheets: sheets.map((sheet) => sheetAnswer(workbook, sheet, dataOf(sheet))),
    developerMetadata: metadataOf(workbook, (at) => at.type === 'spreadsheet'),
  };
}
