/**
 * Hashes of plans. Not for secrets: they find out whether something moved between the preview and the apply.
 * cyrb53 (a public-domain 53-bit string hash by bryc) in our own form: two 32-bit lanes, so that a number holds it.
 */

const MODULUS = 2 ** 53;

/** Taken out of Math once: a look-up of a global in each step of a hash costs more than the step. */
const { imul } = Math;

const DIGITS = '0123456789abcdefghijklmnopqrstuvwxyz';

/** A 53-bit hash of a text. */
export function hash53(text: string, seed = 0): number {
  let a = 0xdeadbeef ^ seed;
  let b = 0x41c6ce57 ^ seed;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    a = imul(a ^ unit, 2654435761);
    b = imul(b ^ unit, 1597334677);
  }
  a = imul(a ^ (a >>> 16), 2246822507) ^ imul(b ^ (b >>> 13), 3266489909);
  b = imul(b ^ (b >>> 16), 2246822507) ^ imul(a ^ (a >>> 13), 3266489909);
  return 4294967296 * (2097151 & b) + (a >>> 0);
}

/** A short hash as base 36 text of exactly `length` characters (at most 10). */
export function shortHash(text: string, length: number): string {
  let rest = hash53(text);
  let digits = '';
  // Digit by digit: toString(36) of a number beyond 31 bits takes several times as long.
  for (let place = 0; place < length; place++) {
    const next = Math.floor(rest / 36);
    digits = DIGITS.charAt(rest - next * 36) + digits;
    rest = next;
  }
  return digits;
}

/** a + b modulo 2^53, both below 2^53. Commutative, so that the order of rows does not matter. */
export function addHash(a: number, b: number): number {
  return a >= MODULUS - b ? a - (MODULUS - b) : a + b;
}

/** More buckets would make the sums longer than they may be in one call. */
const MOST_BUCKETS = 16384;

/** Buckets for n subjects: a power of two near n, so that one that moved points to few others. Blank ones cost nothing. */
export function bucketCount(n: number): number {
  let count = 256;
  while (count < n && count < MOST_BUCKETS) count *= 2;
  return count;
}

/**
 * Sums of row hashes in buckets by key. Two plans over the same subjects have the same sums; where a bucket differs,
 * one of its subjects moved. With the most buckets each subject stands in two of them, one in each half: only one whose
 * both buckets differ can have moved, so that its many neighbours in either are not taken for it.
 */
export interface Sums {
  readonly count: number;
  readonly buckets: Float64Array;
}

export function emptySums(n: number): Sums {
  const count = bucketCount(n);
  return { count, buckets: new Float64Array(count) };
}

export function bucketsOf(key: string, count: number): readonly number[] {
  const hash = hash53(key, 7);
  if (count < MOST_BUCKETS) return [hash % count];
  const half = count / 2;
  // Two independent numbers out of one hash: its low bits, and those above them.
  return [hash % half, half + (Math.floor(hash / half) % half)];
}

export function addToSums(sums: Sums, key: string, rowHash: number): void {
  for (const bucket of bucketsOf(key, sums.count))
    sums.buckets[bucket] = addHash(sums.buckets[bucket] ?? 0, rowHash);
}

/** The sums as text: 11 characters of base 36 a bucket, so that 16,384 of them fit one call (180 KB); empty ones run together. */
export function formatSums(sums: Sums): string {
  const parts: string[] = [String(sums.count)];
  for (let i = 0; i < sums.count; i++) {
    const value = sums.buckets[i] ?? 0;
    parts.push(value === 0 ? '' : value.toString(36));
  }
  return parts.join(',').replace(/,+$/, '');
}

/** Reads what formatSums wrote; null for anything else. */
export function parseSums(text: string): Sums | null {
  const parts = text.split(',');
  const count = Number(parts[0]);
  if (!Number.isInteger(count) || count < 16 || count > MOST_BUCKETS || parts.length - 1 > count) return null;
  const buckets = new Float64Array(count);
  for (let i = 1; i < parts.length; i++) {
    const part = parts[i] ?? '';
    const value = part === '' ? 0 : Number.parseInt(part, 36);
    if (!Number.isFinite(value)) return null;
    buckets[i - 1] = value;
  }
  return { count, buckets };
}
