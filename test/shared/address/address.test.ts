import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type AddressFields, checkAddress } from '../../../shared/address/check.ts';
import {
  allCountries,
  type Country,
  countryCode,
  countryName,
  plainName,
} from '../../../shared/address/countries.ts';
import { ALIAS_LINES } from '../../../shared/address/country-aliases.ts';
import { COUNTRY_LINES } from '../../../shared/address/country-table.ts';
import { postalForm, withLostZero } from '../../../shared/address/postal.ts';
import { anyText } from '../source/any-text.ts';
import { facts } from '../source/facts.ts';

interface Fact {
  readonly zip?: string;
  readonly zipex?: string;
  readonly require?: string;
}
const { countries: factsOf } = facts('countries.json') as { countries: Record<string, Fact> };
const known = Object.entries(factsOf).filter(([code]) => code !== 'ZZ');

function country(code: string): Country {
  const found = allCountries().get(code);
  if (!found) throw new Error(code);
  return found;
}

const US: AddressFields = {
  name: 'Ana Berg',
  line1: '1 Example Street',
  line2: '',
  city: 'Springfield',
  state: 'IL',
  postal: '62701',
  country: 'US',
  phone: '',
};
const check = (change: Partial<AddressFields>) => checkAddress({ ...US, ...change });

describe('the countries table', () => {
  test('has every country of the reference data, with the same required fields', () => {
    expect([...allCountries().keys()].sort()).toEqual(known.map(([code]) => code).sort());
    const letter = { line1: 'A', city: 'C', state: 'S', postal: 'Z' } as const;
    for (const [code, fact] of known) {
      const wanted = [...(fact.require ?? 'AC')].filter((f) => 'ACSZ'.includes(f)).sort();
      expect(
        country(code)
          .requires.map((f) => letter[f])
          .sort(),
        code,
      ).toEqual(wanted);
    }
  });

  test('accepts every example of a postal code, and writes it as the example is written', () => {
    const examples = known.flatMap(([code, f]) =>
      (f.zipex ?? '').split(',').flatMap((e) => (e ? [[code, e] as const] : [])),
    );
    expect(examples.length).toBeGreaterThan(400);
    const refused = examples.filter(([code, e]) => postalForm(country(code), e) === null);
    expect(refused).toEqual([]);
    const otherwise = examples.filter(([code, e]) => postalForm(country(code), e) !== e);
    // The source leaves out the space that the Swedish post writes.
    expect([...new Set(otherwise.map(([code]) => code))].sort()).toEqual(['SE']);
  });

  test('accepts every example without spaces and dashes, with others, and in small letters', () => {
    const refused: string[] = [];
    for (const [code, { zipex = '' }] of known) {
      for (const e of zipex.split(',').filter((x) => x !== '')) {
        const normal = postalForm(country(code), e);
        const forms = [
          e.replace(/[ -]/g, ''),
          e.toLowerCase(),
          ` ${e} `,
          [...e].join(' '),
          e.replace(/[ -]/g, '\u2013'),
        ];
        refused.push(
          ...forms.filter((form) => postalForm(country(code), form) !== normal).map((f) => `${code} ${f}`),
        );
      }
    }
    expect(refused).toEqual([]);
  });

  test('refuses what its source refuses: longer, shorter and other codes', () => {
    let wrong = 0;
    const accepted: string[] = [];
    for (const [code, { zip, zipex = '' }] of known) {
      if (!zip) continue;
      const source = new RegExp(`^(?:${zip})$`);
      for (const e of zipex.split(',').filter((x) => x !== '')) {
        for (const bad of [
          `${e}9`,
          `9${e}`,
          e.slice(0, -1),
          e.slice(1),
          `${e}X`,
          e.replace(/\d/, 'Q'),
          'NONE',
          '???',
          '12',
        ]) {
          const compact = bad.replace(/[ -]/g, '');
          if (source.test(bad) || source.test(compact)) continue;
          wrong++;
          const spaced = [...compact].some((_, i) =>
            [' ', '-'].some((s) => source.test(compact.slice(0, i) + s + compact.slice(i))),
          );
          if (!spaced && postalForm(country(code), bad) !== null) accepted.push(`${code} ${bad}`);
        }
      }
    }
    expect(wrong).toBeGreaterThan(2500);
    expect(accepted.length / wrong, accepted.slice(0, 20).join('; ')).toBeLessThan(0.01);
  });

  test('each example in the table is one of its own', () => {
    for (const { code, postal, example } of allCountries().values()) {
      expect(example !== '', code).toBe(postal !== null);
      if (postal) expect(postalForm(country(code), example), code).not.toBeNull();
    }
  });

  test('is small: names, patterns and aliases in 25 KB', () => {
    expect(Buffer.byteLength(COUNTRY_LINES) + Buffer.byteLength(ALIAS_LINES)).toBeLessThan(24_000);
  });
});

