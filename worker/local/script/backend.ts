/**
 * What the Apps Script services stand on. Flat and synchronous, and every argument and result can be cloned between
 * threads, so that the same services run beside the core (unit tests) and in an executor thread. Rows and
 * columns count from 0, as in the core; the services translate to Apps Script's counting from 1.
 */
import type {
  Format,
  GridRange,
  Metadata,
  Protection,
  SheetInfo,
  SortKey,
  Validation,
  Value,
} from '../core/types.ts';

/** Which sheet a session looks at, and what is selected there; the last range is the active one. */
export interface Selection {
  readonly sheetId: number;
  readonly ranges: readonly GridRange[];
}

/** Who runs the script, and under which rules. */
export interface Execution {
  readonly sessionId: string;
  /** E-mail address. */
  readonly user: string;
  /** Simple triggers (onOpen, onEdit) may not call what needs authorisation. */
  readonly simpleTrigger: boolean;
}

export interface About {
  readonly id: string;
  readonly title: string;
  readonly url: string;
  readonly locale: string;
  readonly timeZone: string;
  /** The add-on's name: the caption of createAddonMenu. */
  readonly addonName: string;
}

/** Cell contents with the flat indexes (row * columns + column) of those that are dates. */
export interface Cells {
  readonly values: Value[][];
  readonly dates: readonly number[];
}

export interface ScriptFilter {
  readonly range: GridRange;
  readonly hiddenValues: readonly (readonly [column: number, values: readonly string[]])[];
}

export type MenuEntry =
  | { readonly type: 'item'; readonly label: string; readonly functionName: string }
  | { readonly type: 'separator' }
  | { readonly type: 'submenu'; readonly label: string; readonly entries: readonly MenuEntry[] };

export interface Menu {
  readonly label: string;
  readonly entries: readonly MenuEntry[];
}

export type ButtonSet = 'OK' | 'OK_CANCEL' | 'YES_NO' | 'YES_NO_CANCEL';
export type Button = 'CLOSE' | 'OK' | 'CANCEL' | 'YES' | 'NO';

/** A question that the script waits for. */
export interface Question {
  readonly kind: 'alert' | 'prompt';
  readonly title: string;
  readonly text: string;
  readonly buttons: ButtonSet;
}

export interface Answer {
  readonly button: Button;
  /** What was typed into a prompt. */
  readonly text: string;
}

/** What a script shows; sizes in pixels. */
export type Shown =
  | { readonly type: 'menu'; readonly menu: Menu }
  | { readonly type: 'sidebar'; readonly title: string; readonly html: string }
  | {
      readonly type: 'dialog';
      readonly modal: boolean;
      readonly title: string;
      readonly html: string;
      readonly width: number;
      readonly height: number;
    }
  | { readonly type: 'toast'; readonly title: string; readonly text: string; readonly seconds: number }
  | { readonly type: 'selection'; readonly selection: Selection };

export interface FetchRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  readonly followRedirects: boolean;
}

export interface FetchAnswer {
  readonly status: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Uint8Array;
}

/** Whose properties, cache or lock. The user of `user` is the one of the execution. */
export const SCOPES = ['document', 'script', 'user'] as const;
export type Scope = (typeof SCOPES)[number];

export type HashName = 'md5' | 'sha1' | 'sha256' | 'sha384' | 'sha512';

/** Which parts of cells a clear takes. */
export interface Clearing {
  readonly values?: boolean;
  readonly formats?: boolean;
  readonly notes?: boolean;
  readonly validations?: boolean;
}

/** Calls that touch cell content, for benches: a call is one round trip to Sheets. */
export interface Counters {
  reads: number;
  writes: number;
  readCells: number;
  writtenCells: number;
}

export interface SpreadsheetBackend {
  about(): About;
  setTitle(title: string): void;
  sheets(): SheetInfo[];
  sheet(id: number): SheetInfo;
  sheetExists(id: number): boolean;
  sheetByName(name: string): SheetInfo | undefined;
  addSheet(name: string | undefined, index: number | undefined): SheetInfo;
  copySheet(id: number, name: string | undefined): SheetInfo;
  deleteSheet(id: number): void;
  updateSheet(
    id: number,
    props: {
      name?: string;
      index?: number;
      hidden?: boolean;
      frozenRows?: number;
      frozenColumns?: number;
      tabColor?: string;
    },
  ): void;
  contentSize(sheetId: number): { rows: number; columns: number };

