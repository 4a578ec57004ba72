/** Small pieces of the page. */
import { el } from '../../../local/page/lib/el.ts';

/** A button; `key` keeps the focus on it when the page is drawn again. */
export const button = (
  label: string,
  key: string,
  run: () => void,
  kind: 'plain' | 'main' | 'quiet' = 'plain',
): HTMLButtonElement =>
  el('button', { type: 'button', class: `button ${kind}`, 'data-key': key, onclick: run }, label);

/** A choice with its label above it. */
export function choice(
  label: string,
  key: string,
  choices: readonly (readonly [string, string])[],
  chosen: string,
  changed: (value: string) => void = () => {},
): HTMLElement {
  const select = el('select', { 'data-key': key, onchange: () => changed(select.value) });
  for (const [value, text] of choices) {
    select.append(el('option', { value, selected: value === chosen }, text));
  }
  return el('label', { class: 'field' }, el('span', {}, label), select);
}

export function text(
  label: string,
  key: string,
  value: string,
  changed: (value: string) => void,
  placeholder = '',
): HTMLElement {
  const input = el('input', {
    type: 'text',
    'data-key': key,
    value,
    placeholder,
    spellcheck: 'false',
    autocomplete: 'off',
    onchange: () => changed(input.value),
  });
  return el('label', { class: 'field' }, el('span', {}, label), input);
}

export function check(label: string, key: string, on: boolean, changed: (on: boolean) => void): HTMLElement {
  const input = el('input', {
    type: 'checkbox',
    'data-key': key,
    checked: on,
    onchange: () => changed(input.checked),
  });
  return el('label', { class: 'check' }, input, el('span', {}, label));
}

/** A time of the warehouse: `Sun 1 Mar 2026, 05:30`. It lives five hours behind UTC. */
export function warehouseTime(iso: string): string {
  const there = new Date(Date.parse(iso) - 5 * 3_600_000);
  return new Intl.DateTimeFormat('en-GB', {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: 'UTC',
  }).format(there);
}

/** SKUs of a text field: parted by commas, semicolons or spaces. */
export const skusOf = (typed: string): string[] => typed.split(/[\s,;]+/).filter((sku) => sku !== '');
