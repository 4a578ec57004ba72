/**
 * Keeps text from becoming a formula when a person opens our file in a spreadsheet program, and undoes exactly
 * that when the file comes back.
 *
 * The rule follows OWASP's advice on CSV injection: a cell that begins with `=`, `+`, `-`, `@`, a tab or a line
 * end gets an apostrophe in front, and so do the full-width forms that East Asian versions of Excel evaluate.
 * Phone numbers and negative numbers keep their sign: nothing in them can run. Text that already begins with
 * apostrophes before such a character gets one more, so that taking one away always gives the text back.
 */
const RISKY = /^'*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;
const ESCAPED = /^''*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;
const PHONE = /^\+\d[\d ().\-/]*$/;
const NEGATIVE = /^-\d+([.,]\d+)*$/;
const DASH = /^-+$/;
const APOSTROPHE = 39;

export function encodeCell(text: string): string {
  const c = text.charCodeAt(0);
  // Letters, digits and empty cells are nearly all there is.
  if (!(c < 48) && c !== 61 && c !== 64 && c < 0xff00) return text;
  if (!RISKY.test(text)) return text;
  if (c !== APOSTROPHE && (PHONE.test(text) || NEGATIVE.test(text) || DASH.test(text))) return text;
  return `'${text}`;
}

export function decodeCell(text: string): string {
  return text.charCodeAt(0) === APOSTROPHE && ESCAPED.test(text) ? text.slice(1) : text;
}
