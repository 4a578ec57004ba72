/** What a plan would do, before it happens: counts as tabs, reasons, notices, figures, questions, what is sent. */
import { wordsOf } from '../../../shared/plan/reasons.ts';
import type { Figures, Outcome, Preview, Question, ReasonCount } from '../../../shared/plan/types.ts';
import { fill, h, uid } from '../dom.ts';
import { type Remedy, remedyOf } from '../remedies.ts';
import { count, counted, plural } from '../words.ts';
import { fold, message, radios } from './basics.ts';
import { icon } from './icon.ts';

const TABS: readonly { outcome: Outcome; label: string; none: string }[] = [
  { outcome: 'change', label: 'will change', none: 'Nothing would change.' },
  { outcome: 'already', label: 'already done', none: 'Nothing was done before.' },
  { outcome: 'left', label: 'left alone', none: 'Nothing is left alone.' },
  { outcome: 'decide', label: 'need your decision', none: 'Nothing needs a decision.' },
];

export interface PreviewHooks {
  /** A question got its answer: the preview must be made again. */
  answer(id: string, value: string): void;
  /** Shows the order of a sample in the sheet; left out where samples are no orders. */
  show?: ((key: string) => void) | undefined;
  /** Opens what mends a reason, for its orders; left out where no such way leads on. */
  mend?: ((remedy: Remedy, reason: ReasonCount) => void) | undefined;
  /** Whether to say which orders. */
  readonly which: boolean;
}

export function previewView(preview: Preview, hooks: PreviewHooks): HTMLElement {
  return h(
    'div',
    { class: 'preview' },
    hooks.which && h('p', { class: 'which' }, preview.which),
    preview.notices.map((notice) => message(notice.level, notice.text)),
    preview.questions.map((question) => questionView(question, hooks.answer)),
    counts(preview, hooks),
    preview.figures.map(figures),
    preview.sends === '' ? null : h('p', { class: 'sends' }, icon('send', 16), preview.sends),
  );
}

function questionView(question: Question, answer: PreviewHooks['answer']): HTMLElement {
  const group = radios(question.text, question.choices, question.answer, (value) =>
    answer(question.id, value),
  );
  group.classList.add('question');
  group.dataset.question = question.id;
  if (question.answer === null) group.classList.add('unanswered');
  return group;
}

/** The four counts as tabs (arrow keys move between them) over the reasons of the one that is chosen. */
function counts(preview: Preview, hooks: PreviewHooks): HTMLElement {
  const list = h('div', {
    role: 'tabpanel',
    id: uid(),
    class: 'reasons',
    tabindex: '0',
  });
  const buttons = TABS.map((tab, index) => {
    const n = preview.counts[tab.outcome];
    return h(
      'button',
      {
        type: 'button',
        role: 'tab',
        id: uid(),
        class: `count ${tab.outcome}${n === 0 ? ' zero' : ''}`,
        'aria-controls': list.id,
        on: { click: () => choose(index), keydown: (event) => move(event, index) },
      },
      icon(tab.outcome, 16),
      h('strong', { class: 'count-number' }, count(n)),
      h('span', {}, n === 1 && tab.outcome === 'decide' ? 'needs your decision' : tab.label),
    );
  });
  const choose = (index: number): void => {
    const tab = TABS[index];
    if (tab === undefined) return;
    for (const [i, one] of buttons.entries()) {
      one.setAttribute('aria-selected', String(i === index));
      one.tabIndex = i === index ? 0 : -1;
    }
    list.setAttribute('aria-labelledby', buttons[index]?.id ?? '');
    const reasons = preview.reasons.filter((reason) => reason.outcome === tab.outcome);
    fill(
      list,
      reasons.map((reason) => reasonView(reason, preview, hooks)),
      preview.counts[tab.outcome] === 0 && h('p', { class: 'help' }, tab.none),
    );
  };
  const move = (event: KeyboardEvent, index: number): void => {
    const steps: Record<string, number> = { ArrowRight: 1, ArrowDown: 2, ArrowLeft: -1, ArrowUp: -2 };
    const ends: Record<string, number> = { Home: 0, End: TABS.length - 1 };
    const step = steps[event.key];
    const to = step === undefined ? ends[event.key] : (index + step + TABS.length) % TABS.length;
    if (to === undefined) return;
    event.preventDefault();
    choose(to);
    buttons[to]?.focus();
  };
  // What changes comes first, then what a person has to look at; what is done already is of least interest.
  const wanted = (['change', 'decide', 'left', 'already'] as const).find(
    (outcome) => preview.counts[outcome] > 0,
  );
  const first = TABS.findIndex((tab) => tab.outcome === wanted);
  choose(Math.max(first, 0));
  return h(
    'div',
    {},
    h('div', { role: 'tablist', 'aria-label': 'What would happen', class: 'counts' }, buttons),
    list,
  );
}

function reasonView(reason: ReasonCount, preview: Preview, hooks: PreviewHooks): HTMLElement {
  const words = wordsOf(reason);
  const title =
    reason.code === null
      ? `${counted(reason.count, preview.noun)} without remark`
      : [h('strong', {}, count(reason.count)), ` ${words.sentence}`];
  const mend = hooks.mend;
  const remedy = reason.outcome === 'left' || reason.outcome === 'decide' ? remedyOf(reason.code) : null;
  const next =
    words.next === '' || reason.outcome === 'change'
      ? null
      : h(
          'p',
          { class: 'next' },
          words.next,
          remedy !== null &&
            mend !== undefined && [
              ' ',
              h(
                'button',
                { type: 'button', class: 'link-text', on: { click: () => mend(remedy, reason) } },
                `${remedy.label}…`,
              ),
            ],
        );
  if (reason.samples.length === 0) return h('div', { class: 'reason' }, h('p', {}, title), next);
  const more = reason.count - reason.samples.length;
  const show = preview.noun === 'order' ? hooks.show : undefined;
  const samples = h(
    'ul',
    { class: 'samples', 'aria-label': `${plural(preview.noun)}: ${words.sentence}` },
    reason.samples.map((sample) =>
      h(
        'li',
        {},
        show === undefined
          ? h('span', { class: 'key' }, sample.key)
          : h(
              'button',
              {
                type: 'button',
                class: 'key link-text',
                title: `Show ${sample.key} in the sheet`,
                on: { click: () => show(sample.key) },
              },
              sample.key,
            ),
        sample.detail === '' ? null : h('span', { class: 'detail' }, ` ${sample.detail}`),
      ),
    ),
    more > 0 && h('li', { class: 'rest' }, `and ${count(more)} more`),
  );
  return h('div', { class: 'reason' }, fold(title, h('div', {}, samples), false), next);
}

function figures(figure: Figures): HTMLElement {
  const table = h(
    'table',
    {},
    h('caption', { class: 'unseen' }, figure.title),
    h(
      'thead',
      {},
      h(
        'tr',
        {},
        figure.columns.map((name, i) => h('th', { scope: 'col', class: numeric(figure, i) }, name)),
      ),
    ),
    h(
      'tbody',
      {},
      figure.rows.map((row) =>
        h(
          'tr',
          {},
          row.map((cell, i) =>
            h('td', { class: numeric(figure, i) }, typeof cell === 'number' ? count(cell) : cell),
          ),
        ),
      ),
    ),
  );
  // A long table stays folded: the button must not be a page away.
  return fold(figure.title, h('div', { class: 'scroll' }, table), figure.rows.length <= 12);
}

const numeric = (figure: Figures, column: number): string | undefined =>
  figure.rows.length > 0 && figure.rows.every((row) => typeof row[column] === 'number')
    ? 'number'
    : undefined;
