import { serialOfDay } from './serial.ts';

export interface Typed {
  readonly value: number;
  /** The number format that shows it as typed. */
  readonly pattern: string;
}

const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];

const TIME = /^(\d{1,2}):(\d{2})(?::(\d{2})(\.\d{1,3})?)?(?: ?([ap])m)?$/i;
const YEAR_FIRST = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/;
const MONTH_FIRST = /^(\d{1,2})([-/])(\d{1,2})(?:\2(\d{4}|\d{2}))?$/;
const MONTH_YEAR = /^(\d{1,2})([-/])(\d{4})$/;
const NAME_DAY = /^([a-z]{3,9})\.? (\d{1,2})(?:,? (\d{4}))?$/i;
const DAY_NAME = /^(\d{1,2})([ -])([a-z]{3,9})(?:[ -](\d{4}|\d{2}))?$/i;
const NAME_YEAR = /^([a-z]{3,9}) (\d{4})$/i;

const twice = (digits: string | undefined, token: string) => (digits?.length === 2 ? token + token : token);

/** 1 to 12 and the token that writes it the same way; undefined when the word is no month. */
function monthNamed(word: string): { month: number; token: string } | undefined {
  const name = word.toLowerCase();
  const full = MONTHS.indexOf(name);
  if (full >= 0) return { month: full + 1, token: name.length === 3 ? 'mmm' : 'mmmm' };
  const short = name === 'sept' ? 8 : MONTHS.findIndex((candidate) => candidate.slice(0, 3) === name);
  return short >= 0 ? { month: short + 1, token: 'mmm' } : undefined;
}

/** Two digits are 1930 to 2029, as in Sheets. */
function fullYear(digits: string | undefined, thisYear: number): number {
  if (digits === undefined) return thisYear;
  const year = Number(digits);
  if (digits.length > 2) return year;
  return year < 30 ? 2000 + year : 1900 + year;
}

function dated(serial: number | undefined, pattern: string): Typed | undefined {
  return serial === undefined ? undefined : { value: serial, pattern };
}

function typedDay(text: string, thisYear: number): Typed | undefined {
  let match = YEAR_FIRST.exec(text);
  if (match) {
    const [, year, mark = '-', month, day] = match;
    const pattern = ['yyyy', twice(month, 'm'), twice(day, 'd')].join(mark);
    return dated(serialOfDay(Number(year), Number(month), Number(day)), pattern);
  }
  match = MONTH_FIRST.exec(text);
  if (match) {
    const [, month, mark = '/', day, year] = match;
    const tokens = [twice(month, 'm'), twice(day, 'd')];
    if (year !== undefined) tokens.push(year.length === 4 ? 'yyyy' : 'yy');
    const serial = serialOfDay(fullYear(year, thisYear), Number(month), Number(day));
    return dated(serial, tokens.join(mark));
  }
  match = MONTH_YEAR.exec(text);
  if (match) {
    const [, month, mark = '/', year] = match;
    return dated(serialOfDay(Number(year), Number(month), 1), `${twice(month, 'm')}${mark}yyyy`);
  }
  match = NAME_DAY.exec(text);
  if (match) {
    const [, word = '', day, year] = match;
    const named = monthNamed(word);
    if (named === undefined) return undefined;
    const pattern = `${named.token} ${twice(day, 'd')}${year === undefined ? '' : ', yyyy'}`;
    return dated(serialOfDay(fullYear(year, thisYear), named.month, Number(day)), pattern);
  }
  match = DAY_NAME.exec(text);
  if (match) {
    const [, day, mark = ' ', word = '', year] = match;
    const named = monthNamed(word);
    if (named === undefined) return undefined;
    const tokens = [twice(day, 'd'), named.token];
    if (year !== undefined) tokens.push(year.length === 4 ? 'yyyy' : 'yy');
    return dated(serialOfDay(fullYear(year, thisYear), named.month, Number(day)), tokens.join(mark));
  }
  match = NAME_YEAR.exec(text);
  if (match) {
    const [, word = '', year] = match;
    const named = monthNamed(word);
    return named && dated(serialOfDay(Number(year), named.month, 1), `${named.token} yyyy`);
  }
  return undefined;
}

function typedTime(text: string): Typed | undefined {
  const match = TIME.exec(text);
  if (!match) return undefined;
  const [, hour = '', minute = '', second, fraction, half] = match;
  let hours = Number(hour);
  const minutes = Number(minute);
  const seconds = Number(second ?? 0) + Number(fraction ?? 0);
  if (minutes > 59 || seconds >= 60 || hours > (half ? 12 : 23) || (half && hours < 1)) return undefined;
  if (half) hours = (hours % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
  const tokens = [twice(hour, 'h'), 'mm', ...(second === undefined ? [] : ['ss'])].join(':');
  const pattern = `${tokens}${fraction === undefined ? '' : '.000'}${half ? ' am/pm' : ''}`;
  return { value: (hours * 3600 + minutes * 60 + seconds) / 86_400, pattern };
}

/**
 * A date, a time or both, typed as people in en_US do; undefined for all else. `2026-03-01 10:22:31Z` is none: the Z
 * keeps it text. Facts: Sheets help on dates, and the API's guide to date and number formats.
 */
export function typedDate(text: string, thisYear: number): Typed | undefined {
  const time = typedTime(text);
  if (time) return time;
  const day = typedDay(text, thisYear);
  if (day) return day;
  const gap = text.search(/ \d{1,2}:/);
  if (gap < 0) return undefined;
  const date = typedDay(text.slice(0, gap).replace(/,$/, ''), thisYear);
  const clock = typedTime(text.slice(gap + 1));
  return date && clock && { value: date.value + clock.value, pattern: `${date.pattern} ${clock.pattern}` };
}
