/** Segments: saved rules that pick orders, with how many fit and what changed since the last run that used each. */
import './segments.css';
import { orderActions } from '../../../shared/actions/info.ts';
import { ruleOfText } from '../../../shared/segment/lower.ts';
import { parseFilter } from '../../../shared/segment/parse.ts';
import type { Context, SegmentState } from '../../api.ts';
import { announce, type Child, fill, h } from '../dom.ts';
import type { Env } from '../env.ts';
import { busy, button, focusOn, head, load, message, problem, select } from '../widgets/basics.ts';
import { count, counted, when } from '../words.ts';
import { segmentEditor } from './segment-editor.ts';

type Segment = SegmentState['segments'][number];

export function segmentsPanel(env: Env, place: HTMLElement): Promise<void> {
  return load(
    place,
    'Counting…',
    () => Promise.all([recount(env), env.call('context', {})]),
    ([state, context]) => segmentsView(env, state, context),
  );
}

/** Reads the filters as they stand on the sheet, and has their orders counted. */
async function recount(env: Env): Promise<SegmentState> {
  const { segments } = await env.call('segments', { rules: null });
  const rules = segments.flatMap(({ filter }) => {
    const rule = ruleOfText(filter);
    return rule === undefined ? [] : [{ filter, rule }];
  });
  return env.call('segments', { rules });
}

/** Why a segment cannot be used; null when it can. */
function problemOf(segment: Segment): string | null {
  const parsed = parseFilter(segment.filter);
  return parsed.ok ? segment.problem : parsed.error.message;
}

