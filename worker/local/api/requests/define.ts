import type { z } from 'zod';
import type { Workbook } from '../../core/types.ts';
import { parse } from '../error.ts';

/** One kind of batchUpdate request: its reply is {} unless it has one. */
export interface RequestKind {
  readonly run: (workbook: Workbook, given: unknown, place: string) => object;
}

export function request<T>(
  schema: z.ZodType<T>,
  run: (workbook: Workbook, given: T) => object | undefined,
): RequestKind {
  return { run: (workbook, given, place) => run(workbook, parse(schema, given, place)) ?? {} };
}
