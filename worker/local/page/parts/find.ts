/** Find in sheet: a small box at the top right of the grid. */

import type { GridView } from '../grid/grid.ts';
import type { Api } from '../lib/api.ts';
import { el, icon } from '../lib/el.ts';
import { ICONS } from '../lib/icons.ts';
import { selectCell } from '../model/selection.ts';

export interface Find {
  open(): void;
}

export function createFind(view: GridView, api: Api): Find {
  const input = el('input', { type: 'text', placeholder: 'Find in sheet', 'aria-label': 'Find in sheet' });
  const said = el('span', { class: 'find-count', role: 'status' });
  const box = el(
    'div',
    { class: 'find', role: 'search', hidden: true },
    input,
    said,
    el(
      'button',
      { type: 'button', class: 'icon-button', 'aria-label': 'Previous', onclick: () => void go(true) },
      icon(ICONS.up),
    ),
    el(
      'button',
      { type: 'button', class: 'icon-button', 'aria-label': 'Next', onclick: () => void go(false) },
      icon(ICONS.down),
    ),
    el(
      'button',
      { type: 'button', class: 'icon-button', 'aria-label': 'Close', onclick: () => close() },
      icon(ICONS.close),
    ),
  );
  view.host.append(box);
  async function go(back: boolean): Promise<void> {
    const text = input.value;
    if (text === '') return;
    const { row, column } = view.selection().active;
    const { found, total } = await api.find(view.shape().sheet.id, text, row, column, back);
    said.textContent = total === 0 ? 'Not found' : `${total} ${total === 1 ? 'match' : 'matches'}`;
    if (found) view.select(selectCell(found));
  }
  function close(): void {
    box.hidden = true;
    view.focus();
  }
  box.addEventListener('keydown', (event) => {
    event.stopPropagation();
    if (event.key === 'Escape') close();
    if (event.key === 'Enter' && event.target === input) void go(event.shiftKey);
  });
  return {
    open() {
      box.hidden = false;
      said.textContent = '';
      input.focus();
      input.select();
    },
  };
}
