/** What the warehouse sees: language, where it ships from, phones, customs, columns, and how it looks. */
import { allCountries } from '../../../shared/address/countries.ts';
import { LANGUAGES, type PartnerPreset, PHONE_RULES } from '../../../shared/partner-sheet/preset.ts';
import { presetProblems } from '../../../shared/partner-sheet/problems.ts';
import type { PartnerParcel } from '../../../shared/partner-sheet/row.ts';
import { fill, h } from '../dom.ts';
import { checkbox, fold, labelled, message, select } from '../widgets/basics.ts';
import { icon } from '../widgets/icon.ts';
import { counted, country } from '../words.ts';
import { columnsList } from './columns-list.ts';
import { withCustoms, withPhone } from './preset-edit.ts';
import { preview } from './preview.ts';

const LANGUAGE_NAMES: Readonly<Record<PartnerPreset['language'], string>> = {
  en: 'English',
  de: 'Deutsch (German)',
  fr: 'Français (French)',
  es: 'Español (Spanish)',
};
const PHONE_WORDS: Readonly<Record<PartnerPreset['phone'], string>> = {
  no: 'Not shown',
  abroad: 'Only of parcels abroad',
  all: 'Of every parcel',
};

/** "English, 18 columns, phones abroad". */
export function presetSummary({ language, columns, phone, customs }: PartnerPreset): string {
  const parts = [
    LANGUAGE_NAMES[language].replace(/ \(.*/, ''),
    counted(columns.length, 'column'),
    phone === 'no' ? 'no phones' : phone === 'all' ? 'all phones' : 'phones abroad',
    customs && 'customs',
  ];
  return parts.filter((part) => part !== false).join(', ');
}

/** Why it cannot be used as it is; null when it can. */
export const presetProblem = (preset: PartnerPreset): string | null =>
  presetProblems(preset)[0]?.sentence ?? null;

/** `parcels` are read when somebody wants to see them. */
export function presetForm(
  first: PartnerPreset,
  parcels: () => Promise<readonly PartnerParcel[]>,
  changed: (preset: PartnerPreset) => void,
): HTMLElement {
  let preset = first;
  const wrong = h('div', { 'aria-live': 'polite' });
  const columnsTitle = h('span', {});
  const looks = preview(parcels);
  const set = (next: PartnerPreset): void => {
    preset = next;
    drawAround();
    changed(next);
  };
  const drawAround = (): void => {
    const why = presetProblem(preset);
    fill(wrong, why !== null && message('warning', why));
    fill(columnsTitle, 'Columns', h('span', { class: 'summary' }, counted(preset.columns.length, 'column')));
    looks.draw(preset);
  };
  const columns = columnsList(() => preset, set);
  const choose = (next: PartnerPreset): void => {
    set(next);
    columns.draw();
  };
  drawAround();

  const language = select(
    LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] })),
    preset.language,
    (value) => {
      const found = LANGUAGES.find((one) => one === value);
      if (found !== undefined) choose({ ...preset, language: found });
    },
  );
  const home = select(countryOptions(), preset.home, (code) => choose({ ...preset, home: code }));
  const phone = select(
    PHONE_RULES.map((value) => ({ value, label: PHONE_WORDS[value] })),
    preset.phone,
    (value) => {
      const found = PHONE_RULES.find((one) => one === value);
      if (found !== undefined) choose(withPhone(preset, found));
    },
  );
  return h(
    'div',
    {},
    labelled('Language', language),
    labelled('Ships from', home, { help: 'What crosses its customs border counts as abroad.' }),
    labelled('Phone numbers', phone, { help: 'Carriers want one abroad.' }),
    checkbox(
      'This warehouse files customs',
      preset.customs,
      (on) => choose(withCustoms(preset, on)),
      'HS codes, values and tax IDs, of parcels abroad',
    ),
    fold(columnsTitle, h('div', { class: 'narrow' }, columns.element), false),
    wrong,
    h(
      'p',
      { class: 'never' },
      icon('already'),
      h('span', {}, 'Never in the sheet: e-mail, payment, pledge, notes, other channels.'),
    ),
    fold('As the warehouse sees it', looks.element, false, looks.shown),
  );
}

/** Names as the creator reads them, by name. */
function countryOptions(): { value: string; label: string }[] {
  const named = [...allCountries().keys()].map((value) => ({ value, label: country(value) }));
  named.sort((a, b) => a.label.localeCompare(b.label, 'en'));
  return [{ value: '', label: 'Not said: all is abroad' }, ...named];
}
