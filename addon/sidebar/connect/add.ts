/** Adding a connection: whom with, then the fields of that vendor. */
import type { VendorView } from '../../../shared/sync/wire.ts';
import { fill, h } from '../dom.ts';
import type { Env } from '../env.ts';
import { button, focusOn, toast } from '../widgets/basics.ts';
import { connectionForm } from './form.ts';
import { canChips } from './words.ts';
import type { Worker } from './worker.ts';

/** Draws the list anew: what was done, and the id or name of the connection that stands open. */
export type Show = (said: string, open?: string) => void;

/** The button, then the vendors as cards, then the form of the one that was chosen. */
export function drawAdd(
  env: Env,
  place: HTMLElement,
  worker: Worker,
  vendors: readonly VendorView[],
  names: readonly string[],
  show: Show,
): void {
  const openChannels = (): void =>
    void env.call('openPanel', { panel: 'channels', title: 'Channels' }).catch(toast);
  const start = (): void => {
    fill(
      place,
      h('div', { class: 'row links' }, [
        button('Add a connection', choose, 'link', 'add'),
        names.length > 0 && button('Channels', openChannels, 'link', 'open'),
      ]),
    );
  };
  const back = (): void => {
    start();
    place.querySelector('button')?.focus();
  };
  const choose = (): void => {
    const cards = vendors.map((vendor) =>
      h(
        'button',
        { type: 'button', class: 'vendor', on: { click: () => form(vendor) } },
        h('span', { class: 'vendor-name' }, vendor.label),
        canChips(vendor.can),
      ),
    );
    const title = h('h2', { tabindex: '-1' }, 'Add a connection');
    fill(
      place,
      h(
        'div',
        { class: 'card' },
        title,
        h('p', { class: 'lead-in' }, 'With whom?'),
        h('div', { class: 'vendors' }, cards),
        h('div', { class: 'row' }, button('Cancel', back, 'link')),
      ),
    );
    focusOn(title);
  };
  const form = (vendor: VendorView): void => {
    const title = h('h2', { tabindex: '-1' }, vendor.label);
    fill(
      place,
      h(
        'div',
        { class: 'card' },
        title,
        h(
          'p',
          { class: 'lead-in' },
          'What you type goes to the worker, is kept encrypted there, and never stands in the sheet.',
        ),
        connectionForm({
          fields: vendor.fields,
          name: freeName(vendor.label, names),
          taken: names,
          submitLabel: 'Test and save',
          busyText: 'Asking the partner…',
          submit: async ({ name, fields }) => {
            await worker.add({ vendor: vendor.vendor, name, fields });
            show(`${name} is connected. Now choose under Set Up, Channels, which channel it ships.`, name);
          },
          cancel: choose,
        }),
      ),
    );
    place.querySelector<HTMLElement>('input, select')?.focus();
  };
  start();
}

/** "ShipStation", then "ShipStation 2". */
function freeName(label: string, names: readonly string[]): string {
  const taken = new Set(names.map((name) => name.toLowerCase()));
  let name = label;
  for (let n = 2; taken.has(name.toLowerCase()); n++) name = `${label} ${n}`;
  return name;
}
