/** How the worker's parts of a partner's file are known again, whatever they are called and wherever they were moved. */
import { SHEET_COLUMNS, type SheetColumn } from '../../../shared/partner-sheet/columns.ts';

/** Developer metadata on columns (the column's key) and on our two rows. Says nothing that does not stand in the sheet. */
export const LINE_MARK = 'shipsheet-column';
/** On the row of headers. */
export const HEADER_ROW = 'header';
/** On the row of the summary. */
export const TOP_ROW = 'top';
/** On the tab: the headers that the worker last wrote, so that those that the partner chose are told from them. */
export const HEADERS_MARK = 'shipsheet-headers';

const KEYS: ReadonlySet<string> = new Set(SHEET_COLUMNS);
export const isSheetColumn = (key: string): key is SheetColumn => KEYS.has(key);
