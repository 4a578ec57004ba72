/** The little that the panels need to build DOM. Data only ever becomes text nodes and attributes, never HTML. */

export type Child = Node | string | number | null | undefined | false | readonly Child[];

type Events = { [E in keyof HTMLElementEventMap]?: (event: HTMLElementEventMap[E]) => void };

export interface Props {
  readonly class?: string | undefined;
  readonly id?: string | undefined;
  readonly on?: Events;
  /** Any other attribute; false and undefined leave it out, true sets it empty. */
  readonly [attribute: string]: string | number | boolean | undefined | Events;
}

/** Makes an element. `value` is set as a property after the children, so that it also works on select and textarea. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  props: Props = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  add(element, children);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === false) continue;
    if (typeof value === 'object') listen(element, value);
    else if (name === 'value' && 'value' in element) Object.assign(element, { value: String(value) });
    else element.setAttribute(name, value === true ? '' : String(value));
  }
  return element;
}

function listen(element: HTMLElement, events: Events): void {
  for (const [name, handler] of Object.entries(events)) {
    // The pairs of Events are typed by name; Object.entries forgets which handler belongs to which event.
    element.addEventListener(name, handler as EventListener);
  }
}

function add(parent: HTMLElement, children: readonly Child[]): void {
  for (const child of children) {
    if (child === null || child === undefined || child === false) continue;
    if (Array.isArray(child)) add(parent, child);
    else if (child instanceof Node) parent.append(child);
    else parent.append(String(child));
  }
}

/**
 * Replaces everything inside an element. A focus that was inside goes to the element itself: left to the browser it
 * would fall back to the top of the page, and a keyboard would start anew.
 */
export function fill(parent: HTMLElement, ...children: readonly Child[]): void {
  const active = document.activeElement;
  const held = active !== parent && parent.contains(active);
  parent.replaceChildren();
  add(parent, children);
  if (!held) return;
  parent.tabIndex = -1;
  parent.focus({ preventScroll: true });
}

let last = 0;
/** A fresh id, to tie labels and descriptions to their fields. */
export function uid(): string {
  last += 1;
  return `u${last}`;
}

/**
 * Calls `submit` on Enter in a single-line field inside. A form element would not do: a sandboxed frame may refuse to
 * submit one, without any event.
 */
export function onEnter(container: HTMLElement, submit: () => void): void {
  container.addEventListener('keydown', (event) => {
    const target = event.target;
    if (event.key !== 'Enter' || event.defaultPrevented || event.isComposing) return;
    if (!(target instanceof HTMLInputElement) || target.type === 'checkbox' || target.type === 'file') return;
    event.preventDefault();
    submit();
  });
}

/** Says a sentence to screen readers without moving the focus. */
export function announce(text: string): void {
  const live = document.getElementById('live');
  if (live === null) return;
  // The same words twice are only read when the text has changed in between.
  live.textContent = '';
  setTimeout(() => {
    live.textContent = text;
  }, 30);
}
