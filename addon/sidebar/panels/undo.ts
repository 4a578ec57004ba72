/** The undo of one run, inline under its result. Apart from the action panel, whose choices and files it has no use for. */
import { actionInfo } from '../../../shared/actions/info.ts';
import type { Options } from '../../../shared/plan/types.ts';
import type { Context } from '../../api.ts';
import { type Child, fill, h } from '../dom.ts';
import type { Env } from '../env.ts';
import { formOf } from '../forms.ts';
import { prepare } from '../server-run.ts';
import { focusOn, head, load, notice, toast } from '../widgets/basics.ts';
import { failureFile } from '../widgets/failure-file.ts';
import { fields } from '../widgets/fields.ts';
import { openRun } from '../widgets/open-run.ts';
import { type RunView, runView } from '../widgets/run.ts';

const INFO = actionInfo('undo');
const FORM = formOf('undo');

/** What a panel adds to the result of an undo. */
type After = () => Child;

/** Draws the undo of a run into `place`, its preview made at once, and moves the focus to its title. */
export function undoPanel(env: Env, place: HTMLElement, runId: string, after: After = () => null): void {
  const inner = h('div', { class: 'inline' });
  fill(place, inner);
  void draw(env, inner, runId, after).then(() => {
    const title = inner.querySelector('h1');
    if (title !== null) focusOn(title);
  });
}

const draw = (env: Env, place: HTMLElement, runId: string, after: After): Promise<void> =>
  load(
    place,
    'Loading…',
    () => env.call('context', {}),
    (context) => view(env, place, runId, context, after),
  );

function view(env: Env, place: HTMLElement, runId: string, context: Context, after: After): HTMLElement {
  let answers: Record<string, string> = {};
  const own = fields(FORM.fields, context, { runId }, () => {
    answers = {};
    run.stale();
  });
  const options = (): Options => ({
    ...own.options(),
    ...(Object.keys(answers).length > 0 ? { answers } : {}),
  });
  const asked = () => ({ action: INFO.name, scope: INFO.scope, options: options() });
  let shown = asked();
  // The run is given.
  const elements = context.batches.length > 0 ? own.elements.slice(1) : [];
  const choices = h('div', { hidden: true }, elements);
  const run: RunView = runView({
    label: INFO.label,
    whole: true,
    missing: () => own.missing(),
    prepare: () => {
      shown = asked();
      return prepare(env.call, shown).then((made) => {
        // Whether the file was sent is asked where the run made parcels of a file, and stays when it is answered.
        if (made.preview.reasons.some(({ code }) => code === 'undo.exported')) choices.hidden = false;
        return made;
      });
    },
    answer: (id, value) => {
      answers = { ...answers, [id]: value };
    },
    show: (key) => void env.call('showOrder', { orderId: key }).catch(toast),
    after,
    failures: ({ scope }) => [failureFile(env.call, INFO.label, { ...shown, scope })],
    phase: (phase) => {
      choices.inert = phase === 'running';
      if (phase === 'ended') choices.hidden = true;
    },
    again: () => void draw(env, place, runId, after),
  });
  void run.preview(true);
  const banner =
    context.openRun === null
      ? null
      : openRun(env, context.openRun, () => void draw(env, place, runId, after));
  return h(
    'div',
    { class: 'panel' },
    head(INFO.label, FORM.intro),
    notice(context),
    banner,
    choices,
    run.element,
  );
}
