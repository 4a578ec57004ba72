/** Dates as platforms and warehouses write them. */

/** Which of two numbers is the month where the text alone cannot say. */
export type DayOrder = 'dmy' | 'mdy';

export type DateRead =
  /** `text` is `YYYY-MM-DD`, or `YYYY-MM-DD HH:MM:SSZ` when the source states a time. */
  | { readonly ok: true; readonly text: string }
  /** Two readings are possible, as with 03/04/2025. */
  | { readonly ok: false; readonly why: 'ambiguous' }
  | { readonly ok: false; readonly why: 'unreadable' };

const YEAR_FIRST =
  /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:(?:,\s*|\s+|T)(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?$/i;
const YEAR_LAST =
  /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?:(?:,\s*|\s+)(\d{1,2}):(\d{2})(?::(\d{2}))?\s*(am|pm)?)?$/i;
const NAMED =
  /^(?:[a-z]{3,9},?\s+)?(?:(\d{1,2})\.?[\s-]+([a-zäéû]{3,9})\.?|([a-zäéû]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?),?[\s-]+(\d{4})$/i;

/**
 * First three letters of month names in English, German, French, Spanish, Italian and Dutch, where they
 * differ.
 */
const MONTHS: readonly (readonly string[])[] = [
  ['jan', 'ene', 'gen'],
  ['feb', 'fév', 'fev'],
  ['mar', 'mär', 'maa', 'mrz'],
  ['apr', 'avr', 'abr'],
  ['may', 'mai', 'mei', 'mag'],
  ['jun', 'giu'],
  ['jul', 'lug'],
  ['aug', 'aoû', 'aou', 'ago'],
  ['sep', 'set'],
  ['oct', 'okt', 'ott', 'out'],
  ['nov'],
  ['dec', 'dez', 'déc', 'dic'],
];

const two = (n: number): string => (n < 10 ? `0${n}` : `${n}`);
const UNREADABLE: DateRead = { ok: false, why: 'unreadable' };

/**
 * A date, with its time where one is given. A time without a zone is taken as UTC: no platform says in which
 * zone it exports, and the order of events is all that is read from it. Numbers like 03/04/2025 need `order`.
 */
export function parseDate(raw: string, order?: DayOrder): DateRead {
  const text = raw.trim();
  const first = YEAR_FIRST.exec(text);
  if (first) {
    const [, y, m, d, hh, mm, ss, zone] = first;
    return build(Number(y), Number(m), Number(d), hh, mm, ss, zone);
  }
  const last = YEAR_LAST.exec(text);
  if (last) return yearLast(last, order);
  const named = NAMED.exec(text);
  if (named) {
    const [, d1, m1, m2, d2, y] = named;
    const name = (m1 ?? m2 ?? '').slice(0, 3).toLowerCase();
    const month = MONTHS.findIndex((names) => names.includes(name)) + 1;
    return month === 0 ? UNREADABLE : build(Number(y), month, Number(d1 ?? d2));
  }
  return UNREADABLE;
}

function yearLast(match: RegExpExecArray, order?: DayOrder): DateRead {
  const [, one, other, y = '', hh, mm, ss, half] = match;
  const a = Number(one);
  const b = Number(other);
  const year = y.length === 2 ? 2000 + Number(y) : Number(y);
  // A dot is written between day and month only where the day comes first.
  const dotted = match[0].includes('.');
  const dmy = a > 12 || dotted || (b <= 12 && order === 'dmy');
  if (!dmy && b <= 12 && a !== b && order === undefined) return { ok: false, why: 'ambiguous' };
  const hour =
    hh === undefined || half === undefined
      ? hh
      : two((Number(hh) % 12) + (half.toLowerCase() === 'pm' ? 12 : 0));
  return dmy ? build(year, b, a, hour, mm, ss) : build(year, a, b, hour, mm, ss);
}

function build(
  y: number,
  m: number,
  d: number,
  hh?: string,
  mm?: string,
  ss?: string,
  zone?: string,
): DateRead {
  const date = new Date(Date.UTC(y, m - 1, d));
  if (date.getUTCMonth() !== m - 1 || date.getUTCDate() !== d) return UNREADABLE;
  const day = `${y}-${two(m)}-${two(d)}`;
  if (hh === undefined) return { ok: true, text: day };
  const h = Number(hh);
  const min = Number(mm);
  const s = Number(ss ?? 0);
  if (h > 23 || min > 59 || s > 59) return UNREADABLE;
  const offset = /^([+-])(\d{2}):?(\d{2})$/.exec(zone ?? '');
  if (!offset) return { ok: true, text: `${day} ${two(h)}:${two(min)}:${two(s)}Z` };
  const minutes = (Number(offset[2]) * 60 + Number(offset[3])) * (offset[1] === '-' ? -1 : 1);
  const utc = new Date(Date.UTC(y, m - 1, d, h, min - minutes, s)).toISOString();
  return { ok: true, text: `${utc.slice(0, 10)} ${utc.slice(11, 19)}Z` };
}

const SLASH = 47;
const COMMA = 44;
const COLON = 58;

/**
 * `parseDate` for the many rows of one file: Kickstarter's own form, `2018/03/28, 10:27`, takes a path
 * without patterns and remembers its days, of which a campaign has a few dozen.
 */
export function dateReader(order?: DayOrder): (raw: string) => DateRead {
  const days = new Map<string, string>();
  return (raw) => {
    const plain =
      raw.length === 17 &&
      raw.charCodeAt(4) === SLASH &&
      raw.charCodeAt(7) === SLASH &&
      raw.charCodeAt(10) === COMMA &&
      raw.charCodeAt(14) === COLON;
    if (!plain) return parseDate(raw, order);
    const first = raw.slice(0, 10);
    let day = days.get(first);
    if (day === undefined) {
      const read = parseDate(first);
      day = read.ok ? read.text : '';
      days.set(first, day);
    }
    const hour = twoDigits(raw, 12);
    const minute = twoDigits(raw, 15);
    if (day === '' || raw[11] !== ' ' || !(hour < 24) || !(minute < 60)) return parseDate(raw, order);
    return { ok: true, text: `${day} ${raw.slice(12)}:00Z` };
  };
}

/** The number of two digits at `i`; NaN when they are not digits. */
function twoDigits(text: string, i: number): number {
  const a = text.charCodeAt(i) - 48;
  const b = text.charCodeAt(i + 1) - 48;
  return a >= 0 && a <= 9 && b >= 0 && b <= 9 ? a * 10 + b : Number.NaN;
}
