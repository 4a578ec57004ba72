/** "Which orders?": what to start from, and what narrows it. */
import type { Scope } from '../../../shared/plan/types.ts';
import { ruleOfText } from '../../../shared/segment/lower.ts';
import { parseFilter } from '../../../shared/segment/parse.ts';
import type { Choice, Context } from '../../api.ts';
import type { Call } from '../call.ts';
import { announce, fill, h } from '../dom.ts';
import { count, country, when } from '../words.ts';
import { button, fold, iconButton, labelled, problem, select, toast } from './basics.ts';
import { chips } from './chips.ts';
import type { Suggestion } from './combobox.ts';
import { filterText } from './filter-text.ts';

type Mode = 'any' | 'all' | 'only';
const MODES: readonly { value: Mode; label: string }[] = [
  { value: 'any', label: 'any of these' },
  { value: 'all', label: 'all of these' },
  { value: 'only', label: 'only these' },
];
/** What the panel offers: the bases of a scope, and two more ways to start from all orders. */
type Base = Scope['base'] | 'segment' | 'filter';
const BASES: readonly Base[] = ['selection', 'visible', 'all', 'segment', 'filter', 'list', 'requests'];

/** The context names no more of them. */
const MOST_SELECTED = 2000;

interface Draft {
  base: Base;
  segment: string;
  filter: string;
  list: string;
  stages: readonly string[];
  countries: readonly string[];
  rewards: readonly string[];
  mode: Mode;
  skus: readonly string[];
  channel: string;
}

export interface Which {
  readonly element: HTMLElement;
  scope(): Scope;
  /** What is missing before a preview makes sense; null when nothing is. */
  missing(): string | null;
}

/**
 * The editor of a scope. `refresh` reads the context again (the selection moves while the panel is open); `changed` is
 * called for each change, so that an old preview is seen to be old.
 */
