import { describe as about, expect, test } from 'vitest';
import { PACKING_WORDS } from '../../../shared/partner-sheet/packing-words.ts';
import { LANGUAGES } from '../../../shared/partner-sheet/preset.ts';
import { describe, type PartnerParcel, ROW_STATES } from '../../../shared/partner-sheet/row.ts';
import {
  cancelText,
  changeText,
  PACKING_PAGE,
  REMOVED,
  type SummaryCounts,
  secondTabText,
  stateWord,
  summaryLine,
} from '../../../shared/partner-sheet/words.ts';
import { ALL, PARCEL, to, withColumns } from './samples.ts';

const CALM: SummaryCounts = { fresh: 0, changed: 0, withoutNumber: 0, cancelling: 0, problems: 0 };

about('the summary', () => {
  test.each([
    ['en', '12 new, 3 changed, 40 without a number'],
    ['de', '12 neu, 3 geändert, 40 ohne Nummer'],
    ['fr', '12 nouveaux, 3 modifiés, 40 sans numéro'],
    ['es', '12 nuevos, 3 cambiados, 40 sin número'],
  ] as const)('in %s', (language, line) => {
    expect(summaryLine({ ...CALM, fresh: 12, changed: 3, withoutNumber: 40 }, language)).toBe(line);
  });

  test('counts none and one as each language does', () => {
    const line = (n: number, language: (typeof LANGUAGES)[number]): string =>
      summaryLine({ ...CALM, fresh: n, changed: n }, language);
    expect(line(0, 'en')).toBe('0 new, 0 changed, 0 without a number');
    expect(line(0, 'fr')).toBe('0 nouveau, 0 modifié, 0 sans numéro');
    expect(line(1, 'fr')).toBe('1 nouveau, 1 modifié, 0 sans numéro');
    expect(line(0, 'es')).toBe('0 nuevos, 0 cambiados, 0 sin número');
    expect(line(1, 'es')).toBe('1 nuevo, 1 cambiado, 0 sin número');
  });

  test('says what is to be stopped and checked where there is any', () => {
    expect(summaryLine({ ...CALM, cancelling: 2, problems: 1 }, 'en')).toBe(
      '0 new, 0 changed, 0 without a number, 2 to stop, 1 to check',
    );
  });
});

about('what changed', () => {
  const told = (
    before: PartnerParcel,
    after: PartnerParcel,
    language: (typeof LANGUAGES)[number] = 'en',
    preset = ALL,
  ) => changeText(describe(before, preset), describe(after, preset), language);
  const [mug] = PARCEL.lines;
  const fewer = { ...to({ city: 'Troy', address1: '2 River Road' }), lines: mug === undefined ? [] : [mug] };

  test('is told with what stood there before, and asks for Seen', () => {
    expect(told(PARCEL, fewer)).toBe(
      'Address was: Ada Byron, 1 Main Street, Albany, NY, 12207, US (United States); contents were: 2 × Enamel mug ' +
        '(MUG); 1 × Notebook (NOTE). Tick “Seen” when the parcel is changed.',
    );
    expect(told(PARCEL, fewer, 'de')).toMatch(
      /^Adresse war: Ada Byron, .+; Inhalt war: 2 × .+\. Bitte „Gesehen“ ankreuzen, wenn das Paket geändert ist\.$/,
    );
  });

  test('of a phone that was not there says so', () => {
    expect(told(to({ phone: '' }), PARCEL)).toBe(
      'Phone was: (nothing). Tick “Seen” when the parcel is changed.',
    );
  });

  test('of customs data names its columns', () => {
    const abroad = to({ country: 'GB' });
    expect(told(abroad, { ...abroad, taxId: 'TAX-8' }, 'fr')).toBe(
      'Anciennes données douanières : Numéro fiscal TAX-7. Cochez « Vu » une fois le colis modifié.',
    );
  });

  test('is nothing when only the batch differs, or what the preset does not show', () => {
    expect(told(PARCEL, { ...PARCEL, batch: '' })).toBe('');
    expect(told(PARCEL, fewer, 'en', withColumns('id', 'batch'))).toBe('');
    expect(told(PARCEL, to({ city: 'Troy' }), 'en', withColumns('name', 'city'))).toBe(
      'Address was: Ada Byron, Albany. Tick “Seen” when the parcel is changed.',
    );
  });

  test('is nothing of a column that was put into the sheet only now', () => {
    const before = describe(PARCEL, withColumns('id', 'city'));
    expect(changeText(before, describe(PARCEL, withColumns('id', 'city', 'phone')), 'en')).toBe('');
  });

  test('calls Seen as the sheet does, and takes texts as they are', () => {
    const before = describe(to({ phone: '$& $1' }), ALL);
    expect(changeText(before, describe(PARCEL, ALL), 'en', 'Done $&')).toBe(
      'Phone was: $& $1. Tick “Done $&” when the parcel is changed.',
    );
  });
});

about('K12: a shipment that is struck out', () => {
  test('says why, and what to do until the partner has seen it', () => {
    expect(cancelText('cancelled', 'en')).toBe(
      'Cancelled: do not pack it. Tick “Seen” when the parcel is stopped; if it has left, type its tracking number.',
    );
    expect(cancelText('moved', 'en', false)).toBe('Not yours to ship any more.');
    expect(cancelText('cancelled', 'es', true, 'Hecho')).toContain('«Hecho»');
  });
});

about('A second tab with rows of the sheet', () => {
  test('is named in the words of the partner, which are cut where they are long', () => {
    expect(secondTabText(['Copy of Shipments'], 'en')).toBe(
      'Not read: “Copy of Shipments”. Please type here.',
    );
    expect(secondTabText(['A', 'B', 'C', 'D'], 'de')).toBe(
      'Wird nicht gelesen: „A“, „B“, „C“ …. Bitte hier eintragen.',
    );
    expect(secondTabText([`{}\n$& ${'x'.repeat(60)}`], 'fr')).toMatch(/^Non lu : « \{\} \$& x{34}… »\./);
  });
});

test.each(LANGUAGES)('all words are there in %s, without a gap left open', (language) => {
  const states = ROW_STATES.map((state) => stateWord(state, language));
  expect(new Set(states).size).toBe(ROW_STATES.length);
  const { parcels, units, page, ...words } = PACKING_WORDS[language];
  const told = [
    ...states,
    ...Object.values(words),
    REMOVED[language],
    cancelText('moved', language),
    PACKING_PAGE[language],
    secondTabText(['1'], language),
    parcels(2),
    units(1),
    page(1, 3),
  ];
  for (const text of told) {
    expect(text).toMatch(/\p{L}/u);
    expect(text).not.toMatch(/[{}|]|undefined/);
    expect(text).toBe(text.trim());
  }
  expect(page(1, 3)).toMatch(/1.*3/);
});

test('parcels and units are counted as each language does', () => {
  expect([PACKING_WORDS.en.parcels(1), PACKING_WORDS.en.parcels(0)]).toEqual(['1 parcel', '0 parcels']);
  expect([PACKING_WORDS.fr.units(0), PACKING_WORDS.fr.units(2)]).toEqual(['0 unité', '2 unités']);
  expect([PACKING_WORDS.de.parcels(1), PACKING_WORDS.de.parcels(2)]).toEqual(['1 Paket', '2 Pakete']);
});
