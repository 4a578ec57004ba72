/** What is to be brought into one tab, and what came of it. */
import type { TabName } from '../../shared/tabs/tabs.ts';
import type { Place } from './columns.ts';
import type { Snapshot } from './snapshot.ts';

/** What a row is to hold, by the names of its columns. */
export interface Target {
  readonly key: string;
  readonly cells: Readonly<Record<string, string>>;
  /** Texts that may be replaced, by column; null: a view, which nobody else writes. */
  readonly written: Readonly<Record<string, readonly string[]>> | null;
  /** The row is made below the others when its key is not there. */
  readonly add: boolean;
  /** Cells that only a new row gets. */
  readonly made?: Readonly<Record<string, string>>;
}
export interface Task {
  readonly tab: TabName;
  readonly keyColumn: string;
  readonly targets: ReadonlyMap<string, Target>;
  /** Columns to read beside those of the targets. */
  readonly also: readonly string[];
  /** A view of the row itself, from its cells as they will be. */
  readonly derive?: { readonly column: string; of(cell: (column: string) => string): string };
}

/** What came of a task until now: it stays when the work is stopped half way. */
export interface Tally {
  /** Keys whose cells stand as wanted or were left to a person, as last seen. */
  settled: Set<string>;
  readonly wrote: { id: string; column: string; text: string }[];
  conflicts: { id: string; column: string; theirs: string; ours: string }[];
  missing: string[];
  duplicates: string[];
  /** Columns that are gone: nothing of theirs was written. */
  vanished: string[];
  cells: number;
  bytes: number;
  /** Rows as last read, all of them; null before. */
  last: Snapshot<Place> | null;
}
export const newTally = (): Tally => ({
  settled: new Set(),
  wrote: [],
  conflicts: [],
  missing: [],
  duplicates: [],
  vanished: [],
  cells: 0,
  bytes: 0,
  last: null,
});
