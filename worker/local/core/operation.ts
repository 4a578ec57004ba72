import type { Runs } from './runs.ts';
import type { Cell, Column, Filter, Sheet, State } from './state.ts';
import type { Format, GridRange, Metadata, Protection, Validation } from './types.ts';

/** Stands in a block of cells for one that is left alone. */
export const SKIP = { skip: true } as const;
export type Put = Cell | typeof SKIP;

/**
 * Everything that can happen to a workbook. Operations hold results, not intentions (typed text already parsed, a sort
 * as the order it gave), so that doing them again from the journal gives the same workbook whatever the clock, the
 * year or the version of the parser. All of them are plain JSON.
 */
export type Operation =
  | { readonly do: 'title'; readonly title: string }
  | { readonly do: 'add-sheet'; readonly index: number; readonly sheet: Sheet }
  | { readonly do: 'delete-sheet'; readonly sheet: number }
  | { readonly do: 'move-sheet'; readonly sheet: number; readonly index: number }
  | {
      readonly do: 'sheet';
      readonly sheet: number;
      readonly props: {
        readonly name?: string;
        readonly hidden?: boolean;
        readonly frozenRows?: number;
        readonly frozenColumns?: number;
        readonly tabColor?: string;
      };
    }
  | {
      readonly do: 'cells';
      readonly sheet: number;
      readonly row: number;
      readonly column: number;
      /** Columns of equal length. */
      readonly columns: readonly (readonly Put[])[];
      /** Number formats that typing brought, for each column, by row of the sheet. */
      readonly patterns: readonly Runs<string>[];
    }
  | {
      readonly do: 'clear';
      readonly sheet: number;
      readonly range: GridRange;
      readonly values: boolean;
      readonly formats: boolean;
      readonly notes: boolean;
      readonly validations: boolean;
    }
  | { readonly do: 'format'; readonly sheet: number; readonly range: GridRange; readonly format: Format }
  | {
      readonly do: 'formats';
      readonly sheet: number;
      readonly range: GridRange;
      /** For each column of the range, by row of the sheet. */
      readonly columns: readonly Runs<Format>[];
    }
  | {
      readonly do: 'notes';
      readonly sheet: number;
      readonly range: GridRange;
      readonly columns: readonly Runs<string>[];
    }
  | { readonly do: 'note'; readonly sheet: number; readonly range: GridRange; readonly note: string }
  | {
      readonly do: 'validation';
      readonly sheet: number;
      readonly range: GridRange;
      readonly validation: Validation | null;
    }
  | {
      /** The blocks that lie in a range are these now; none lies partly in it. */
      readonly do: 'merges';
      readonly sheet: number;
      readonly range: GridRange;
      readonly merges: readonly GridRange[];
    }
  | { readonly do: 'protect'; readonly sheet: number; readonly protection: Protection }
  | { readonly do: 'unprotect'; readonly sheet: number; readonly id: number }
  | {
      readonly do: 'columns';
      readonly sheet: number;
      readonly column: number;
      readonly columns: number;
      readonly width?: number;
      readonly hidden?: boolean;
    }
  | {
      readonly do: 'hide-rows';
      readonly sheet: number;
      readonly row: number;
      readonly rows: number;
      readonly hidden: boolean;
    }
  | {
      readonly do: 'insert';
      readonly sheet: number;
      readonly axis: Axis;
      readonly at: number;
      readonly count: number;
      readonly inherit: 'before' | 'after';
    }
  | {
      readonly do: 'delete';
      readonly sheet: number;
      readonly axis: Axis;
      readonly at: number;
      readonly count: number;
    }
  | {
      readonly do: 'move-columns' | 'move-rows';
      readonly sheet: number;
      readonly at: number;
      readonly count: number;
      readonly to: number;
    }
  | {
      readonly do: 'reorder';
      readonly sheet: number;
      readonly range: GridRange;
      /** Row i of the range gets what its row order[i] held. */
      readonly order: readonly number[];
      readonly metadata: boolean;
    }
  | {
      readonly do: 'filter';
      readonly sheet: number;
      readonly filter: Filter | null;
      readonly rows: Runs<true>;
    }
  | {
      /** Puts looks and layout back as they were; cells and size stay. */
      readonly do: 'frame';
      readonly sheet: number;
      readonly frame: Omit<Sheet, 'id' | 'rows' | 'columns'>;
      readonly columns: readonly Omit<Column, 'values'>[];
    }
  | { readonly do: 'all-metadata'; readonly metadata: readonly Metadata[] }
  | { readonly do: 'add-metadata'; readonly metadata: Metadata }
  | { readonly do: 'metadata-value'; readonly id: number; readonly value: string }
  | { readonly do: 'remove-metadata'; readonly id: number };

export type Axis = 'rows' | 'columns';

/** Where an operation showed, for the Change. */
export interface Touched {
  readonly cells?: { readonly sheetId: number; readonly range: GridRange };
  readonly sheet?: number;
  readonly list?: boolean;
}

export interface Applied {
  readonly state: State;
  readonly touched: Touched;
  /** Puts back what changed in place; the old state does the rest. */
  readonly undo?: () => void;
}
