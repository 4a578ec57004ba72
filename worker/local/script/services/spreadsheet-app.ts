import type { GridRange } from '../../core/types.ts';
import type { Backend } from '../backend.ts';
import { type Context, createKnown, recallOr } from './context.ts';
import { criteriaBuilder } from './filter.ts';
import { LOCATION_TYPES, VISIBILITIES } from './metadata.ts';
import { badParameters, enumeration, exception, only } from './only.ts';
import { PROTECTION_TYPES } from './protection.ts';
import { range, rangeList } from './range.ts';
import { WRAP_STRATEGIES } from './range-look.ts';
import { richTextBuilder } from './rich-text.ts';
import { sheet } from './sheet.ts';
import { activeThings, spreadsheet } from './spreadsheet.ts';
import { VALIDATION_CRITERIA, validationBuilder } from './validation.ts';

export function createContext(backend: Backend): Context {
  const known = createKnown();
  const context: Context = {
    backend,
    known,
    spreadsheet: () => spreadsheet(context),
    sheet: (id) => sheet(context, id),
    range: (sheetId: number, area: GridRange) => range(context, sheetId, area),
    rangeList: (sheetId, areas) => rangeList(context, sheetId, areas),
    placeOf: (value, method) => recallOr(known.recall(value, 'range'), method, value),
    placesOf: (value, method) => recallOr(known.recall(value, 'rangeList'), method, value),
    sheetIdOf(value, method) {
      const id = known.recall(value, 'sheet');
      if (typeof id !== 'number') throw badParameters(method, [value]);
      return id;
    },
  };
  return context;
}

export function spreadsheetApp(context: Context, ui: () => object): object {
  const other = (method: string) => (): never => {
    throw exception(
      `Specified permissions are not sufficient to call SpreadsheetApp.${method}. ` +
        'Required permissions: https://www.googleapis.com/auth/spreadsheets',
    );
  };
  return only('SpreadsheetApp', {
    ...activeThings(context),
    getActive: () => context.spreadsheet(),
    getActiveSpreadsheet: () => context.spreadsheet(),
    getUi: ui,
    // Each write is done when it returns; on Google, flush is what makes it so.
    flush: () => {},
    newDataValidation: () => validationBuilder(context),
    newRichTextValue: () => richTextBuilder(context),
    newFilterCriteria: () => criteriaBuilder(context),
    // Shipsheet asks for the scope of the current file only, so Google refuses these too.
    openById: other('openById'),
    openByUrl: other('openByUrl'),
    open: other('open'),
    create: other('create'),
    ProtectionType: PROTECTION_TYPES,
    WrapStrategy: WRAP_STRATEGIES,
    DeveloperMetadataVisibility: VISIBILITIES,
    DeveloperMetadataLocationType: LOCATION_TYPES,
    DataValidationCriteria: VALIDATION_CRITERIA,
    Dimension: enumeration('SpreadsheetApp.Dimension', ['COLUMNS', 'ROWS']),
    SheetType: enumeration('SpreadsheetApp.SheetType', ['GRID', 'OBJECT', 'DATASOURCE']),
  });
}
