/** The stand-in for zod in the server's bundle takes and refuses what zod does. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as zod from 'zod/mini';
import * as ours from '../../addon/server-schemas.ts';

/** One schema, made by both. */
interface Pair {
  readonly zod: zod.ZodMiniType;
  readonly ours: ReturnType<typeof ours.string>;
}

const isShort = (text: unknown): boolean => typeof text === 'string' && text.length < 3;
const WORDS = ['a', 'b', 'toString'];

const leaves: readonly Pair[] = [
  { zod: zod.string(), ours: ours.string() },
  { zod: zod.number(), ours: ours.number() },
  { zod: zod.boolean(), ours: ours.boolean() },
  { zod: zod.unknown(), ours: ours.unknown() },
  { zod: zod.custom(isShort), ours: ours.custom(isShort) },
  { zod: zod.enum(WORDS), ours: ours.enum(WORDS) },
  { zod: zod.literal('a'), ours: ours.literal('a') },
];

const objectOf = (shape: Readonly<Record<string, Pair>>): Pair => ({
  zod: zod.object(Object.fromEntries(Object.entries(shape).map(([key, field]) => [key, field.zod]))),
  ours: ours.object(Object.fromEntries(Object.entries(shape).map(([key, field]) => [key, field.ours]))),
});
const optionalOf = (inner: Pair): Pair => ({
  zod: zod.optional(inner.zod),
  ours: ours.optional(inner.ours),
});

const nullableOf = (inner: Pair): Pair => ({
  zod: zod.nullable(inner.zod),
  ours: ours.nullable(inner.ours),
});
/** How a field may stand in an object. */
const FIELDS: readonly ((inner: Pair) => Pair)[] = [
  (inner) => inner,
  optionalOf,
  (inner) => nullableOf(optionalOf(inner)),
];

const KEYS = ['a', 'b', 'constructor', '__proto__'];

const { schema } = fc.letrec<{ schema: Pair }>((tie) => ({
  schema: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom(...leaves),
    tie('schema').map((inner) => ({ zod: zod.array(inner.zod), ours: ours.array(inner.ours) })),
    tie('schema').map(nullableOf),
    tie('schema').map((inner) => ({
      zod: zod.record(zod.string(), inner.zod),
      ours: ours.record(ours.string(), inner.ours),
    })),
    tie('schema').map((inner) => ({ zod: zod.lazy(() => inner.zod), ours: ours.lazy(() => inner.ours) })),
    fc.array(tie('schema'), { minLength: 1, maxLength: 3 }).map((inner) => ({
      zod: zod.union(inner.map((one) => one.zod)),
      ours: ours.union(inner.map((one) => one.ours)),
    })),
    fc
      .dictionary(
        fc.constantFrom('a', 'b', 'constructor'),
        fc.tuple(tie('schema'), fc.constantFrom(...FIELDS)),
        {
          maxKeys: 3,
          noNullPrototype: true,
        },
      )
      .map((shape) =>
        objectOf(Object.fromEntries(Object.entries(shape).map(([key, [field, how]]) => [key, how(field)]))),
      ),
  ),
}));

/** What JSON can hold, undefined, and numbers that it cannot. */
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constantFrom<unknown>('a', 'b', 'abc', '', 0, 7.5, true, false, null, undefined, Number.NaN, Infinity),
    fc.array(tie('value'), { maxLength: 3 }),
    fc
      .array(fc.tuple(fc.constantFrom(...KEYS), tie('value')), { maxLength: 4 })
      // As JSON.parse does, which makes `__proto__` a key like any other.
      .map((entries) => Object.fromEntries(entries)),
  ),
}));

/** What came of a parse, with the keys that hold undefined told apart from those that are not there. */
const told = (result: { success: boolean; data?: unknown }): string =>
  JSON.stringify(result.success ? ['taken', result.data] : ['refused'], (_key, one: unknown) =>
    one === undefined || typeof one === 'number' ? `${typeof one} ${String(one)}` : one,
  );

describe('the schemas of the server’s bundle', () => {
  it('take what zod takes, give back the same, and refuse the rest', () => {
    let taken = 0;
    fc.assert(
      fc.property(schema, value, (pair, given) => {
        const wanted = zod.safeParse(pair.zod, given);
        if (wanted.success) taken += 1;
        expect(told(ours.safeParse(pair.ours, given))).toBe(told(wanted));
        expect(told(pair.ours.safeParse(given))).toBe(told(wanted));
      }),
      { numRuns: 1000 },
    );
    // A property over refusals alone would show nothing.
    expect(taken).toBeGreaterThan(100);
  });

  it.each([
    [{ a: 'x' }, true],
    [{ a: 'x', b: undefined }, true],
    [{ a: 'x', b: 1, c: 'not asked for' }, true],
    [{ b: 1 }, false],
    [{ a: undefined }, false],
    [['x'], false],
    [null, false],
  ])('an object of %j, of which b may be absent: %j', (given, fits) => {
    const pair = objectOf({
      a: { zod: zod.string(), ours: ours.string() },
      b: optionalOf({ zod: zod.number(), ours: ours.number() }),
    });
    expect(zod.safeParse(pair.zod, given).success).toBe(fits);
    expect(told(pair.ours.safeParse(given))).toBe(told(zod.safeParse(pair.zod, given)));
  });

  it('a key must be there even when its schema takes anything, as in zod', () => {
    const pair = objectOf({ body: { zod: zod.unknown(), ours: ours.unknown() } });
    for (const given of [{}, { body: undefined }, { body: null }])
      expect(told(pair.ours.safeParse(given))).toBe(told(zod.safeParse(pair.zod, given)));
  });

  it('a hole in an array counts as undefined, as in zod', () => {
    const pair = { zod: zod.array(zod.string()), ours: ours.array(ours.string()) };
    expect(told(pair.ours.safeParse(new Array(2)))).toBe(told(zod.safeParse(pair.zod, new Array(2))));
  });

  it('what comes out is no longer what came in: a later change to it changes nothing', () => {
    const given = { a: ['x'] };
    const taken = ours.parse(ours.object({ a: ours.array(ours.string()) }), given);
    given.a.push('y');
    expect(taken).toEqual({ a: ['x'] });
  });

  it('parse throws a sentence without what was sent', () => {
    const parse = () => ours.parse(ours.array(ours.number()), ['Ada Secret']);
    expect(parse).toThrow('cannot be read');
    expect(parse).not.toThrow(/Ada/);
  });
});
