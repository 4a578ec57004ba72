/**
 * The way of every change: Preview, look, press the button that names act and count, progress, result. The panels say
 * how to plan; this part sees to it that what was looked at is what is done.
 */
import type { Preview, ReasonCount, RunResult } from '../../../shared/plan/types.ts';
import { announce, type Child, fill, h } from '../dom.ts';
import type { Prepared } from '../file-run.ts';
import type { Remedy } from '../remedies.ts';
import { count, counted, plural } from '../words.ts';
import { busy, button, focusOn, message, problem } from './basics.ts';
import { icon } from './icon.ts';
import { previewView } from './preview.ts';

export interface FailureFile {
  /** The file that it is about; "" when there is only one. */
  readonly of: string;
  write(): Promise<void> | void;
}

export interface RunOptions<P extends Prepared> {
  /** "Lock Down": for announcements. */
  readonly label: string;
  /** Red, and asked once more. */
  readonly danger?: boolean;
  /** The action is about no choice of orders: the preview does not name one. */
  readonly whole?: boolean;
  /** What is missing before planning; null when nothing is. */
  missing?(): string | null;
  prepare(): Promise<P>;
  /** A question of the preview was answered; the preview is then made again. */
  answer?(id: string, value: string): void;
  show?: ((key: string) => void) | undefined;
  /** Opens what mends a reason of the preview. */
  mend?: ((remedy: Remedy, reason: ReasonCount, prepared: P) => void) | undefined;
  /** The failure files, one for each file that was read; left out where there is none. */
  failures?: ((prepared: P) => readonly FailureFile[]) | undefined;
  /** What the panel adds to the preview: a file that is there without any run. */
  beside?: (prepared: P) => Child;
  /** Instead of the result's own sentence; null: that one. */
  sentence?: (result: RunResult, prepared: P) => string | null;
  /** What the panel adds to the result: the export's download, the next step. */
  after?: (result: RunResult, prepared: P) => Child;
  /** Opens the undo preview; left out inside of an undo. */
  undo?: ((runId: string, place: HTMLElement) => void) | undefined;
  /** Back to the start after a result. */
  again?(): void;
  /** While it runs the choices are not to be touched; after the result they are of the past. */
  phase?(phase: 'open' | 'running' | 'ended'): void;
  /** Instead of "Preview". */
  readonly previewLabel?: string;
}

export interface RunView {
  readonly element: HTMLElement;
  /** Plans now. `unasked`: nobody pressed for it, so what stands above stays in sight. */
  preview(unasked?: boolean): Promise<void>;
  /** The choices changed: an old preview may be read, but not applied. */
  stale(): void;
}

