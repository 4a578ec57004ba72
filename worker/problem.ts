/** Refusals of every HTTP service here, as RFC 9457 problem details: { type, title, status, detail, code }. */

import type { ErrorRequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import { z } from 'zod';

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
  401: 'Not signed in',
  403: 'Forbidden',
  404: 'Not found',
  405: 'Method not allowed',
  409: 'Conflict',
  410: 'Gone',
  413: 'Too large',
  415: 'Another type of content',
  422: 'Refused',
  429: 'Too many requests',
  500: 'Internal error',
  502: 'Bad gateway',
  503: 'Not available',
  504: 'Too slow',
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

/** Errors of Express's own body parsers. */
const bodyError = z.object({ status: z.number().min(400).max(499), message: z.string(), type: z.string() });
/** Where the parser's own words would quote what was sent. */
const BODY_WORDS: Readonly<Record<string, string>> = {
  'entity.parse.failed': 'The body is not JSON.',
  'entity.too.large': 'The body is larger than this address takes.',
};

export const unreadableAddress = (): Problem =>
  new Problem(400, 'address.unreadable', 'This address cannot be read.');

/** The problem that an error is for the caller; undefined where it is a fault of ours. */
function problemOf(error: unknown): Problem | undefined {
  if (error instanceof Problem) return error;
  if (error instanceof z.core.$ZodError) return new Problem(400, 'request.invalid', z.prettifyError(error));
  // A broken escape such as %E0%A4%A in the address.
  if (error instanceof URIError) return unreadableAddress();
  const body = bodyError.safeParse(error);
  if (!body.success) return undefined;
  const { status, type, message } = body.data;
  return new Problem(status, type, BODY_WORDS[type] ?? message);
}

/**
 * The last handler: known refusals become problems; anything else is logged and answered without its text.
 * @param known What errors of one's own kind are for the caller
 */
export function problemHandler(
  log: Logger,
  known: (error: unknown) => Problem | undefined = () => undefined,
): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const problem = known(error) ?? problemOf(error);
    if (problem) {
      sendProblem(response, problem);
      return;
    }
    // The pattern of the address, never the address: a webhook's holds its secret.
    const route: unknown = request.route;
    const path = z.object({ path: z.string() }).safeParse(route).data?.path;
    log.error({ err: error, method: request.method, route: path }, 'request failed');
    sendProblem(response, new Problem(500, 'internal', 'Something went wrong. The log has the details.'));
  };
}
