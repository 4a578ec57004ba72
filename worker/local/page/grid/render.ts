/** How one cell looks: RevoGrid asks for each cell that it draws. */

import type { CellProps, CellTemplateProp, ColumnRegular, HyperFunc, VNode } from '@revolist/revogrid';
import type { FormatWire, RangeWire } from '../../http/wire.ts';
import { columnName } from '../model/a1.ts';
import { addressOf } from '../model/address.ts';
import type { Row } from '../model/cache.ts';
import { isTicked } from '../ticks.ts';

/** What the grid keeps of a row: its number on the sheet, and nothing of its content. */
export interface RowModel {
  readonly r: number;
}

/** Of a merged block: its first cell's edges left of and above this one, and its size. */
export interface Block {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface CellSource {
  row(row: number): Row | undefined;
  /** The merged block that a cell is part of. */
  merge(row: number, column: number): RangeWire | undefined;
  /** Where a merged block stands as seen from one of its cells, in pixels: hidden rows and columns take no room. */
  block(merge: RangeWire, row: number, column: number): Block;
  /** Pixels from the cell's left edge to the next cell with content: text may run there. */
  room(row: number, column: number): number;
  /** true where a filter button stands in this cell, `on` where it hides something. */
  filterButton(row: number, column: number): 'none' | 'idle' | 'on';
}

type Drawn = CellTemplateProp;

function styleOf(format: FormatWire | undefined): Record<string, string> {
  if (!format) return {};
  const style: Record<string, string> = {};
  if (format.background) style.backgroundColor = format.background;
  if (format.color) style.color = format.color;
  if (format.bold) style.fontWeight = '700';
  if (format.italic) style.fontStyle = 'italic';
  if (format.strikethrough) style.textDecoration = 'line-through';
  if (format.fontSize) {
    const pixels = Math.round((format.fontSize * 4) / 3);
    style.fontSize = `${pixels}px`;
    // The usual line of 20 pixels would cut the feet off larger letters.
    if (pixels > 16) style.lineHeight = `${Math.round(pixels * 1.3)}px`;
  }
  if (format.align) style.textAlign = format.align;
  return style;
}

/** What a screen reader and a test find on each cell: its place on the sheet. */
function propertiesOf(source: CellSource, column: number, width: number) {
  return ({ model }: Drawn) => {
    const at = Number(model.r);
    const row = source.row(at);
    const merge = source.merge(at, column);
    // All of a block looks as its first cell does.
    const format = merge ? source.row(merge.row)?.formats[merge.column] : row?.formats[column];
    const properties: CellProps = {
      'data-r': at,
      'data-c': column,
      class: {
        cell: true,
        number: row?.numbers?.has(column) === true,
        noted: row?.notes.has(column) === true,
        loading: row === undefined,
        spill: spills(source, row, at, column, width),
        wrap: format?.wrap === 'WRAP',
        address: addressOf(row?.values[column] ?? '') !== undefined,
        // A block shows no lines inside.
        'merge-right': merge !== undefined && column < merge.column + merge.columns - 1,
        'merge-down': merge !== undefined && at < merge.row + merge.rows - 1,
        ticks: row?.validations[column]?.checkbox === true,
        'filter-head': source.filterButton(at, column) !== 'none',
      },
      style: styleOf(format),
    };
    return properties;
  };
}

/** Pixels of a letter at the plain size, about the average: a text that just fits may spill as well. */
const LETTER = 6;

/** Text that begins at the right: its first letter that has a direction is Hebrew or Arabic. */
const RIGHT_TO_LEFT = /^[^\p{L}]*[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/u;

/** true where text is longer than its cell and may run over the blank cells at its right, as in Sheets. */
function spills(
  source: CellSource,
  row: Row | undefined,
  at: number,
  column: number,
  width: number,
): boolean {
  const text = row?.values[column] ?? '';
  if (source.merge(at, column)) return false;
  if (!row || text === '' || (row.values[column + 1] ?? '') !== '') return false;
  if (source.merge(at, column + 1)) return false;
  const format = row.formats[column];
  if (row.numbers?.has(column) || format?.wrap === 'WRAP' || format?.wrap === 'CLIP') return false;
  if (format?.align === 'right' || format?.align === 'center' || row.validations[column]) return false;
  if (source.filterButton(at, column) !== 'none' || RIGHT_TO_LEFT.test(text)) return false;
  const type = ((format?.fontSize ?? 10) * 4) / 3 / 13;
  return text.length * LETTER * type * (format?.bold ? 1.1 : 1) > width - 8;
}

function templateOf(source: CellSource, column: number, width: number) {
  return (h: HyperFunc<VNode>, { model }: Drawn): unknown => {
    const at = Number(model.r);
    const row = source.row(at);
    const text = row?.values[column] ?? '';
    const button = source.filterButton(at, column);
    if (button !== 'none') {
      return [
        h('span', { class: 'cell-text' }, text),
        h('button', {
          class: `filter-button ${button}`,
          type: 'button',
          tabindex: -1,
          'aria-label': `Filter column ${columnName(column)}${button === 'on' ? ', filtered' : ''}`,
        }),
      ];
    }
    const validation = row?.validations[column];
    if (validation?.checkbox && /^(true|false)?$/i.test(text)) {
      const on = isTicked(text);
      return h('span', { class: on ? 'tick on' : 'tick', role: 'checkbox', 'aria-checked': String(on) });
    }
    if (validation && !validation.checkbox) {
      return h('span', { class: text === '' ? 'chip empty' : 'chip' }, [
        h('span', { class: 'chip-text' }, text),
        h('span', { class: 'chip-arrow' }),
      ]);
    }
    if (spills(source, row, at, column, width)) {
      const room = `${source.room(at, column) - 2}px`;
      return h('span', { class: 'spill-text', style: { maxWidth: room } }, text);
    }
    const merge = source.merge(at, column);
    if (merge) return sliceOf(h, source, merge, at, column);
    return text;
  };
}

/**
 * What of a block's text is seen through one of its cells: each shows its slice, so that the text goes on where rows that
 * stand still, or are not drawn, would cut it off. It is text in the first cell alone; the others only look like it.
 */
function sliceOf(
  h: HyperFunc<VNode>,
  source: CellSource,
  merge: RangeWire,
  at: number,
  column: number,
): VNode {
  const first = source.row(merge.row);
  const text = first?.values[merge.column] ?? '';
  const { left, top, width, height } = source.block(merge, at, column);
  const style = { left: `${left}px`, top: `${top}px`, width: `${width}px`, height: `${height}px` };
  const isFirst = at === merge.row && column === merge.column;
  const isNumber = first?.numbers?.has(merge.column) === true;
  const slice = { class: isNumber ? 'slice number' : 'slice', style };
  return isFirst ? h('span', slice, text) : h('span', { ...slice, 'data-text': text });
}

/** The grid's column for a column of the sheet. */
export function columnOf(source: CellSource, column: number, width: number, frozen: boolean): ColumnRegular {
  return {
    prop: column,
    name: columnName(column),
    size: width,
    minSize: 20,
    ...(frozen && { pin: 'colPinStart' }),
    cellProperties: propertiesOf(source, column, width),
    cellTemplate: templateOf(source, column, width),
    columnProperties: () => ({ 'data-col': column }),
    columnTemplate: (h) => [
      h('span', { class: 'letter' }, columnName(column)),
      h('button', {
        class: 'column-menu',
        type: 'button',
        tabindex: -1,
        'aria-label': `Menu of column ${columnName(column)}`,
      }),
    ],
  };
}
