/**
 * The grid: RevoGrid draws the cells (virtual rows and columns, pinned header); selection, keys and editing are
 * ours, because a spreadsheet selects several ranges and whole columns of 220,000 rows.
 */

import type { RowHeaders } from '@revolist/revogrid';
import { defineCustomElements } from '@revolist/revogrid/loader';
import type { ShapeWire } from '../../http/wire.ts';
import { channel } from '../lib/bus.ts';
import type { Cache } from '../model/cache.ts';
import { type Layout, layoutOf, ROW_HEIGHT } from '../model/layout.ts';
import { coverSelection, type Merges, mergesOf } from '../model/merges.ts';
import { clamp, contains, isBlock, type Place, type Selection, selectCell } from '../model/selection.ts';
import { type CellSource, columnOf, type RowModel } from './render.ts';

export interface GridView {
  readonly host: HTMLElement;
  readonly selected: { on(listener: (selection: Selection) => void): () => void };
  readonly resized: { on(listener: (change: { column: number; pixels: number }) => void): () => void };
  layout(): Layout;
  shape(): ShapeWire;
  cache(): Cache;
  merges(): Merges;
  selection(): Selection;
  /** `scroll: false` leaves the view where it is. */
  select(selection: Selection, options?: { scroll?: boolean }): void;
  /** Shows a sheet; another sheet than before starts at its top. */
  show(shape: ShapeWire, cache: Cache): void;
  /** Draws the visible cells again. */
  refresh(): void;
  cellElement(place: Place): HTMLElement | undefined;
  reveal(place: Place): void;
  /** Rows that clamp into the view. */
  page(): number;
  focus(): void;
}

const PINNED_WIDTH = (rows: number): number => (rows > 99_999 ? 60 : rows > 9_999 ? 54 : 46);

/** Classes of a selected cell; the place in the list is the bit. */
const MARKS = ['sel-active', 'sel-in', 'sel-top', 'sel-bottom', 'sel-left', 'sel-right', 'sel-merged'];
const ACTIVE = 1;
const MERGED = 64;

/** `several`: more than a cell is selected; `one`: but it is a single merged block. */
function bitsOf(
  { ranges, active }: Selection,
  several: boolean,
  one: boolean,
  row: number,
  column: number,
): number {
  const isActive = row === active.row && column === active.column;
  let bits = isActive ? ACTIVE : 0;
  if (!several) return bits;
  for (const range of ranges) {
    if (!contains(range, row, column)) continue;
    if (one) bits |= MERGED;
    else if (!isActive) bits |= 2;
    if (range.row === row) bits |= 4;
    if (range.row + range.rows - 1 === row) bits |= 8;
    if (range.column === column) bits |= 16;
    if (range.column + range.columns - 1 === column) bits |= 32;
  }
  return bits;
}

