/** What an empty workbook says: where to begin, so that nobody stares at a blank grid. */

import type { MenuEntryWire, MenuWire, ShapeWire, SheetWire } from '../../http/wire.ts';
import { el } from '../lib/el.ts';

export interface StartCard {
  update(sheets: readonly SheetWire[], shape: ShapeWire, menus: readonly MenuWire[]): void;
}

export interface StartActions {
  run(functionName: string, label: string): void;
  demo(): void;
}

type Item = Extract<MenuEntryWire, { type: 'item' }>;

/** The add-on's first menu item is its first step. */
function firstItem(menus: readonly MenuWire[]): { menu: string; item: Item } | undefined {
  for (const menu of menus) {
    const item = menu.entries.find((entry): entry is Item => entry.type === 'item');
    if (item) return { menu: menu.label, item };
  }
  return undefined;
}

export function createStartCard(host: HTMLElement, actions: StartActions): StartCard {
  const card = el('section', { class: 'start-card', hidden: true, 'aria-label': 'Where to begin' });
  host.append(card);
  return {
    update(sheets, shape, menus) {
      const first = firstItem(menus);
      const empty = sheets.length === 1 && shape.content.rows === 0;
      card.hidden = !empty || !first;
      if (!empty || !first) return;
      const { menu, item } = first;
      card.replaceChildren(
        el('h2', {}, 'This workbook is empty'),
        el('p', {}, `Begin with ${menu} > ${item.label}. Or look around in a made-up campaign first.`),
        el(
          'div',
          { class: 'box-buttons' },
          el('button', { type: 'button', class: 'button', onclick: actions.demo }, 'Show the demo'),
          el(
            'button',
            {
              type: 'button',
              class: 'button primary',
              onclick: () => actions.run(item.functionName, item.label),
            },
            item.label,
          ),
        ),
      );
    },
  };
}
