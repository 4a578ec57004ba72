/** Connections: the worker of this spreadsheet, and its accounts with warehouses and shipping platforms. */
import type { ConnectionView, State, VendorView } from '../../../shared/sync/wire.ts';
import '../connect/connect.css';
import { connectionCard } from '../connect/card.ts';
import { connectionForm } from '../connect/form.ts';
import { pairing } from '../connect/pairing.ts';
import { canChips } from '../connect/words.ts';
import { type Worker, workerOf } from '../connect/worker.ts';
import { announce, type Child, fill, h } from '../dom.ts';
import type { Env } from '../env.ts';
import {
  busy,
  button,
  focusOn,
  head,
  labelled,
  load,
  message,
  problem,
  select,
  toast,
} from '../widgets/basics.ts';

const INTRO =
  'A worker is a program on a server: it sends shipments to your partners and writes their answers into this sheet. Without one everything else works by files.';

export function connectionsPanel(env: Env, place: HTMLElement): Promise<void> {
  return load(
    place,
    'Loading…',
    () => env.call('workerState', {}),
    (state) => {
      const again = (): void => void connectionsPanel(env, place);
      const title = head('Connections', state.paired ? `Connected to ${state.address}` : INTRO);
      const body = state.paired ? connected(env, again) : pairing(env, state, again);
      return h('div', { class: 'panel' }, title, body);
    },
  );
}

/** Everything of a paired spreadsheet. Disconnecting stays possible while the worker is away. */
function connected(env: Env, again: () => void): HTMLElement {
  const worker = workerOf(env.call);
  const place = h('div', {});
  const show = (said = '', open = ''): Promise<void> =>
    load(
      place,
      'Asking the worker…',
      () => worker.state(),
      (state) => {
        const done = said === '' ? null : message('done', said);
        if (done !== null) queueMicrotask(() => focusOn(done));
        if (said !== '') announce(said);
        return [done, view(env, worker, state, open, (...now) => void show(...now))];
      },
    );
  void show();
  return h('div', {}, place, disconnect(env, again));
}

type Show = (said: string, open?: string) => void;

function view(env: Env, worker: Worker, state: State, open: string, show: Show): Child {
  const names = state.connections.map(({ name }) => name);
  const vendorOf = ({ vendor }: ConnectionView): VendorView | null =>
    state.vendors.find((one) => one.vendor === vendor) ?? null;
  const adding = h('div', {});
  const list = h(
    'section',
    { 'aria-label': 'Connections' },
    state.connections.length === 0
      ? h('p', { class: 'empty' }, 'No connection yet: nothing is sent by itself.')
      : state.connections.map((connection) =>
          connectionCard({
            env,
            worker,
            connection,
            vendor: vendorOf(connection),
            names,
            open: connection.name === open || state.connections.length === 1,
            changed: (said) => show(said, connection.name),
          }),
        ),
    adding,
  );
  drawAdd(env, adding, worker, state.vendors, names, show);
  return [list, schedule(worker, state.everyMinutes)];
}

/** The button, then the vendors as cards, then the form of the one that was chosen. */
function drawAdd(
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

const EVERY = [5, 15, 30, 60];

function schedule(worker: Worker, now: number): HTMLElement {
  const said = h('div', { 'aria-live': 'polite' });
  const save = async (minutes: number): Promise<void> => {
    fill(said, busy('Saving…'));
    try {
      await worker.schedule(minutes);
      fill(said, h('p', { class: 'help' }, 'Saved.'));
    } catch (error) {
      fill(
        said,
        problem(error, () => void save(minutes)),
      );
    }
  };
  // What was set elsewhere is shown as it is.
  const minutes = [...new Set([...EVERY, now])].filter((n) => n > 0).sort((a, b) => a - b);
  const options = [
    ...minutes.map((n) => ({ value: String(n), label: n === 60 ? 'Every hour' : `Every ${n} minutes` })),
    { value: '0', label: 'Only when I press Sync Now' },
  ];
  return h(
    'section',
    { 'aria-label': 'Schedule' },
    labelled(
      'Ask partners for news',
      select(options, String(now), (value) => void save(Number(value))),
      {
        help: 'What partners tell by webhook comes at once in any case.',
      },
    ),
    said,
  );
}

function disconnect(env: Env, again: () => void): HTMLElement {
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
