/** Pop-up menus: the menu bar, context menus and column menus share them. Keyboard as in a desktop menu. */

import { el, icon } from '../lib/el.ts';
import { ICONS } from '../lib/icons.ts';

export interface MenuItem {
  readonly label: string;
  /** Keys that do the same, or a short explanation on the right. */
  readonly hint?: string;
  readonly disabled?: boolean;
  readonly checked?: boolean;
  readonly run?: () => void;
  readonly items?: readonly (MenuItem | 'separator')[];
}

export type MenuItems = readonly (MenuItem | 'separator')[];

interface OpenMenu {
  readonly element: HTMLElement;
  readonly parent: OpenMenu | undefined;
  readonly opener: HTMLElement | undefined;
  child: OpenMenu | undefined;
}

/** What the arrow keys do at the edges of the first menu: the menu bar moves to its neighbour. */
export interface Neighbours {
  readonly next?: () => void;
  readonly previous?: () => void;
}

let root: OpenMenu | undefined;
let atClose: (() => void) | undefined;

export function isMenuOpen(): boolean {
  return root !== undefined;
}

/** Closes all menus; `refocus` gives the focus back to what opened the first. */
export function closeMenus(refocus = false): void {
  const opener = root?.opener;
  const done = atClose;
  for (let open = root; open; open = open.child) {
    open.element.remove();
    open.opener?.setAttribute('aria-expanded', 'false');
  }
  root = undefined;
  atClose = undefined;
  if (refocus) opener?.focus();
  done?.();
}

document.addEventListener('pointerdown', (event) => {
  if (!root || !(event.target instanceof Node)) return;
  for (let open: OpenMenu | undefined = root; open; open = open.child) {
    if (open.element.contains(event.target)) return;
  }
  if (!root.opener?.contains(event.target)) closeMenus();
});
window.addEventListener('blur', () => closeMenus());

/** Puts a box beside a point or an element, inside the window. */
export function place(element: HTMLElement, at: DOMRect, side: 'below' | 'beside'): void {
  const { width, height } = element.getBoundingClientRect();
  const gap = 4;
  let left = side === 'below' ? at.left : at.right;
  let top = side === 'below' ? at.bottom : at.top - 7;
  if (left + width > innerWidth - gap) left = side === 'below' ? innerWidth - width - gap : at.left - width;
  if (top + height > innerHeight - gap) {
    top = side === 'below' && at.top - height > gap ? at.top - height : innerHeight - height - gap;
  }
  element.style.left = `${Math.max(gap, left)}px`;
  element.style.top = `${Math.max(gap, top)}px`;
}

function itemsOf(menu: OpenMenu): HTMLElement[] {
  return [...menu.element.querySelectorAll<HTMLElement>('[role^=menuitem]')];
}

function openOne(
  items: MenuItems,
  at: DOMRect,
  side: 'below' | 'beside',
  label: string,
  parent: OpenMenu | undefined,
  opener: HTMLElement | undefined,
  neighbours: Neighbours,
): OpenMenu {
  const element = el('div', { class: 'menu', role: 'menu', 'aria-label': label, tabindex: -1 });
  const menu: OpenMenu = { element, parent, opener, child: undefined };
  const anyCheck = items.some((item) => item !== 'separator' && item.checked !== undefined);
  for (const item of items) {
    if (item === 'separator') {
      element.append(el('div', { class: 'menu-separator', role: 'separator' }));
      continue;
    }
    element.append(itemElement(item, menu, anyCheck, neighbours));
  }
  element.addEventListener('keydown', (event) => onKey(event, menu, neighbours));
  document.body.append(element);
  place(element, at, side);
  opener?.setAttribute('aria-expanded', 'true');
  return menu;
}

