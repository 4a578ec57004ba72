/** A run that did not end: go on with it, set it aside, or wait for the one who runs it. */
import { actionInfo } from '../../../shared/actions/info.ts';
import type { OpenRun } from '../../api.ts';
import { fill, h } from '../dom.ts';
import type { Env } from '../env.ts';
import { prepare } from '../server-run.ts';
import { when } from '../words.ts';
import { busy, button, message, problem } from './basics.ts';
import { failureFile } from './failure-file.ts';
import { runView } from './run.ts';

/** `done`: the run has been resumed or set aside, or somebody wants to look again. */
export function openRun(env: Env, run: OpenRun, done: () => void): HTMLElement {
  const place = h('div', { tabindex: '-1' });
  const buttons = h('div', { class: 'row' });
  const said = run.stale
    ? `${run.label} by ${run.who} stopped before its end (${when(run.since)}). What it wrote is recorded.`
    : `${run.who} has been running ${run.label} since ${when(run.since)}. Only one run at a time can change the sheet.`;

  const resume = (): void => {
    const asked = { action: run.action, scope: run.scope, options: run.options, resume: run.runId };
    const view = runView({
      label: run.label,
      prepare: () => prepare(env.call, asked),
      failures: () => [failureFile(env.call, run.label, asked)],
      again: done,
    });
    fill(place, view.element);
    place.focus();
    buttons.remove();
    void view.preview();
  };
  const setAside = async (): Promise<void> => {
    fill(place, busy('Setting the run aside…'));
    try {
      await env.call('setAside', { runId: run.runId });
      done();
    } catch (error) {
      fill(
        place,
        problem(error, () => void setAside()),
      );
    }
  };

  if (!run.stale) buttons.append(button('Look again', done, 'link', 'refresh'));
  else if (actionInfo(run.action).kind === 'file') {
    place.append(
      h('p', {}, `To go on, choose the same file again under ${run.label}: what is written counts as done.`),
    );
    buttons.append(button('Set aside', () => void setAside(), 'link'));
  } else {
    buttons.append(
      button('Resume', resume, 'secondary'),
      button('Set aside', () => void setAside(), 'link'),
    );
  }
  return h('div', { class: 'open-run' }, message('warning', said, buttons, place));
}
