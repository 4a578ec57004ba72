/** How long ago something was, as people say it. */
import { when } from '../words.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });

/** `2026-03-01 10:22:31Z` as "3 minutes ago"; after a week the day; text that is no time as it is. */
export function ago(text: string, now: number): string {
  const time = Date.parse(text.replace(' ', 'T'));
  const past = now - time;
  if (Number.isNaN(time) || past >= 7 * DAY) return when(text);
  if (past < MINUTE) return 'just now';
  if (past < HOUR) return relative.format(-Math.floor(past / MINUTE), 'minute');
  if (past < DAY) return relative.format(-Math.floor(past / HOUR), 'hour');
  return relative.format(-Math.floor(past / DAY), 'day');
}
