/** Apps Script's bytes are signed numbers; the VM has no TextEncoder, Buffer or atob. */

export function signed(bytes: Uint8Array): number[] {
  return Array.from(new Int8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength));
}

/** UTF-8; a lone surrogate becomes U+FFFD. */
export function encodeUtf8(text: string): Uint8Array {
  const bytes: number[] = [];
  for (const character of text) {
    let code = character.codePointAt(0) ?? 0;
    if (code >= 0xd800 && code <= 0xdfff) code = 0xfffd;
    if (code < 0x80) bytes.push(code);
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), 0x80 | (code & 63));
    else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
    else {
      bytes.push(
        0xf0 | (code >> 18),
        0x80 | ((code >> 12) & 63),
        0x80 | ((code >> 6) & 63),
        0x80 | (code & 63),
      );
    }
  }
  return Uint8Array.from(bytes);
}

/** UTF-8 text; each byte that fits nowhere becomes U+FFFD. */
export function decodeUtf8(bytes: Uint8Array): string {
  const parts: string[] = [];
  let at = 0;
  while (at < bytes.length) {
    const first = bytes[at] ?? 0;
    const length =
      first < 0x80 ? 1 : first >= 0xf0 && first < 0xf5 ? 4 : first >= 0xe0 ? 3 : first >= 0xc2 ? 2 : 0;
    let code = length === 1 ? first : first & (0xff >> (length + 1));
    let good = length > 0 && first < 0xf5 && at + length <= bytes.length;
    for (let next = 1; good && next < length; next++) {
      const byte = bytes[at + next] ?? 0;
      good = (byte & 0xc0) === 0x80;
      code = (code << 6) | (byte & 63);
    }
    const shortest = [0, 0, 0x80, 0x800, 0x10000][length] ?? 0;
    good &&= code >= shortest && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
    parts.push(good ? String.fromCodePoint(code) : '\ufffd');
    at += good ? length : 1;
  }
  return parts.join('');
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

export function encodeBase64(bytes: Uint8Array, webSafe: boolean): string {
  const letters = ALPHABET + (webSafe ? '-_' : '+/');
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const [a = 0, b, c] = bytes.subarray(at, at + 3);
    const group = (a << 16) | ((b ?? 0) << 8) | (c ?? 0);
    text += letters.charAt(group >> 18) + letters.charAt((group >> 12) & 63);
    text += b === undefined ? '=' : letters.charAt((group >> 6) & 63);
    text += c === undefined ? '=' : letters.charAt(group & 63);
  }
  return text;
}

/** undefined for text that is not base64. */
export function decodeBase64(text: string, webSafe: boolean): Uint8Array | undefined {
  const letters = ALPHABET + (webSafe ? '-_' : '+/');
  const plain = text.replace(/=+$/, '');
  if (plain.length % 4 === 1) return undefined;
  const bytes: number[] = [];
  let group = 0;
  let bits = 0;
  for (const letter of plain) {
    const value = letters.indexOf(letter);
    if (value < 0) return undefined;
    group = ((group << 6) | value) & 0xffffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes.push((group >> bits) & 0xff);
    }
  }
  return Uint8Array.from(bytes);
}
