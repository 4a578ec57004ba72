/** The list of the warehouse's orders. */
import { el } from '../../../local/page/lib/el.ts';
import type { ControlInput, OrderView, View } from '../control-wire.ts';
import { isScanCode, SCANS, type ScanCode } from '../scans.ts';
import { type Action, STATES, type State } from '../words.ts';
import type { Search } from './api.ts';
import { button, choice, text, warehouseTime } from './parts.ts';
import { ACTION_LABELS, NEXT_STEP, STATE_LABELS } from './words.ts';

export interface OrdersParts {
  readonly view: View;
  readonly search: Search;
  readonly open: ReadonlySet<string>;
  readonly tell: (asked: ControlInput) => void;
  readonly find: (search: Partial<Search>) => void;
  readonly toggle: (id: string, open: boolean) => void;
}

const TONES: Readonly<Record<State, string>> = {
  accepted: 'blue',
  'on hold': 'amber',
  packed: 'violet',
  shipped: 'green',
  cancelled: 'grey',
  refused: 'red',
};
/** What may be done to all orders of a state at once. */
const BULK: Partial<Record<State, readonly Action[]>> = {
  accepted: ['pack', 'ship'],
  'on hold': ['release'],
  packed: ['ship'],
  shipped: ['deliver'],
};

/** Carrier and number of a parcel, and its last scan. */
function parcel(box: OrderView['boxes'][number]): HTMLElement {
  const last = box.scans.at(-1);
  return el(
    'li',
    { class: box.voided ? 'void' : '' },
    el('span', { class: 'number' }, box.trackingNumber),
    el('small', {}, box.voided ? 'Void' : `${box.carrier} · ${last?.text ?? ''}`),
  );
}

/** What is typed at an order and not yet used: it outlives the drawing. */
interface Draft {
  readonly reason?: string;
  readonly code?: ScanCode;
}
const drafts = new Map<string, Draft>();

function details(order: OrderView, { tell }: OrdersParts): HTMLElement {
  const to = { order: order.id };
  const { reason = '', code = 'AT' } = drafts.get(order.id) ?? {};
  const keep = (draft: Draft): void => {
    drafts.set(order.id, { ...drafts.get(order.id), ...draft });
  };
  const act = (action: Action): void => {
    tell({ do: 'act', action, to, reason: drafts.get(order.id)?.reason ?? '' });
  };
  const rest = order.can.filter((action) => action !== nextOf(order));
  const scans = order.boxes.map((box) =>
    el(
      'section',
      {},
      el(
        'h4',
        {},
        `${box.trackingNumber}${box.voided ? ', void' : ''}`,
        el('small', {}, [box.items, box.cost].filter((part) => part !== '').join(' · ')),
      ),
      el(
        'ol',
        { class: 'scans' },
        ...[...box.scans]
          .reverse()
          .map((scan) => el('li', {}, el('time', {}, warehouseTime(scan.at)), el('span', {}, scan.text))),
      ),
    ),
  );
  return el(
    'div',
    { class: 'details' },
    el(
      'dl',
      {},
      ...[
        ['Key', order.key],
        ['Ship to', `${order.name}, ${order.address}`],
        ['Tells the recipient', order.notify ? 'yes, by e-mail' : 'no'],
        ['Reason', order.reason],
      ].flatMap(([term = '', said = '']) => (said === '' ? [] : [el('dt', {}, term), el('dd', {}, said)])),
    ),
    ...scans,
    rest.length > 0 &&
      el(
        'div',
        { class: 'bar' },
        ...rest.map((action) => button(ACTION_LABELS[action], `${order.id}-${action}`, () => act(action))),
      ),
    order.can.includes('refuse') &&
      text(
        'Reason for Hold, Refuse and Cancel',
        `${order.id}-reason`,
        reason,
        (typed) => keep({ reason: typed }),
        'DICE arrived damaged',
      ),
    order.state === 'shipped' &&
      el(
        'div',
        { class: 'bar end' },
        choice(
          'Next scan of the carrier',
          `${order.id}-code`,
          Object.entries(SCANS)
            .filter(([one]) => one !== 'LC' && one !== 'PU')
            .map(([one, { text: said }]) => [one, said]),
          code,
          (value) => {
            if (isScanCode(value)) keep({ code: value });
          },
        ),
        button('Scan', `${order.id}-scan`, () =>
          tell({ do: 'scan', code: drafts.get(order.id)?.code ?? code, to }),
        ),
      ),
  );
}
const nextOf = ({ can }: OrderView): Action | undefined => NEXT_STEP.find((action) => can.includes(action));

