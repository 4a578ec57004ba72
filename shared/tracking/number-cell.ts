/** Says what stands in the tracking cell of a file: a number, nothing, two numbers, or a number that was damaged. */
import { isBlankWord } from './blank-words.ts';
import { carrierName, numberInUrl } from './carrier-name.ts';
import { type CleanStep, cleanNumber, displayed } from './clean.ts';
import { detect, sameHouse, withLostZeros } from './detect.ts';

export const NUMBER_REFUSALS = [
  /** `9.25082E+11`: most digits are gone. */
  'tracking.damaged-scientific',
  /** More than 15 digits went through a number cell, or end in the zeros that this leaves. */
  'tracking.damaged-precision',
  /** An address in which no number of a known carrier is found. */
  'tracking.url-only',
  /** Text with digits that is no number: too short, or with characters that no number has. */
  'tracking.unreadable',
] as const;
export type NumberRefusal = (typeof NUMBER_REFUSALS)[number];

export type NumberCell =
  /** G1, G7: nothing, or a word for it, which `raw` keeps. */
  | { readonly kind: 'blank'; readonly raw: string }
  | {
      readonly kind: 'number';
      readonly raw: string;
      readonly number: string;
      readonly did: readonly CleanStep[];
      /** The address that the number was taken from, else empty; with the carrier that the address names. */
      readonly url: string;
      readonly urlCarrier: string;
    }
  /** G9: two or more numbers in one cell. */
  | { readonly kind: 'several'; readonly raw: string; readonly numbers: readonly string[] }
  | { readonly kind: 'refused'; readonly raw: string; readonly code: NumberRefusal };

/** Digits that a number in a cell keeps. */
const EXACT_DIGITS = 15;
const SHORTEST = 4;
const URL = /^(?:https?:\/\/|www\.)\S+$/i;
const SCIENTIFIC = /^[+-]?\d(?:[.,]\d+)?\s*[Ee]\s*\+?\s*\d{1,3}$/;
/** Without sign or point it may be a number of its own (`5E12`); with them it cannot. */
const SURELY_SCIENTIFIC = /[.,+]/;

/** `isNumber`: the cell was a number in a workbook. */
export function classifyNumber(raw: string, isNumber = false): NumberCell {
  if (isBlankWord(raw)) return { kind: 'blank', raw };
  const shown = displayed(raw.trim()).trim();
  if (URL.test(shown)) return fromUrl(raw, shown);
  if (isBlankWord(shown)) return { kind: 'blank', raw };
  if (SCIENTIFIC.test(shown) && (isNumber || SURELY_SCIENTIFIC.test(shown))) {
    return { kind: 'refused', raw, code: 'tracking.damaged-scientific' };
  }
  const [one = raw, ...others] = split(shown) ?? [withoutWords(shown)];
  if (others.length > 0) return { kind: 'several', raw, numbers: [one, ...others] };
  if (one === '') return { kind: 'refused', raw, code: 'tracking.unreadable' };
  const { text, did } = cleanNumber(one === shown ? raw : one);
  if (isBlankWord(text)) return { kind: 'blank', raw };
  if (SCIENTIFIC.test(text) && SURELY_SCIENTIFIC.test(text)) {
    return { kind: 'refused', raw, code: 'tracking.damaged-scientific' };
  }
  // A word without a digit is no number, whatever the language.
  if (!/\d/.test(text)) return { kind: 'blank', raw };
  if (text.length < SHORTEST || !/^[A-Z0-9]+$/.test(text)) {
    return { kind: 'refused', raw, code: 'tracking.unreadable' };
  }
  if (isImprecise(text, isNumber)) return { kind: 'refused', raw, code: 'tracking.damaged-precision' };
  return { kind: 'number', raw, number: text, did, url: '', urlCarrier: '' };
}

/**
 * True when digits beyond the fifteenth were lost. In a number cell there can be none. In text, three or more
 * zeros there betray it (one number in a thousand ends so by itself), unless the check digit of a format is right;
 * six or more always do.
 */
function isImprecise(text: string, isNumber: boolean): boolean {
  if (text.length <= EXACT_DIGITS || !/^\d+$/.test(text)) return false;
  if (isNumber) return true;
  const tail = text.length - EXACT_DIGITS;
  if (tail < 3 || !/^0+$/.test(text.slice(EXACT_DIGITS))) return false;
  return tail >= 6 || !detect(text).some((c) => c.check === 'right');
}

