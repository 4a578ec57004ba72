/** Find and replace in a sheet: a small box at the top right of the grid. */

import type { GridView } from '../grid/grid.ts';
import { type Api, ApiError } from '../lib/api.ts';
import { el, icon } from '../lib/el.ts';
import { ICONS } from '../lib/icons.ts';
import { isBlock, selectCell } from '../model/selection.ts';

export interface Find {
  /** With `replace` the box has a second line. */
  open(replace: boolean): void;
}

/** `canReplace: false`: there is no second line. */
export function createFind(view: GridView, api: Api, canReplace: boolean): Find {
  const input = el('input', { type: 'text', placeholder: 'Find in sheet', 'aria-label': 'Find in sheet' });
  const by = el('input', { type: 'text', placeholder: 'Replace with', 'aria-label': 'Replace with' });
  const matchCase = el('input', { type: 'checkbox' });
  const wholeCell = el('input', { type: 'checkbox' });
  const within = el('input', { type: 'checkbox' });
  const said = el('span', { class: 'find-count', role: 'status' });
  const button = (label: string, path: string, run: () => void): HTMLElement =>
    el('button', { type: 'button', class: 'icon-button', 'aria-label': label, onclick: run }, icon(path));
  const replaceLine = el(
    'div',
    { class: 'find-replace', hidden: true },
    el(
      'div',
      { class: 'find-line' },
      by,
      el('button', { type: 'button', class: 'link', onclick: () => void replace(false) }, 'Replace'),
      el('button', { type: 'button', class: 'link', onclick: () => void replace(true) }, 'Replace all'),
    ),
    el(
      'div',
      { class: 'find-line find-options' },
      el('label', {}, matchCase, 'Match case'),
      el('label', {}, wholeCell, 'Whole cell'),
      el('label', {}, within, 'In the selection'),
    ),
  );
  const more = el('button', { type: 'button', class: 'link', onclick: () => show(true) }, 'Replace ...');
  const box = el(
    'div',
    { class: 'find', role: 'search', hidden: true },
    el(
      'div',
      { class: 'find-line' },
      input,
      said,
      button('Previous', ICONS.up, () => void go(true)),
      button('Next', ICONS.down, () => void go(false)),
      more,
      button('Close', ICONS.close, () => close()),
    ),
    replaceLine,
  );
  view.host.append(box);

  const show = (replacing: boolean): void => {
    replaceLine.hidden = !(replacing && canReplace);
    more.hidden = replacing || !canReplace;
  };
  const sheet = (): number => view.shape().sheet.id;
  async function go(back: boolean): Promise<void> {
    const text = input.value;
    if (text === '') return;
    const { row, column } = view.selection().active;
    const { found, total } = await api.find(sheet(), text, row, column, back);
    said.textContent = total === 0 ? 'Not found' : `${total} ${total === 1 ? 'match' : 'matches'}`;
    if (found) view.select(selectCell(found));
  }
  async function replace(all: boolean): Promise<void> {
    const text = input.value;
    if (text === '') return;
    const { ranges, active } = view.selection();
    const one = [{ row: active.row, column: active.column, rows: 1, columns: 1 }];
    const where = all ? (within.checked ? ranges : undefined) : one;
    try {
      const { cells } = await api.replace(sheet(), {
        text,
        by: by.value,
        matchCase: matchCase.checked,
        wholeCell: wholeCell.checked,
        ...(where && { within: where }),
      });
      if (!all) await go(false);
      else
        said.textContent =
          cells === 0
            ? 'Not found'
            : `${cells.toLocaleString('en')} ${cells === 1 ? 'cell' : 'cells'} changed`;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      said.textContent = error.message;
    }
  }
  function close(): void {
    box.hidden = true;
    view.focus();
  }
  box.addEventListener('keydown', (event) => {
    event.stopPropagation();
    if (event.key === 'Escape') close();
    if (event.key === 'Enter' && event.target === input) void go(event.shiftKey);
    if (event.key === 'Enter' && event.target === by) void replace(false);
    if (event.key.toLowerCase() === 'h' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      show(true);
      by.focus();
    }
  });
  return {
    open(replacing) {
      box.hidden = false;
      show(replacing);
      within.checked = isBlock(view.selection());
      said.textContent = '';
      input.focus();
      input.select();
    },
  };
}
