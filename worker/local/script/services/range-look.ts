import type { Format, GridRange } from '../../core/types.ts';
import { checkSize } from './cells.ts';
import type { Context } from './context.ts';
import { badParameters, type EnumValue, enumeration } from './only.ts';

export const WRAP_STRATEGIES = enumeration('SpreadsheetApp.WrapStrategy', ['WRAP', 'OVERFLOW', 'CLIP']);

const WRAPS = ['WRAP', 'OVERFLOW', 'CLIP'] as const;
const ALIGNS = ['left', 'center', 'right'] as const;

/** How one argument of a setter becomes a change of the format; undefined refuses it. */
type Reader = (value: unknown) => Format | undefined;

// An empty text, General and false are the defaults, which the core takes away.
const color = (value: unknown): string | undefined =>
  value === null ? '' : typeof value === 'string' ? value.toLowerCase() : undefined;

const READERS = {
  background: (value) => {
    const background = color(value);
    return background === undefined ? undefined : { background };
  },
  color: (value) => {
    const text = color(value);
    return text === undefined ? undefined : { color: text };
  },
  weight: (value) =>
    value === 'bold' ? { bold: true } : value === 'normal' || value === null ? { bold: false } : undefined,
  style: (value) =>
    value === 'italic'
      ? { italic: true }
      : value === 'normal' || value === null
        ? { italic: false }
        : undefined,
  size: (value) => (typeof value === 'number' && value > 0 ? { fontSize: value } : undefined),
  wrap: (value) => (typeof value === 'boolean' ? { wrap: value ? 'WRAP' : 'OVERFLOW' } : undefined),
  strategy: (value) => {
    const wrap = WRAPS.find((name) => value === WRAP_STRATEGIES[name]);
    return wrap === undefined ? undefined : { wrap };
  },
  align: (value) => {
    const align = ALIGNS.find((name) => name === value);
    return align === undefined ? undefined : { align };
  },
  // Cells are one line high here, so there is nothing to show; a script that asks for it still works on both sides.
  vertical: (value) => (value === null || typeof value === 'string' ? {} : undefined),
  number: (value) => (typeof value === 'string' ? { numberFormat: value } : undefined),
} as const satisfies Record<string, Reader>;

function changeOf(reader: Reader, value: unknown, method: string): Format {
  const change = reader(value);
  if (change === undefined) throw badParameters(method, [value]);
  return change;
}

/** Setters that a Range and a RangeList share: one look for all of their cells. */
export function looks(context: Context, sheetId: number, areas: readonly GridRange[], self: () => object) {
  const setter = (name: string, reader: Reader) => (value: unknown) => {
    context.backend.setFormat(sheetId, areas, changeOf(reader, value, `SpreadsheetApp.Range.${name}`));
    return self();
  };
  return {
    setBackground: setter('setBackground', READERS.background),
    setFontColor: setter('setFontColor', READERS.color),
    setFontWeight: setter('setFontWeight', READERS.weight),
    setFontStyle: setter('setFontStyle', READERS.style),
    setFontSize: setter('setFontSize', READERS.size),
    setWrap: setter('setWrap', READERS.wrap),
    setWrapStrategy: setter('setWrapStrategy', READERS.strategy),
    setHorizontalAlignment: setter('setHorizontalAlignment', READERS.align),
    setVerticalAlignment: setter('setVerticalAlignment', READERS.vertical),
    setNumberFormat: setter('setNumberFormat', READERS.number),
  };
}

/** A look for each cell, and what the cells look like now. */
export function rangeLooks(context: Context, sheetId: number, area: GridRange, self: () => object) {
  const corner: GridRange = { ...area, rows: 1, columns: 1 };
  const setter = (name: string, reader: Reader) => (values: unknown) => {
    const method = `SpreadsheetApp.Range.${name}`;
    // Few different looks stand in many cells: one object each keeps the message between threads small.
    const seen = new Map<unknown, Format>();
    const changes = checkSize(values, area, method).map((row) =>
      row.map((value) => {
        const change = seen.get(value) ?? changeOf(reader, value, method);
        seen.set(value, change);
        return change;
      }),
    );
    context.backend.setFormats(sheetId, area.row, area.column, changes);
    return self();
  };
  const getters = <T>(pick: (format: Format) => T): [one: () => T, all: () => T[][]] => {
    const read = (range: GridRange): T[][] =>
      context.backend.formats(sheetId, range).map((row) => row.map(pick));
    return [() => read(corner)[0]?.[0] ?? pick({}), () => read(area)];
  };
  const [getBackground, getBackgrounds] = getters((format) => format.background ?? '#ffffff');
  const [getFontColor, getFontColors] = getters((format) => format.color ?? '#000000');
  const [getFontWeight, getFontWeights] = getters((format) => (format.bold ? 'bold' : 'normal'));
  const [getFontStyle, getFontStyles] = getters((format) => (format.italic ? 'italic' : 'normal'));
  const [getFontSize, getFontSizes] = getters((format) => format.fontSize ?? 10);
  const [getNumberFormat, getNumberFormats] = getters((format) => format.numberFormat ?? 'General');
  const [getWrap, getWraps] = getters((format) => format.wrap === 'WRAP');
  const [getWrapStrategy, getWrapStrategies] = getters(
    (format): EnumValue => WRAP_STRATEGIES[format.wrap ?? 'OVERFLOW'],
  );
  const [getHorizontalAlignment, getHorizontalAlignments] = getters((format) => format.align ?? 'general');
  return {
    getBackground,
    getBackgrounds,
    getFontColor,
    getFontColors,
    getFontWeight,
    getFontWeights,
    getFontStyle,
    getFontStyles,
    getFontSize,
    getFontSizes,
    getNumberFormat,
    getNumberFormats,
    getWrap,
    getWraps,
    getWrapStrategy,
    getWrapStrategies,
    getHorizontalAlignment,
    getHorizontalAlignments,
    setBackgrounds: setter('setBackgrounds', READERS.background),
    setFontColors: setter('setFontColors', READERS.color),
    setFontWeights: setter('setFontWeights', READERS.weight),
    setFontStyles: setter('setFontStyles', READERS.style),
    setFontSizes: setter('setFontSizes', READERS.size),
    setNumberFormats: setter('setNumberFormats', READERS.number),
    setHorizontalAlignments: setter('setHorizontalAlignments', READERS.align),
  };
}
