/** What goes wrong with Google, by code; one function says whether to try again. */
import { z } from 'zod';

/** The codes and what a person does about each. No text of Google's is shown: it may quote cells. */
export const SHEETS_PROBLEMS = {
  'sheet.no-access': 'Share the spreadsheet with the worker’s account as an editor, then run Sync Now.',
  'sheet.gone': 'The spreadsheet was deleted, or never was. Restore it from the bin, or disconnect it.',
  'sheet.copy': 'This file is a copy. Save Set Up, Settings in it and connect it, if you want to work here.',
  'sheet.tab-missing': 'Rename the tab back, or run Tools, Repair Sheets.',
  'sheet.column-missing': 'Rename the column back, or run Tools, Repair Sheets.',
  'sheet.full': 'Google Sheets holds 10 million cells. Delete unused tabs, rows or columns.',
  'sheet.busy': 'A run is writing into the spreadsheet; the worker goes on when it is done.',
  'sheet.restless': 'Rows kept moving while the worker wrote; it tries again by itself.',
  'sheet.quota': 'Google’s limit of requests a minute is used up; the worker goes on by itself.',
  'sheet.moved': 'Tabs, rows or columns moved while the worker was reading; it tries again by itself.',
  'sheet.unreachable': 'Google did not answer; the worker tries again by itself.',
  'sheet.answer-unreadable': 'Google’s answer could not be read. Look for an update of the worker.',
  'sheet.refused': 'Google refused a request. Look for an update of the worker.',
} as const;
export type SheetsCode = keyof typeof SHEETS_PROBLEMS;

/** Holds a code and nothing of the spreadsheet: it is logged and shown. */
export class SheetsProblem extends Error {
  constructor(
    readonly code: SheetsCode,
    /** How long Google asked to wait, in ms; 0 when it said nothing. */
    readonly retryAfterMs = 0,
    /** HTTP status; 0 when there was no answer. */
    readonly status = 0,
  ) {
    super(`${code}: ${SHEETS_PROBLEMS[code]}`);
    this.name = 'SheetsProblem';
  }
}

const AGAIN: ReadonlySet<SheetsCode> = new Set(['sheet.quota', 'sheet.unreachable']);

/** Whether the same request may succeed in a while. */
export const isPassing = (problem: unknown): problem is SheetsProblem =>
  problem instanceof SheetsProblem && AGAIN.has(problem.code);

/** Retry-After of an answer; its headers are of the platform or of a library that stands in for it. */
const waitOf = z.unknown().transform((given): string | null => {
  if (typeof given !== 'object' || given === null) return null;
  const get: unknown = Reflect.get(given, 'get');
  const found: unknown =
    typeof get === 'function'
      ? Reflect.apply(get, given, ['retry-after'])
      : Reflect.get(given, 'retry-after');
  return typeof found === 'string' ? found : null;
});
const failed = z.object({
  response: z.object({
    status: z.number(),
    headers: waitOf,
    // Sign-in says its error as a text, the API as an object.
    data: z
      .object({ error: z.union([z.string(), z.object({ message: z.string() })]) })
      .optional()
      .catch(undefined),
  }),
});

/** Retry-After in seconds or as a date, in ms. */
function retryAfter(value: string | null | undefined, now: number): number {
  if (value === null || value === undefined || value === '') return 0;
  const seconds = Number(value);
  const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(value) - now;
  return Number.isFinite(ms) ? Math.max(0, ms) : 0;
}

/** What googleapis threw, as a problem: a status of Google's, or no answer at all. */
export function problemOf(thrown: unknown, now: number): SheetsProblem {
  if (thrown instanceof SheetsProblem) return thrown;
  if (thrown instanceof z.ZodError) return new SheetsProblem('sheet.answer-unreadable');
  const read = failed.safeParse(thrown);
  if (!read.success) return new SheetsProblem('sheet.unreachable');
  const { status, headers: wait, data } = read.data.response;
  if (typeof data?.error === 'string' && status < 500 && status !== 429)
    return new SheetsProblem('sheet.no-access', 0, status);
  const message = typeof data?.error === 'object' ? data.error.message : '';
  return new SheetsProblem(codeOf(status, message), retryAfter(wait, now), status);
}

function codeOf(status: number, message: string): SheetsCode {
  if (status === 429) return 'sheet.quota';
  if (status >= 500 && status !== 501) return 'sheet.unreachable';
  if (status === 401 || status === 403) return 'sheet.no-access';
  if (status === 404) return 'sheet.gone';
  if (status === 400 && /10000000|10,000,000|cell limit|limit of .* cells/i.test(message))
    return 'sheet.full';
  // The grid became smaller, or a tab was renamed, between a look and a request.
  if (
    status === 400 &&
    /grid limits|unable to parse range|no grid with id|within range|not on the grid/i.test(message)
  )
    return 'sheet.moved';
  return 'sheet.refused';
}
