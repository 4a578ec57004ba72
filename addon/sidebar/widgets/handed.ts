/** After a run that made, cancelled or changed shipments of channels that go by the worker: hands them over and shows what came of it. */

import { CallError } from '../call.ts';
import { announce, type Child, fill, h } from '../dom.ts';
import type { Env } from '../env.ts';
import {
  channelsByWorker,
  type Handed,
  handedSentence,
  handOver,
  orderOf,
  refusedFor,
} from '../hand-over.ts';
import { count, counted } from '../words.ts';
import { busy, button, message, problem, toast } from './basics.ts';

const KEPT = 'The shipments stay in the sheet as not sent.';
/** Panels that mend a refusal of the whole hand-over: waiting alone would not. */
const REMEDIES: Readonly<Record<string, readonly (readonly [panel: string, title: string])[]>> = {
  'worker.copy': [
    ['settings', 'Settings'],
    ['connections', 'Connections'],
  ],
  'worker.none': [['connections', 'Connections']],
};

/** Goes to work at once. Empty where no channel of the run goes by the worker. `channel` is the run's own, or "" for any. */
export function handedAfter(env: Env, channel: string): HTMLElement {
  const place = h('div', {});
  const draw = async (): Promise<void> => {
    try {
      const connected = await channelsByWorker(env.call);
      if (connected.size === 0 || (channel !== '' && !connected.has(channel))) return;
      const to = connected.get(channel) ?? '';
      fill(place, busy(`Handing over to ${to === '' ? 'your partners' : to}…`));
      const handed = await handOver(env.call, channel, (now) => {
        fill(place, busy(`${count(now.taken + now.already + now.refused.length)} handed over so far…`));
      });
      fill(place, handedParts(env, handed, to));
      announce(handedSentence(handed, to));
    } catch (error) {
      const remedies = error instanceof CallError ? (REMEDIES[error.code] ?? []) : [];
      const opens = remedies.map(([panel, title]) =>
        button(title, () => void env.call('openPanel', { panel, title }).catch(toast), 'secondary', 'open'),
      );
      fill(
        place,
        problem(error, () => void draw(), 'Hand over again'),
        opens.length > 0 && h('div', { class: 'row' }, opens),
        h('p', {}, opens.length > 0 ? KEPT : `${KEPT} Sync Now sends them later.`),
      );
    }
  };
  void draw();
  return place;
}

/** What was taken and what was not, with the reasons; nothing when nothing waited. */
function handedParts(env: Env, handed: Handed, to: string): Child {
  const sentence = handedSentence(handed, to);
  if (sentence === '') return null;
  const watch = button(
    'Watch them: Sync Now',
    () => void env.call('openPanel', { panel: 'sync-now', title: 'Sync Now' }).catch(toast),
    'link',
    'refresh',
  );
  return [
    message(handed.refused.length === 0 ? 'done' : 'warning', sentence, h('div', { class: 'row' }, watch)),
    handedWarnings(env, handed),
    refusals(env, handed.refused),
  ];
}

/** Who can open what was just filled, with the panel where that is changed. */
export const handedWarnings = (env: Env, { warnings }: Handed): Child =>
  warnings.length > 0 &&
  message(
    'warning',
    warnings.map((text) => h('p', {}, text)),
    h('div', { class: 'row' }, openSheets(env)),
  );

const openSheets = (env: Env): HTMLElement =>
  button(
    'Partner Sheets',
    () => void env.call('openPanel', { panel: 'partner-sheet', title: 'Partner Sheets' }).catch(toast),
    'link',
    'open',
  );

/** Of one reason; the sheet has the others. */
const MOST = 5;

/** Why shipments were refused, with what to do and the orders. */
export function refusals(env: Env, refused: Handed['refused']): HTMLElement | null {
  if (refused.length === 0) return null;
  return h(
    'ul',
    { class: 'asked', 'aria-label': 'Refused' },
    refusedFor(refused).map(({ sentence, next, ofSheet, ids }) =>
      h(
        'li',
        {},
        h('p', {}, `${counted(ids.length, 'shipment')}: ${sentence}`),
        next === '' ? null : h('p', { class: 'help' }, next),
        ofSheet && h('div', { class: 'row' }, openSheets(env)),
        h(
          'p',
          { class: 'help' },
          ids.slice(0, MOST).map((id, i) => [i === 0 ? null : ', ', orderLink(env, id)]),
          ids.length > MOST && ` and ${count(ids.length - MOST)} more`,
        ),
      ),
    ),
  );
}

/** Opens the order of a shipment. */
export function orderLink(env: Env, shipmentId: string): HTMLElement {
  const open = (): void =>
    void env
      .call('openPanel', { panel: 'order', title: 'Find Order', orders: [orderOf(shipmentId)] })
      .catch(toast);
  const title = `Open the order of ${shipmentId}`;
  return h('button', { type: 'button', class: 'link-text', title, on: { click: open } }, shipmentId);
}
