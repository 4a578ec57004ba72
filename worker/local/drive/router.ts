import express from 'express';
import { applyMask, type Mask, parseMask } from '../api/mask.ts';
import { splitQuery } from '../api/query.ts';
import { CHANNEL_METHODS } from './channels.ts';
import { DriveError, errorBody, invalid, parse, toDriveError, unsupported } from './error.ts';
import { FILE_METHODS } from './files.ts';
import type { Method, Parts } from './method.ts';
import { PERMISSION_METHODS } from './permissions.ts';

const ROOT = '/drive/v3';
const BODY_LIMIT = '1mb';
const METHODS: readonly Method[] = [...FILE_METHODS, ...PERMISSION_METHODS, ...CHANNEL_METHODS];

/** Fields that only some have. */
const SOMETIMES = new Set([
  'nextPageToken',
  'emailAddress',
  'domain',
  'allowFileDiscovery',
  'deleted',
  'token',
]);
/** Refuses a field that is not there: Google would too, or have one that is not kept here. */
function checkMask(mask: Mask, value: unknown): void {
  if (mask === true) return;
  if (Array.isArray(value)) {
    for (const item of value) checkMask(mask, item);
    return;
  }
  const there = typeof value === 'object' && value !== null ? value : {};
  for (const [name, below] of mask) {
    if (SOMETIMES.has(name)) continue;
    if (!(name in there)) throw unsupported(`The field ${name}`);
    checkMask(below, Reflect.get(there, name));
  }
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw invalid(`The address cannot be read: ${part}`);
  }
}

/**
 * The Drive API v3 over the files that were made through it, to be mounted at the root. No key is checked: whoever mounts
 * it guards the door. What is not supported is refused with 501 in the API's error form.
 */
export function driveApi(parts: Parts, onError: (error: unknown) => void): express.Router {
  const router = express.Router();
  router.use(ROOT, express.json({ limit: BODY_LIMIT, strict: false, type: () => true }));
  router.use(ROOT, async (request, response) => {
    const path = request.path.replace(/\/$/, '');
    for (const { http, path: pattern, run } of METHODS) {
      const match = http === request.method ? pattern.exec(path) : null;
      if (match === null) continue;
      const { fields, own } = splitQuery(request.query, (schema, value) =>
        parse(schema, value, 'The parameter'),
      );
      const mask = fields === undefined ? undefined : parseMask(fields);
      const body: unknown = http === 'GET' || http === 'DELETE' ? undefined : request.body;
      const ids = [decode(match[1] ?? ''), decode(match[2] ?? '')] as const;
      const { resource, usual } = await run(parts, { query: own, body, ids });
      if (resource === null) {
        response.status(204).end();
        return;
      }
      checkMask(mask ?? true, resource);
      response.json(applyMask(resource, mask ?? parseMask(usual)));
      return;
    }
    throw unsupported(`${request.method} ${ROOT}${path}`);
  });
  router.use(
    ROOT,
    (error: unknown, _: express.Request, response: express.Response, __: express.NextFunction) => {
      const known = toDriveError(error);
      if (known === undefined) onError(error);
      const shown = known ?? new DriveError(500, 'internalError', 'Internal Error');
      response.status(shown.code).json(errorBody(shown));
    },
  );
  return router;
}
