import { describe, expect, test } from 'vitest';
import { countryByPostal, postalForm, readPostal, withLostZero } from '../../../shared/address/postal.ts';
import { country, FACTS } from './fixtures.ts';
import { codesOf, IMPOSSIBLE, REAL } from './held-out.ts';

/** Every example of the reference data; each country that has codes gives some. */
const examples = FACTS.flatMap(([code, { zip = '', zipex = '' }]) =>
  zipex
    .split(',')
    .flatMap((text) => (text === '' ? [] : [{ code, text, source: new RegExp(`^(?:${zip})$`) }])),
);
const countries = new Set(examples.map(({ code }) => code)).size;

/** How people type a code of a country. */
const typed = examples.flatMap(({ code, text }) => {
  const bare = text.replace(/[ -]/g, '');
  return [
    bare,
    text.toLowerCase(),
    ` ${text} `,
    [...text].join(' '),
    text.replace(/[ -]/g, '\u2013'),
    text.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)),
    `${code}-${text}`,
    `${code} ${bare}`,
    `${text} Springfield`,
    `Springfield ${text}`,
    `${text}.`,
    `'${text}`,
  ].map((form) => ({ code, text, form }));
});

/** What slips of the finger make of a code, as far as the source refuses it in any spacing. */
const wrong = examples.flatMap(({ code, text, source }) =>
  [
    `${text}9`,
    `9${text}`,
    text.slice(0, -1),
    text.slice(1),
    `${text}X`,
    text.replace(/\d/, 'Q'),
    'NONE',
    '???',
    '12',
  ].flatMap((form) => {
    const bare = form.replace(/[ -]/g, '');
    const spaced = [...bare].flatMap((_, at) =>
      ['', ' ', '-'].map((sign) => bare.slice(0, at) + sign + bare.slice(at)),
    );
    return [form, ...spaced].some((any) => source.test(any)) ? [] : [{ code, form }];
  }),
);

describe('the table of postal codes', () => {
  test(`accepts ${examples.length} examples of ${countries} countries, and writes them as they are written`, () => {
    expect(countries).toBeGreaterThan(175);
    const refused = examples.filter(({ code, text }) => postalForm(country(code), text) === null);
    expect(refused).toEqual([]);
    const otherwise = examples.filter(({ code, text }) => postalForm(country(code), text) !== text);
    // The source leaves out the space that the Swedish post writes.
    expect([...new Set(otherwise.map(({ code }) => code))]).toEqual(['SE']);
  });

  test(`D2: accepts them in ${typed.length} forms that people type`, () => {
    const refused = typed.filter(({ code, text, form }) => {
      const reading = readPostal(country(code), form, ['Springfield']);
      return reading?.form !== postalForm(country(code), text) || reading?.how === 'digits';
    });
    expect(refused.map(({ code, form }) => `${code} ${form}`)).toEqual([]);
  });

  test(`refuses ${wrong.length} slips of them that the source refuses`, () => {
    expect(wrong.length).toBeGreaterThan(2500);
    const accepted = wrong.filter(({ code, form }) => postalForm(country(code), form) !== null);
    // Malta: a figure that may be a letter is read as one, as a proposal.
    expect(
      accepted.length / wrong.length,
      accepted.map(({ code, form }) => `${code} ${form}`).join('; '),
    ).toBeLessThan(0.001);
  });
});

describe('codes of real places', () => {
  const real = Object.entries(REAL).flatMap(([code, list]) => codesOf(list).map((text) => ({ code, text })));
  const refused = real.filter(({ code, text }) => postalForm(country(code), text) === null);
  const share = 1 - refused.length / real.length;

  test(`at least 98% are accepted: ${real.length - refused.length} of ${real.length} in ${Object.keys(REAL).length} countries`, () => {
    expect(share, refused.map(({ code, text }) => `${code} ${text}`).join('; ')).toBeGreaterThanOrEqual(0.98);
  });

  test('each that is accepted reads back as it is written, in its own form', () => {
    const changed = real.flatMap(({ code, text }) => {
      const once = postalForm(country(code), text);
      const twice = once === null ? null : postalForm(country(code), once);
      return once === twice ? [] : [`${code} ${text}: ${once}, ${twice}`];
    });
    expect(changed).toEqual([]);
  });

  const impossible = Object.entries(IMPOSSIBLE).flatMap(([code, list]) =>
    codesOf(list).map((text) => ({ code, text })),
  );
  test(`all ${impossible.length} impossible ones are refused`, () => {
    const accepted = impossible.filter(({ code, text }) => postalForm(country(code), text) !== null);
    expect(accepted).toEqual([]);
  });
});

