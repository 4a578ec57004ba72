/** Selecting with the mouse: cells, ranges, whole rows and columns, several with Ctrl. */

import { elementOf } from '../lib/el.ts';
import {
  addCell,
  contains,
  type Place,
  rangeBetween,
  selectCell,
  selectRange,
  stretch,
} from '../model/selection.ts';
import type { GridView } from './grid.ts';

export interface MouseActions {
  edit(place: Place): void;
  openChoices(place: Place): void;
  tick(): void;
  openFilter(column: number, at: HTMLElement): void;
  openColumnMenu(column: number, at: HTMLElement | { x: number; y: number }): void;
  openRowMenu(row: number, at: { x: number; y: number }): void;
  openCellMenu(at: { x: number; y: number }): void;
}

type Hit =
  | { readonly kind: 'cell'; readonly place: Place; readonly element: HTMLElement }
  | { readonly kind: 'column'; readonly column: number; readonly element: HTMLElement }
  | { readonly kind: 'row'; readonly row: number; readonly element: HTMLElement }
  | { readonly kind: 'corner' };

function hitOf(element: Element | undefined): Hit | undefined {
  const cell = element?.closest<HTMLElement>('.rgCell[data-r]');
  if (cell) {
    return {
      kind: 'cell',
      place: { row: Number(cell.dataset.r), column: Number(cell.dataset.c) },
      element: cell,
    };
  }
  const row = element?.closest<HTMLElement>('.rgCell[data-row]');
  if (row) return { kind: 'row', row: Number(row.dataset.row), element: row };
  const column = element?.closest<HTMLElement>('.rgHeaderCell[data-col]');
  if (column) return { kind: 'column', column: Number(column.dataset.col), element: column };
  return element?.closest('revogr-row-headers revogr-header') ? { kind: 'corner' } : undefined;
}

/** Milliseconds between steps while a drag is held outside the grid. */
const DRAG_STEP_MS = 40;

