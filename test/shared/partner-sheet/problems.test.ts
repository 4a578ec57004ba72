import { describe, expect, test } from 'vitest';
import { NEEDED_COLUMNS, SHEET_COLUMNS } from '../../../shared/partner-sheet/columns.ts';
import { defaultPreset, LANGUAGES, type PartnerPreset } from '../../../shared/partner-sheet/preset.ts';
import { parsePreset, presetProblems } from '../../../shared/partner-sheet/problems.ts';
import { ALL } from './samples.ts';

const codes = (preset: PartnerPreset): string[] => presetProblems(preset).map(({ code }) => code);
const renamed = (names: Readonly<Record<string, string>>): PartnerPreset => ({
  ...ALL,
  columns: ALL.columns.map(({ key }) => ({ key, header: names[key] ?? '' })),
});

describe('a preset', () => {
  test.each(LANGUAGES)('that a new sheet begins with is good: %s', (language) => {
    for (const customs of [true, false]) {
      expect(presetProblems(defaultPreset(language, '', { customs }))).toEqual([]);
      const all = { ...ALL, language, customs };
      expect(parsePreset(JSON.parse(JSON.stringify(all)))).toEqual({ ok: true, value: all });
    }
  });

  test.each(NEEDED_COLUMNS)('needs %s', (key) => {
    const columns = ALL.columns.filter((column) => column.key !== key);
    const [problem, ...others] = presetProblems({ ...ALL, columns });
    expect(others).toEqual([]);
    expect(problem?.code).toBe('preset.column-missing');
    expect(problem?.sentence).toMatch(/^The column .+ is missing\..+put it back\.$/);
  });

  test('names a column once', () => {
    const columns = [...ALL.columns, { key: 'city', header: 'Town' } as const];
    expect(presetProblems({ ...ALL, columns })).toEqual([
      { code: 'preset.column-twice', sentence: 'The column City stands there twice. Take one away.' },
    ]);
  });

  test('gives no two columns one header, whatever its case or accents, and counts words of the language', () => {
    expect(codes(renamed({ city: 'Where', state: ' where: ' }))).toEqual(['preset.header-twice']);
    expect(codes(renamed({ batch: 'Carrier' }))).toEqual(['preset.header-twice']);
    expect(codes(renamed({ batch: 'Carrier', carrier: 'By' }))).toEqual([]);
    expect(codes({ ...renamed({ batch: 'Telefon' }), language: 'de' })).toEqual(['preset.header-twice']);
  });

  test('has headers of 60 characters at most', () => {
    expect(codes(renamed({ batch: 'x'.repeat(60) }))).toEqual([]);
    expect(codes(renamed({ batch: 'x'.repeat(61) }))).toEqual(['preset.header-too-long']);
  });

  test('is not compared pair by pair when it is absurdly long', () => {
    const columns = Array.from(
      { length: 2 * SHEET_COLUMNS.length + 1 },
      () => ({ key: 'city', header: '' }) as const,
    );
    expect(codes({ ...ALL, columns })).toEqual(['preset.too-many']);
  });

  test('ships from a country code, or from nowhere that was said', () => {
    expect(codes({ ...ALL, home: 'Germany' })).toEqual(['preset.home']);
    expect(codes({ ...ALL, home: '' })).toEqual([]);
  });

  test('from outside is taken by its shape, and refused with what is wrong', () => {
    const refused = (raw: unknown): string[] => {
      const parsed = parsePreset(raw);
      return parsed.ok ? [] : parsed.problems.map(({ code }) => code);
    };
    expect(refused(null)).toEqual(['preset.unreadable']);
    expect(refused({ ...ALL, columns: [{ key: 'email', header: '' }] })).toEqual(['preset.unreadable']);
    expect(refused({ ...ALL, home: 'x' })).toEqual(['preset.home']);
  });
});
