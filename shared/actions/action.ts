/** What an action is: the declaration, and a pure plan. The engine (shared/plan/run.ts) does all the rest. */
import type { Campaign } from '../order/campaign.ts';
import type { Options, Plan } from '../plan/types.ts';
import type { Reads, Tables } from '../tabs/table.ts';
import type { ActionInfo } from './info.ts';

/** What a plan may know beside the tables. */
export interface PlanContext {
  readonly campaign: Campaign;
  readonly tables: Tables;
  /** The moment of the preview, `2026-03-01 10:22:31Z`. */
  readonly now: string;
  readonly options: Options;
  readonly settings: CampaignSettings;
  /** This very run has written a part already, at the same `now`. */
  readonly resumed?: boolean;
}

export interface CampaignSettings {
  /** Order ids are `<prefix>-<backer number>`. */
  readonly prefix: string;
  readonly campaignName: string;
}

export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly message: string };

/** Sentences for the panel. n is a count of subjects. */
export interface Words {
  /** "Lock down 1,143 orders" from `Lock down`. */
  readonly button: string;
  /** "Locked down 1,143 orders." from `Locked down`. */
  readonly done: string;
  readonly noun: string;
  /** What the step sends and to whom. */
  readonly sends: string;
}

/** An action on orders of the sheet: subjects are rows of Orders. */
export interface OrderAction {
  readonly info: ActionInfo;
  readonly words: Words;
  /** Columns beside those that decide stage and status; which may depend on the options. */
  readonly reads: (options: Options) => Reads;
  /** Checks the options; a refusal is a sentence that says what to fill in. */
  readonly check: (options: Options) => Parsed<null>;
  readonly plan: (context: PlanContext, rows: readonly number[]) => Plan;
  /** Says what the run was about, where that is no choice of orders. */
  readonly which?: (context: PlanContext) => string;
  /** Typed into Stage, this word asks for this action. */
  readonly request?: string;
}

/** An action on intents from a file (or a form): subjects are the intents, in order. */
export interface IntentAction<I> {
  readonly info: ActionInfo;
  readonly words: Words;
  readonly reads: (options: Options) => Reads;
  /** Reads intents that came through google.script.run; throws on what is not an intent. */
  readonly parse: (raw: readonly unknown[]) => I[];
  /** The Order IDs (or keys of `keyTab`) that the intents touch: only their rows are read at apply. */
  readonly keys: (intents: readonly I[]) => string[];
  readonly plan: (context: PlanContext, intents: readonly I[]) => Plan;
}

/** An option as text; "" when absent. */
export function textOption(options: Options, name: string): string {
  const value = options[name];
  return typeof value === 'string' ? value.trim() : '';
}

export function isChecked(options: Options, name: string): boolean {
  return options[name] === true;
}

/** The answer to a question of the preview; null when it is not answered. */
export function answerTo(options: Options, question: string): string | null {
  const answers = options.answers;
  if (typeof answers !== 'object' || answers === null) return null;
  const value: unknown = Reflect.get(answers, question);
  return typeof value === 'string' && value !== '' ? value : null;
}

/** "1 order", "1,143 orders". */
export function counted(n: number, noun: string): string {
  return `${formatCount(n)} ${noun}${n === 1 ? '' : 's'}`;
}

/** 1143 as "1,143". */
export function formatCount(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** Of steps that connected partners are asked for. */
export const ASKS_PARTNERS =
  'Partners of connected channels are asked to stop or change what they have. Nothing is sent to backers or cards.';

export const NOTHING_SENT = 'Nothing is sent to backers, warehouses or cards by this step.';

// By hand, for zod's own checks of numbers and lengths would add 2 KB to the server's bundle.

/** A whole number from 0 up. */
export const isWhole = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0;

/** A list of n texts; null stands for none where it may. */
export const isTexts = (value: unknown, n: number, nullable = false): boolean =>
  Array.isArray(value) &&
  value.length === n &&
  value.every((one) => typeof one === 'string' || (nullable && one === null));
