/** Code 128 of a shipment id, for the scanner at the packing table. */
import { code128 } from 'bwip-js/generic';

/** A dot of the common label printer, 203 to the inch, in points: bars of whole dots come out sharp. */
export const DOT = 72 / 203;
/** Blank modules that a reader needs at both ends (ISO/IEC 15417). */
const QUIET = 10;
/** 0.25 mm and 0.375 mm: thinner ones a common reader misses, thicker ones gain nothing. */
const MODULE_DOTS = [3, 2] as const;

export interface Barcode {
  /** Left edge and width of each bar in points, from the left end of the quiet zone. */
  readonly bars: readonly { readonly x: number; readonly width: number }[];
  /** With both quiet zones. */
  readonly width: number;
}

interface Line {
  readonly middle: number;
  readonly width: number;
}
/** Units of the drawing in a module: two, so that the middle of a bar of one module is a whole number. */
const UNITS = 2;
/** Bars in units. Throws for what Code 128 cannot hold. */
function linesOf(text: string): readonly Line[] {
  const lines: Line[] = [];
  const nothing = (): void => {};
  return code128<readonly Line[]>(
    { bcid: 'code128', text, scale: UNITS },
    {
      scale: () => [UNITS, UNITS],
      measure: () => ({ width: 0, ascent: 0, descent: 0 }),
      init: nothing,
      line: (x, _y0, _x1, _y1, width) => lines.push({ middle: x, width }),
      polygon: nothing,
      hexagon: nothing,
      ellipse: nothing,
      fill: nothing,
      text: nothing,
      end: () => lines,
    },
  );
}

/**
 * @param most Points that it may take
 * @returns null for an id that is no ASCII, or too long to be read in that width: it stands there as text anyway
 */
export function barcodeOf(text: string, most: number): Barcode | null {
  if (!/^[\x20-\x7e]+$/.test(text)) return null;
  const lines = linesOf(text);
  const bars = lines.map(({ middle, width }) => ({
    from: (middle - width / 2) / UNITS,
    width: width / UNITS,
  }));
  const [first] = bars;
  const last = bars.at(-1);
  if (first === undefined || last === undefined) return null;
  const modules = last.from + last.width - first.from + 2 * QUIET;
  const dots = MODULE_DOTS.find((each) => modules * each * DOT <= most);
  if (dots === undefined) return null;
  const module = dots * DOT;
  return {
    bars: bars.map(({ from, width }) => ({ x: (from - first.from + QUIET) * module, width: width * module })),
    width: modules * module,
  };
}
