/** Bytes to text, a block at a time. */
import { blockEnd, type Encoding, encodingOf } from './encoding.ts';

/** What is used of the platform's TextDecoder, which browsers and Node share but es2022 does not type. */
interface Decoder {
  decode(input: Uint8Array, options?: { stream?: boolean }): string;
}
declare const TextDecoder: new (label: string, options?: { ignoreBOM?: boolean }) => Decoder;

/** Text in pieces; null at the end. A piece may end anywhere but inside a character, and is not empty. */
export interface TextSource {
  readonly encoding: Encoding | 'text';
  next(): string | null;
}

/** Small enough to stay in the processor's cache: blocks of 1 MB take twice as long. */
const BLOCK = 1 << 16;

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
  // Blocks end between characters of UTF-8; of other encodings the decoder itself keeps half a character for the next.
  const stream = encoding !== 'utf-8';
  let at = 0;
  return {
    encoding,
    next() {
      while (at < bytes.length) {
        const end = wide ? bytes.length : blockEnd(bytes, at, BLOCK);
        const decoder = at === 0 || stream ? first : rest;
        const text = decoder.decode(bytes.subarray(at, end), stream ? { stream: end < bytes.length } : {});
        at = end;
        if (text !== '') return encoding === 'windows-1252' ? toWindows(text) : text;
      }
      return null;
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
