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

const DIGITS = '0123456789abcdefghijklmnopqrstuvwxyz';
/** Two digits of base 36 at once: this runs 17 times an order. */
const PAIRS: readonly string[] = Array.from(
  { length: 36 * 36 },
  (_, n) => `${DIGITS[Math.floor(n / 36)]}${DIGITS[n % 36]}`,
);

/** Five characters of base 36 (26 bits) for a field: one changed field in 60 million would go unseen. */
export function fieldHash(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = (hash ^ (hash >>> 13)) >>> 0;
  const low = hash % 1296;
  const rest = (hash - low) / 1296;
  const middle = rest % 1296;
  return `${DIGITS[((rest - middle) / 1296) % 36]}${PAIRS[middle]}${PAIRS[low]}`;
}

const EMAIL_AT = AT.Email;
const SENT = fieldHash('sent');
const NOT_SENT = fieldHash('');

/** Hash of a value of field `at`. E-mail addresses that differ by case or blanks alone are the same (case A8). */
export function sourceHash(at: number, value: string): string {
  return fieldHash(at === EMAIL_AT ? value.trim().toLowerCase() : value);
}

/** The source part for the values of an order, in the order of SOURCE_FIELDS. */
export function sourcePart(values: readonly string[], sent: boolean): string {
  let part = VERSION;
  for (let at = 0; at < SENT_AT; at++) part += sourceHash(at, values[at] ?? '');
  return part + (sent ? SENT : NOT_SENT);
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
