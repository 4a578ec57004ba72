/** Dates as Sheets has them: days since 30 December 1899, no time zone; the time is the fraction. */
const DAY_MS = 86_400_000;
const EPOCH = Date.UTC(1899, 11, 30);

/** undefined for a day that does not exist (31 February). Month counts from 1. */
export function serialOfDay(year: number, month: number, day: number): number | undefined {
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1) return undefined;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  if (date.getUTCMonth() !== month - 1) return undefined;
  return Math.round((date.getTime() - EPOCH) / DAY_MS);
}

export interface DateParts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  /** 0 is Sunday. */
  readonly weekday: number;
  readonly hours: number;
  readonly minutes: number;
  readonly seconds: number;
  readonly milliseconds: number;
}

/** Rounded to the millisecond, as a double holds no more at today's serials. */
export function partsOfSerial(serial: number): DateParts {
  const date = new Date(EPOCH + Math.round(serial * DAY_MS));
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    weekday: date.getUTCDay(),
    hours: date.getUTCHours(),
    minutes: date.getUTCMinutes(),
    seconds: date.getUTCSeconds(),
    milliseconds: date.getUTCMilliseconds(),
  };
}
