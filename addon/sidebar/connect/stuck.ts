/** Parcels that a person must look at: why, what to do, and Send again. */
import type { State } from '../../../shared/sync/wire.ts';
import { announce, fill, h } from '../dom.ts';
import type { Env } from '../env.ts';
import { busy, button, problem, toast } from '../widgets/basics.ts';
import { orderLink } from '../widgets/handed.ts';
import { count, counted, when } from '../words.ts';
import type { Worker } from './worker.ts';

type Stuck = State['stuck'][number];

/** Drawn at once; the others follow when these are done. */
const MOST = 30;

/** Null when nothing is stuck. `sent`: something goes out again. */
export function stuckList(
  env: Env,
  worker: Worker,
  stuck: readonly Stuck[],
  sent: () => void,
): HTMLElement | null {
  if (stuck.length === 0) return null;
  const rest = stuck.length - MOST;
  return h(
    'section',
    { 'aria-label': 'Needs you' },
    h('h2', {}, `${counted(stuck.length, 'parcel')} ${stuck.length === 1 ? 'needs' : 'need'} you`),
    h(
      'ul',
      { class: 'stuck' },
      stuck.slice(0, MOST).map((one) => stuckRow(env, worker, one, sent)),
      rest > 0 && h('li', { class: 'rest' }, `and ${count(rest)} more`),
    ),
  );
}

function stuckRow(env: Env, worker: Worker, stuck: Stuck, sent: () => void): HTMLElement {
  const acts = h('div', { class: 'row' });
  const again = async (): Promise<void> => {
    fill(acts, busy('Sending again…'));
    try {
      await worker.retry(stuck.id);
      fill(acts, h('p', { class: 'help' }, 'Goes out again.'));
      announce(`${stuck.shipmentId} goes out again`);
      sent();
    } catch (error) {
      fill(
        acts,
        problem(error, () => void again(), 'Send again'),
      );
    }
  };
  const { step, panel, title } = stepOf(stuck.code);
  fill(
    acts,
    button('Send again', () => void again(), 'secondary', 'send'),
    panel !== undefined &&
      button(title, () => void env.call('openPanel', { panel, title }).catch(toast), 'link'),
  );
  return h(
    'li',
    {},
    h('p', {}, orderLink(env, stuck.shipmentId), ` · ${stuck.channel}`),
    h('p', {}, stuck.message),
    h('p', { class: 'help' }, `${step} (Since ${when(stuck.since)}.)`),
    acts,
  );
}

interface Step {
  readonly step: string;
  readonly panel?: string;
  readonly title: string;
}

/** What mends it, by code and then by family. */
const STEPS: Readonly<Record<string, Step>> = {
  'partner.auth': {
    step: 'Give the connection its new credentials, then send again.',
    panel: 'connections',
    title: 'Connections',
  },
  'partner.sku-unknown': {
    step: 'Add the SKU at the partner, or correct it in Products, then send again.',
    panel: 'products',
    title: 'Products',
  },
  'partner.address': { step: 'Reopen the address, correct it, and push again.', title: '' },
  'partner.conflict': {
    step: 'The partner has another order of this number: look there, and cancel the one that is wrong.',
    title: '',
  },
  'connection.unknown': {
    step: 'Choose a connection for the channel, then send again.',
    panel: 'channels',
    title: 'Channels',
  },
  preflight: { step: 'Correct the order or the product, then send again.', title: '' },
  partner: { step: 'Ask the partner, or correct the order, then send again.', title: '' },
  api: { step: 'The partner did not answer. Send again; if it stays so, ask the partner.', title: '' },
};
const OTHER: Step = { step: 'Send again; if it stays so, ask whoever runs the worker.', title: '' };

function stepOf(code: string): Step {
  return STEPS[code] ?? STEPS[code.split('.')[0] ?? ''] ?? OTHER;
}