describe('countryCode', () => {
  test.each([
    ...[
      ['US', 'US'],
      ['us', 'US'],
      ['USA', 'US'],
      ['U.S.A.', 'US'],
      ['U.S.', 'US'],
      ['United States', 'US'],
    ],
    ...[
      ['United States of America', 'US'],
      ['the United States', 'US'],
      ['Estados Unidos', 'US'],
    ],
    ...[
      ['UK', 'GB'],
      ['U.K.', 'GB'],
      ['Great Britain', 'GB'],
      ['England', 'GB'],
      ['Scotland', 'GB'],
    ],
    ...[
      ['Deutschland', 'DE'],
      ['Allemagne', 'DE'],
      ['GERMANY', 'DE'],
      ['Österreich', 'AT'],
      ['Schweiz', 'CH'],
    ],
    ...[
      ['España', 'ES'],
      ['Espana', 'ES'],
      ['Côte d’Ivoire', 'CI'],
      ['Ivory Coast', 'CI'],
      ['日本', 'JP'],
    ],
    ...[
      ['대한민국', 'KR'],
      ['Korea, Republic of', 'KR'],
      ['South Korea', 'KR'],
      ['Россия', 'RU'],
      ['Česko', 'CZ'],
    ],
    ...[
      ['Czech Republic', 'CZ'],
      ['Holland', 'NL'],
      ['The Netherlands', 'NL'],
      ['Türkiye', 'TR'],
      ['Viet Nam', 'VN'],
    ],
    ...[
      ['Hong Kong SAR', 'HK'],
      ['Macau', 'MO'],
      ['Puerto Rico', 'PR'],
      ['  france ', 'FR'],
      ['Bosnia & Herzegovina', 'BA'],
    ],
  ])('D5: %s is %s', (text, code) => {
    expect(countryCode(text)).toBe(code);
  });

  test.each(['', 'Germoney', 'Untied States', 'Earth', 'XX', 'Europe', '??', 'EU', 'Guinea Bissau Conakry'])(
    'D5: %j is no country; nothing is taken by likeness',
    (text) => {
      expect(countryCode(text)).toBeNull();
    },
  );

  test('every code and every name finds its country', () => {
    for (const [code, { name }] of allCountries()) {
      expect([code, code.toLowerCase(), name, name.toUpperCase()].map(countryCode), code).toEqual([
        code,
        code,
        code,
        code,
      ]);
      expect(countryName(code)).toBe(name);
    }
  });

  test('each alias stands once and as it is compared', () => {
    const aliases = ALIAS_LINES.trim()
      .split('\n')
      .flatMap((l) => (l.split(';')[1] ?? '').split(','));
    expect(new Set(aliases).size).toBe(aliases.length);
    expect(aliases.filter((a) => plainName(a) !== a)).toEqual([]);
    expect(aliases.filter((a) => a.length === 2 && allCountries().has(a.toUpperCase()))).toEqual([]);
  });
});

