/**
 * The worker's log: JSON lines without personal data. Errors are the way by which it would get in: a database says
 * which row it refused, JSON.parse quotes what it could not read. So of an error stay its kind, its code and where it
 * happened; its words only where the engine or the system made them.
 */
import { type DestinationStream, type Logger, pino } from 'pino';
import { z } from 'zod';

/** Errors of system calls (`ECONNREFUSED`) name hosts and ports at most. */
const system = z.object({ code: z.string().regex(/^E[A-Z]+$/), syscall: z.string() });
/** Of PostgreSQL: five letters and digits, and names of our own tables. */
const coded = z.object({
  code: z.optional(z.union([z.string().regex(/^[\w.-]{1,60}$/), z.number()])),
  table: z.optional(z.string()),
  constraint: z.optional(z.string()),
});

/** What the log keeps of an error. Words of an engine's own error say which name of ours was undefined, no value. */
export function errorForLog(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error };
  const extra = coded.safeParse(error);
  const engine =
    error.name === 'ReferenceError' ||
    /^Cannot read propert|is not a function$|is not iterable/.test(error.message);
  const where = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    type: error.name,
    ...(extra.success && extra.data),
    ...((engine || system.safeParse(error).success) && { message: error.message }),
    ...(error.cause !== undefined && { cause: errorForLog(error.cause) }),
    stack: where.map((line) => line.trim()).join('\n'),
  };
}

/** @param level of pino, or silent. @param to standard output where absent */
export function createLog(level: string, to?: DestinationStream): Logger {
  const options = {
    level,
    base: { service: 'shipsheet-worker', pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    serializers: { err: errorForLog },
  };
  return to === undefined ? pino(options) : pino(options, to);
}
