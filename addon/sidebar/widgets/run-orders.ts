/** After a run: its orders as the choice of the next action. */
import { orderActions } from '../../../shared/actions/info.ts';
import type { RunResult } from '../../../shared/plan/types.ts';
import { h } from '../dom.ts';
import type { Env } from '../env.ts';
import { counted } from '../words.ts';
import { labelled, select, toast } from './basics.ts';

/** "The 266 orders of this run", to go on with; null when the run changed nothing. */
export function runOrders(env: Env, result: RunResult): HTMLElement | null {
  const { change } = result.counts;
  if (change === 0 || !result.undoable) return null;
  const actions = orderActions().map((info) => ({ value: info.name, label: info.label }));
  const element = select([{ value: '', label: 'Choose the next step…' }, ...actions], '', (action) => {
    const info = orderActions().find((one) => one.name === action);
    if (info === undefined) return;
    const filter = `run:${result.runId}`;
    env.call('openPanel', { panel: 'action', title: info.label, action, filter }).catch(toast);
  });
  const what = change === 1 ? 'The order of this run' : `The ${counted(change, 'order')} of this run`;
  return h(
    'div',
    { class: 'wide' },
    labelled(what, element, { help: 'They stay under Set Up, Segments, Runs, as long as the run is kept.' }),
  );
}
