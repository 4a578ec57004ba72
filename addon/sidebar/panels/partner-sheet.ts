/** Partner Sheets: the spreadsheet that one channel's warehouse works in. */
import type { PartnerParcel } from '../../../shared/partner-sheet/row.ts';
import type { PartnerSheetView } from '../../../shared/sync/wire.ts';
import type { ChannelDraft } from '../../api.ts';
import { sentenceOf } from '../call.ts';
import '../connect/connect.css';
import { readDrafts } from '../connect/drafts.ts';
import { type PartnerSheets, partnerSheetsOf, type SheetList, sheetOf } from '../connect/partner-sheets.ts';
import { followed } from '../connect/tell-channels.ts';
import { announce, type Child, fill, h } from '../dom.ts';
import type { Env } from '../env.ts';
import { connectChannel, disconnectChannel, shipsBySheet } from '../partner/channel.ts';
import { whoIsLeft } from '../partner/left.ts';
import { liveSheet } from '../partner/live.ts';
import { makeForm } from '../partner/make.ts';
import '../partner/partner.css';
import { previewParcelsOf } from '../partner/parcels.ts';
import { button, focusOn, head, labelled, load, message, notice, select, toast } from '../widgets/basics.ts';
import { when } from '../words.ts';

const INTRO = 'The warehouse works in a spreadsheet of its own. What it types there comes back by itself.';

interface Found {
  readonly list: SheetList;
  readonly drafts: readonly ChannelDraft[];
}

/** `filter` of the boot data names the channel that is shown first. */
export function partnerSheetPanel(env: Env, place: HTMLElement): Promise<void> {
  return load(
    place,
    'Loading…',
    () => Promise.all([env.call('workerState', {}), env.call('context', {})]),
    ([{ paired }, context]) =>
      h(
        'div',
        { class: 'panel' },
        head('Partner Sheets', INTRO),
        notice(context),
        paired ? connected(env, context.user) : unpaired(env),
      ),
  );
}

const opens = (env: Env, panel: string, title: string): HTMLElement =>
  button(title, () => void env.call('openPanel', { panel, title }).catch(toast), 'secondary', 'open');

function unpaired(env: Env): HTMLElement {
  return h(
    'div',
    { class: 'wide' },
    h(
      'p',
      { class: 'empty' },
      'This spreadsheet is not connected to a worker yet. A worker keeps the warehouse’s sheet in step with yours.',
    ),
    opens(env, 'connections', 'Connections'),
  );
}

function connected(env: Env, user: string): HTMLElement {
  const sheets = partnerSheetsOf(env.call, user);
  const place = h('div', {});
  const show = (channel: string, said: Child = null): Promise<void> =>
    load(
      place,
      'Asking the worker…',
      async (): Promise<Found> => {
        const [list, drafts] = await Promise.all([sheets.list(), readDrafts(env.call)]);
        return { list: await followed(env.call, list, drafts, sheets.list), drafts };
      },
      (found) => {
        if (said instanceof HTMLElement) queueMicrotask(() => focusOn(said));
        return [said, view(env, sheets, found, { channel, told: said !== null, me: user }, show)];
      },
    );
  void show(env.boot.filter ?? '');
  return place;
}

type Show = (channel: string, said?: Child) => Promise<void>;

/** `told`: above it stands already what has just happened to the channel that is wanted. */
interface Wanted {
  readonly channel: string;
  readonly told: boolean;
  /** Whoever has this panel, by e-mail address. */
  readonly me: string;
}

function view(env: Env, sheets: PartnerSheets, found: Found, to: Wanted, show: Show): Child {
  const wanted = to.channel;
  const { list, drafts } = found;
  const names = new Set([
    ...drafts.filter(shipsBySheet).map(({ name }) => name),
    ...list.sheets.filter(({ endedAt }) => endedAt === '').map(({ channel }) => channel),
    ...drafts.filter(({ name }) => name === wanted).map(({ name }) => name),
  ]);
  const [first] = names;
  if (first === undefined)
    return h(
      'div',
      { class: 'wide' },
      h(
        'p',
        { class: 'empty' },
        'No channel ships by a partner sheet yet. Choose that as its method under Channels.',
      ),
      opens(env, 'channels', 'Channels'),
    );
  const place = h('div', {});
  const draw = (channel: string): void =>
    fill(place, one(env, sheets, found, { ...to, channel, told: to.told && channel === wanted }, show));
  const channel = names.has(wanted) ? wanted : first;
  draw(channel);
  const choice =
    names.size === 1
      ? h('h2', { class: 'of-channel' }, channel)
      : labelled(
          'Channel',
          select(
            [...names].map((name) => ({ value: name, label: name })),
            channel,
            draw,
          ),
        );
  return [choice, place];
}

/** One channel, with or without a sheet. */
function one(env: Env, sheets: PartnerSheets, { list, drafts }: Found, to: Wanted, show: Show): Child {
  const { channel, told } = to;
  const draft = drafts.find(({ name }) => name === channel);
  const sheet = sheetOf(list, channel);
  const parcels = (): Promise<readonly PartnerParcel[]> => previewParcelsOf(env.call, channel);
  if (sheet === undefined)
    return [
      told ? null : ended(list, channel),
      makeForm({ sheets, list, channel, draft, parcels, made: (made) => afterMaking(env, made, show) }),
    ];
  return liveSheet({
    env,
    sheets,
    list,
    sheet,
    draft,
    parcels,
    now: () => Date.now(),
    again: () => void show(channel),
    ended: (after) => afterEnd(env, after, to.me, show),
  });
}

/** The last one that has ended. */
function ended(list: SheetList, channel: string): Child {
  const [last] = list.sheets
    .filter((sheet) => sheet.channel === channel && sheet.endedAt !== '')
    .sort((a, b) => (a.endedAt < b.endedAt ? 1 : -1));
  if (last === undefined) return null;
  return message('info', `${last.name} ended on ${when(last.endedAt)}. You can make a new sheet.`);
}

async function afterMaking(env: Env, sheet: PartnerSheetView, show: Show): Promise<void> {
  let said = message('done', `${sheet.name} is made. Now share it with the warehouse.`);
  try {
    await connectChannel(env.call, sheet.channel, sheet.name);
    announce('The sheet is made');
  } catch (error) {
    said = message('warning', sentenceOf(error));
  }
  await show(sheet.channel, said);
}

async function afterEnd(env: Env, sheet: PartnerSheetView, me: string, show: Show): Promise<void> {
  const { level, text } = whoIsLeft(sheet, me);
  let said = message(level, text);
  try {
    await disconnectChannel(env.call, sheet.channel, sheet.name);
    announce('The sheet has ended');
  } catch (error) {
    said = message(
      'warning',
      `${sheet.name} has ended, but Channels still names it: ${sentenceOf(error)} Choose another method there, or make a new sheet.`,
    );
  }
  await show(sheet.channel, said);
}
