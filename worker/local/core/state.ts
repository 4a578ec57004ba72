import type { Runs } from './runs.ts';
import type { Format, GridRange, Metadata, Protection, Validation, Value } from './types.ts';

/** A cell that holds a formula: kept and shown as its text, never calculated. */
export interface Formula {
  readonly formula: string;
}
export type Cell = Value | Formula;

export interface Column {
  /** Never ends in a blank; the only thing here that changes in place (by the `cells` operation alone). */
  readonly values: Cell[];
  readonly formats: Runs<Format>;
  readonly notes: Runs<string>;
  readonly validations: Runs<Validation>;
  readonly width: number;
  readonly hidden: boolean;
}

/** The display values that a filter hides in one column of the sheet. */
export type HiddenValues = readonly [column: number, values: readonly string[]];

export interface Filter {
  readonly range: GridRange;
  readonly hidden: readonly HiddenValues[];
}

export interface Sheet {
  readonly id: number;
  readonly name: string;
  readonly hidden: boolean;
  readonly rows: number;
  readonly frozenRows: number;
  readonly frozenColumns: number;
  readonly tabColor: string;
  readonly columns: readonly Column[];
  readonly hiddenRows: Runs<true>;
  readonly filteredRows: Runs<true>;
  readonly filter: Filter | null;
  readonly protections: readonly Protection[];
  /** They never overlap, and never hold a single cell. */
  readonly merges: readonly GridRange[];
}

export interface State {
  readonly title: string;
  readonly locale: string;
  readonly timeZone: string;
  /** Of sheets, protections and metadata alike: an id is never used again. */
  readonly nextId: number;
  readonly sheets: readonly Sheet[];
  readonly metadata: readonly Metadata[];
}

/** Google's own: 100 pixels. */
const DEFAULT_WIDTH = 100;
/** Cells by grid size in one file, blanks included; and characters in one cell (Google's published limits). */
export const MAX_CELLS = 10_000_000;
export const MAX_CELL_LENGTH = 50_000;
/** ZZZ. */
export const MAX_COLUMNS = 18_278;

export function isFormula(cell: Cell): cell is Formula {
  return typeof cell === 'object' && cell !== null;
}

export function blankColumn(): Column {
  return { values: [], formats: [], notes: [], validations: [], width: DEFAULT_WIDTH, hidden: false };
}

export function blankSheet(id: number, name: string, rows: number, columns: number): Sheet {
  return {
    id,
    name,
    hidden: false,
    rows,
    frozenRows: 0,
    frozenColumns: 0,
    tabColor: '',
    columns: Array.from({ length: columns }, blankColumn),
    hiddenRows: [],
    filteredRows: [],
    filter: null,
    protections: [],
    merges: [],
  };
}

export function cellCount(sheet: Sheet): number {
  return sheet.rows * sheet.columns.length;
}

/** A copy whose values are its own. */
export function copyOfSheet(sheet: Sheet): Sheet {
  return { ...sheet, columns: sheet.columns.map((column) => ({ ...column, values: column.values.slice() })) };
}

const formats = new Map<string, Format>();

/** One object for each look, so that runs compare by identity; keys at their default are left out. */
export function internFormat(format: Format): Format | undefined {
  const kept: { -readonly [K in keyof Format]: Format[K] } = {};
  if (format.numberFormat && format.numberFormat !== 'General') kept.numberFormat = format.numberFormat;
  if (format.background) kept.background = format.background;
  if (format.color) kept.color = format.color;
  if (format.bold) kept.bold = true;
  if (format.italic) kept.italic = true;
  if (format.strikethrough) kept.strikethrough = true;
  if (format.fontSize && format.fontSize !== 10) kept.fontSize = format.fontSize;
  if (format.wrap && format.wrap !== 'OVERFLOW') kept.wrap = format.wrap;
  if (format.align) kept.align = format.align;
  const key = JSON.stringify(kept);
  if (key === '{}') return undefined;
  const known = formats.get(key);
  if (known !== undefined) return known;
  formats.set(key, kept);
  return kept;
}

const validations = new Map<string, Validation>();

export function internValidation(validation: Validation): Validation {
  const { values, strict, help, checkbox } = validation;
  const kept: Validation = {
    values: [...values],
    ...(checkbox && { checkbox }),
    strict,
    ...(help ? { help } : {}),
  };
  const key = JSON.stringify(kept);
  const known = validations.get(key);
  if (known !== undefined) return known;
  validations.set(key, kept);
  return kept;
}

/** A column that was read from JSON, with its formats and validations as the core has them: one object for each look. */
export function internColumn(column: Column): Column {
  return {
    ...column,
    formats: column.formats.flatMap((run) => {
      const value = internFormat(run.value);
      return value === undefined ? [] : [{ ...run, value }];
    }),
    validations: column.validations.map((run) => ({ ...run, value: internValidation(run.value) })),
  };
}
