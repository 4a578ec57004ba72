/** What is wrong with a preset, for the person who made it. */
import * as z from 'zod/mini';
import { NEEDED_COLUMNS, SHEET_COLUMNS, type SheetColumn } from './columns.ts';
import { headerOf, headerWord, sameHeader } from './headers.ts';
import { PARTNER_PRESET, type PartnerPreset } from './preset.ts';

/** A longer one is no name any more, and makes a column that nobody can work in. */
const LONGEST_HEADER = 60;

export interface PresetProblem {
  readonly code:
    | 'preset.unreadable'
    | 'preset.too-many'
    | 'preset.home'
    | 'preset.column-missing'
    | 'preset.column-twice'
    | 'preset.header-twice'
    | 'preset.header-too-long';
  /** What is wrong and what to do. */
  readonly sentence: string;
}

/** All that keeps a preset from being used; none for a good one. Headers are compared as they are known again. */
export function presetProblems(preset: PartnerPreset): PresetProblem[] {
  const { columns, home } = preset;
  // Before each pair is compared.
  if (columns.length > 2 * SHEET_COLUMNS.length)
    return [
      {
        code: 'preset.too-many',
        sentence: `There are ${columns.length} columns. Take each of them once at most.`,
      },
    ];
  const problems: PresetProblem[] = [];
  const word = (key: SheetColumn): string => headerWord(key, preset.language);
  if (!/^(?:[A-Z]{2})?$/.test(home))
    problems.push({
      code: 'preset.home',
      sentence: `${home} is no country code. Choose the country that the parcels ship from.`,
    });
  for (const key of NEEDED_COLUMNS) {
    if (!columns.some((column) => column.key === key))
      problems.push({
        code: 'preset.column-missing',
        sentence: `The column ${word(key)} is missing. Without it the sheet cannot work: put it back.`,
      });
  }
  const before: { key: SheetColumn; header: string }[] = [];
  for (const { key, header: own } of columns) {
    const header = own.trim() || word(key);
    const twin = before.find((other) => other.key === key || sameHeader(other.header, header));
    if (twin?.key === key)
      problems.push({
        code: 'preset.column-twice',
        sentence: `The column ${headerOf(key, preset)} stands there twice. Take one away.`,
      });
    else if (twin !== undefined)
      problems.push({
        code: 'preset.header-twice',
        sentence: `Two columns are called ${header}: ${word(twin.key)} and ${word(key)}. Give one another name.`,
      });
    if (header.length > LONGEST_HEADER)
      problems.push({
        code: 'preset.header-too-long',
        sentence: `The name ${header.slice(0, 20)}… has ${header.length} characters. ${LONGEST_HEADER} are the most.`,
      });
    before.push({ key, header });
  }
  return problems;
}

export type ParsedPreset =
  | { readonly ok: true; readonly value: PartnerPreset }
  | { readonly ok: false; readonly problems: readonly PresetProblem[] };

/** A preset from outside (a file, a store), with what is wrong with it. */
export function parsePreset(raw: unknown): ParsedPreset {
  const parsed = z.safeParse(PARTNER_PRESET, raw);
  if (!parsed.success)
    return {
      ok: false,
      problems: [{ code: 'preset.unreadable', sentence: 'This is no preset of a partner sheet.' }],
    };
  const problems = presetProblems(parsed.data);
  return problems.length === 0 ? { ok: true, value: parsed.data } : { ok: false, problems };
}
