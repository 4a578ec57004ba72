/** Bytes to text, a block at a time: UTF-8, UTF-16 by its mark, else Windows-1252. */

/** What is used of the platform's TextDecoder, which browsers and Node share but es2022 does not type. */
interface Decoder {
  decode(input: Uint8Array): string;
}
declare const TextDecoder: new (label: string, options?: { fatal?: boolean; ignoreBOM?: boolean }) => Decoder;

export const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** Text in pieces; null at the end. A piece may end anywhere but inside a character, and is not empty. */
export interface TextSource {
  readonly encoding: Encoding | 'text';
  next(): string | null;
}

/** Small enough to stay in the processor's cache: blocks of 1 MB take twice as long. */
const BLOCK = 1 << 16;
const LF = 10;

/**
 * Where the block from `at` ends: behind a line end, so that rows seldom straddle two blocks, else between two
 * characters of UTF-8.
 */
function blockEnd(bytes: Uint8Array, at: number): number {
  const most = at + BLOCK;
  if (most >= bytes.length) return bytes.length;
  const line = bytes.lastIndexOf(LF, most - 1);
  if (line >= at) return line + 1;
  let end = most;
  while (end > at && ((bytes[end] ?? 0) & 0xc0) === 0x80) end--;
  return end > at ? end : most;
}

/**
 * The encoding of a file: a byte order mark decides; else zero bytes in every other place mean UTF-16; else UTF-8
 * when every byte fits, and Windows-1252 when one does not (Excel on Windows still writes it).
 */
export function encodingOf(bytes: Uint8Array): Encoding {
  const [a = -1, b = -1, c = -1, d = -1] = bytes;
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  if (a > 0 && b === 0 && c > 0 && d === 0) return 'utf-16le';
  if (a === 0 && b > 0 && c === 0 && d > 0) return 'utf-16be';
  return isUtf8(bytes) ? 'utf-8' : 'windows-1252';
}

function isUtf8(bytes: Uint8Array): boolean {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for (let at = 0; at < bytes.length; ) {
      const end = blockEnd(bytes, at);
      decoder.decode(bytes.subarray(at, end));
      at = end;
    }
    return true;
  } catch {
    return false;
  }
}

/**
 * Bytes 0x80 to 0x9F of Windows-1252, as the WHATWG encoding index has them. Some Node releases decode this label
 * as Latin-1, which turns curly quotes and the euro sign into control characters; mapping again does no harm.
 */
const C1 =
  '\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f' +
  '\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178';
const toWindows = (text: string): string =>
  text.replace(/[\u0080-\u009f]/g, (c) => C1.charAt(c.charCodeAt(0) - 0x80));

/** Text of `bytes` in blocks; the byte order mark is not part of it. */
export function decodeBytes(bytes: Uint8Array, encoding: Encoding = encodingOf(bytes)): TextSource {
  const wide = encoding === 'utf-16le' || encoding === 'utf-16be';
  // Only the first block may begin with a byte order mark; elsewhere the same bytes are text.
  const first = new TextDecoder(encoding);
  const rest = new TextDecoder(encoding, { ignoreBOM: true });
  let at = 0;
  return {
    encoding,
    next() {
      if (at >= bytes.length) return null;
      const end = wide ? bytes.length : blockEnd(bytes, at);
      const text = (at === 0 ? first : rest).decode(bytes.subarray(at, end));
      at = end;
      return encoding === 'windows-1252' ? toWindows(text) : text;
    },
  };
}

/** A string in blocks, without a leading byte order mark. */
export function textSource(text: string): TextSource {
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  return {
    encoding: 'text',
    next() {
      if (at >= text.length) return null;
      const line = text.lastIndexOf('\n', at + BLOCK);
      const end = at + BLOCK >= text.length ? text.length : line >= at ? line + 1 : at + BLOCK;
      const piece = text.slice(at, end);
      at = end;
      return piece;
    },
  };
}
