/** How one cell looks: RevoGrid asks for each cell that it draws. */

import type { CellProps, CellTemplateProp, ColumnRegular, HyperFunc, VNode } from '@revolist/revogrid';
import type { FormatWire, RangeWire } from '../../http/wire.ts';
import { columnName } from '../model/a1.ts';
import type { Row } from '../model/cache.ts';
import { isTicked } from '../ticks.ts';

/** What the grid keeps of a row: its number on the sheet, and nothing of its content. */
export interface RowModel {
  readonly r: number;
}

export interface CellSource {
  row(row: number): Row | undefined;
  /** The merged block that a cell is part of. */
  merge(row: number, column: number): RangeWire | undefined;
  /** Pixels from the cell's left edge to the next cell with content, or over its merged block: text may run there. */
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
    const format = row?.formats[column];
    const merge = source.merge(at, column);
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
        // A block shows no lines inside; its text stands in its first row.
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

/** true where text is longer than its cell and may run over the blank cells at its right, as in Sheets. */
function spills(
  source: CellSource,
  row: Row | undefined,
  at: number,
  column: number,
  width: number,
): boolean {
  const text = row?.values[column] ?? '';
  const merge = source.merge(at, column);
  if (merge !== undefined) return row !== undefined && merge.columns > 1 && text !== '';
  if (!row || text === '' || (row.values[column + 1] ?? '') !== '') return false;
  if (source.merge(at, column + 1)) return false;
  const format = row.formats[column];
  if (row.numbers?.has(column) || format?.wrap === 'WRAP' || format?.wrap === 'CLIP') return false;
  if (format?.align === 'right' || format?.align === 'center' || row.validations[column]) return false;
  if (source.filterButton(at, column) !== 'none') return false;
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
      const style = source.merge(at, column) ? { width: room } : { maxWidth: room };
      return h('span', { class: 'spill-text', style }, text);
    }
    return text;
  };
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
