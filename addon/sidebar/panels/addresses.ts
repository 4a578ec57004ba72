/** Check Addresses: every address that can still change is looked at here; what a person accepts is written as a run. */

import { actionInfo } from '../../../shared/actions/info.ts';
import type { FindingKind } from '../../../shared/address/finding.ts';
import { FINDING_KINDS } from '../../../shared/address/kinds.ts';
import type { Context } from '../../api.ts';
import { announce, type Child, fill, h } from '../dom.ts';
import type { Env } from '../env.ts';
import type { FileRun } from '../file-run.ts';
import { loadAddresses, planAddresses } from '../file-runs/addresses.ts';
import type { Loaded } from '../file-runs/run.ts';
import {
  button,
  checkbox,
  head,
  labelled,
  message,
  notice,
  problem,
  select,
  toast,
} from '../widgets/basics.ts';
import { listFile } from '../widgets/failure-file.ts';
import { icon } from '../widgets/icon.ts';
import { openRun } from '../widgets/open-run.ts';
import { runView } from '../widgets/run.ts';
import { count, counted, country } from '../words.ts';
import { addressCard, marked } from './addresses-card.ts';
import { choicesOf } from './addresses-choices.ts';
import { countsOf, type Filter, type Group, groupsOf, sureOf } from './addresses-groups.ts';
import { virtualList } from './addresses-list.ts';
import { fieldsOf, type LeftOut, type Review, reviewAll } from './addresses-review.ts';
import { undoPanel } from './undo.ts';

const INFO = actionInfo('correct-addresses');

export async function addressesPanel(env: Env, place: HTMLElement): Promise<void> {
  const again = (): void => void addressesPanel(env, place);
  const bar = h('progress', { max: 1, value: 0, 'aria-label': 'Check Addresses' });
  const said = h('p', {}, 'Reading the addresses…');
  const reading = h('div', { class: 'progress' }, said, bar);
  fill(place, h('div', { class: 'panel' }, head(INFO.label, INFO.intro), reading));
  announce('Reading the addresses');
  const told =
    (what: string) =>
    ({ done, total }: { done: number; total: number }): void => {
      bar.max = Math.max(total, 1);
      bar.value = done;
      said.textContent = `${what} ${count(done)} of ${count(total)}`;
    };
  try {
    const context = await env.call('context', {});
    const from = await loadAddresses(env.call, context, told('Reading'));
    const review = await reviewAll(from.tables, '', told('Checking'));
    fill(
      place,
      h(
        'div',
        { class: 'panel' },
        head(INFO.label, INFO.intro),
        notice(context),
        context.openRun === null ? null : openRun(env, context.openRun, again),
        reviewView(env, place, context, from, review),
      ),
    );
    announce(`${count(review.entries.length)} findings in ${counted(review.orders.length, 'address')}`);
  } catch (error) {
    fill(place, problem(error, again));
  }
}

