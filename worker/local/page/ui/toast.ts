/** Short messages at the bottom left, one above the other. */

import { el, icon } from '../lib/el.ts';
import { ICONS } from '../lib/icons.ts';

let holder: HTMLElement | undefined;

export interface Toast {
  close(): void;
}

/** Those that go by themselves, by what they say. */
const passing = new Map<string, Toast>();

/**
 * seconds below 0: stays until closed. `loud` is read out at once. What is said again while it is there takes the place
 * of the one before: one who types where nothing may be typed would fill the window with it.
 */
export function toast(
  text: string,
  options: { title?: string; seconds?: number; loud?: boolean } = {},
): Toast {
  holder ??= document.body.appendChild(el('div', { class: 'toasts', role: 'status', 'aria-live': 'polite' }));
  const box = el(
    'div',
    { class: 'toast', role: options.loud ? 'alert' : undefined },
    el(
      'div',
      { class: 'toast-text' },
      options.title !== undefined && options.title !== '' && el('strong', {}, options.title),
      el('span', {}, text),
    ),
    el('button', { type: 'button', 'aria-label': 'Dismiss', onclick: () => close() }, icon(ICONS.close, 16)),
  );
  const seconds = options.seconds ?? 5;
  const said = `${options.title ?? ''}\n${text}`;
  const timer = seconds >= 0 ? setTimeout(() => close(), seconds * 1000) : undefined;
  const shown: Toast = { close };
  function close(): void {
    clearTimeout(timer);
    box.remove();
    if (passing.get(said) === shown) passing.delete(said);
  }
  if (seconds >= 0) {
    passing.get(said)?.close();
    passing.set(said, shown);
  }
  holder.append(box);
  return shown;
}