function fromUrl(raw: string, url: string): NumberCell {
  const found = numberInUrl(url);
  if (!found) return { kind: 'refused', raw, code: 'tracking.url-only' };
  const inner = classifyNumber(found.number);
  if (inner.kind === 'several') return { ...inner, raw };
  if (inner.kind !== 'number') return { kind: 'refused', raw, code: 'tracking.url-only' };
  return { ...inner, raw, url, urlCarrier: found.carrier };
}

const STRONG = /\s*[;,|\r\n]+\s*|\s+(?:and|und|et|y|e|&|\+)\s+|\s+\/\s+/i;

/** Parts of a cell that are numbers each, none twice; null when the cell is one, with spaces in it or not. */
function split(text: string): string[] | null {
  if (!/[\s;,|]/.test(text)) return null;
  const strong = text.split(STRONG).filter((p) => p.trim() !== '');
  if (strong.length > 1) {
    const numbers = strong.map((p) => cleanNumber(p).text);
    return numbers.every((n) => n.length >= 8 && isAlnum(n) && /\d/.test(n)) ? [...new Set(numbers)] : null;
  }
  // Spaces also group the digits of one number: two numbers only when each part fits a format and the whole none.
  const parts = text.split(/\s+/).map((p) => cleanNumber(p).text);
  if (
    parts.length < 2 ||
    !parts.every((p) => p.length >= 10 && detect(p).some((c) => c.check !== 'wrong' && !c.weak))
  )
    return null;
  return detect(parts.join('')).some((c) => c.check === 'right') ? null : [...new Set(parts)];
}

const isAlnum = (text: string): boolean => /^[A-Z0-9]+$/.test(text);

/**
 * The text without the carrier's name beside the number (`UPS 1Z999…`). Empty when other words stand there, as in
 * `2 boxes`: joined, they would pass for a number. Letters that belong to a known format stay.
 */
function withoutWords(text: string): string {
  const parts = text.split(/[\s:]+/);
  const isWord = (p: string): boolean => /^\p{L}{3,}\.?$/u.test(p);
  if (parts.length < 2 || !parts.some(isWord) || detect(cleanNumber(text).text).some((c) => !c.weak))
    return text;
  const words = parts.filter(isWord);
  const rest = parts.filter((p) => !isWord(p)).join(' ');
  if (carrierName(words.join(' ')).known) return rest;
  return words.every((w) => w.length < 5 && w === w.toUpperCase()) ? text : '';
}

export const NUMBER_WARNINGS = [
  /** G6: with zeros in front a check digit would be right; `detail` is that number, or several. */
  'tracking.zero-lost',
  /** G3: it fits a known format, and only with a wrong check digit; `detail` is the carrier. */
  'tracking.check-digit',
  /** G22: the carrier that the file states has no such format and others do; `detail` names them. */
  'tracking.other-carrier',
] as const;

export interface NumberWarning {
  readonly code: (typeof NUMBER_WARNINGS)[number];
  readonly detail: string;
}

const NO_WARNING: readonly NumberWarning[] = [];

/** What is odd about a number; nothing here holds a row back. `carrier` is the one that the file states, or empty. */
export function numberWarnings(number: string, carrier = ''): readonly NumberWarning[] {
  const fits = detect(number);
  const ours = carrier === '' ? fits : fits.filter((c) => sameHouse(c.carrier, carrier));
  if (ours.some((c) => c.check !== 'wrong')) return NO_WARNING;
  const zeros = withLostZeros(number, carrier);
  if (zeros.length > 0) return [{ code: 'tracking.zero-lost', detail: zeros.join(' or ') }];
  const wrong = ours[0];
  // Another carrier's number with a right check digit is less likely a slip of the one that is stated.
  const others = new Set(fits.filter((c) => c.check === 'right').map((c) => c.carrier));
  if (others.size > 0) return [{ code: 'tracking.other-carrier', detail: [...others].join(', ') }];
  return wrong === undefined ? NO_WARNING : [{ code: 'tracking.check-digit', detail: wrong.carrier }];
}
