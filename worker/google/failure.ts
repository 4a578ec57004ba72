/** Reads what googleapis threw. No text of Google's goes further than here: it may quote cells and addresses. */
import { z } from 'zod';

export interface Failure {
  /** HTTP status. */
  readonly status: number;
  /** How long Google asked to wait, in ms; 0 when it said nothing. */
  readonly retryAfterMs: number;
  /** The error of a sign-in, `invalid_grant`; "" when the API itself refused. */
  readonly signIn: string;
  /** To be looked through, never shown. */
  readonly message: string;
  /** Of the old form (`errors[].reason`) and of the new one (`details[].reason`). */
  readonly reasons: readonly string[];
  /** What the first error is about: `fileId`, `permissionId`; "" when it does not say. */
  readonly location: string;
}

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
const reasoned = z
  .array(z.object({ reason: z.string().default(''), location: z.string().default('') }))
  .catch([])
  .default([]);
const failed = z.object({
  response: z.object({
    status: z.number(),
    headers: waitOf,
    // Sign-in says its error as a text, the API as an object.
    data: z
      .object({
        error: z.union([
          z.string(),
          z.object({ message: z.string().default(''), errors: reasoned, details: reasoned }),
        ]),
      })
      .optional()
      .catch(undefined),
  }),
});

/** Retry-After in seconds or as a date, in ms. */
function retryAfter(value: string | null, now: number): number {
  if (value === null || value === '') return 0;
  const seconds = Number(value);
  const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(value) - now;
  return Number.isFinite(ms) ? Math.max(0, ms) : 0;
}

/** null: no answer came at all. */
export function failureOf(thrown: unknown, now: number): Failure | null {
  const read = failed.safeParse(thrown);
  if (!read.success) return null;
  const { status, headers: wait, data } = read.data.response;
  const error = data?.error;
  const parts = typeof error === 'object' ? [...error.errors, ...error.details] : [];
  return {
    status,
    retryAfterMs: retryAfter(wait, now),
    signIn: typeof error === 'string' ? error : '',
    message: typeof error === 'object' ? error.message : '',
    reasons: parts.flatMap(({ reason }) => (reason === '' ? [] : [reason])),
    location: parts[0]?.location ?? '',
  };
}
