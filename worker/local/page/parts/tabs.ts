/** The sheet tabs at the bottom: switch, add, rename, move, hide, delete; hidden ones in the list of all sheets. */

import type { SheetWire } from '../../http/wire.ts';
import { el, icon } from '../lib/el.ts';
import { ICONS } from '../lib/icons.ts';
import { type MenuItems, openMenu } from '../ui/menu.ts';

export interface TabActions {
  open(id: number): void;
  add(): void;
  rename(sheet: SheetWire, name: string): void;
  move(sheet: SheetWire, index: number): void;
  setHidden(sheet: SheetWire, hidden: boolean): void;
  remove(sheet: SheetWire): void;
  duplicate(sheet: SheetWire): void;
}

export interface Tabs {
  readonly element: HTMLElement;
  show(sheets: readonly SheetWire[], current: number): void;
}

/** `canChange: false`: the tabs only lead from sheet to sheet. */
export function createTabs(actions: TabActions, canChange: boolean): Tabs {
  const list = el('div', { class: 'tab-list', role: 'tablist', 'aria-label': 'Sheets' });
  const all = el(
    'button',
    { type: 'button', class: 'icon-button', 'aria-label': 'All sheets', 'aria-haspopup': 'menu' },
    icon(ICONS.list),
  );
  const add = el(
    'button',
    { type: 'button', class: 'icon-button', 'aria-label': 'Add sheet', onclick: () => actions.add() },
    icon(ICONS.plus),
  );
  const element = el('div', { class: 'tabs' }, canChange && add, all, list);
  let sheets: readonly SheetWire[] = [];
  let current = -1;

  all.addEventListener('click', () => {
    openMenu(
      sheets.map((sheet) => ({
        label: sheet.name,
        checked: sheet.id === current,
        ...(sheet.hidden && { hint: 'hidden' }),
        run: () => {
          if (sheet.hidden && canChange) actions.setHidden(sheet, false);
          actions.open(sheet.id);
        },
      })),
      all,
      { label: 'All sheets' },
    );
  });

  const rename = (sheet: SheetWire, tab: HTMLElement): void => {
    const input = el('input', {
      type: 'text',
      class: 'tab-name',
      value: sheet.name,
      maxlength: 100,
      'aria-label': 'Sheet name',
    });
    let done = false;
    const finish = (keep: boolean): void => {
      if (done) return;
      done = true;
      const name = input.value.trim();
      input.replaceWith(tab);
      if (keep && name !== '' && name !== sheet.name) actions.rename(sheet, name);
    };
    input.addEventListener('keydown', (event) => {
      event.stopPropagation();
      if (event.key === 'Enter') finish(true);
      if (event.key === 'Escape') finish(false);
    });
    input.addEventListener('blur', () => finish(true));
    tab.replaceWith(input);
    input.focus();
    input.select();
  };

  const menuOf = (sheet: SheetWire, tab: HTMLElement): MenuItems => {
    const shown = sheets.filter((other) => !other.hidden);
    const place = shown.indexOf(sheet);
    const left = shown[place - 1];
    const right = shown[place + 1];
    return [
      { label: 'Rename', run: () => rename(sheet, tab) },
      { label: 'Duplicate', run: () => actions.duplicate(sheet) },
      { label: 'Move right', disabled: !right, run: () => right && actions.move(sheet, right.index) },
      { label: 'Move left', disabled: !left, run: () => left && actions.move(sheet, left.index) },
      'separator',
      { label: 'Hide sheet', disabled: shown.length < 2, run: () => actions.setHidden(sheet, true) },
      { label: 'Delete', disabled: shown.length < 2, run: () => actions.remove(sheet) },
    ];
  };

  const tabOf = (sheet: SheetWire): HTMLElement => {
    const selected = sheet.id === current;
    const tab = el(
      'button',
      {
        type: 'button',
        role: 'tab',
        class: selected ? 'tab current' : 'tab',
        'aria-selected': String(selected),
        tabindex: selected ? 0 : -1,
        title: sheet.name.length > 24 ? sheet.name : undefined,
        'data-sheet': sheet.id,
      },
      el('span', { class: 'tab-label' }, sheet.name),
      canChange && icon(ICONS.down, 16),
    );
    if (sheet.tabColor) tab.style.setProperty('--tab-color', sheet.tabColor);
    tab.addEventListener('click', (event) => {
      const onArrow = event.target instanceof Element && event.target.closest('svg') !== null;
      if (sheet.id !== current) actions.open(sheet.id);
      else if (onArrow) openMenu(menuOf(sheet, tab), tab, { label: sheet.name });
    });
    if (canChange) tab.addEventListener('dblclick', () => rename(sheet, tab));
    tab.addEventListener('contextmenu', (event) => {
      event.preventDefault();
      if (!canChange) return;
      openMenu(menuOf(sheet, tab), tab, { label: sheet.name });
    });
    tab.addEventListener('keydown', (event) => {
      const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
      if (step === 0) return;
      event.preventDefault();
      const tabs = [...list.querySelectorAll<HTMLElement>('.tab')];
      tabs[(tabs.indexOf(tab) + step + tabs.length) % tabs.length]?.focus();
    });
    return tab;
  };

  return {
    element,
    show(next, id) {
      const moved = id !== current;
      sheets = next;
      current = id;
      list.replaceChildren(...next.filter((sheet) => !sheet.hidden || sheet.id === id).map(tabOf));
      if (moved) list.querySelector('.current')?.scrollIntoView({ inline: 'nearest', block: 'nearest' });
    },
  };
}
