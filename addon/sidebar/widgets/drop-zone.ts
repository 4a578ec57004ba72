/** Takes files: dropped, or chosen through the browser's own dialog (which is how it works by keyboard). */
import { fill, h, uid } from '../dom.ts';
import { icon } from './icon.ts';

export interface DropOptions {
  /** "Choose files of orders". */
  readonly label: string;
  readonly accept: string;
  readonly multiple?: boolean;
  take(files: readonly File[]): void;
}

export function dropZone(options: DropOptions): HTMLElement {
  const input = h('input', {
    type: 'file',
    id: uid(),
    class: 'unseen',
    accept: options.accept,
    multiple: options.multiple === true,
    on: {
      change: () => {
        const files = [...(input.files ?? [])];
        // The same file can be chosen again after it was corrected.
        input.value = '';
        if (files.length > 0) options.take(files);
      },
    },
  });
  const zone = h(
    'div',
    { class: 'drop' },
    input,
    h(
      'label',
      { for: input.id },
      icon('upload', 24),
      h('strong', { class: 'drop-label' }, options.label),
      h('span', {}, options.multiple === true ? 'or drop them here' : 'or drop it here'),
    ),
  );
  const over = (event: DragEvent, on: boolean): void => {
    event.preventDefault();
    zone.classList.toggle('over', on);
  };
  zone.addEventListener('dragenter', (event) => over(event, true));
  zone.addEventListener('dragover', (event) => over(event, true));
  zone.addEventListener('dragleave', (event) => over(event, false));
  zone.addEventListener('drop', (event) => {
    over(event, false);
    const files = [...(event.dataTransfer?.files ?? [])];
    const taken = options.multiple === true ? files : files.slice(0, 1);
    if (taken.length > 0) options.take(taken);
  });
  return zone;
}

/** The chosen file in one line, with a way to take another. */
export function chosenFile(name: string, about: string, another: () => void): HTMLElement {
  const element = h('div', { class: 'chosen' });
  fill(
    element,
    icon('file'),
    h(
      'div',
      {},
      h('strong', { class: 'chosen-name', title: name }, name),
      h('span', { class: 'help' }, about),
    ),
    h(
      'button',
      {
        type: 'button',
        class: 'icon-button',
        'aria-label': `Take ${name} away`,
        title: 'Take away',
        on: { click: another },
      },
      icon('close'),
    ),
  );
  return element;
}
