import { describe, expect, test } from 'vitest';
import { limitsOf } from '../../../shared/address/carrier-limits.ts';
import { readPhone } from '../../../shared/address/phones.ts';
import { isFakePhone, isFiller, isNothing, isPlaceholder } from '../../../shared/address/placeholder.ts';
import { stateByPostal, stateOf } from '../../../shared/address/states.ts';
import { compactTaxId, taxIdFits } from '../../../shared/address/tax-ids.ts';
import { anyTaxIdRule } from '../../../shared/address/tax-ids-more.ts';
import { territoryOf } from '../../../shared/address/territories.ts';
import { facts } from '../source/facts.ts';
import { FACTS } from './fixtures.ts';

describe('stateOf', () => {
  const TABLE = 'US CA AU BR MX IN IT ES JP KR TW MY RU UA TR AR'.split(' ');

  test.each(TABLE)('knows each state of %s by every name of the reference data', (code) => {
    const fact = FACTS.find(([c]) => c === code)?.[1];
    const names = [fact?.sub_keys, fact?.sub_names, fact?.sub_lnames].flatMap(
      (list) => list?.split('~') ?? [],
    );
    expect(names.length).toBeGreaterThan(8);
    const unknown = names.filter((name) => !stateOf(code, name) && !/Armed Forces/.test(name));
    expect(unknown).toEqual([]);
  });

  test.each([
    ['US', 'California', 'CA'],
    ['US', 'ca', 'CA'],
    ['US', 'Calif.', 'CA'],
    ['US', 'N.Y.', 'NY'],
    ['US', 'D.C.', 'DC'],
    ['US', 'Washington DC', 'DC'],
    ['US', 'State of New York', 'NY'],
    ['US', 'Puerto Rico', 'PR'],
    ['US', 'Armed Forces Europe', 'AE'],
    ['CA', 'Québec', 'QC'],
    ['CA', 'Quebec', 'QC'],
    ['CA', 'B.C.', 'BC'],
    ['CA', 'Newfoundland', 'NL'],
    ['AU', 'new south wales', 'NSW'],
    ['BR', 'Sao Paulo', 'SP'],
    ['MX', 'Ciudad de Mexico', 'CDMX'],
    ['MX', 'Nuevo León', 'N.L.'],
    ['MX', 'NL', 'N.L.'],
    ['IN', 'MH', 'Maharashtra'],
    ['IN', 'Orissa', 'Odisha'],
    ['IT', 'Roma', 'RM'],
    ['IT', 'Provincia di Milano', 'MI'],
    ['IT', 'Florence', 'FI'],
    ['ES', 'Vizcaya', 'BI'],
    ['ES', 'Bizkaia', 'BI'],
    ['JP', 'Tokyo', '東京都'],
    ['JP', 'Tokyo-to', '東京都'],
    ['JP', 'Osaka-fu', '大阪府'],
    ['JP', 'Kanagawa Prefecture', '神奈川県'],
    ['KR', 'Gyeonggi', '경기도'],
    ['KR', '서울', '서울특별시'],
    ['TW', 'Taipei', '台北市'],
    ['MY', 'Penang', 'Pulau Pinang'],
    ['RU', 'Московская область', 'Московская'],
    ['UA', 'Kyiv city', 'місто Київ'],
    ['AR', 'CABA', 'Ciudad Autónoma de Buenos Aires'],
  ])('in %s, %s is %s', (country, text, form) => {
    expect(stateOf(country, text)?.form).toBe(form);
  });

  test.each([
    ['US', 'Bavaria'],
    ['US', 'XX'],
    ['US', ''],
    ['CA', 'California'],
    ['AU', 'New Zealand'],
    ['FR', 'Île-de-France'],
    ['JP', 'Seoul'],
  ])('in %s, %j is none of the table', (country, text) => {
    expect(stateOf(country, text)).toBeNull();
  });

  test('a region of Italy or Spain is accepted, and is no form to propose', () => {
    expect(stateOf('IT', 'Lombardia')?.form).toBe('');
    expect(stateOf('ES', 'Andalucía')?.form).toBe('');
  });
});

describe('stateByPostal', () => {
  test.each([
    ['US', '62701', 'IL'],
    ['US', '00901', 'PR'],
    ['US', '09128', 'AE'],
    ['CA', 'K1A0B1', null],
    ['CA', 'M5V3L9', 'ON'],
    ['AU', '2000', 'NSW'],
    ['BR', '01310100', 'SP'],
    ['MX', '06000', 'CDMX'],
    ['IT', '00184', 'RM'],
    ['ES', '28001', 'M'],
    ['JP', '1000001', '東京都'],
    ['IN', '560001', 'Karnataka'],
    ['US', '00000', null],
    ['DE', '10115', null],
  ])('in %s, %s lies in %s', (country, postal, form) => {
    expect(stateByPostal(country, postal)?.form ?? null).toBe(form);
  });

  test('the examples of the reference data lie in the state that it says, or in several', () => {
    let told = 0;
    for (const code of ['US', 'CA', 'AU', 'BR', 'MX', 'JP', 'ES', 'TR']) {
      const fact = FACTS.find(([c]) => c === code)?.[1];
      const keys = fact?.sub_keys?.split('~') ?? [];
      const zips = fact?.sub_zips?.split('~') ?? [];
      for (const example of fact?.zipex?.split(',') ?? []) {
        const found = stateByPostal(code, example.replace(/[ -]/g, ''));
        const said = keys.filter((_, i) => new RegExp(`^(?:${zips[i]})`).test(example));
        if (!found) continue;
        told++;
        expect(said, `${code} ${example}`).toEqual([found.form]);
      }
    }
    expect(told).toBeGreaterThan(15);
  });
});

