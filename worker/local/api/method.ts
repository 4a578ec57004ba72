import type { z } from 'zod';
import type { Workbook } from '../core/types.ts';
import { parse } from './error.ts';
import type { Mask } from './mask.ts';

export interface Call {
  readonly workbook: Workbook;
  /** Other workbooks, for copyTo. */
  readonly workbooks: (id: string) => Workbook | undefined;
  readonly query: unknown;
  readonly body: unknown;
  /** From the address: a range, or an id. '' when there is none. */
  readonly argument: string;
  /** What the caller wants to see of the answer. */
  readonly mask: Mask | undefined;
}

export interface Method {
  readonly http: 'GET' | 'POST' | 'PUT';
  readonly path: RegExp;
  readonly run: (call: Call) => object;
}

/** A method with its query and body parsed at the edge. */
export function method<Q, B>(definition: {
  readonly query: z.ZodType<Q>;
  readonly body: z.ZodType<B>;
  readonly run: (call: Omit<Call, 'query' | 'body'> & { readonly query: Q; readonly body: B }) => object;
}): Pick<Method, 'run'> {
  return {
    run: (call) =>
      definition.run({
        ...call,
        query: parse(definition.query, call.query, ''),
        body: parse(definition.body, call.body, 'data'),
      }),
  };
}
