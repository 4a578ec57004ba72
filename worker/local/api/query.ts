/** The parameters that every method of Google's APIs takes beside its own (the discovery documents', at their head). */
import { z } from 'zod';

const common = z.object({
  alt: z.literal('json').optional(),
  fields: z.string().optional(),
  key: z.string().optional(),
  access_token: z.string().optional(),
  oauth_token: z.string().optional(),
  prettyPrint: z.string().optional(),
  quotaUser: z.string().optional(),
});

/** Parts a query into `fields` and what is the method's own. `parse` throws in the form of its API. */
export function splitQuery(
  query: unknown,
  parse: <T>(schema: z.ZodType<T>, value: unknown) => T,
): { readonly fields: string | undefined; readonly own: Record<string, unknown> } {
  const given = parse(z.record(z.string(), z.unknown()), query);
  const { fields } = parse(common, given);
  const own = Object.entries(given).filter(([name]) => !(name in common.shape));
  return { fields, own: Object.fromEntries(own) };
}
