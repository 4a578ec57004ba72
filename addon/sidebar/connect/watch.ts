/** Watches the worker until nothing is under way for it. */
import type { State } from '../../../shared/sync/wire.ts';
import type { Worker } from './worker.ts';

/** The first looks follow soon, later ones less so: each is an execution of the script and a request to the worker. */
const FIRST_MS = 1000;
const MOST_MS = 5000;
const SLOWER = 1.3;
/** Faults in a row before watching ends; one lost answer says nothing. */
const MOST_FAULTS = 3;
/** While nothing moves for so long a partner has its limits, or is away: the worker goes on by itself. */
const STILL_MS = 45_000;
/** News of a busy warehouse may never end: the panel does not wait for the last of them. */
const LONGEST_MS = 120_000;

const isQuiet = ({ busy }: State): boolean => busy.sending + busy.asking + busy.writing === 0;

/**
 * Gives the state when the worker has been quiet twice in a row (what is asked for may not have begun at the first look),
 * or when nothing has moved for long enough. Ends with `null` when `stopped` says so.
 */
export async function watch(
  worker: Worker,
  onState: (state: State) => void,
  stopped: () => boolean,
): Promise<{ readonly state: State; readonly quiet: boolean } | null> {
  let wait = FIRST_MS;
  let faults = 0;
  let quiet = 0;
  let still = 0;
  let all = 0;
  let last = '';
  for (; ; wait = Math.min(MOST_MS, wait * SLOWER)) {
    await new Promise((resolve) => setTimeout(resolve, wait));
    if (stopped()) return null;
    try {
      const state = await worker.state();
      if (stopped()) return null;
      faults = 0;
      onState(state);
      quiet = isQuiet(state) ? quiet + 1 : 0;
      if (quiet === 2) return { state, quiet: true };
      const now = JSON.stringify([state.busy, state.channels]);
      still = now === last ? still + wait : 0;
      last = now;
      all += wait;
      if (still > STILL_MS || (all > LONGEST_MS && state.busy.sending === 0)) return { state, quiet: false };
    } catch (error) {
      faults += 1;
      if (faults === MOST_FAULTS) throw error;
    }
  }
}
