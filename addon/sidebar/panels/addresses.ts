/** Check Addresses: every address that can still change is looked at here; what a person accepts is written as a run. */

import './addresses.css';
import { actionInfo } from '../../../shared/actions/info.ts';
import type { FindingKind } from '../../../shared/address/finding.ts';
import { FINDING_KINDS } from '../../../shared/address/kinds.ts';
import type { Context } from '../../api.ts';
import { CallError } from '../call.ts';
import { announce, type Child, fill, h } from '../dom.ts';
import type { Env } from '../env.ts';
import type { FileRun } from '../file-run.ts';
import { loadAddresses, planAddresses } from '../file-runs/addresses.ts';
import type { Loaded } from '../file-runs/run.ts';
import { formOf } from '../forms.ts';
import { button, checkbox, head, labelled, message, notice, problem, toast } from '../widgets/basics.ts';
import { listFile } from '../widgets/failure-file.ts';
import { openRun } from '../widgets/open-run.ts';
import { runView } from '../widgets/run.ts';
import { count, counted } from '../words.ts';
import { addressCard } from './addresses-card.ts';
import { type Choice, choicesOf } from './addresses-choices.ts';
import { carrierSelect, decidedSwitch, filterFold, resultTiles } from './addresses-filters.ts';
import { type Filter, type Group, groupsOf, keepable, sureOf } from './addresses-groups.ts';
import { virtualList } from './addresses-list.ts';
import { type Review, reviewAll } from './addresses-review.ts';
import { findingRow, leftOutWords } from './addresses-row.ts';
import { undoPanel } from './undo.ts';

const INFO = actionInfo('correct-addresses');
const INTRO = formOf(INFO.name).intro;
const KEYS = '↑ ↓ move · A accept · K keep · E edit · U undo';
/** Pixels of one line of the list: two lines of text. */
const ROW_HEIGHT = 48;

export async function addressesPanel(env: Env, place: HTMLElement): Promise<void> {
  const again = (): void => void addressesPanel(env, place);
  try {
    const told = progressView(place, 'Reading');
    const context = await env.call('context', {});
    const from = await loadAddresses(env.call, context, told);
    await checkedView({ env, place, again, context, from }, '');
  } catch (error) {
    fill(place, problem(error, again));
  }
}

interface Opened {
  readonly env: Env;
  readonly place: HTMLElement;
  /** Reads everything anew. */
  again(): void;
  readonly context: Context;
  readonly from: Loaded;
}

/** A bar and what it counts. */
function progressView(place: HTMLElement, what: string): (step: { done: number; total: number }) => void {
  const bar = h('progress', { max: 1, value: 0, 'aria-label': INFO.label });
  const said = h('p', {}, `${what} the addresses…`);
  const view = h('div', { class: 'progress' }, said, bar);
  fill(place, h('div', { class: 'panel' }, head(INFO.label, INTRO), view));
  announce(`${what} the addresses`);
  return ({ done, total }) => {
    bar.max = Math.max(total, 1);
    bar.value = done;
    said.textContent = `${what} ${count(done)} of ${count(total)}`;
  };
}

/** Checks what was read, by the lengths of a carrier, and shows what is found. */
async function checkedView(opened: Opened, carrier: string): Promise<void> {
  const { env, place, again, context, from } = opened;
  const review = await reviewAll(from.tables, carrier, progressView(place, 'Checking'));
  const view = h(
    'div',
    { class: 'panel' },
    head(INFO.label, INTRO),
    notice(context),
    context.openRun === null ? null : openRun(env, context.openRun, again),
  );
  fill(place, view);
  // Only once it stands on the page can a list tell how much of it is in sight.
  reviewView(opened, view, review, carrier);
  announce(`${count(review.entries.length)} findings in ${counted(review.orders.length, 'address')}`);
}