/** `resize: false`: columns keep their width. */
export function createGrid(host: HTMLElement, resize = true): GridView {
  defineCustomElements();
  const grid = document.createElement('revo-grid');
  Object.assign(grid, {
    readonly: true,
    range: false,
    canFocus: false,
    useClipboard: false,
    filter: false,
    resize,
    canDrag: false,
    theme: 'compact',
    rowSize: ROW_HEIGHT,
    frameSize: 1,
  });
  grid.setAttribute('aria-label', 'Cells');
  host.append(grid);

  const selected = channel<Selection>();
  const resized = channel<{ column: number; pixels: number }>();
  let shape: ShapeWire | undefined;
  let layout: Layout | undefined;
  let cache: Cache | undefined;
  let selection = selectCell({ row: 0, column: 0 });
  let columnsKey = '';
  let rowsKey = '';
  let heightsKey = '';
  let wasTall: Layout['tall'] = [];
  let filterColumns = new Set<number>();
  let merges = mergesOf([]);

  const source: CellSource = {
    row: (row) => cache?.row(row),
    merge: (row, column) => merges.at(row, column),
    block(merge, row, column) {
      const width = (from: number, to: number): number => {
        let pixels = 0;
        for (let at = from; at < to; at++)
          if (layout?.isColumnHidden(at) === false) pixels += shape?.widths[at] ?? 0;
        return pixels;
      };
      const height = (from: number, to: number): number => layout?.heightOf(from, to) ?? 0;
      return {
        left: -width(merge.column, column),
        top: -height(merge.row, row),
        width: width(merge.column, merge.column + merge.columns) - 1,
        height: height(merge.row, merge.row + merge.rows) - 1,
      };
    },
    room(row, column) {
      if (!shape || !layout) return 0;
      const values = cache?.row(row)?.values ?? [];
      let pixels = shape.widths[column] ?? 0;
      for (let next = column + 1; next < layout.columnCount; next++) {
        if ((values[next] ?? '') !== '' || next === layout.frozenColumns || merges.at(row, next)) break;
        if (!layout.isColumnHidden(next)) pixels += shape.widths[next] ?? 0;
      }
      return pixels;
    },
    filterButton(row, column) {
      const range = shape?.filter?.range;
      if (!range || row !== range.row || column < range.column || column >= range.column + range.columns) {
        return 'none';
      }
      return filterColumns.has(column) ? 'on' : 'idle';
    },
  };

  const there = <T>(value: T | undefined): T => {
    if (value === undefined) throw new Error('No sheet is shown yet.');
    return value;
  };

  /** What each cell's element shows of the selection now, so that only differences touch the DOM. */
  const painted = new WeakMap<Element, number>();
  const paintCell = (cell: HTMLElement, several: boolean, one: boolean): void => {
    const row = Number(cell.dataset.r);
    const column = Number(cell.dataset.c);
    const bits = bitsOf(selection, several, one, row, column);
    if ((painted.get(cell) ?? 0) === bits) return;
    painted.set(cell, bits);
    MARKS.forEach((name, bit) => {
      cell.classList.toggle(name, (bits & (1 << bit)) !== 0);
    });
    cell.setAttribute('aria-selected', String(bits !== 0));
    if (bits & ACTIVE) cell.id = 'active-cell';
    else cell.removeAttribute('id');
  };
  const paintHead = (head: HTMLElement, touched: boolean, whole: boolean): void => {
    const bits = Number(touched) + 2 * Number(whole);
    if ((painted.get(head) ?? 0) === bits) return;
    painted.set(head, bits);
    head.classList.toggle('touched', touched);
    head.classList.toggle('whole', whole);
  };
  /** Colours what is selected on the cells that are drawn; a cell's element may serve another cell after a scroll. */
  const paint = (): void => {
    if (!layout) return;
    const { rowCount, columnCount } = layout;
    const { ranges } = selection;
    const several = isBlock(selection);
    const merge = merges.at(selection.active.row, selection.active.column);
    const [first, ...more] = ranges;
    const one =
      merge !== undefined &&
      more.length === 0 &&
      first?.rows === merge.rows &&
      first.columns === merge.columns;
    for (const cell of grid.querySelectorAll<HTMLElement>('.rgCell[data-r]')) paintCell(cell, several, one);
    for (const head of grid.querySelectorAll<HTMLElement>('.rgHeaderCell[data-col]')) {
      const column = Number(head.dataset.col);
      const of = ranges.filter((range) => column >= range.column && column < range.column + range.columns);
      paintHead(
        head,
        of.length > 0,
        of.some((range) => range.rows >= rowCount),
      );
    }
    for (const head of grid.querySelectorAll<HTMLElement>('.rgCell[data-row]')) {
      const row = Number(head.dataset.row);
      const of = ranges.filter((range) => row >= range.row && row < range.row + range.rows);
      paintHead(
        head,
        of.length > 0,
        of.some((range) => range.columns >= columnCount),
      );
    }
  };
  let painting = false;
  /** RevoGrid renders its parts one by one; they are coloured together, before the frame is shown. */
  const paintOnce = (): void => {
    if (painting) return;
    painting = true;
    queueMicrotask(() => {
      painting = false;
      paint();
    });
  };
  grid.addEventListener('afterrender', paintOnce);
  grid.addEventListener('aftercolumnresize', (event) => {
    for (const column of Object.values(event.detail)) {
      resized.send({ column: Number(column.prop), pixels: Math.round(column.size ?? 100) });
    }
  });

  const verticalOf = (): HTMLElement | null =>
    grid.querySelector<HTMLElement>('revogr-viewport-scroll.rgCol .vertical-inner');
  const horizontalOf = (): HTMLElement | null =>
    grid.querySelector<HTMLElement>('revogr-viewport-scroll.rgCol');

  const rowHeaders = (rows: number): RowHeaders => ({
    prop: 'r',
    size: PINNED_WIDTH(rows),
    cellTemplate: (_h, { model }) => String(Number(model.r) + 1),
    cellProperties: ({ model }) => ({
      'data-row': Number(model.r),
      class: { 'row-head': true },
      role: 'rowheader',
    }),
  });

  return {
    host,
    selected,
    resized,
    layout: () => there(layout),
    shape: () => there(shape),
    cache: () => there(cache),
    merges: () => merges,
    selection: () => selection,
    select(wanted, options) {
      const next = layout ? coverSelection(wanted, merges, layout) : wanted;
      selection = next;
      paint();
      if (options?.scroll !== false) this.reveal(next.head);
      selected.send(next);
    },
    show(nextShape, nextCache) {
      const other = shape?.sheet.id !== nextShape.sheet.id;
      shape = nextShape;
      cache = nextCache;
      const now = layoutOf(nextShape);
      layout = now;
      filterColumns = new Set(nextShape.filter?.columns ?? []);
      merges = mergesOf(nextShape.merges);
      // Columns and rows are handed over only when they differ: RevoGrid starts its view anew with them.
      const nextColumns = JSON.stringify([
        now.columns,
        nextShape.widths,
        now.frozenColumns,
        nextShape.sheet.id,
      ]);
      if (nextColumns !== columnsKey) {
        columnsKey = nextColumns;
        grid.columns = now.columns.map((column) =>
          columnOf(source, column, nextShape.widths[column] ?? 100, column < now.frozenColumns),
        );
      }
      const nextRows = JSON.stringify([
        now.rowCount,
        now.frozenRows,
        nextShape.hiddenRows,
        nextShape.sheet.id,
      ]);
      if (nextRows !== rowsKey) {
        rowsKey = nextRows;
        grid.rowHeaders = rowHeaders(now.rowCount);
        grid.pinnedTopSource = now.frozen.map((r): RowModel => ({ r }));
        grid.source = Array.from(now.bodyRows, (r): RowModel => ({ r }));
        heightsKey = '';
      }
      // After the rows: RevoGrid drops the sizes of rows that it does not have yet.
      const nextHeights = JSON.stringify(now.tall);
      if (nextHeights !== heightsKey) {
        heightsKey = nextHeights;
        const typeOf = ({ frozen }: Layout['tall'][number]) => (frozen ? 'rowPinStart' : 'rgRow');
        const keyOf = (row: Layout['tall'][number]): string => `${typeOf(row)} ${row.index}`;
        const still = new Set(now.tall.map(keyOf));
        // What was tall and is not any more would keep its size.
        const plain = other ? [] : wasTall.filter((row) => !still.has(keyOf(row)));
        wasTall = now.tall;
        grid.rowDefinitions = [...now.tall, ...plain.map((row) => ({ ...row, size: ROW_HEIGHT }))].map(
          (row) => ({ type: typeOf(row), index: row.index, size: row.size }),
        );
      }
      if (other) {
        const vertical = verticalOf();
        if (vertical) vertical.scrollTop = 0;
        const horizontal = horizontalOf();
        if (horizontal) horizontal.scrollLeft = 0;
        selection = selectCell({
          row: now.frozen.length > 0 ? now.moveRow(0, 0) : 0,
          column: now.columns[0] ?? 0,
        });
      } else selection = coverSelection(clamp(selection, now.rowCount, now.columnCount), merges, now);
      this.refresh();
      paint();
    },
    refresh() {
      grid.refresh('all').catch(() => undefined);
    },
    cellElement: ({ row, column }) =>
      grid.querySelector<HTMLElement>(`.rgCell[data-r="${row}"][data-c="${column}"]`) ?? undefined,
    reveal({ row, column }) {
      const now = there(layout);
      const vertical = verticalOf();
      const index = now.bodyIndex(row);
      if (vertical && index >= 0) {
        const top = now.bodyTop(index);
        const bottom = top + now.heightAt(index);
        if (top < vertical.scrollTop) vertical.scrollTop = top;
        else if (bottom > vertical.scrollTop + vertical.clientHeight) {
          vertical.scrollTop = bottom - vertical.clientHeight;
        }
      }
      const horizontal = horizontalOf();
      if (horizontal && column >= now.frozenColumns && !now.isColumnHidden(column)) {
        let left = 0;
        for (const other of now.columns) {
          if (other >= column) break;
          if (other >= now.frozenColumns) left += there(shape).widths[other] ?? 100;
        }
        const width = there(shape).widths[column] ?? 100;
        if (left < horizontal.scrollLeft) horizontal.scrollLeft = left;
        else if (left + width > horizontal.scrollLeft + horizontal.clientWidth) {
          horizontal.scrollLeft = Math.min(left, left + width - horizontal.clientWidth);
        }
      }
    },
    page: () => Math.max(1, Math.floor((verticalOf()?.clientHeight ?? 400) / ROW_HEIGHT) - 1),
    focus: () => host.focus({ preventScroll: true }),
  };
}
