import { invalid, unsupported } from './error.ts';

/** A field mask: true is everything below. */
export type Mask = true | ReadonlyMap<string, Mask>;

function merge(a: Mask | undefined, b: Mask): Mask {
  if (a === undefined) return b;
  if (a === true || b === true) return true;
  const merged = new Map(a);
  for (const [key, value] of b) merged.set(key, merge(merged.get(key), value));
  return merged;
}

/** `sheets(properties.title,data/rowData),spreadsheetId`; `*` is everything. */
export function parseMask(text: string): Mask {
  let at = 0;
  const refuse = () => invalid(`Invalid field mask: ${text}`);
  const list = (): Mask => {
    let mask: Mask = new Map();
    for (;;) {
      mask = merge(mask, path());
      if (text[at] !== ',') return mask;
      at++;
    }
  };
  const path = (): Mask => {
    const word = /^\s*(\*|[A-Za-z]\w*)/.exec(text.slice(at));
    const name = word?.[1];
    if (word === null || name === undefined) throw refuse();
    at += word[0].length;
    let below: Mask = true;
    if (text[at] === '.' || text[at] === '/') {
      at++;
      below = path();
    } else if (text[at] === '(') {
      at++;
      below = list();
      if (text[at] !== ')') throw refuse();
      at++;
    }
    return name === '*' ? below : new Map([[name, below]]);
  };
  const mask = list();
  if (at !== text.length) throw refuse();
  return mask;
}

export function maskAt(mask: Mask, ...path: readonly string[]): Mask | undefined {
  let now: Mask | undefined = mask;
  for (const key of path) {
    if (now === undefined || now === true) return now;
    now = now.get(key);
  }
  return now;
}

/** The answer cut down to what the mask names. */
export function applyMask(value: unknown, mask: Mask): unknown {
  if (mask === true || value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((item) => applyMask(item, mask));
  const kept: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value)) {
    const below = mask.get(key);
    if (below !== undefined) kept[key] = applyMask(item, below);
  }
  return kept;
}

/**
 * The mask of an update as the leaves that it names out of those we can change. `*` and a parent name all below them;
 * anything else is refused, so that no field is passed over unseen.
 */
export function maskedLeaves<T extends string>(fields: string, leaves: readonly T[], what: string): Set<T> {
  if (fields.trim() === '') throw invalid(`At least one field must be listed in 'fields' (${what}).`);
  const named = new Set<T>();
  const walk = (mask: Mask, prefix: string) => {
    if (mask === true) {
      const found = leaves.filter(
        (leaf) => prefix === '' || leaf === prefix || leaf.startsWith(`${prefix}.`),
      );
      if (found.length === 0) throw unsupported(`The field "${prefix}" of ${what}`);
      for (const leaf of found) named.add(leaf);
      return;
    }
    for (const [key, below] of mask) walk(below, prefix === '' ? key : `${prefix}.${key}`);
  };
  walk(parseMask(fields), '');
  return named;
}
