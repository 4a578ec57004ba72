/** Ids of orders and backers as files bring them back. */

export interface CleanId {
  /** Without spaces around, without Excel's text marks, `1042.0` as `1042`. */
  readonly text: string;
  /** A spreadsheet program turned it into a number too long to be exact, or into a fraction (A14). */
  readonly damaged: boolean;
}

/** From here on a number in a cell is no longer exact (15 significant digits). */
const EXACT = 1e15;
const APOSTROPHE = 39;
const EQUALS = 61;

/** Ids are text: zeros in front, suffixes and letters stay. Only a trailing `.0` of an exact number goes. */
export function cleanId(raw: string): CleanId {
  if (isPlainId(raw)) return { text: raw, damaged: false };
  let text = raw.replace(/(?:\u00a0|\u200b|\u200c|\u200d|\u2060|\ufeff)/g, ' ').trim();
  if (text.charCodeAt(0) === EQUALS) text = /^="([^"]*)"$/.exec(text)?.[1]?.trim() ?? text;
  if (text.charCodeAt(0) === APOSTROPHE) text = text.slice(1).trim();
  const decimal = /^(\d+)\.(\d*)$/.exec(text);
  if (decimal) {
    const [, whole = '', fraction = ''] = decimal;
    const exact = /^0*$/.test(fraction) && Number(whole) < EXACT;
    return exact ? { text: whole, damaged: false } : { text, damaged: true };
  }
  if (/^\d+(?:[.,]\d+)?e\+?\d+$/i.test(text)) return { text, damaged: true };
  if (/^\d{16,}$/.test(text) && /^0+$/.test(text.slice(15))) return { text, damaged: true };
  return { text, damaged: false };
}

/** Short and made of letters, digits, `-`, `_` and `#`: nearly every id; `1E5` looks like a number, so it is not. */
function isPlainId(raw: string): boolean {
  const n = raw.length;
  if (n > 15) return false;
  let digitSeen = false;
  for (let i = 0; i < n; i++) {
    const c = raw.charCodeAt(i);
    const digit = c >= 48 && c <= 57;
    const letter = (c >= 65 && c <= 90) || (c >= 97 && c <= 122);
    if (!digit && !letter && c !== 45 && c !== 95 && c !== 35) return false;
    if ((c === 69 || c === 101) && digitSeen && i < n - 1) return false;
    digitSeen ||= digit;
  }
  return true;
}
