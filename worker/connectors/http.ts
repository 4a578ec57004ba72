/** What connectors share to build requests and to read answers. Pure, but for the clock behind a Retry-After date. */
import type { z } from 'zod';
import { readJson } from '../json.ts';
import type { Address, CallProblem, HttpReply, HttpRequest, Reply } from './contract.ts';

const JSON_TYPE = 'application/json';

/** Query values by name; undefined and "" are left out, lists repeat the name. */
export type Query = Readonly<Record<string, string | number | readonly string[] | undefined>>;

/** `url` with a query behind it. `url` must have none yet. */
export function withQuery(url: string, query: Query): string {
  const parts = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== '') parts.append(name, String(one));
    }
  }
  const text = parts.toString();
  return text === '' ? url : `${url}?${text}`;
}

/** A request that sends JSON, or nothing, and wants JSON back. `body` must be plain data. */
export function jsonRequest(
  method: HttpRequest['method'],
  url: string,
  parts: {
    readonly headers?: Readonly<Record<string, string>>;
    readonly query?: Query;
    readonly body?: unknown;
  },
): HttpRequest {
  const address = parts.query ? withQuery(url, parts.query) : url;
  if (parts.body === undefined)
    return { method, url: address, headers: { Accept: JSON_TYPE, ...parts.headers } };
  return {
    method,
    url: address,
    headers: { Accept: JSON_TYPE, 'Content-Type': JSON_TYPE, ...parts.headers },
    body: JSON.stringify(parts.body),
  };
}

export const basicAuth = (user: string, password: string): string =>
  `Basic ${Buffer.from(`${user}:${password}`, 'utf8').toString('base64')}`;

/** Longer waits are nobody's intention: a wrong clock, or a ban that a person must see. */
const LONGEST_WAIT_MS = 24 * 60 * 60 * 1000;

/**
 * Retry-After in ms: seconds, or an HTTP date, which is held against the answer's own Date, so that our clock does not
 * matter. undefined where there is none or it cannot be read; a day at most.
 */
export function retryAfterMs(headers: HttpReply['headers'], now = Date.now()): number | undefined {
  const text = headers['retry-after']?.trim() ?? '';
  if (text === '') return undefined;
  // Without a month's name it is no HTTP date: Date.parse would take "-5" for the month of May.
  const date = /[a-z]{3}/i.test(text) ? Date.parse(text) : Number.NaN;
  const ms = /^\d+(\.\d+)?$/.test(text)
    ? Number(text) * 1000
    : date - (Date.parse(headers.date ?? '') || now);
  return Number.isNaN(ms) ? undefined : Math.min(Math.max(Math.ceil(ms), 0), LONGEST_WAIT_MS);
}

const MESSAGES: Readonly<Record<number, string>> = {
  400: 'The partner could not use what it was sent.',
  404: 'The partner knows nothing at this address or of this order.',
  408: 'The partner waited too long for the request.',
  409: 'The partner says that this contradicts what it has.',
  413: 'The partner found the request too large.',
  422: 'The partner could not use what it was sent.',
  429: 'The partner asks us to wait: its limit of calls is used up.',
};

/**
 * The problem of an answer with an error status, by its status alone: what the body says could name a person. 401 and
 * 403 are `partner.auth`, 402 is `partner.plan`, all others `api.http-<status>`.
 */
export function httpProblem(reply: HttpReply): CallProblem {
  const { status } = reply;
  if (status === 401 || status === 403) {
    return {
      code: 'partner.auth',
      message: 'The partner refused the credentials. Change them under Connections.',
    };
  }
  if (status === 402) {
    return {
      code: 'partner.plan',
      message: 'The partner wants a paid plan or a filled balance for this. See your account there.',
    };
  }
  const message =
    MESSAGES[status] ??
    (status >= 500 ? `The partner has a fault of its own (${status}).` : `The partner answered ${status}.`);
  const wait = retryAfterMs(reply.headers);
  return { code: `api.http-${status}`, message, ...(wait !== undefined && { retryAfterMs: wait }) };
}

/** An answer that says it went well, but cannot be read: what was asked may have been done. */
export const unreadable: CallProblem = {
  code: 'api.answer-unreadable',
  message: 'The partner answered with something that cannot be read.',
};

const isFine = ({ status }: HttpReply): boolean => status >= 200 && status < 300;

/**
 * The JSON of an answer by its schema. An error status is `httpProblem`, anything else that does not fit is
 * `api.answer-unreadable`. Vendors' answers hold more than they document: schemas should name only what is used.
 */
export function parseJson<T>(reply: HttpReply, schema: z.ZodType<T>): Reply<T> {
  if (!isFine(reply)) return { ok: false, problem: httpProblem(reply) };
  const parsed = schema.safeParse(jsonOf(reply));
  return parsed.success ? { ok: true, value: parsed.data } : { ok: false, problem: unreadable };
}

/** The JSON of any answer, error statuses included, for reading a vendor's error code; undefined where it is none. */
export function jsonOf({ body }: HttpReply): unknown {
  try {
    return readJson(body.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}

const LONGEST_TEXT = 200;
/** Shorter values are too common to be taken out of a sentence: a state, a house number. */
const SHORTEST_SECRET = 3;

/**
 * A vendor's own words about an order, fit to be shown and logged: what the address holds is replaced by `…`, e-mail
 * addresses and long numbers as well, on one line of at most 200 characters.
 */
export function vendorText(text: string, to?: Address): string {
  const values = to
    ? [to.name, ...to.name.split(/\s+/), to.address1, to.address2, to.city, to.postalCode, to.phone, to.email]
    : [];
  let plain = text.replace(/\s+/gu, ' ').trim();
  for (const value of values.map((v) => v.replace(/\s+/gu, ' ').trim()).sort((a, b) => b.length - a.length)) {
    if (value.length < SHORTEST_SECRET) continue;
    const escaped = value.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    plain = plain.replace(new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, 'giu'), '…');
  }
  plain = plain.replace(/[^\s@,;<>"']+@[^\s@,;<>"']+/g, '…').replace(/\+?\d[\d ()./-]{6,}\d/g, '…');
  return plain.length > LONGEST_TEXT ? `${plain.slice(0, LONGEST_TEXT - 1)}…` : plain;
}
