/** Numbers, times and small words as the panels write them. */

const numbers = new Intl.NumberFormat('en-US');
/** `1143` as `1,143`. */
export const count = (n: number): string => numbers.format(n);

/** `3 orders`, `1 order`; a noun that ends in a consonant and y gets -ies. */
export function counted(n: number, noun: string): string {
  return `${count(n)} ${n === 1 ? noun : plural(noun)}`;
}

export function plural(noun: string): string {
  if (/[^aeiou]y$/.test(noun)) return `${noun.slice(0, -1)}ies`;
  return /(s|x|ch|sh)$/.test(noun) ? `${noun}es` : `${noun}s`;
}

/** `2026-03-01 10:22:31Z` as local time, `1 Mar 2026, 11:22`; text that is no time stays as it is. */
export function when(text: string): string {
  const time = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}(:\d{2})?Z$/.test(text)
    ? new Date(text.replace(' ', 'T'))
    : null;
  if (time === null || Number.isNaN(time.getTime())) return text;
  return time.toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' });
}

/** The name of a country for its two letters, or the text itself. */
export function country(code: string): string {
  if (!/^[A-Z]{2}$/.test(code)) return code;
  return regions.of(code) ?? code;
}
const regions = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'code' });
