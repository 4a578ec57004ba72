/** What google.script.run carries: JSON-like data. Google refuses the rest with the position of the argument. */

/** undefined where the value can travel, otherwise what is wrong with it. */
export function illegal(value: unknown, seen: readonly object[] = []): string | undefined {
  if (value === null || value === undefined) return undefined;
  if (typeof value === 'string' || typeof value === 'boolean' || typeof value === 'number') return undefined;
  if (typeof value !== 'object') return typeof value;
  if (seen.includes(value)) return 'a circle';
  if (Array.isArray(value)) return firstIllegal(value, [...seen, value]);
  const proto: unknown = Object.getPrototypeOf(value);
  if (proto !== Object.prototype && proto !== null) return value.constructor.name || 'an object';
  return firstIllegal(Object.values(value), [...seen, value]);
}

function firstIllegal(values: readonly unknown[], seen: readonly object[]): string | undefined {
  for (const value of values) {
    const found = illegal(value, seen);
    if (found !== undefined) return found;
  }
  return undefined;
}
