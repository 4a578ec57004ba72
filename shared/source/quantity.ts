/** Quantities in files. */

/** A whole number from 0 up, also as `2.0` and `2,00`; null for anything else (`2x`, -1, 1.5). Blank is 0. */
export function parseQuantity(text: string): number | null {
  if (text.length === 1) {
    const digit = text.charCodeAt(0) - 48;
    if (digit >= 0 && digit <= 9) return digit;
  }
  const match = /^\s*(\d{1,6})(?:\.0+|,00?)?\s*$/.exec(text);
  if (match) return Number(match[1]);
  return text.trim() === '' ? 0 : null;
}
