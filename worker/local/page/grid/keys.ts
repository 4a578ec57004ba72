/** Moving, selecting and editing by keyboard, as in Sheets. */

import type { Mark } from '../menus.ts';
import { type Place, rangeBetween, selectCell, selectRange, stretch } from '../model/selection.ts';
import type { GridView } from './grid.ts';

export interface KeyActions {
  /** `text` undefined edits what is there; otherwise typing replaces it. */
  edit(text: string | undefined): void;
  /** true where the active cell has a list to choose from, which is then open. */
  openChoices(): boolean;
  clear(): void;
  undo(): void;
  redo(): void;
  find(): void;
  replace(): void;
  fill(along: 'down' | 'right'): void;
  shortcuts(): void;
  mark(mark: Mark): void;
  plain(): void;
  /** false where the active cell is no box to tick. */
  tick(): boolean;
  /** Rows, or columns where whole columns are selected. */
  insert(): void;
  remove(): void;
  /** To the sheet beside this one. */
  sheet(step: 1 | -1): void;
  openMenu(): void;
  /** To the menu bar. */
  leave(): void;
}

/** How far an arrow goes with Ctrl: to the end of the content, then to the end of the grid. */
function jump(view: GridView, from: Place, rows: number, columns: number): Place {
  const layout = view.layout();
  const { content } = view.shape();
  const far = (now: number, step: number, end: number, last: number): number => {
    if (step === 0) return now;
    if (step < 0) return 0;
    return now < end - 1 ? end - 1 : last;
  };
  const to = {
    row: far(from.row, rows, content.rows, layout.rowCount - 1),
    column: far(from.column, columns, content.columns, layout.columnCount - 1),
  };
  return { row: layout.moveRow(to.row, 0), column: layout.moveColumn(to.column, 0) };
}

const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

export function attachKeys(view: GridView, actions: KeyActions): void {
  const step = (from: Place, rows: number, columns: number): Place => {
    // A merged block is left at its far edge.
    const merge = view.merges().at(from.row, from.column);
    const row = merge && rows > 0 ? merge.row + merge.rows - 1 : from.row;
    const column = merge && columns > 0 ? merge.column + merge.columns - 1 : from.column;
    return {
      row: rows === 0 ? from.row : view.layout().moveRow(row, rows),
      column: columns === 0 ? from.column : view.layout().moveColumn(column, columns),
    };
  };
  const go = (to: Place): void => view.select(selectCell(to));
  const goOrStretch = (event: KeyboardEvent, move: (from: Place) => Place): void => {
    const now = view.selection();
    if (event.shiftKey) view.select(stretch(now, move(now.head)));
    else go(move(now.active));
  };

  const command = (event: KeyboardEvent): boolean => {
    const now = view.selection();
    const layout = view.layout();
    switch (event.key.toLowerCase()) {
      case 'a':
        view.select(
          selectRange(
            rangeBetween({ row: 0, column: 0 }, { row: layout.rowCount - 1, column: layout.columnCount - 1 }),
          ),
          { scroll: false },
        );
        return true;
      case 'z':
        if (event.shiftKey) actions.redo();
        else actions.undo();
        return true;
      case 'y':
        actions.redo();
        return true;
      case 'f':
        actions.find();
        return true;
      case 'h':
        actions.replace();
        return true;
      case 'd':
        actions.fill('down');
        return true;
      case 'r':
        // With Shift it is the browser's own: load the page again.
        if (event.shiftKey) return false;
        actions.fill('right');
        return true;
      case 'b':
        actions.mark('bold');
        return true;
      case 'i':
        actions.mark('italic');
        return true;
      case '\\':
        actions.plain();
        return true;
      case '/':
        actions.shortcuts();
        return true;
      case '=':
      case '+':
        if (!event.altKey) return false;
        actions.insert();
        return true;
      case '-':
        if (!event.altKey) return false;
        actions.remove();
        return true;
      case 'pagedown':
      case 'pageup':
        if (!event.shiftKey) return false;
        actions.sheet(event.key === 'PageDown' ? 1 : -1);
        return true;
      case 'home':
        goOrStretch(event, () => ({ row: layout.moveRow(0, 0), column: layout.moveColumn(0, 0) }));
        return true;
      case 'end':
        goOrStretch(event, (from) => jump(view, jump(view, from, 1, 0), 0, 1));
        return true;
      case ' ':
        view.select(
          selectRange(
            rangeBetween(
              { row: 0, column: now.active.column },
              { row: layout.rowCount - 1, column: now.active.column },
            ),
          ),
          { scroll: false },
        );
        return true;
      default: {
        const arrow = ARROWS[event.key];
        if (!arrow) return false;
        goOrStretch(event, (from) => jump(view, from, ...arrow));
        return true;
      }
    }
  };

  const plain = (event: KeyboardEvent): boolean => {
    const now = view.selection();
    const arrow = ARROWS[event.key];
    if (arrow) {
      if (event.altKey && event.key === 'ArrowDown' && actions.openChoices()) return true;
      goOrStretch(event, (from) => step(from, ...arrow));
      return true;
    }
    switch (event.key) {
      case 'Tab':
        go(step(now.active, 0, event.shiftKey ? -1 : 1));
        return true;
      case 'Enter':
        if (event.shiftKey) go(step(now.active, -1, 0));
        else if (!actions.openChoices()) actions.edit(undefined);
        return true;
      case 'F2':
        actions.edit(undefined);
        return true;
      case 'Delete':
      case 'Backspace':
        actions.clear();
        return true;
      case 'Home':
        goOrStretch(event, (from) => ({ ...from, column: view.layout().moveColumn(0, 0) }));
        return true;
      case 'End':
        goOrStretch(event, (from) => jump(view, from, 0, 1));
        return true;
      case 'PageDown':
        goOrStretch(event, (from) => step(from, view.page(), 0));
        return true;
      case 'PageUp':
        goOrStretch(event, (from) => step(from, -view.page(), 0));
        return true;
      case 'ContextMenu':
        actions.openMenu();
        return true;
      case 'F10':
        // Tab goes from cell to cell, so another key has to lead out of the sheet.
        if (event.shiftKey) actions.openMenu();
        else actions.leave();
        return true;
      case ' ':
        if (!event.shiftKey) {
          if (actions.tick()) return true;
          break;
        }
        view.select(
          selectRange(
            rangeBetween(
              { row: now.active.row, column: 0 },
              { row: now.active.row, column: view.layout().columnCount - 1 },
            ),
          ),
          { scroll: false },
        );
        return true;
    }
    if (event.altKey && event.shiftKey && event.code === 'Digit5') {
      actions.mark('strikethrough');
      return true;
    }
    if (event.key.length !== 1) return false;
    actions.edit(event.key);
    return true;
  };

  view.host.addEventListener('keydown', (event) => {
    if (event.target !== view.host || event.isComposing) return;
    const handled = event.ctrlKey || event.metaKey ? command(event) : plain(event);
    if (handled) event.preventDefault();
  });
}
