import express from 'express';
import { z } from 'zod';
import type { Workbook } from '../core/types.ts';
import { bare } from './answer.ts';
import { ApiError, errorBody, invalid, notFound, parse, toApiError, unsupported } from './error.ts';
import { applyMask, parseMask } from './mask.ts';
import type { Call, Method } from './method.ts';
import { splitQuery } from './query.ts';
import { createSpreadsheet, SPREADSHEET_METHODS } from './spreadsheet-methods.ts';
import { VALUE_CLEARS } from './value-clears.ts';
import { VALUE_READS } from './value-reads.ts';
import { VALUE_WRITES } from './value-writes.ts';

/** Google asks for payloads of at most 2 MB and takes more; this is where ours ends. */
const BODY_LIMIT = '32mb';

/** By HTTP method and what follows the spreadsheet's address; the part in brackets is the argument. */
const METHODS: readonly Method[] = [...VALUE_CLEARS, ...VALUE_READS, ...VALUE_WRITES, ...SPREADSHEET_METHODS];
/** The path as it was sent: a range may hold an encoded slash or colon. */
function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw invalid(`The address cannot be read: ${part}`);
  }
}

/** A GET has no body; an empty one is none. */
function bodyOf(request: express.Request): unknown {
  const body: unknown = request.body;
  if (request.method === 'GET') return undefined;
  return body;
}

/**
 * The Sheets API v4 over local workbooks, to be mounted at the root:
 * `sheets({ version: 'v4', auth, rootUrl: 'http://127.0.0.1:<port>/' })` reaches it. No key is checked: whoever mounts it
 * guards the door. What is not supported is refused with 501 UNIMPLEMENTED in the API's error form.
 */
export function sheetsApi(options: {
  readonly workbooks: (id: string) => Workbook | undefined;
  readonly create: (title: string) => Workbook;
  /** A fault of ours, answered with 500. */
  readonly onError?: (error: unknown) => void;
}): express.Router {
  const router = express.Router();

  const answer = (request: express.Request, run: (call: Omit<Call, 'workbook' | 'argument'>) => object) => {
    const { fields, own } = splitQuery(request.query, (schema, value) => parse(schema, value, ''));
    const mask = fields === undefined ? undefined : parseMask(fields);
    const given = run({ workbooks: options.workbooks, query: own, body: bodyOf(request), mask });
    const whole = bare(given);
    return mask === undefined ? whole : applyMask(whole, mask);
  };

  router.use('/v4/spreadsheets', express.json({ limit: BODY_LIMIT, strict: false, type: () => true }));

  router.use('/v4/spreadsheets', (request, response) => {
    const path = request.path === '/' ? '' : request.path;
    if (path === '' && request.method === 'POST') {
      // Nothing to find yet: the method makes its own workbook.
      response.json(answer(request, ({ query, body }) => createSpreadsheet(options.create, query, body)));
      return;
    }
    // Google takes a slash at the end, which some libraries send.
    const [, id, rest] = /^\/([^/:]+)(.*?)\/?$/.exec(path) ?? [];
    if (id === undefined || rest === undefined) throw notFound();
    for (const { http, path: pattern, run } of METHODS) {
      const match = http === request.method ? pattern.exec(rest) : null;
      if (match === null) continue;
      const workbook = options.workbooks(decode(id));
      if (workbook === undefined) throw notFound();
      const argument = decode(match[1] ?? '');
      response.json(answer(request, (call) => run({ ...call, workbook, argument })));
      return;
    }
    throw unsupported(`${request.method} /v4/spreadsheets/{spreadsheetId}${rest}`);
  });

  router.use(
    '/v4/spreadsheets',
    (error: unknown, _: express.Request, response: express.Response, __: express.NextFunction) => {
      const known = toApiError(error) ?? bodyError(error);
      if (known === undefined) (options.onError ?? console.error)(error);
      const shown = known ?? new ApiError(500, 'INTERNAL', 'Internal error encountered.');
      response.status(shown.code).json(errorBody(shown));
    },
  );

  return router;
}

/** What express.json refuses: bad JSON, or too much of it. */
function bodyError(error: unknown): ApiError | undefined {
  const read = z.object({ type: z.string(), message: z.string() }).safeParse(error);
  if (!read.success) return undefined;
  if (read.data.type === 'entity.too.large') {
    return new ApiError(413, 'INVALID_ARGUMENT', `The request is larger than ${BODY_LIMIT}.`);
  }
  if (!read.data.type.startsWith('entity.')) return undefined;
  return invalid(`Invalid JSON payload received. ${read.data.message}`);
}
