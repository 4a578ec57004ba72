/** Postal codes as people write them. */
import { type Country, compactPostal, plainName } from './countries.ts';

/** How the text became a code: what a proposal would change. */
export type PostalReading = {
  /** The country's written form. */
  readonly form: string;
  /**
   * `written`: exactly so. `form`: spaces, dashes, case, signs. `prefix`: the country's letters or a label ("CEP") in
   * front. `place`: the city, state or country beside it. `digits`: O for 0, I for 1, or the other way.
   */
  readonly how: 'written' | 'form' | 'prefix' | 'place' | 'digits';
};

/** Letters of licence plates and other short forms that people put before a postal code, besides the ISO code. */
const PREFIXES: Readonly<Record<string, string>> = {
  AT: 'A AUT',
  BE: 'B BEL',
  CH: 'SUI CHE',
  DE: 'D DEU GER',
  EE: 'EST EESTI',
  ES: 'E ESP SP',
  FI: 'FIN SF',
  FR: 'F FRA',
  GB: 'UK GBR',
  GR: 'EL GRC',
  HU: 'H HUN',
  IT: 'I ITA',
  JP: '〒 JPN',
  LI: 'FL',
  LT: 'LTU',
  LU: 'L LUX',
  MX: 'MEX',
  NL: 'NLD NED HOL',
  NO: 'N NOR',
  PL: 'POL',
  PT: 'P POR',
  RO: 'ROM ROU',
  RU: 'RUS',
  SE: 'S SWE',
  SI: 'SLO SVN',
  SK: 'SVK',
  TR: 'TUR',
  US: 'USA',
};
/** "Postal code" in front of the code, in the languages that print it on forms. */
const LABEL =
  /^(?:〒|ZIP(?:CODE)?|POST(?:AL)?CODE|PLZ|CEP|CAP|C\.?P\.?(?=\d)|PIN(?:CODE)?|PSČ|PSC|ИНДЕКС|ΤΚ|Τ\.Κ\.|邮编|郵編|우편번호)[:.#№]*/;
const SIGNS = /[^\p{L}\p{N}]+/gu;
/** What a spreadsheet program makes of a code that it took for a number. */
const DECIMAL = /^(\d+)\.0+$/;

/**
 * Reads a postal code as people really type it: spaces, dashes and case never matter (D2); the country's letters in
 * front (`SE-114 55`, `D-53225`), a label (`CEP 40301-110`) and the names `around` it, such as its city (`DHAKA1000`), are taken
 * away; O and 0, I and 1 change places where exactly one reading fits. Null when it cannot be a code of this country.
 * Where a country has no codes, any text is one. A lost zero is not put back: see `withLostZero`.
 */
export function readPostal(country: Country, text: string, around: readonly string[]): PostalReading | null {
  const { postal } = country;
  if (!postal) return { form: text.trim(), how: 'written' };
  const compact = compactPostal(text);
  const accept = (candidate: string, how: PostalReading['how']): PostalReading | null =>
    postal.test(candidate) ? { form: written(country, candidate), how } : null;

  const found = accept(compact, 'form');
  if (found) return found.form === text ? { form: text, how: 'written' } : found;
  const bare = compact.replace(DECIMAL, '$1').replace(SIGNS, '');
  return (
    accept(bare, 'form') ??
    withoutPrefix(country, compact, accept) ??
    withoutPlaces(text, [country.name, ...around], accept) ??
    withDigits(postal, bare, accept)
  );
}

type Accept = (candidate: string, how: PostalReading['how']) => PostalReading | null;

function withoutPrefix(country: Country, compact: string, accept: Accept): PostalReading | null {
  const labelled = compact.replace(LABEL, '').replace(SIGNS, '');
  const whole = labelled === compact ? null : accept(labelled, 'prefix');
  if (whole) return whole;
  for (const letters of `${country.code} ${PREFIXES[country.code] ?? ''}`.trim().split(' ')) {
    const found = labelled.startsWith(letters) ? accept(labelled.slice(letters.length), 'prefix') : null;
    if (found) return found;
  }
  return null;
}

function withoutPlaces(text: string, places: readonly string[], accept: Accept): PostalReading | null {
  let rest = compactPostal(plainName(text));
  for (const place of places) {
    const name = compactPostal(plainName(place));
    // A name of one letter is no name.
    if (name.length < 2 || !rest.includes(name)) continue;
    rest = rest.startsWith(name) ? rest.slice(name.length) : rest.replace(name, '');
    const found = accept(rest, 'place');
    if (found) return found;
  }
  return null;
}

const SWAPS: Readonly<Record<string, string>> = { O: '0', I: '1', L: '1', '0': 'O', '1': 'I' };
/** More doubtful signs than this are no slip of the finger. */
const MOST_SWAPS = 4;

function withDigits(postal: RegExp, bare: string, accept: Accept): PostalReading | null {
  const at = [...bare].flatMap((sign, i) => (SWAPS[sign] === undefined ? [] : [i]));
  if (at.length === 0 || at.length > MOST_SWAPS || bare.length > 10) return null;
  let only: string | null = null;
  for (let set = 1; set < 1 << at.length; set++) {
    const signs = [...bare];
    at.forEach((i, bit) => {
      if (set & (1 << bit)) signs[i] = SWAPS[bare.charAt(i)] ?? '';
    });
    const candidate = signs.join('');
    if (!postal.test(candidate)) continue;
    if (only !== null) return null;
    only = candidate;
  }
  return only === null ? null : accept(only, 'digits');
}

/** The postal code in the country's written form (`k1a0b1` gives `K1A 0B1`), or null when it cannot be one. */
export function postalForm(country: Country, text: string, city = ''): string | null {
  return readPostal(country, text, [city])?.form ?? null;
}

function written({ code, parted }: Country, compact: string): string {
  if (!parted) return compact.replace(/^([A-Z]{4,})(?=\d)/, '$1 ');
  if (code === 'GB' && compact.startsWith('BFPO')) return `BFPO ${compact.slice(4)}`;
  const text = code === 'LV' && !compact.startsWith('LV') ? `LV${compact}` : compact;
  const at = parted.fromEnd ? text.length - parted.at : parted.at;
  // The long form of a ZIP code has the part behind the dash; the short form ends before it.
  if (at <= 0 || at >= text.length || (parted.at === 2 && /^\d/.test(text) && code !== 'PL')) return text;
  return text.slice(0, at) + parted.with + text.slice(at);
}

/** The code with the one or two zeros that a spreadsheet program took from its front, or null (D1). Only a proposal. */
export function withLostZero(country: Country, text: string): string | null {
  const compact = compactPostal(text).replace(DECIMAL, '$1');
  if (!/^\d{2,8}$/.test(compact)) return null;
  for (const zeros of ['0', '00']) {
    if (country.postal?.test(zeros + compact)) return written(country, zeros + compact);
  }
  return null;
}

/** Codes that are like no other country's, as they are written. */
const OWN_FORMS: readonly (readonly [country: string, form: RegExp])[] = [
  ['BR', /^\d{5}-\d{3}$/],
  ['CA', /^[A-Z]\d[A-Z][ -]?\d[A-Z]\d$/],
  ['GB', /^[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}$/],
  ['IE', /^[A-Z]\d[\dW] ?[A-Z\d]{4}$/],
  ['JP', /^\d{3}-\d{4}$/],
  ['NL', /^\d{4} ?[A-Z]{2}$/],
  ['PL', /^\d{2}-\d{3}$/],
  ['PT', /^\d{4}-\d{3}$/],
  ['US', /^\d{5}-\d{4}$/],
];

/** The one country whose postal codes are written so, for a code that its own country cannot have (D24); else null. */
export function countryByPostal(text: string): string | null {
  const code = text.normalize('NFKC').trim().toUpperCase();
  const fits = OWN_FORMS.filter(([, form]) => form.test(code));
  return fits.length === 1 ? (fits[0]?.[0] ?? null) : null;
}
