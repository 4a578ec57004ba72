/** Sync Now: hands over what waits, asks partners for news, and shows what comes until all is quiet. */
import type { State } from '../../../shared/sync/wire.ts';
import { CallError } from '../call.ts';
import { activityNotice, keepActivity } from '../connect/activity-copy.ts';
import { stuckList } from '../connect/stuck.ts';
import { busyWords, changeSentence, channelTally } from '../connect/tally.ts';
import { watch } from '../connect/watch.ts';
import { type Worker, workerOf } from '../connect/worker.ts';
import { announce, fill, h } from '../dom.ts';
import '../connect/connect.css';
import type { Env } from '../env.ts';
import { type Handed, handedSentence, handOver } from '../hand-over.ts';
import {
  busy,
  button,
  focusOn,
  head,
  labelled,
  load,
  message,
  problem,
  select,
  toast,
} from '../widgets/basics.ts';
import { handedWarnings, refusals } from '../widgets/handed.ts';
import { count } from '../words.ts';

const INTRO =
  'Sends what waits to your partners and fetches their news. You may close this panel at any time: nothing is lost.';

export function syncNowPanel(env: Env, place: HTMLElement): Promise<void> {
  return load(
    place,
    'Loading…',
    () => env.call('workerState', {}),
    ({ paired }) =>
      h('div', { class: 'panel' }, head('Sync Now', INTRO), paired ? connected(env) : notConnected(env)),
  );
}

function opens(env: Env, panel: string, title: string): HTMLElement {
  return button(title, () => void env.call('openPanel', { panel, title }).catch(toast), 'secondary', 'open');
}

function notConnected(env: Env): HTMLElement {
  return h(
    'div',
    { class: 'wide' },
    h('p', { class: 'empty' }, 'This spreadsheet is not connected to a worker: there is nothing to sync.'),
    opens(env, 'connections', 'Connections'),
  );
}

function connected(env: Env): HTMLElement {
  const worker = workerOf(env.call);
  const place = h('div', {});
  const show = (): Promise<void> =>
    load(
      place,
      'Asking the worker…',
      () => worker.state().catch(awayWords),
      (state) =>
        state.channels.length === 0 && state.connections.length === 0
          ? nothing(env)
          : view(env, worker, state),
    );
  void show();
  return place;
}

/** The add-on's sentence says that nothing is lost and what to check; here it can be tried again at once. */
function awayWords(error: unknown): never {
  if (error instanceof CallError && error.code === 'worker.away')
    throw new CallError(error.code, `${error.message} Shipments that wait stay “not sent”.`);
  throw error;
}

function nothing(env: Env): HTMLElement {
  return h(
    'div',
    { class: 'wide' },
    h('p', { class: 'empty' }, 'No partner is connected yet.'),
    opens(env, 'connections', 'Connections'),
  );
}

function view(env: Env, worker: Worker, first: State): HTMLElement {
  let state = first;
  let channel = '';
  /** A newer watch makes an older one end. */
  let turn = 0;
  let drawnStuck = '[]';
  const tallies = h('div', {});
  const stuck = h('div', {});
  const said = h('div', {});
  const copied = h('div', {});
  const foot = h('div', { class: 'foot' });
  const names = state.channels.map(({ name }) => name);
  const choice =
    names.length < 2
      ? null
      : labelled(
          'Channel',
          select(
            [{ value: '', label: 'All channels' }, ...names.map((name) => ({ value: name, label: name }))],
            '',
            (name) => {
              channel = name;
              draw();
            },
          ),
        );

  const draw = (): void => {
    const shown = state.channels.filter(({ name }) => channel === '' || name === channel);
    fill(
      tallies,
      shown.length === 0
        ? h(
            'p',
            { class: 'empty' },
            'Nothing has been handed over yet. Push to Channel makes shipments; pressing Sync Now sends them.',
          )
        : shown.map(channelTally),
    );
    const mine = state.stuck.filter((one) => channel === '' || one.channel === channel);
    // Drawn anew only when it is another list: somebody may be at one of its buttons.
    if (JSON.stringify(mine) === drawnStuck) return;
    drawnStuck = JSON.stringify(mine);
    fill(
      stuck,
      stuckList(env, worker, mine, () => void follow(state, null)),
    );
  };
  const drawFoot = (): void =>
    fill(
      foot,
      button('Sync now', () => void go(), 'primary', 'refresh'),
    );
  const progress = (text: string): void =>
    fill(
      foot,
      h(
        'div',
        { class: 'progress' },
        busy(text),
        h('p', { class: 'help' }, 'It goes on when you close this panel.'),
      ),
    );

  const go = async (): Promise<void> => {
    fill(said);
    const before = state;
    if (choice !== null) choice.inert = true;
    progress('Handing over what waits…');
    announce('Syncing');
    foot.scrollIntoView({ block: 'nearest' });
    try {
      const handed = await handOver(env.call, channel, (now) =>
        progress(`${count(now.taken + now.already + now.refused.length)} handed over so far…`),
      );
      await worker.sync(channel);
      await follow(before, handed);
      await copyActivity();
    } catch (error) {
      stop();
      fill(
        said,
        problem(error, () => void go(), 'Sync again'),
        h('p', { class: 'help' }, 'What is not handed over stays “not sent” in the sheet.'),
      );
      focusOn(said);
    }
  };
  /** Activity and its copy are beside what was asked for: where they fail, the next sync makes them. */
  const copyActivity = async (): Promise<void> => {
    await env.call('recordHappenings', {}).catch(() => null);
    const copy = await keepActivity(env.call).catch(() => null);
    fill(copied, copy === null ? null : activityNotice(copy));
  };
  const stop = (): void => {
    if (choice !== null) choice.inert = false;
    drawFoot();
  };
  /** Looks until all is quiet, then says what came since `before`. */
  const follow = async (before: State, handed: Handed | null): Promise<void> => {
    turn += 1;
    const mine = turn;
    progress('Asking the worker…');
    try {
      const end = await watch(
        worker,
        (now) => {
          state = now;
          draw();
          progress(busyWords(now.busy) === '' ? 'Nearly done…' : `Under way: ${busyWords(now.busy)}…`);
        },
        () => mine !== turn || !foot.isConnected,
      );
      if (end === null) return;
      stop();
      drawEnd(before, handed, end.quiet);
    } catch (error) {
      if (mine !== turn) return;
      stop();
      fill(
        said,
        problem(error, () => void follow(before, handed), 'Go on watching'),
        h('p', { class: 'help' }, 'The worker goes on by itself.'),
      );
    }
  };
  const drawEnd = (before: State, handed: Handed | null, quiet: boolean): void => {
    const change = changeSentence(before, state, channel);
    const sentence = [handed === null ? '' : handedSentence(handed, ''), change]
      .filter((s) => s !== '')
      .join(' ');
    const refused = handed?.refused ?? [];
    fill(
      said,
      message(
        refused.length > 0 ? 'warning' : quiet ? 'done' : 'info',
        h('p', {}, sentence),
        quiet ? null : h('p', {}, 'More is under way: the worker goes on by itself.'),
      ),
      handed !== null && handedWarnings(env, handed),
      refusals(env, refused),
    );
    focusOn(said);
    announce(sentence);
  };

  draw();
  drawFoot();
  return h('div', {}, choice, said, copied, tallies, stuck, foot);
}
