/** Refusals of the local workbook's JSON API. */

import type { ErrorRequestHandler } from 'express';
import type { Logger } from 'pino';
import { problemHandler as anyProblemHandler, Problem } from '../../problem.ts';
import { WorkbookError } from '../core/types.ts';
import { StoreError } from '../store/error.ts';

export { Problem, sendProblem } from '../../problem.ts';

/** What a refusal of the workbook or of its store is for the caller. */
function ofWorkbook(error: unknown): Problem | undefined {
  if (error instanceof WorkbookError) {
    const missing = error.code === 'sheet.unknown';
    return new Problem(missing ? 404 : 422, error.code, error.message);
  }
  if (error instanceof StoreError) return new Problem(409, `store.${error.code}`, error.message);
  return undefined;
}

/** The last handler of the app. */
export function problemHandler(log: Logger): ErrorRequestHandler {
  return anyProblemHandler(log, ofWorkbook);
}
