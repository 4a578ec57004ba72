import { partsOfSerial } from './serial.ts';
import { type Cell, isFormula } from './state.ts';

/** `Automatic`: ten digits after the point at most, whole numbers in full up to 15 digits, then 9.25E+20. */
function general(value: number): string {
  const size = Math.abs(value);
  if (size !== 0 && (size >= 1e15 || size < 1e-9)) return scientific(value, 5, false);
  if (Number.isInteger(value)) return String(value);
  const whole = Math.trunc(size).toString().length;
  return String(Number(value.toFixed(Math.max(0, Math.min(10, 15 - whole)))));
}

function scientific(value: number, digits: number, fixed: boolean): string {
  const [mantissa = '0', exponent = '+0'] = value.toExponential(digits).split('e');
  const shown = fixed ? mantissa : String(Number(mantissa));
  const power = exponent.slice(1).padStart(2, '0');
  return `${shown}E${exponent.startsWith('-') ? '-' : '+'}${power}`;
}

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);
const DAYS = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');
const DATE_TOKENS = /"[^"]*"|\\.|am\/pm|a\/p|yyyy|yy|y|m+|d+|h+|s+(?:\.0+)?|\.0+|[^"\\]/gi;

/** Text in quotes and after a backslash is no pattern. */
function bare(pattern: string): string {
  return pattern.replace(/"[^"]*"|\\./g, '');
}

export type PatternKind =
  | 'TEXT'
  | 'NUMBER'
  | 'PERCENT'
  | 'CURRENCY'
  | 'DATE'
  | 'TIME'
  | 'DATE_TIME'
  | 'SCIENTIFIC';

/** What a number format is for, in the API's words; undefined for the automatic one. */
export function kindOfPattern(pattern: string | undefined): PatternKind | undefined {
  if (pattern === undefined || pattern === '' || pattern === 'General') return undefined;
  if (pattern === '@') return 'TEXT';
  const plain = bare(pattern).toLowerCase();
  if (/[0#?]/.test(plain) && !/[ydh]/.test(plain)) {
    if (plain.includes('%')) return 'PERCENT';
    if (/e[+-]/.test(plain)) return 'SCIENTIFIC';
    if (!/s/.test(plain)) return /[$€£¥]/.test(pattern) ? 'CURRENCY' : 'NUMBER';
  }
  const date = /[yd]/.test(plain) || /mmm/.test(plain);
  const time = /[hs]/.test(plain);
  if (date && time) return 'DATE_TIME';
  if (date) return 'DATE';
  if (time) return 'TIME';
  return /m/.test(plain) ? 'DATE' : 'NUMBER';
}

/** An `m` is minutes after hours or before seconds, otherwise the month. */
function showDate(value: number, pattern: string): string {
  const tokens = pattern.match(DATE_TOKENS) ?? [];
  const half = tokens.some((token) => /^a/i.test(token) && token.includes('/'));
  const part = partsOfSerial(value);
  const hours = half ? ((part.hours + 11) % 12) + 1 : part.hours;
  const two = (number: number, token: string) => String(number).padStart(token.length > 1 ? 2 : 1, '0');
  const words = tokens.map((token) => token.toLowerCase());
  const isMinutes = (at: number) => {
    const before = words
      .slice(0, at)
      .reverse()
      .find((word) => /^[ymdhs]/.test(word));
    const after = words.slice(at + 1).find((word) => /^[ymdhs]/.test(word));
    return before?.startsWith('h') === true || after?.startsWith('s') === true;
  };
  return tokens
    .map((token, at) => {
      const word = words[at] ?? '';
      if (token.startsWith('"')) return token.slice(1, -1);
      if (token.startsWith('\\')) return token.slice(1);
      if (word === 'am/pm') return part.hours < 12 ? 'AM' : 'PM';
      if (word === 'a/p') return part.hours < 12 ? 'A' : 'P';
      if (word === 'yyyy') return String(part.year);
      if (/^y/.test(word)) return String(part.year % 100).padStart(2, '0');
      if (/^m+$/.test(word)) {
        if (word.length <= 2 && isMinutes(at)) return two(part.minutes, word);
        if (word.length <= 2) return two(part.month, word);
        const name = MONTHS[part.month - 1] ?? '';
        return word.length === 3 ? name.slice(0, 3) : name;
      }
      if (/^d+$/.test(word)) {
        if (word.length <= 2) return two(part.day, word);
        const name = DAYS[part.weekday] ?? '';
        return word.length === 3 ? name.slice(0, 3) : name;
      }
      if (/^h/.test(word)) return two(hours, word);
      if (/^s/.test(word)) {
        const fraction = word.includes('.') ? `.${String(part.milliseconds).padStart(3, '0')}` : '';
        return two(part.seconds, word.split('.')[0] ?? word) + fraction;
      }
      if (/^\.0/.test(word)) return `.${String(part.milliseconds).padStart(3, '0')}`;
      return token;
    })
    .join('');
}

function grouped(whole: string): string {
  return whole.replace(/\B(?=(?:\d{3})+$)/g, ',');
}

/** `#,##0.00`, `0%`, `"$"#,##0`, `0000`, `0.##`: the parts of number patterns that campaigns use. */
function showNumber(value: number, pattern: string): string {
  const sections = pattern.split(';');
  const negative = sections[1];
  if (value < 0 && negative !== undefined) return showNumber(-value, negative);
  const first = sections[0] ?? '0';
  const digits = /[#0?,]*[#0?](?:\.[#0?]+)?(?:e\+0+)?/i.exec(
    first.replace(/"[^"]*"/g, (t) => ' '.repeat(t.length)),
  );
  if (digits === null) return first.replace(/"/g, '');
  const shape = digits[0];
  const percent = bare(first).includes('%');
  const size = Math.abs(percent ? value * 100 : value);
  const [whole = '', rest = ''] = shape.split(/e/i)[0]?.split('.') ?? [];
  const places = rest.length;
  let text: string;
  if (/e\+/i.test(shape)) text = scientific(size, places, true);
  else {
    const [left = '0', right = ''] = size.toFixed(Math.min(places, 20)).split('.');
    const least = (whole.match(/0/g) ?? []).length;
    const padded = (least === 0 && left === '0' ? '' : left).padStart(least, '0');
    const needed = (rest.match(/0/g) ?? []).length;
    const decimals = right.replace(/0+$/, '').padEnd(needed, '0');
    text = (whole.includes(',') ? grouped(padded) : padded) + (decimals === '' ? '' : `.${decimals}`);
  }
  const around = (part: string) => part.replace(/"([^"]*)"|\\(.)/g, '$1$2');
  const before = around(first.slice(0, digits.index));
  const after = around(first.slice(digits.index + shape.length));
  const rounded = /[1-9]/.test(text);
  return `${value < 0 && rounded ? '-' : ''}${before}${text}${after}`;
}

/** What a person reads in a cell. Formulas show as their own text, for nothing here calculates them. */
export function display(cell: Cell, pattern: string | undefined): string {
  if (cell === null) return '';
  if (typeof cell === 'string') return cell;
  if (isFormula(cell)) return cell.formula;
  if (typeof cell === 'boolean') return cell ? 'TRUE' : 'FALSE';
  const kind = kindOfPattern(pattern);
  if (kind === undefined || kind === 'TEXT' || pattern === undefined) return general(cell);
  if (kind === 'DATE' || kind === 'TIME' || kind === 'DATE_TIME') return showDate(cell, pattern);
  return showNumber(cell, pattern);
}