function reviewView(env: Env, place: HTMLElement, context: Context, from: Loaded, review: Review): Child {
  const again = (): void => void addressesPanel(env, place);
  if (review.orders.length === 0) {
    const none =
      context.orders === 0
        ? 'There are no orders yet. Start with Import Orders in the Shipsheet menu.'
        : 'No order has an address that could still change.';
    return [h('p', { class: 'empty' }, none), leftOutWords(review.leftOut)];
  }
  const choices = choicesOf(review);
  const counts = countsOf(review);
  let filter: Filter = { level: null, kind: '', country: '', stage: '', decided: false };
  let noting = false;

  const tiles = h('div', { class: 'tiles', role: 'group', 'aria-label': 'Result of the check' });
  const filters = h('div', { class: 'address-filters' });
  const bulk = h('div', { class: 'bulk' });

  const list = virtualList<Group>({
    label: 'Findings',
    rowHeight: 52,
    empty: 'Nothing here.',
    row: (group) => rowOf(review, group, choices.of(group.entries[0] ?? -1)),
    active: (group) => {
      card.draw(group);
      drawBulk();
    },
    key: (event, group) => onKey(event, group),
  });
  const card = addressCard(review, choices, {
    accept: (group) => decide(group, () => ({ to: group.shape.finding.proposal ?? {} })),
    keep: (group) => decide(group, () => ({ to: null })),
    clear: (group) => {
      choices.clear(group.entries);
      changed();
      list.element.focus({ preventScroll: true });
    },
    edit: (group, to) => {
      if (Object.keys(to).length === 0) card.draw(group);
      else decide(group, () => ({ to }));
    },
    show: (orderId) => void env.call('showOrder', { orderId }).catch(toast),
    back: () => list.element.focus({ preventScroll: true }),
  });

  const decide = (group: Group, choice: Parameters<typeof choices.decide>[1]): void => {
    const open = group.entries.filter((entry) => choices.of(entry) === undefined);
    const taken = choices.decide(open, choice);
    if (taken < open.length) tellPassed(open.length - taken);
    changed();
    list.element.focus({ preventScroll: true });
    const { items } = list;
    const isOpen = (item: Group): boolean => item.entries.some((entry) => choices.of(entry) === undefined);
    const next = items.findIndex((item, at) => at > list.at && isOpen(item));
    if (next >= 0) list.move(next);
    else {
      list.move(list.at);
      if (!items.some(isOpen)) announce('Everything here is decided');
    }
  };
  const tellPassed = (n: number): void =>
    toast(
      new Error(
        `${counted(n, 'order')} passed over: another choice changes the same cell. Write it first, then check again.`,
      ),
    );

  const onKey = (event: KeyboardEvent, group: Group): boolean => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'z') {
      undoLast();
      return true;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return false;
    const open = choices.of(group.entries[0] ?? -1) === undefined;
    const { proposal, level } = group.shape.finding;
    switch (event.key === 'Enter' ? 'a' : event.key.toLowerCase()) {
      case 'a':
        if (open && proposal !== null) decide(group, () => ({ to: proposal }));
        else if (open) announce('There is no proposal: press E to edit');
        return true;
      case 'k':
        if (open && level === 'warning') decide(group, () => ({ to: null }));
        else if (open) announce('A problem cannot be kept: correct it');
        return true;
      case 'e':
        card.edit();
        return true;
      case 'u':
        choices.clear(group.entries);
        changed();
        return true;
      default:
        return false;
    }
  };
  const undoLast = (): void => {
    const touched = new Set(choices.undo());
    const at = list.items.findIndex((group) => group.entries.some((entry) => touched.has(entry)));
    changed();
    if (at >= 0) list.move(at);
    announce('Choice taken back');
  };
  const acceptSure = (sure: readonly number[]): void => {
    const taken = choices.decide(sure, (entry) => {
      const to = review.entries[entry]?.finding.proposal ?? null;
      return to === null ? null : { to };
    });
    if (taken < sure.length) tellPassed(sure.length - taken);
    changed();
    redrawList();
    list.element.focus({ preventScroll: true });
    announce(`${counted(taken, 'proposal')} accepted`);
  };

  /** Something was decided or opened again: all that counts follows; the list stays as it is. */
  const changed = (): void => {
    drawTiles();
    drawBulk();
    list.redraw();
    card.draw(list.items[list.at] ?? null);
    run.stale();
  };
  const redrawList = (): void => list.show(groupsOf(review, choices, filter));
  const narrow = (part: Partial<Filter>): void => {
    filter = { ...filter, ...part };
    drawTiles();
    redrawList();
  };

  const drawTiles = (): void => {
    const held = tiles.contains(document.activeElement) ? document.activeElement?.id : undefined;
    const { ok, warning, problem: bad } = review.counts;
    const tile = (level: 'warning' | 'problem', n: number, label: string): HTMLElement =>
      h(
        'button',
        {
          type: 'button',
          id: `tile-${level}`,
          class: `count tile ${level}${n === 0 ? ' zero' : ''}`,
          'aria-pressed': String(filter.level === level),
          on: { click: () => narrow({ level: filter.level === level ? null : level }) },
        },
        icon(level === 'problem' ? 'error' : 'warning', 16),
        h('strong', { class: 'count-number' }, count(n)),
        h('span', {}, label),
      );
    fill(
      tiles,
      tile('problem', bad, bad === 1 ? 'problem' : 'problems'),
      tile('warning', warning, warning === 1 ? 'warning' : 'warnings'),
      h(
        'div',
        { class: 'count tile ok' },
        icon('done', 16),
        h('strong', { class: 'count-number' }, count(ok)),
        h('span', {}, 'OK'),
      ),
    );
    if (held !== undefined) document.getElementById(held)?.focus();
  };

  const drawFilters = (): void => {
    const kinds = [...counts.kinds].sort((a, b) => b[1] - a[1]);
    const choice = (
      label: string,
      every: string,
      options: readonly { value: string; label: string }[],
      change: (value: string) => void,
    ): HTMLElement | null =>
      options.length < 2
        ? null
        : labelled(label, select([{ value: '', label: every }, ...options], '', change));
    fill(
      filters,
      choice(
        'Kind',
        'All kinds',
        kinds.map(([kind, n]) => ({ value: kind, label: `${FINDING_KINDS[kind].label} (${count(n)})` })),
        (value) => narrow({ kind: kinds.find(([kind]) => kind === value)?.[0] ?? '' }),
      ),
      h(
        'div',
        { class: 'two' },
        choice(
          'Country',
          'All',
          sorted(counts.countries, (code) => (code === '' ? 'Unknown' : country(code))),
          (value) => narrow({ country: value }),
        ),
        choice(
          'Stage',
          'All open',
          sorted(counts.stages, (stage) => stage),
          (value) => narrow({ stage: value }),
        ),
      ),
      h(
        'div',
        { class: 'switch', role: 'group', 'aria-label': 'Show' },
        (['To decide', 'Decided'] as const).map((label, at) =>
          h(
            'button',
            {
              type: 'button',
              'aria-pressed': String(filter.decided === (at === 1)),
              on: {
                click: (event) => {
                  const buttons = filters.querySelectorAll('.switch button');
                  buttons.forEach((one, i) => void one.setAttribute('aria-pressed', String(i === at)));
                  narrow({ decided: at === 1 });
                  if (event.currentTarget instanceof HTMLElement) event.currentTarget.focus();
                },
              },
            },
            label,
          ),
        ),
      ),
    );
  };

  const drawBulk = (): void => {
    const kind: FindingKind | undefined = list.items[list.at]?.shape.finding.kind;
    const sure = kind === undefined || filter.decided ? [] : sureOf(review, choices, filter, kind);
    fill(
      bulk,
      kind !== undefined &&
        sure.length > 1 &&
        button(`Accept all ${count(sure.length)}: ${FINDING_KINDS[kind].label}`, () => acceptSure(sure)),
      choices.steps > 0 && button('Undo last choice', undoLast, 'link', 'undo'),
    );
  };

  const isChosen = (): boolean => {
    const { corrected, kept } = choices.count();
    return corrected + kept > 0;
  };
  const body = h('div', {});
  const run = runView<FileRun>({
    label: INFO.label,
    get previewLabel() {
      const { corrected } = choices.count();
      return corrected === 0 ? 'Preview' : `Preview ${counted(corrected, 'address')}`;
    },
    missing: () =>
      noting || isChosen() ? null : 'Nothing is chosen yet: accept a proposal, or keep what is right.',
    prepare: () => Promise.resolve(planAddresses(from, choices.intents('', noting))),
    show: (key) => void env.call('showOrder', { orderId: key }).catch(toast),
    failures: (made) => [listFile(made, 'Check Addresses', 'Order')],
    phase: (phase) => {
      body.inert = phase === 'running';
      body.hidden = phase === 'ended';
    },
    undo: (runId, undoPlace) => undoPanel(env, undoPlace, runId),
    again,
  });

  drawTiles();
  drawFilters();
  const clean = review.entries.length === 0;
  fill(
    body,
    tiles,
    leftOutWords(review.leftOut),
    review.kept.size > 0 &&
      h('p', { class: 'help' }, `In ${counted(review.kept.size, 'address')} something was kept earlier.`),
    clean
      ? message('done', 'Every address that can still change is fine.')
      : [filters, bulk, list.element, h('p', { class: 'help keys' }, KEYS), card.element],
    checkbox(
      `Note the result of all ${counted(review.orders.length, 'order')} in Address check`,
      false,
      (on) => {
        noting = on;
        run.stale();
      },
      'A column to filter by. Only what is new is written.',
    ),
  );
  requestAnimationFrame(redrawList);
  return [body, run.element];
}

