import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cleanAddress } from '../../../shared/address/clean.ts';
import type { Finding } from '../../../shared/address/finding.ts';
import { isIn, scriptOf, toLatin } from '../../../shared/address/latin.ts';
import { splitPlace } from '../../../shared/address/split.ts';
import { wrapLines } from '../../../shared/address/wrap.ts';
import { anyText } from '../source/any-text.ts';
import { country, kinds, RIGHT } from './fixtures.ts';

describe('toLatin', () => {
  test.each([
    ['RU', 'Иван Щербаков', 'Ivan Shcherbakov'],
    ['RU', 'ул. Юрия Гагарина, д. 5', 'ul. Yuriya Gagarina, d. 5'],
    ['RU', 'ЖУКОВ', 'ZHUKOV'],
    ['RU', 'Жуков Ж.', 'Zhukov Zh.'],
    ['UA', 'Згурський Юрій', 'Zghurskyi Yurii'],
    ['UA', 'Київ', 'Kyiv'],
    ['UA', 'Григорій Їжакевич', 'Hryhorii Yizhakevych'],
    ['BG', 'Щастие Велико Търново', 'Shtastie Veliko Tarnovo'],
    ['RS', 'Београд', 'Beograd'],
    ['GR', 'Νίκος Παπαδάκης', 'Nikos Papadakis'],
    ['GR', 'Ουρανία Ευαγγέλου', 'Ourania Evangelou'],
    ['PL', 'Łukasz Żurawski', 'Lukasz Zurawski'],
    ['CZ', 'Dvořáček', 'Dvoracek'],
    ['TR', 'Çağlar Işıklar', 'Caglar Isiklar'],
    ['VN', 'Đà Nẵng', 'Da Nang'],
    ['IS', 'Þórður Guðmundsson', 'Thordur Gudmundsson'],
    ['DE', 'Jürgen Weiß, Größe Straße', 'Juergen Weiss, Groesse Strasse'],
    ['FR', 'Élodie d’Arcy', "Elodie d'Arcy"],
    ['DK', 'Søren Ångström', 'Soeren Aangstrom'],
    ['SE', 'Åsa Öberg', 'Asa Oberg'],
    ['US', '“Rowan” – Tate…', '"Rowan" - Tate...'],
  ])('D20: in %s, %s becomes %s', (code, text, latin) => {
    expect(toLatin(text, code, 'ascii')).toBe(latin);
  });

  test.each(['山田 太郎', 'ليلى البحري', 'נועה', 'กานดา', '서연', 'სალომე'])(
    'D20: %s has no table, and is never "???"',
    (text) => {
      expect(toLatin(text, 'US', 'latin')).toBeNull();
    },
  );

  test('D20: letters that may stay do stay', () => {
    expect(toLatin('Jürgen Łukasz', 'US', 'latin')).toBe('Jürgen Łukasz');
    expect(toLatin('Jürgen Łukasz', 'US', 'latin-1')).toBe('Jürgen Lukasz');
    expect(toLatin('Jürgen Łukasz', 'US', 'ascii')).toBe('Jurgen Lukasz');
    expect([
      isIn('latin', 'Łukasz’s'),
      isIn('latin-1', 'Łukasz'),
      isIn('latin-1', 'Jürgen'),
      isIn('ascii', 'é'),
    ]).toEqual([true, false, true, false]);
  });

  test('D20: whatever the text, the result holds only letters that may stay', () => {
    fc.assert(
      fc.property(anyText, fc.constantFrom('US', 'DE', 'UA', 'GR'), (text, code) => {
        const latin = toLatin(text, code, 'ascii');
        return latin === null || /^[\0-\x7f]*$/.test(latin);
      }),
    );
  });

  test('scripts have names', () => {
    expect(['Иван', '山田', 'さくら', '서연', 'ليلى', 'ᚠ'].map(scriptOf)).toEqual([
      'Cyrillic',
      'Chinese or Japanese',
      'Japanese',
      'Korean',
      'Arabic',
      'other',
    ]);
  });
});

