/** The channels: who ships which SKUs, and what that means for the parcels, before it is saved. */
import { LAST_PRIORITY } from '../../../shared/order/channels.ts';
import type { ChannelDraft, ChannelState, Context } from '../../api.ts';
import type { ChannelStates } from '../channel-states.ts';
import { sheetList } from '../connect/channel-sheet.ts';
import '../connect/connect.css';
import { lostParcels } from '../connect/lost-parcels.ts';
import { connectable } from '../connect/names.ts';
import { type Renamed, refuseOthers, saveChannels } from '../connect/tell-channels.ts';
import { announce, type Child, fill, h } from '../dom.ts';
import type { Env } from '../env.ts';
import { busy, button, focusOn, head, load, message, problem, toast } from '../widgets/basics.ts';
import { count, counted } from '../words.ts';
import { channelCard } from './channel-card.ts';

/** Typing is left to end before the effect is worked out. */
const QUIET_MS = 500;

const NEW: Omit<ChannelDraft, 'everythingElse' | 'priority'> = {
  name: '',
  skus: [],
  method: 'Export',
  connectedTo: '',
  shippedWhen: 'tracking imported',
  emailsBy: 'Shipsheet',
  countries: [],
  notTo: [],
};

export function channelsPanel(env: Env, place: HTMLElement, states: ChannelStates): Promise<void> {
  return load(
    place,
    'Loading…',
    () => Promise.all([states(null), env.call('context', {})]),
    ([state, context]) => channelsView(env, states, state, context),
  );
}

/** A draft with its name as it is saved; "" for a new one. */
type Edited = ChannelDraft & { readonly was: string };
const asSaved = (draft: ChannelDraft): Edited => ({ ...draft, was: draft.name });

