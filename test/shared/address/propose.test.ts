import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkAddress } from '../../../shared/address/check.ts';
import { allCountries } from '../../../shared/address/countries.ts';
import {
  type AddressRecord,
  COLUMN_OF,
  type FindingKind,
  type Proposal,
} from '../../../shared/address/finding.ts';
import { FINDING_KINDS } from '../../../shared/address/kinds.ts';
import { reviewAddress } from '../../../shared/address/propose.ts';
import { explain, type ReasonCode } from '../../../shared/plan/reasons.ts';
import { anyText } from '../source/any-text.ts';
import { BERLIN, kinds, only, RIGHT, review } from './fixtures.ts';

/** One address a kind: what finds it, its reason code, what is proposed, and whether it may be taken for all. */
const SAMPLES: readonly (readonly [
  FindingKind,
  ReasonCode,
  Partial<AddressRecord>,
  Proposal | null,
  boolean,
  string,
])[] = [
  ['missing', 'address.missing', { city: '' }, null, false, 'B20'],
  ['country-unknown', 'address.country-unknown', { country: 'Germoney' }, null, false, 'D5'],
  [
    'country-unknown',
    'address.country-unknown',
    { country: 'California', state: '' },
    { Country: 'US', 'State/Province': 'CA' },
    false,
    'D5',
  ],
  ['country-name', 'address.form', { ...BERLIN, country: 'Deutschland' }, { Country: 'DE' }, true, 'D5'],
  ['country-name', 'address.form', { country: 'U.S.A.' }, { Country: 'US' }, true, 'D5'],
  ['country-name', 'address.country-unknown', { ...BERLIN, country: 'Saksa' }, { Country: 'DE' }, true, 'D5'],
  ['country-postal', 'address.mismatch', { postal: 'K1A 0B1', state: 'ON' }, { Country: 'CA' }, true, 'D24'],
  ['country-postal', 'address.mismatch', { postal: 'K1A 0B1' }, { Country: 'CA' }, false, 'D24'],
  [
    'country-postal',
    'address.mismatch',
    { country: 'CA', state: 'CA', postal: '90210' },
    { Country: 'US' },
    true,
    'D24',
  ],
  [
    'territory',
    'address.territory',
    { ...BERLIN, country: 'ES', state: 'GC', postal: '35001' },
    null,
    false,
    'D23',
  ],
  ['postal-invalid', 'address.invalid', { postal: 'ABCDE' }, null, false, 'B20'],
  [
    'postal-zero-lost',
    'address.zip-zero-lost',
    { postal: '2139', state: 'MA', city: 'Boston' },
    { 'Postal code': '02139' },
    true,
    'D1',
  ],
  [
    'postal-zero-lost',
    'address.zip-zero-lost',
    { postal: '2139', state: 'IL' },
    { 'Postal code': '02139' },
    false,
    'D1',
  ],
  [
    'postal-zero-lost',
    'address.zip-zero-lost',
    { ...BERLIN, postal: '1067' },
    { 'Postal code': '01067' },
    true,
    'D1',
  ],
  ['postal-digits', 'address.invalid', { postal: '627O1' }, { 'Postal code': '62701' }, true, 'D2'],
  [
    'postal-form',
    'address.form',
    { country: 'CA', state: 'ON', postal: 'k1a0b1' },
    { 'Postal code': 'K1A 0B1' },
    true,
    'D2',
  ],
  ['postal-prefix', 'address.form', { ...BERLIN, postal: 'D-10115' }, { 'Postal code': '10115' }, true, 'D2'],
  [
    'postal-city',
    'address.form',
    { ...BERLIN, country: 'BD', city: 'Dhaka', postal: 'DHAKA1000' },
    { 'Postal code': '1000' },
    true,
    'D2',
  ],
  [
    'postal-filler',
    'address.form',
    { country: 'HK', state: 'Kowloon', postal: '00000' },
    { 'Postal code': '' },
    true,
    'D3',
  ],
  [
    'postal-elsewhere',
    'address.missing',
    { ...BERLIN, city: '10115 Berlin', postal: '' },
    { City: 'Berlin', 'Postal code': '10115' },
    true,
    'D2',
  ],
  [
    'postal-elsewhere',
    'address.missing',
    { city: 'Springfield, IL 62701', postal: '', state: '' },
    { City: 'Springfield', 'Postal code': '62701', 'State/Province': 'IL' },
    true,
    'D2',
  ],
  [
    'postal-elsewhere',
    'address.invalid',
    { ...BERLIN, city: '10115', postal: 'Berlin' },
    { City: 'Berlin', 'Postal code': '10115' },
    false,
    'D2',
  ],
  ['city-extra', 'address.form', { city: 'Springfield, IL' }, { City: 'Springfield' }, true, 'D24'],
  ['city-extra', 'address.form', { ...BERLIN, city: '10115 Berlin' }, { City: 'Berlin' }, true, 'D24'],
  ['city-extra', 'address.form', { ...BERLIN, city: 'Berlin, Germany' }, { City: 'Berlin' }, true, 'D24'],
  ['state-code', 'address.form', { state: 'Illinois' }, { 'State/Province': 'IL' }, true, 'D4'],
  ['state-unknown', 'address.mismatch', { state: 'Bavaria' }, { 'State/Province': 'IL' }, false, 'D24'],
  ['state-from-postal', 'address.missing', { state: '' }, { 'State/Province': 'IL' }, true, 'B20'],
  ['state-postal', 'address.mismatch', { state: 'TX' }, { 'State/Province': 'IL' }, false, 'D24'],
  ['military', 'address.military-carrier', { city: 'APO', state: 'AE', postal: '09128' }, null, false, 'D7'],
  [
    'military-form',
    'address.invalid',
    { ...BERLIN, city: 'APO AE', postal: '09128' },
    { City: 'APO', 'State/Province': 'AE', Country: 'US' },
    true,
    'D7',
  ],
  ['po-box', 'address.po-box', { line1: 'PO Box 12' }, null, false, 'D8'],
  ['locker', 'address.locker', { ...BERLIN, line1: 'Packstation 123', line2: '12345678' }, null, false, 'D9'],
  ['locker-number', 'address.locker-number', { ...BERLIN, line1: 'Packstation 123' }, null, false, 'D9'],
  [
    'line-too-long',
    'address.too-long',
    { line1: '1 Example Street, Building C, fourth floor' },
    { 'Address 1': '1 Example Street, Building C', 'Address 2': 'fourth floor' },
    true,
    'D21',
  ],
  [
    'name-too-long',
    'address.too-long',
    { name: 'Wilhelmina Annegret Konstanze, c/o Seamen’s Home' },
    { Name: 'Wilhelmina Annegret Konstanze', 'Address 2': 'c/o Seamen’s Home' },
    false,
    'D21',
  ],
  [
    'city-too-long',
    'address.too-long',
    { city: 'Llanfairpwllgwyngyllgogerychwyrndrobwll' },
    null,
    false,
    'D21',
  ],
  [
    'letters-not-latin',
    'address.letters',
    { name: 'Иван Щербаков' },
    { Name: 'Ivan Shcherbakov' },
    true,
    'D20',
  ],
  ['letters-no-table', 'address.letters', { name: '山田 太郎' }, null, false, 'D20'],
  ['emoji', 'address.letters', { name: 'Rowan 🕯️ Tate' }, { Name: 'Rowan Tate' }, true, 'D20'],
  [
    'text-damaged',
    'address.letters',
    { ...BERLIN, city: 'MÃ¼nchen', postal: '80331' },
    { City: 'München' },
    true,
    'D20',
  ],
  [
    'text-damaged',
    'address.letters',
    { ...BERLIN, city: 'M\ufffdnchen', postal: '80331' },
    null,
    false,
    'D20',
  ],
  [
    'newline',
    'address.newline',
    { line1: '1 Example Street\nFlat 3' },
    { 'Address 1': '1 Example Street', 'Address 2': 'Flat 3' },
    true,
    'D22',
  ],
  ['spaces', 'address.form', { city: ' Spring  field ' }, { City: 'Spring field' }, true, 'D22'],
  ['line-repeated', 'address.form', { line2: 'SPRINGFIELD' }, { 'Address 2': '' }, true, 'D25'],
  ['placeholder', 'address.suspicious', { line1: 'same as before' }, null, false, 'D25'],
  ['placeholder', 'address.suspicious', { line2: 'N/A' }, { 'Address 2': '' }, true, 'D25'],
  ['house-number', 'address.house-number', { ...BERLIN, line1: 'Lindenweg' }, null, false, 'D25'],
  ['name-form', 'address.name', { name: 'Ash' }, null, false, 'D19'],
  ['name-form', 'address.name', { name: 'A. B.' }, null, false, 'D19'],
  [
    'phone-form',
    'address.form',
    { ...BERLIN, phone: '0170 1234567' },
    { Phone: '+491701234567' },
    true,
    'D18',
  ],
  ['phone-invalid', 'address.phone', { phone: '12345' }, null, false, 'D17'],
  ['phone-fake', 'address.phone-fake', { phone: '0000000' }, null, false, 'D17'],
  [
    'tax-id-missing',
    'recipient.tax-id-missing',
    { country: 'BR', state: 'SP', postal: '01310-100' },
    null,
    false,
    'E9',
  ],
  [
    'tax-id-form',
    'address.form',
    { country: 'KR', state: 'Seoul', postal: '03051', taxId: 'p1234 5678 9012' },
    { 'Tax ID': 'P123456789012' },
    true,
    'E9',
  ],
  [
    'tax-id-format',
    'recipient.tax-id-format',
    { country: 'KR', state: 'Seoul', postal: '03051', taxId: '123456789012' },
    { 'Tax ID': 'P123456789012' },
    false,
    'E9',
  ],
  [
    'tax-id-format',
    'recipient.tax-id-format',
    { country: 'BR', state: 'SP', postal: '01310-100', taxId: '1234567890' },
    { 'Tax ID': '01234567890' },
    false,
    'E9',
  ],
];

