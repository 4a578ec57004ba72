/** An action's own fields, drawn from its declaration. */
import type { Options } from '../../../shared/plan/types.ts';
import type { Context } from '../../api.ts';
import { h, uid } from '../dom.ts';
import type { Field } from '../forms.ts';
import { count, when } from '../words.ts';
import { checkbox, labelled, type Option, select } from './basics.ts';
import { combobox } from './combobox.ts';

export interface Fields {
  readonly elements: readonly HTMLElement[];
  /** Blank texts and empty choices are left out. `sku-quantity` gives `{ sku, quantity }`. */
  options(): Options;
  /** The first required field without a value; null when all have one. Moves the focus there. */
  missing(): string | null;
}

export function fields(
  declared: readonly Field[],
  context: Context,
  start: Options,
  changed: () => void,
): Fields {
  const values = new Map<string, unknown>(Object.entries(start));
  const inputs = new Map<string, HTMLElement>();
  const set = (id: string, value: unknown): void => {
    if (value === '' || value === false) values.delete(id);
    else values.set(id, value);
    changed();
  };
  const textOf = (id: string): string => {
    const value = values.get(id);
    return typeof value === 'string' ? value : '';
  };

  const draw = (field: Field): HTMLElement => {
    const more = { help: field.help, required: field.required };
    if (field.kind === 'check') {
      return checkbox(field.label, values.get(field.id) === true, (on) => set(field.id, on), field.help);
    }
    if (field.kind === 'sku-quantity' || field.kind === 'sku') {
      const { element, input } = skuField(field, context, (value) => set(field.id, value));
      inputs.set(field.id, input);
      return element;
    }
    if (field.kind === 'choice') {
      const options = choicesOf(field, context);
      const only = options[0];
      // One channel is the usual case: it needs no choosing.
      if (field.required === true && textOf(field.id) === '' && options.length === 1 && only !== undefined) {
        values.set(field.id, only.value);
      }
      const none = field.empty ?? (textOf(field.id) === '' ? 'Choose…' : null);
      const element = select(
        none === null ? options : [{ value: '', label: none }, ...options],
        textOf(field.id),
        (value) => set(field.id, value),
      );
      inputs.set(field.id, element);
      return labelled(field.label, element, more);
    }
    const element =
      field.kind === 'textarea'
        ? h('textarea', { rows: 3, value: textOf(field.id) })
        : h('input', { type: 'text', value: textOf(field.id) });
    element.addEventListener('input', () => set(field.id, element.value.trim()));
    inputs.set(field.id, element);
    return labelled(field.label, element, more);
  };

  return {
    elements: declared.map(draw),
    options: () => Object.fromEntries(values),
    missing: () => {
      for (const field of declared) {
        if (field.required !== true || values.has(field.id)) continue;
        inputs.get(field.id)?.focus();
        return `“${field.label}” is needed first.`;
      }
      return null;
    },
  };
}

function choicesOf(field: Field, context: Context): readonly Option[] {
  if (field.choices === 'channels') return context.channels.map((name) => ({ value: name, label: name }));
  if (field.choices === 'runs') {
    return context.runs
      .filter((run) => run.undoable)
      .map((run) => ({
        value: run.runId,
        label: `${run.label}: ${count(run.changed)} changed, ${when(run.when)}`,
      }));
  }
  return field.choices ?? [];
}

/** A SKU with suggestions, and for `sku-quantity` a number beside it. */
function skuField(
  field: Field,
  context: Context,
  set: (value: unknown) => void,
): { element: HTMLElement; input: HTMLInputElement } {
  const alone = field.kind === 'sku';
  let sku = '';
  const quantity = h('input', {
    type: 'number',
    min: 1,
    step: 1,
    value: '1',
    'aria-label': 'Quantity',
    on: { input: () => update() },
  });
  const update = (): void => set(sku === '' || alone ? sku : { sku, quantity: Number(quantity.value) });
  const combo = combobox({
    label: field.label,
    placeholder: 'SKU',
    suggestions: () =>
      context.skus.map((one) => ({ value: one.value, label: one.value, note: count(one.count) })),
    pick: (value) => {
      sku = value;
      update();
    },
    typed: (text) => {
      if (sku === text.trim()) return;
      sku = text.trim();
      update();
    },
  });
  combo.input.id = uid();
  if (field.required === true) combo.input.setAttribute('aria-required', 'true');
  quantity.classList.add('quantity');
  const star = field.required === true ? h('span', { class: 'required' }, ' (required)') : null;
  const beside = [combo.element, h('span', { 'aria-hidden': 'true' }, '×'), quantity];
  const element = h(
    'div',
    { class: 'field' },
    h('label', { for: combo.input.id }, field.label, star),
    alone ? combo.element : h('div', { class: 'beside' }, beside),
    field.help === undefined ? null : h('p', { class: 'help' }, field.help),
  );
  return { element, input: combo.input };
}
