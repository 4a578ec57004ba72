/** The note of a cell, shown beside it while the pointer rests there. */

import type { GridView } from '../grid/grid.ts';
import { el, elementOf } from '../lib/el.ts';
import { place } from '../ui/menu.ts';

export function attachNotes(view: GridView): void {
  const box = el('div', { class: 'note-box', role: 'tooltip', hidden: true });
  document.body.append(box);
  let shown: Element | undefined;
  view.host.addEventListener('mouseover', (event) => {
    const cell = elementOf(event)?.closest<HTMLElement>('.rgCell.noted') ?? undefined;
    if (cell === shown) return;
    shown = cell;
    const note = cell && view.cache().row(Number(cell.dataset.r))?.notes.get(Number(cell.dataset.c));
    box.hidden = note === undefined;
    if (!cell || note === undefined) return;
    box.textContent = note;
    place(box, cell.getBoundingClientRect(), 'beside');
  });
  // Who comes by keyboard reads it too, also when it appears under the cursor.
  const showActive = (): void => {
    const { active } = view.selection();
    const cell = view.cellElement(active);
    const note = view.cache().row(active.row)?.notes.get(active.column);
    box.hidden = note === undefined || cell === undefined;
    if (note === undefined || !cell) return;
    shown = cell;
    box.textContent = note;
    place(box, cell.getBoundingClientRect(), 'beside');
  };
  view.selected.on(() => requestAnimationFrame(showActive));
  view.host.addEventListener('mouseleave', () => {
    shown = undefined;
    box.hidden = true;
  });
  view.host.addEventListener(
    'wheel',
    () => {
      shown = undefined;
      box.hidden = true;
    },
    { passive: true },
  );
}
