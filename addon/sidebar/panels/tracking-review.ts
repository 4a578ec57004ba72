/**
 * Rows that a person may decide one by one: candidates for rows without an order, rebuilt numbers, two numbers, no
 * number. Quick by keyboard: arrows move, 1 to 9 choose a candidate, A or Enter accepts, S skips, Z takes it back.
 */
import { type Accepted, type Choice, type Proposal, rowKey } from '../../../shared/tracking/proposals.ts';
import { announce, fill, h } from '../dom.ts';
import { button, fold } from '../widgets/basics.ts';
import { icon } from '../widgets/icon.ts';
import { count, counted } from '../words.ts';

/** What was decided, by `rowKey`; it outlives the previews. */
export interface Decisions {
  readonly accepted: Map<string, Accepted>;
  readonly skipped: Set<string>;
}

export interface ReviewOptions {
  readonly proposals: readonly Proposal[];
  /** Names of the files, told where there are several. */
  readonly names: readonly string[];
  readonly decisions: Decisions;
  changed(): void;
}

const KINDS: Readonly<Record<Proposal['kind'], string>> = {
  order: 'No order has this ID',
  number: 'Damaged number',
  split: 'Two numbers',
  untracked: 'No number',
};

/** Rows drawn at first and with each "Show more". */
const PAGE = 40;

export function reviewList(options: ReviewOptions): HTMLElement | null {
  const { proposals, decisions } = options;
  if (proposals.length === 0) return null;
  const list = h('ul', { class: 'review', 'aria-label': 'Rows to look at' });
  const top = h('div', {});
  const more = h('div', {});
  const rows: Row[] = [];
  let drawn = 0;

  const drawTop = (): void => {
    const sure = proposals.filter((one) => one.sure && isOpen(decisions, one));
    const open = proposals.filter((one) => isOpen(decisions, one)).length;
    const accepted = proposals.filter((one) => decisions.accepted.has(keyOf(one))).length;
    fill(
      top,
      h(
        'p',
        { class: 'help' },
        `${counted(open, 'row')} open, ${count(accepted)} accepted. What is accepted is imported with the rest.`,
      ),
      sure.length > 0 &&
        h(
          'div',
          { class: 'wide' },
          button(
            `Accept all ${count(sure.length)} that are unique and not shipped yet`,
            () => {
              for (const one of sure) decide(one, one.choices[0]);
              for (const row of rows) row.draw();
              drawTop();
              options.changed();
              announce(`${count(sure.length)} rows accepted`);
            },
            'secondary',
            'already',
          ),
        ),
    );
  };
  const decide = (proposal: Proposal, choice: Choice | undefined): void => {
    const key = keyOf(proposal);
    decisions.skipped.delete(key);
    if (choice === undefined) decisions.accepted.delete(key);
    else decisions.accepted.set(key, choice.accept);
  };
  const settle = (at: number, act: 'accept' | 'skip' | 'back', choice?: Choice): void => {
    const proposal = proposals[at];
    if (proposal === undefined) return;
    const key = keyOf(proposal);
    const was = decisions.accepted.has(key);
    if (act === 'accept') decide(proposal, choice);
    else decide(proposal, undefined);
    if (act === 'skip') decisions.skipped.add(key);
    rows[at]?.draw();
    drawTop();
    if (act === 'accept' || was) options.changed();
    const said =
      act === 'accept' ? `accepted: ${choice?.label ?? ''}` : act === 'skip' ? 'skipped' : 'open again';
    announce(`Line ${proposal.line} ${said}`);
    // Work goes on with the next row that is open.
    const next = act === 'back' ? at : nextOpen(at);
    focusRow(next < 0 ? at : next);
  };
  const nextOpen = (from: number): number => {
    for (let at = from + 1; at < proposals.length; at++) {
      const one = proposals[at];
      if (one !== undefined && isOpen(decisions, one)) return at;
    }
    return -1;
  };
  const focusRow = (at: number): void => {
    while (at >= drawn && drawn < proposals.length) drawPage();
    for (const [i, row] of rows.entries()) row.element.tabIndex = i === at ? 0 : -1;
    rows[at]?.element.focus();
  };
  const drawPage = (): void => {
    const to = Math.min(proposals.length, drawn + PAGE);
    for (let at = drawn; at < to; at++) {
      const proposal = proposals[at];
      if (proposal === undefined) continue;
      const row = reviewRow(proposal, options, {
        accept: (choice) => settle(at, 'accept', choice),
        skip: () => settle(at, 'skip'),
        back: () => settle(at, 'back'),
        move: (by) => focusRow(Math.max(0, Math.min(proposals.length - 1, at + by))),
      });
      row.element.tabIndex = at === 0 ? 0 : -1;
      rows.push(row);
      list.append(row.element);
    }
    drawn = to;
    const rest = proposals.length - drawn;
    fill(more, rest > 0 && button(`Show more (${count(rest)})`, drawPage, 'link'));
  };
  drawTop();
  drawPage();
  const help = h(
    'p',
    { class: 'help' },
    'By keyboard: ↑ ↓ move, 1 to 9 choose, A or Enter accepts, S skips, Z takes it back.',
  );
  return h(
    'section',
    { 'aria-label': 'Rows to look at' },
    h('h2', {}, `Rows to look at (${count(proposals.length)})`),
    top,
    fold('Keyboard', help, false),
    list,
    more,
  );
}

