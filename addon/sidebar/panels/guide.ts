/** What to Do Next: the work from the first file to the last parcel, with what waits at each step. */
import './guide.css';
import type { Context, PanelName, RewardRow } from '../../api.ts';
import { h } from '../dom.ts';
import type { Env } from '../env.ts';
import { button, head, load, notice, toast } from '../widgets/basics.ts';
import { icon } from '../widgets/icon.ts';
import { count, counted } from '../words.ts';

interface Facts {
  readonly context: Context;
  readonly rewards: readonly RewardRow[];
}

interface Step {
  readonly label: string;
  readonly panel: PanelName;
  readonly action?: string;
  /** What the step is for, while nothing waits there. */
  readonly about: string;
  /** What waits there now; "" for nothing. */
  readonly waits: (facts: Facts) => string;
  readonly done: (facts: Facts) => boolean;
}

const inStage = (context: Context, ...stages: string[]): number =>
  context.stages.reduce((sum, stage) => sum + (stages.includes(stage.value) ? stage.count : 0), 0);

/** The stages that an order goes through before it has shipped. */
const WAY = ['Awaiting survey', 'Open', 'Locked down', 'Errored', 'Paid', 'Ready to ship', 'Partly shipped'];

/** Nobody is in this stage or one before it any more. */
const passed =
  (stage: string) =>
  ({ context }: Facts): boolean =>
    context.orders > 0 && inStage(context, ...WAY.slice(0, WAY.indexOf(stage) + 1)) === 0;

const orders = (n: number, what: string): string => (n === 0 ? '' : `${counted(n, 'order')} ${what}`);

const STEPS: readonly Step[] = [
  {
    label: 'Import Orders',
    panel: 'import-orders',
    about: 'Bring your backers: a file of your platform, or any table of orders.',
    waits({ context }) {
      if (context.orders === 0) return 'Begin here: there are no orders yet.';
      return orders(inStage(context, 'Awaiting survey'), 'await the survey: ask backers, then import again.');
    },
    done: passed('Awaiting survey'),
  },
  {
    label: 'Rewards',
    panel: 'rewards',
    about: 'Say once which SKUs each reward and add-on is.',
    waits({ rewards }) {
      const open = rewards.filter(({ items }) => items === '').length;
      return open === 0 ? '' : `${counted(open, 'title')} without SKUs: their orders cannot be locked.`;
    },
    done: ({ context, rewards }) => context.orders > 0 && rewards.every(({ items }) => items !== ''),
  },
  {
    label: 'Channels',
    panel: 'channels',
    about: 'Who ships what. One channel for all items is there from the start.',
    waits: () => '',
    done: ({ context }) => context.batches.length > 0 || context.channels.length > 1,
  },
  {
    label: 'Lock Down',
    panel: 'action',
    action: 'lock-down',
    about: 'Freezes items, so that the counts for the factory are final.',
    waits: ({ context }) => orders(inStage(context, 'Open'), 'answered the survey and are not locked.'),
    done: passed('Open'),
  },
  {
    label: 'Record Payments',
    panel: 'record-payments',
    about: 'Writes what your payment service has charged.',
    waits: ({ context }) => orders(inStage(context, 'Locked down', 'Errored'), 'are not paid.'),
    done: passed('Errored'),
  },
  {
    label: 'Check Addresses',
    panel: 'addresses',
    about: 'Proposes corrections, so that parcels arrive.',
    waits: ({ context }) =>
      orders(inStage(context, 'Paid'), 'are paid: look at their addresses before they are final.'),
    done: passed('Paid'),
  },
  {
    label: 'Finalize Addresses',
    panel: 'action',
    action: 'finalize-addresses',
    about: 'Freezes the addresses of paid orders: they become ready to ship.',
    waits: ({ context }) => orders(inStage(context, 'Paid'), 'are paid, and their address is not final.'),
    done: passed('Paid'),
  },
  {
    label: 'Push to Channel',
    panel: 'action',
    action: 'push-to-channel',
    about: 'Makes the shipments: a file for the warehouse, or orders at a connected partner.',
    waits: ({ context }) =>
      orders(inStage(context, 'Ready to ship', 'Partly shipped'), 'are ready or at a warehouse.'),
    done: passed('Partly shipped'),
  },
  {
    label: 'Import Tracking',
    panel: 'import-tracking',
    about:
      'Reads the tracking numbers that warehouses send back. From connected partners Sync Now brings them.',
    waits: ({ context }) =>
      context.batches.length === 0 || inStage(context, 'Ready to ship', 'Partly shipped') === 0
        ? ''
        : `The last file went out as ${context.batches[0]}.`,
    done: passed('Partly shipped'),
  },
];

export function guidePanel(env: Env, place: HTMLElement): Promise<void> {
  return load(
    place,
    'Loading…',
    () => Promise.all([env.call('context', {}), env.call('rewards', {})]),
    ([context, { rewards }]) => view(env, { context, rewards }),
  );
}

function view(env: Env, facts: Facts): HTMLElement {
  const { context } = facts;
  const shipped = inStage(context, 'Shipped');
  return h(
    'div',
    { class: 'panel' },
    head(
      'What to Do Next',
      'The work in its order. Steps can be done in waves: each takes the orders that are ready for it.',
    ),
    notice(context),
    context.orders > 0 &&
      h('p', { class: 'which' }, `${counted(context.orders, 'order')}, ${count(shipped)} shipped`),
    h(
      'ol',
      { class: 'guide' },
      STEPS.map((step) => row(env, step, facts)),
    ),
  );
}

function row(env: Env, step: Step, facts: Facts): HTMLElement {
  const waits = step.waits(facts);
  const state = waits !== '' ? 'now' : step.done(facts) ? 'done' : 'later';
  const words = { now: 'Waits for you', done: 'Done', later: 'Later' } as const;
  const pictures = { now: 'decide', done: 'done', later: 'left' } as const;
  const { panel, action, label } = step;
  const open = (): void =>
    void env
      .call('openPanel', { panel, title: label, ...(action === undefined ? {} : { action }) })
      .catch(toast);
  return h(
    'li',
    { class: state },
    icon(pictures[state]),
    h(
      'div',
      {},
      h('span', { class: 'unseen' }, `${words[state]}: `),
      h('button', { type: 'button', class: 'link-text', on: { click: open } }, label),
      h('p', { class: 'help' }, waits === '' ? step.about : waits),
    ),
  );
}

export const guideButton = (env: Env): HTMLElement =>
  button(
    'What to do next',
    () => void env.call('openPanel', { panel: 'guide', title: 'What to Do Next' }).catch(toast),
    'link',
    'already',
  );
