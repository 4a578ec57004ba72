/**
 * Code 128 of a shipment id (ISO/IEC 15417), for the scanner at the packing table. Its modules are jsbarcode's; how wide
 * they are on paper is decided here.
 */
import JsBarcode from 'jsbarcode';
import { z } from 'zod';

/** A dot of the common label printer, 203 to the inch, in points: bars of whole dots come out sharp. */
export const DOT = 72 / 203;
/** Blank modules that a reader needs at both ends. */
const QUIET = 10;
/** 0.375 mm and 0.25 mm: thinner ones a common reader misses, thicker ones gain nothing. */
const MODULE_DOTS = [3, 2] as const;

export interface Barcode {
  /** Left edge and width of each bar in points, from the left end of the quiet zone. */
  readonly bars: readonly { readonly x: number; readonly width: number }[];
  /** With both quiet zones. */
  readonly width: number;
}

/** What jsbarcode leaves in an object that it draws into: a 1 for each module of a bar. */
const drawn = z.object({ encodings: z.tuple([z.object({ data: z.string().regex(/^[01]+$/) })]) });

function modulesOf(text: string): string {
  const target = {};
  JsBarcode(target, text, { format: 'CODE128' });
  return drawn.parse(target).encodings[0].data;
}

/**
 * @param most Points that it may take
 * @returns null for an id that is no ASCII, or too long to be read in that width: it stands there as text anyway
 */
export function barcodeOf(text: string, most: number): Barcode | null {
  if (!/^[\x20-\x7e]+$/.test(text)) return null;
  const modules = modulesOf(text);
  const count = modules.length + 2 * QUIET;
  const dots = MODULE_DOTS.find((each) => count * each * DOT <= most);
  if (dots === undefined) return null;
  const module = dots * DOT;
  const bars = [...modules.matchAll(/1+/g)].map(({ index, 0: bar }) => ({
    x: (QUIET + index) * module,
    width: bar.length * module,
  }));
  return { bars, width: count * module };
}