const KEYS = '↑ ↓ move · A accept · K keep · E edit · U undo';

/** Counted values, the most frequent first, as options. */
function sorted(
  counts: ReadonlyMap<string, number>,
  name: (value: string) => string,
): { value: string; label: string }[] {
  return [...counts]
    .sort((a, b) => b[1] - a[1])
    .map(([value, n]) => ({ value, label: `${name(value)} (${count(n)})` }));
}

/** Two lines: what and for how many; the old text and the new. */
function rowOf(
  review: Review,
  { shape, entries }: Group,
  chosen: ReturnType<ReturnType<typeof choicesOf>['of']>,
): Child {
  const { finding } = shape;
  const [field = finding.field] = fieldsOf(finding);
  const was = shape.was[field] ?? '';
  const now = chosen === undefined ? finding.proposal?.[field] : chosen.to?.[field];
  const only = review.entries[entries[0] ?? -1]?.order ?? -1;
  const whose =
    entries.length === 1 ? (review.campaign.facts.id[only] ?? '') : counted(entries.length, 'order');
  const mark =
    chosen === undefined
      ? finding.level === 'problem'
        ? 'error'
        : 'warning'
      : chosen.to === null
        ? 'left'
        : 'done';
  const state = chosen === undefined ? '' : chosen.to === null ? 'kept' : 'accepted';
  return [
    h(
      'p',
      { class: `finding ${finding.level} ${state}` },
      icon(mark, 14),
      h('span', { class: 'what' }, FINDING_KINDS[finding.kind].label),
      h('span', { class: 'whose' }, whose),
      state !== '' && h('span', { class: 'unseen' }, `, ${state}`),
    ),
    h(
      'p',
      { class: 'values' },
      now === undefined ? was || finding.detail : [marked(was, now, 'was'), ' → ', marked(was, now, 'now')],
    ),
  ];
}

function leftOutWords(leftOut: LeftOut): HTMLElement | null {
  const words: Record<keyof LeftOut, string> = {
    shipped: 'shipped',
    sent: 'at the warehouse',
    cancelled: 'cancelled',
    nothing: 'with nothing to ship',
    blank: 'before the survey',
  };
  const parts = (['shipped', 'sent', 'cancelled', 'nothing', 'blank'] as const)
    .filter((what) => leftOut[what] > 0)
    .map((what) => `${count(leftOut[what])} ${words[what]}`);
  return parts.length === 0 ? null : h('p', { class: 'help' }, `Left out: ${parts.join(', ')}.`);
}
