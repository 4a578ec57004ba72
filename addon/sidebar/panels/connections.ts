/** Connections: the worker of this spreadsheet, and its accounts with warehouses and shipping platforms. */
import type { ConnectionView, State, VendorView } from '../../../shared/sync/wire.ts';
import '../connect/connect.css';
import { drawAdd, type Show } from '../connect/add.ts';
import { connectionCard } from '../connect/card.ts';
import { disconnect } from '../connect/disconnect.ts';
import { pairing } from '../connect/pairing.ts';
import { schedule } from '../connect/schedule.ts';
import { type Worker, workerOf } from '../connect/worker.ts';
import { announce, type Child, h } from '../dom.ts';
import type { Env } from '../env.ts';
import { focusOn, head, load, message } from '../widgets/basics.ts';

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
            open: [connection.id, connection.name].includes(open) || state.connections.length === 1,
            changed: (said) => show(said, connection.id),
          }),
        ),
    adding,
  );
  drawAdd(env, adding, worker, state.vendors, names, show);
  return [list, schedule(worker, state.everyMinutes)];
}
