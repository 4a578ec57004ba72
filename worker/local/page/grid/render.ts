/** How one cell looks: RevoGrid asks for each cell that it draws. */

import type { CellProps, CellTemplateProp, ColumnRegular, HyperFunc, VNode } from '@revolist/revogrid';
import type { FormatWire } from '../../http/wire.ts';
import { columnName } from '../model/a1.ts';
import type { Row } from '../model/cache.ts';

/** What the grid keeps of a row: its number on the sheet, and nothing of its content. */
export interface RowModel {
  readonly r: number;
}

export interface CellSource {
  row(row: number): Row | undefined;
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
  if (format.fontSize) style.fontSize = `${Math.round((format.fontSize * 4) / 3)}px`;
  if (format.align) style.textAlign = format.align;
  return style;
}

/** What a screen reader and a test find on each cell: its place on the sheet. */
function propertiesOf(source: CellSource, column: number) {
  return ({ model }: Drawn) => {
    const at = Number(model.r);
    const row = source.row(at);
    const format = row?.formats[column];
    const properties: CellProps = {
      'data-r': at,
      'data-c': column,
      class: {
        cell: true,
        number: row?.numbers?.has(column) === true,
        noted: row?.notes.has(column) === true,
        loading: row === undefined,
        // Text runs over empty neighbours unless it is cut; here it is always cut, and may be asked to wrap.
        wrap: format?.wrap === 'WRAP',
        'filter-head': source.filterButton(at, column) !== 'none',
      },
      style: styleOf(format),
    };
    return properties;
  };
}

function templateOf(source: CellSource, column: number) {
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
    if (row?.validations[column]) {
      return h('span', { class: text === '' ? 'chip empty' : 'chip' }, [
        h('span', { class: 'chip-text' }, text),
        h('span', { class: 'chip-arrow' }),
      ]);
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
    cellProperties: propertiesOf(source, column),
    cellTemplate: templateOf(source, column),
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
