/**
 * What every reader of outside files gives: a header, rows of text cells, and what was left out and why.
 */
import type { Encoding } from './encoding.ts';

/** Why a row of the file is not data. */
export type IgnoredReason =
  /** Above the header: a title, a date, `sep=;`. */
  | 'title'
  /** Nothing in it. */
  | 'blank'
  /** A sum below the data. */
  | 'total'
  /** The header once more, as in files that were put together by hand. */
  | 'header-again';

export interface IgnoredRow {
  readonly line: number;
  readonly reason: IgnoredReason;
  /** The first filled cells, to show to a person. */
  readonly text: string;
}

export interface TableSource {
  readonly kind: 'csv' | 'xlsx' | 'paste';
  /** Of a CSV file; `text` when a string was given, empty for others. */
  readonly encoding: Encoding | 'text' | '';
  /** Of a CSV file or pasted rows, else empty. */
  readonly delimiter: string;
  /** Of a workbook: the worksheet that was read, and all there are. */
  readonly sheet: string;
  readonly sheets: readonly string[];
}

export interface Table {
  readonly ok: true;
  /** Trimmed names by position; the same name may occur twice. */
  readonly header: readonly string[];
  /** Row number of the header as a spreadsheet shows it, from 1. */
  readonly headerLine: number;
  /** Data rows, at least as long as the header. Empty when `onRow` took them. */
  readonly rows: readonly (readonly string[])[];
  /** Row number of each row as a spreadsheet shows it; a quoted line break does not count. */
  readonly lines: readonly number[];
  /** Data rows seen, also those that `onRow` took. */
  readonly count: number;
  /**
   * At most `MOST_LISTED`, of them few blank ones; `ignoredCount` counts all. Blank rows at the end are left out of
   * both.
   */
  readonly ignored: readonly IgnoredRow[];
  readonly ignoredCount: number;
  /** Lines that have more filled cells than the header; at most `MOST_LISTED`. */
  readonly ragged: readonly number[];
  /** Lines that hold U+FFFD, the mark of text damaged before it came to us; at most `MOST_LISTED`. */
  readonly damaged: readonly number[];
  /** Cells that were numbers in a workbook, see `isNumberCell`. */
  readonly numberCells: ReadonlySet<number>;
  readonly source: TableSource;
}

export const REFUSAL_CODES = [
  /** No byte, or nothing but blank rows. */
  'file.empty',
  /** No row holds column names that we know. */
  'file.no-header',
  /** Not text: a workbook, a PDF, a web page. `detail` says which. */
  'file.not-csv',
  /** Not a workbook that can be read. `detail` says why. */
  'file.not-xlsx',
  /** A quote opens on `line` and never closes, so that the rest of the file would be one cell. */
  'file.open-quote',
  /** The workbook has no worksheet of this name. */
  'file.no-sheet',
  /** A zip archive that is damaged or locked. */
  'file.not-zip',
  /** A zip archive without a text file in it. `detail` names what is there. */
  'file.no-csv',
  /** A zip archive that unpacks to more than can be read. `detail` says how much. */
  'file.too-large',
] as const;
export type RefusalCode = (typeof REFUSAL_CODES)[number];

export interface FileRefusal {
  readonly ok: false;
  readonly code: RefusalCode;
  /** What was found instead, for the sentence: a kind of file, the first row, a sheet name. */
  readonly detail: string;
  /** Row number as a spreadsheet shows it, or 0 for the whole file. */
  readonly line: number;
}

export interface TableOptions {
  /** Says whether a column name, as `headerKey` gives it, is one that the caller knows. */
  readonly knows?: (key: string) => boolean;
  /** Takes each data row instead of `rows`, so that a large file is never held as a whole. */
  readonly onRow?: (cells: string[], line: number) => void;
  /** Called once, when the header is known and before the first row. */
  readonly onHeader?: (header: readonly string[]) => void;
  /** Row number of the header as a spreadsheet shows it, where a person said so: it is not searched for. */
  readonly headerLine?: number;
  /** Columns to keep in `rows`; others become empty text, which frees their memory. */
  readonly keep?: (name: string, column: number) => boolean;
}

/** Lists for people stop here; counts go on. */
export const MOST_LISTED = 200;

/** An Excel worksheet has at most so many columns. */
const COLUMNS = 16384;

export const numberCellKey = (row: number, column: number): number => row * COLUMNS + column;

/**
 * True when the cell was a number in a workbook: `row` is the index in `rows`. Always false for text files.
 */
export const isNumberCell = (table: Table, row: number, column: number): boolean =>
  table.numberCells.size > 0 && table.numberCells.has(numberCellKey(row, column));

/** A column name for comparison: lower case, one space between words, no byte order mark. */
export const headerKey = (name: string): string =>
  name
    .replace(/[\s\u00a0\ufeff\u200b]+/g, ' ')
    .trim()
    .toLowerCase();

export const refuse = (code: RefusalCode, detail = '', line = 0): FileRefusal => ({
  ok: false,
  code,
  detail,
  line,
});

export const rowText = (cells: readonly string[]): string =>
  cells
    .filter((c) => c.trim() !== '')
    .slice(0, 6)
    .join(' | ')
    .slice(0, 120);
