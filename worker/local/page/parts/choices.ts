/** The drop-down of a cell with a list of values. */

import { el } from '../lib/el.ts';
import { place } from '../ui/menu.ts';

let close: (() => void) | undefined;

/** Opens below the cell; typing narrows the list, Enter takes the marked value. */
export function openChoices(
  at: HTMLElement,
  values: readonly string[],
  current: string,
  pick: (value: string) => void,
  leave: () => void,
): void {
  close?.();
  const input = el('input', {
    type: 'text',
    class: 'choice-search',
    role: 'combobox',
    'aria-expanded': 'true',
    'aria-controls': 'choice-list',
    'aria-label': 'Choose a value',
    placeholder: 'Type to search',
  });
  const list = el('div', { class: 'choice-list', role: 'listbox', id: 'choice-list' });
  const popup = el('div', { class: 'popup choices' }, values.length > 8 && input, list);
  popup.tabIndex = -1;
  let shown: readonly string[] = values;
  let marked = Math.max(0, values.indexOf(current));

  const draw = (): void => {
    list.replaceChildren(
      ...shown.map((value, index) => {
        const option = el(
          'div',
          {
            role: 'option',
            class: index === marked ? 'choice marked' : 'choice',
            'aria-selected': String(value === current),
          },
          el('span', { class: 'chip' }, value),
        );
        option.addEventListener('pointerdown', (event) => {
          event.preventDefault();
          done();
          pick(value);
        });
        return option;
      }),
    );
    list.querySelector('.marked')?.scrollIntoView({ block: 'nearest' });
  };
  const outside = (event: PointerEvent): void => {
    if (event.target instanceof Node && !popup.contains(event.target)) done();
  };
  function done(): void {
    if (!popup.isConnected) return;
    popup.remove();
    document.removeEventListener('pointerdown', outside, true);
    close = undefined;
    leave();
  }
  close = done;
  input.addEventListener('input', () => {
    const wanted = input.value.toLowerCase();
    shown = values.filter((value) => value.toLowerCase().includes(wanted));
    marked = 0;
    draw();
  });
  popup.addEventListener('keydown', (event) => {
    event.stopPropagation();
    if (event.key === 'ArrowDown') marked = Math.min(shown.length - 1, marked + 1);
    else if (event.key === 'ArrowUp') marked = Math.max(0, marked - 1);
    else if (event.key === 'Escape' || event.key === 'Tab') done();
    else if (event.key === 'Enter') {
      const value = shown[marked];
      done();
      if (value !== undefined) pick(value);
    } else if (event.key.length === 1 && !input.isConnected) {
      const wanted = event.key.toLowerCase();
      marked = Math.max(
        0,
        shown.findIndex((value) => value.toLowerCase().startsWith(wanted)),
      );
    } else return;
    event.preventDefault();
    draw();
  });
  document.body.append(popup);
  popup.style.minWidth = `${Math.max(140, at.getBoundingClientRect().width)}px`;
  draw();
  place(popup, at.getBoundingClientRect(), 'below');
  document.addEventListener('pointerdown', outside, true);
  if (values.length > 8) input.focus();
  else popup.focus();
}
