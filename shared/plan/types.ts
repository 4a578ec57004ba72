/**
 * What a plan is, and what a person sees of it. A plan is columnar: one entry a subject (an order of the
 * sheet, or a line of a file) in parallel arrays, so that 220,000 subjects cost arrays and not objects.
 */

import type { Rule } from '../segment/rule.ts';
import type { Cell } from '../tabs/table.ts';
import type { TabName } from '../tabs/tabs.ts';
import type { ReasonCode } from './reasons.ts';

/** Each subject ends as exactly one of these. */
export const OUTCOMES = ['change', 'already', 'left', 'decide'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** The outcome arrays hold the index into OUTCOMES. */
export const CHANGE = 0;
export const ALREADY = 1;
export const LEFT = 2;
export const DECIDE = 3;

/** Cells to set in rows that exist. Only the named columns are written; undefined leaves a cell alone. */
export interface CellChanges {
  readonly tab: TabName;
  /** For each change: the subject that asks for it. Ascending. */
  readonly subject: number[];
  /** The key of the row (column A). */
  readonly key: string[];
  /** Row index in the table that was planned on (0 is the first row under the header). */
  readonly row: number[];
  /** Column name to proposed values, each as long as `key`. */
  readonly columns: Map<string, (Cell | undefined)[]>;
  /** true: with this change the row's items, name and address become the accepted ones (see Row check). */
  readonly accepts: boolean;
}

/** Rows to add at the end of a tab. The key column must be among the columns. */
export interface AddedRows {
  readonly tab: TabName;
  readonly subject: number[];
  readonly key: string[];
  readonly columns: Map<string, Cell[]>;
}

export interface RemovedRows {
  readonly tab: TabName;
  readonly subject: readonly number[];
  readonly key: readonly string[];
  readonly row: readonly number[];
}

export interface Plan {
  /** Number of subjects. */
  readonly n: number;
  /** The key a person knows the subject by (Order ID, or `line 12`). */
  readonly key: readonly string[];
  readonly outcome: Uint8Array;
  /** The reason of each subject; null for a change without remark. */
  readonly reason: (ReasonCode | null)[];
  /** What completes the reason's sentence ("postal code", "US 3PL #7"); "" for none. Never required to be personal. */
  readonly detail: string[];
  /** The order of each subject, as index in the Orders table; -1 for none. */
  readonly order: readonly number[];
  readonly changes: readonly CellChanges[];
  readonly added: readonly AddedRows[];
  /** Rows to take out again: only an undo of rows that a run had added. */
  readonly removed: readonly RemovedRows[];
  readonly notices: readonly Notice[];
  readonly figures: readonly Figures[];
  readonly questions: readonly Question[];
}

export interface Notice {
  readonly level: 'info' | 'warning';
  readonly text: string;
}

/** A small table in the preview: units per SKU, packages for each order, what the source's states become. */
export interface Figures {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
}

/** A decision for a whole class of subjects; answered in `options.answers[id]`, then the preview is made again. */
export interface Question {
  readonly id: string;
  readonly text: string;
  readonly choices: readonly { readonly value: string; readonly label: string }[];
  /** The answer that is in force, if any. */
  readonly answer: string | null;
}

/** "Which orders?" The filters narrow the base; all that are given must hold. */
export interface Scope {
  readonly base: 'selection' | 'visible' | 'all' | 'list' | 'requests';
  /** For `list`: pasted order ids or backer numbers, separated by anything but letters, digits, - # and _. */
  readonly list?: string | undefined;
  readonly stages?: readonly string[] | undefined;
  readonly countries?: readonly string[] | undefined;
  readonly rewards?: readonly string[] | undefined;
  readonly skus?: { readonly mode: 'any' | 'all' | 'only'; readonly skus: readonly string[] } | undefined;
  readonly channel?: string | undefined;
  /** A segment by its name. */
  readonly segment?: string | undefined;
  /** The text of a filter, of the segment's too: see shared/segment/parse.ts. */
  readonly filter?: string | undefined;
  /** What the text means; without it the filter could not be read. */
  readonly rule?: Rule | undefined;
}

/** What the panel sends beside the scope: each action parses its own with a schema. */
export type Options = Readonly<Record<string, unknown>>;

export interface ReasonCount {
  readonly outcome: Outcome;
  readonly code: ReasonCode | null;
  readonly count: number;
  /** The detail that all of them share, "…" when they differ. Its words are told by `wordsOf`, on the page. */
  readonly shared: string;
  /** The first subjects, 50 at most. */
  readonly samples: readonly { readonly key: string; readonly detail: string }[];
}

/** What is shown before anything happens. JSON only: it travels through google.script.run. */
export interface Preview {
  readonly action: string;
  readonly runId: string;
  /** The moment that the run will write, fixed here: `2026-03-01 10:22:31Z`. */
  readonly now: string;
  /** Which orders, as a sentence: "Selected rows: 12 orders". */
  readonly which: string;
  /** What a subject is called: order, row, shipment. */
  readonly noun: string;
  readonly total: number;
  readonly counts: Readonly<Record<Outcome, number>>;
  readonly reasons: readonly ReasonCount[];
  readonly notices: readonly Notice[];
  readonly figures: readonly Figures[];
  readonly questions: readonly Question[];
  /** What this step sends and to whom. */
  readonly sends: string;
  /** Act and count: "Lock down 1,143 orders". */
  readonly button: string;
  /** Sum over all subjects, 53 bits in base 36: the plan's name in Activity. */
  readonly hash: string;
  /** Bucketed sums over the subjects that will change (see plan/hash.ts): what `apply` compares. */
  readonly sums: string;
}

/** The answer to each step of a run. */
export interface Progress {
  readonly runId: string;
  readonly done: number;
  readonly total: number;
  /** true: call again with the new sums. */
  readonly more: boolean;
  readonly sums: string;
  /** After a part of a file that is not the last: what of it moved; the result tells of the last part alone. */
  readonly moved?: readonly string[];
  readonly result: RunResult | null;
}

export interface RunResult {
  readonly runId: string;
  readonly counts: Readonly<Record<Outcome, number>>;
  /** Subjects that changed between preview and apply: left as they are. */
  readonly moved: readonly string[];
  /** "Locked down 1,143 orders." */
  readonly sentence: string;
  readonly undoable: boolean;
  /** The export batch that this run made, for the download. */
  readonly batch: string | null;
}
