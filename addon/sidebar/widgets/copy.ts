/** Puts text on the clipboard, or selects it for Ctrl+C where the frame may not. */
import { announce, fill, h } from '../dom.ts';
import { type ButtonKind, button, labelled } from './basics.ts';

/** `name`: what is read out where many buttons have the same label. */
export function copyButton(
  label: string,
  text: string,
  { kind = 'secondary', name }: { readonly kind?: ButtonKind; readonly name?: string } = {},
): HTMLElement {
  const place = h('div', {});
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      said('Copied.');
    } catch {
      if (copyBySelection(text)) said('Copied.');
      else select();
    }
  };
  const said = (words: string): void => {
    fill(place, h('p', { class: 'help' }, words));
    announce(words);
  };
  const select = (): void => {
    const area = h('textarea', { rows: 6, readonly: true, value: text });
    fill(place, labelled('Press Ctrl+C (⌘C on a Mac) to copy', area));
    area.focus();
    area.select();
  };
  const press = button(label, () => void copy(), kind, 'copy');
  if (name !== undefined) press.setAttribute('aria-label', name);
  return h('div', {}, press, place);
}

/** The old way, which works in some frames that refuse the new one. */
function copyBySelection(text: string): boolean {
  const before = document.activeElement;
  const area = h('textarea', { class: 'unseen', value: text });
  document.body.append(area);
  area.select();
  let done = false;
  try {
    done = document.execCommand('copy');
  } catch {
    done = false;
  }
  area.remove();
  if (before instanceof HTMLElement) before.focus();
  return done;
}