describe('checkAddress', () => {
  test('a whole address passes, with its country and the written form of its postal code', () => {
    expect(check({})).toEqual({ ok: true, country: 'US', postal: '62701' });
    expect(check({ postal: '627011234', country: 'United States' })).toEqual({
      ok: true,
      country: 'US',
      postal: '62701-1234',
    });
  });

  test.each([
    ['CA', 'K1A0B1', 'K1A 0B1'],
    ['CA', 'k1a 0b1', 'K1A 0B1'],
    ['GB', 'SW1A1AA', 'SW1A 1AA'],
    ['GB', 'bfpo61', 'BFPO 61'],
    ['NL', '1234ab', '1234 AB'],
    ['SE', '11455', '114 55'],
    ['SE', 'SE-114 55', '114 55'],
    ['PL', '00950', '00-950'],
    ['PT', '2725079', '2725-079'],
    ['JP', '1540023', '154-0023'],
    ['JP', '１５４−００２３', '154-0023'],
    ['DE', 'D-53225', '53225'],
    ['CH', 'CH-8000', '8000'],
    ['LV', '1073', 'LV-1073'],
    ['IE', 'a65f4e2', 'A65 F4E2'],
    ['BD', 'Dhaka1000', '1000'],
  ])('D2: in %s the code %s is taken as %s', (code, postal, normal) => {
    expect(check({ country: code, postal, city: 'Dhaka' })).toEqual({
      ok: true,
      country: code,
      postal: normal,
    });
  });

  test.each(['HK', 'AE', 'QA', 'IE', 'PA'])('D3: %s needs no postal code', (code) => {
    expect(check({ country: code, postal: '' })).toMatchObject({ ok: true, postal: '' });
  });

  test.each(['DE', 'FR', 'GB', 'SE', 'SG'])('D4: %s has no states to fill in', (code) => {
    expect(check({ country: code, state: '', postal: country(code).example })).toMatchObject({ ok: true });
  });

  test.each<[Partial<AddressFields>, string]>([
    [{ name: ' ' }, 'Name'],
    [{ line1: '' }, 'Address 1'],
    [{ city: '' }, 'City'],
    [{ state: '' }, 'State/Province'],
    [{ postal: '' }, 'Postal code'],
    [{ country: '' }, 'Country'],
  ])('B20: an address without %j is refused by the name of the column', (change, field) => {
    expect(check(change)).toMatchObject({ ok: false, code: 'address.missing', field });
  });

  test('a street in the second line is a street; Singapore needs no city', () => {
    expect(check({ line1: '', line2: '1 Example Street' })).toMatchObject({ ok: true });
    expect(check({ country: 'SG', city: '', state: '', postal: '546080' })).toMatchObject({ ok: true });
  });

  test('B20: a postal code that the country cannot have is refused, with an example', () => {
    expect(check({ postal: 'ABCDE' })).toEqual({
      ok: false,
      code: 'address.invalid',
      field: 'Postal code',
      detail: 'Postal code ABCDE in United States (a code there looks like 95014)',
      proposal: '',
    });
    expect(check({ country: 'CA', state: 'ON' })).toMatchObject({ code: 'address.invalid' });
  });

  test('D1: a zero lost in front is proposed, not put back', () => {
    expect(check({ postal: '2134' })).toMatchObject({
      ok: false,
      code: 'address.invalid',
      proposal: '02134',
    });
    expect(check({ country: 'DE', postal: '1067' })).toMatchObject({ proposal: '01067' });
    expect(withLostZero(country('NO'), '25')).toBe('0025');
    expect(withLostZero(country('GB'), '25')).toBeNull();
  });

  test('D5: an unknown country is named', () => {
    expect(check({ country: 'Germoney' })).toMatchObject({
      ok: false,
      code: 'address.country-unknown',
      field: 'Country',
      detail: 'Germoney',
    });
  });

  test('any text is answered, never thrown at', () => {
    const code = fc.constantFrom(...allCountries().keys());
    fc.assert(
      fc.property(anyText, anyText, code, (postal, city, where) => {
        const found = countryCode(postal);
        return (
          typeof check({ postal, city, country: where }).ok === 'boolean' &&
          (found === null || allCountries().has(found))
        );
      }),
    );
  });
});