  values(sheetId: number, range: GridRange): Cells;
  displayValues(sheetId: number, range: GridRange): string[][];
  formulas(sheetId: number, range: GridRange): string[][];
  /**
   * Writes a block in one go, starting at a cell. typed parses text like typing, `=...` is a formula in any cell;
   * text keeps it. dates are the flat indexes of numbers that are dates and need a date format.
   */
  write(
    sheetId: number,
    row: number,
    column: number,
    values: readonly (readonly Value[])[],
    how: 'typed' | 'text',
    dates: readonly number[],
  ): void;
  /** Writes one value or formula into each cell of each range. */
  fill(sheetId: number, ranges: readonly GridRange[], value: Value, dated: boolean): void;
  clear(sheetId: number, ranges: readonly GridRange[], what: Clearing): void;
  appendRow(sheetId: number, values: readonly Value[], dates: readonly number[]): void;

  formats(sheetId: number, range: GridRange): Format[][];
  setFormat(sheetId: number, ranges: readonly GridRange[], change: Format): void;
  /** Merges one format into each cell, as the core's setFormat does; the same object may stand in many cells. */
  setFormats(sheetId: number, row: number, column: number, changes: readonly (readonly Format[])[]): void;
  notes(sheetId: number, range: GridRange): string[][];
  setNotes(sheetId: number, row: number, column: number, notes: readonly (readonly string[])[]): void;
  setNote(sheetId: number, ranges: readonly GridRange[], note: string): void;
  validations(sheetId: number, range: GridRange): (Validation | null)[][];
  setValidation(sheetId: number, ranges: readonly GridRange[], validation: Validation | null): void;
  setValidations(
    sheetId: number,
    row: number,
    column: number,
    validations: readonly (readonly (Validation | null)[])[],
  ): void;
  protections(sheetId: number): Protection[];
  addProtection(sheetId: number, protection: Omit<Protection, 'id'>): Protection;
  updateProtection(sheetId: number, id: number, protection: Omit<Protection, 'id'>): Protection;
  removeProtection(sheetId: number, id: number): void;

  columnWidth(sheetId: number, column: number): number;
  setColumnWidth(sheetId: number, column: number, columns: number, pixels: number): void;
  columnHidden(sheetId: number, column: number): boolean;
  setColumnsHidden(sheetId: number, column: number, columns: number, hidden: boolean): void;
  rowHidden(sheetId: number, row: number): { byUser: boolean; byFilter: boolean };
  setRowsHidden(sheetId: number, row: number, rows: number, hidden: boolean): void;

  insertRows(sheetId: number, row: number, rows: number, inherit: 'before' | 'after'): void;
  deleteRows(sheetId: number, row: number, rows: number): void;
  insertColumns(sheetId: number, column: number, columns: number, inherit: 'before' | 'after'): void;
  deleteColumns(sheetId: number, column: number, columns: number): void;
  moveColumns(sheetId: number, column: number, columns: number, to: number): void;
  sort(sheetId: number, range: GridRange, keys: readonly SortKey[]): void;
  filter(sheetId: number): ScriptFilter | null;
  setFilter(sheetId: number, filter: ScriptFilter | null): void;

  metadata(): Metadata[];
  addMetadata(metadata: Omit<Metadata, 'id'>): Metadata;
  updateMetadata(id: number, value: string): void;
  removeMetadata(id: number): void;
}

export interface HostBackend {
  execution(): Execution;
  selection(): Selection;
  select(selection: Selection): void;
  show(shown: Exclude<Shown, { type: 'selection' }>): void;
  /** The text of one of the add-on's HTML files, by name without `.html`. */
  file(name: string): string | undefined;
  log(level: 'log' | 'info' | 'warn' | 'error', text: string): void;

  properties(scope: Scope): [key: string, value: string][];
  property(scope: Scope, key: string): string | null;
  setProperties(scope: Scope, entries: readonly (readonly [string, string])[], onlyThese: boolean): void;
  deleteProperties(scope: Scope, keys: readonly string[]): void;
  cacheGet(scope: Scope, keys: readonly string[]): [key: string, value: string][];
  cachePut(scope: Scope, entries: readonly (readonly [string, string])[], seconds: number): void;
  cacheRemove(scope: Scope, keys: readonly string[]): void;
  releaseLock(scope: Scope): void;
  hasLock(scope: Scope): boolean;

  uuid(): string;
  digest(hash: HashName, bytes: Uint8Array): Uint8Array;
  hmac(hash: HashName, bytes: Uint8Array, key: Uint8Array): Uint8Array;
}

/** The calls that wait for something outside: the executor's host may answer them later. */
export interface WaitingBackend {
  ask(question: Question): Answer;
  /** false when it was not free within that time. */
  takeLock(scope: Scope, milliseconds: number): boolean;
  fetch(requests: readonly FetchRequest[]): FetchAnswer[];
}

export interface Backend extends SpreadsheetBackend, HostBackend, WaitingBackend {}
