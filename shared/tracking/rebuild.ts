/** What a damaged number may have been: only what the same row still says, or zeros that a check digit asks for. */

import { numberInUrl } from './carrier-name.ts';
import { cleanNumber } from './clean.ts';
import { numberFault } from './plain-number.ts';

/** What is left of a number that a spreadsheet program has rounded. */
export interface Remains {
  /** The digits that are still right. */
  readonly begins: string;
  /** How many digits it had. */
  readonly length: number;
}

const SCIENTIFIC = /^[+-]?(\d)(?:[.,](\d+))?\s*E\s*\+?\s*(\d{1,3})$/i;
const EXACT_DIGITS = 15;
/** With fewer digits left, any other number of the row might look like it. */
const FEWEST_DIGITS = 4;

/** Reads `9.25082E+11` as 12 digits that begin with 92508, and a long number that ends in zeros by its 15 exact digits. */
export function remainsOf(raw: string): Remains | null {
  const text = raw.trim().replace(/^['=]+/, '');
  const scientific = SCIENTIFIC.exec(text);
  if (scientific !== null) {
    const [, first = '', rest = '', power = ''] = scientific;
    // The last digit that is shown was rounded.
    const shown = first + rest;
    return { begins: shown.length > 1 ? shown.slice(0, -1) : shown, length: Number(power) + 1 };
  }
  const digits = cleanNumber(text).text;
  if (!/^\d{16,}$/.test(digits)) return null;
  // The fifteenth digit may have been rounded as well.
  return { begins: digits.slice(0, EXACT_DIGITS - 1), length: digits.length };
}

/** Numbers of the row's other cells (links among them) that begin with what remains and are as long. */
export function rebuilt(raw: string, otherCells: readonly string[]): string[] {
  const remains = remainsOf(raw);
  if (remains === null || remains.begins.length < FEWEST_DIGITS) return [];
  const found = new Set<string>();
  for (const cell of otherCells) {
    const text = cell.trim();
    if (text === '' || text === raw.trim()) continue;
    const inside = /^(?:https?:\/\/|www\.)/i.test(text) ? numberInUrl(text)?.number : undefined;
    for (const part of inside === undefined ? [text, ...text.split(/[\s,;|]+/)] : [inside]) {
      const number = cleanNumber(part).text;
      if (
        number.length === remains.length &&
        number.startsWith(remains.begins) &&
        numberFault(number) === null
      )
        found.add(number);
    }
  }
  return [...found].filter(
    (number) => !/^0+$/.test(number.slice(EXACT_DIGITS)) || number.length <= EXACT_DIGITS,
  );
}