export function attachMouse(view: GridView, actions: MouseActions): void {
  const { host } = view;
  let dragging: 'cell' | 'row' | 'column' | undefined;
  let pointer = { x: 0, y: 0 };
  let timer: ReturnType<typeof setInterval> | undefined;

  const lastRow = (): number => view.layout().rowCount - 1;
  const lastColumn = (): number => view.layout().columnCount - 1;

  const stop = (): void => {
    dragging = undefined;
    clearInterval(timer);
    timer = undefined;
  };

  const press = (hit: Hit, event: MouseEvent): void => {
    const now = view.selection();
    const more = event.ctrlKey || event.metaKey;
    if (hit.kind === 'corner') {
      view.select(
        selectRange(rangeBetween({ row: 0, column: 0 }, { row: lastRow(), column: lastColumn() })),
        {
          scroll: false,
        },
      );
      return;
    }
    if (hit.kind === 'cell') {
      if (event.shiftKey) view.select(stretch(now, hit.place), { scroll: false });
      else view.select(more ? addCell(now, hit.place) : selectCell(hit.place), { scroll: false });
    } else if (hit.kind === 'column') {
      const from = event.shiftKey ? now.anchor.column : hit.column;
      const range = rangeBetween({ row: 0, column: from }, { row: lastRow(), column: hit.column });
      view.select(selectRange(range, more ? now : undefined), { scroll: false });
    } else {
      const from = event.shiftKey ? now.anchor.row : hit.row;
      const range = rangeBetween({ row: from, column: 0 }, { row: hit.row, column: lastColumn() });
      view.select(selectRange(range, more ? now : undefined), { scroll: false });
    }
    dragging = hit.kind;
  };

  const dragTo = (hit: Hit): void => {
    const now = view.selection();
    if (dragging === 'cell' && hit.kind === 'cell') {
      if (hit.place.row !== now.head.row || hit.place.column !== now.head.column) {
        view.select(stretch(now, hit.place), { scroll: false });
      }
    } else if (dragging === 'column' && (hit.kind === 'column' || hit.kind === 'cell')) {
      const column = hit.kind === 'column' ? hit.column : hit.place.column;
      view.select(
        stretch({ ...now, anchor: { row: 0, column: now.anchor.column } }, { row: lastRow(), column }),
        { scroll: false },
      );
    } else if (dragging === 'row' && (hit.kind === 'row' || hit.kind === 'cell')) {
      const row = hit.kind === 'row' ? hit.row : hit.place.row;
      view.select(
        stretch({ ...now, anchor: { row: now.anchor.row, column: 0 } }, { row, column: lastColumn() }),
        {
          scroll: false,
        },
      );
    }
  };

  /** Held outside: the selection grows step by step and the view follows. */
  const drift = (): void => {
    if (dragging !== 'cell') return;
    const box = host.getBoundingClientRect();
    const down = pointer.y > box.bottom - 14 ? 1 : pointer.y < box.top + 24 ? -1 : 0;
    const right = pointer.x > box.right - 14 ? 1 : pointer.x < box.left + 40 ? -1 : 0;
    if (down === 0 && right === 0) return;
    const { head } = view.selection();
    const layout = view.layout();
    const to = { row: layout.moveRow(head.row, down * 2), column: layout.moveColumn(head.column, right) };
    view.select(stretch(view.selection(), to));
  };

  // In the capture phase, so that RevoGrid's own focus handling stays out of it; its resize handles pass.
  host.addEventListener(
    'mousedown',
    (event) => {
      const target = elementOf(event);
      if (target?.closest('.resizable-r, .cell-editor, .menu')) return;
      const hit = hitOf(target);
      if (!hit) return;
      event.preventDefault();
      event.stopPropagation();
      view.focus();
      if (target?.closest('.filter-button, .column-menu')) return;
      if (event.button === 2) {
        const inside =
          hit.kind === 'cell' &&
          view.selection().ranges.some((range) => contains(range, hit.place.row, hit.place.column));
        const whole = hit.kind !== 'corner' && hit.kind !== 'cell' && hit.element.classList.contains('whole');
        if (!inside && !whole) press(hit, event);
        stop();
        return;
      }
      if (event.button !== 0) return;
      press(hit, event);
      pointer = { x: event.clientX, y: event.clientY };
      timer ??= setInterval(drift, DRAG_STEP_MS);
    },
    { capture: true },
  );
  window.addEventListener('mousemove', (event) => {
    if (!dragging) return;
    pointer = { x: event.clientX, y: event.clientY };
    const hit = hitOf(document.elementFromPoint(event.clientX, event.clientY) ?? undefined);
    if (hit) dragTo(hit);
  });
  window.addEventListener('mouseup', stop);

  host.addEventListener('click', (event) => {
    const target = elementOf(event);
    const hit = hitOf(target);
    if (!hit || hit.kind === 'corner') return;
    const filter = target?.closest<HTMLElement>('.filter-button');
    const menu = target?.closest<HTMLElement>('.column-menu');
    if (filter && hit.kind === 'cell') actions.openFilter(hit.place.column, filter);
    else if (menu && hit.kind === 'column') actions.openColumnMenu(hit.column, menu);
    else if (hit.kind === 'cell' && target?.closest('.chip-arrow')) actions.openChoices(hit.place);
    else if (hit.kind === 'cell' && target?.closest('.tick')) actions.tick();
  });
  host.addEventListener('dblclick', (event) => {
    const target = elementOf(event);
    const hit = hitOf(target);
    if (hit?.kind === 'cell' && !target?.closest('.filter-button, .chip-arrow, .tick'))
      actions.edit(hit.place);
  });
  host.addEventListener('contextmenu', (event) => {
    const hit = hitOf(elementOf(event));
    if (!hit) return;
    event.preventDefault();
    const at = { x: event.clientX, y: event.clientY };
    if (hit.kind === 'column') actions.openColumnMenu(hit.column, at);
    else if (hit.kind === 'row') actions.openRowMenu(hit.row, at);
    else if (hit.kind === 'cell') actions.openCellMenu(at);
  });
}
