/**
 * Code 128 of a shipment id (ISO/IEC 15417), for the scanner at the packing table: code sets B and C, which hold printable
 * ASCII and pairs of digits.
 */

/** A dot of the common label printer, 203 to the inch, in points: bars of whole dots come out sharp. */
export const DOT = 72 / 203;
/** Blank modules that a reader needs at both ends. */
const QUIET = 10;
/** 0.375 mm and 0.25 mm: thinner ones a common reader misses, thicker ones gain nothing. */
const MODULE_DOTS = [3, 2] as const;

/** Widths of the bars and spaces of each symbol in modules, by its value. Three bars and three spaces, but for the stop. */
const SYMBOLS =
  '212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 122231 113222 123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 322112 322211 212123 212321 232121 111323 131123 131321 112313 132113 132311 211313 231113 231311 112133 112331 132131 113123 113321 133121 313121 211331 231131 213113 213311 213131 311123 311321 331121 312113 312311 332111 314111 221411 431111 111224 111422 121124 121421 141122 141221 112214 112412 122114 122411 142112 142211 241211 221114 413111 241112 134111 111242 121142 121241 114212 124112 124211 411212 421112 421211 212141 214121 412121 111143 111341 131141 114113 114311 411113 411311 113141 114131 311141 411131 211412 211214 211232 2331112'.split(
    ' ',
  );
const TO_C = 99;
const TO_B = 100;
const START_B = 104;
const START_C = 105;
const STOP = 106;
/** The check symbol is a sum by this. */
const CHECK = 103;

export interface Barcode {
  /** Left edge and width of each bar in points, from the left end of the quiet zone. */
  readonly bars: readonly { readonly x: number; readonly width: number }[];
  /** With both quiet zones. */
  readonly width: number;
}

/** Symbols from the start to the last character. Six digits in a row, four at an end, are shorter as pairs. */
function symbolsOf(text: string): number[] {
  const symbols: number[] = [];
  const parts = text.match(/^\d{4,}|\d{6,}|\d{4,}$|^\d\d$|\d|\D/g) ?? [];
  let pairs = false;
  const singly = (signs: string): void => {
    if (signs === '') return;
    if (symbols.length === 0) symbols.push(START_B);
    else if (pairs) symbols.push(TO_B);
    pairs = false;
    for (const sign of signs) symbols.push(sign.charCodeAt(0) - 32);
  };
  for (const part of parts) {
    if (part.length === 1) {
      singly(part);
      continue;
    }
    // The odd digit goes where the code set changes anyway: behind the pairs at the start, before them elsewhere.
    const odd = part.length % 2;
    const first = symbols.length === 0;
    const digits = first ? part.slice(0, part.length - odd) : part.slice(odd);
    if (!first) singly(part.slice(0, odd));
    if (symbols.length === 0) symbols.push(START_C);
    else if (!pairs) symbols.push(TO_C);
    pairs = true;
    for (let at = 0; at < digits.length; at += 2) symbols.push(Number(digits.slice(at, at + 2)));
    if (first) singly(part.slice(part.length - odd));
  }
  return symbols;
}

/**
 * @param most Points that it may take
 * @returns null for an id that is no ASCII, or too long to be read in that width: it stands there as text anyway
 */
export function barcodeOf(text: string, most: number): Barcode | null {
  if (!/^[\x20-\x7e]+$/.test(text)) return null;
  const symbols = symbolsOf(text);
  const check = symbols.reduce((sum, symbol, at) => sum + symbol * Math.max(1, at), 0) % CHECK;
  const widths = [...symbols, check, STOP].flatMap((symbol) => Array.from(SYMBOLS[symbol] ?? '', Number));
  const modules = widths.reduce((sum, width) => sum + width, 0) + 2 * QUIET;
  const dots = MODULE_DOTS.find((each) => modules * each * DOT <= most);
  if (dots === undefined) return null;
  const module = dots * DOT;
  const bars: { x: number; width: number }[] = [];
  let at = QUIET;
  for (const [n, width] of widths.entries()) {
    if (n % 2 === 0) bars.push({ x: at * module, width: width * module });
    at += width;
  }
  return { bars, width: modules * module };
}