function reviewView(opened: Opened, view: HTMLElement, review: Review, carrier: string): void {
  const { env, again, context, from } = opened;
  if (review.orders.length === 0) {
    const none =
      context.orders === 0
        ? 'There are no orders yet. Start with Import Orders in the Shipsheet menu.'
        : 'No order has an address that could still change.';
    view.append(h('p', { class: 'empty' }, none), leftOutWords(review.leftOut) ?? '');
    return;
  }
  const choices = choicesOf(review);
  let noting = false;
  const body = h('div', {});
  const isChosen = (): boolean => {
    const { corrected, kept } = choices.count();
    return corrected + kept > 0;
  };
  const run = runView<FileRun>({
    label: INFO.label,
    get previewLabel() {
      const { corrected } = choices.count();
      return corrected === 0 ? 'Preview' : `Preview ${counted(corrected, 'address')}`;
    },
    missing: () =>
      noting || isChosen() ? null : 'Nothing is chosen yet: accept a proposal, or keep what is right.',
    prepare: () => Promise.resolve(planAddresses(from, choices.intents(carrier, noting))),
    show: (key) => void env.call('showOrder', { orderId: key }).catch(toast),
    failures: (made) => [listFile(made, INFO.label, 'Order')],
    phase: (phase) => {
      body.inert = phase === 'running';
      body.hidden = phase === 'ended';
    },
    undo: (runId, undoPlace) => undoPanel(env, undoPlace, runId),
    again,
  });
  const note = checkbox(
    `Note the result of all ${counted(review.orders.length, 'order')} in Address check`,
    false,
    (on) => {
      noting = on;
      run.stale();
    },
    'A column to filter by. Only what is new is written.',
  );
  const clean = review.entries.length === 0;
  const carriers = carrierSelect(carrier, (to) => {
    if (!isChosen()) return void checkedView(opened, to);
    carriers.value = carrier;
    toast(new CallError('choice.open', 'Write your choices first, or take them back.'));
  });
  const finder = clean ? null : findings(env, review, choices, () => run.stale());
  fill(
    body,
    resultTiles(review, (part) => finder?.narrow(part)),
    review.kept.size > 0 &&
      h('p', { class: 'help' }, `In ${counted(review.kept.size, 'address')} something was kept earlier.`),
    finder?.elements ?? message('done', 'Every address that can still change is fine.'),
    clean && leftOutWords(review.leftOut),
    labelled('Lengths and letters of', carriers),
    note,
  );
  view.append(body, run.element);
  finder?.narrow({});
}

