/** A channel that has no sheet yet: what the warehouse will see, where it is made, and Make. */
import { defaultPreset } from '../../../shared/partner-sheet/preset.ts';
import type { PartnerParcel } from '../../../shared/partner-sheet/row.ts';
import type { PartnerSheetView } from '../../../shared/sync/wire.ts';
import type { ChannelDraft } from '../../api.ts';
import type { PartnerSheets, SheetList } from '../connect/partner-sheets.ts';
import { fill, h, onEnter } from '../dom.ts';
import { fold } from '../widgets/basics.ts';
import { act, NotReady } from './act.ts';
import { checkDays, NEW_POLICY, policyForm, policySummary } from './policy.ts';
import { presetForm, presetProblem, presetSummary } from './preset-form.ts';
import { wayWord, where } from './where.ts';

export interface MakeOptions {
  readonly sheets: PartnerSheets;
  readonly list: SheetList;
  readonly channel: string;
  readonly draft: ChannelDraft | undefined;
  parcels(): Promise<readonly PartnerParcel[]>;
  made(sheet: PartnerSheetView): Promise<void>;
}

export function makeForm(options: MakeOptions): HTMLElement {
  const { sheets, list, channel, draft } = options;
  const countries = draft?.countries ?? [];
  // A warehouse that ships to one country is most likely in it.
  const home = countries.length === 1 ? (countries[0] ?? '') : '';
  let preset = defaultPreset('en', home, { customs: false });
  let policy = NEW_POLICY;
  const titles = [h('span', {}), h('span', {}), h('span', {})];
  const drawTitles = (): void => {
    const words = [
      ['1. What the warehouse sees', presetSummary(preset)],
      ['2. Where it is', wayWord(place.way())],
      ['3. Names and addresses', policySummary(policy)],
    ] as const;
    words.forEach(([title, summary], i) => {
      const at = titles[i];
      if (at !== undefined) fill(at, title, h('span', { class: 'summary' }, summary));
    });
  };
  const place = where({
    list,
    consent: () => sheets.consent(),
    forget: () => sheets.forgetConsent(),
    look: () => sheets.list(),
    changed: () => drawTitles(),
  });
  const [first = '', second = '', third = ''] = titles;
  const form = presetForm(preset, options.parcels, (next) => {
    preset = next;
    drawTitles();
  });
  const rules = policyForm(policy, (next) => {
    policy = next;
    drawTitles();
  });
  const steps = h(
    'div',
    { class: 'numbered' },
    fold(first, h('div', { class: 'narrow' }, form), true),
    fold(second, h('div', { class: 'narrow' }, place.element), true),
    fold(third, h('div', { class: 'narrow' }, rules), false),
  );
  const make = act({
    label: 'Make the sheet',
    doing: 'Making the sheet…',
    kind: 'primary',
    shut: steps,
    run: async () => {
      const why = presetProblem(preset);
      if (why !== null) throw new NotReady(why, null);
      place.check();
      checkDays(rules);
      const way = place.way();
      if (way === null) return;
      const sheet = await sheets.make({ channel, preset, policy, way, address: place.address() });
      await options.made(sheet);
    },
  });
  onEnter(place.element, make.go);
  drawTitles();
  return h(
    'div',
    {},
    steps,
    h(
      'div',
      { class: 'foot' },
      h('p', {}, 'Nobody but you can open it until you share it.'),
      h('div', { class: 'wide' }, make.element),
    ),
  );
}
