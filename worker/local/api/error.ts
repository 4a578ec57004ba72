import type { z } from 'zod';
import { WorkbookError } from '../core/types.ts';

export interface FieldViolation {
  readonly field: string;
  readonly description: string;
}

/** A refusal in the API's own form: google.rpc.Status with its name for the HTTP code. */
export class ApiError extends Error {
  constructor(
    readonly code: 400 | 404 | 413 | 500 | 501,
    readonly status: 'INVALID_ARGUMENT' | 'NOT_FOUND' | 'UNIMPLEMENTED' | 'INTERNAL',
    message: string,
    readonly violations: readonly FieldViolation[] = [],
  ) {
    super(message);
    this.name = 'ApiError';
  }
}

export const invalid = (message: string, violations?: readonly FieldViolation[]) =>
  new ApiError(400, 'INVALID_ARGUMENT', message, violations);

export const notFound = (message = 'Requested entity was not found.') =>
  new ApiError(404, 'NOT_FOUND', message);

/** Google has it, this workbook does not: never done in part, never passed over. */
export const unsupported = (what: string) =>
  new ApiError(501, 'UNIMPLEMENTED', `${what} is not supported by the local workbook.`);

/** `data`, `values`, 0 -> `data.values[0]`. */
function fieldPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`;
    return text === '' ? String(key) : `${text}.${String(key)}`;
  }, '');
}

function violationsOf(error: z.ZodError, root: string): FieldViolation[] {
  return error.issues.flatMap((issue): FieldViolation[] => {
    const path = [...(root === '' ? [] : [root]), ...issue.path];
    const field = fieldPath(path);
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({
        field,
        description: `Invalid JSON payload received. Unknown name "${key}" at '${field}': Cannot find field.`,
      }));
    }
    const description = `Invalid value at '${field}': ${issue.message}`;
    return [{ field, description }];
  });
}

/** What came from outside, by its schema; `root` is the name that the API gives the body (`data`, `requests[0]`). */
export function parse<T>(schema: z.ZodType<T>, given: unknown, root: string): T {
  const read = schema.safeParse(given);
  if (read.success) return read.data;
  const violations = violationsOf(read.error, root);
  throw invalid(violations.map(({ description }) => description).join('\n'), violations);
}

/** The same refusal, saying which part of a batch it was. */
export function within<T>(place: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof WorkbookError) throw invalid(`Invalid ${place}: ${error.message}`);
    if (error instanceof ApiError && error.violations.length === 0) {
      throw new ApiError(error.code, error.status, `Invalid ${place}: ${error.message}`);
    }
    throw error;
  }
}

export function toApiError(error: unknown): ApiError | undefined {
  if (error instanceof ApiError) return error;
  if (error instanceof WorkbookError) return invalid(error.message);
  return undefined;
}

export function errorBody(error: ApiError) {
  const details =
    error.violations.length === 0
      ? {}
      : {
          details: [
            { '@type': 'type.googleapis.com/google.rpc.BadRequest', fieldViolations: error.violations },
          ],
        };
  return { error: { code: error.code, message: error.message, status: error.status, ...details } };
}
