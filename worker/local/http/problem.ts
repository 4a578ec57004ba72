/** Errors of the JSON API, as RFC 9457 problem details: { type, title, status, detail, code }. */

import type { ErrorRequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import { z } from 'zod';
import { WorkbookError } from '../core/types.ts';
import { StoreError } from '../store/error.ts';

/** A refusal with an HTTP status; `code` is for programs, the message for people. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
    this.name = 'Problem';
  }
}

const TITLES: Readonly<Record<number, string>> = {
  400: 'Bad request',
  403: 'Forbidden',
  404: 'Not found',
  409: 'Conflict',
  413: 'Too large',
  422: 'Refused',
  500: 'Internal error',
};

export function sendProblem(response: Response, problem: Problem): void {
  response
    .status(problem.status)
    .type('application/problem+json')
    .send(
      JSON.stringify({
        type: 'about:blank',
        title: TITLES[problem.status] ?? 'Error',
        status: problem.status,
        detail: problem.message,
        code: problem.code,
      }),
    );
}

const bodyError = z.object({ status: z.number().min(400).max(499), message: z.string(), type: z.string() });

/** The problem that an error is for the caller; undefined where it is a fault of ours. */
function problemOf(error: unknown): Problem | undefined {
  if (error instanceof Problem) return error;
  if (error instanceof WorkbookError) {
    const missing = error.code === 'sheet.unknown';
    return new Problem(missing ? 404 : 422, error.code, error.message);
  }
  if (error instanceof StoreError) return new Problem(409, `store.${error.code}`, error.message);
  if (error instanceof z.core.$ZodError) return new Problem(400, 'request.invalid', z.prettifyError(error));
  const body = bodyError.safeParse(error);
  if (body.success) return new Problem(body.data.status, body.data.type, body.data.message);
  return undefined;
}

/** The last handler: known refusals become problems; anything else is logged and answered without its text. */
export function problemHandler(log: Logger): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const problem = problemOf(error);
    if (problem) {
      sendProblem(response, problem);
      return;
    }
    log.error({ err: error, method: request.method, route: request.path }, 'request failed');
    sendProblem(response, new Problem(500, 'internal', 'Something went wrong. The log has the details.'));
  };
}
