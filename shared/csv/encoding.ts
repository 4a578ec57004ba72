/** Finds out how a text file is encoded. */

/** What is used of the platform's TextDecoder, which browsers and Node share but es2022 does not type. */
interface Decoder {
  decode(input: Uint8Array): string;
}
declare const TextDecoder: new (label: string, options?: { fatal?: boolean }) => Decoder;

/**
 * What files come in, and what to call it; only those before windows-1250 are found, the others a person can
 * choose.
 */
export const ENCODING_NAMES = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16 LE',
  'utf-16be': 'UTF-16 BE',
  'windows-1252': 'Windows-1252 (Western Europe)',
  macintosh: 'Mac Roman',
  shift_jis: 'Shift-JIS (Japanese)',
  'windows-1250': 'Windows-1250 (Central Europe)',
  'windows-1251': 'Windows-1251 (Cyrillic)',
  'euc-jp': 'EUC-JP (Japanese)',
  gb18030: 'GB 18030 (Chinese)',
  big5: 'Big5 (Chinese)',
  'euc-kr': 'EUC-KR (Korean)',
} as const;
export type Encoding = keyof typeof ENCODING_NAMES;
const isEncoding = (name: string): name is Encoding => name in ENCODING_NAMES;
export const ENCODINGS: readonly Encoding[] = Object.keys(ENCODING_NAMES).filter(isEncoding);

/** Looked at for zero bytes and for the kind of letters. */
const SAMPLE = 65_536;
/** UTF-8 is tried in pieces of this size. */
const BLOCK = 1 << 16;
const LF = 10;
const CR = 13;

/**
 * The encoding of a file: a byte order mark decides; else zero bytes in every other place mean UTF-16; else
 * UTF-8 when every byte fits; else Shift-JIS when it reads as Japanese; else Mac Roman when its letters make
 * better words than those of Windows-1252, which Excel on Windows still writes.
 */
export function encodingOf(bytes: Uint8Array): Encoding {
  const [a = -1, b = -1] = bytes;
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  const wide = utf16Of(bytes);
  if (wide !== null) return wide;
  if (isUtf8(bytes)) return 'utf-8';
  const sample = aroundHigh(bytes);
  if (isShiftJis(sample)) return 'shift_jis';
  return macWins(sample) ? 'macintosh' : 'windows-1252';
}

/**
 * UTF-16 without a mark: delimiters, digits and line ends have a zero beside them, always on the same side.
 */
export function utf16Of(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const size = Math.min(bytes.length, 400) & ~1;
  if (size < 4) return null;
  let [even, odd] = [0, 0];
  for (let i = 0; i < size; i += 2) {
    if (bytes[i] === 0) even++;
    if (bytes[i + 1] === 0) odd++;
  }
  const some = Math.max(2, size / 20);
  if (odd >= some && even === 0) return 'utf-16le';
  return even >= some && odd === 0 ? 'utf-16be' : null;
}

/**
 * Where the block from `at` ends: behind a line end, so that rows seldom straddle two blocks, else between
 * two characters of UTF-8.
 */
export function blockEnd(bytes: Uint8Array, at: number, size: number): number {
  const most = at + size;
  if (most >= bytes.length) return bytes.length;
  const line = bytes.lastIndexOf(LF, most - 1);
  if (line >= at) return line + 1;
  let end = most;
  while (end > at && ((bytes[end] ?? 0) & 0xc0) === 0x80) end--;
  return end > at ? end : most;
}

function isUtf8(bytes: Uint8Array): boolean {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for (let at = 0; at < bytes.length; ) {
      const end = blockEnd(bytes, at, BLOCK);
      decoder.decode(bytes.subarray(at, end));
      at = end;
    }
    return true;
  } catch {
    return false;
  }
}

/** The lines from the first byte above ASCII on: names may be far below a header in English. */
function aroundHigh(bytes: Uint8Array): Uint8Array {
  const first = bytes.findIndex((byte) => byte > 127);
  const least = Math.max(0, first - SAMPLE / 2);
  let from = first;
  while (from > least && bytes[from - 1] !== LF && bytes[from - 1] !== CR) from--;
  let end = Math.min(bytes.length, from + SAMPLE);
  // Not in the middle of a character of two bytes.
  while (end < bytes.length && end > from && bytes[end - 1] !== LF && bytes[end - 1] !== CR) end--;
  return bytes.subarray(from, end > from ? end : Math.min(bytes.length, from + SAMPLE));
}

