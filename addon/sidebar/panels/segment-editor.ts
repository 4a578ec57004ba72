/** One segment: its name, its filter as text and as drop-downs, each writing the other, and how many orders fit. */
import { filterOf, formOf } from '../../../shared/segment/builder.ts';
import type { ParsedFilter } from '../../../shared/segment/filter.ts';
import { ruleOf } from '../../../shared/segment/lower.ts';
import { printFilter } from '../../../shared/segment/print.ts';
import type { Context, FilterCount, SegmentState } from '../../api.ts';
import { announce, fill, h } from '../dom.ts';
import type { Env } from '../env.ts';
import { busy, button, fold, labelled, message, problem } from '../widgets/basics.ts';
import { filterText } from '../widgets/filter-text.ts';
import { counted } from '../words.ts';
import { segmentBuilder } from './segment-builder.ts';

/** Typing is left to end before the server counts. */
const QUIET_MS = 500;

export interface EditorOptions {
  readonly env: Env;
  readonly context: Context;
  readonly columns: readonly string[];
  /** The segment that is changed; "" name for a new one. */
  readonly start: { readonly name: string; readonly filter: string };
  saved(state: SegmentState, name: string): void;
  cancelled(): void;
}

export function segmentEditor(options: EditorOptions): HTMLElement {
  const { env, start } = options;
  let turn = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const matches = h('div', { class: 'matches-now', 'aria-live': 'polite' });
  const said = h('div', {});
  const name = h('input', {
    type: 'text',
    value: start.name,
    maxlength: 60,
    on: { input: () => drawFoot() },
  });
  const foot = h('div', { class: 'foot' });

  const text = filterText({
    label: 'Filter',
    value: start.filter,
    changed: (_, parsed) => {
      if (parsed.ok) builder.show(formOf(parsed.filter));
      changed(parsed);
    },
  });
  const builder = segmentBuilder({
    context: options.context,
    columns: options.columns,
    changed: (form) => {
      const filter = filterOf(form);
      text.set(filter === null ? '' : printFilter(filter));
      changed(text.parsed());
    },
  });

  const changed = (parsed: ParsedFilter): void => {
    // What the drop-downs show is then of an older text.
    builder.element.classList.toggle('old', !parsed.ok && text.input.value.trim() !== '');
    turn += 1;
    clearTimeout(timer);
    drawFoot();
    if (!parsed.ok) {
      fill(matches);
      return;
    }
    matches.setAttribute('aria-busy', 'true');
    timer = setTimeout(() => void countNow(), QUIET_MS);
  };
  const countNow = async (): Promise<void> => {
    turn += 1;
    const mine = turn;
    if (matches.childElementCount === 0) fill(matches, busy('Counting…'));
    try {
      const parsed = text.parsed();
      if (!parsed.ok) return;
      const answer = await env.call('countFilter', { rule: ruleOf(parsed.filter) });
      if (mine !== turn) return;
      if (answer.problem !== null) text.mark(answer.problem.about, answer.problem.message);
      fill(matches, answer.problem === null ? found(answer) : null);
    } catch (error) {
      if (mine !== turn) return;
      fill(
        matches,
        problem(error, () => void countNow()),
      );
    }
    matches.removeAttribute('aria-busy');
  };
  const save = async (): Promise<void> => {
    clearTimeout(timer);
    turn += 1;
    fill(foot, busy('Saving…'));
    try {
      const parsed = text.parsed();
      if (!parsed.ok) return drawFoot();
      const asked = { was: start.name, name: name.value.trim(), filter: text.input.value.trim() };
      const state = await env.call('saveSegment', { ...asked, rule: ruleOf(parsed.filter) });
      announce(`${asked.name} is saved`);
      options.saved(state, asked.name);
      return;
    } catch (error) {
      fill(said, problem(error));
    }
    drawFoot();
  };
  const drawFoot = (): void => {
    const why =
      name.value.trim() === ''
        ? 'Give it a name.'
        : text.parsed().ok
          ? null
          : 'The filter cannot be read yet.';
    const act = button('Save', () => void save(), 'primary');
    act.disabled = why !== null;
    fill(
      foot,
      why === null ? null : h('p', { class: 'help' }, why),
      act,
      button('Cancel', options.cancelled, 'link'),
    );
  };

  const first = text.parsed();
  builder.show(first.ok ? formOf(first.filter) : { mode: 'and', items: [] });
  drawFoot();
  if (first.ok) void countNow();
  const label = labelled('Name', name);
  return h(
    'div',
    {},
    label,
    text.element,
    fold('Build it from drop-downs', builder.element, true),
    h('section', { 'aria-label': 'Orders that fit now' }, matches),
    said,
    foot,
  );
}

function found({ count, first, unknownSkus }: FilterCount): HTMLElement {
  const more = count - first.length;
  return h(
    'div',
    {},
    unknownSkus.length === 0
      ? null
      : message(
          'warning',
          `No product and no order has the SKU ${unknownSkus.map((sku) => `“${sku}”`).join(', ')}.`,
        ),
    h(
      'p',
      { class: 'matches-count' },
      count === 0 ? 'No order fits now.' : `${counted(count, 'order')} ${count === 1 ? 'fits' : 'fit'} now`,
    ),
    first.length === 0
      ? null
      : h(
          'ul',
          { class: 'matches-first' },
          first.map((order) =>
            h(
              'li',
              {},
              h('b', { class: 'matches-id' }, order.orderId),
              h('span', {}, order.name),
              h('span', { class: 'help matches-stage' }, order.stage),
            ),
          ),
          more > 0 ? h('li', { class: 'help' }, `and ${counted(more, 'other')}`) : null,
        ),
  );
}
