import { describe, expect, test } from 'vitest';
import { allCountries, countryCode, countryName, plainName } from '../../../shared/address/countries.ts';
import { ALIAS_LINES } from '../../../shared/address/country-aliases.ts';
import { codeByFurtherName } from '../../../shared/address/country-names.ts';
import { COUNTRY_LINES } from '../../../shared/address/country-table.ts';
import { postalForm } from '../../../shared/address/postal.ts';
import { country, FACTS } from './fixtures.ts';

describe('the countries table', () => {
  test('has every country of the reference data, with the same required fields', () => {
    expect([...allCountries().keys()].sort()).toEqual(FACTS.map(([code]) => code).sort());
    const letter = { line1: 'A', city: 'C', state: 'S', postal: 'Z' } as const;
    for (const [code, fact] of FACTS) {
      const wanted = [...(fact.require ?? 'AC')].filter((f) => 'ACSZ'.includes(f)).sort();
      expect(
        country(code)
          .requires.map((f) => letter[f])
          .sort(),
        code,
      ).toEqual(wanted);
    }
  });

  test('each example in the table is one of its own', () => {
    for (const { code, postal, example } of allCountries().values()) {
      expect(example !== '', code).toBe(postal !== null);
      if (postal) expect(postalForm(country(code), example), code).not.toBeNull();
    }
  });

  test('is small: names, patterns and aliases of the server in 27 KB', () => {
    expect(Buffer.byteLength(COUNTRY_LINES) + Buffer.byteLength(ALIAS_LINES)).toBeLessThan(27_000);
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
      ['Germany (DE)', 'DE'],
      ['US - United States', 'US'],
      ['Kingdom of Belgium', 'BE'],
      ['Republic of Korea', 'KR'],
      ['Federative Republic of Brazil', 'BR'],
      ['アメリカ', 'US'],
      ['ΕΛΛΑΔΑ', 'GR'],
      ['Україна', 'UA'],
      ['Ísland', 'IS'],
      ['Bosnia & Herzegovina', 'BA'],
    ],
  ])('D5: %s is %s', (text, code) => {
    expect(countryCode(text)).toBe(code);
  });

  test.each([
    '',
    'Germoney',
    'Untied States',
    'Earth',
    'XX',
    'Europe',
    '??',
    'EU',
    'Guinea Bissau Conakry',
    'State of Georgia',
    'US Germany',
    'Republic of Nowhere',
  ])('D5: %j is no country; nothing is taken by likeness', (text) => {
    expect(countryCode(text)).toBeNull();
  });

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

describe('codeByFurtherName', () => {
  const LANGUAGES = 'de fr es it pt nl pl sv da nb fi cs hu ro tr ru uk el ja zh zh-Hant ko'.split(' ');
  const COMMON =
    'US CA GB AU NZ DE AT CH FR BE NL IT ES PT IE DK SE NO FI PL CZ HU JP KR CN TW HK SG BR MX'.split(' ');

  test.each(LANGUAGES)('D5: the thirty commonest countries are known by their names in %s', (language) => {
    const names = new Intl.DisplayNames([language], { type: 'region' });
    const unknown = COMMON.filter((code) => {
      const name = names.of(code) ?? '';
      return (countryCode(name) ?? codeByFurtherName(plainName(name))) !== code;
    });
    expect(unknown).toEqual([]);
  });

  test('D5: every country that has people is known by its name in the seven languages of Europe', () => {
    const EMPTY = new Set('AQ BV HM TF GS IO UM AC TA PN KP CC CX NF TK NU EH'.split(' '));
    const unknown: string[] = [];
    for (const language of LANGUAGES.slice(0, 7)) {
      const names = new Intl.DisplayNames([language], { type: 'region' });
      for (const code of allCountries().keys()) {
        const name = names.of(code) ?? '';
        if (EMPTY.has(code) || name === code) continue;
        const found = countryCode(name) ?? codeByFurtherName(plainName(name));
        if (found !== code) unknown.push(`${language} ${code} ${name} ${found}`);
      }
    }
    expect(unknown).toEqual([]);
  });

  test('D5: it knows nothing that is no name', () => {
    for (const text of ['', 'xx', 'germoney', 'europa', 'california'])
      expect(codeByFurtherName(text)).toBeNull();
  });
});
