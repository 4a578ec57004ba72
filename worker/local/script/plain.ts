/**
 * What google.script.run carries: text, numbers, booleans, null, and lists and plain objects of these. undefined is null
 * in a list and left out of an object.
 */

/** Why a value cannot be carried; path is where in it, for the message. */
export interface NotPlain {
  readonly path: string;
}

/** A copy of the value, or where something is that cannot be carried. Circular values cannot. */
export function plainCopy(value: unknown): { ok: true; value: unknown } | ({ ok: false } & NotPlain) {
  const bad: string[] = [];
  const open = new Set<object>();
  const copy = (one: unknown, path: string): unknown => {
    if (one === null || one === undefined) return null;
    if (typeof one === 'string' || typeof one === 'boolean') return one;
    if (typeof one === 'number') return Number.isFinite(one) ? one : null;
    if (typeof one !== 'object' || open.has(one) || !(Array.isArray(one) || isPlain(one))) {
      bad.push(path);
      return null;
    }
    open.add(one);
    const copied = Array.isArray(one)
      ? one.map((item, index) => copy(item, `${path}[${index}]`))
      : Object.fromEntries(
          Object.entries(one)
            .filter(([, item]) => item !== undefined)
            .map(([key, item]) => [key, copy(item, path === '' ? key : `${path}.${key}`)]),
        );
    open.delete(one);
    return copied;
  };
  const copied = copy(value, '');
  const [path] = bad;
  return path === undefined ? { ok: true, value: copied } : { ok: false, path };
}

/** An object of no class; one from another realm has that realm's Object as its class. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === null) return true;
  return typeof prototype === 'object' && Object.getPrototypeOf(prototype) === null;
}
