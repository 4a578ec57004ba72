/** Looks up countries, by code and by the names that people write. */
import { ALIAS_LINES } from './country-aliases.ts';
import { COUNTRY_LINES, GB_POSTAL } from './country-table.ts';

/** Fields that a country can require. */
export type RequiredField = 'line1' | 'city' | 'state' | 'postal';

export interface Country {
  /** ISO 3166, two letters. */
  readonly code: string;
  readonly name: string;
  readonly requires: readonly RequiredField[];
  /** For `compactPostal` text; null where no postal code exists. */
  readonly postal: RegExp | null;
  /** Where the written form is parted: after so many characters, or before so many from the end. */
  readonly parted: { readonly at: number; readonly fromEnd: boolean; readonly with: string } | null;
  /** A postal code of this country, for messages; empty where there is none. */
  readonly example: string;
}

const FIELD: Readonly<Record<string, RequiredField>> = { A: 'line1', C: 'city', S: 'state', Z: 'postal' };
const USUAL = 'AC';

const MARKS = /[\u0300-\u036f]/g;
const OTHER = /[^\p{L}\p{N}\p{M}]+/gu;

/** A name for comparison: lower case, Latin letters without accents, one space for anything between words. */
export const plainName = (text: string): string =>
  text.normalize('NFKD').replace(MARKS, '').normalize('NFC').toLowerCase().replace(OTHER, ' ').trim();

/** A postal code for comparison: upper case, without spaces and dashes of any kind, full-width digits as plain. */
export const compactPostal = (text: string): string =>
  COMPACT.test(text)
    ? text
    : text
        .normalize('NFKC')
        .toUpperCase()
        .replace(/[\s\u200b\u2010-\u2015\u2212-]+/g, '');
/** Most codes are so already. */
const COMPACT = /^[\dA-Z]+$/;

function countryOf(line: string): Country {
  const [code = '', , name = '', required = '', postal = '', parted = '', example = ''] = line.split(';');
  const source = postal === '@GB' ? GB_POSTAL : /^\d$/.test(postal) ? `\\d{${postal}}` : postal;
  const where = /^(e?)(\d)(.)$/.exec(parted);
  return {
    code,
    name,
    requires: [...(required || USUAL)].flatMap((f) => FIELD[f] ?? []),
    postal: source === '' ? null : new RegExp(`^(?:${source})$`),
    parted: where ? { at: Number(where[2]), fromEnd: where[1] === 'e', with: where[3] ?? '' } : null,
    example,
  };
}

const lines = (text: string): string[] => text.split('\n').filter((l) => l !== '');

let countries: ReadonlyMap<string, Country> | null = null;
let names: ReadonlyMap<string, string> | null = null;

/** All countries by code. Made on the first call: a menu that needs no address pays nothing. */
export function allCountries(): ReadonlyMap<string, Country> {
  countries ??= new Map(lines(COUNTRY_LINES).map((line) => [line.slice(0, 2), countryOf(line)]));
  return countries;
}

function codesByName(): ReadonlyMap<string, string> {
  if (names) return names;
  const map = new Map<string, string>();
  for (const line of lines(ALIAS_LINES)) {
    const [code = '', list = ''] = line.split(';');
    for (const name of list.split(',')) map.set(name, code);
  }
  for (const line of lines(COUNTRY_LINES)) {
    const [code = '', three = '', name = ''] = line.split(';');
    map.set(plainName(name), code);
    map.set(three.toLowerCase(), code);
  }
  // Two letters last: they win over any name.
  for (const code of allCountries().keys()) map.set(code.toLowerCase(), code);
  map.set('uk', 'GB');
  names = map;
  return map;
}

/** "Republic of Korea" stands in the table; "Kingdom of Belgium" and its like need no line of their own. */
const STYLE =
  /^(?:the )?(?:(?:federal|federative|democratic|socialist|islamic|hashemite|grand) )*(?:republic|kingdom|commonwealth|principality|federation|sultanate|duchy) of (?:the )?/;

/**
 * The ISO code of a country by its code, its English name or another name of the table, also with the code beside the
 * name ("Germany (DE)") or the state's style before it ("Kingdom of Belgium"); null when the text is none of them.
 * Nothing is taken by likeness (D5).
 */
export function countryCode(text: string): string | null {
  // Most files hold two letters; normalising a name takes a microsecond.
  if (text.length === 2 && allCountries().has(text)) return text;
  const byName = codesByName();
  const plain = plainName(text);
  const found =
    byName.get(plain) ?? byName.get(plain.replace(STYLE, '')) ?? byName.get(plain.replace(/^the /, ''));
  if (found) return found;
  const twice = /^(\S{2,3}) (.+)$/.exec(plain) ?? /^(.+) (\S{2,3})$/.exec(plain);
  const one = byName.get(twice?.[1] ?? '');
  return one && one === byName.get(twice?.[2] ?? '') ? one : null;
}

export const countryName = (code: string): string => allCountries().get(code)?.name ?? code;
