/** One order: where it stands and why, what it holds, its parcels, its story, and what can be done. */
import { actionInfo } from '../../../shared/actions/info.ts';
import { replyFor } from '../../../shared/order/reply.ts';
import type { OrderDetails } from '../../api.ts';
import { type Child, fill, h } from '../dom.ts';
import type { Env } from '../env.ts';
import { button, fold, message, toast } from '../widgets/basics.ts';
import { copyButton } from '../widgets/copy.ts';
import { icon } from '../widgets/icon.ts';
import { count, when } from '../words.ts';
import { actionPanel } from './action.ts';

/** `find` looks for other orders: those with the same e-mail. */
export function orderView(
  env: Env,
  order: OrderDetails,
  reload: () => void,
  find: (query: string) => void,
): HTMLElement {
  const body = h('div', { class: 'body' });
  const stage = h('span', { class: 'stage' }, order.stage);
  const act = (action: string): void => {
    // The action may change it; the order is read again on the way back.
    stage.hidden = true;
    const inner = h('div', { class: 'inside' });
    fill(body, h('div', { class: 'row' }, button('Back to the order', reload, 'link', 'back')), inner);
    void actionPanel(env, inner, {
      action,
      scope: { base: 'list', list: order.orderId },
      fixed: true,
    }).then(() => inner.querySelector('h1')?.focus());
  };
  fill(body, parts(env, order, act, find));
  return h(
    'article',
    { class: 'order', tabindex: '-1', 'aria-label': `Order ${order.orderId}` },
    h(
      'div',
      { class: 'line' },
      h('h2', {}, [order.orderId, order.name].filter((one) => one !== '').join(' · ')),
      stage,
    ),
    body,
  );
}

function parts(
  env: Env,
  order: OrderDetails,
  act: (action: string) => void,
  find: (query: string) => void,
): readonly Child[] {
  const email = order.fields.find((field) => field.label === 'Email')?.value ?? '';
  const next = order.next === '' ? null : h('p', { class: 'help' }, order.next);
  const actions = actionsOf(order).map((one) => button(one.label, () => act(one.action)));
  const open = (): void => void env.call('showOrder', { orderId: order.orderId }).catch(toast);
  const fields = order.fields.filter((field) => field.value !== '');
  return [
    order.why === '' ? null : message('info', h('p', {}, order.why), next),
    actions.length > 0 &&
      h('div', { class: 'row acts', role: 'group', 'aria-label': 'What can be done' }, actions),
    part('Details', true, [
      h(
        'dl',
        {},
        fields.map((field) => [h('dt', {}, field.label), h('dd', {}, when(field.value))]),
      ),
      order.address.length === 0
        ? h('p', { class: 'help' }, 'No address.')
        : h(
            'address',
            {},
            order.address.map((line) => h('span', { class: 'address-line' }, line)),
          ),
      email !== '' && button('Other orders with this e-mail', () => find(email), 'link', 'search'),
    ]),
    part('Units', true, [units(order)]),
    part(`Shipments (${count(order.shipments.length)})`, true, shipments(order, act)),
    order.history.length === 0 ? null : part('History', false, [history(order)]),
    h(
      'div',
      { class: 'row ends' },
      copyButton('Copy reply', replyFor({ ...order, waits: order.why })),
      button('Show in sheet', open, 'secondary', 'open'),
    ),
  ];
}

/** A parcel that has left can be recorded whenever something is ready or at the warehouse, by number and carrier. */
function actionsOf(order: OrderDetails): OrderDetails['actions'] {
  const mark = actionInfo('mark-shipped');
  const ready = order.stage === 'Ready to ship' || order.units.some((unit) => unit.sent > 0);
  if (!ready || order.actions.some((one) => one.action === mark.name)) return order.actions;
  return [...order.actions, { action: mark.name, label: mark.label }];
}

const history = (order: OrderDetails): HTMLElement =>
  h(
    'ol',
    { class: 'history' },
    order.history.map((entry) =>
      h('li', {}, h('span', { class: 'help' }, when(entry.when)), h('span', {}, entry.what)),
    ),
  );

const part = (title: string, open: boolean, children: readonly Child[]): HTMLElement =>
  fold(title, h('div', { class: 'part' }, children), open);