describe('reviewAddress', () => {
  test('a whole address has nothing to look at', () => {
    expect(reviewAddress(RIGHT)).toEqual({ result: 'ok', country: 'US', findings: [] });
    expect(reviewAddress(BERLIN)).toEqual({ result: 'ok', country: 'DE', findings: [] });
  });

  test.each(
    SAMPLES.map(([kind, code, change, proposal, sure, number]) => ({
      number,
      kind,
      code,
      change,
      proposal,
      sure,
    })),
  )('$number: $kind for $change', ({ kind, code, change, proposal, sure }) => {
    const found = only(review(change), kind);
    expect(found).toMatchObject({ code, proposal, sure });
    const { sentence, next } = explain(code, found.detail);
    expect(sentence).not.toContain('{detail}');
    expect(next).not.toBe('');
  });

  test.each([
    ['Ash', 'one word'],
    ['A. B.', 'initials'],
    ['Quill & Lantern Games, LLC', 'a company'],
    ['Leuchtturm GmbH', 'a company'],
    ['ana@example.com', 'an e-mail address'],
    ['12345', 'no letters'],
  ])('D19: %s is %s', (name, why) => {
    expect(only(review({ name }), 'name-form').detail).toBe(`${name} is ${why}`);
  });

  test.each(['Ana Berg', 'Ana Berg, Quill LLC', '山田太郎', '서연', 'Li Na', 'J. Berg', 'María del Mar'])(
    'D19: %s is a name',
    (name) => {
      expect(kinds(review({ name }))).not.toContain('name-form');
    },
  );

  test('D16: a blank phone matters only to a carrier that asks for one', () => {
    expect(kinds(review({ phone: '' }))).toEqual([]);
    expect(kinds(review({ phone: '' }, { carrier: 'USPS' }))).toEqual([]);
    expect(review({ phone: '' }, { carrier: 'DHL Express' })).toMatchObject([
      { kind: 'phone-missing', code: 'address.phone-missing', field: 'Phone' },
    ]);
  });

  test('every kind has its words and a sample', () => {
    const sampled = new Set<string>([...SAMPLES.map(([kind]) => kind), 'phone-missing']);
    expect(Object.keys(FINDING_KINDS).filter((kind) => !sampled.has(kind))).toEqual([]);
    for (const { label, sentence } of Object.values(FINDING_KINDS)) {
      expect(label.length).toBeLessThan(28);
      expect(sentence).toMatch(/\.$/);
    }
  });

  /** The address with a proposal taken. */
  const taken = (address: AddressRecord, proposal: Proposal): AddressRecord => {
    const next: Record<string, string> = { ...address };
    for (const [key, column] of Object.entries(COLUMN_OF)) next[key] = proposal[column] ?? next[key] ?? '';
    return { ...address, ...next };
  };

  test.each(
    SAMPLES.filter(([, , , proposal]) => proposal).map(([kind, , change, proposal]) => ({
      kind,
      change,
      proposal,
    })),
  )('D27: $kind for $change is settled by its proposal', ({ kind, change, proposal }) => {
    const address = { ...RIGHT, ...change };
    const after = taken(address, proposal ?? {});
    expect(kinds(reviewAddress(after).findings)).not.toContain(kind);
  });

  test('D20: accents stay for people, and go for a carrier that has ASCII alone', () => {
    const change = { ...BERLIN, name: 'Jürgen Müller', city: 'Köln', postal: '50667' };
    expect(kinds(review(change))).toEqual([]);
    expect(kinds(review(change, { carrier: 'UPS' }))).toEqual(['phone-missing']);
    expect(only(review(change, { letters: 'ascii' }), 'letters-not-latin').proposal).toEqual({
      Name: 'Juergen Mueller',
      City: 'Koeln',
    });
    expect(only(review({ name: 'Łukasz Żak' }, { carrier: 'UPS' }), 'letters-not-latin').proposal).toEqual({
      Name: 'Lukasz Zak',
    });
  });

  test('D21: the lengths are those of the carrier', () => {
    const line1 = '12 Old Orchard Road at the very Old Mill';
    expect(kinds(review({ line1 }))).toEqual(['line-too-long']);
    expect(kinds(review({ line1 }, { carrier: 'USPS' }))).toEqual([]);
    const name = 'Anna-Maria von Hohenfels';
    expect(kinds(review({ name: `${name} II` }, { carrier: 'Royal Mail' }))).toEqual(['name-too-long']);
  });

  test('D22: a whole address in one cell is parted', () => {
    const change = { line1: '1 Example Street, Springfield, IL 62701', city: '', state: '', postal: '' };
    expect(only(review(change), 'newline')).toMatchObject({
      proposal: {
        'Address 1': '1 Example Street',
        'Address 2': '',
        City: 'Springfield',
        'State/Province': 'IL',
        'Postal code': '62701',
      },
      sure: false,
    });
    const lines = {
      ...BERLIN,
      line1: 'Lindenweg 5\nHinterhaus\n10115 Berlin\nGermany',
      city: '',
      postal: '',
    };
    expect(only(review(lines), 'newline').proposal).toEqual({
      'Address 1': 'Lindenweg 5',
      'Address 2': 'Hinterhaus',
      City: 'Berlin',
      'Postal code': '10115',
    });
  });

  test('D23: the territory is named with its rule', () => {
    const { detail } = only(review({ ...BERLIN, country: 'GB', postal: 'BT1 5GS' }), 'territory');
    expect(detail).toMatch(/^Northern Ireland, /);
  });

  test('several things wrong in one address are all found', () => {
    const found = review({
      name: 'ash',
      line2: 'n/a',
      city: 'Springfield, IL',
      state: 'illinois',
      postal: '62701.0',
      country: 'usa',
      phone: '123',
    });
    expect(kinds(found).sort()).toEqual(
      [
        'city-extra',
        'country-name',
        'name-form',
        'phone-invalid',
        'placeholder',
        'postal-form',
        'state-code',
      ].sort(),
    );
  });

  test('every problem of the server is one of the page, unless the page reads the country better', () => {
    const code = fc.constantFrom(...allCountries().keys());
    const text = fc.oneof(
      anyText,
      fc.constantFrom('', 'N/A', '12345', 'K1A0B1', 'PO Box 3', 'Berlin', 'APO', 'AE'),
    );
    fc.assert(
      fc.property(text, text, text, text, code, (line1, city, state, postal, country) => {
        const address = { ...RIGHT, line1, city, state, postal, country };
        const server = checkAddress(address);
        const page = reviewAddress(address);
        const count = (findings: typeof server.findings) =>
          findings.filter((f) => f.level === 'problem').length;
        expect(page.country).toBe(server.country);
        // Cleaning may settle what the server finds in the raw text, never add to it.
        expect(count(page.findings)).toBeLessThanOrEqual(count(server.findings) + 1);
        for (const { proposal, sure } of page.findings) if (sure) expect(proposal).not.toBeNull();
      }),
      { numRuns: 300 },
    );
  });
});
