/** Values of a filter: read from what is typed into their one form, or refused with a sentence. */
import { countryCode } from '../address/countries.ts';
import { readAmount } from '../order/payment.ts';
import { PAYMENTS, STAGES } from '../tabs/tabs.ts';
import type { FieldKind } from './filter.ts';
import { nearest } from './near.ts';

export type Value =
  | { readonly ok: true; readonly value: string }
  | { readonly ok: false; readonly message: string; readonly suggestion: string | null };

const ADDRESS_RESULTS = ['ok', 'warning', 'problem'] as const;

const VOCABULARY: Readonly<Partial<Record<FieldKind, { what: string; words: readonly string[] }>>> = {
  stage: { what: 'stage', words: STAGES },
  payment: { what: 'payment', words: PAYMENTS },
  address: { what: 'result of an address check', words: ADDRESS_RESULTS },
};

/** The words that a field of this kind can hold; undefined where it can hold anything. */
export function vocabulary(kind: FieldKind): readonly string[] | undefined {
  return VOCABULARY[kind]?.words;
}

const no = (message: string, suggestion: string | null = null): Value => ({ ok: false, message, suggestion });
const yes = (value: string): Value => ({ ok: true, value });

const DATE = /^(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2}))?Z?)?)?)?$/;

/** `2026`, `2026-03`, `2026-3-1`, `2026-03-01 10:22`, `today`, `yesterday` in the form in which cells are compared. */
function dateValue(text: string): string | null {
  const low = text.toLowerCase();
  if (low === 'today' || low === 'yesterday') return low;
  const found = DATE.exec(text);
  if (found === null) return null;
  const [, year = '', month, day, hour, minute, second] = found;
  const two = (part: string): string => part.padStart(2, '0');
  if (Number(month ?? 1) > 12 || Number(month ?? 1) < 1 || Number(day ?? 1) > 31 || Number(day ?? 1) < 1)
    return null;
  let said = year;
  if (month !== undefined) said += `-${two(month)}`;
  if (day !== undefined) said += `-${two(day)}`;
  if (hour !== undefined) said += ` ${two(hour)}:${minute}`;
  return second === undefined ? said : `${said}:${second}`;
}

/** Reads one value of a field. Words without case; a country by any of its names; numbers and dates in one form. */
export function readValue(kind: FieldKind, text: string): Value {
  const known = VOCABULARY[kind];
  if (known !== undefined) {
    const low = text.toLowerCase();
    const word = known.words.find((one) => one.toLowerCase() === low);
    if (word !== undefined) return yes(word);
    return unknown(known.what, text, nearest(text, known.words));
  }
  if (kind === 'country') {
    const code = countryCode(text);
    // An unknown country may stand in the cells as well: `:=` finds it letter for letter.
    return code === null ? unknown('country', text, null) : yes(code);
  }
  if (kind === 'date') {
    const date = dateValue(text);
    return date === null ? no(`“${text}” is no date. Write it like 2026-03-01, or 2026-03.`) : yes(date);
  }
  if (kind === 'money' || kind === 'count') {
    const amount = readAmount(text);
    return amount === null || (kind === 'count' && !Number.isInteger(amount))
      ? no(`“${text}” is no ${kind === 'count' ? 'whole number' : 'amount'}.`)
      : yes(String(amount));
  }
  return yes(text);
}

function unknown(what: string, text: string, near: string | null): Value {
  const end = near === null ? '' : `: did you mean “${near}”?`;
  return no(`Unknown ${what} “${text}”${end === '' ? '.' : end}`, near);
}

/** Whether a comparison of any column is one of numbers or of dates; null when it is neither. */
export function comparable(text: string): 'money' | 'date' | null {
  if (/^(today|yesterday|\d{4}[-/]\d)/i.test(text)) return dateValue(text) === null ? null : 'date';
  return readAmount(text) === null ? null : 'money';
}
