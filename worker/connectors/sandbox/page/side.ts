/** What stands beside the orders: how to connect, what goes wrong, the warehouse's habits, its webhooks. */
import { el } from '../../../local/page/lib/el.ts';
import type { ControlInput, View } from '../control-wire.ts';
import { FAULTS, OPERATIONS } from '../faults.ts';
import { WEBHOOK_WAYS } from '../words.ts';
import { button, check, choice, skusOf, text } from './parts.ts';
import { FAULT_LABELS, OPERATION_LABELS, WAY_LABELS } from './words.ts';

type Tell = (asked: ControlInput) => void;

const card = (title: string, ...children: Parameters<typeof el>[2][]): HTMLElement =>
  el('section', { class: 'card' }, el('h2', {}, title), ...children);

function connect(view: View, said: (words: string) => void): HTMLElement {
  const copy = async (what: string, value: string): Promise<void> => {
    try {
      await navigator.clipboard.writeText(value);
      said(`${what} copied.`);
    } catch {
      said(`Copy it by hand: ${value}`);
    }
  };
  const fact = (label: string, value: string, key: string): HTMLElement =>
    el(
      'div',
      { class: 'fact' },
      el('span', {}, label),
      el('code', {}, value),
      button('Copy', key, () => void copy(label, value), 'quiet'),
    );
  return card(
    'Connect to it',
    el('p', {}, 'In the spreadsheet: Shipsheet, Set Up, Connections, Sandbox 3PL.'),
    fact('Warehouse', view.name, 'copy-name'),
    fact('API key', view.key, 'copy-key'),
  );
}

/** What the form of a fault holds while it is not switched on yet. */
const draft = { fault: 'lost answer', on: 'create', times: '1' };

function faults(view: View, tell: Tell): HTMLElement {
  const add = (): void => {
    const fault = FAULTS.find((one) => one === draft.fault);
    const on = [...OPERATIONS, 'any' as const].find((one) => one === draft.on);
    if (!fault || !on) return;
    tell({ do: 'fault', fault, on, times: draft.times === '' ? null : Number(draft.times) });
  };
  const keep = (name: keyof typeof draft) => (value: string) => {
    draft[name] = value;
  };
  const active = view.faults.map(({ fault, on, left }) =>
    el(
      'li',
      {},
      FAULT_LABELS[fault],
      el('small', {}, `${OPERATION_LABELS[on]}, ${left === null ? 'until switched off' : `${left} more`}`),
    ),
  );
  return card(
    'What goes wrong',
    active.length > 0 && el('ul', { class: 'faults' }, ...active),
    active.length > 0 && button('Nothing more goes wrong', 'no-faults', () => tell({ do: 'no faults' })),
    choice(
      'Fault',
      'fault',
      FAULTS.map((fault) => [fault, FAULT_LABELS[fault]]),
      draft.fault,
      keep('fault'),
    ),
    el(
      'div',
      { class: 'pair' },
      choice(
        'At',
        'fault-on',
        (['any', ...OPERATIONS] as const).map((on) => [on, OPERATION_LABELS[on]]),
        draft.on,
        keep('on'),
      ),
      choice(
        'How often',
        'fault-times',
        [
          ['1', 'once'],
          ['3', '3 times'],
          ['10', '10 times'],
          ['', 'always'],
        ],
        draft.times,
        keep('times'),
      ),
    ),
    button('Let it go wrong', 'fault-add', add),
  );
}

function habits({ settings }: View, tell: Tell): HTMLElement {
  return card(
    'Habits of the warehouse',
    check('Orders go on by themselves', 'auto', settings.auto, (auto) =>
      tell({ do: 'set', settings: { auto } }),
    ),
    check('Takes cancellations before packing', 'cancels', settings.cancels, (cancels) =>
      tell({ do: 'set', settings: { cancels } }),
    ),
    check('Knows an order again by its key', 'dedupe', settings.dedupe, (dedupe) =>
      tell({ do: 'set', settings: { dedupe } }),
    ),
    text(
      'SKUs it has never heard of',
      'unknown-skus',
      settings.unknownSkus.join(', '),
      (typed) => tell({ do: 'set', settings: { unknownSkus: skusOf(typed) } }),
      'TIDES, PIN',
    ),
    text(
      'SKUs that are out of stock',
      'out-of-stock',
      settings.outOfStock.join(', '),
      (typed) => tell({ do: 'set', settings: { outOfStock: skusOf(typed) } }),
      'MUG',
    ),
    el('p', {}, 'An address with REFUSE in it, or a SKU that begins with UNKNOWN, is always refused.'),
  );
}

function webhooks({ settings, webhooks: sent }: View, tell: Tell): HTMLElement {
  const { waiting, last } = sent;
  return card(
    'Webhooks',
    text(
      'Address',
      'webhook',
      settings.webhook,
      (webhook) => tell({ do: 'set', settings: { webhook: webhook.trim() } }),
      'http://127.0.0.1:8080/...',
    ),
    choice(
      'Sent',
      'webhook-way',
      WEBHOOK_WAYS.map((way) => [way, WAY_LABELS[way]]),
      settings.webhookWay,
      (value) => {
        const webhookWay = WEBHOOK_WAYS.find((way) => way === value);
        if (webhookWay) tell({ do: 'set', settings: { webhookWay } });
      },
    ),
    el('p', {}, last === '' ? 'None sent yet.' : `Last one: ${last}. ${waiting} wait.`),
  );
}

export const side = (view: View, tell: Tell, said: (words: string) => void): HTMLElement =>
  el(
    'aside',
    { 'aria-label': 'The warehouse' },
    connect(view, said),
    faults(view, tell),
    habits(view, tell),
    webhooks(view, tell),
  );
