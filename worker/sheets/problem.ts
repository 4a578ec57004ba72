/** What goes wrong with Google, by code; one function says whether to try again. */
import { z } from 'zod';
import { DRIVE_PROBLEMS } from '../drive/words.ts';
import { failureOf } from '../google/failure.ts';

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
  ...DRIVE_PROBLEMS,
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

const AGAIN: ReadonlySet<SheetsCode> = new Set([
  'sheet.quota',
  'sheet.unreachable',
  'drive.quota',
  'drive.unreachable',
]);

/** The same, and what the worker mends itself when it tries again. */
export const healsByItself = (code: string): boolean =>
  code === 'sheet.moved' || code === 'sheet.restless' || [...AGAIN].some((one) => one === code);

/** Whether the same request may succeed in a while. */
export const isPassing = (problem: unknown): problem is SheetsProblem =>
  problem instanceof SheetsProblem && AGAIN.has(problem.code);

/**
 * What googleapis threw, as a problem: a status of Google's, or no answer at all.
 * @param signedOut what a refused sign-in is: of the worker's account, or of a person's who took it back
 */
export function problemOf(
  thrown: unknown,
  now: number,
  signedOut: SheetsCode = 'sheet.no-access',
): SheetsProblem {
  if (thrown instanceof SheetsProblem) return thrown;
  if (thrown instanceof z.ZodError) return new SheetsProblem('sheet.answer-unreadable');
  const failure = failureOf(thrown, now);
  if (failure === null) return new SheetsProblem('sheet.unreachable');
  const { status, retryAfterMs, signIn, message } = failure;
  if (signIn !== '' && status < 500 && status !== 429) return new SheetsProblem(signedOut, 0, status);
  if (status === 401) return new SheetsProblem(signedOut, retryAfterMs, status);
  return new SheetsProblem(codeOf(status, message), retryAfterMs, status);
}

function codeOf(status: number, message: string): SheetsCode {
  if (status === 429) return 'sheet.quota';
  if (status >= 500 && status !== 501) return 'sheet.unreachable';
  if (status === 403) return 'sheet.no-access';
  if (status === 404) return 'sheet.gone';
  if (status === 400 && /10000000|10,000,000|cell limit|limit of .* cells/i.test(message))
    return 'sheet.full';
  // An Excel file that Drive shows as if it were a spreadsheet.
  if (status === 400 && /not supported for this document/i.test(message)) return 'drive.not-spreadsheet';
  // The grid became smaller, or a tab was renamed, between a look and a request.
  if (
    status === 400 &&
    /grid limits|unable to parse range|no grid with id|within range|not on the grid/i.test(message)
  )
    return 'sheet.moved';
  return 'sheet.refused';
}
