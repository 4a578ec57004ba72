/**
 * The spreadsheet as the engine sees it: columns by header, rows counted from 0 under the header. The add-on
 * implements it over SpreadsheetApp (addon/book/).
 */
import type { Cell, Table } from '../tabs/table.ts';
import type { TabName } from '../tabs/tabs.ts';

export interface Book {
  /** Reads columns; `rows` limits them. A tab or column that is not there is named in `missing`. */
  read(tab: TabName, columns: readonly string[], rows?: { from: number; count: number }): Table;
  /** Forgets what a tab held and where its columns were: what is read or written next finds them as they are. */
  renew(tab: TabName): void;
  /** Reads the rows whose key (column `keyColumn`) is among the keys. */
  readKeys(tab: TabName, keyColumn: string, keys: ReadonlySet<string>, columns: readonly string[]): Table;
  /**
   * Writes cells of existing rows, in blocks: `rows` ascending; undefined leaves a cell alone. Text stays text.
   * `current` is the whole tab as read just now: cells of ours between those that change may be written as they were.
   */
  write(
    tab: TabName,
    rows: readonly number[],
    columns: ReadonlyMap<string, readonly (Cell | undefined)[]>,
    current?: Table,
  ): void;
  /**
   * Makes the grids large enough for rows (and optional columns) that are about to be appended to several tabs, or refuses
   * before any of them has changed.
   */
  makeRoom(
    adds: readonly { readonly tab: TabName; readonly rows: number; readonly columns: readonly string[] }[],
  ): void;
  /** Adds rows below the last one; makes optional columns that are missing. */
  append(tab: TabName, columns: ReadonlyMap<string, readonly Cell[]>): void;
  /** Deletes rows, in blocks. */
  remove(tab: TabName, rows: readonly number[]): void;
  /** Replaces a laid-out tab (Overview) as a whole. */
  layOut(tab: TabName, rows: readonly (readonly Cell[])[], styles: readonly RowStyle[]): void;
  flush(): void;
  /**
   * Rows of Orders that are selected and that no filter hides; null when another tab is in front. `too many`: a filter
   * is on and there are more than `limit` to ask for.
   */
  selectedRows(limit: number): number[] | 'too many' | null;
  /** Rows of Orders that no filter and no hand has hidden; null when there are more than `limit` to ask for. */
  visibleRows(limit: number): number[] | null;
  /** The moment as `2026-03-01 10:22:31Z`. */
  now(): string;
  /** Milliseconds, for time budgets. */
  clock(): number;
  /** The person at work, "" when unknown. */
  user(): string;
  property(name: string): string | null;
  setProperty(name: string, value: string | null): void;
  /** Runs `work` while nobody else is in here. */
  exclusive<T>(work: () => T): T;
}

/** Looks of one laid-out row. */
export interface RowStyle {
  readonly row: number;
  readonly look: 'title' | 'heading' | 'header' | 'bad' | 'good' | 'plain';
}

/** A refusal that the panel shows as it is: a code, and a sentence that says what to do. */
export class Refused extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
    this.name = 'Refused';
  }
}
