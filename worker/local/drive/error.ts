import { z } from 'zod';
import { ApiError } from '../api/error.ts';

/** A refusal in the form of the Drive API v3, which has a reason beside the code of HTTP. */
export class DriveError extends Error {
  constructor(
    readonly code: 400 | 403 | 404 | 413 | 500 | 501,
    readonly reason: string,
    message: string,
    /** The parameter that it is about. */
    readonly location = '',
  ) {
    super(message);
    this.name = 'DriveError';
  }
}

export const invalid = (message: string, location = ''): DriveError =>
  new DriveError(400, 'invalid', message, location);
export const fileNotFound = (id: string): DriveError =>
  new DriveError(404, 'notFound', `File not found: ${id}.`, 'fileId');
export const permissionNotFound = (id: string): DriveError =>
  new DriveError(404, 'notFound', `Permission not found: ${id}.`, 'permissionId');
/** Google has it, this workbook does not: never done in part, never passed over. */
export const unsupported = (what: string): DriveError =>
  new DriveError(501, 'notImplemented', `${what} is not supported by the local workbook.`);

/** What came from outside, by its schema. A field or parameter that is not in it is not supported here. */
export function parse<T>(schema: z.ZodType<T>, given: unknown, what: string): T {
  const read = schema.safeParse(given);
  if (read.success) return read.data;
  for (const issue of read.error.issues) {
    if (issue.code === 'unrecognized_keys') throw unsupported(`${what} ${issue.keys.join(', ')}`);
  }
  const [first] = read.error.issues;
  throw invalid(`Invalid value: ${first?.message ?? ''}`, first?.path.map(String).join('.') ?? '');
}

/** What express.json refuses: bad JSON, or too much of it. */
const bodyError = z.object({ type: z.string().startsWith('entity.') });

/** undefined: a fault of ours. */
export function toDriveError(error: unknown): DriveError | undefined {
  if (error instanceof DriveError) return error;
  // Of the reading of a field mask, which both APIs write alike.
  if (error instanceof ApiError && error.code === 400)
    return new DriveError(400, 'invalidParameter', error.message, 'fields');
  const body = bodyError.safeParse(error);
  if (!body.success) return undefined;
  return body.data.type === 'entity.too.large'
    ? new DriveError(413, 'uploadTooLarge', 'The request is too large.')
    : new DriveError(400, 'parseError', 'Parse Error');
}

export function errorBody({ code, reason, message, location }: DriveError): object {
  const where = location === '' ? {} : { location, locationType: 'parameter' };
  return { error: { code, message, errors: [{ message, domain: 'global', reason, ...where }] } };
}