const keyOf = ({ file, line }: Proposal): string => rowKey(file, line);
const isOpen = ({ accepted, skipped }: Decisions, one: Proposal): boolean =>
  !accepted.has(keyOf(one)) && !skipped.has(keyOf(one));

interface Row {
  readonly element: HTMLElement;
  draw(): void;
}
interface RowHooks {
  accept(choice: Choice): void;
  skip(): void;
  back(): void;
  move(by: number): void;
}

function reviewRow(proposal: Proposal, { decisions, names }: ReviewOptions, hooks: RowHooks): Row {
  const key = keyOf(proposal);
  let chosen = proposal.choices.length === 1 ? proposal.choices[0] : undefined;
  const place = `${names.length > 1 ? `${names[proposal.file] ?? ''}, ` : ''}line ${proposal.line}`;
  const element = h('li', { class: 'review-row', 'aria-label': `${place}: ${proposal.says}` });
  const draw = (): void => {
    const accepted = decisions.accepted.get(key);
    const settled = accepted !== undefined || decisions.skipped.has(key);
    element.classList.toggle('settled', settled);
    if (settled) {
      const label = proposal.choices.find(({ accept }) => same(accept, accepted))?.label ?? '';
      fill(
        element,
        icon(accepted === undefined ? 'left' : 'already', 16),
        h('span', {}, `${place}: ${accepted === undefined ? 'skipped' : label}`),
        button('Take back', hooks.back, 'link'),
      );
      return;
    }
    fill(
      element,
      h('p', { class: 'help' }, `${place} · ${KINDS[proposal.kind]}`),
      h('p', { class: 'says' }, proposal.says),
      h(
        'div',
        { class: 'choices', role: proposal.choices.length > 1 ? 'radiogroup' : undefined },
        proposal.choices.map((choice, at) => choiceView(choice, at)),
      ),
      h(
        'div',
        { class: 'row' },
        button('Accept', accept, 'secondary', 'already'),
        button('Skip', hooks.skip, 'link'),
      ),
    );
  };
  const choiceView = (choice: Choice, at: number): HTMLElement => {
    const words = h(
      'span',
      {},
      h('strong', {}, choice.label),
      choice.detail === '' ? null : h('span', { class: 'help' }, choice.detail),
      h('span', { class: 'why' }, choice.why),
    );
    if (proposal.choices.length === 1) return h('div', { class: 'choice' }, words);
    const input = h('input', {
      type: 'radio',
      name: `choice ${key}`,
      checked: choice === chosen,
      tabindex: '-1',
      'aria-label': `${at + 1}: ${choice.label}`,
      on: { change: () => choose(choice) },
    });
    return h('label', { class: 'choice check' }, input, words);
  };
  const choose = (choice: Choice): void => {
    chosen = choice;
    element.querySelectorAll('input').forEach((input, at) => {
      input.checked = proposal.choices[at] === choice;
    });
    announce(`${choice.label} chosen`);
  };
  const accept = (): void => {
    if (chosen === undefined) announce('Choose one of the candidates first.');
    else hooks.accept(chosen);
  };
  element.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const onButton = event.target instanceof HTMLButtonElement;
    const settled = element.classList.contains('settled');
    const number = proposal.choices[Number(event.key) - 1];
    const acts: Readonly<Record<string, () => void>> = {
      ArrowDown: () => hooks.move(1),
      ArrowUp: () => hooks.move(-1),
      a: () => !settled && accept(),
      s: () => !settled && hooks.skip(),
      z: () => settled && hooks.back(),
      ...(onButton || settled ? {} : { Enter: accept }),
      ...(number === undefined || settled ? {} : { [event.key]: () => choose(number) }),
    };
    const act = acts[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (act === undefined) return;
    event.preventDefault();
    act();
  });
  draw();
  return { element, draw };
}

const same = (a: Accepted, b: Accepted | undefined): boolean =>
  b !== undefined && a.orderId === b.orderId && a.number === b.number && a.split === b.split;
