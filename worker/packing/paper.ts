/** Papers of packing slips. */
import { DOT } from './barcode.ts';

export const PAPERS = ['4x6', 'a4', 'letter'] as const;
export type PaperName = (typeof PAPERS)[number];

/** In points. */
export interface Paper {
  readonly label: string;
  readonly width: number;
  readonly height: number;
  /** Whole dots of a label printer, so that bars begin on one. */
  readonly margin: number;
  /** Of the letters. */
  readonly size: number;
  readonly addressSize: number;
  readonly barHeight: number;
}
const INCH = 72;
const MM = INCH / 25.4;
/** Of sheets of an office printer. */
const SHEET = { margin: 120 * DOT, size: 10.5, addressSize: 13, barHeight: 36 } as const;

export const PAPER: Readonly<Record<PaperName, Paper>> = {
  '4x6': {
    label: '4 × 6 in',
    width: 4 * INCH,
    height: 6 * INCH,
    margin: 40 * DOT,
    size: 9,
    addressSize: 11.5,
    barHeight: 32,
  },
  a4: { label: 'A4', width: 210 * MM, height: 297 * MM, ...SHEET },
  letter: { label: 'Letter', width: 8.5 * INCH, height: 11 * INCH, ...SHEET },
};
