/** Several values out of a list: a field with suggestions, and what is chosen as chips that can be taken away. */
import { announce, fill, h, uid } from '../dom.ts';
import { combobox, type Suggestion } from './combobox.ts';
import { icon } from './icon.ts';

export interface ChipsOptions {
  readonly label: string;
  readonly placeholder?: string;
  suggestions(): readonly Suggestion[];
  readonly chosen: readonly string[];
  changed(chosen: readonly string[]): void;
  /** What a chip shows for its value; the value itself when left out. */
  name?(value: string): string;
}

export function chips(options: ChipsOptions): HTMLElement {
  let chosen = [...options.chosen];
  const name = options.name ?? ((value: string) => value);
  const list = h('ul', { class: 'chips', 'aria-label': `${options.label}: chosen` });
  const combo = combobox({
    label: options.label,
    placeholder: options.placeholder ?? 'Any',
    clears: true,
    suggestions: () => options.suggestions().filter((s) => !chosen.includes(s.value)),
    pick: (value) => set([...chosen, value], `${name(value)} added`),
    erase: () => {
      const last = chosen.at(-1);
      if (last !== undefined) remove(last);
    },
  });
  combo.input.id = uid();

  const remove = (value: string): void => {
    set(
      chosen.filter((one) => one !== value),
      `${name(value)} removed`,
    );
    combo.input.focus();
  };
  const set = (to: string[], said: string): void => {
    chosen = to;
    draw();
    announce(said);
    options.changed(chosen);
  };
  const draw = (): void => {
    list.hidden = chosen.length === 0;
    fill(
      list,
      chosen.map((value) =>
        h(
          'li',
          { class: 'chip', title: name(value) },
          h('span', {}, name(value)),
          h(
            'button',
            { type: 'button', 'aria-label': `Remove ${name(value)}`, on: { click: () => remove(value) } },
            icon('close', 14),
          ),
        ),
      ),
    );
  };
  draw();
  return h(
    'div',
    { class: 'field' },
    h('label', { for: combo.input.id }, options.label),
    list,
    combo.element,
  );
}
