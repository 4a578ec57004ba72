/** Times and counts as people read them. */

/** `12,480`. */
export function count(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** `3 jobs`, `1 job`. */
export function plural(n: number, one: string, many = `${one}s`): string {
  return `${count(n)} ${n === 1 ? one : many}`;
}

/** `2026-03-01 10:22:31Z`, as in the sheet. */
export function clockTime(at: Date): string {
  return `${at.toISOString().slice(0, 19).replace('T', ' ')}Z`;
}

const UNITS = [
  [86_400, 'day'],
  [3_600, 'hour'],
  [60, 'minute'],
] as const;

/** `3 minutes ago`, `in 2 hours`, `just now`. */
export function fromNow(at: Date, now: Date): string {
  const seconds = Math.round((at.getTime() - now.getTime()) / 1000);
  const far = Math.abs(seconds);
  const unit = UNITS.find(([length]) => far >= length);
  if (unit === undefined)
    return seconds > 5 ? `in ${far} seconds` : far <= 5 ? 'just now' : `${far} seconds ago`;
  const text = plural(Math.floor(far / unit[0]), unit[1]);
  return seconds > 0 ? `in ${text}` : `${text} ago`;
}

/** `a minute`, `10 seconds`. */
export function windowText(ms: number): string {
  const seconds = ms / 1000;
  const exact = [...UNITS, [1, 'second'] as const].find(([length]) => seconds === length);
  if (exact !== undefined) return `${exact[1] === 'hour' ? 'an' : 'a'} ${exact[1]}`;
  return plural(seconds, 'second');
}

/** `120 ms`, `4.2 s`, `48 s`, `3 minutes`. */
export function duration(ms: number): string {
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  if (ms < 10_000) return `${(ms / 1000).toFixed(1)} s`;
  if (ms < 120_000) return `${Math.round(ms / 1000)} s`;
  return plural(Math.round(ms / 60_000), 'minute');
}
