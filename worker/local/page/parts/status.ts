/** Count and sum of what is selected, at the bottom right. */

import type { GridView } from '../grid/grid.ts';
import type { Api } from '../lib/api.ts';
import { el } from '../lib/el.ts';
import { isBlock } from '../model/selection.ts';

/** Milliseconds after the last change of the selection. */
const PAUSE = 120;

export interface Status {
  readonly element: HTMLElement;
  update(): void;
}

export function createStatus(view: GridView, api: Api, showAll: () => void): Status {
  const rows = el('span', { class: 'status-rows' });
  const sum = el('span', { class: 'status-sum', role: 'status' });
  const clear = el(
    'button',
    { type: 'button', class: 'link', hidden: true, onclick: showAll },
    'Show all rows',
  );
  const element = el('div', { class: 'status' }, rows, clear, sum);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asked = 0;
  const number = new Intl.NumberFormat('en', { maximumFractionDigits: 2 });
  const read = async (): Promise<void> => {
    const turn = ++asked;
    const { sheet, filter, content } = view.shape();
    const { bodyRows, frozenRows } = view.layout();
    // Rows with content below the header, and how many of them are shown.
    const first = Math.max(frozenRows, filter ? filter.range.row + 1 : 0);
    const all = Math.max(0, content.rows - first);
    let shown = 0;
    for (const row of bodyRows) if (row >= first && row < content.rows) shown++;
    const isFiltered = (filter?.columns.length ?? 0) > 0;
    rows.textContent = shown < all ? `${number.format(shown)} of ${number.format(all)} rows shown` : '';
    clear.hidden = !isFiltered;
    const selection = view.selection();
    if (!isBlock(selection)) {
      sum.textContent = '';
      return;
    }
    const total = await api.summary(sheet.id, selection.ranges);
    if (turn !== asked) return;
    const count = `Count: ${number.format(total.filled)}`;
    sum.textContent =
      total.numbers > 0 ? `Sum: ${number.format(total.sum)}   ${count}` : total.filled > 0 ? count : '';
  };
  return {
    element,
    update() {
      clearTimeout(timer);
      timer = setTimeout(() => {
        // A selection that the sheet no longer has is corrected by the next shape.
        read().catch(() => undefined);
      }, PAUSE);
    },
  };
}
