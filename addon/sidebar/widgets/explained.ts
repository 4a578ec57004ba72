/** A choice of one in which each answer is explained in a line of its own. */
import { h, uid } from '../dom.ts';

export interface Explained {
  readonly value: string;
  readonly label: string;
  readonly about: string;
}

export function explained(
  question: string,
  options: readonly Explained[],
  value: string,
  change: (value: string) => void,
  help?: string,
): HTMLFieldSetElement {
  const name = uid();
  return h(
    'fieldset',
    { class: 'radios' },
    h('legend', {}, question),
    help === undefined ? null : h('p', { class: 'help' }, help),
    options.map((option) =>
      h(
        'label',
        { class: 'check' },
        h('input', {
          type: 'radio',
          name,
          value: option.value,
          checked: option.value === value,
          on: { change: () => change(option.value) },
        }),
        h('span', {}, option.label, h('span', { class: 'help' }, option.about)),
      ),
    ),
  );
}
