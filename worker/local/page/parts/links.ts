/** A cell that holds an address: a card below it leads there, and so does Alt+Enter, as in Sheets. */

import type { GridView } from '../grid/grid.ts';
import { el } from '../lib/el.ts';
import { addressOf } from '../model/address.ts';
import { place } from '../ui/menu.ts';

export function attachLinks(view: GridView): void {
  const link = el('a', { target: '_blank', rel: 'noopener noreferrer' });
  const card = el('div', { class: 'popup link-card', hidden: true }, link);
  document.body.append(card);
  const show = (): void => {
    const { active } = view.selection();
    const address = addressOf(view.cache().row(active.row)?.values[active.column] ?? '');
    const cell = view.cellElement(active);
    card.hidden = address === undefined || cell === undefined;
    if (address === undefined || !cell) return;
    link.href = address;
    link.textContent = address;
    place(card, cell.getBoundingClientRect(), 'below');
  };
  view.selected.on(() => requestAnimationFrame(show));
  view.host.addEventListener('wheel', () => (card.hidden = true), { passive: true });
  view.host.addEventListener('dblclick', () => (card.hidden = true));
  // Before the key edits the cell.
  const open = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !event.altKey || card.hidden || event.target !== view.host) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    link.click();
  };
  view.host.addEventListener('keydown', open, { capture: true });
  view.host.addEventListener('keydown', (event) => {
    if (event.key.length === 1 || event.key === 'Enter' || event.key === 'F2') card.hidden = true;
  });
}
