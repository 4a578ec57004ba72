/** JSON from outside, as the tables can hold it. */

/** JSON may have both as escapes; neither comes as bytes, which are read as UTF-8. */
const UNFIT = /\\u(?:0000|d[89a-f])/i;
const fit = (_name: string, value: unknown): unknown =>
  typeof value === 'string' ? value.replaceAll('\0', '').replace(/\p{Surrogate}/gu, '\ufffd') : value;

/**
 * The value of a JSON text. PostgreSQL takes neither NUL nor half an emoji, which formulas such as LEFT cut off: one name
 * that ends so would refuse the 499 rows beside it. NUL goes, a half becomes U+FFFD. Throws as JSON.parse does, whose words
 * quote the text.
 */
export function readJson(text: string): unknown {
  return JSON.parse(text, UNFIT.test(text) ? fit : undefined);
}
