/**
 * Letters as every carrier prints them (D20). Cyrillic: Russian as in passports (ICAO 9303, with `kh`, `y`), Ukrainian
 * as the Cabinet's resolution 55 of 2010, Bulgarian as the Transliteration Act, Serbian and Macedonian as their Latin
 * forms; Greek as ELOT 743. Latin letters lose their marks, except where a country has a usual way to write them
 * (German umlauts, Danish and Norwegian letters).
 */

/** Which letters may stay: all Latin ones, those of ISO 8859-1, or ASCII alone. */
export type Letters = 'latin' | 'latin-1' | 'ascii';

/** `а=a б=b`: one letter each, in lower case. */
const table = (text: string): ReadonlyMap<string, string> =>
  new Map(
    text.split(' ').map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]),
  );

const RUSSIAN =
  'а=a б=b в=v г=g д=d е=e ё=e ж=zh з=z и=i й=y к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f х=kh ц=ts ч=ch ш=sh щ=shch ъ= ' +
  'ы=y ь= э=e ю=yu я=ya і=i ї=yi є=ye ґ=g ў=u ә=a ғ=g қ=q ң=n ө=o ұ=u ү=u һ=h ј=j љ=lj њ=nj ђ=dj ћ=c џ=dz ѓ=gj ќ=kj ѕ=dz';
const CYRILLIC = table(RUSSIAN);
const BY_COUNTRY: Readonly<Record<string, ReadonlyMap<string, string>>> = {
  UA: table('г=h ґ=g е=e є=ie и=y і=i ї=i й=i ю=iu я=ia ’= ʼ='),
  BG: table('х=h щ=sht ъ=a ь=y'),
  RS: table('ж=z х=h ц=c ч=c ш=s'),
  ME: table('ж=z х=h ц=c ч=c ш=s'),
  MK: table('ж=zh х=h ц=c ч=ch ш=sh'),
  DE: table('ä=ae ö=oe ü=ue'),
  AT: table('ä=ae ö=oe ü=ue'),
  CH: table('ä=ae ö=oe ü=ue'),
  LI: table('ä=ae ö=oe ü=ue'),
  DK: table('å=aa ø=oe'),
  NO: table('å=aa ø=oe'),
};
/** At the beginning of a word. */
const UKRAINIAN_FIRST = table('є=ye ї=yi й=y ю=yu я=ya');
const GREEK = table(
  'α=a β=v γ=g δ=d ε=e ζ=z η=i θ=th ι=i κ=k λ=l μ=m ν=n ξ=x ο=o π=p ρ=r σ=s ς=s τ=t υ=y φ=f χ=ch ψ=ps ω=o',
);
const GREEK_PAIRS = table('ου=ou γγ=ng γξ=nx γχ=nch αυ=av ευ=ev ηυ=iv');
const OTHER = table(
  "ß=ss æ=ae œ=oe ø=o ł=l đ=d ð=d þ=th ı=i ħ=h ŋ=ng ŧ=t ĸ=k ŀ=l ə=a ’=' ‘=' ʼ=' ʻ=' ′=' `=' ´=' “=\" ”=\" „=\" «=\" »=\" –=- —=- ‑=- ‐=- −=- …=... №=No º=o ª=a •=- ·=- ×=x °=o €=EUR",
);
const MARK = /\p{M}+/gu;
const LATIN = /^[\p{Script=Latin}\p{M}\p{P}\p{N}\p{S}\p{Zs}]$/u;

function stays(sign: string, letters: Letters): boolean {
  const code = sign.codePointAt(0) ?? 0;
  if (code < 0x80) return true;
  if (letters === 'ascii') return false;
  return letters === 'latin-1' ? code >= 0xa1 && code <= 0xff : LATIN.test(sign);
}

/** Whether the text holds only letters that may stay. */
export function isIn(letters: Letters, text: string): boolean {
  for (const sign of text) if (!stays(sign, letters)) return false;
  return true;
}

function latinOf(lower: string, country: string, first: boolean): string | null {
  const special = first && country === 'UA' ? UKRAINIAN_FIRST.get(lower) : undefined;
  const found =
    special ?? BY_COUNTRY[country]?.get(lower) ?? CYRILLIC.get(lower) ?? GREEK.get(lower) ?? OTHER.get(lower);
  if (found !== undefined) return found;
  const base = lower.normalize('NFKD').replace(MARK, '');
  if (base === lower) return null;
  let out = '';
  for (const sign of base) {
    const part =
      sign.charCodeAt(0) < 0x80 ? sign : (GREEK.get(sign) ?? CYRILLIC.get(sign) ?? OTHER.get(sign));
    if (part === undefined) return null;
    out += part;
  }
  return out;
}

/** The same text in letters that may stay; null when one of its letters has no table (Chinese, Arabic and others). */
export function toLatin(text: string, country: string, letters: Letters): string | null {
  const signs = [...text.normalize('NFC')];
  let out = '';
  for (let i = 0; i < signs.length; i++) {
    const sign = signs[i] ?? '';
    if (stays(sign, letters)) {
      out += sign;
      continue;
    }
    const lower = sign.toLowerCase();
    const next = signs[i + 1] ?? '';
    const before = signs[i - 1] ?? '';
    const plain = (letter: string): string => letter.toLowerCase().normalize('NFD').charAt(0);
    const both = plain(sign) + plain(next);
    // "Згурський" would read like "Журський" without its own rule.
    const pair = GREEK_PAIRS.get(both) ?? (country === 'UA' && both === 'зг' ? 'zgh' : undefined);
    const latin = pair ?? latinOf(lower, country, !/\p{L}/u.test(before));
    if (latin === null) return null;
    if (pair !== undefined) i++;
    out += sign === lower ? latin : capital(latin, next, before);
  }
  return out;
}

/** "Щ" is "Shch" in a name and "SHCH" in a word of capitals. */
function capital(latin: string, next: string, before: string): string {
  const neighbour = /\p{L}/u.test(next) ? next : before;
  const loud = /\p{Lu}/u.test(neighbour);
  return loud ? latin.toUpperCase() : latin.charAt(0).toUpperCase() + latin.slice(1);
}

/** Writing by name, for messages. */
const SCRIPTS: readonly (readonly [name: string, letters: RegExp])[] = [
  ['Cyrillic', /\p{Script=Cyrillic}/u],
  ['Greek', /\p{Script=Greek}/u],
  ['Japanese', /[\p{Script=Hiragana}\p{Script=Katakana}]/u],
  ['Korean', /\p{Script=Hangul}/u],
  ['Chinese or Japanese', /\p{Script=Han}/u],
  ['Arabic', /\p{Script=Arabic}/u],
  ['Hebrew', /\p{Script=Hebrew}/u],
  ['Thai', /\p{Script=Thai}/u],
  ['Georgian', /\p{Script=Georgian}/u],
  ['Armenian', /\p{Script=Armenian}/u],
  [
    'Indian',
    /[\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Gujarati}]/u,
  ],
];

/** "Cyrillic", "Chinese or Japanese"; "other" where none of the table fits. */
export const scriptOf = (text: string): string =>
  SCRIPTS.find(([, letters]) => letters.test(text))?.[0] ?? 'other';
