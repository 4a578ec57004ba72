/**
 * What the workbook core is to those who stand on it: the Sheets API, the Apps Script services and the
 * browser page. Rows, columns and ranges count from 0; ends are exclusive, as in the Sheets API's GridRange.
 */

import type { History } from './history.ts';

/** A stored value; null is a blank cell. A date is its serial number with a date format beside it. */
export type Value = string | number | boolean | null;

export interface GridRange {
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
}

/** RAW keeps what is given (numbers stay numbers, text stays text); USER parses like typing. */
export type InputMode = 'RAW' | 'USER';

/** Looks that matter here; anything absent is the default. */
export interface Format {
  /** `@` is text; `General` is absent. Date patterns make a number show as a date. */
  readonly numberFormat?: string;
  readonly background?: string;
  readonly color?: string;
  readonly bold?: boolean;
  readonly italic?: boolean;
  readonly strikethrough?: boolean;
  readonly fontSize?: number;
  readonly wrap?: 'OVERFLOW' | 'WRAP' | 'CLIP';
  readonly align?: 'left' | 'center' | 'right';
}

export interface Validation {
  /** Empty for a checkbox. */
  readonly values: readonly string[];
  /** The cell is a box to tick: TRUE or FALSE, blank is not ticked. */
  readonly checkbox?: true;
  /** true refuses other values; false only warns. */
  readonly strict: boolean;
  readonly help?: string;
}

/** `all`: one block; `rows`, `columns`: a block for each row or column of the range. */
export type MergeKind = 'all' | 'rows' | 'columns';

export interface Protection {
  readonly id: number;
  /** Absent: the whole sheet. */
  readonly range?: GridRange;
  readonly description: string;
  readonly warningOnly: boolean;
}

export interface Metadata {
  readonly id: number;
  readonly key: string;
  readonly value: string;
  readonly visibility: 'DOCUMENT' | 'PROJECT';
  readonly location:
    | { readonly type: 'spreadsheet' }
    | { readonly type: 'sheet'; readonly sheetId: number }
    /** Moves with its column when columns are inserted, moved or sorted. */
    | { readonly type: 'column' | 'row'; readonly sheetId: number; readonly index: number };
}

export interface SheetInfo {
  readonly id: number;
  readonly name: string;
  readonly index: number;
  readonly hidden: boolean;
  readonly rowCount: number;
  readonly columnCount: number;
  readonly frozenRows: number;
  readonly frozenColumns: number;
  readonly tabColor?: string;
}

export interface SortKey {
  readonly column: number;
  readonly ascending: boolean;
}

/** What changed, for the page and for storage; one is sent for each batch. */
export interface Change {
  readonly revision: number;
  /** Cell areas whose content or look changed, by sheet id. */
  readonly cells: readonly { readonly sheetId: number; readonly range: GridRange }[];
  /** Sheets whose shape changed (rows, columns, order of rows, name, widths, filters ...): read them again. */
  readonly sheets: readonly number[];
  /** The list of sheets changed. */
  readonly list: boolean;
}

/** A refusal that is the caller's to show: unknown sheet, range outside the grid, 10 million cells ... */
export class WorkbookError extends Error {
  constructor(
    readonly code:
      | 'sheet.unknown'
      | 'sheet.name-taken'
      | 'range.outside'
      | 'limit.cells'
      | 'limit.cell-length'
      | 'value.invalid'
      | 'last-sheet'
      | 'merge.refused',
    message: string,
  ) {
    super(message);
    this.name = 'WorkbookError';
  }
}

/** One spreadsheet in memory. Each method is synchronous and atomic; unknown sheets and ranges outside throw WorkbookError. */
export interface Workbook {
  readonly id: string;
  title: string;
  readonly locale: string;
  readonly timeZone: string;
  readonly revision: number;

  sheets(): SheetInfo[];
  sheet(id: number): SheetInfo;
  sheetByName(name: string): SheetInfo | undefined;
  addSheet(props: { name: string; rows?: number; columns?: number; index?: number; id?: number }): SheetInfo;
  deleteSheet(id: number): void;
  /** Without its protections' ids; with its metadata under new ids. At the end of the other's sheets. */
  copySheet(id: number, to: Workbook, name?: string, newId?: number): SheetInfo;
  updateSheet(
    id: number,
    props: Partial<
      Pick<
        SheetInfo,
        'name' | 'index' | 'hidden' | 'frozenRows' | 'frozenColumns' | 'rowCount' | 'columnCount'
      >
    > & { tabColor?: string },
  ): void;

  /** Last row and column with content, as counts (0 when empty). */
  contentSize(sheetId: number): { rows: number; columns: number };

  /** Row by row; a formula gives its own text, for nothing here calculates. The block is the caller's to change. */
  values(sheetId: number, range: GridRange): Value[][];
  /** What a person reads: dates and numbers in their format, formulas as their text. */
  displayValues(sheetId: number, range: GridRange): string[][];
  /** Formula text with its `=`, or "" where there is none. */
  formulas(sheetId: number, range: GridRange): string[][];
  /**
   * Writes a block. undefined leaves a cell alone, null clears it. USER turns `=...` into a formula, in a text (`@`) cell
   * too only when `formulasInText` is set (as Apps Script's setValues does); RAW never does. Cells under a merged block
   * take nothing.
   */
  write(
    sheetId: number,
    row: number,
    column: number,
    values: readonly (readonly (Value | undefined)[])[],
    mode: InputMode,
    options?: { formulasInText?: boolean },
  ): void;
  clear(
    sheetId: number,
    range: GridRange,
    what: { values?: boolean; formats?: boolean; notes?: boolean; validations?: boolean },
  ): void;

