import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkAddress } from '../../../shared/address/check.ts';
import { allCountries, countryCode } from '../../../shared/address/countries.ts';
import type { AddressRecord, FindingKind } from '../../../shared/address/finding.ts';
import type { ReasonCode } from '../../../shared/plan/reasons.ts';
import { anyText } from '../source/any-text.ts';
import { BERLIN, country, kinds, only, RIGHT } from './fixtures.ts';

const check = (change: Partial<AddressRecord>) => checkAddress({ ...RIGHT, ...change });

describe('checkAddress', () => {
  test('a whole address passes, with its country and the written form of its postal code', () => {
    expect(check({})).toEqual({ result: 'ok', country: 'US', postal: '62701', findings: [] });
    expect(check({ postal: '627011234', country: 'United States' })).toEqual({
      result: 'ok',
      country: 'US',
      postal: '62701-1234',
      findings: [],
    });
  });

  test.each([
    ['CA', 'K1A0B1', 'K1A 0B1'],
    ['GB', 'SW1A1AA', 'SW1A 1AA'],
    ['GB', 'bfpo61', 'BFPO 61'],
    ['NL', '1234ab', '1234 AB'],
    ['DE', 'D-53225', '53225'],
    ['BD', 'Dhaka1000', '1000'],
  ])('D2: in %s the code %s passes as %s', (code, postal, normal) => {
    expect(check({ country: code, postal, city: 'Dhaka', state: 'X' })).toMatchObject({
      country: code,
      postal: normal,
    });
    expect(
      kinds(check({ country: code, postal, city: 'Dhaka' }).findings).filter((k) => k.startsWith('postal')),
    ).toEqual([]);
  });

  test.each(['HK', 'AE', 'QA', 'IE', 'PA'])(
    'D3: %s needs no postal code, and a filler counts as none',
    (code) => {
      for (const postal of ['', 'N/A', '00000', '-']) {
        expect(check({ country: code, postal }).findings.filter((f) => f.field === 'Postal code')).toEqual(
          [],
        );
      }
    },
  );

  test.each(['DE', 'FR', 'GB', 'SE', 'SG'])('D4: %s has no states to fill in', (code) => {
    expect(check({ country: code, state: '', postal: country(code).example })).toMatchObject({
      result: 'ok',
    });
  });

  test.each<[Partial<AddressRecord>, string]>([
    [{ name: ' ' }, 'Name'],
    [{ line1: '' }, 'Address 1'],
    [{ line1: '-' }, 'Address 1'],
    [{ city: 'n/a' }, 'City'],
    [{ state: '' }, 'State/Province'],
    [{ postal: '' }, 'Postal code'],
    [{ postal: 'none' }, 'Postal code'],
    [{ country: '' }, 'Country'],
  ])('B20: an address with %j is refused by the name of the column', (change, field) => {
    const { result, findings } = check(change);
    expect(result).toBe('problem');
    expect(findings).toMatchObject([{ kind: 'missing', code: 'address.missing', field, detail: field }]);
  });

  test('a street in the second line is a street; Singapore needs no city', () => {
    expect(check({ line1: '', line2: '1 Example Street' })).toMatchObject({ result: 'ok' });
    expect(check({ country: 'SG', city: '', state: '', postal: '546080' })).toMatchObject({ result: 'ok' });
  });

  test('B20: a postal code that the country cannot have is refused, with an example', () => {
    expect(only(check({ postal: 'ABCDE' }).findings, 'postal-invalid')).toEqual({
      field: 'Postal code',
      level: 'problem',
      kind: 'postal-invalid',
      code: 'address.invalid',
      detail: 'Postal code ABCDE in United States (a code there looks like 95014)',
      proposal: null,
      sure: false,
    });
  });

  test('D1: a zero lost in front is a problem of its own', () => {
    expect(check({ postal: '2134' }).findings).toMatchObject([
      { kind: 'postal-zero-lost', code: 'address.zip-zero-lost', detail: '2134, not 02134' },
    ]);
  });

  test('D24: a code that only another country writes names that country', () => {
    const found = only(check({ postal: 'K1A 0B1' }).findings, 'country-postal');
    expect(found).toMatchObject({ field: 'Country', level: 'problem', code: 'address.mismatch' });
    expect(found.detail).toContain('Canada');
  });

  test('a letter in the place of a digit is a problem, since the cell goes out as it is', () => {
    expect(check({ postal: '9O2I0' }).findings).toMatchObject([
      { kind: 'postal-digits', code: 'address.invalid', detail: 'Postal code 9O2I0, not 90210' },
    ]);
  });

  test('D5: an unknown country is named, and nothing else is said about such an address', () => {
    expect(check({ country: 'Germoney', postal: '??' })).toMatchObject({
      result: 'problem',
      country: '',
      findings: [
        { kind: 'country-unknown', code: 'address.country-unknown', field: 'Country', detail: 'Germoney' },
      ],
    });
  });

  test.each<[string, Partial<AddressRecord>]>([
    ['a state', { country: 'US', state: 'PR' }],
    ['a state by name', { country: 'US', state: 'Puerto Rico' }],
    ['a country', { country: 'PR', state: '' }],
    ['a country by name with its state', { country: 'Puerto Rico', state: 'PR' }],
  ])('D6: Puerto Rico as %s is one place', (_, change) => {
    expect(check({ ...change, city: 'San Juan', postal: '00901' })).toMatchObject({
      result: 'ok',
      country: 'PR',
    });
  });

  test('D6: Guam and the Virgin Islands need no state beside their country', () => {
    expect(check({ country: 'GU', state: '', city: 'Hagåtña', postal: '96910' })).toMatchObject({
      result: 'ok',
      country: 'GU',
    });
    expect(check({ country: 'VI', state: '', city: 'Christiansted', postal: '00820' })).toMatchObject({
      result: 'ok',
    });
    expect(check({ country: 'US', state: 'GU', city: 'Hagåtña', postal: '96910' })).toMatchObject({
      country: 'GU',
    });
  });

  test.each<[Partial<AddressRecord>, FindingKind, ReasonCode, 'problem' | 'warning']>([
    [{ city: 'APO', state: 'AE', postal: '09128' }, 'military', 'address.military-carrier', 'warning'],
    [{ line1: 'P.O. Box 12' }, 'po-box', 'address.po-box', 'warning'],
    [{ ...BERLIN, line1: 'Packstation 123' }, 'locker-number', 'address.locker-number', 'problem'],
    [{ ...BERLIN, line1: 'Packstation 123', line2: '12345678' }, 'locker', 'address.locker', 'warning'],
    [{ phone: '555-555-1212' }, 'phone-fake', 'address.phone-fake', 'warning'],
    [{ line1: 'same as before' }, 'placeholder', 'address.suspicious', 'warning'],
    [
      { country: 'BR', state: 'SP', postal: '01310-100' },
      'tax-id-missing',
      'recipient.tax-id-missing',
      'warning',
    ],
    [
      { country: 'BR', state: 'SP', postal: '01310-100', taxId: '529.982.247-26' },
      'tax-id-format',
      'recipient.tax-id-format',
      'problem',
    ],
  ])('D7, D8, D9, D17, D25, E9: %j gives %s (%s), a %s', (change, kind, code, level) => {
    const { result, findings } = check(change);
    expect(findings).toMatchObject([{ kind, code, level }]);
    expect(result).toBe(level);
  });

  test('D7: military post under another country must say so, whatever postal code that country has', () => {
    const { findings } = check({ city: 'APO AE', state: '', postal: '09128', country: 'Germany' });
    expect(kinds(findings)).toEqual(['military', 'military-form']);
    expect(only(findings, 'military-form')).toMatchObject({ level: 'problem', code: 'address.invalid' });
  });

  test('D8: the finding names the field that the box stands in', () => {
    expect(check({ line2: 'PO Box 12' }).findings).toMatchObject([{ kind: 'po-box', field: 'Address 2' }]);
    expect(check({ line1: 'PO Box 12' }).findings).toMatchObject([{ kind: 'po-box', field: 'Address 1' }]);
  });

  test('D7: a box of military post is no PO box', () => {
    const { findings } = check({ line1: 'PSC 3 Box 4120', city: 'APO', state: 'AP', postal: '96520' });
    expect(kinds(findings)).toEqual(['military']);
  });

  test.each([
    ['BR', '529.982.247-25'],
    ['BR', '52998224725'],
    ['BR', '11.222.333/0001-81'],
    ['BR', '12.ABC.345/01DE-35'],
    ['BR', 'CPF: 529.982.247-25'],
    ['KR', 'P123456789012'],
    ['KR', 'p1234-5678-9012'],
    ['DE', 'anything'],
  ])('E9: in %s the tax id %s passes', (code, taxId) => {
    const { findings } = check({ country: code, postal: country(code).example, state: 'X', taxId });
    expect(kinds(findings).filter((kind) => kind.startsWith('tax'))).toEqual([]);
  });

  test.each([
    ['BR', '529.982.247-24'],
    ['BR', '111.111.111-11'],
    ['BR', '11.222.333/0001-82'],
    ['BR', '12.ABC.345/01DE-36'],
    ['BR', '123'],
    ['KR', '123456789012'],
    ['KR', 'P12345678901'],
    ['KR', 'A123456789012'],
  ])('E9: in %s the tax id %s is refused', (code, taxId) => {
    const { findings } = check({ country: code, postal: country(code).example, state: 'X', taxId });
    expect(only(findings, 'tax-id-format')).toMatchObject({ level: 'problem', field: 'Tax ID' });
  });

  test('any text is answered, never thrown at, and twice in the same way', () => {
    const code = fc.constantFrom(...allCountries().keys());
    fc.assert(
      fc.property(anyText, anyText, anyText, code, (postal, city, line1, where) => {
        const first = check({ postal, city, line1, country: where });
        expect(check({ postal, city, line1, country: where })).toEqual(first);
        expect(first.country === '').toBe(countryCode(where) === null);
      }),
    );
  });
});
