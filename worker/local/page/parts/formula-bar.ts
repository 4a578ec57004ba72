/** The line below the menus: the name box, and what the active cell holds. */

import type { GridView } from '../grid/grid.ts';
import { el } from '../lib/el.ts';
import { cellName, parseRange, rangeName } from '../model/a1.ts';
import { type Selection, selectRange } from '../model/selection.ts';

export interface FormulaBar {
  readonly element: HTMLElement;
  show(selection: Selection, text: string): void;
  typed(text: string): void;
}

export interface FormulaActions {
  write(text: string): void;
}

/** `canType: false`: it only shows. */
export function createFormulaBar(view: GridView, actions: FormulaActions, canType: boolean): FormulaBar {
  const name = el('input', {
    class: 'name-box',
    type: 'text',
    'aria-label': 'Name box',
    spellcheck: 'false',
  });
  const content = el('textarea', {
    class: 'formula',
    rows: 1,
    'aria-label': 'Cell content',
    dir: 'auto',
    spellcheck: 'false',
    readonly: !canType,
  });
  const note = el('span', { class: 'formula-note', hidden: true }, 'Formula: kept, not calculated here');
  const element = el('div', { class: 'formula-bar' }, name, el('span', { class: 'fx' }, 'fx'), content, note);
  let shown = '';
  let shownName = '';

  const mark = (text: string): void => {
    note.hidden = !text.startsWith('=');
  };
  name.addEventListener('focus', () => name.select());
  name.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') {
      name.value = shownName;
      view.focus();
    }
    if (event.key !== 'Enter') return;
    event.preventDefault();
    const { rowCount, columnCount } = view.layout();
    const range = parseRange(name.value, rowCount, columnCount);
    name.classList.toggle('wrong', range === undefined);
    if (!range) return;
    view.focus();
    view.select(selectRange(range));
    view.reveal(range);
  });
  name.addEventListener('blur', () => {
    name.value = shownName;
    name.classList.remove('wrong');
  });
  content.addEventListener('input', () => mark(content.value));
  content.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') {
      content.value = shown;
      mark(shown);
      view.focus();
    } else if (event.key === 'Enter' && !event.altKey && !event.ctrlKey) {
      event.preventDefault();
      view.focus();
    } else if (event.key === 'Enter') {
      event.preventDefault();
      content.setRangeText('\n', content.selectionStart, content.selectionEnd, 'end');
    }
  });
  content.addEventListener('blur', () => {
    const text = content.value;
    if (text === shown) return;
    shown = text;
    actions.write(text);
  });

  return {
    element,
    show(selection, text) {
      const { rowCount, columnCount } = view.layout();
      const last = selection.ranges.at(-1);
      shownName = last
        ? rangeName(last, rowCount, columnCount)
        : cellName(selection.active.row, selection.active.column);
      if (document.activeElement !== name) name.value = shownName;
      if (document.activeElement === content) return;
      shown = text;
      content.value = text;
      mark(text);
    },
    typed(text) {
      shown = text;
      content.value = text;
      mark(text);
    },
  };
}
