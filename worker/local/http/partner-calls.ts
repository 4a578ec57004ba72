/** What a partner's window may ask of the API, as data; the rest of it is not there. */

import type { RequestHandler } from 'express';
import type { Role } from '../../drive/port.ts';
import { Problem } from './problem.ts';
import { HERE } from './wire.ts';

const book = `/workbooks/${HERE}`;
const sheet = `${book}/sheets/*`;

/** Everything that a window may ask; `*` is one part of a path. What is not here is not there. */
export const PARTNER_CALLS = {
  look: [
    `GET ${book}`,
    `POST ${book}/sessions`,
    `DELETE ${book}/sessions/*`,
    `GET ${book}/sessions/*/events`,
    `GET ${sheet}`,
    `GET ${sheet}/rows`,
    `GET ${sheet}/find`,
    `GET ${sheet}/csv`,
    `POST ${sheet}/summary`,
    `GET ${sheet}/filter/values`,
  ],
  /** Refused to those who may only look. */
  change: [
    `PATCH ${book}`,
    `POST ${book}/undo`,
    `POST ${book}/redo`,
    `POST ${book}/sheets`,
    `PATCH ${sheet}`,
    `DELETE ${sheet}`,
    `POST ${sheet}/copy`,
    `POST ${sheet}/edits`,
    `POST ${sheet}/clear`,
    `POST ${sheet}/replace`,
    `PUT ${sheet}/format`,
    `POST ${sheet}/merge`,
    `POST ${sheet}/unmerge`,
    `POST ${sheet}/sort`,
    `PUT ${sheet}/filter`,
    `DELETE ${sheet}/filter`,
    `PUT ${sheet}/filter/columns/*`,
    `POST ${sheet}/columns/move`,
    `POST ${sheet}/rows/move`,
    `POST ${sheet}/columns/width`,
    `POST ${sheet}/rows/insert`,
    `POST ${sheet}/rows/delete`,
    `POST ${sheet}/rows/hide`,
    `POST ${sheet}/columns/insert`,
    `POST ${sheet}/columns/delete`,
    `POST ${sheet}/columns/hide`,
  ],
} as const;

const patternsOf = (calls: readonly string[]): RegExp[] =>
  calls.map((call) => new RegExp(`^${call.replaceAll('*', '[^/]+')}$`));
const LOOKS = patternsOf(PARTNER_CALLS.look);
const CHANGES = patternsOf(PARTNER_CALLS.change);

/** Only calls of the list; those who may look get no further than that. */
export function onlyPartnerCalls(roleNow: () => Role): RequestHandler {
  return (request, _response, next) => {
    const call = `${request.method} ${request.path}`;
    if (LOOKS.some((pattern) => pattern.test(call))) {
      next();
      return;
    }
    if (!CHANGES.some((pattern) => pattern.test(call))) {
      throw new Problem(404, 'address.unknown', 'There is nothing at this address.');
    }
    if (roleNow() !== 'writer') {
      throw new Problem(
        403,
        'share.view-only',
        'You may look at this sheet, but not change it. Ask the person who shared it with you.',
      );
    }
    next();
  };
}
