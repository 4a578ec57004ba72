/** An address of the JSON API as data: the router is built of it, and so is the OpenAPI document. */
import { z } from 'zod';
import { Problem } from '../problem.ts';

/** A schema of zod or zod/mini. */
type Schema<T> = z.core.$ZodType<T>;

export const KB = 1024;
/** Bodies of requests that hold a form at most. */
export const SMALL_BODY = 64 * KB;

/** Of requests whose body says nothing. */
export const NO_BODY = z.unknown();

interface Given<B> {
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly body: B;
}
interface Told {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** As Express writes it, `/v1/connections/:id`. */
  readonly path: string;
  /** A few words. */
  readonly summary: string;
  /** What else is worth to know. */
  readonly about?: string;
  /** Under which heading the document has it. */
  readonly group: string;
  /** In bytes; SMALL_BODY where absent. */
  readonly bodyLimit?: number;
  /** Parameters of the query, with what they are. */
  readonly query?: Readonly<Record<string, string>>;
  /** Its own refusals, by status. */
  readonly refuses?: Readonly<Record<number, string>>;
}
interface Spec<B, A, G> extends Told {
  readonly body: Schema<B>;
  /** Absent: answered with 204. */
  readonly answer?: Schema<A>;
  readonly handle: (given: Given<B> & G) => Promise<A>;
}

/** `G`: what is known of who asks. */
export interface Route<G> extends Told {
  readonly body: Schema<unknown>;
  readonly answer: Schema<unknown> | undefined;
  /** Parses the body, does it, and lets nothing out that the schema of the answer does not name. */
  readonly run: (given: Given<unknown> & G) => Promise<unknown>;
}

const MOST_ISSUES = 5;

/** Throws a Problem that says where the value is wrong, without the value. */
function parsed<T>(schema: Schema<T>, value: unknown): T {
  const result = z.core.safeParse(schema, value);
  if (result.success) return result.data;
  const { issues } = result.error;
  const told = z.core.prettifyError(new z.core.$ZodError(issues.slice(0, MOST_ISSUES)));
  const more = issues.length > MOST_ISSUES ? `\nand ${issues.length - MOST_ISSUES} more` : '';
  throw new Problem(400, 'request.invalid', told + more);
}

function answered<T>(schema: Schema<T>, value: unknown, path: string): T {
  const result = z.core.safeParse(schema, value);
  if (result.success) return result.data;
  throw new Error(`The answer of ${path} is not what it should be`);
}

/** For routes of one kind of asker: `const signed = routesFor<{ campaign: Campaign }>()`. */
export function routesFor<G>() {
  return <B, A>(spec: Spec<B, A, G>): Route<G> => ({
    ...spec,
    answer: spec.answer,
    async run(given) {
      const value = await spec.handle({ ...given, body: parsed(spec.body, given.body) });
      return spec.answer && answered(spec.answer, value, spec.path);
    },
  });
}
