/** One of these is always there, whatever its value: it says which kind of value a cell has. */
const KEPT = new Set(['numberValue', 'boolValue', 'stringValue', 'formulaValue']);

/**
 * An answer as Google sends it: fields that are zero, false, empty or null are left out. A block of cell values (lists
 * in a list) is data, not a message, and stays as it is; so does an empty message ({} is black, and a reply).
 */
export function bare(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => (Array.isArray(item) ? item : bare(item)));
  if (typeof value !== 'object' || value === null) return value;
  const kept: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value)) {
    const blank = item === undefined || item === null || item === 0 || item === false || item === '';
    if ((blank && !KEPT.has(key)) || item === undefined) continue;
    if (Array.isArray(item) && item.length === 0) continue;
    kept[key] = bare(item);
  }
  return kept;
}
