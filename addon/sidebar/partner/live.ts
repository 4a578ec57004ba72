/** The sheet of a channel as it is: how it goes, what waits for the creator, who can open it, and its settings. */
import type { PartnerParcel } from '../../../shared/partner-sheet/row.ts';
import type { PartnerSheetView } from '../../../shared/sync/wire.ts';
import type { ChannelDraft } from '../../api.ts';
import { type PartnerSheets, type SheetList, sheetOf } from '../connect/partner-sheets.ts';
import { announce, fill, h, onEnter } from '../dom.ts';
import type { Env } from '../env.ts';
import { fold, message, toast } from '../widgets/basics.ts';
import { act, NotReady } from './act.ts';
import { asks } from './asks.ts';
import { connectChannel, isConnectedTo } from './channel.ts';
import { consent } from './consent.ts';
import { endForm } from './end.ts';
import { drawInPlace, isInUse, keepLooking } from './look.ts';
import { guestsOf, people, peopleSummary } from './people.ts';
import { checkDays, policyForm, policySummary } from './policy.ts';
import { presetForm, presetProblem, presetSummary } from './preset-form.ts';
import { progress, watchSheet } from './progress.ts';
import { type SavableForm, savable } from './savable.ts';

export interface LiveOptions {
  readonly env: Env;
  readonly sheets: PartnerSheets;
  readonly list: SheetList;
  readonly sheet: PartnerSheetView;
  readonly draft: ChannelDraft | undefined;
  parcels(): Promise<readonly PartnerParcel[]>;
  now(): number;
  /** Reads all of it anew. */
  again(): void;
  ended(sheet: PartnerSheetView): Promise<void>;
}

export function liveSheet(options: LiveOptions): HTMLElement {
  const { env, sheets, list, ended } = options;
  const { workerAccount } = list;
  let sheet = options.sheet;
  const changed = (next: PartnerSheetView): void => {
    sheet = next;
    draw();
  };
  const goes = progress({ sheets, now: options.now, changed });
  const waiting = asks({ env, sheets, changed });
  const guests = people({ sheets, workerAccount, isLocal: list.ways.includes('local'), changed });
  const [whoTitle, seesTitle, rulesTitle] = [h('span', {}), h('span', {}), h('span', {})];
  const letIn = consentAgain(options);
  const isOut = list.ways.includes('google') && list.googleAccount === '';
  const isLetIn = (): boolean => !isOut || (sheet.peopleProblem === '' && sheet.lastError === '');
  const draw = (): void => {
    letIn.hidden = isLetIn();
    goes.draw(sheet);
    waiting.draw(sheet);
    guests.draw(sheet);
    drawWho();
    drawSettings();
  };
  const drawSettings = (): void => {
    fill(seesTitle, 'What the warehouse sees', h('span', { class: 'summary' }, presetSummary(sheet.preset)));
    fill(rulesTitle, 'Names and addresses', h('span', { class: 'summary' }, policySummary(sheet.policy)));
  };
  const drawWho = (): void =>
    fill(
      whoTitle,
      'Who can open it',
      h(
        'span',
        { class: sheet.openTo === 'nobody' ? 'summary' : 'summary bad' },
        peopleSummary(sheet, workerAccount),
      ),
    );
  draw();
  const [sees, rules] = [seesForm(), rulesForm()];
  const nobody = sheet.peopleProblem === '' && guestsOf(sheet, workerAccount).length === 0;
  // Its columns are being made: the first look finds them written.
  if (sheet.lastWritten === '' && sheet.lastError === '')
    void watchSheet(sheets, sheet, (one) => one.lastWritten !== '' || one.lastError !== '').then(
      (next) => next !== null && goes.element.isConnected && changed(next),
      toast,
    );
  const element = h(
    'div',
    {},
    isConnectedTo(options.draft, sheet.name) ? null : notConnected(options),
    goes.element,
    letIn,
    waiting.element,
    h(
      'div',
      { class: 'folds' },
      fold(whoTitle, h('div', { class: 'narrow' }, guests.element), nobody || sheet.openTo !== 'nobody'),
      fold(seesTitle, h('div', { class: 'narrow' }, sees.element), false),
      fold(rulesTitle, h('div', { class: 'narrow' }, rules.element), false),
      fold('End of the contract', h('div', { class: 'narrow' }, endForm({ sheets, sheet, ended })), false),
    ),
  );
  keepLooking({ of: element, look });
  return element;

  /** What the partner, the worker and others with this panel have done since: what is typed here stays as it is. */
  async function look(): Promise<void> {
    const before = sheet;
    const next = sheetOf(await sheets.list(), before.channel);
    // An act that has begun meanwhile, or is done, knows better. One that has ended stays until somebody asks for more.
    if (sheet !== before || next?.id !== before.id || isInUse(element)) return;
    sheet = next;
    letIn.hidden = isLetIn();
    goes.drawNews(sheet);
    drawInPlace(waiting.element, () => waiting.draw(sheet));
    guests.drawNews(sheet);
    if (peopleSummary(sheet, workerAccount) !== peopleSummary(before, workerAccount)) drawWho();
    drawSettings();
    sees.follow();
    rules.follow();
  }

  function seesForm(): SavableForm {
    return savable({
      saved: () => sheet.preset,
      form: (preset, touched) => presetForm(preset, options.parcels, touched),
      done: 'Saved. The sheet changes in a moment.',
      async save(preset) {
        const why = presetProblem(preset);
        if (why !== null) throw new NotReady(why, null);
        changed(await sheets.change(sheet.id, { preset }));
      },
    });
  }

  function rulesForm(): SavableForm {
    const made = savable({
      // The link is opened and closed elsewhere in this panel.
      saved: () => ({ ...sheet.policy, linkAllowed: false }),
      form: policyForm,
      done: 'Saved.',
      async save(policy, form) {
        checkDays(form);
        const { linkAllowed } = sheet.policy;
        changed(await sheets.change(sheet.id, { policy: { ...policy, linkAllowed } }));
      },
    });
    onEnter(made.form, made.go);
    return made;
  }
}

/** The account that holds the sheet may have taken its consent back: nothing is read or written until it agrees again. */
function consentAgain({ sheets, again }: LiveOptions): HTMLElement {
  const place = h('div', { class: 'narrow' });
  const agree = (): void =>
    fill(
      place,
      h('p', { class: 'help' }, 'Choose the account in which the sheet was made.'),
      consent({
        ask: () => sheets.consent(),
        look: async () => (await sheets.list()).googleAccount,
        agreed: again,
      }),
    );
  return fold('Let the Google account in again', place, false, (open) => {
    if (open && place.childElementCount === 0) agree();
  });
}

/** Push leaves the sheet empty while its channel ships otherwise. */
function notConnected({ env, sheet }: LiveOptions): HTMLElement {
  const place = h('div', {});
  const connect = act({
    label: `Ship ${sheet.channel} by this sheet`,
    doing: 'Saving…',
    run: async () => {
      await connectChannel(env.call, sheet.channel, sheet.name);
      fill(place);
      announce('Saved');
    },
  });
  fill(
    place,
    message('warning', `The channel ${sheet.channel} does not ship by this sheet now.`, connect.element),
  );
  return place;
}