describe('territoryOf', () => {
  test.each([
    ['GB', 'BT1 5GS', 'Northern Ireland'],
    ['GB', 'JE2 3QA', 'Jersey'],
    ['ES', '35001', 'Canary Islands'],
    ['ES', '38001', 'Canary Islands'],
    ['ES', '51001', 'Ceuta'],
    ['ES', '52001', 'Melilla'],
    ['FI', '22100', 'Åland'],
    ['AX', '22100', 'Åland'],
    ['IT', '23041', 'Livigno'],
    ['IT', '22061', 'Campione d’Italia'],
    ['DE', '78266', 'Büsingen'],
    ['CH', '8238', 'Büsingen'],
    ['DE', '27498', 'Heligoland'],
    ['FR', '97110', 'Guadeloupe'],
    ['FR', '97400', 'Réunion'],
    ['FR', '98800', 'New Caledonia'],
    ['RE', '', 'Réunion'],
    ['GR', '630 86', 'Mount Athos'],
    ['NO', '9170', 'Svalbard and Jan Mayen'],
    ['TR', '99010', 'Northern Cyprus'],
    ['US', '00901', 'Puerto Rico'],
    ['PR', '00901', 'Puerto Rico'],
    ['US', '96910', 'Guam or the Northern Marianas'],
  ])('D23: %s %s is %s', (country, postal, name) => {
    expect(territoryOf(country, postal)?.name).toBe(name);
  });

  test.each([
    ['GB', 'SW1A 1AA'],
    ['GB', 'B1 1AA'],
    ['ES', '28001'],
    ['FI', '00100'],
    ['IT', '23040'],
    ['DE', '78267'],
    ['FR', '75001'],
    ['US', '10001'],
    ['US', ''],
    ['ZZ', '1'],
  ])('D23: %s %s has the rules of its country', (country, postal) => {
    expect(territoryOf(country, postal)).toBeNull();
  });
});

describe('readPhone', () => {
  test.each([
    ['DE', '0170 1234567', '+491701234567'],
    ['DE', '0049 170 1234567', '+491701234567'],
    ['DE', '491701234567', '+491701234567'],
    ['DE', '+49 (0) 170 1234567', '+491701234567'],
    ['DE', 'Tel.: 030/1234567', '+49301234567'],
    ['GB', '07700 900123', '+447700900123'],
    ['GB', '+44 07700 900123', '+447700900123'],
    ['GB', '447700900123', '+447700900123'],
    ['FR', '06 12 34 56 78', '+33612345678'],
    ['IT', '06 6982 1234', '+390669821234'],
    ['ES', '612 345 678', '+34612345678'],
    ['JP', '090-1234-5678', '+819012345678'],
    ['AU', '0412 345 678', '+61412345678'],
    ['HU', '06 30 123 4567', '+36301234567'],
    ['RU', '8 912 345-67-89', '+79123456789'],
    ['BR', '(11) 91234-5678', '+5511912345678'],
    ['PL', '０５０１２３４５６７', '+48501234567'],
    ['US', '011 44 7700 900123', '+447700900123'],
    ['GB', '020 7946 0123 ext. 12', '+442079460123 ext. 12'],
  ])('D18: in %s, %s is %s', (country, text, form) => {
    expect(readPhone(text, country)).toEqual({ is: 'other-form', form });
  });

  test.each([
    ['US', '503-555-0123'],
    ['US', '(503) 555-0123'],
    ['US', '1-503-555-0123'],
    ['US', '+1 503 555 0123'],
    ['CA', '416 555 0123'],
    ['DE', '+49 170 1234567'],
    ['DE', '+491701234567'],
    ['DE', '+44 7700 900123'],
    ['US', '503-555-0123 x12'],
  ])('D18: in %s, %s stays as it is', (country, text) => {
    expect(readPhone(text, country)).toEqual({ is: 'right' });
  });

  test.each([
    ['DE', '4.91701E+11', 'damaged by a spreadsheet program'],
    ['DE', '0170 1234567 / 030 1234567', 'two numbers in one cell'],
    ['US', '555-0123', '7 digits instead of ten'],
    ['US', '123', 'too short'],
    ['GB', '+44 7700 900', '7 digits behind +44'],
    ['FR', '06 12 34 56', '8 digits'],
    ['US', 'call me', 'letters in a number'],
    ['DE', '+49 170 1234567890123456', 'too long'],
  ])('D17: in %s, %s is wrong: %s', (country, text, why) => {
    expect(readPhone(text, country)).toEqual({ is: 'wrong', why });
  });
});