function itemElement(item: MenuItem, menu: OpenMenu, anyCheck: boolean, neighbours: Neighbours): HTMLElement {
  const checkable = item.checked !== undefined;
  const made = el(
    'div',
    {
      class: 'menu-item',
      role: checkable ? 'menuitemcheckbox' : 'menuitem',
      tabindex: -1,
      'aria-disabled': item.disabled ? 'true' : undefined,
      'aria-checked': checkable ? String(item.checked) : undefined,
      'aria-haspopup': item.items ? 'menu' : undefined,
      'aria-expanded': item.items ? 'false' : undefined,
    },
    anyCheck && el('span', { class: 'menu-check' }, item.checked ? icon(ICONS.check) : undefined),
    el('span', { class: 'menu-label' }, item.label),
    item.hint !== undefined && el('span', { class: 'menu-hint' }, item.hint),
    item.items && icon(ICONS.right),
  );
  const openChild = (focus: boolean): void => {
    if (!item.items) return;
    if (menu.child?.opener === made) {
      if (focus) itemsOf(menu.child)[0]?.focus();
      return;
    }
    closeChild(menu);
    menu.child = openOne(
      item.items,
      made.getBoundingClientRect(),
      'beside',
      item.label,
      menu,
      made,
      neighbours,
    );
    if (focus) itemsOf(menu.child)[0]?.focus();
  };
  made.addEventListener('pointerenter', () => {
    made.focus({ preventScroll: true });
    if (item.items) openChild(false);
    else closeChild(menu);
  });
  made.addEventListener('click', () => {
    if (item.disabled) return;
    if (item.items) {
      openChild(true);
      return;
    }
    closeMenus();
    item.run?.();
  });
  return made;
}

function closeChild(menu: OpenMenu): void {
  for (let open = menu.child; open; open = open.child) open.element.remove();
  menu.child?.opener?.setAttribute('aria-expanded', 'false');
  menu.child = undefined;
}

function onKey(event: KeyboardEvent, menu: OpenMenu, neighbours: Neighbours): void {
  const items = itemsOf(menu);
  const focused = document.activeElement;
  const now = focused instanceof HTMLElement ? items.indexOf(focused) : -1;
  const current = items[now];
  const focusAt = (index: number): void => items[(index + items.length) % items.length]?.focus();
  const opens = current?.getAttribute('aria-haspopup') === 'menu';
  switch (event.key) {
    case 'ArrowDown':
      focusAt(now + 1);
      break;
    case 'ArrowUp':
      focusAt(now <= 0 ? items.length - 1 : now - 1);
      break;
    case 'Home':
      focusAt(0);
      break;
    case 'End':
      focusAt(items.length - 1);
      break;
    case 'Enter':
    case ' ':
      current?.click();
      break;
    case 'ArrowRight':
      if (opens) current?.click();
      else neighbours.next?.();
      break;
    case 'ArrowLeft':
      if (menu.parent) {
        closeChild(menu.parent);
        menu.opener?.focus();
      } else neighbours.previous?.();
      break;
    case 'Escape':
      if (menu.parent) {
        closeChild(menu.parent);
        menu.opener?.focus();
      } else closeMenus(true);
      break;
    case 'Tab':
      closeMenus(true);
      break;
    default: {
      if (event.key.length !== 1 || event.ctrlKey || event.metaKey || event.altKey) return;
      const wanted = event.key.toLowerCase();
      const order = [...items.slice(now + 1), ...items.slice(0, now + 1)];
      order.find((item) => item.textContent?.trim().toLowerCase().startsWith(wanted))?.focus();
    }
  }
  event.preventDefault();
  event.stopPropagation();
}

/** Opens a menu below an element, or at a point; the first item takes the focus. */
export function openMenu(
  items: MenuItems,
  at: HTMLElement | { readonly x: number; readonly y: number },
  options: { label?: string; focus?: boolean; neighbours?: Neighbours; closed?: () => void } = {},
): void {
  closeMenus();
  const element = at instanceof HTMLElement ? at : undefined;
  const rect = at instanceof HTMLElement ? at.getBoundingClientRect() : new DOMRect(at.x, at.y, 0, 0);
  root = openOne(items, rect, 'below', options.label ?? 'Menu', undefined, element, options.neighbours ?? {});
  atClose = options.closed;
  if (options.focus === false) root.element.focus();
  else itemsOf(root)[0]?.focus();
}
