/** What the worker wants to stand in the sheet, and what came of it. */

/** One row of Shipments. Cells that are not named are left alone. */
export interface WantedRow {
  /** Shipment ID. */
  readonly id: string;
  readonly orderId: string;
  /** Column name to text. "" clears. */
  readonly cells: Readonly<Record<string, string>>;
  /** Column name to all texts that the worker has written there before: those it may replace, others a person typed. */
  readonly written: Readonly<Record<string, readonly string[]>>;
  /** The row is made when it is not there: a part that a partner split off. Its cells are all that the row holds. */
  readonly add: boolean;
}
/** Cells of Channels, by the channel's name. */
export interface WantedChannel {
  readonly name: string;
  readonly cells: Readonly<Record<'Last sync' | 'Next sync' | 'Last error', string>>;
}
/** Needs attention: made or renewed by its key, and resolved when `what` is "". */
export interface WantedAttention {
  readonly key: string;
  readonly what: string;
  readonly action: string;
}
export interface Wanted {
  readonly rows: readonly WantedRow[];
  readonly channels: readonly WantedChannel[];
  readonly attention: readonly WantedAttention[];
}

export interface Projected {
  /** Shipment IDs whose cells all stand as wanted, or were left to a person: not asked again until they change. */
  readonly settled: readonly string[];
  /** What was written, for `written` of the next time: id, column, text. */
  readonly wrote: readonly { readonly id: string; readonly column: string; readonly text: string }[];
  /** Cells that a person typed otherwise: left as they are, with a note of what the worker knows. */
  readonly conflicts: readonly {
    readonly id: string;
    readonly column: string;
    readonly theirs: string;
    readonly ours: string;
  }[];
  /** Rows that are not there, or stand twice: in Needs attention, tried again later. */
  readonly missing: readonly string[];
  readonly duplicates: readonly string[];
  /** Columns of Shipments that are gone: nothing of theirs was written, and their rows are not settled. */
  readonly vanished: readonly string[];
  /** Stopped before the end, and why: a run of a person, the quota, Google. The rest is for the next time. */
  readonly stopped: { readonly code: string; readonly retryAfterMs: number } | null;
  /** Requests to the Sheets API, cells and bytes of `values` that were written. */
  readonly calls: number;
  readonly cells: number;
  readonly bytes: number;
}