function segmentsView(env: Env, first: SegmentState, context: Context): HTMLElement {
  let state = first;
  const body = h('div', {});
  const said = h('div', {});

  /** Does something on the server and shows the list that comes back. */
  const change = async (text: string, call: () => Promise<SegmentState>, done: string): Promise<void> => {
    fill(said, busy(text));
    try {
      state = await call();
      drawList();
      fill(said, done === '' ? null : message('done', done));
      if (done !== '') focusOn(said);
      announce(done);
    } catch (error) {
      fill(said, problem(error));
    }
  };
  const edit = (start: { name: string; filter: string }): void => {
    fill(said);
    fill(
      body,
      h('h2', { class: 'edit-title' }, start.name === '' ? 'New segment' : start.name),
      segmentEditor({
        env,
        context,
        columns: state.columns,
        start,
        saved: (to, name) => {
          state = to;
          drawList();
          fill(said, message('done', `${name} is saved.`));
          focusOn(said);
        },
        cancelled: drawList,
      }),
    );
    body.querySelector('input')?.focus();
  };
  const use = (action: string, scope: { segment?: string; filter?: string }): void => {
    const info = orderActions().find((one) => one.name === action);
    if (info === undefined) return;
    void change(
      `Opening ${info.label}…`,
      async () => {
        await env.call('openPanel', { panel: 'action', title: info.label, action, ...scope });
        return state;
      },
      '',
    );
  };
  const drawList = (): void => {
    fill(
      body,
      state.segments.length === 0
        ? h(
            'p',
            { class: 'empty' },
            'No segment yet. A segment is a filter with a name, such as everyone in the US who waits for a mug.',
          )
        : state.segments.map((segment) => card(segment)),
      h(
        'div',
        { class: 'row list-acts' },
        button('New segment', () => edit({ name: '', filter: '' }), 'primary', 'add'),
        state.segments.length > 0 &&
          button(
            'Count again',
            () => void change('Counting…', () => recount(env), 'Counted again.'),
            'link',
            'refresh',
          ),
      ),
      runsOf(),
    );
  };
  const card = (segment: Segment): HTMLElement => {
    const acts = h('div', { class: 'row' });
    const wrong = problemOf(segment);
    const asked = (name: string, remove: boolean): Promise<SegmentState> =>
      env.call('openSegment', { name, remove });
    const drawActs = (): void =>
      fill(
        acts,
        button('Edit', () => edit(segment), 'link', 'change'),
        wrong === null &&
          button(
            segment.sheet ? 'Write its sheet again' : 'Open as a sheet',
            () =>
              void change(
                'Writing the sheet…',
                () => asked(segment.name, false),
                `${segment.name} is a sheet now.`,
              ),
            'link',
            'open',
          ),
        segment.sheet &&
          button(
            'Remove its sheet',
            () => void change('Removing…', () => asked(segment.name, true), 'The sheet is gone.'),
            'link',
          ),
        button('Delete', () => askDelete(), 'link', 'delete'),
      );
    const askDelete = (): void => {
      const no = button('No, keep it', () => {
        drawActs();
        acts.querySelector('button')?.focus();
      });
      const text = `Delete the segment ${segment.name}${segment.sheet ? ' and its sheet' : ''}? No order changes.`;
      const yes = button(
        'Yes, delete it',
        () =>
          void change(
            'Deleting…',
            () => env.call('deleteSegment', { name: segment.name }),
            `${segment.name} is deleted.`,
          ),
        'danger',
      );
      const box = h(
        'div',
        { class: 'confirm', role: 'alertdialog', 'aria-label': text },
        h('p', {}, text),
        yes,
        no,
      );
      box.addEventListener('keydown', (event) => {
        if (event.key === 'Escape') no.click();
      });
      fill(acts, box);
      no.focus();
    };
    drawActs();
    return h(
      'article',
      { class: 'card segment', 'aria-label': segment.name },
      h('h3', {}, segment.name),
      h('p', { class: 'filter' }, segment.filter),
      wrong === null ? numbers(segment) : message('error', wrong),
      wrong === null ? useFor(segment.name, (action) => use(action, { segment: segment.name })) : null,
      acts,
    );
  };
  /** The segment that each run leaves behind. */
  const runsOf = (): Child => {
    const runs = context.runs.filter((run) => run.undoable && run.changed > 0);
    if (runs.length === 0) return null;
    return h(
      'section',
      { 'aria-label': 'Runs' },
      h('h2', {}, 'Runs'),
      h('p', { class: 'help' }, 'The orders that each run changed, as long as it is kept: the last 20 runs.'),
      runs.map((run) =>
        h(
          'article',
          { class: 'card segment', 'aria-label': run.label },
          h('h3', {}, run.label),
          h('p', { class: 'help' }, `${count(run.changed)} changed, ${when(run.when)}`),
          useFor(`the orders of ${run.label}`, (action) => use(action, { filter: `run:${run.runId}` })),
          h(
            'div',
            { class: 'row' },
            button('New segment of it', () => edit({ name: '', filter: `run:${run.runId}` }), 'link', 'add'),
          ),
        ),
      ),
    );
  };
  drawList();
  return h(
    'div',
    { class: 'panel' },
    head('Segments', 'A segment is a saved filter. Every action can be done for the orders of a segment.'),
    said,
    body,
  );
}

/** Opens an action with these orders chosen. */
function useFor(what: string, chosen: (action: string) => void): HTMLElement {
  const actions = orderActions().map((info) => ({ value: info.name, label: info.label }));
  const element = select([{ value: '', label: 'Use for…' }, ...actions], '', (action) => {
    if (action !== '') chosen(action);
  });
  element.classList.add('use');
  element.setAttribute('aria-label', `Use ${what} for`);
  return element;
}

function numbers(segment: Segment): HTMLElement {
  const { matches, members, change } = segment;
  const now = matches === null ? 'Not counted yet' : counted(matches, 'order');
  const since =
    members === null
      ? 'no run has used it yet'
      : `${count(members)} at its last run${change === '+0/-0' ? ', the same ones now' : ''}`;
  return h(
    'p',
    { class: 'segment-numbers' },
    h('b', {}, now),
    h('span', { class: 'help' }, since),
    members !== null &&
      change !== '+0/-0' &&
      h('span', { class: 'change', title: 'Came and went since its last run' }, change),
  );
}
