/** The box in which a cell is typed. It lies over the cell and grows with the text. */

import { el } from '../lib/el.ts';
import { type Place, selectCell } from '../model/selection.ts';
import type { GridView } from './grid.ts';

export interface Editor {
  /** Opens over the active cell; `typing` keeps the arrows for moving on, as after a first letter. */
  open(place: Place, text: string, typing: boolean): void;
  isOpen(): boolean;
  /** Writes what is typed, where something is being typed. */
  commit(): void;
  cancel(): void;
  /** Takes over text that is typed elsewhere (the formula bar). */
  setText(text: string): void;
}

export interface EditorActions {
  write(place: Place, text: string): void;
  typed(text: string): void;
  closed(): void;
}

export function createEditor(view: GridView, actions: EditorActions): Editor {
  const box = el('textarea', {
    class: 'cell-editor',
    rows: 1,
    spellcheck: 'false',
    'aria-label': 'Edit cell',
    dir: 'auto',
    hidden: true,
  });
  view.host.append(box);
  let place: Place | undefined;
  let before = '';
  let typing = false;

  const grow = (): void => {
    const host = view.host.getBoundingClientRect();
    const left = Number.parseFloat(box.style.left);
    const top = Number.parseFloat(box.style.top);
    box.style.width = 'auto';
    box.style.width = `${Math.min(host.width - left - 16, Math.max(Number(box.dataset.width), box.scrollWidth + 12))}px`;
    box.style.height = `${Number(box.dataset.height)}px`;
    box.style.height = `${Math.min(host.height - top - 20, Math.max(Number(box.dataset.height), box.scrollHeight))}px`;
  };
  const close = (): void => {
    place = undefined;
    box.hidden = true;
    view.focus();
    actions.closed();
  };
  const commit = (): void => {
    if (!place) return;
    const at = place;
    const text = box.value;
    close();
    if (text !== before) actions.write(at, text);
  };
  const move = (rows: number, columns: number): void => {
    const at = place;
    commit();
    if (!at) return;
    const layout = view.layout();
    view.select(
      selectCell({
        row: rows === 0 ? at.row : layout.moveRow(at.row, rows),
        column: columns === 0 ? at.column : layout.moveColumn(at.column, columns),
      }),
    );
  };

  box.addEventListener('input', () => {
    grow();
    actions.typed(box.value);
  });
  box.addEventListener('keydown', (event) => {
    event.stopPropagation();
    if (event.isComposing) return;
    const arrow = typing && !event.shiftKey ? event.key : '';
    if (event.key === 'Enter' && (event.altKey || event.ctrlKey))
      box.setRangeText('\n', box.selectionStart, box.selectionEnd, 'end');
    else if (event.key === 'Enter') move(event.shiftKey ? -1 : 1, 0);
    else if (event.key === 'Tab') move(0, event.shiftKey ? -1 : 1);
    else if (event.key === 'Escape') close();
    else if (arrow === 'ArrowDown') move(1, 0);
    else if (arrow === 'ArrowUp') move(-1, 0);
    else if (arrow === 'ArrowLeft') move(0, -1);
    else if (arrow === 'ArrowRight') move(0, 1);
    else {
      if (event.key === 'F2') typing = !typing;
      return;
    }
    event.preventDefault();
    if (place) grow();
  });
  box.addEventListener('mousedown', () => {
    typing = false;
  });
  box.addEventListener('blur', () => commit());
  view.host.addEventListener('wheel', () => commit(), { passive: true });

  return {
    open(at, text, startsTyping) {
      commit();
      view.reveal(at);
      // Keys arrive while the grid still scrolls to the cell, all of them from a barcode scanner: the box takes them
      // unseen, and lies over the cell once that is drawn.
      place = at;
      before =
        view.cache().row(at.row)?.inputs.get(at.column) ?? view.cache().row(at.row)?.values[at.column] ?? '';
      typing = startsTyping;
      box.value = text;
      box.style.opacity = '0';
      box.hidden = false;
      box.focus({ preventScroll: true });
      box.setSelectionRange(text.length, text.length);
      const lay = (frames: number): void => {
        if (place !== at) return;
        const cell = view.cellElement(at);
        if (!cell && frames > 0) {
          requestAnimationFrame(() => lay(frames - 1));
          return;
        }
        const host = view.host.getBoundingClientRect();
        // A cell that is never drawn: at the corner what is typed can be seen at least.
        const rect = cell?.getBoundingClientRect() ?? new DOMRect(host.left + 1, host.top + 1, 100, 21);
        box.style.left = `${rect.left - host.left - 1}px`;
        box.style.top = `${rect.top - host.top - 1}px`;
        box.dataset.width = String(rect.width + 2);
        box.dataset.height = String(rect.height + 2);
        box.style.opacity = '';
        grow();
      };
      lay(60);
      actions.typed(text);
    },
    isOpen: () => place !== undefined,
    commit,
    cancel: close,
    setText(text) {
      box.value = text;
    },
  };
}
