/** Ending the pairing, after a question. */
import { announce, fill, h } from '../dom.ts';
import type { Env } from '../env.ts';
import { busy, button, problem } from '../widgets/basics.ts';

/** `again`: it is disconnected. */
export function disconnect(env: Env, again: () => void): HTMLElement {
  const place = h('div', {});
  const start = (): void => fill(place, button('Disconnect this spreadsheet', ask, 'link'));
  const ask = (): void => {
    const no = button('No, stay connected', () => {
      start();
      place.querySelector('button')?.focus();
    });
    const box = h(
      'div',
      { class: 'confirm', role: 'alertdialog', 'aria-label': 'Disconnect?' },
      h(
        'p',
        {},
        'Disconnect? Nothing more is sent to partners, and the worker writes nothing into this sheet any more. The rows stay as they are; orders that partners have are still shipped by them.',
      ),
      no,
      button('Yes: disconnect', () => void go(), 'danger'),
    );
    box.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') no.click();
    });
    fill(place, box);
    no.focus();
  };
  const go = async (): Promise<void> => {
    fill(place, busy('Disconnecting…'));
    try {
      await env.call('unpair', {});
      announce('Disconnected');
      again();
    } catch (error) {
      fill(
        place,
        problem(error, () => void go()),
      );
    }
  };
  start();
  return place;
}
