/** What the panels of files need from the planning of files; file-runs.ts does it. */
import type { ReasonCode } from '../../shared/plan/reasons.ts';
import type { Outcome, Preview, RunResult } from '../../shared/plan/types.ts';
import type { Backer } from '../../shared/source/backer.ts';
import type { Counted } from '../../shared/source/kickstarter/counted.ts';
import type { KickstarterLayout } from '../../shared/source/kickstarter/layout.ts';
import type { RewardRow } from '../api.ts';
import type { Call } from './call.ts';

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

/** A backer report as it was read. */
export interface OrdersFile {
  readonly layout: KickstarterLayout;
  readonly backers: readonly Backer[];
  readonly counted: Counted;
}

export interface OrdersInput {
  readonly fileName: string;
  /** The same for the same bytes. */
  readonly fileHash: string;
  readonly file: OrdersFile;
  /** All rewards, items and add-ons of the file; `platformId` is the key that the reader gives (`reward:<id>`). */
  readonly rewards: readonly RewardRow[];
  readonly answers: Readonly<Record<string, string>>;
}

export interface RewardsInput {
  /** The rows that differ from the Rewards tab. */
  readonly rewards: readonly RewardRow[];
}

/** Handed to the panels, so that tests can plan without the add-on. */
export interface FileRuns {
  prepareOrders(call: Call, input: OrdersInput): Promise<FileRun>;
  prepareRewards(call: Call, input: RewardsInput): Promise<FileRun>;
}
