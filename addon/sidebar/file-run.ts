/** What the panels of files need from the planning of files; file-runs/ does it. */
import type { ReasonCode } from '../../shared/plan/reasons.ts';
import type { Options, Outcome, Preview, RunResult } from '../../shared/plan/types.ts';
import type { Backer } from '../../shared/source/backer.ts';
import type { Counted } from '../../shared/source/counted.ts';
import type { Layout } from '../../shared/source/layout.ts';
import type { Payment } from '../../shared/tabs/tabs.ts';
import type { CarrierCandidate } from '../../shared/tracking/candidates.ts';
import type { Accepted, Proposal } from '../../shared/tracking/proposals.ts';
import type { TrackingFile } from '../../shared/tracking/tracking-file.ts';
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

/** A file of orders as it was read, or the files of one report together. */
export interface OrdersFile {
  /** Of several files, what they have together. */
  readonly layout: Layout;
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

/** Survey answers, read like orders. */
export interface AnswersInput extends OrdersInput {
  /** E-mail is a key only when a person chose it. */
  readonly useEmail: boolean;
}

export interface RewardsInput {
  /** The rows that differ from the Rewards tab. */
  readonly rewards: readonly RewardRow[];
}

export interface TrackingInput {
  /** In the order in which they were chosen; `FileRow.file` is the index. */
  readonly files: readonly (TrackingFile & {
    readonly name: string;
    /** The first row that the last file of this partner did not have; 0 when all are new. */
    readonly newFrom: number;
  })[];
  /** E-mail is a key only when a person chose it. */
  readonly useEmail: boolean;
  /** For rows whose carrier cannot be told: a name of the carriers table, or "". */
  readonly carrier: string;
  /** The same for the numbers of one `carrierGroup`. */
  readonly carriers: ReadonlyMap<string, string>;
  /** Accepted proposals by `rowKey`. */
  readonly accepted: ReadonlyMap<string, Accepted>;
  /** As the action reads them: channel, shipWithoutTracking, withoutCarrier, anyway, reason, answers. */
  readonly options: Options;
}

/** Rows that wait for their carrier. */
export interface CarrierQuestion {
  /** `carrierGroup` of their numbers: `Canada Post or Evri`; "" where no format fits. */
  readonly group: string;
  readonly count: number;
  /** The first few numbers. */
  readonly numbers: readonly string[];
  /** Of the first number, with its links. */
  readonly candidates: readonly CarrierCandidate[];
}

/** A planned tracking file, with what a person may decide about single rows. */
export interface TrackingRun extends FileRun {
  readonly proposals: readonly Proposal[];
  readonly questions: readonly CarrierQuestion[];
}

/** One line of a payments file, its state already one of ours. */
export interface PaymentRow {
  /** Row number in the file as a spreadsheet shows it. */
  readonly line: number;
  /** Order ID or backer number as given; "" when the row has none. */
  readonly id: string;
  /** "" when the file has no such column. */
  readonly email: string;
  readonly payment: Payment;
  readonly reason: string;
  /** As given; null where the file does not say what is still due. */
  readonly amountDue: string | null;
}

export interface PaymentsInput {
  readonly fileName: string;
  readonly rows: readonly PaymentRow[];
  /** E-mail is a key only when a person chose it. */
  readonly useEmail: boolean;
  /** Answers to questions come under `answers`. */
  readonly options: Options;
}

/** Handed to the panels, so that tests can plan without the add-on. */
export interface FileRuns {
  prepareOrders(call: Call, input: OrdersInput): Promise<FileRun>;
  prepareAnswers(call: Call, input: AnswersInput): Promise<FileRun>;
  prepareTracking(call: Call, input: TrackingInput): Promise<TrackingRun>;
  preparePayments(call: Call, input: PaymentsInput): Promise<FileRun>;
  prepareRewards(call: Call, input: RewardsInput): Promise<FileRun>;
}