  formats(sheetId: number, range: GridRange): Format[][];
  /** What has a format at all, column by column from the top: a long sheet is looked through without reading its cells. */
  formatRuns(sheetId: number): { readonly range: GridRange; readonly format: Format }[];
  /**
   * Merges: a key that is given is set, one that is absent stays as it is in each cell. A key given as its default
   * (`numberFormat: 'General'` or `''`, `background: ''`, `bold: false` ...) is taken away.
   */
  setFormat(sheetId: number, range: GridRange, format: Format): void;
  /** A block of formats, each merged as by setFormat; undefined leaves a cell alone. One change, whatever its size. */
  setFormats(
    sheetId: number,
    row: number,
    column: number,
    formats: readonly (readonly (Format | undefined)[])[],
  ): void;
  notes(sheetId: number, range: GridRange): string[][];
  /** `''` takes the notes away. */
  setNote(sheetId: number, range: GridRange, note: string): void;
  /** A block of notes; undefined leaves a cell alone. One change, whatever its size. */
  setNotes(
    sheetId: number,
    row: number,
    column: number,
    notes: readonly (readonly (string | undefined)[])[],
  ): void;
  validations(sheetId: number, range: GridRange): (Validation | null)[][];
  /** Kept and shown; `write` itself never refuses by it (as the API): who stands for a person must ask first. */
  setValidation(sheetId: number, range: GridRange, validation: Validation | null): void;
  protections(sheetId: number): Protection[];
  addProtection(sheetId: number, protection: Omit<Protection, 'id'>): Protection;
  updateProtection(sheetId: number, id: number, protection: Omit<Protection, 'id'>): Protection;
  removeProtection(sheetId: number, id: number): void;

  /** Blocks of cells that are one; only the first of each holds anything. In the order in which they were made. */
  merges(sheetId: number): GridRange[];
  /**
   * The first value of a block, by rows, becomes its own, the others are gone; it looks as its first cell. Blocks inside
   * the range are replaced; one that lies partly in it is refused, as are blocks over the edge of the frozen part and
   * blocks over several rows of a filter.
   */
  mergeCells(sheetId: number, range: GridRange, kind: MergeKind): void;
  unmergeCells(sheetId: number, range: GridRange): void;

  columnWidths(sheetId: number): number[];
  setColumnWidth(sheetId: number, column: number, columns: number, pixels: number): void;
  hiddenColumns(sheetId: number): number[];
  setColumnsHidden(sheetId: number, column: number, columns: number, hidden: boolean): void;
  /** Row heights are a view's own affair; hidden rows are not. */
  hiddenRows(sheetId: number): { byUser: number[]; byFilter: number[] };
  setRowsHidden(sheetId: number, row: number, rows: number, hidden: boolean): void;

  /**
   * New rows and columns take formats and validations from the row or column after them, or before them with
   * `'before'` (always so at the end of the grid).
   */
  insertRows(sheetId: number, row: number, rows: number, inherit?: 'before' | 'after'): void;
  deleteRows(sheetId: number, row: number, rows: number): void;
  insertColumns(sheetId: number, column: number, columns: number, inherit?: 'before' | 'after'): void;
  deleteColumns(sheetId: number, column: number, columns: number): void;
  /** `to` counts as before the move, as in the API: the columns land before the one that is there now. */
  moveColumns(sheetId: number, column: number, columns: number, to: number): void;
  /** As columns, with all that is on the rows. */
  moveRows(sheetId: number, row: number, rows: number, to: number): void;
  /**
   * Sorts the rows of a range, with their formats and notes; row metadata goes along when the range holds every
   * column with content. Numbers, then text (case ignored), then FALSE, TRUE; blanks last either way. Refused where
   * cells are merged over several rows.
   */
  sort(sheetId: number, range: GridRange, keys: readonly SortKey[]): void;
  /**
   * The one basic filter of a sheet: by column (counted from the sheet's first), the display values that are hidden.
   * Its first row is the header. Rows are hidden when it is set and after a sort, not at each edit, as in Google's.
   */
  filter(
    sheetId: number,
  ): { range: GridRange; hiddenValues: ReadonlyMap<number, ReadonlySet<string>> } | null;
  setFilter(
    sheetId: number,
    filter: { range: GridRange; hiddenValues: ReadonlyMap<number, ReadonlySet<string>> } | null,
  ): void;

  metadata(): Metadata[];
  addMetadata(metadata: Omit<Metadata, 'id'> & { id?: number }): Metadata;
  updateMetadata(id: number, value: string): void;
  removeMetadata(id: number): void;

  /** Who did what, for undo and redo. In memory: a restart of the program forgets it. */
  readonly history: History;
  /** Runs several changes as one: all or none (thrown errors roll back), one revision, one Change. */
  batch<T>(work: () => T): T;
  onChange(listener: (change: Change) => void): () => void;
}
