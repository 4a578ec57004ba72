/**
 * The source part of Row check: one short hash for each field as the platform's file had it at the last import. With
 * it an import tells what changed in the file from what changed in the sheet, without keeping the file.
 */

/** The fields of version 1, in their order. A new list needs a new version: old cells then count as never imported. */
export const SOURCE_FIELDS = [
  'Name',
  'Items',
  'Payment',
  'Amount due',
  'Survey at',
  'Address 1',
  'Address 2',
  'City',
  'State/Province',
  'Postal code',
  'Country',
  'Phone',
  'Email',
  'Notes',
  'Reward',
  'Pledged',
] as const;
export type SourceField = (typeof SOURCE_FIELDS)[number];

/** Place of a field in the values of an incoming order. */
export const AT = Object.fromEntries(SOURCE_FIELDS.map((name, at) => [name, at])) as Readonly<
  Record<SourceField, number>
>;

const VERSION = '1';
const WIDTH = 5;
/** The last hash says whether the source called the order sent. */
const SENT_AT = SOURCE_FIELDS.length;
const LENGTH = 1 + (SENT_AT + 1) * WIDTH;

const VERSION_CODE = VERSION.charCodeAt(0);
const DIGITS = '0123456789abcdefghijklmnopqrstuvwxyz';
/** The codes of the two digits of a number below 1,296: one division for two digits. */
const FIRST = Uint8Array.from({ length: 1296 }, (_, n) => DIGITS.charCodeAt(Math.floor(n / 36)));
const SECOND = Uint8Array.from({ length: 1296 }, (_, n) => DIGITS.charCodeAt(n % 36));

/** Taken out of Math once: a look-up of a global in each step of a hash costs more than the step. */
const { imul } = Math;

/** 32 bits of a text. `fold`: capitals A to Z count as small letters. */
export function mixed(text: string, fold: boolean): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    let unit = text.charCodeAt(i);
    if (fold && unit >= 65 && unit <= 90) unit += 32;
    hash = imul(hash ^ unit, 0x01000193);
  }
  hash = imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return (hash ^ (hash >>> 13)) >>> 0;
}

function digitsOf(hash: number): string {
  return (hash % 36 ** WIDTH).toString(36).padStart(WIDTH, '0');
}

const EMAIL_AT = AT.Email;
const SENT_HASH = mixed('sent', false);
const BLANK_HASH = mixed('', false);
const SENT = digitsOf(SENT_HASH);
const NOT_SENT = digitsOf(BLANK_HASH);

/**
 * Hash of a value of field `at`: five characters of base 36, so that one changed value in 60 million would go unseen.
 * E-mail addresses that differ by case alone are the same (case A8).
 */
export function sourceHash(at: number, value: string): string {
  return digitsOf(mixed(value, at === EMAIL_AT));
}

/**
 * Writes the source part for the values of an order, in the order of SOURCE_FIELDS. One writer for many orders: it
 * keeps its buffer, since 17 texts put together one by one would stay a tree of pieces for each of 220,000 orders.
 */
export function sourceWriter(): (values: readonly string[], sent: boolean) => string {
  const codes = new Array<number>(LENGTH).fill(VERSION_CODE);
  return (values, sent) => {
    for (let at = 0; at <= SENT_AT; at++) {
      const hash = at < SENT_AT ? mixed(values[at] ?? '', at === EMAIL_AT) : sent ? SENT_HASH : BLANK_HASH;
      const low = hash % 1296;
      const high = (hash - low) / 1296;
      const middle = high % 1296;
      const place = at * WIDTH;
      codes[place + 1] = SECOND[((high - middle) / 1296) % 36] ?? 0;
      codes[place + 2] = FIRST[middle] ?? 0;
      codes[place + 3] = SECOND[middle] ?? 0;
      codes[place + 4] = FIRST[low] ?? 0;
      codes[place + 5] = SECOND[low] ?? 0;
    }
    return String.fromCharCode.apply(null, codes);
  };
}

/** The source part of single hashes, as `storedHash` gave them. */
export function sourcePartOf(hashes: readonly string[], sent: boolean): string {
  return VERSION + hashes.join('') + (sent ? SENT : NOT_SENT);
}

/** Whether a source part is one of this version; false: the order was never imported. */
export function isImported(part: string): boolean {
  return part.length === LENGTH && part.startsWith(VERSION);
}

/** The hash of field `at` at the last import; "" when the order was never imported. */
export function storedHash(part: string, at: number): string {
  return isImported(part) ? part.slice(1 + at * WIDTH, 1 + (at + 1) * WIDTH) : '';
}

/** Whether the last import called the order sent. Takes the source part, or the whole Row check that ends in it. */
export function wasSent(part: string): boolean {
  return part.endsWith(SENT);
}

/** A source part in which one field has another value; the same part when the order was never imported. */
export function withSourceValue(part: string, at: number, value: string): string {
  if (!isImported(part)) return part;
  return part.slice(0, 1 + at * WIDTH) + sourceHash(at, value) + part.slice(1 + (at + 1) * WIDTH);
}
