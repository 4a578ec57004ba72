/** One row that a person decides: what it says, its candidates, and the keys. */
import './tracking-review.css';
import { type Accepted, type Choice, type Proposal, rowKey } from '../../../shared/tracking/proposals.ts';
import { announce, fill, h } from '../dom.ts';
import { button } from '../widgets/basics.ts';
import { icon } from '../widgets/icon.ts';

/** What was decided, by `rowKey`; it outlives the previews. */
export interface Decisions {
  readonly accepted: Map<string, Accepted>;
  readonly skipped: Set<string>;
}

const KINDS: Readonly<Record<Proposal['kind'], string>> = {
  order: 'No order has this ID',
  number: 'Damaged number',
  split: 'Two numbers',
  untracked: 'No number',
};

export const keyOf = ({ file, line }: Proposal): string => rowKey(file, line);
export const isOpen = ({ accepted, skipped }: Decisions, one: Proposal): boolean =>
  !accepted.has(keyOf(one)) && !skipped.has(keyOf(one));

export interface Row {
  readonly element: HTMLElement;
  draw(): void;
}
interface RowHooks {
  accept(choice: Choice): void;
  skip(): void;
  back(): void;
  move(by: number): void;
}

/** `names` are those of the files, told where there are several. */
export function reviewRow(
  proposal: Proposal,
  decisions: Decisions,
  names: readonly string[],
  hooks: RowHooks,
): Row {
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