export function runView<P extends Prepared>(options: RunOptions<P>): RunView {
  const place = h('div', { class: 'run', role: 'region', 'aria-label': 'Preview', tabindex: '-1' });
  const foot = h('div', { class: 'foot' });
  const element = h('div', {}, place, foot);
  let prepared: P | null = null;
  let old = false;
  let running = false;
  let turn = 0;
  /** The question whose answer asked for this preview: the focus goes back to it. */
  let answered = '';

  const preview = async (unasked = false): Promise<void> => {
    if (running) return;
    const missing = options.missing?.() ?? null;
    if (missing !== null) {
      fill(place, message('warning', missing));
      // The button that asks stands over the end of the page and would hide the answer.
      if (!unasked) place.scrollIntoView({ block: 'center' });
      announce(missing);
      return;
    }
    turn += 1;
    const mine = turn;
    prepared = null;
    old = false;
    const held = element.contains(document.activeElement);
    fill(place, busy('Looking at the orders…'));
    fill(foot);
    if (held) place.focus({ preventScroll: true });
    announce('Making the preview');
    try {
      const made = await options.prepare();
      // A newer preview, or a change of the choices, has overtaken this one.
      if (mine !== turn) return;
      prepared = made;
      drawPreview(made);
      // Under long choices the counts would be out of sight, and the button alone would be looked at.
      if (answered !== '') focusAnswer(place, answered);
      else if (!unasked) place.scrollIntoView({ block: 'start' });
      answered = '';
      announce(spoken(made.preview));
    } catch (error) {
      if (mine !== turn) return;
      fill(
        place,
        problem(error, () => void preview()),
      );
    }
    drawFoot();
  };

  const drawPreview = (made: P): void => {
    fill(
      place,
      previewView(made.preview, {
        answer: (id, value) => {
          options.answer?.(id, value);
          answered = id;
          void preview();
        },
        show: options.show,
        mend:
          options.mend === undefined ? undefined : (remedy, reason) => options.mend?.(remedy, reason, made),
        which: options.whole !== true,
      }),
      troubled(made.preview.counts) === 0 ? null : options.failures?.(made).map(failureButton),
      options.beside?.(made) ?? null,
    );
  };

  const stale = (): void => {
    if (running) return;
    turn += 1;
    if (prepared === null) {
      fill(place);
    } else if (!old) {
      old = true;
      place.firstElementChild?.classList.add('old');
      place.prepend(message('warning', 'The choices changed. This preview is old: make it again.'));
      announce('The preview is old now.');
    }
    drawFoot();
  };

  const drawFoot = (): void => {
    const again = options.previewLabel ?? 'Preview';
    if (prepared === null) {
      fill(
        foot,
        button(again, () => void preview(), 'primary'),
      );
      return;
    }
    const made = prepared;
    const why = old ? 'The choices changed: preview again first.' : blocked(made.preview);
    const act = button(
      made.preview.button,
      () => start(made),
      options.danger === true ? 'danger' : 'primary',
    );
    act.disabled = why !== null;
    const reason = why === null || old ? null : h('p', { class: 'help', id: 'why-off' }, why);
    if (reason !== null) act.setAttribute('aria-describedby', reason.id);
    fill(
      foot,
      reason,
      act,
      button(`${again} again`, () => void preview(), old ? 'primary' : 'link'),
    );
  };

  const start = (made: P): void => {
    if (options.danger !== true) {
      void apply(made);
      return;
    }
    const no = button('No, go back', () => {
      drawFoot();
      foot.querySelector('button')?.focus();
    });
    const yes = button(`Yes: ${made.preview.button}`, () => void apply(made), 'danger');
    const box = h(
      'div',
      { class: 'confirm', role: 'alertdialog', 'aria-label': 'Are you sure?' },
      h('p', {}, `${made.preview.button}? ${made.preview.sends}`),
      yes,
      no,
    );
    box.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') no.click();
    });
    fill(foot, box);
    no.focus();
  };

  const apply = async (made: P): Promise<void> => {
    if (running) return;
    running = true;
    options.phase?.('running');
    const bar = h('progress', { max: 1, value: 0, 'aria-label': options.label });
    const said = h('p', {}, 'Starting…');
    fill(
      foot,
      h('div', { class: 'progress' }, said, bar, h('p', { class: 'help' }, 'Keep this panel open.')),
    );
    announce(`${options.label} has started`);
    let quarter = 0;
    try {
      const result = await made.apply(({ done, total }) => {
        bar.max = Math.max(total, 1);
        bar.value = done;
        said.textContent = `${count(done)} of ${count(total)}`;
        const now = Math.floor((4 * done) / Math.max(total, 1));
        if (now > quarter) announce(`${count(done)} of ${count(total)}`);
        quarter = now;
      });
      running = false;
      prepared = null;
      options.phase?.('ended');
      drawResult(result, made);
    } catch (error) {
      running = false;
      options.phase?.('open');
      fill(
        foot,
        problem(error, () => void apply(made), 'Go on'),
        h('p', { class: 'help' }, 'What is written stays written; going on does the rest.'),
        button('Preview again', () => void preview(), 'link'),
      );
      foot.querySelector('button')?.focus();
    }
  };

  const drawResult = (result: RunResult, made: P): void => {
    const sentence = options.sentence?.(result, made) ?? result.sentence;
    const undoPlace = h('div', {});
    const undo = options.undo;
    const undoButton =
      undo === undefined || !result.undoable
        ? null
        : button(
            'Undo this run',
            () => {
              undoButton?.remove();
              // The undo has buttons of its own.
              fill(foot);
              undo(result.runId, undoPlace);
            },
            'secondary',
            'undo',
          );
    const title = h('h2', { tabindex: '-1', class: 'result-title' }, icon('done'), h('span', {}, sentence));
    fill(
      place,
      h(
        'section',
        { class: 'result', 'aria-label': 'Result' },
        title,
        resultCounts(result, made.preview.noun),
        result.moved.length === 0 ? null : moved(result.moved, made.preview.noun),
        options.after?.(result, made) ?? null,
        troubled(result.counts) === 0 ? null : options.failures?.(made).map(failureButton),
        undoButton,
        undoPlace,
      ),
    );
    const again = options.again;
    fill(foot, again === undefined ? null : button('Start again', again, 'link'));
    focusOn(title);
    announce(sentence);
  };

  drawFoot();
  return { element, preview, stale };
}

