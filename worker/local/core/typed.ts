import type { Cell } from './state.ts';
import { typedDate } from './typed-date.ts';

export interface TypedCell {
  readonly cell: Cell;
  /** The number format that typing brings with it, when the cell has none of its own. */
  readonly pattern?: string;
}

export interface TypingContext {
  /** Of the cell typed into; '' when it has none. */
  readonly pattern: string;
  readonly formulasInText: boolean;
  /** For dates typed without a year. */
  readonly year: number;
}

/** Sign, currency and brackets are taken off first; thousands marks must stand where they belong. */
const NUMBER = /^(?:\d+|\d{1,3}(?:,\d{3})+)?(?:\.\d*)?(?:e[+-]?\d{1,3})?$/i;

function typedNumber(text: string): TypedCell | undefined {
  let rest = text;
  let sign = 1;
  if (rest.startsWith('(') && rest.endsWith(')')) {
    sign = -1;
    rest = rest.slice(1, -1);
  }
  const strip = (mark: string) => {
    if (!rest.startsWith(mark)) return false;
    rest = rest.slice(1);
    return true;
  };
  const money = strip('$');
  if (strip('-')) sign = -sign;
  else strip('+');
  const currency = money || strip('$');
  const percent = rest.endsWith('%');
  if (percent) rest = rest.slice(0, -1).trimEnd();
  if (!/\d/.test(rest) || !NUMBER.test(rest)) return undefined;
  const value = (sign * Number(rest.replaceAll(',', ''))) / (percent ? 100 : 1);
  if (!Number.isFinite(value)) return undefined;
  const cell = value === 0 ? 0 : value;
  const decimals = rest.includes('.') ? '.00' : '';
  if (percent) return { cell, pattern: `0${decimals}%` };
  if (currency) return { cell, pattern: `"$"#,##0${decimals}` };
  if (/e/i.test(rest)) return { cell, pattern: '0.00E+00' };
  if (rest.includes(',')) return { cell, pattern: `#,##0${decimals}` };
  return { cell };
}

/** Only these can begin a number, a date, TRUE or FALSE: most text is known by its first letters. */
const MAY_BE_MORE = /^(?:[\s\d$(+\-.]|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|true$|false$)/i;

/**
 * What Google Sheets (en_US) makes of text that a person types into a cell. A leading apostrophe means text; `=` and `+`
 * begin a formula unless the whole is a number (`+49170` is 49170, `+49 170` the formula `=+49 170`, which shows as an
 * error there); a text cell keeps what is typed.
 */
export function typedCell(text: string, context: TypingContext): TypedCell {
  if (text === '') return { cell: null };
  const asText = context.pattern === '@';
  if (text.startsWith('=') && text.length > 1 && (!asText || context.formulasInText)) {
    return { cell: { formula: text } };
  }
  if (asText) return { cell: text };
  if (text.startsWith("'")) return { cell: text.slice(1) === '' ? null : text.slice(1) };
  if (!MAY_BE_MORE.test(text)) return { cell: text };
  const trimmed = text.trim();
  const upper = trimmed.length <= 5 ? trimmed.toUpperCase() : '';
  if (upper === 'TRUE' || upper === 'FALSE') return { cell: upper === 'TRUE' };
  const number = typedNumber(trimmed);
  if (number !== undefined) {
    // In a percent cell a bare 5 is 5%.
    if (context.pattern.endsWith('%') && number.pattern === undefined && typeof number.cell === 'number') {
      return { cell: number.cell / 100 };
    }
    return number;
  }
  if (text.startsWith('+') && text.length > 1) return { cell: { formula: `=${text}` } };
  const date = typedDate(trimmed, context.year);
  return date === undefined ? { cell: text } : { cell: date.value, pattern: date.pattern };
}
