/**
 * Rows that a person may decide one by one: candidates for rows without an order, rebuilt numbers, two numbers, no
 * number. Quick by keyboard: arrows move, 1 to 9 choose a candidate, A or Enter accepts, S skips, Z takes it back.
 */
import type { Choice, Proposal } from '../../../shared/tracking/proposals.ts';
import { announce, fill, h } from '../dom.ts';
import { button, fold } from '../widgets/basics.ts';
import { count, counted } from '../words.ts';
import { type Decisions, isOpen, keyOf, type Row, reviewRow } from './tracking-review-row.ts';

export interface ReviewOptions {
  readonly proposals: readonly Proposal[];
  /** Names of the files, told where there are several. */
  readonly names: readonly string[];
  readonly decisions: Decisions;
  changed(): void;
}

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
      const row = reviewRow(proposal, decisions, options.names, {
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
