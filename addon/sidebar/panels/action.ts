/** The panel of all bulk actions: which orders, the action's fields, then preview, apply and result. */

import { type ActionInfo, actionInfo } from '../../../shared/actions/info.ts';
import type { Options, Preview, Scope } from '../../../shared/plan/types.ts';
import { withTypedNumber } from '../../../shared/tracking/typed-number.ts';
import type { Boot, Context } from '../../api.ts';
import { CallError } from '../call.ts';
import { type Child, h, onEnter } from '../dom.ts';
import type { Env } from '../env.ts';
import { formOf } from '../forms.ts';
import { openFor } from '../mend.ts';
import { prepare } from '../server-run.ts';
import { button, head, load, notice, toast } from '../widgets/basics.ts';
import { exportFile } from '../widgets/export-file.ts';
import { failureFile } from '../widgets/failure-file.ts';
import { fields } from '../widgets/fields.ts';
import { handedAfter } from '../widgets/handed.ts';
import { openRun } from '../widgets/open-run.ts';
import { type RunView, runView } from '../widgets/run.ts';
import { runOrders } from '../widgets/run-orders.ts';
import { which } from '../widgets/which.ts';
import { count, counted } from '../words.ts';
import { guideButton } from './guide.ts';
import { undoPanel } from './undo.ts';

export interface ActionStart {
  readonly action: string;
  /** Instead of the action's own. */
  readonly scope?: Scope;
  readonly options?: Options;
  /** The orders are given (order panel): not to be chosen here. */
  readonly fixed?: boolean;
  /** The title stands above already. */
  readonly untitled?: boolean;
  /** The preview is made at once. */
  readonly atOnce?: boolean;
}

/** What the page was opened for. */
export function startOf({ action = 'lock-down', orders, segment, filter }: Boot): ActionStart {
  if (segment !== undefined) return { action, scope: { base: 'all', segment } };
  if (filter !== undefined) return { action, scope: { base: 'all', filter } };
  return orders === undefined ? { action } : { action, scope: { base: 'list', list: orders.join('\n') } };
}

/** Draws an action into a place of its own. */
export function actionPanel(env: Env, place: HTMLElement, start: ActionStart): Promise<void> {
  return load(
    place,
    'Loading…',
    () => env.call('context', {}),
    (context) => actionView(env, place, start, context),
  );
}

function actionView(env: Env, place: HTMLElement, start: ActionStart, context: Context): HTMLElement {
  const info: ActionInfo = actionInfo(start.action);
  const form = formOf(start.action);
  const none = start.fixed === true ? null : nothingToDo(info, context);
  if (none !== null) {
    const again = button('Look again', () => void actionPanel(env, place, start), 'link', 'refresh');
    const row = h('div', { class: 'row' }, again, guideButton(env));
    const title = head(info.label, form.intro);
    return h('div', { class: 'panel' }, title, notice(context), h('p', { class: 'empty' }, none), row);
  }
  const fixed = start.fixed === true;
  const changed = (): void => run.stale();
  let answers: Record<string, string> = {};
  const own = fields(form.fields, context, start.options ?? {}, () => {
    // An answer belongs to the plan that asked; with other choices the question may be another one.
    answers = {};
    changed();
  });
  const orders =
    info.kind !== 'orders' || fixed
      ? null
      : which(
          context,
          info.name,
          start.scope ?? firstScope(info, context),
          () => env.call('context', {}),
          changed,
          env.call,
        );

  const asked = (): { action: string; scope: Scope; options: Options } => ({
    action: info.name,
    scope: orders?.scope() ?? start.scope ?? info.scope,
    options: { ...own.options(), ...(Object.keys(answers).length > 0 ? { answers } : {}) },
  });
  const undone = (): Child => (HANDS_OVER.has(info.name) ? handedAfter(env, '') : null);
  const fileOf = (batch: string): HTMLElement | null => (batch === '' ? null : exportFile(env, batch));
  /** What the preview on show was made of: the failure file must be of the same. */
  let shown = asked();
  const choices = h('div', {}, orders?.element ?? null);
  const run: RunView = runView({
    label: info.label,
    danger: form.danger === true,
    whole: info.kind === 'whole' || fixed,
    missing: () => orders?.missing() ?? own.missing(),
    prepare: () => {
      const now = asked();
      shown = { ...now, options: typedNumber(now.options) };
      return prepare(env.call, shown);
    },
    answer: (id, value) => {
      answers = { ...answers, [id]: value };
    },
    show: (key) => void env.call('showOrder', { orderId: key }).catch(toast),
    mend: (remedy, reason, { scope }) => void openFor(env, remedy, reason, { ...shown, scope }),
    failures: ({ scope }) => [failureFile(env.call, info.label, { ...shown, scope })],
    sentence: ({ counts }, { preview }) => askedSentence(counts.change, preview),
    after: (result, { preview }) => [
      askedToCancel(preview) > 0 && result.counts.change > 0 ? h('p', { class: 'help' }, ASKED_HELP) : null,
      fileOf(result.batch ?? ''),
      HANDS_OVER.has(info.name) && result.counts.change > 0
        ? handedAfter(env, channelOf(shown.options))
        : null,
      info.name === 'undo' ? null : runOrders(env, result),
    ],
    undo: info.name === 'undo' ? undefined : (runId, undoPlace) => undoPanel(env, undoPlace, runId, undone),
    phase: (phase) => {
      choices.inert = phase === 'running';
      choices.hidden = phase === 'ended';
    },
    again: () => void actionPanel(env, place, { ...start, atOnce: false }),
  });
  const { elements } = own;
  if (elements.length > 0) {
    const title = orders === null ? null : h('h2', {}, 'Options');
    choices.append(h('section', { 'aria-label': 'Options' }, title, elements));
  }
  const body = h('div', {}, choices, run.element);
  onEnter(body, () => void run.preview());
  if (start.atOnce === true) void run.preview(true);
  const element = h(
    'div',
    { class: 'panel' },
    start.untitled === true ? h('p', { class: 'lead' }, form.intro) : head(info.label, form.intro),
    notice(context),
  );
  if (context.openRun === null) {
    element.append(body);
    return element;
  }
  const banner = openRun(env, context.openRun, () => void actionPanel(env, place, start));
  element.append(banner, body);
  return element;
}

