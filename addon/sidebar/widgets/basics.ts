/** The parts that every panel is made of: buttons, labelled fields, messages, sections that fold. */
import type { Context } from '../../api.ts';
import { sentenceOf } from '../call.ts';
import { announce, type Child, fill, h, uid } from '../dom.ts';
import { type IconName, icon } from './icon.ts';

export type ButtonKind = 'primary' | 'secondary' | 'danger' | 'link';

export function button(
  label: string,
  click: () => void,
  kind: ButtonKind = 'secondary',
  picture?: IconName,
): HTMLButtonElement {
  return h(
    'button',
    { type: 'button', class: `button ${kind}`, on: { click } },
    picture === undefined ? null : icon(picture),
    h('span', {}, label),
  );
}

/** A button that is only a picture; its label is read out and shown as its title. */
export function iconButton(label: string, picture: IconName, click: () => void): HTMLButtonElement {
  return h(
    'button',
    { type: 'button', class: 'icon-button', 'aria-label': label, title: label, on: { click } },
    icon(picture),
  );
}

/** A label above its field, with help below that is read with it. */
export function labelled(
  label: string,
  field: HTMLElement,
  more: { help?: string | undefined; required?: boolean | undefined } = {},
): HTMLElement {
  if (field.id === '') field.id = uid();
  const help = more.help === undefined ? null : h('p', { class: 'help', id: uid() }, more.help);
  if (help !== null) field.setAttribute('aria-describedby', help.id);
  if (more.required === true) field.setAttribute('aria-required', 'true');
  const star = more.required === true ? h('span', { class: 'required' }, ' (required)') : null;
  return h('div', { class: 'field' }, h('label', { for: field.id }, label, star), field, help);
}

export function checkbox(
  label: Child,
  checked: boolean,
  change: (checked: boolean) => void,
  help?: string,
): HTMLLabelElement {
  const input = h('input', { type: 'checkbox', checked, on: { change: () => change(input.checked) } });
  return h(
    'label',
    { class: 'check' },
    input,
    h('span', {}, label, help === undefined ? null : h('span', { class: 'help' }, help)),
  );
}

export interface Option {
  readonly value: string;
  readonly label: string;
}

/** A native drop-down: the best there is by keyboard and screen reader. */
export function select(
  options: readonly Option[],
  value: string,
  change: (value: string) => void,
): HTMLSelectElement {
  const element = h(
    'select',
    { on: { change: () => change(element.value) } },
    options.map((option) => h('option', { value: option.value }, option.label)),
  );
  element.value = value;
  return element;
}

/** A group of radio buttons under a question, each with a line that explains it. `value` null: none is chosen yet. */
export function radios(
  question: Child,
  options: readonly (Option & { readonly about?: string })[],
  value: string | null,
  change: (value: string) => void,
  help?: string,
): HTMLFieldSetElement {
  const name = uid();
  return h(
    'fieldset',
    { class: 'radios' },
    h('legend', {}, question),
    help !== undefined && h('p', { class: 'help' }, help),
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
        h('span', {}, option.label, option.about !== undefined && h('span', { class: 'help' }, option.about)),
      ),
    ),
  );
}

export type Level = 'info' | 'warning' | 'error' | 'done';
const WORD: Record<Level, string> = { info: 'Note: ', warning: 'Warning: ', error: 'Problem: ', done: '' };

/** A box with a picture and a word for its level, so that colour does not carry the meaning alone. */
export function message(level: Level, ...children: readonly Child[]): HTMLElement {
  return h(
    'div',
    { class: `message ${level}`, role: level === 'error' ? 'alert' : undefined },
    icon(level),
    h('div', {}, h('span', { class: 'unseen' }, WORD[level]), children),
  );
}

/** What the file itself says before anything else; nothing for most files. */
export function notice(context: Pick<Context, 'notice'>): HTMLElement | null {
  return context.notice === undefined ? null : message('warning', context.notice);
}

/** What went wrong, with a way to try again. */
export function problem(error: unknown, retry?: () => void, label = 'Retry'): HTMLElement {
  const again =
    retry === undefined ? null : h('div', { class: 'row' }, button(label, retry, 'link', 'refresh'));
  return message('error', sentenceOf(error), again);
}

export function busy(text: string): HTMLElement {
  return h('p', { class: 'busy' }, h('span', { class: 'spinner' }), text);
}

/** Shows "Loading", then what came, or the problem with Retry. */
export async function load<T>(
  place: HTMLElement,
  text: string,
  get: () => Promise<T>,
  show: (value: T) => Child,
): Promise<void> {
  fill(place, busy(text));
  announce(text);
  try {
    const value = await get();
    fill(place, show(value));
  } catch (error) {
    fill(
      place,
      problem(error, () => void load(place, text, get, show)),
    );
  }
}

/** A part that folds: the button says whether it is open, and what is chosen inside while it is closed. */
export function fold(
  title: Child,
  body: HTMLElement,
  open: boolean,
  changed: (open: boolean) => void = () => {},
): HTMLElement {
  body.id = body.id === '' ? uid() : body.id;
  body.hidden = !open;
  const head = h(
    'button',
    {
      type: 'button',
      class: 'fold',
      'aria-expanded': String(open),
      'aria-controls': body.id,
      on: {
        click: () => {
          body.hidden = !body.hidden;
          head.setAttribute('aria-expanded', String(!body.hidden));
          changed(!body.hidden);
        },
      },
    },
    icon('down'),
    h('span', {}, title),
  );
  return h('div', { class: 'folding' }, head, body);
}

/** The head of a panel: its name, and a sentence or two. */
export function head(title: string, intro: string): HTMLElement {
  return h('header', {}, h('h1', { tabindex: '-1' }, title), intro === '' ? null : h('p', {}, intro));
}

/** Moves the focus to a heading or box that has just appeared, so that reading goes on there. */
export function focusOn(element: HTMLElement): void {
  if (!element.hasAttribute('tabindex')) element.setAttribute('tabindex', '-1');
  element.focus({ preventScroll: true });
  element.scrollIntoView({ block: 'nearest' });
}

/** A refusal of something small, said at the bottom for a few seconds. */
export function toast(error: unknown): void {
  const box = h('div', { class: 'toast', role: 'alert' }, sentenceOf(error));
  document.body.append(box);
  setTimeout(() => box.remove(), 8000);
}
