import { z } from 'zod';
import { kindOfPattern } from '../core/display.ts';
import type { Format } from '../core/types.ts';
import { invalid, unsupported } from './error.ts';
import { maskedLeaves } from './mask.ts';

const share = z.number().min(0).max(1);
export const color = z.strictObject({
  red: share.optional(),
  green: share.optional(),
  blue: share.optional(),
  alpha: share.optional(),
});
export const colorStyle = z.strictObject({ rgbColor: color });
type Color = z.infer<typeof color>;

export function hexOf(given: Color): string {
  const byte = (part: number | undefined) =>
    Math.round((part ?? 0) * 255)
      .toString(16)
      .padStart(2, '0');
  return `#${byte(given.red)}${byte(given.green)}${byte(given.blue)}`;
}

/** From `#rrggbb`; a name or another form is no colour here. */
export function colorOf(hex: string): Color | undefined {
  const match = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(hex);
  if (!match) return undefined;
  const part = (text: string | undefined) => Number.parseInt(text ?? '0', 16) / 255;
  return { red: part(match[1]), green: part(match[2]), blue: part(match[3]) };
}

const KINDS = ['TEXT', 'NUMBER', 'PERCENT', 'CURRENCY', 'DATE', 'TIME', 'DATE_TIME', 'SCIENTIFIC'] as const;
/** For a type given without a pattern: those of en_US. */
const PATTERNS: Record<(typeof KINDS)[number], string> = {
  TEXT: '@',
  NUMBER: '#,##0.00',
  PERCENT: '0.00%',
  CURRENCY: '"$"#,##0.00',
  DATE: 'm/d/yyyy',
  TIME: 'h:mm:ss am/pm',
  DATE_TIME: 'm/d/yyyy h:mm:ss',
  SCIENTIFIC: '0.00E+00',
};

export const cellFormat = z.strictObject({
  numberFormat: z.strictObject({ type: z.enum(KINDS), pattern: z.string().optional() }).optional(),
  backgroundColor: color.optional(),
  backgroundColorStyle: colorStyle.optional(),
  horizontalAlignment: z.enum(['LEFT', 'CENTER', 'RIGHT']).optional(),
  wrapStrategy: z.enum(['OVERFLOW_CELL', 'CLIP', 'WRAP']).optional(),
  textFormat: z
    .strictObject({
      bold: z.boolean().optional(),
      italic: z.boolean().optional(),
      strikethrough: z.boolean().optional(),
      fontSize: z.number().int().min(1).max(400).optional(),
      foregroundColor: color.optional(),
      foregroundColorStyle: colorStyle.optional(),
    })
    .optional(),
});
export type CellFormat = z.infer<typeof cellFormat>;

export const FORMAT_LEAVES = [
  'userEnteredFormat.numberFormat',
  'userEnteredFormat.backgroundColor',
  'userEnteredFormat.backgroundColorStyle',
  'userEnteredFormat.horizontalAlignment',
  'userEnteredFormat.wrapStrategy',
  'userEnteredFormat.textFormat.bold',
  'userEnteredFormat.textFormat.italic',
  'userEnteredFormat.textFormat.strikethrough',
  'userEnteredFormat.textFormat.fontSize',
  'userEnteredFormat.textFormat.foregroundColor',
  'userEnteredFormat.textFormat.foregroundColorStyle',
] as const;
export type FormatLeaf = (typeof FORMAT_LEAVES)[number];

/** `numberFormat.type` and the parts of a colour are named through their whole: they make no sense alone. */
export function cellLeaves<T extends string>(fields: string, leaves: readonly T[]): Set<T> {
  const whole = fields.replace(
    /(numberFormat|(?:background|foreground)Color(?:Style)?)(?:\.\w+|\([^()]*\))+/g,
    '$1',
  );
  return maskedLeaves(whole, leaves, 'a cell');
}

const ALIGN = { LEFT: 'left', CENTER: 'center', RIGHT: 'right' } as const;
const WRAP = { OVERFLOW_CELL: 'OVERFLOW', CLIP: 'CLIP', WRAP: 'WRAP' } as const;

function colorGiven(plain: Color | undefined, style: { rgbColor: Color } | undefined): string {
  const given = style?.rgbColor ?? plain;
  return given === undefined ? '' : hexOf(given);
}