function units(order: OrderDetails): HTMLElement {
  if (order.units.length === 0) return h('p', { class: 'help' }, 'Nothing to ship.');
  const numbers = ['ordered', 'cancelled', 'shipped', 'sent', 'open'] as const;
  // A column of zeros says nothing; what was ordered and what is open always stand there.
  const kept = numbers.filter(
    (name) => name === 'ordered' || name === 'open' || order.units.some((unit) => unit[name] > 0),
  );
  return h(
    'table',
    {},
    h('caption', { class: 'unseen' }, 'Units of this order'),
    h(
      'thead',
      {},
      h(
        'tr',
        {},
        h('th', { scope: 'col' }, 'SKU'),
        kept.map((name) => h('th', { scope: 'col', class: 'number' }, name)),
      ),
    ),
    h(
      'tbody',
      {},
      order.units.map((unit) =>
        h(
          'tr',
          {},
          h('th', { scope: 'row', title: unit.name }, unit.sku),
          kept.map((name) => h('td', { class: 'number' }, count(unit[name]))),
        ),
      ),
    ),
  );
}

type Shipment = OrderDetails['shipments'][number];

function shipments(order: OrderDetails, act: (action: string) => void): readonly Child[] {
  if (order.shipments.length === 0) return [h('p', { class: 'help' }, 'None yet.')];
  return order.shipments.map((shipment) =>
    h(
      'div',
      { class: 'card' },
      h('div', { class: 'line' }, h('h3', {}, shipment.id), h('span', { class: 'stage' }, shipment.status)),
      h('p', {}, shipment.contents === '-' ? 'A further box' : shipment.contents),
      shipment.replaces !== '' && h('p', { class: 'help' }, `Replaces ${shipment.replaces}`),
      shipment.replacedBy !== '' && h('p', { class: 'help' }, `Replaced by ${shipment.replacedBy}`),
      h(
        'p',
        { class: 'help' },
        [shipment.channel, when(shipment.when)].filter((text) => text !== '').join(', '),
      ),
      shipment.number === '' && shipment.url === '' ? null : tracking(shipment),
      partner(shipment),
      shipment.changedSince === '' ? null : changed(order, shipment, act),
    ),
  );
}

/** What partner and carrier said last; nothing for channels that are not connected. */
function partner({ says, orderNumber, tracking: status, lastScan, deliveredAt }: Shipment): Child {
  const rows = [
    ['Warehouse says', says],
    ['Warehouse order', orderNumber],
    ['Parcel', status],
    ['Last scan', scanned(lastScan)],
    ['Delivered', when(deliveredAt)],
  ].filter(([, value]) => value !== '');
  if (rows.length === 0) return null;
  return h(
    'dl',
    {},
    rows.map(([label, value]) => [h('dt', {}, label), h('dd', {}, value)]),
  );
}

/** `2026-03-01 10:22:31Z DP Departed facility`: the time as all times of the panel. */
const scanned = (text: string): string =>
  text.replace(/^\S+ \S+Z(?= |$)/, (time) => `${when(time)},`).replace(/,$/, '');

/** The difference, and the step that the partner can take: one that refused the change is asked to stop the parcel. */
function changed(order: OrderDetails, shipment: Shipment, act: (action: string) => void): HTMLElement {
  const refused = shipment.says.startsWith('update refused');
  const offered = [refused ? null : 'send-changes', 'recall']
    .map((name) => order.actions.find(({ action }) => action === name))
    .find((found) => found !== undefined);
  return message(
    'warning',
    h('p', {}, `Changed since sent: ${shipment.changedSince}`),
    offered === undefined
      ? null
      : h(
          'div',
          { class: 'row' },
          button(offered.label, () => act(offered.action), 'link', 'send'),
        ),
  );
}

function tracking(shipment: Shipment): HTMLElement {
  const words = [shipment.carrier, shipment.number].filter((text) => text !== '').join(' ');
  const label = words === '' ? 'Tracking' : words;
  // Only web addresses: a cell may hold anything, javascript: included.
  if (!/^https?:\/\//i.test(shipment.url)) return h('p', { class: 'tracking' }, label);
  return h(
    'p',
    { class: 'tracking' },
    h(
      'a',
      { href: shipment.url, target: '_blank', rel: 'noopener noreferrer' },
      label,
      icon('open', 14),
      h('span', { class: 'unseen' }, ' (opens in a new tab)'),
    ),
  );
}
