/**
 * A text field with suggestions, after the ARIA pattern "combobox with list autocomplete": arrows move, Enter
 * chooses, Esc closes. At most 60 suggestions are drawn, so that 500 SKUs stay quick.
 */
import { type Child, fill, h, uid } from '../dom.ts';
import { count } from '../words.ts';

export interface Suggestion {
  readonly value: string;
  readonly label: string;
  /** Small and to the right: a count, a name. */
  readonly note?: string;
}

export interface ComboOptions {
  /** Read out as the field's name when no visible label points at it. */
  readonly label: string;
  readonly placeholder?: string;
  readonly value?: string;
  suggestions(): readonly Suggestion[];
  pick(value: string): void;
  /** A last entry for text that fits no suggestion ("New SKU MUG"); null for none. */
  fresh?(text: string): string | null;
  /** Each change of the text, and when the field is left. */
  typed?(text: string, left: boolean): void;
  /** Backspace in the empty field. */
  erase?(): void;
  /** The field is emptied after each choice, for another one. */
  readonly clears?: boolean;
}

const MOST = 60;

export function combobox(options: ComboOptions): { element: HTMLElement; input: HTMLInputElement } {
  const list = h('ul', { role: 'listbox', id: uid(), class: 'suggestions', 'aria-label': options.label });
  list.hidden = true;
  const input = h('input', {
    type: 'text',
    role: 'combobox',
    'aria-label': options.label,
    'aria-autocomplete': 'list',
    'aria-expanded': 'false',
    'aria-controls': list.id,
    autocomplete: 'off',
    spellcheck: 'false',
    placeholder: options.placeholder,
    value: options.value ?? '',
  });
  let shown: Suggestion[] = [];
  let active = -1;
  let filtering = false;

  const close = (): void => {
    list.hidden = true;
    active = -1;
    filtering = false;
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
  };
  const mark = (index: number): void => {
    list.children[active]?.setAttribute('aria-selected', 'false');
    active = index;
    const option = list.children[active];
    if (option === undefined) return;
    option.setAttribute('aria-selected', 'true');
    input.setAttribute('aria-activedescendant', option.id);
    option.scrollIntoView({ block: 'nearest' });
  };
  const choose = (index: number): void => {
    const chosen = shown[index];
    if (chosen === undefined) return;
    input.value = options.clears === true ? '' : chosen.value;
    close();
    options.pick(chosen.value);
  };
  const open = (): void => {
    const sought = filtering || options.clears === true ? input.value.trim().toLowerCase() : '';
    const all = options.suggestions();
    const fits =
      sought === ''
        ? all
        : all.filter((s) => `${s.label}\n${s.value}\n${s.note ?? ''}`.toLowerCase().includes(sought));
    shown = fits.slice(0, MOST);
    const fresh = sought === '' ? null : (options.fresh?.(input.value.trim()) ?? null);
    if (fresh !== null) shown.push({ value: input.value.trim(), label: fresh });
    const rest: Child =
      fits.length > MOST
        ? h(
            'li',
            { role: 'presentation', class: 'rest' },
            `${count(fits.length - MOST)} more: type to find them`,
          )
        : shown.length === 0 && h('li', { role: 'presentation', class: 'rest' }, 'Nothing fits');
    fill(list, shown.map(draw), rest);
    active = -1;
    list.hidden = false;
    input.setAttribute('aria-expanded', 'true');
    list.scrollIntoView({ block: 'nearest' });
  };
  const draw = (suggestion: Suggestion, index: number): HTMLElement =>
    h(
      'li',
      {
        role: 'option',
        id: uid(),
        'aria-selected': 'false',
        title: suggestion.label,
        // mousedown would take the focus from the field and close the list before the click arrives.
        on: { mousedown: (event) => event.preventDefault(), click: () => choose(index) },
      },
      h('span', { class: 'what' }, suggestion.label),
      suggestion.note === undefined ? null : h('span', { class: 'note' }, suggestion.note),
    );

  input.addEventListener('input', () => {
    filtering = true;
    open();
    options.typed?.(input.value, false);
  });
  input.addEventListener('click', () => (list.hidden ? open() : close()));
  input.addEventListener('blur', () => {
    close();
    options.typed?.(input.value, true);
  });
  input.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (list.hidden) open();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      const n = shown.length;
      if (n > 0) mark(active < 0 && step < 0 ? n - 1 : (active + step + n) % n);
    } else if (event.key === 'Enter' && !list.hidden && (active >= 0 || (filtering && shown.length === 1))) {
      event.preventDefault();
      choose(Math.max(active, 0));
    } else if (event.key === 'Escape' && !list.hidden) {
      event.preventDefault();
      event.stopPropagation();
      close();
    } else if (event.key === 'Backspace' && input.value === '') {
      options.erase?.();
    }
  });
  return { element: h('div', { class: 'combobox' }, input, list), input };
}
