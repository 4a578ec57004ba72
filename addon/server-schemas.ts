/**
 * Stands for zod/mini in the server's bundle, where the real one is 22 KB of paths that nothing here takes (async,
 * patterns, messages). The sources are written and typed against zod; the build puts this in its place. It has only what
 * the server's schemas use, a schema function that it lacks stops the build, and `server-schemas.test.ts` holds it against
 * zod: what one refuses the other refuses, and both give back the same.
 */

/** What a schema gives back for a value that does not fit: no value that can come from outside. */
const REFUSED = Symbol('refused');

/** The value as it is taken over (objects and arrays anew, without what the schema does not name), or REFUSED. */
type Take = (given: unknown) => unknown;

type Result = { readonly success: true; readonly data: unknown } | { readonly success: false };

interface Schema {
  readonly take: Take;
  /** Whether an object may lack the key. */
  readonly absent: boolean;
  safeParse(given: unknown): Result;
}

function schema(take: Take, absent = false): Schema {
  return {
    take,
    absent,
    safeParse(given) {
      const data = take(given);
      return data === REFUSED ? { success: false } : { success: true, data };
    },
  };
}

const when = (fits: (given: unknown) => boolean): Schema =>
  schema((given) => (fits(given) ? given : REFUSED));

const isObject = (given: unknown): given is Readonly<Record<string, unknown>> =>
  typeof given === 'object' && given !== null && !Array.isArray(given);

export const string = (): Schema => when((given) => typeof given === 'string');
export const boolean = (): Schema => when((given) => typeof given === 'boolean');
/** Finite numbers alone, as in zod. */
export const number = (): Schema => when(Number.isFinite);
export const unknown = (): Schema => when(() => true);
export const custom = when;
export const literal = (value: unknown): Schema => when((given) => given === value);
const oneOf = (values: readonly unknown[]): Schema => when((given) => values.includes(given));

export { oneOf as enum };

export const optional = (inner: Schema): Schema =>
  schema((given) => (given === undefined ? given : inner.take(given)), true);
export const nullable = (inner: Schema): Schema =>
  schema((given) => (given === null ? given : inner.take(given)), inner.absent);
export const lazy = (inner: () => Schema): Schema => schema((given) => inner().take(given));

/** The first that fits. */
export const union = (options: readonly Schema[]): Schema =>
  schema((given) => {
    for (const option of options) {
      const taken = option.take(given);
      if (taken !== REFUSED) return taken;
    }
    return REFUSED;
  });

export const array = (item: Schema): Schema =>
  schema((given) => {
    if (!Array.isArray(given)) return REFUSED;
    // Array.from also visits holes, which count as undefined.
    const taken = Array.from(given, item.take);
    return taken.includes(REFUSED) ? REFUSED : taken;
  });

export function object(shape: Readonly<Record<string, Schema>>): Schema {
  const fields = Object.entries(shape);
  return schema((given) => {
    if (!isObject(given)) return REFUSED;
    const made: Record<string, unknown> = {};
    for (const [key, field] of fields) {
      if (!(key in given)) {
        if (field.absent) continue;
        return REFUSED;
      }
      const taken = field.take(given[key]);
      if (taken === REFUSED) return REFUSED;
      made[key] = taken;
    }
    return made;
  });
}

/** Any keys, all of them text. `__proto__` is passed over: assigning it would change what the object is. */
export const record = (_key: Schema, value: Schema): Schema =>
  schema((given) => {
    if (!isObject(given)) return REFUSED;
    const made: Record<string, unknown> = {};
    for (const [key, one] of Object.entries(given)) {
      if (key === '__proto__') continue;
      const taken = value.take(one);
      if (taken === REFUSED) return REFUSED;
      made[key] = taken;
    }
    return made;
  });

export const safeParse = (how: Schema, given: unknown): Result => how.safeParse(given);

/** Throws for what does not fit: only what a panel of ours has made is parsed so. */
export function parse(how: Schema, given: unknown): unknown {
  const taken = how.take(given);
  if (taken === REFUSED) throw new Error('The panel sent something that cannot be read.');
  return taken;
}
