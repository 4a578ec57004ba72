/** The Sheets API as the projection uses it. Rows and columns count from 0, ends are exclusive; A1 texts are quoted. */
/** A cell as it is read; "" is blank. A date is its serial number. */
export type Value = string | number | boolean;

/** A block of values.batchUpdate: null leaves a cell alone, "" clears it, a short row ends there. */
export interface Block {
  readonly range: string;
  readonly majorDimension: 'ROWS' | 'COLUMNS';
  readonly values: readonly (readonly (Value | null)[])[];
}

export interface Mark {
  readonly id: number;
  readonly key: string;
  readonly value: string;
}
export interface SheetShape {
  readonly sheetId: number;
  readonly title: string;
  readonly rowCount: number;
  readonly columnCount: number;
  readonly marks: readonly Mark[];
  /** Blocks of cells that somebody made one. */
  readonly merges: readonly Area[];
}
export interface FileShape {
  readonly title: string;
  readonly sheets: readonly SheetShape[];
  /** Developer metadata of the spreadsheet itself. */
  readonly marks: readonly Mark[];
}
/** Where a mark on a column stands. */
export interface ColumnMark {
  readonly sheetId: number;
  readonly column: number;
  readonly value: string;
}
/** Where a mark on a row or a column stands. */
export interface LineMark {
  readonly id: number;
  readonly sheetId: number;
  readonly dimension: 'ROWS' | 'COLUMNS';
  readonly index: number;
  readonly value: string;
}
/** How a cell stands: what it shows, its note, and whether it is struck out. */
export interface Look {
  readonly shown: string;
  readonly note: string;
  readonly struck: boolean;
  /** Of its text, `#rrggbb`; "" where none was chosen. */
  readonly color: string;
}
export interface Area {
  readonly sheetId: number;
  readonly row: number;
  readonly rows: number;
  readonly column: number;
  readonly columns: number;
}

/** FORMULA shows a formula as its text, so that nobody takes it for a value of ours; UNFORMATTED_VALUE its result. */
export type Render = 'FORMULA' | 'UNFORMATTED_VALUE';

/**
 * One credential's way to Google, or to the local workbook. Reads are tried again by themselves; writes are sent once and
 * throw, because rows may have moved meanwhile: who writes looks first, then sends again. All throw SheetsProblem.
 */
export interface Sheets {
  shape(spreadsheetId: string): Promise<FileShape>;
  columnMarks(spreadsheetId: string, key: string): Promise<ColumnMark[]>;
  /** Marks of a key on rows and on columns, of all tabs. */
  lineMarks(spreadsheetId: string, key: string): Promise<LineMark[]>;
  /** For each range its rows; blank ends are cut off, as the API does. */
  read(spreadsheetId: string, ranges: readonly string[], render: Render): Promise<Value[][][]>;
  /** For each area the notes of its cells, by row; "" for none. */
  notes(spreadsheetId: string, areas: readonly Area[]): Promise<string[][][]>;
  /** For each area how its cells look, by row, in one moment; blank ends are cut off. */
  looks(spreadsheetId: string, areas: readonly Area[]): Promise<Look[][][]>;
  /** RAW: what is text stays text. */
  write(spreadsheetId: string, blocks: readonly Block[]): Promise<void>;
  /** Requests of spreadsheets.batchUpdate, all or none. */
  change(spreadsheetId: string, requests: readonly object[]): Promise<void>;
  /** Does work that may throw SheetsProblem again, after a pause that grows, until it is done or patience ends. */
  again<T>(work: () => Promise<T>): Promise<T>;
  /** The same way with a count of its own: several projections share a credential. */
  counted(): Sheets;
  /** Requests that were sent. */
  readonly calls: () => number;
}