/** The mask names every look: then the old one is cleared first. */
export function wholeFormat(leaves: ReadonlySet<string>): boolean {
  return FORMAT_LEAVES.every((leaf) => leaves.has(leaf));
}

/** What the mask names, from the given format; what it names and the format lacks goes back to the default. */
export function formatPatch(given: CellFormat, leaves: ReadonlySet<string>): Format | undefined {
  const has = (leaf: FormatLeaf) => leaves.has(leaf);
  const text = given.textFormat;
  const { numberFormat } = given;
  const patch: { -readonly [K in keyof Format]: Format[K] } = {};
  if (has('userEnteredFormat.numberFormat')) {
    patch.numberFormat = numberFormat ? numberFormat.pattern || PATTERNS[numberFormat.type] : '';
    const kind = kindOfPattern(patch.numberFormat);
    // The core keeps the pattern alone: a pattern of another kind would come back as that.
    if (numberFormat && kind !== numberFormat.type && patch.numberFormat !== '') {
      if ((kind === 'TEXT') !== (numberFormat.type === 'TEXT')) {
        throw invalid(`The pattern "${patch.numberFormat}" is not one for ${numberFormat.type}.`);
      }
    }
  }
  if (has('userEnteredFormat.backgroundColor') || has('userEnteredFormat.backgroundColorStyle')) {
    patch.background = colorGiven(given.backgroundColor, given.backgroundColorStyle);
  }
  const colored =
    has('userEnteredFormat.textFormat.foregroundColor') ||
    has('userEnteredFormat.textFormat.foregroundColorStyle');
  if (colored) patch.color = colorGiven(text?.foregroundColor, text?.foregroundColorStyle);
  if (has('userEnteredFormat.textFormat.bold')) patch.bold = text?.bold ?? false;
  if (has('userEnteredFormat.textFormat.italic')) patch.italic = text?.italic ?? false;
  if (has('userEnteredFormat.textFormat.strikethrough')) {
    patch.strikethrough = text?.strikethrough ?? false;
  }
  if (has('userEnteredFormat.textFormat.fontSize')) patch.fontSize = text?.fontSize ?? 10;
  if (has('userEnteredFormat.wrapStrategy')) patch.wrap = WRAP[given.wrapStrategy ?? 'OVERFLOW_CELL'];
  const { horizontalAlignment } = given;
  if (has('userEnteredFormat.horizontalAlignment')) {
    if (horizontalAlignment !== undefined) patch.align = ALIGN[horizontalAlignment];
    else if (!wholeFormat(leaves)) throw unsupported('Taking only the alignment away');
  }
  return Object.keys(patch).length === 0 ? undefined : patch;
}

const FROM_ALIGN = { left: 'LEFT', center: 'CENTER', right: 'RIGHT' } as const;
const FROM_WRAP = { OVERFLOW: 'OVERFLOW_CELL', CLIP: 'CLIP', WRAP: 'WRAP' } as const;

/** undefined: the cell looks as by default. */
export function formatAnswer(format: Format): object | undefined {
  const kind = kindOfPattern(format.numberFormat);
  const background = format.background === undefined ? undefined : colorOf(format.background);
  const foreground = format.color === undefined ? undefined : colorOf(format.color);
  const text = {
    ...(foreground && { foregroundColor: foreground, foregroundColorStyle: { rgbColor: foreground } }),
    ...(format.bold && { bold: true }),
    ...(format.italic && { italic: true }),
    ...(format.strikethrough && { strikethrough: true }),
    ...(format.fontSize !== undefined && { fontSize: format.fontSize }),
  };
  const answer = {
    ...(kind && { numberFormat: { type: kind, pattern: format.numberFormat } }),
    ...(background && { backgroundColor: background, backgroundColorStyle: { rgbColor: background } }),
    ...(format.align && { horizontalAlignment: FROM_ALIGN[format.align] }),
    ...(format.wrap && { wrapStrategy: FROM_WRAP[format.wrap] }),
    ...(Object.keys(text).length > 0 && { textFormat: text }),
  };
  return Object.keys(answer).length === 0 ? undefined : answer;
}