function channelsView(env: Env, states: ChannelStates, first: ChannelState, context: Context): HTMLElement {
  let state = first;
  let drafts: Edited[] = first.channels.map(asSaved);
  /** Parcels whose channel is gone, by its name: to the saved name of the channel that takes them. */
  const taken = new Map<string, string>();
  /** Names that parcels were given another for: what was read before tells of them still. */
  const settled = new Set<string>();
  let before = first.channels;
  let saved = true;
  let turn = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const connections = connectable(env.call);
  let sheets = sheetList(env.call, drafts);
  const list = h('div', {});
  const lost = h('div', {});
  const effect = h('section', { 'aria-label': 'What this means' });
  const said = h('div', {});
  const foot = h('div', { class: 'foot' });

  /** A card changed its own draft: everything outside the cards follows. */
  const changed = (index: number, draft: ChannelDraft): void => {
    drafts = drafts.map((one, i) =>
      i === index
        ? { ...draft, was: one.was }
        : draft.everythingElse
          ? { ...one, everythingElse: false }
          : one,
    );
    touched();
  };
  const touched = (): void => {
    saved = false;
    fill(said);
    drawFoot();
    clearTimeout(timer);
    timer = setTimeout(() => void check(), QUIET_MS);
  };
  const check = async (): Promise<void> => {
    turn += 1;
    const mine = turn;
    if (wrong(drafts) !== null) return;
    effect.setAttribute('aria-busy', 'true');
    try {
      const answer = await states(drafts);
      if (mine !== turn) return;
      state = answer;
      drawEffect();
    } catch (error) {
      if (mine !== turn) return;
      fill(
        effect,
        problem(error, () => void check()),
      );
    }
    effect.removeAttribute('aria-busy');
  };
  const save = async (): Promise<boolean> => {
    let done = false;
    clearTimeout(timer);
    turn += 1;
    fill(foot, busy('Saving…'));
    try {
      const renamed = renames();
      await refuseOthers(
        env.call,
        before.map(({ name }) => name),
      );
      await saveChannels(
        env.call,
        drafts.map(({ was: _, ...draft }) => draft),
        renamed,
      );
      for (const { from } of renamed) settled.add(from);
      taken.clear();
      state = await states(drafts);
      before = state.channels;
      drafts = state.channels.map(asSaved);
      for (const { name } of drafts) settled.delete(name);
      // What the worker knows by the new names.
      if (renamed.length > 0) sheets = sheetList(env.call, drafts);
      saved = true;
      drawList(-1);
      drawEffect();
      fill(said, message('done', 'Saved.'));
      focusOn(said);
      announce('Saved');
      done = true;
    } catch (error) {
      fill(said, problem(error));
    }
    drawFoot();
    return done;
  };

  /** Those that get another name, and parcels of channels that are gone with those that take them. */
  const renames = (): Renamed[] => {
    const now = new Map(drafts.map(({ was, name }) => [was, name.trim()]));
    return [
      ...drafts.flatMap(({ was, name }) =>
        was === '' || was === name.trim() ? [] : [{ from: was, to: name.trim() }],
      ),
      ...[...taken].flatMap(([from, was]) => {
        const to = now.get(was);
        return to === undefined ? [] : [{ from, to, joins: true as const }];
      }),
    ];
  };

  /** The panel of the sheet reads the channels: what is chosen here must be there before it opens. */
  const openSheet = async (name: string): Promise<void> => {
    const why = wrong(drafts);
    if (why !== null) {
      fill(said, message('warning', why));
      focusOn(said);
      return;
    }
    if (!saved && !(await save())) return;
    await env
      .call('openPanel', { panel: 'partner-sheet', title: 'Partner Sheets', filter: name.trim() })
      .catch(toast);
  };
  const drawList = (open: number): void =>
    fill(
      list,
      drafts.map((draft, index) =>
        channelCard({
          draft,
          was: draft.was,
          skus: first.skus,
          countries: context.countries,
          rest: drafts.find((one) => one.everythingElse)?.name ?? '',
          open: index === open || drafts.length === 1,
          connections,
          openConnections: () =>
            void env.call('openPanel', { panel: 'connections', title: 'Connections' }).catch(toast),
          sheets: () => sheets(),
          openSheet: () => void openSheet(drafts[index]?.name ?? ''),
          changed: (to) => {
            const defaults = to.everythingElse && drafts.some((one, i) => i !== index && one.everythingElse);
            changed(index, to);
            // Another channel has just stopped being the default: its card must show it.
            if (!defaults) return;
            drawList(index);
            list.children[index]?.querySelector<HTMLInputElement>('input[type=checkbox]')?.focus();
          },
          remove: () => {
            drafts = drafts.filter((_, i) => i !== index);
            drawList(-1);
            touched();
            announce(`${draft.name} removed; not saved yet`);
            adding.focus();
          },
        }),
      ),
      drafts.length === 0 ? h('p', { class: 'empty' }, 'No channel yet: nothing can be pushed.') : null,
    );
  const adding = button(
    'Add a channel',
    () => {
      const everythingElse = !drafts.some((one) => one.everythingElse);
      const priority = Math.max(0, ...drafts.map((one) => one.priority % LAST_PRIORITY)) + 1;
      drafts = [...drafts, { ...NEW, was: '', everythingElse, priority }];
      drawList(drafts.length - 1);
      touched();
      list.lastElementChild?.querySelector('input')?.focus();
    },
    'link',
    'add',
  );
  const drawEffect = (): void => {
    const renamed = new Set(drafts.map(({ was }) => was));
    fill(
      lost,
      lostParcels({
        gone: state.gone.filter(({ name }) => !settled.has(name) && !renamed.has(name)),
        channels: drafts.filter(({ was }) => was !== '').map(({ was }) => was),
        taken,
        changed: touched,
      }),
    );
    fill(
      effect,
      h('h2', {}, 'What this means'),
      h('p', { 'aria-live': 'polite' }, packages(state)),
      state.notes.map((note) => message('info', note)),
    );
  };
  const drawFoot = (): void => {
    const why = wrong(drafts);
    const act = button('Save', () => void save(), 'primary');
    act.disabled = saved || why !== null;
    fill(foot, why ?? (saved ? null : 'Not saved yet.'), act);
  };
  drawList(-1);
  drawEffect();
  drawFoot();
  return h(
    'div',
    { class: 'panel' },
    head('Channels', 'A channel is one party that ships some of your SKUs in one way.'),
    lost,
    list,
    adding,
    effect,
    said,
    foot,
  );
}

/** "412 orders will ship in 2 packages, 30 in 3." */
function packages(state: ChannelState): Child {
  const parts = state.packages
    .filter((part) => part.orders > 0)
    .map((part, i) =>
      i === 0
        ? `${counted(part.orders, 'order')} will ship in ${counted(part.packages, 'package')}`
        : `${count(part.orders)} in ${count(part.packages)}`,
    );
  return parts.length === 0 ? 'No order has anything to ship yet.' : `${parts.join(', ')}.`;
}

/** Why the drafts cannot be saved; null when they can. */
function wrong(drafts: readonly ChannelDraft[]): string | null {
  const names = drafts.map((draft) => draft.name.trim().toLowerCase());
  if (names.includes('')) return 'Each channel needs a name.';
  if (new Set(names).size < names.length) return 'Two channels have the same name.';
  const alone = drafts.find((draft) => draft.method === 'Integration' && draft.connectedTo === '');
  return alone === undefined ? null : `Choose what ${alone.name.trim()} is connected to.`;
}