describe('wrapLines', () => {
  test.each([
    ['1 Example Street, Building C, 4th floor', '', '1 Example Street, Building C', '4th floor'],
    ['Wilhelm-von-Humboldt-Strasse 145 Apartment 12', '', 'Wilhelm-von-Humboldt-Strasse 145', 'Apartment 12'],
    [
      '12 Old Orchard Road at the Old Mill by the River',
      '',
      '12 Old Orchard Road at the Old Mill',
      'by the River',
    ],
    ['12 Old Orchard Road at the Old Mill by', 'Flat 3', '12 Old Orchard Road at the Old Mill', 'by, Flat 3'],
    [
      '5 Mill Lane',
      'Building C of the Harbour Works, third floor',
      '5 Mill Lane, Building C of the',
      'Harbour Works, third floor',
    ],
  ])('D21: "%s" and "%s" become two lines', (line1, line2, first, second) => {
    expect(wrapLines(line1, line2, 35)).toEqual({ line1: first, line2: second, shortened: false });
  });

  test('D21: what fits only with abbreviations says so', () => {
    expect(
      wrapLines('1200 North Boulevard Apartment 1200 Building', '1200 South Boulevard Floor 12', 35)
        ?.shortened,
    ).toBe(true);
  });

  test('D21: what does not fit is left to a person', () => {
    expect(wrapLines('a'.repeat(80), '', 35)).toBeNull();
    expect(wrapLines('word '.repeat(20).trim(), 'word '.repeat(20).trim(), 35)).toBeNull();
  });

  test('D21: no word is ever cut, lost or moved', () => {
    const words = fc.array(fc.stringMatching(/^[A-Za-z0-9]{1,14}$/), { minLength: 1, maxLength: 9 });
    fc.assert(
      fc.property(words, words, (a, b) => {
        const [line1, line2] = [a.join(' '), b.join(' ')];
        const wrapped = wrapLines(line1, line2, 35);
        if (!wrapped || wrapped.shortened) return;
        expect(wrapped.line1.length).toBeLessThanOrEqual(35);
        expect(wrapped.line2.length).toBeLessThanOrEqual(35);
        const all = `${wrapped.line1} ${wrapped.line2}`.replaceAll(',', '').split(' ');
        expect(all).toEqual([...a, ...b]);
      }),
    );
  });
});

describe('splitPlace', () => {
  test.each([
    ['DE', '10115 Berlin', { city: 'Berlin', postal: '10115', state: '' }],
    ['DE', 'Berlin, 10115', { city: 'Berlin', postal: '10115', state: '' }],
    ['DE', 'D-10115 Berlin', { city: 'Berlin', postal: '10115', state: '' }],
    ['US', 'Springfield, IL 62701', { city: 'Springfield', postal: '62701', state: 'IL' }],
    ['US', 'Springfield IL 62701-1234', { city: 'Springfield', postal: '62701-1234', state: 'IL' }],
    ['CA', 'Ottawa, ON K1A 0B1', { city: 'Ottawa', postal: 'K1A 0B1', state: 'ON' }],
    ['GB', 'London SW1A 1AA', { city: 'London', postal: 'SW1A 1AA', state: '' }],
    ['NL', '1012 JS Amsterdam', { city: 'Amsterdam', postal: '1012 JS', state: '' }],
    ['BR', 'São Paulo - SP, 01310-100', { city: 'São Paulo', postal: '01310-100', state: 'SP' }],
    ['PL', '00-950 Warszawa', { city: 'Warszawa', postal: '00-950', state: '' }],
  ])('D22: in %s, "%s" is parted', (code, text, place) => {
    expect(splitPlace(country(code), text)).toEqual(place);
  });

  test.each([
    ['DE', 'Berlin'],
    ['DE', '10115'],
    ['DE', 'Berlin 36'],
    ['HK', 'Kowloon 12345'],
    ['US', 'Route 66'],
  ])('D22: in %s, "%s" is not', (code, text) => {
    expect(splitPlace(country(code), text)).toBeNull();
  });
});

describe('cleanAddress', () => {
  const clean = (name: string) => {
    const findings: Finding[] = [];
    return { name: cleanAddress({ ...RIGHT, name }, findings).name, kinds: kinds(findings) };
  };

  test.each([
    ['Ana  Berg', 'Ana Berg', ['spaces']],
    ['\u00a0Ana\u200b Berg\u200e', 'Ana Berg', ['spaces']],
    ['Ana\tBerg', 'Ana Berg', ['spaces']],
    ['Ana Berg 👩‍👩‍👧 🇩🇪', 'Ana Berg', ['emoji']],
    ['❤️ Ana Berg', 'Ana Berg', ['emoji']],
    ['JosÃ© MuÃ±oz', 'José Muñoz', ['text-damaged']],
    ['Oâ€™Dell', 'O’Dell', ['text-damaged']],
    ['Zażółć', 'Zażółć', []],
    ['Ana™ & Co. ©', 'Ana™ & Co. ©', []],
    ['山田 太郎', '山田 太郎', []],
    ['Ana Berg 5#*', 'Ana Berg 5#*', []],
    ['Ãngela', 'Ãngela', []],
  ])('D20, D22: %j becomes %j', (text, name, found) => {
    expect(clean(text)).toEqual({ name, kinds: found });
  });

  test('D20: a name of emoji alone stays, and is named', () => {
    expect(clean('🕯️')).toEqual({ name: '🕯️', kinds: ['emoji'] });
  });

  test('clean text is the same object again: no row is copied for nothing', () => {
    expect(cleanAddress(RIGHT, [])).toBe(RIGHT);
  });

  test('cleaning twice changes nothing more', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const once = clean(text).name;
        // A repaired text may be damaged twice over; each pass takes one layer.
        return clean(text).kinds.includes('text-damaged') || clean(once).name === once;
      }),
    );
  });
});