/** The list with its filters, the card under it, and the keys that decide. `touched`: something was decided. */
function findings(
  env: Env,
  review: Review,
  choices: ReturnType<typeof choicesOf>,
  touched: () => void,
): { readonly elements: Child; narrow(part: Partial<Filter>): void } {
  let filter: Filter = { level: null, kind: '', country: '', stage: '', decided: false };
  const bulk = h('div', { class: 'bulk' });
  const choiceOf = (group: Group): Choice | undefined => choices.of(group.entries[0] ?? -1);
  const isOpen = (group: Group): boolean => group.entries.some((entry) => choices.of(entry) === undefined);

  const list = virtualList<Group>({
    label: 'Findings',
    rowHeight: ROW_HEIGHT,
    empty: 'Nothing here.',
    row: (group) => findingRow(review, group, choiceOf(group)),
    active: (group) => {
      card.draw(group);
      drawBulk();
    },
    key: (event, group) => onKey(event, group),
  });
  const focusList = (): void => list.element.focus({ preventScroll: true });
  const card = addressCard(review, choices, {
    accept: (group) => decide(group, { to: group.shape.finding.proposal ?? {} }),
    keep: (group) => decide(group, { to: null }),
    clear: (group) => {
      clear(group);
      focusList();
    },
    edit: (group, to) => {
      if (Object.keys(to).length === 0) card.draw(group);
      else decide(group, { to });
    },
    show: (orderId) => void env.call('showOrder', { orderId }).catch(toast),
    back: focusList,
  });

  /** Decides what is open of a group and goes on to the next that is. */
  const decide = (group: Group, choice: Choice): void => {
    const open = group.entries.filter((entry) => choices.of(entry) === undefined);
    tellPassed(open.length - choices.decide(open, () => choice));
    changed();
    focusList();
    const next = list.items.findIndex((item, at) => at > list.at && isOpen(item));
    if (next >= 0) list.move(next);
    else if (!list.items.some(isOpen)) announce('Everything here is decided');
  };
  /** Decides many at once; the list then shows what is left. */
  const decideAll = (
    all: readonly number[],
    said: string,
    choice: Parameters<typeof choices.decide>[1],
  ): void => {
    const taken = choices.decide(all, choice);
    tellPassed(all.length - taken);
    changed();
    redrawList();
    focusList();
    announce(`${counted(taken, 'order')} ${said}`);
  };
  const tellPassed = (n: number): void => {
    if (n === 0) return;
    const why = 'another choice changes the same cell. Write that first, then check again.';
    toast(new CallError('choice.passed', `${counted(n, 'order')} passed over: ${why}`));
  };
  const clear = (group: Group): void => {
    choices.clear(group.entries);
    changed();
  };
  const undoLast = (): void => {
    const opened = new Set(choices.undo());
    changed();
    const at = list.items.findIndex((group) => group.entries.some((entry) => opened.has(entry)));
    if (at >= 0) list.move(at);
    else redrawList();
    focusList();
    announce('Choice taken back');
  };
  const onKey = (event: KeyboardEvent, group: Group): boolean => {
    const withControl = event.ctrlKey || event.metaKey;
    const key = event.key === 'Enter' ? 'a' : event.key.toLowerCase();
    if (withControl || event.altKey) {
      if (!withControl || key !== 'z') return false;
      undoLast();
      return true;
    }
    const open = choiceOf(group) === undefined;
    const { proposal, level } = group.shape.finding;
    if (key === 'a' && open && proposal !== null) decide(group, { to: proposal });
    else if (key === 'a' && open) announce('There is no proposal: press E to edit');
    else if (key === 'k' && open && level === 'warning') decide(group, { to: null });
    else if (key === 'k' && open) announce('A problem cannot be kept: correct it');
    else if (key === 'e') card.edit();
    else if (key === 'u') clear(group);
    else return key === 'a' || key === 'k';
    return true;
  };

  /** All that counts follows; the list stays as it is, so that nothing jumps away from under the keys. */
  const changed = (): void => {
    list.redraw();
    card.draw(list.items[list.at] ?? null);
    drawBulk();
    touched();
  };
  const redrawList = (): void => list.show(groupsOf(review, choices, filter));

  const drawBulk = (): void => {
    const kind: FindingKind | undefined = list.items[list.at]?.shape.finding.kind;
    const open = kind !== undefined && !filter.decided;
    const sure = open ? sureOf(review, choices, filter, kind) : [];
    const warnings = open && sure.length === 0 ? keepable(review, choices, filter, kind) : [];
    const label = kind === undefined ? '' : FINDING_KINDS[kind].label;
    const proposed = (entry: number): Choice | null => {
      const to = review.entries[entry]?.finding.proposal ?? null;
      return to === null ? null : { to };
    };
    const acceptAll = (): void => decideAll(sure, 'accepted', proposed);
    const keepAll = (): void => decideAll(warnings, 'kept', () => ({ to: null }));
    fill(
      bulk,
      sure.length > 1 && button(`Accept all ${count(sure.length)}: ${label}`, acceptAll),
      warnings.length > 1 && button(`Keep all ${count(warnings.length)}: ${label}`, keepAll),
      choices.steps > 0 && button('Undo last choice', undoLast, 'link', 'undo'),
    );
  };
  const narrow = (part: Partial<Filter>): void => {
    filter = { ...filter, ...part };
    redrawList();
  };
  const keys = h('p', { class: 'help keys' }, KEYS);
  return {
    elements: [filterFold(review, narrow), decidedSwitch(narrow), list.element, keys, card.element, bulk],
    narrow,
  };
}
