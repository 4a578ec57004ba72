/**
 * ShipStation's v1 API speaks US Pacific time without an offset, in answers and in what it is asked (its document,
 * "DateTime Format and Time Zone").
 */
import { TZDate } from '@date-fns/tz';

const ZONE = 'America/Los_Angeles';
const HOUR = 3_600_000;

const two = (n: number): string => String(n).padStart(2, '0');

function wall(ms: number): string {
  const at = new TZDate(ms, ZONE);
  const date = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${date} ${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`;
}

/** UTC as Pacific time, `2026-03-01 02:22:31`; fractions of a second are cut off. Throws for what is no time. */
export function toPacific(iso: string): string {
  const ms = Date.parse(iso);
  if (Number.isNaN(ms)) throw new RangeError('Not a time');
  return wall(ms);
}

/**
 * The Pacific time to ask from, so that nothing since `iso` is missed. In the hour before the clocks go back, what
 * happens after the change bears an earlier time than now: then the whole doubled hour is asked for.
 */
export function askFrom(iso: string): string {
  const from = toPacific(iso);
  const later = wall(Date.parse(iso) + HOUR);
  return later <= from ? `${from.slice(0, 13)}:00:00` : from;
}

const WALL = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d+))?)?)?$/;

/**
 * Pacific time as ShipStation writes it (`2014-10-03T06:51:33.6270000`, `2014-10-03`) as UTC in ISO; "" for none, and for
 * what cannot be read. Of the hour that comes twice in autumn the first is meant, a time that spring leaves out is an
 * hour later. A time with an offset is taken at its word.
 */
export function fromPacific(text: string | null | undefined): string {
  if (!text) return '';
  if (/(Z|[+-]\d\d:?\d\d)$/i.test(text) && text.includes('T')) {
    const ms = Date.parse(text);
    return Number.isNaN(ms) ? '' : new Date(ms).toISOString();
  }
  const found = WALL.exec(text.trim());
  if (!found) return '';
  const [y = 0, m = 0, d = 0, h = 0, min = 0, s = 0] = found.slice(1, 7).map((part) => Number(part ?? 0));
  const ms = Number((found[7] ?? '').padEnd(3, '0').slice(0, 3));
  if (m < 1 || m > 12 || d < 1 || d > 31 || h > 23 || min > 59 || s > 59) return '';
  return new Date(new TZDate(y, m - 1, d, h, min, s, ms, ZONE).getTime()).toISOString();
}