function row(order: OrderView, parts: OrdersParts): HTMLElement {
  const open = parts.open.has(order.id);
  const next = nextOf(order);
  return el(
    'li',
    { class: 'order' },
    el(
      'div',
      { class: 'row' },
      el(
        'button',
        {
          type: 'button',
          class: 'who',
          'data-key': `${order.id}-open`,
          'aria-expanded': String(open),
          onclick: () => parts.toggle(order.id, !open),
        },
        el('strong', {}, order.reference || order.number),
        el('small', {}, `${order.number} · ${order.name}`),
      ),
      el('span', { class: 'items' }, order.items),
      el(
        'span',
        { class: 'stands' },
        el('span', { class: `chip ${TONES[order.state]}` }, order.standing),
        order.reason !== '' && el('small', {}, order.reason),
      ),
      el('ul', { class: 'parcels' }, ...order.boxes.map(parcel)),
      el(
        'span',
        { class: 'next' },
        next &&
          button(ACTION_LABELS[next], `${order.id}-next`, () =>
            parts.tell({ do: 'act', action: next, to: { order: order.id } }),
          ),
      ),
    ),
    open && details(order, parts),
  );
}

function tabs({ view, search, find }: OrdersParts): HTMLElement {
  const all = STATES.reduce((sum, state) => sum + (view.counts[state] ?? 0), 0);
  const tab = (state: State | '', label: string, count: number): HTMLElement =>
    el(
      'button',
      {
        type: 'button',
        class: 'tab',
        'data-key': `tab-${state}`,
        'aria-pressed': String(search.state === state),
        onclick: () => find({ state }),
      },
      `${label} `,
      el('span', { class: 'count' }, count.toLocaleString('en')),
    );
  return el(
    'div',
    { class: 'tabs', role: 'group', 'aria-label': 'Orders by where they stand' },
    tab('', 'All', all),
    ...STATES.map((state) => tab(state, STATE_LABELS[state], view.counts[state] ?? 0)),
  );
}

function bulk({ view, search, tell }: OrdersParts): HTMLElement | null {
  const state = STATES.find((one) => one === search.state);
  const count = state ? (view.counts[state] ?? 0) : 0;
  if (!state || count < 2 || search.q !== '') return null;
  const actions = BULK[state] ?? [];
  return el(
    'div',
    { class: 'bar' },
    ...actions.map((action) =>
      button(`${ACTION_LABELS[action]} all ${count.toLocaleString('en')}`, `all-${action}`, () =>
        tell({ do: 'act', action, to: { all: state } }),
      ),
    ),
  );
}

/** The orders of the search, and what may be done to them. */
export function orders(parts: OrdersParts): HTMLElement {
  const { view, search, find } = parts;
  const input = el('input', {
    type: 'search',
    'data-key': 'search',
    value: search.q,
    placeholder: 'Shipment ID, name or tracking number',
    'aria-label': 'Find orders',
    oninput: () => find({ q: input.value }),
  });
  const none =
    search.q !== '' || search.state !== ''
      ? 'No order fits.'
      : 'No orders yet. In the spreadsheet, push a channel that is connected to this warehouse.';
  return el(
    'section',
    { class: 'orders', 'aria-label': 'Orders' },
    el('div', { class: 'head' }, tabs(parts), input),
    bulk(parts),
    view.orders.length === 0
      ? el('p', { class: 'none' }, none)
      : el('ul', { class: 'list' }, ...view.orders.map((order) => row(order, parts))),
    view.found > view.orders.length &&
      el(
        'p',
        { class: 'more' },
        `The ${view.orders.length} that changed last, of ${view.found.toLocaleString('en')}.`,
      ),
  );
}
