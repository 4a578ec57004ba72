/**
 * A filter as it is worked with: each term says which column it looks at and how. The page reads the text and sends the
 * rule beside it, so that the server needs neither the language nor its words.
 */
import * as z from 'zod/mini';
import { FACTS, FIELD_KINDS, SKU_MODES } from './filter.ts';

const text = z.string();
const texts = z.array(z.string());
const test = z.union([
  z.object({ op: z.literal('='), values: texts }),
  z.object({ op: z.enum(['exact', '<', '<=', '>', '>=', 'older', 'newer']), value: text }),
  z.object({ op: z.literal('..'), from: text, to: text }),
  z.object({ op: z.enum(['filled', 'empty']) }),
]);
const term = z.union([
  z.object({
    kind: z.literal('cell'),
    /** The header; '' where several columns are looked at. */
    column: text,
    tab: z.enum(['Orders', 'Shipments']),
    /** Orders must have this column: it is a creator's own. */
    own: z.boolean(),
    as: z.enum(FIELD_KINDS),
    test,
  }),
  z.object({ kind: z.literal('text'), value: text }),
  z.object({ kind: z.literal('sku'), mode: z.enum(SKU_MODES), skus: texts }),
  z.object({
    kind: z.literal('quantity'),
    sku: text,
    op: z.enum(['<', '<=', '>', '>=', '=']),
    value: z.number(),
  }),
  z.object({ kind: z.literal('fact'), fact: z.enum(FACTS) }),
]);

export type RuleTerm = z.infer<typeof term>;
export type RuleTest = z.infer<typeof test>;
export type Rule =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Rule[] }
  | { readonly kind: 'not'; readonly part: Rule }
  | RuleTerm;

export const RULE: z.ZodMiniType<Rule> = z.union([
  term,
  z.object({ kind: z.literal('not'), part: z.lazy(() => RULE) }),
  z.object({ kind: z.enum(['and', 'or']), parts: z.array(z.lazy(() => RULE)) }),
]);

/** Every term of a rule, from left to right. */
export function termsOf(rule: Rule): RuleTerm[] {
  if ('parts' in rule) return rule.parts.flatMap(termsOf);
  return rule.kind === 'not' ? termsOf(rule.part) : [rule];
}