/** What they write for a connected channel, its partner is to be told. */
const HANDS_OVER = new Set([
  'push-to-channel',
  'cancel',
  'recall',
  'send-changes',
  'send-replacement',
  'undo',
]);

/** Orders that a run of Cancel does not cancel yet: partners are asked to stop their parcels. */
function askedToCancel({ reasons }: Preview): number {
  return reasons
    .filter(({ outcome, code }) => outcome === 'change' && code === 'cancel.asks')
    .reduce((sum, { count }) => sum + count, 0);
}

const ASKED_HELP =
  'The answer comes into Shipments, Warehouse says. Then run Cancel again: it cancels the order, or says why the parcel ships.';

/** "Cancelled 3 orders, asked to cancel 1." null where nobody is asked: a cancellation that is asked for is none yet. */
function askedSentence(changed: number, preview: Preview): string | null {
  const asked = Math.min(askedToCancel(preview), changed);
  if (asked === 0) return null;
  if (asked === changed) return `Asked to cancel ${counted(asked, preview.noun)}.`;
  return `Cancelled ${counted(changed - asked, preview.noun)}, asked to cancel ${count(asked)}.`;
}

/** The channel that was chosen; "" for an action that may touch any. */
function channelOf({ channel }: Options): string {
  return typeof channel === 'string' ? channel : '';
}

/** Why the action has nothing to work on yet; null when it has. */
function nothingToDo(info: ActionInfo, context: Context): string | null {
  if (info.kind === 'orders' && context.orders === 0) {
    return 'There are no orders yet. Start with Import Orders in the Shipsheet menu.';
  }
  if (info.name === 'undo' && !context.runs.some((run) => run.undoable)) return 'There is no run to undo.';
  return null;
}

/** A typed Stage is a request for this very action: it comes first when there is one and nothing is selected. */
function firstScope(info: ActionInfo, context: Context): Scope {
  if (info.scope.base === 'selection' && context.selected.length === 0) {
    return (context.requests[info.name] ?? 0) > 0 ? { base: 'requests' } : info.scope;
  }
  return info.scope;
}

/** The options as the add-on takes them: a tracking number is cleaned here, where the tables of formats are. */
function typedNumber(options: Options): Options {
  const made = withTypedNumber(options);
  if (!made.ok) throw new CallError('tracking.unreadable', made.message);
  return made.value;
}
