import type { z } from 'zod';
import type { Workbook } from '../core/types.ts';
import { parse } from './error.ts';
import type { Keep } from './keep.ts';
import type { FileShares } from './sharing.ts';
import type { Watches } from './watches.ts';

/** What the methods stand on. */
export interface Parts {
  readonly keep: Keep;
  readonly shares: FileShares;
  readonly watches: Watches;
  readonly books: (id: string) => Workbook | undefined;
  /** A blank workbook of that id. */
  readonly create: (title: string, id: string) => Workbook;
  /** Of the program, without a slash at the end. */
  readonly url: () => string;
  /** E-mail address of the owner of all files. */
  readonly owner: string;
}
export interface Call {
  readonly query: unknown;
  readonly body: unknown;
  /** From the address: the id of the file, then that of the permission; "" where there is none. */
  readonly ids: readonly [string, string];
}
export interface Answer {
  /** null: 204. */
  readonly resource: object | null;
  /** What is answered where nobody asks for `fields`: Drive gives only a part by itself. */
  readonly usual: string;
}

export interface Method {
  readonly http: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Of what follows `/drive/v3`. */
  readonly path: RegExp;
  readonly run: (parts: Parts, call: Call) => Promise<Answer>;
}

/** A method with its query and body parsed at the edge. */
export function method<Q, B>(definition: {
  readonly query: z.ZodType<Q>;
  readonly body: z.ZodType<B>;
  readonly run: (
    parts: Parts,
    call: { readonly query: Q; readonly body: B; readonly ids: Call['ids'] },
  ) => Promise<Answer>;
}): Pick<Method, 'run'> {
  return {
    run: (parts, { query, body, ids }) =>
      definition.run(parts, {
        query: parse(definition.query, query, 'The parameter'),
        body: parse(definition.body, body, 'The field'),
        ids,
      }),
  };
}
