/** Wall-clock time of a time zone, by the Intl data that V8 carries. */

const DAY = 86_400_000;
/** Serial 0 of a spreadsheet is 1899-12-30. */
const EPOCH = Date.UTC(1899, 11, 30);

const formats = new Map<string, Intl.DateTimeFormat>();

function wallFormat(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      era: 'short',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
    formats.set(timeZone, format);
  }
  return format;
}

/** Minutes are not enough: before standard time, offsets have seconds. Result in milliseconds, east is positive. */
function offsetAt(instant: number, timeZone: string): number {
  if (timeZone === 'UTC' || timeZone === 'Etc/UTC' || timeZone === 'Etc/GMT') return 0;
  const whole = Math.floor(instant / 1000) * 1000;
  const parts = new Map(
    wallFormat(timeZone)
      .formatToParts(whole)
      .map((part) => [part.type, part.value]),
  );
  const number = (type: Intl.DateTimeFormatPartTypes): number => Number(parts.get(type));
  const year = parts.get('era') === 'BC' ? 1 - number('year') : number('year');
  const wall = new Date(0);
  wall.setUTCFullYear(year, number('month') - 1, number('day'));
  wall.setUTCHours(number('hour'), number('minute'), number('second'));
  return wall.getTime() - whole;
}

/** The instant of a spreadsheet serial number. A wall time that a clock change skips moves forward. */
export function serialToInstant(serial: number, timeZone: string): number {
  const wall = Math.round(EPOCH + serial * DAY);
  const guess = wall - offsetAt(wall, timeZone);
  return wall - offsetAt(guess, timeZone);
}

export function instantToSerial(instant: number, timeZone: string): number {
  return (instant + offsetAt(instant, timeZone) - EPOCH) / DAY;
}

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);
const DAYS = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');

/**
 * Utilities.formatDate with the letters of Java's SimpleDateFormat that are about dates and times; others throw, quoted
 * text stays.
 */
export function formatDate(instant: number, timeZone: string, pattern: string): string {
  const offset = offsetAt(instant, timeZone);
  const wall = new Date(instant + offset);
  const pad = (value: number, width: number): string => String(value).padStart(width, '0');
  const zone = (colon: string): string => {
    const minutes = Math.round(Math.abs(offset) / 60_000);
    return `${offset < 0 ? '-' : '+'}${pad(Math.floor(minutes / 60), 2)}${colon}${pad(minutes % 60, 2)}`;
  };
  return pattern.replace(/'((?:[^']|'')*)'|([A-Za-z])\2*/g, (token: string, quoted: string | undefined) => {
    if (quoted !== undefined) return quoted === '' ? "'" : quoted.replaceAll("''", "'");
    const width = token.length;
    switch (token.charAt(0)) {
      case 'y':
        return width === 2 ? pad(wall.getUTCFullYear() % 100, 2) : pad(wall.getUTCFullYear(), width);
      case 'M': {
        const name = MONTHS[wall.getUTCMonth()] ?? '';
        return width >= 4 ? name : width === 3 ? name.slice(0, 3) : pad(wall.getUTCMonth() + 1, width);
      }
      case 'd':
        return pad(wall.getUTCDate(), width);
      case 'H':
        return pad(wall.getUTCHours(), width);
      case 'h':
        return pad(wall.getUTCHours() % 12 || 12, width);
      case 'm':
        return pad(wall.getUTCMinutes(), width);
      case 's':
        return pad(wall.getUTCSeconds(), width);
      case 'S':
        return pad(wall.getUTCMilliseconds(), width);
      case 'a':
        return wall.getUTCHours() < 12 ? 'AM' : 'PM';
      case 'E': {
        const name = DAYS[wall.getUTCDay()] ?? '';
        return width >= 4 ? name : name.slice(0, 3);
      }
      case 'Z':
        return zone('');
      case 'X':
        return offset === 0 ? 'Z' : width === 3 ? zone(':') : width === 2 ? zone('') : zone('').slice(0, 3);
      case 'z':
        return offset === 0 ? 'GMT' : `GMT${zone(':')}`;
      default:
        throw new Error(`Illegal pattern character '${token.charAt(0)}'`);
    }
  });
}