export function which(
  first: Context,
  action: string,
  start: Scope,
  refresh: () => Promise<Context>,
  changed: () => void,
  call: Call,
): Which {
  let context = first;
  const draft: Draft = {
    base: start.segment !== undefined ? 'segment' : start.filter !== undefined ? 'filter' : start.base,
    segment: start.segment ?? first.segments[0]?.name ?? '',
    filter: start.filter ?? '',
    list: start.list ?? '',
    stages: start.stages ?? [],
    countries: start.countries ?? [],
    rewards: start.rewards ?? [],
    mode: start.skus?.mode ?? 'any',
    skus: start.skus?.skus ?? [],
    channel: start.channel ?? '',
  };
  const base = h('div', {});
  const summary = h('span', { class: 'summary' });
  const narrowBy = h('div', { class: 'narrow' });

  const requested = (): number => context.requests[action] ?? 0;
  const words = (kind: Base): string => {
    if (kind === 'selection') {
      const n = context.selected.length;
      return `Selected rows (${count(n)}${n >= MOST_SELECTED ? ' or more' : ''})`;
    }
    if (kind === 'visible') return 'Visible rows';
    if (kind === 'segment') return 'A segment';
    if (kind === 'filter') return 'A filter';
    if (kind === 'all') return `All orders (${count(context.orders)})`;
    if (kind === 'list') return 'Pasted list';
    return `Requested in the Stage column (${count(requested())})`;
  };
  const again = async (): Promise<void> => {
    context = await refresh();
    drawBase();
    changed();
  };

  const drawBase = (): void => {
    const offered = (kind: Base): boolean => {
      if (kind === draft.base) return true;
      return kind === 'requests' ? requested() > 0 : kind !== 'segment' || context.segments.length > 0;
    };
    const kinds = BASES.filter(offered);
    const field = select(
      kinds.map((kind) => ({ value: kind, label: words(kind) })),
      draft.base,
      (value) => {
        draft.base = BASES.find((kind) => kind === value) ?? draft.base;
        drawBase();
        base.querySelector('select')?.focus();
        changed();
      },
    );
    const list = h('textarea', {
      rows: 4,
      value: draft.list,
      placeholder: '1042\n1043, 1051',
      on: {
        input: () => {
          draft.list = list.value;
          changed();
        },
      },
    });
    field.setAttribute('aria-label', 'Which orders?');
    fill(
      base,
      h(
        'div',
        { class: 'beside' },
        field,
        draft.base === 'selection' &&
          iconButton('Look at the selected rows again', 'refresh', () => void again().catch(toast)),
      ),
      draft.base === 'list' &&
        labelled('Order IDs or backer numbers', list, {
          help: 'One a line, or with commas or blanks between.',
        }),
      draft.base === 'visible' &&
        h(
          'p',
          { class: 'help' },
          'Rows that the filter of the sheet shows, 2,000 at most. For more write “A filter”.',
        ),
      draft.base === 'selection' &&
        context.selected.length >= MOST_SELECTED &&
        h('p', { class: 'help' }, 'For so many orders a segment or a filter is surer than a selection.'),
      draft.base === 'segment' && segmentField(),
      draft.base === 'filter' && filterField(),
    );
  };

  /** The filter of the segment that is chosen, or the one that was typed. */
  const textOf = ({ base, segment, filter }: Draft): string =>
    base === 'segment'
      ? (context.segments.find(({ name }) => name === segment)?.filter ?? '')
      : filter.trim();
  const segmentField = (): HTMLElement => {
    const rule = h('p', { class: 'filter' });
    const draw = (): void => {
      const found = context.segments.find(({ name }) => name === draft.segment);
      fill(rule, found?.filter ?? 'This segment is gone: see Set Up, Segments.');
    };
    const names = context.segments.map(({ name }) => name);
    const all = names.includes(draft.segment) || draft.segment === '' ? names : [draft.segment, ...names];
    const field = select(
      all.map((name) => ({ value: name, label: name })),
      draft.segment,
      (value) => {
        draft.segment = value;
        draw();
        changed();
      },
    );
    draw();
    return h('div', { class: 'which-more' }, labelled('Segment', field), rule);
  };
  const filterField = (): HTMLElement => {
    const below = h('div', {});
    const runs = context.runs.filter((run) => run.undoable && run.changed > 0);
    const drawBelow = (): void => {
      const ok = parseFilter(draft.filter).ok;
      fill(below, ok && button('Save as a segment', () => askName(), 'link', 'add'));
    };
    const text = filterText({
      label: 'Filter',
      value: draft.filter,
      changed: (to) => {
        draft.filter = to;
        drawBelow();
        changed();
      },
    });
    const askName = (): void => {
      const name = h('input', { type: 'text', maxlength: 60 });
      const save = async (): Promise<void> => {
        try {
          const rule = ruleOfText(draft.filter);
          if (rule === undefined) return;
          const filter = draft.filter.trim();
          await call('saveSegment', { was: '', name: name.value.trim(), filter, rule });
          context = await refresh();
          draft.segment = name.value.trim();
          draft.base = 'segment';
          drawBase();
          changed();
          announce(`${draft.segment} is saved`);
        } catch (error) {
          below.append(problem(error));
        }
      };
      // Enter in this field saves; the panel would make its preview.
      name.addEventListener('keydown', (event) => {
        if (event.key !== 'Enter') return;
        event.preventDefault();
        void save();
      });
      fill(
        below,
        labelled('Name of the segment', name),
        h(
          'div',
          { class: 'row' },
          button('Save', () => void save()),
          button('Cancel', drawBelow, 'link'),
        ),
      );
      name.focus();
    };
    drawBelow();
    const ofRun = select(
      [
        { value: '', label: 'Orders of a run…' },
        ...runs.map((run) => ({
          value: run.runId,
          label: `${run.label}: ${count(run.changed)}, ${when(run.when)}`,
        })),
      ],
      '',
      (runId) => {
        if (runId === '') return;
        draft.filter = `run:${runId}`;
        drawBase();
        changed();
      },
    );
    ofRun.setAttribute('aria-label', 'Orders of a run');
    return h('div', { class: 'stack which-more' }, text.element, runs.length > 0 && ofRun, below);
  };

  const suggestions = (choices: readonly Choice[], name = (value: string): string => value): Suggestion[] =>
    choices.map((one) => ({ value: one.value, label: name(one.value), note: count(one.count) }));
  const pick = (
    label: string,
    key: 'stages' | 'countries' | 'rewards' | 'skus',
    choices: () => readonly Choice[],
    name?: (value: string) => string,
  ): HTMLElement =>
    chips({
      label,
      chosen: draft[key],
      suggestions: () => suggestions(choices(), name),
      ...(name === undefined ? {} : { name }),
      changed: (chosen) => {
        draft[key] = chosen;
        if (key === 'skus') mode.hidden = chosen.length === 0;
        update();
      },
    });
  const mode = select(MODES, draft.mode, (value) => {
    draft.mode = MODES.find((one) => one.value === value)?.value ?? draft.mode;
    update();
  });
  mode.setAttribute('aria-label', 'How the SKUs must fit');
  mode.hidden = draft.skus.length === 0;
  const channel = select(
    [{ value: '', label: 'Any' }, ...context.channels.map((name) => ({ value: name, label: name }))],
    draft.channel,
    (value) => {
      draft.channel = value;
      update();
    },
  );

  const update = (): void => {
    drawSummary();
    changed();
  };
  const drawSummary = (): void => {
    const skus = draft.skus.length === 0 ? '' : `${modeWords(draft.mode)} ${draft.skus.join(', ')}`;
    const parts = [
      draft.stages.join(', '),
      draft.countries.map(country).join(', '),
      draft.rewards.join(', '),
      skus,
      draft.channel,
    ].filter((part) => part !== '');
    fill(summary, parts.length === 0 ? '' : parts.join(' · '));
    summary.title = parts.join(' · ');
  };

  fill(
    narrowBy,
    pick('Stage', 'stages', () => context.stages),
    pick('Country', 'countries', () => context.countries, country),
    context.rewards.length > 0 && pick('Reward', 'rewards', () => context.rewards),
    pick('SKU', 'skus', () => context.skus),
    mode,
    context.channels.length > 0 && labelled('Channel', channel),
  );
  drawBase();
  drawSummary();
  const open = draft.stages.length + draft.countries.length + draft.rewards.length + draft.skus.length > 0;
  const element = h(
    'section',
    { 'aria-label': 'Which orders?' },
    h('h2', {}, 'Which orders?'),
    base,
    fold(['Narrow down ', summary], narrowBy, open),
  );
  return {
    element,
    scope: () => toScope(draft, textOf(draft)),
    missing: () => {
      if (draft.base === 'list' && draft.list.trim() === '') return 'Paste at least one order ID.';
      if (draft.base === 'segment') {
        const parsed = parseFilter(textOf(draft));
        const name = draft.segment;
        if (!parsed.ok)
          return `The segment “${name}” cannot be read: ${parsed.error.message} See Set Up, Segments.`;
      }
      if (draft.base === 'filter') {
        const parsed = parseFilter(draft.filter);
        if (!parsed.ok) return parsed.error.message;
      }
      return null;
    },
  };
}

const modeWords = (mode: Mode): string => (mode === 'any' ? 'any of' : mode === 'all' ? 'all of' : 'only');

/** Only what is set: the server reads a missing filter as "any". */
function toScope(draft: Draft, filter: string): Scope {
  return {
    base: draft.base === 'segment' || draft.base === 'filter' ? 'all' : draft.base,
    ...(draft.base === 'segment' ? { segment: draft.segment } : {}),
    ...(draft.base === 'segment' || draft.base === 'filter' ? { filter, rule: ruleOfText(filter) } : {}),
    ...(draft.base === 'list' ? { list: draft.list } : {}),
    ...(draft.stages.length > 0 ? { stages: draft.stages } : {}),
    ...(draft.countries.length > 0 ? { countries: draft.countries } : {}),
    ...(draft.rewards.length > 0 ? { rewards: draft.rewards } : {}),
    ...(draft.skus.length > 0 ? { skus: { mode: draft.mode, skus: draft.skus } } : {}),
    ...(draft.channel === '' ? {} : { channel: draft.channel }),
  };
}