describe('isFakePhone', () => {
  test.each([
    ['US', '555-555-1212'],
    ['US', '(503) 555-1212'],
    ['US', '555 123 4567'],
    ['US', '+1 555 123 4567'],
    ['DE', '0000000'],
    ['DE', '1111111111'],
    ['DE', '07000000000'],
    ['DE', '1234567'],
    ['DE', '123-456-7890'],
    ['DE', '0987654321'],
    ['DE', '000'],
  ])('D17: in %s, %s is nobody’s', (country, text) => {
    expect(isFakePhone(text, country)).toBe(true);
  });

  test.each([
    ['US', '503-555-0123'],
    ['MX', '555 123 4567'],
    ['DE', '+49 170 1234567'],
    ['GB', '07700 900123'],
    ['FR', '06 00 00 00 12'],
    ['DE', ''],
  ])('D17: in %s, %j may be somebody’s', (country, text) => {
    expect(isFakePhone(text, country)).toBe(false);
  });
});

describe('placeholders', () => {
  test.each([
    'asdf',
    'ASDF',
    'Same as before',
    'same as above!',
    'aaaa',
    'abababab',
    'xyxyxy',
    'test',
    'siehe oben',
    'idem',
    '同上',
  ])('D25: %j stands for nothing', (text) => {
    expect(isPlaceholder(text)).toBe(true);
  });

  test.each(['N/A', 'n.a.', '-', '--', 'none', 'XXX', '00000', 'keine', '.', '?'])(
    'D25: %j says that there is nothing',
    (text) => {
      expect(isFiller(text)).toBe(true);
    },
  );

  test.each([
    '',
    'Asda Street 5',
    'Testorf',
    'Samedan',
    'Nano',
    'Bobo',
    '5',
    '1 Same Street',
    'Anna',
    'Aa',
    'Å',
    'Baden-Baden',
  ])('D25: %j is an answer', (text) => {
    expect(isPlaceholder(text) || isFiller(text)).toBe(false);
  });

  test('blank, signs alone and N/A are as good as blank; a word is not', () => {
    expect(['', ' - ', 'N/A', '00000'].map(isNothing)).toEqual([true, true, true, true]);
    expect(['None', 'Å', '0a', 'Na'].map(isNothing)).toEqual([false, false, false, false]);
  });
});

describe('anyTaxIdRule', () => {
  const fits = (country: string, text: string): boolean => {
    const rule = anyTaxIdRule(country);
    if (!rule) throw new Error(country);
    return taxIdFits(rule, compactTaxId(rule, text));
  };
  test.each([
    ['AR', '20-12345678-6', '20-12345678-5'],
    ['AR', '12.345.678', '12345'],
    ['CL', '12.345.678-5', '12.345.678-6'],
    ['CL', '10.000.013-K', '10.000.013-1'],
    ['CN', '11010519491231002X', '110105194912310021'],
    ['CO', '900123456', '12345'],
    ['EC', '1710034065', '1710034066'],
    ['ID', '3171234567890123', '317123456789'],
    ['IL', '123456782', '123456783'],
    ['IN', 'ABCDE1234F', 'ABCD1234F'],
    ['KZ', '900101354006', '900101354007'],
    ['MX', 'GODE561231GR8', 'GODE561231'],
    ['PE', '20100070970', '20100070971'],
    ['RU', '500100732259', '500100732258'],
    ['RU', '7707083893', '7707083894'],
    ['TR', '10000000146', '10000000147'],
    ['TW', 'A123456789', 'A123456788'],
    ['UA', '1759013776', '1759013777'],
    ['ZA', '8001015009087', '8001015009088'],
  ])('E9: in %s, %s passes and %s does not', (country, right, wrong) => {
    expect([fits(country, right), fits(country, wrong)]).toEqual([true, false]);
  });

  test('E9: a country that asks for none has no rule', () => {
    expect(['DE', 'US', 'GB', ''].map(anyTaxIdRule)).toEqual([null, null, null, null]);
  });
});

describe('limitsOf', () => {
  test('D21: the figures are those of the reference data', () => {
    const { carriers } = facts('carrier-limits.json') as {
      carriers: Record<string, Record<string, unknown>>;
    };
    const ours = {
      ups: 'UPS',
      dhl_express: 'DHL Express',
      canada_post: 'Canada Post',
      fedex: 'FedEx',
      usps: 'USPS',
      royal_mail: 'Royal Mail',
      dpd: 'DPD',
    };
    for (const [key, name] of Object.entries(ours)) {
      const fact = carriers[key];
      const limits = limitsOf(name);
      expect([fact?.name ?? fact?.full_name, fact?.line], name).toEqual([limits.name, limits.line]);
      expect(String(fact?.trust).startsWith(limits.trust), name).toBe(true);
    }
  });

  test('D21: a carrier that is not known has the strictest lengths', () => {
    expect(limitsOf(undefined)).toMatchObject({ name: 35, line: 35, city: 30 });
    expect(limitsOf('Some Post')).toEqual(limitsOf(undefined));
  });
});
