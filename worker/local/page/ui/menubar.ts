/** The menu bar: File, Edit ... and the add-on's own menus beside them. */

import { el } from '../lib/el.ts';
import { closeMenus, isMenuOpen, type MenuItems, openMenu } from './menu.ts';

export interface TopMenu {
  readonly label: string;
  /** Marks the add-on's menus. */
  readonly addon?: boolean;
  readonly items: () => MenuItems;
}

export interface MenuBar {
  readonly element: HTMLElement;
  show(menus: readonly TopMenu[]): void;
  /** For who has no pointer: arrows go along the bar, Tab goes on to the sidebar and the sheet tabs. */
  focus(): void;
}

/** `leave` takes the focus back when a menu has done its work. */
export function createMenuBar(leave: () => void): MenuBar {
  const element = el('div', { class: 'menubar', role: 'menubar', 'aria-label': 'Menus' });
  let buttons: HTMLElement[] = [];
  let open = -1;

  const openAt = (index: number, menus: readonly TopMenu[], focus: boolean): void => {
    const at = (index + menus.length) % menus.length;
    const menu = menus[at];
    const button = buttons[at];
    if (!menu || !button) return;
    for (const other of buttons) other.tabIndex = other === button ? 0 : -1;
    openMenu(menu.items(), button, {
      label: menu.label,
      focus,
      neighbours: {
        next: () => openAt(at + 1, menus, true),
        previous: () => openAt(at - 1, menus, true),
      },
      closed: () => {
        if (open === at) open = -1;
        if (document.activeElement === document.body) leave();
      },
    });
    open = at;
  };

  return {
    element,
    focus: () => buttons.find((button) => button.tabIndex === 0)?.focus(),
    show(menus) {
      if (isMenuOpen()) closeMenus();
      buttons = menus.map((menu, index) => {
        const button = el(
          'button',
          {
            type: 'button',
            role: 'menuitem',
            class: menu.addon ? 'menubar-item addon' : 'menubar-item',
            tabindex: index === 0 ? 0 : -1,
            'aria-haspopup': 'menu',
            'aria-expanded': 'false',
          },
          menu.label,
        );
        button.addEventListener('click', (event) => {
          if (open === index) closeMenus(true);
          // A click without a pointer came from the keyboard: then the first item takes the focus.
          else openAt(index, menus, event.detail === 0);
        });
        button.addEventListener('pointerenter', () => {
          if (open !== -1 && open !== index) openAt(index, menus, false);
        });
        button.addEventListener('keydown', (event) => {
          const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
          if (step !== 0) buttons[(index + step + buttons.length) % buttons.length]?.focus();
          else if (event.key === 'ArrowDown') openAt(index, menus, true);
          else if (event.key === 'Escape') leave();
          else return;
          event.preventDefault();
        });
        return button;
      });
      element.replaceChildren(...buttons);
    },
  };
}