function focusAnswer(place: HTMLElement, id: string): void {
  const groups = [...place.querySelectorAll<HTMLElement>('[data-question]')];
  const group = groups.find((one) => one.dataset.question === id);
  group?.querySelector<HTMLInputElement>('input:checked')?.focus();
}

const troubled = (counts: Preview['counts']): number => counts.left + counts.decide;

function failureButton(file: FailureFile): HTMLElement {
  const label = `Download what was left alone${file.of === '' ? '' : ` of ${file.of}`} (CSV)`;
  const place = h('div', { class: 'wide' });
  const draw = (): void =>
    fill(
      place,
      button(label, () => void go(), 'secondary', 'download'),
    );
  const go = async (): Promise<void> => {
    fill(place, busy('Making the file…'));
    try {
      await file.write();
      draw();
      place.querySelector('button')?.focus();
      announce('The file is made');
    } catch (error) {
      fill(
        place,
        problem(error, () => void go()),
      );
    }
  };
  draw();
  return place;
}

/** Why the button is off; null when it is on. */
function blocked(preview: Preview): string | null {
  if (preview.counts.change > 0) return null;
  if (preview.total === 0) return `This choice holds no ${preview.noun}.`;
  if (preview.questions.some((question) => question.answer === null)) return 'Answer the question first.';
  if (preview.counts.decide > 0) return 'What remains needs your decision.';
  if (preview.counts.already === preview.total) return 'All of it is done already.';
  return 'Nothing would change.';
}

function spoken(preview: Preview): string {
  const { change, already, left, decide } = preview.counts;
  const parts = [`${count(change)} will change`];
  if (already > 0) parts.push(`${count(already)} already done`);
  if (left > 0) parts.push(`${count(left)} left alone`);
  if (decide > 0) parts.push(`${count(decide)} need your decision`);
  return `Preview: ${parts.join(', ')}`;
}

function resultCounts(result: RunResult, noun: string): Child {
  const { already, left, decide } = result.counts;
  const parts = [
    already > 0 && `${count(already)} done already`,
    left > 0 && `${count(left)} left alone`,
    decide > 0 && `${count(decide)} to be decided by you`,
  ].filter((part) => part !== false);
  return parts.length === 0
    ? null
    : h('p', { class: 'help' }, `Of the other ${plural(noun)}: ${parts.join(', ')}.`);
}

function moved(keys: readonly string[], noun: string): HTMLElement {
  return message(
    'warning',
    `${counted(keys.length, noun)} changed after the preview and ${
      keys.length === 1 ? 'stayed as it is' : 'stayed as they are'
    }: ${keys.slice(0, 20).join(', ')}${keys.length > 20 ? ' and more' : ''}. Preview again to look at ${
      keys.length === 1 ? 'it' : 'them'
    }.`,
  );
}
