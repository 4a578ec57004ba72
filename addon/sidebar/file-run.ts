/** What the panels of files need from the planning of files; file-runs.ts does it. */
import type { ReasonCode } from '../../shared/plan/reasons.ts';
import type { Outcome, Preview, RunResult } from '../../shared/plan/types.ts';

/** Something that was planned: what it would do, and how to do it. Calling `apply` again after an error resumes. */
export interface Prepared {
  readonly preview: Preview;
  apply(onProgress: (progress: { done: number; total: number }) => void): Promise<RunResult>;
}

export interface FileRow {
  /** Line in its file, from 1, the header included. */
  readonly line: number;
  /** Index of the file. */
  readonly file: number;
  readonly key: string;
  readonly outcome: Outcome;
  readonly code: ReasonCode | null;
  readonly detail: string;
}

/** A planned file: its rows have an outcome each, for the failure file. */
export interface FileRun extends Prepared {
  readonly rows: readonly FileRow[];
}