/** Kana, CJK and its punctuation, full-width forms; a name or a place has two and more of them. */
const JAPANESE = /[\u3000-\u30ff\u4e00-\u9fff\uff01-\uff60]{2,}/g;
const NOT_ASCII = /[^\0-\x7f]/g;

/**
 * True when every byte fits Shift-JIS, nearly all of it is Japanese, and bytes above ASCII stand together:
 * accented letters of European names stand alone, though many of them with the letter behind them make a rare
 * kanji.
 */
function isShiftJis(bytes: Uint8Array): boolean {
  let [high, beside] = [0, 0];
  for (let i = 0; i < bytes.length; i++) {
    if ((bytes[i] ?? 0) < 128) continue;
    high++;
    if ((bytes[i - 1] ?? 0) > 127 || (bytes[i + 1] ?? 0) > 127) beside++;
  }
  if (high === 0 || beside * 2 < high) return false;
  try {
    const text = new TextDecoder('shift_jis', { fatal: true }).decode(bytes);
    const japanese = (text.match(JAPANESE) ?? []).join('').length;
    return japanese * 10 >= (text.match(NOT_ASCII)?.length ?? 0) * 8;
  } catch {
    return false;
  }
}

/** Bytes 0x80 to 0xFF that are letters: of the lower case, and of the upper. */
const MAC_LOWER = ranges([0x87, 0x9f], [0xa7, 0xa7], [0xbe, 0xbf], [0xcf, 0xcf], [0xd8, 0xd8], [0xf5, 0xf5]);
const MAC_UPPER = ranges([0x80, 0x86], [0xae, 0xaf], [0xcb, 0xce], [0xd9, 0xd9], [0xe5, 0xef], [0xf1, 0xf4]);
const WIN_LOWER = ranges([0x9a, 0x9a], [0x9c, 0x9c], [0x9e, 0x9e], [0xdf, 0xf6], [0xf8, 0xff]);
const WIN_UPPER = ranges([0x8a, 0x8a], [0x8c, 0x8c], [0x8e, 0x8e], [0x9f, 0x9f], [0xc0, 0xd6], [0xd8, 0xde]);

/** Quotes, dashes and dots, which stand at the edge of a word. */
const WIN_MARKS = ranges([0x82, 0x82], [0x84, 0x85], [0x91, 0x97], [0xab, 0xab], [0xbb, 0xbb]);
const MAC_MARKS = ranges([0xc7, 0xc9], [0xd0, 0xd5], [0xe2, 0xe3]);

function ranges(...parts: readonly (readonly [number, number])[]): ReadonlySet<number> {
  const set = new Set<number>();
  for (const [from, to] of parts) for (let byte = from; byte <= to; byte++) set.add(byte);
  return set;
}

const isLower = (byte: number): boolean => byte >= 97 && byte <= 122;
const isUpper = (byte: number): boolean => byte >= 65 && byte <= 90;
const isLetter = (byte: number): boolean => isLower(byte) || isUpper(byte);

/** The right single quote of Windows-1252, which stands between letters: O'Brien, Ana's. */
const QUOTE = 0x92;
const BEFORE_QUOTE = new Set([...'ODLdlNn'].map((c) => c.charCodeAt(0)));
const AFTER_QUOTE = new Set([...'stlrvdmST'].map((c) => c.charCodeAt(0)));

/**
 * True when the bytes above ASCII make better words as Mac Roman: lower case in words, capitals at their
 * beginning.
 */
function macWins(bytes: Uint8Array): boolean {
  let score = 0;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] ?? 0;
    if (byte < 128) continue;
    const before = bytes[i - 1] ?? 0;
    const after = bytes[i + 1] ?? 0;
    if (!isLetter(before) && !isLetter(after)) continue;
    const edge = !isLetter(before) || !isLetter(after);
    const quoted = byte === QUOTE && (BEFORE_QUOTE.has(before) || AFTER_QUOTE.has(after));
    const marks = quoted || (edge && WIN_MARKS.has(byte));
    const inWindows = marks ? 1 : fits(byte, before, WIN_LOWER, WIN_UPPER);
    const inMac = edge && MAC_MARKS.has(byte) ? 1 : fits(byte, before, MAC_LOWER, MAC_UPPER);
    score += inMac - inWindows;
  }
  return score > 0;
}

/**
 * 1 for a letter where it belongs, 0 for a capital behind a lower case letter, -1 for a sign beside a letter.
 */
function fits(byte: number, before: number, lower: ReadonlySet<number>, upper: ReadonlySet<number>): number {
  if (lower.has(byte)) return 1;
  if (!upper.has(byte)) return -1;
  return isLower(before) ? 0 : 1;
}
