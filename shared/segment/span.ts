/** Lengths of time in a filter. */

/** `30d`, `2w`, `6m`, `1y`. */
export function spanDays(text: string): number | null {
  const found = /^(\d{1,4})([dwmy])$/.exec(text.toLowerCase());
  const days = { d: 1, w: 7, m: 30, y: 365 };
  const unit = found?.[2];
  if (found === null || (unit !== 'd' && unit !== 'w' && unit !== 'm' && unit !== 'y')) return null;
  return Number(found[1]) * days[unit];
}