describe('readPostal', () => {
  test.each([
    ['CA', 'k1a0b1', 'K1A 0B1', 'form'],
    ['CA', 'K1A-0B1', 'K1A 0B1', 'form'],
    ['GB', 'sw1a1aa', 'SW1A 1AA', 'form'],
    ['GB', 'SW1A  1AA', 'SW1A 1AA', 'form'],
    ['NL', '1234ab', '1234 AB', 'form'],
    ['JP', '１５４－００２３', '154-0023', 'form'],
    ['JP', '〒154-0023', '154-0023', 'form'],
    ['BR', '70.040-010', '70040-010', 'form'],
    ['US', '62701.0', '62701', 'form'],
    ['US', "'62701", '62701', 'form'],
    ['US', '627011234', '62701-1234', 'form'],
    ['SE', '11455', '114 55', 'form'],
    ['PL', '00950', '00-950', 'form'],
    ['DE', '10115', '10115', 'written'],
    ['DE', 'D-10115', '10115', 'prefix'],
    ['DE', 'DE 10115', '10115', 'prefix'],
    ['FR', 'F-75001', '75001', 'prefix'],
    ['CH', 'CH-8001', '8001', 'prefix'],
    ['AT', 'AT-1010', '1010', 'prefix'],
    ['AT', 'A-1010', '1010', 'prefix'],
    ['LV', '1073', 'LV-1073', 'form'],
    ['SE', 'S-114 55', '114 55', 'prefix'],
    ['MX', 'C.P. 06000', '06000', 'prefix'],
    ['BR', 'CEP 01310-100', '01310-100', 'prefix'],
    ['IN', 'PIN: 110001', '110001', 'prefix'],
    ['DE', 'PLZ 10115', '10115', 'prefix'],
    ['BD', 'DHAKA1000', '1000', 'place'],
    ['BD', '1000 Dhaka', '1000', 'place'],
    ['BD', 'Dhaka-1000', '1000', 'place'],
    ['US', '9O2I0', '90210', 'digits'],
    ['CA', 'KIA OBI', 'K1A 0B1', 'digits'],
    ['GB', 'SWIA 1AA', 'SW1A 1AA', 'digits'],
    ['GB', 'SW1A IAA', 'SW1A 1AA', 'digits'],
    ['NL', 'I234 AB', '1234 AB', 'digits'],
  ])('D2: in %s, %s is read as %s (%s)', (code, text, form, how) => {
    expect(readPostal(country(code), text, ['Dhaka'])).toEqual({ form, how });
  });

  test('D2: an O that could be two things is left alone', () => {
    // Both readings would be Argentine codes.
    expect(readPostal(country('US'), 'OIOIOIO', [])).toBeNull();
    expect(readPostal(country('DE'), 'OOOOO', [])).toBeNull();
  });

  test('D3: where a country has no postal codes, whatever stands there is kept', () => {
    expect(readPostal(country('HK'), '999077', [])).toEqual({ form: '999077', how: 'written' });
  });

  test('a street number or a word beside the code is not taken for a city', () => {
    expect(readPostal(country('DE'), 'Hamburg 10115', ['Berlin'])).toBeNull();
    expect(readPostal(country('DE'), '10115 10117', ['Berlin'])).toBeNull();
  });
});

describe('withLostZero', () => {
  test.each([
    ['US', '2139', '02139'],
    ['US', '2139.0', '02139'],
    ['US', '501', '00501'],
    ['US', '21391234', '02139-1234'],
    ['DE', '1067', '01067'],
    ['IT', '184', '00184'],
    ['SG', '18956', '018956'],
    ['JP', '600001', '060-0001'],
    ['FI', '100', '00100'],
    ['NO', '151', '0151'],
    ['PL', '1001', '01-001'],
  ])('D1: in %s, %s lost its zero: %s', (code, text, form) => {
    expect(withLostZero(country(code), text)).toBe(form);
  });

  test.each([
    ['GB', '25'],
    ['CA', '1067'],
    ['US', '12'],
    ['US', 'ABCD'],
    ['HK', '123'],
  ])('D1: in %s, %s lost nothing that could be put back', (code, text) => {
    expect(withLostZero(country(code), text)).toBeNull();
  });
});

describe('countryByPostal', () => {
  test.each([
    ['K1A 0B1', 'CA'],
    ['k1a0b1', 'CA'],
    ['SW1A 1AA', 'GB'],
    ['1234 AB', 'NL'],
    ['154-0023', 'JP'],
    ['01310-100', 'BR'],
    ['1100-148', 'PT'],
    ['00-950', 'PL'],
    ['62701-1234', 'US'],
    ['D02 AF30', 'IE'],
  ])('D24: %s is a code of %s alone', (text, code) => {
    expect(countryByPostal(text)).toBe(code);
  });

  test.each(['10115', '1010', '110001', 'AB', ''])('D24: %j could be of many countries', (text) => {
    expect(countryByPostal(text)).toBeNull();
  });
});
