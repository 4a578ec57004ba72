/** The top of the page: the workbook's name, the menus below it, who is here. */

import { el } from '../lib/el.ts';

export interface TitleBar {
  readonly element: HTMLElement;
  show(title: string): void;
  /** Lets the person type a new name. */
  rename(): void;
  say(text: string): void;
}

/** `ana@example.com` is shown as A. */
function initialOf(user: string): string {
  return (user[0] ?? '?').toUpperCase();
}

export interface TitleBarParts {
  readonly user: string;
  readonly menubar: HTMLElement;
  /** null: the name cannot be changed. */
  readonly renamed: ((title: string) => void) | null;
  /** To the other workbooks; null where there is no way to them. */
  readonly home: (() => void) | null;
  /** What is special about this workbook, with a longer explanation. */
  readonly mark: { readonly text: string; readonly why: string } | null;
}

export function createTitleBar({ user, menubar, renamed, home, mark }: TitleBarParts): TitleBar {
  const name = el('input', {
    type: 'text',
    class: 'title',
    'aria-label': 'Name of the workbook',
    maxlength: 200,
    spellcheck: 'false',
    readonly: renamed === null,
  });
  const logo = el('img', { src: '/page/icon.svg', alt: '', width: 30, height: 30 });
  const measure = el('span', { class: 'title title-measure', 'aria-hidden': 'true' });
  const state = el('span', { class: 'saved', role: 'status' });
  const element = el(
    'header',
    { class: 'titlebar' },
    home === null
      ? el('span', { class: 'logo' }, logo)
      : el(
          'button',
          {
            type: 'button',
            class: 'logo',
            'aria-label': 'All workbooks',
            title: 'All workbooks',
            onclick: home,
          },
          logo,
        ),
    el(
      'div',
      { class: 'titles' },
      el(
        'div',
        { class: 'title-line' },
        name,
        measure,
        mark && el('span', { class: 'mark', title: mark.why }, mark.text),
        state,
      ),
      menubar,
    ),
    el(
      'span',
      { class: 'user', title: `You are ${user}` },
      el('span', { class: 'user-name' }, user),
      el('span', { class: 'avatar' }, initialOf(user)),
    ),
  );
  let shown = '';
  const widen = (): void => {
    measure.textContent = name.value || ' ';
    name.style.width = `${Math.min(520, measure.offsetWidth + 4)}px`;
  };
  name.addEventListener('input', widen);
  name.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') name.value = shown;
    if (event.key === 'Enter' || event.key === 'Escape') name.blur();
  });
  name.addEventListener('blur', () => {
    const title = name.value.trim();
    name.value = title === '' ? shown : title;
    widen();
    if (title !== '' && title !== shown) renamed?.(title);
  });
  return {
    element,
    show(title) {
      shown = title;
      document.title = `${title} - Shipsheet`;
      if (document.activeElement === name) return;
      name.value = title;
      widen();
    },
    rename() {
      name.focus();
      name.select();
    },
    say(text) {
      state.textContent = text;
    },
  };
}
